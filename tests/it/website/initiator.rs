//! An initiator's way: describing an initiative in steps, pictures, what a moderator says, and opening it.

use super::sign_in::link_for;
use super::{code, must, worlds};
use crate::support::site::{Got, Served, Visitor, serve};
use crate::support::world::World;
use futures_util::future::join_all;
use image::{ImageFormat, RgbImage};
use std::collections::BTreeSet;
use std::io::Cursor;
use wijkkas::app::activate::{self as activation, Typed};
use wijkkas::app::pictures::{self, For, NotTaken};
use wijkkas::app::sketches;
use wijkkas::app::submitting::{self, Saved};
use wijkkas::domain::initiative::{Initiative, InitiativeCommand, InitiativeStatus};
use wijkkas::domain::programme::ProgrammeCommand;
use wijkkas::domain::{AreaId, Cents, InitiativeId};

/// Somebody who signed in with an address.
pub async fn signed_in<'a>(world: &World, site: &'a Served, address: &str) -> Visitor<'a> {
    let visitor = Visitor::new(site);
    let form = format!("email={}", address.replace('@', "%40"));
    assert_eq!(visitor.post("/aanmelden", &form).await.status, 303);
    assert_eq!(visitor.post(&link_for(&world.app, address).await, "").await.status, 303);
    visitor
}

/// Begins to describe one; the address of its steps.
pub async fn begun(visitor: &Visitor<'_>) -> String {
    let begun = visitor.post("/wijk/west/plan", "").await;
    let there = begun.header("location").expect("the first step").to_string();
    there.strip_suffix("/verhaal").expect("the first step").to_string()
}

const STORY: &str = "title=Moestuin&story=Samen+zaaien.%0D%0AEn+oogsten.&area=1&purpose=green";
const COSTS: &str = "what=Aarde&cents=30&what=Zaden&cents=12%2C50&what=&cents=";
const WHEN: &str = "last_day=2026-03-31&needs=Handen+op+zaterdag";

/// Fills in all steps but the pictures.
pub async fn filled_in(visitor: &Visitor<'_>, plan: &str) {
    for (step, form, next) in
        [("verhaal", STORY, "kosten"), ("kosten", COSTS, "wanneer"), ("wanneer", WHEN, "fotos")]
    {
        let got = visitor.post(&format!("{plan}/{step}"), form).await;
        assert_eq!(got.header("location"), Some(format!("{plan}/{next}").as_str()), "{got:?}");
    }
}

/// Submits it; the address at which it is managed.
pub async fn submitted(visitor: &Visitor<'_>, plan: &str) -> String {
    submitted_with(visitor, plan, "").await
}

/// The same with what they said of savings that were opened in the same browser.
async fn submitted_with(visitor: &Visitor<'_>, plan: &str, form: &str) -> String {
    let got = visitor.post(&format!("{plan}/nakijken"), form).await;
    let there = got.header("location").unwrap_or_else(|| panic!("{got:?}")).to_string();
    // The button was pressed twice.
    assert_eq!(visitor.post(&format!("{plan}/nakijken"), "").await.status, 303);
    there
}

/// Two tabs, or a double click, on the very first visit: one person, whom erasing forgets whole.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_is_one_person_however_much_is_begun_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let begun = (0..20).map(|_| {
            let (app, book) = (world.app.clone(), world.book);
            tokio::spawn(async move { sketches::person_of(&app, book, "samira@example.org").await })
        });
        let begun =
            join_all(begun).await.into_iter().map(|person| person.expect("it is asked").expect("one"));
        assert_eq!(begun.collect::<BTreeSet<_>>().len(), 1);
        let other = sketches::person_of(&world.app, world.book, "other@example.org").await.expect("one");
        let own = sketches::person_of(&world.app, world.book, "Samira@Example.org").await.expect("one");
        assert_ne!(own, other);
    }
}

/// The first line of a form may come long before the rest of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_read_before_it_was_submitted_changes_nothing_after_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let samira = signed_in(&world, &site, "samira@example.org").await;
        let plan = begun(&samira).await;
        filled_in(&samira, &plan).await;
        assert_eq!(samira.upload(&format!("{plan}/fotos"), &photo(), "Het veld").await.status, 303);
        let id = plan.rsplit('/').next().expect("an id").parse().expect("an id");
        let find = || async {
            let found = sketches::find(&world.app, (world.book, id), "samira@example.org").await;
            found.expect("the database answers").expect("a sketch")
        };
        let mut read_before = find().await;
        submitted(&samira, &plan).await;
        read_before.sketch.needs = "Nobody read this".into();
        let saved = submitting::save(&world.app, world.book, &read_before).await.expect("it answers");
        assert_eq!(saved, Saved::Submitted);
        let mut read_after = find().await;
        read_after.sketch.needs = "Nor this".into();
        let saved = submitting::save(&world.app, world.book, &read_after).await.expect("it answers");
        assert_eq!(saved, Saved::Submitted);
        for read in [&read_before, &read_after] {
            let given = (photo(), pictures::room(read.person).await, "Nobody saw this");
            let late = pictures::add(&world.app, world.book, For::Sketch(read), given)
                .await
                .expect_err("it is submitted");
            assert!(matches!(late, NotTaken::Submitted), "{late}");
            let (id, _) = read.pictures[0];
            assert!(
                !pictures::remove(&world.app, world.book, For::Sketch(read), id).await.expect("it answers")
            );
        }
        assert_eq!(find().await.sketch.needs, "Handen op zaterdag");
    }
}

/// What an initiator gives is no support, and not much, if codes in the same browser have opened it and they say that
/// it is theirs.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_wallet_that_was_shown_is_the_initiators_own() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let samira = signed_in(&world, &site, "samira@example.org").await;
        super::activate(&samira, &code(&world, 1).await).await;
        let plan = begun(&samira).await;
        filled_in(&samira, &plan).await;
        let check = samira.get(&format!("{plan}/nakijken")).await;
        must(
            &check,
            200,
            "Er is hier eerder een code ingevuld, met een tegoed van €\u{a0}10,00. Is dat van u?",
        );
        assert!(!check.page.contains(" checked"), "nobody is taken at a word they did not say");
        submitted_with(&samira, &plan, &format!("wallet={}", check.field("wallet"))).await;
        let initiative = InitiativeId(2);
        let state = look(&world, 2).await.expect("there");
        assert_eq!(state.wallets.len(), 1);
        world.system(InitiativeCommand::Approve { initiative }).await;
        let last_day = "2026-03-31".parse().expect("a day");
        world.system(InitiativeCommand::Open { initiative, last_day }).await;
        for (give, status) in [("4%2C26", 422), ("4%2C25", 303)] {
            let form = format!("{}&give-2={give}", samira.get("/mijn").await.own());
            let got = samira.post("/geven", &form).await;
            assert_eq!(got.status, status, "{got:?}");
            assert!(status == 303 || got.page.contains("Initiatiefnemers geven zelf hooguit"), "{got:?}");
        }
        assert_eq!(look(&world, 2).await.expect("there").residents, 0, "it is no support");

        // A code that opens one lot of a wallet shows nothing of the rest, and may have been found.
        let wallet = world.activate(3).await;
        let typed = Typed { code: &code(&world, 4).await, wallet: Some(wallet), ..Typed::default() };
        activation::activate(&world.app, world.book, typed).await.expect("it is activated");
        let finder = signed_in(&world, &site, "finder@example.org").await;
        assert_eq!(finder.get(&format!("/c/{}", code(&world, 3).await)).await.status, 303);
        let plan = begun(&finder).await;
        filled_in(&finder, &plan).await;
        assert!(!finder.get(&format!("{plan}/nakijken")).await.page.contains("name=\"wallet\""));
        // Not even who says that it is theirs: the page comes again.
        let got = finder.post(&format!("{plan}/nakijken"), &format!("wallet={}", wallet.0)).await;
        assert_eq!(got.header("location"), Some(format!("{plan}/nakijken").as_str()), "{got:?}");
        assert!(look(&world, 3).await.is_none());
        submitted(&finder, &plan).await;
        assert_eq!(look(&world, 3).await.expect("there").wallets, []);
        world.prove().await;
    }
}

/// At the computer of a community centre the code before may be a neighbour's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wallet_that_nobody_said_is_theirs_stays_the_neighbours() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let samira = signed_in(&world, &site, "samira@example.org").await;
        super::activate(&samira, &code(&world, 1).await).await;
        let give = format!("{}&give-1=10", samira.get("/mijn").await.own());
        assert_eq!(samira.post("/geven", &give).await.status, 303);
        let plan = begun(&samira).await;
        filled_in(&samira, &plan).await;
        let check = samira.get(&format!("{plan}/nakijken")).await;
        must(&check, 200, "Er is hier eerder een code ingevuld. Is dat tegoed van u?");
        // The next code opens another wallet than the one the page asked about.
        super::activate(&samira, &code(&world, 2).await).await;
        let form = format!("wallet={}", check.field("wallet"));
        let got = samira.post(&format!("{plan}/nakijken"), &form).await;
        assert_eq!(got.header("location"), Some(format!("{plan}/nakijken").as_str()), "{got:?}");
        assert!(look(&world, 2).await.is_none());
        must(&samira.get(&format!("{plan}/nakijken")).await, 200, "met een tegoed van €\u{a0}10,00");
        submitted(&samira, &plan).await;
        assert_eq!(look(&world, 2).await.expect("there").wallets, []);
    }
}

async fn look(world: &World, number: i64) -> Option<Initiative> {
    world.app.look::<Initiative>(world.book, InitiativeId(number)).await.expect("it can be read")
}

/// A decision on what this page shows.
fn decide(page: &Got, what: &str) -> String {
    format!("key={}&story={}&{what}", page.field("key"), page.field("story"))
}

fn says(page: &Got, all: &[&str]) {
    for words in all {
        must(page, 200, words);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_idea_becomes_an_open_initiative() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let samira = signed_in(&world, &site, "samira@example.org").await;
        must(&samira.get("/mijn-initiatieven").await, 200, "Begin een initiatief");
        let plan = begun(&samira).await;
        filled_in(&samira, &plan).await;
        let check = samira.get(&format!("{plan}/nakijken")).await;
        says(
            &check,
            &["Moestuin", "Samen zaaien.", "Aarde", "€\u{a0}42,50", "31 maart 2026", "Handen op zaterdag"],
        );
        let manage = submitted(&samira, &plan).await;
        assert_eq!(manage, "/wijk/west/initiatief/2/beheer");
        must(&samira.get(&manage).await, 200, "Iemand van de wijkkas leest uw initiatief");
        assert!(look(&world, 3).await.is_none(), "pressing twice submits once");
        must(&Visitor::new(&site).get("/wijk/west/initiatief/2").await, 404, "Deze pagina bestaat niet");

        let moderator = signed_in(&world, &site, "moderator@example.org").await;
        must(&moderator.get("/modereren").await, 200, "/modereren/west/2");
        let page = moderator.get("/modereren/west/2").await;
        must(&page, 200, "Aarde");
        let empty = moderator.post("/modereren/west/2", &decide(&page, "decision=changes&reason=")).await;
        must(&empty, 422, "Schrijf waarom");
        let asked = decide(&page, "decision=changes&reason=Wie+geeft+water%3F");
        let read_before = moderator.get("/modereren/west/2").await;
        assert_eq!(moderator.post("/modereren/west/2", &asked).await.status, 303);
        assert_eq!(look(&world, 2).await.expect("there").status, InitiativeStatus::ChangesAsked);

        let page = samira.get(&manage).await;
        must(&page, 200, "Er is gevraagd om iets te veranderen");
        must(&page, 200, &format!("{plan}/verhaal"));
        let east = ProgrammeCommand::AddArea { name: "Oost".into(), postcodes: vec![], cbs: None };
        world.system(east).await;
        let changed = STORY.replace("oogsten", "water+geven").replace("area=1", "area=2");
        samira.post(&format!("{plan}/verhaal"), &changed).await;
        submitted(&samira, &plan).await;
        assert_eq!(look(&world, 2).await.expect("there").area, AreaId(2));
        let page = moderator.get("/modereren/west/2").await;
        must(&page, 200, "En water geven.");
        // A page that was opened before says nothing of what nobody has read on it.
        let late =
            moderator.post("/modereren/west/2", &decide(&read_before, "decision=approve&reason=")).await;
        must(&late, 422, "Intussen is dit veranderd");
        must(&late, 422, "En water geven.");
        assert_eq!(look(&world, 2).await.expect("there").status, InitiativeStatus::Submitted);
        let approve = decide(&page, "decision=approve&reason=");
        assert_eq!(moderator.post("/modereren/west/2", &approve).await.status, 303);

        let page = samira.get(&manage).await;
        must(&page, 200, "Uw initiatief is goedgekeurd");
        assert_eq!(page.field("last_day"), "2026-03-31", "the day that was wished for");
        let late = format!("key={}&last_day=2036-03-31", page.field("key"));
        assert_eq!(samira.post(&format!("{manage}/openen"), &late).await.status, 422);
        let open = format!("key={}&last_day=2026-03-31", samira.get(&manage).await.field("key"));
        assert_eq!(samira.post(&format!("{manage}/openen"), &open).await.status, 303);
        let public = Visitor::new(&site).get("/wijk/west/initiatief/2").await;
        says(&public, &["Moestuin", "Aarde", "€\u{a0}42,50", "Handen op zaterdag"]);
        // What a moderator has read stays as it is.
        for (step, form) in [("verhaal", STORY), ("wanneer", "last_day=2026-03-31&needs=Iets+anders")] {
            must(&samira.post(&format!("{plan}/{step}"), form).await, 409, "Dit is al ingestuurd");
        }
        assert_eq!(samira.upload(&format!("{plan}/fotos"), &photo(), "Iets anders").await.status, 409);
        let state = look(&world, 2).await.expect("there");
        assert_eq!((state.status, state.target), (InitiativeStatus::Open, Cents::new(4250).expect("money")));
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_missing_is_said_and_what_was_typed_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let samira = signed_in(&world, &site, "samira@example.org").await;
        let plan = begun(&samira).await;
        let story = samira.post(&format!("{plan}/verhaal"), "title=Moestuin&story=&area=9").await;
        for words in ["Vertel wat u wilt doen", "Kies wat het beste past", "Fout:"] {
            must(&story, 422, words);
        }
        assert_eq!(story.field("title"), "Moestuin");
        for (form, words) in [
            ("what=Aarde&cents=veel", "Dit is geen bedrag"),
            ("what=&cents=3", "Vul bij elk bedrag in waarvoor het is"),
            ("what=Aarde&cents=", "Vul bij elke regel een bedrag in"),
            ("what=&cents=", "Vul in wat het kost"),
            ("what=A&cents=92233720368547758&what=B&cents=92233720368547758", "Dit bedrag is te groot"),
        ] {
            must(&samira.post(&format!("{plan}/kosten"), form).await, 422, words);
        }
        for day in ["", "gisteren", "2020-01-01", "2029-01-01"] {
            let got = samira.post(&format!("{plan}/wanneer"), &format!("last_day={day}")).await;
            must(&got, 422, "Kies een dag vanaf morgen");
            assert_eq!(got.field("last_day"), day);
        }
        must(&samira.get(&format!("{plan}/nakijken")).await, 200, "Vertel eerst uw verhaal");
        let submit = samira.post(&format!("{plan}/nakijken"), "").await;
        must(&submit, 422, "Vertel eerst uw verhaal");
        // The browser was closed: what was filled in is there, and can be thrown away.
        must(&samira.get("/mijn-initiatieven").await, 200, &format!("{plan}/verhaal"));
        for _ in 0..12 {
            samira.post("/wijk/west/plan", "").await;
        }
        let list = samira.get("/mijn-initiatieven").await;
        assert_eq!(list.page.matches("/verhaal").count(), 10, "nobody fills the database");
        assert_eq!(samira.post(&format!("{plan}/weggooien"), "").await.status, 303);
        must(&samira.get(&format!("{plan}/verhaal")).await, 404, "Deze pagina bestaat niet");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_somebody_elses_is_not_there() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let samira = signed_in(&world, &site, "samira@example.org").await;
        let plan = begun(&samira).await;
        filled_in(&samira, &plan).await;
        let manage = submitted(&samira, &plan).await;
        let (other, nobody) = (signed_in(&world, &site, "other@example.org").await, Visitor::new(&site));
        for (visitor, status) in [(&other, 404), (&nobody, 401)] {
            for path in [format!("{plan}/verhaal"), format!("{plan}/nakijken"), manage.clone()] {
                assert_eq!(visitor.get(&path).await.status, status, "{path}");
            }
            assert_eq!(visitor.post(&format!("{plan}/verhaal"), STORY).await.status, status);
            assert_eq!(visitor.post(&format!("{manage}/openen"), "").await.status, status);
            assert_eq!(visitor.get("/modereren").await.status, status);
            let decide = format!("key={}&decision=approve", world.app.fresh_key());
            assert_eq!(visitor.post("/modereren/west/2", &decide).await.status, status);
        }
        assert_eq!(look(&world, 2).await.expect("there").status, InitiativeStatus::Submitted);
    }
}

/// A picture of a telephone that was held upright: with how it was held, and where.
pub fn photo() -> Vec<u8> {
    let mut jpeg = Cursor::new(Vec::new());
    RgbImage::from_pixel(1600, 900, image::Rgb([200, 30, 30]))
        .write_to(&mut jpeg, ImageFormat::Jpeg)
        .expect("JPEG");
    let jpeg = jpeg.into_inner();
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(b"51.9 N 4.6 E secret");
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pictures_are_made_smaller_and_keep_nothing_beside_them() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let samira = signed_in(&world, &site, "samira@example.org").await;
        let plan = begun(&samira).await;
        let there = format!("{plan}/fotos");
        let bomb = {
            let mut png = Cursor::new(Vec::new());
            image::GrayImage::new(13_000, 20).write_to(&mut png, ImageFormat::Png).expect("PNG");
            png.into_inner()
        };
        for (given, words, said) in [
            (Vec::new(), "veld", "Kies eerst een foto"),
            (b"<svg onload='alert(1)'/>".to_vec(), "veld", "Dit is geen foto die wij kunnen lezen"),
            (photo()[..400].to_vec(), "veld", "Dit is geen foto die wij kunnen lezen"),
            (bomb, "veld", "Deze foto is te groot"),
            (photo(), " ", "Schrijf wat er op de foto staat"),
        ] {
            must(&samira.upload(&there, &given, words).await, 422, said);
        }
        assert_eq!(samira.upload(&there, &photo(), "Het veld").await.status, 303);
        let page = samira.get(&there).await;
        must(&page, 200, "alt=\"Het veld\"");
        let mut pictures = page.page.split('"').filter(|part| part.contains("/foto/"));
        let address = pictures.next_back().expect("a picture").to_string();
        let small = samira.bytes(&address).await.expect("it is shown to its owner");
        assert!(small.windows(6).all(|part| part != b"secret"), "nothing is beside it");
        let small = image::load_from_memory(&small).expect("a picture");
        assert_eq!((small.width(), small.height()), (480, 853), "as it was held");
        assert!(Visitor::new(&site).bytes(&address).await.is_none(), "and to nobody else yet");
        let id = address.split('/').nth(4).expect("an id").to_string();
        assert_eq!(samira.post(&format!("{plan}/foto-weg"), &format!("picture={id}")).await.status, 303);
        assert!(samira.bytes(&address).await.is_none());
    }
}
