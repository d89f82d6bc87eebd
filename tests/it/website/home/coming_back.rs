//! Coming back with a mail address.

use super::super::sign_in::link_for;
use super::addresses::a_minute_later;
use super::standing::{choose, letter};
use super::{activate, adds, code, gives, has, leads_to, must, types, worlds};
use crate::support::site::{Got, Visitor, serve, serve_without_mails};
use crate::support::world::World;
use sea_orm::{ConnectionTrait as _, Statement};
use wijkkas::app::wallet_mails;
use wijkkas::domain::InitiativeId;
use wijkkas::jobs;

const PATH: &str = "/mijn/mail";
const OWN: &str = "anna@example.org";
const FINDERS: &str = "vinder@example.org";

/// Types an address, as the page for it says.
pub async fn asks(visitor: &Visitor<'_>, address: &str) -> Got {
    let money = visitor.get("/mijn").await.field("money");
    visitor.post(PATH, &format!("money={money}&email={}", address.replace('@', "%40"))).await
}

/// Takes the address away.
async fn removes(visitor: &Visitor<'_>) {
    let money = visitor.get("/mijn").await.field("money");
    leads_to(&visitor.post("/mijn/mail/weg", &format!("money={money}")).await, PATH);
}

/// Leaves an address and confirms it, in this browser.
pub async fn leaves(world: &World, visitor: &Visitor<'_>, address: &str) {
    leads_to(&asks(visitor, address).await, "/terug/verstuurd");
    let link = link_for(&world.app, address).await;
    let entered = visitor.post(&link, "").await;
    leads_to(&entered, "/nl/mijn/mail?bevestigd=true");
}

/// Asks for a link and presses its button, in a browser of their own.
pub async fn comes_back<'s>(
    world: &World,
    site: &'s crate::support::site::Served,
    address: &str,
) -> Visitor<'s> {
    let visitor = Visitor::new(site);
    let asked = visitor.post("/terug", &format!("email={}", address.replace('@', "%40"))).await;
    leads_to(&asked, "/terug/verstuurd");
    visitor.post(&link_for(&world.app, address).await, "").await;
    visitor
}

pub async fn rows(world: &World) -> (i64, i64) {
    let db = &world.app.database.reader;
    let sql = "SELECT (SELECT COUNT(*) FROM wallet_mail), (SELECT COUNT(*) FROM wallet_link)";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    let row = row.expect("it can be read").expect("a row");
    (row.try_get_by_index(0).expect("a number"), row.try_get_by_index(1).expect("a number"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_opens_the_whole_wallet_once_and_by_its_button() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &code(&world, 1).await).await;
        adds(&visitor, &code(&world, 2).await).await;
        must(&visitor.get("/mijn").await, 200, "href=\"/mijn/mail\"");
        let wrong = asks(&visitor, "anna").await;
        must(&wrong, 422, "Dit is geen e-mailadres");
        assert_eq!(wrong.field("email"), "anna", "what was typed is kept");
        leads_to(&asks(&visitor, "%20Anna@Example.org").await, "/terug/verstuurd");
        assert_eq!(rows(&world).await, (0, 1), "it is not confirmed yet");
        // Beside the one that every page has.
        assert_eq!(visitor.get("/terug/verstuurd").await.page.matches("href=\"/mijn\"").count(), 2);
        let link = link_for(&world.app, OWN).await;
        let scanner = Visitor::new(&site);
        must(&scanner.get(&link).await, 200, "Druk op de knop om uw tegoed te openen");
        assert!(!scanner.has_cookie() && rows(&world).await == (0, 1), "a scanner changes nothing");
        // In whichever browser the mail is opened.
        let telephone = Visitor::new(&site);
        leads_to(&telephone.post(&link, "").await, "/nl/mijn/mail?bevestigd=true");
        let page = telephone.get("/mijn/mail?bevestigd=true").await;
        must(&page, 200, "hoort nu bij dit tegoed");
        must(&page, 200, "a***@e***.org");
        assert!(!page.page.contains(OWN), "{page:?}");
        has(&telephone, 20).await;
        must(&telephone.post(&link, "").await, 404, "Deze link werkt niet meer");
        must(&telephone.get("/terug/00").await, 404, "Deze link werkt niet meer");

        let again = comes_back(&world, &site, OWN).await;
        has(&again, 20).await;
        // Further cheques join by it, and it opens these as well.
        adds(&again, &code(&world, 3).await).await;
        has(&again, 30).await;
        assert_eq!(again.post("/mijn/klaar", "").await.status, 303);
        must(&again.get("/mijn").await, 401, "Vul eerst uw code in");
        let again = comes_back(&world, &site, OWN).await;
        has(&again, 30).await;
        removes(&again).await;
        assert_eq!(rows(&world).await.0, 0);
        world.clock.set(world.app.now().checked_add_ms(3_600_000).expect("a time"));
        let nobody = comes_back(&world, &site, OWN).await;
        must(&nobody.get("/mijn").await, 401, "Vul eerst uw code in");
        world.prove().await;
    }
}

/// Somebody found a letter, and left an address of theirs for what comes later.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_found_letter_opens_no_later_savings_by_mail() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let [first, second, third] = [code(&world, 1).await, code(&world, 2).await, code(&world, 3).await];
        let finder = Visitor::new(&site);
        activate(&finder, &first).await;
        leaves(&world, &finder, FINDERS).await;
        // And one more that is not confirmed yet.
        leads_to(&asks(&finder, FINDERS).await, "/terug/verstuurd");
        let waiting = link_for(&world.app, FINDERS).await;
        let owner = Visitor::new(&site);
        types(&owner, &first).await;
        adds(&owner, &second).await;
        has(&owner, 20).await;
        must(&finder.post(&waiting, "").await, 404, "Deze link werkt niet meer");
        let back = comes_back(&world, &site, FINDERS).await;
        must(&back.get("/mijn").await, 401, "Vul eerst uw code in");
        // The visit that was open has that letter's money, and ties no address to the rest.
        has(&finder, 10).await;
        must(&finder.get(PATH).await, 200, "als u ook de codes van uw eerdere brieven invult");
        leads_to(&asks(&finder, FINDERS).await, PATH);
        removes(&finder).await;
        assert_eq!(rows(&world).await, (0, 0));

        // The owner's own address is not taken by one letter, and goes when a letter comes in without it.
        leaves(&world, &owner, OWN).await;
        removes(&finder).await;
        has(&comes_back(&world, &site, OWN).await, 20).await;
        let with_codes = Visitor::new(&site);
        types(&with_codes, &first).await;
        types(&with_codes, &second).await;
        adds(&with_codes, &third).await;
        has(&with_codes, 30).await;
        assert_eq!(rows(&world).await.0, 0);
        world.prove().await;
    }
}

/// A new code is for when somebody has seen the letter: what they did with it ends.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_code_ends_the_address_that_was_left_with_the_old_one() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let first = code(&world, 1).await;
        let finder = Visitor::new(&site);
        activate(&finder, &first).await;
        leaves(&world, &finder, FINDERS).await;
        let replace = async |visitor: &Visitor<'_>| {
            let page = visitor.get("/mijn/nieuwe-code").await;
            let form = format!("{}&letter={}", page.own(), page.field("letter"));
            must(&visitor.post("/mijn/nieuwe-code", &form).await, 200, "Uw nieuwe code");
        };
        let owner = Visitor::new(&site);
        types(&owner, &first).await;
        replace(&owner).await;
        assert_eq!(rows(&world).await.0, 0);
        must(&finder.get("/mijn").await, 200, "Er is een nieuwere code");
        // Also for whoever came in with an address, while another one waits.
        leaves(&world, &owner, OWN).await;
        leads_to(&asks(&owner, FINDERS).await, "/terug/verstuurd");
        let waiting = link_for(&world.app, FINDERS).await;
        let back = comes_back(&world, &site, OWN).await;
        must(&back.get("/mijn/nieuwe-code").await, 200, "Dat gaat weg");
        replace(&back).await;
        assert_eq!(rows(&world).await, (0, 0));
        must(&finder.post(&waiting, "").await, 404, "Deze link werkt niet meer");
        // It is left anew in the same visit.
        leaves(&world, &back, OWN).await;
        a_minute_later(&world);
        has(&comes_back(&world, &site, OWN).await, 10).await;
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_learns_by_asking_and_nobodys_mailbox_is_filled() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        must(&visitor.get("/").await, 200, "href=\"/terug\"");
        let asked = visitor.post("/terug", "email=niemand%40example.org").await;
        leads_to(&asked, "/terug/verstuurd");
        let sent = visitor.get("/terug/verstuurd").await;
        must(&sent, 200, "Kijk in uw mail");
        assert_eq!(sent.page.matches("href=\"/mijn\"").count(), 1, "nothing is open here: {sent:?}");
        let link = link_for(&world.app, "niemand@example.org").await;
        must(&visitor.post(&link, "").await, 200, "Bij dit adres hoort geen tegoed");
        assert!(!visitor.has_cookie());
        for _ in 0..2 {
            visitor.post("/terug", "email=niemand%40example.org").await;
            link_for(&world.app, "niemand@example.org").await;
        }
        let slow = visitor.post("/terug", "email=niemand%40example.org").await;
        must(&slow, 429, "te vaak om een mail gevraagd");
        must(&visitor.post("/aanmelden", "email=niemand%40example.org").await, 429, "te vaak");
        // A link of one kind is none of the other.
        visitor.post("/aanmelden", "email=samira%40example.org").await;
        let sign_in = link_for(&world.app, "samira@example.org").await;
        must(&visitor.post(&sign_in.replace("aanmelden", "terug"), "").await, 404, "werkt niet meer");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn links_end_after_twenty_minutes_and_addresses_after_two_years() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &code(&world, 1).await).await;
        leaves(&world, &visitor, OWN).await;
        leads_to(&visitor.post("/terug", "email=anna%40example.org").await, "/terug/verstuurd");
        let link = link_for(&world.app, OWN).await;
        let minutes = |minutes: i64| world.app.now().checked_add_ms(minutes * 60_000).expect("a time");
        world.clock.set(minutes(20));
        must(&visitor.post(&link, "").await, 404, "Deze link werkt niet meer");
        wallet_mails::forget(&world.app).await.expect("the database answers");
        assert_eq!(rows(&world).await, (1, 0));
        world.clock.set(minutes(2 * 365 * 24 * 60));
        wallet_mails::forget(&world.app).await.expect("the database answers");
        assert_eq!(rows(&world).await, (0, 0));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_no_mails_are_sent_no_address_is_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve_without_mails(&world).await;
        let visitor = Visitor::new(&site);
        assert!(!visitor.get("/").await.page.contains("/terug"));
        must(&visitor.get("/terug").await, 200, "verstuurt nog geen mails");
        leads_to(&visitor.post("/terug", "email=anna%40example.org").await, "/terug");
        activate(&visitor, &code(&world, 1).await).await;
        must(&visitor.get(PATH).await, 200, "verstuurt nog geen mails");
        leads_to(&asks(&visitor, OWN).await, PATH);
        assert_eq!(rows(&world).await, (0, 0));
    }
}

/// Somebody left the address of another with savings of their own: a careless press shuts nobody out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_stays_with_the_savings_it_belongs_to() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (owner, other) = (Visitor::new(&site), Visitor::new(&site));
        activate(&owner, &code(&world, 1).await).await;
        gives(&owner, InitiativeId(1), 4).await;
        leaves(&world, &owner, OWN).await;
        activate(&other, &code(&world, 2).await).await;
        leads_to(&asks(&other, OWN).await, "/terug/verstuurd");
        let link = link_for(&world.app, OWN).await;
        must(&owner.post(&link, "").await, 200, "Dit adres hoort al bij een ander tegoed");
        has(&comes_back(&world, &site, OWN).await, 6).await;
        // In the same browser another code was typed since.
        let page = other.get(PATH).await;
        types(&other, &code(&world, 1).await).await;
        let form = format!("money={}&email=anna%40example.org", page.field("money"));
        must(&other.post(PATH, &form).await, 422, "intussen een andere code ingevuld");
        must(&other.post("/mijn/mail/weg", &form).await, 422, "intussen een andere code ingevuld");
        assert_eq!(rows(&world).await, (1, 0));
        // The owner leaves another one in its place.
        leaves(&world, &owner, "anna2@example.org").await;
        has(&comes_back(&world, &site, "anna2@example.org").await, 6).await;
        assert_eq!(rows(&world).await, (1, 0));
        world.prove().await;
    }
}

/// The owner's letters still come, and the money of the next one is saved by itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_opens_no_later_cheque_that_came_by_a_standing_choice() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let first = letter(&world, "anna").await;
        let (finder, owner) = (Visitor::new(&site), Visitor::new(&site));
        activate(&finder, &first).await;
        leaves(&world, &finder, FINDERS).await;
        types(&owner, &first).await;
        leads_to(&choose(&owner, "save").await, "/mijn/vaste-keuze?bewaard=true");
        // Lots are told apart by the second they are from.
        world.clock.set(world.app.now().checked_add_ms(60_000).expect("a time"));
        let second = letter(&world, "anna").await;
        jobs::run(&world.app, world.book).await.expect("the jobs run");
        let back = comes_back(&world, &site, FINDERS).await;
        has(&back, 10).await;
        must(&back.get(PATH).await, 200, "als u ook de codes van uw eerdere brieven invult");
        types(&owner, &second).await;
        has(&owner, 20).await;
        // With both codes it is the owner's, also by mail.
        leaves(&world, &owner, OWN).await;
        has(&comes_back(&world, &site, OWN).await, 20).await;
        world.prove().await;
    }
}
