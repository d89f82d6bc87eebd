//! The website over real connections: a resident's way, what a code opens and what it does not.

mod carried_out;
mod deciding;
mod doors;
mod guesses;
mod helping;
mod home;
mod initiator;
mod live;
mod logged;
mod news;
mod open_data;
mod probing;
mod refusing;
mod reviews;
mod share;
mod sign_in;
mod slow;
mod snapshots;
mod stale;
mod together;
mod visits;
mod words;

use crate::support::life::live_shortly;
use crate::support::site::{Got, Visitor, serve, stops_beside_half_a_request};
use crate::support::world::{World, urls};
use wijkkas::app::codes;
use wijkkas::app::writer::Options;
use wijkkas::domain::cheque::{Cheque, ChequeStatus};
use wijkkas::domain::initiative::{Initiative, InitiativeCommand};
use wijkkas::domain::programme::{Leftover, ProgrammeCommand, Rules};
use wijkkas::domain::wallet::{Wallet, WalletCommand};
use wijkkas::domain::{Actor, Cents, ChequeId, InitiativeId};
use wijkkas::store::Storage as _;

/// A world with ten letters out and an initiative that needs 60 euros.
async fn worlds(folder: &std::path::Path) -> Vec<World> {
    let mut worlds = Vec::new();
    for url in urls(folder) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(10).await;
        world.open_initiative(6000).await;
        worlds.push(world);
    }
    worlds
}

async fn code(world: &World, cheque: i64) -> String {
    let printed =
        codes::printed(&world.app, world.book, [ChequeId(cheque)]).await.expect("it can be printed");
    printed.first().expect("a code").1.to_string()
}

async fn seq(world: &World) -> i64 {
    world.app.database.head(world.book).await.expect("a head").seq
}

async fn in_pot(world: &World) -> i64 {
    let state = world.app.look::<Initiative>(world.book, InitiativeId(1)).await.expect("it can be read");
    state.expect("it is there").pot.get()
}

fn must(got: &Got, status: u16, words: &str) {
    assert_eq!(got.status, status, "{got:?}");
    assert!(got.page.contains(words), "{words} in {}", got.page);
}

/// Activates the cheque of a code in a visit, apart from others; one that is active already stays as it is.
async fn activate(visitor: &Visitor<'_>, code: &str) {
    assert_eq!(visitor.get(&format!("/c/{code}")).await.status, 303);
    let page = visitor.get("/mijn").await;
    if page.page.contains("name=\"cheque\"") {
        let form = format!("cheque={}", page.field("cheque"));
        assert_eq!(visitor.post("/mijn/activeren", &form).await.status, 303);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_becomes_a_gift_and_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        must(&visitor.get("/").await, 200, "De code uit uw brief");
        assert!(!visitor.has_cookie(), "nobody who only looks gets one");
        let shown = visitor.post("/code", &format!("code={}", code(&world, 1).await.to_lowercase())).await;
        assert_eq!((shown.status, shown.header("location")), (303, Some("/mijn")));
        let cookie = shown.header("set-cookie").expect("a cookie");
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        let worth = visitor.get("/mijn").await;
        must(&worth, 200, "Uw cheque is €\u{a0}10,00 waard");
        must(&worth, 200, "Dit kan tot en met 5 april 2026");
        assert!(!worth.page.contains("tegoed van"), "there is none yet");
        let form = format!("cheque={}", worth.field("cheque"));
        assert_eq!(visitor.post("/mijn/activeren", &form).await.status, 303);
        let page = visitor.get("/mijn").await;
        must(&page, 200, "U hebt €\u{a0}10,00");

        let form = format!("{}&give-1=2%2C50", page.own());
        for _ in 0..2 {
            let given = visitor.post("/geven", &form).await;
            assert_eq!(given.header("location"), Some("/mijn?thanks=all"), "{given:?}");
        }
        assert_eq!(in_pot(&world).await, 250, "the same form twice gives once");
        must(&visitor.get("/mijn?thanks=all").await, 200, "Dank u wel!");

        let page = visitor.get("/mijn").await;
        let more = visitor.post("/geven", &format!("{}&give-1=12", page.own())).await;
        must(&more, 422, "U hebt €\u{a0}7,50. U vulde samen €\u{a0}12,00 in.");
        assert_eq!(more.field("give-1"), "12", "what was typed is kept");
        // Each of them is an amount; together they are more than can be counted.
        let most = "92233720368547758%2C07";
        let form = format!("{}&give-1={most}&give-1={most}", page.own());
        must(&visitor.post("/geven", &form).await, 422, "Dit bedrag is te groot");
        let wrong = visitor.post("/geven", &format!("{}&give-1=veel", page.own())).await;
        must(&wrong, 422, "Dit is geen bedrag. Schrijf het zo: 2,50.");
        let all = "92233720368547758,07";
        let own = visitor.get("/mijn").await.own();
        let most = visitor.post("/geven", &format!("{own}&give-1={all}&give-2={all}")).await;
        must(&most, 422, "Dit bedrag is te groot");
        must(&visitor.post("/geven", &page.own()).await, 422, "Vul bij een initiatief");

        // Its links to the other languages.
        assert!(wrong.page.contains("href=\"/en/geven\""), "{wrong:?}");
        must(&visitor.get("/en/geven").await, 200, "You have €7.50");

        // The way back in a browser leads to a form that was sent before.
        let again = visitor.post("/geven", &format!("{}&give-1=1", page.own())).await;
        must(&again, 422, "Dit formulier is al eens verstuurd");
        assert_eq!(again.field("give-1"), "1", "what was typed is kept");

        let form = format!("{}&initiative=1", visitor.get("/mijn").await.own());
        assert_eq!(visitor.post("/mijn/terugnemen", &form).await.status, 303);
        assert_eq!(in_pot(&world).await, 0);
        must(&visitor.get("/mijn").await, 200, "U hebt €\u{a0}10,00");
        assert_eq!(visitor.post("/mijn/klaar", "").await.status, 303);
        assert!(!visitor.has_cookie());
        must(&visitor.get("/mijn").await, 401, "Vul eerst uw code in");
        world.prove().await;
    }
}

/// Mail scanners and previews of messengers open addresses.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn opening_the_address_of_a_letter_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (before, code) = (seq(&world).await, code(&world, 1).await);
        for _ in 0..3 {
            let got = Visitor::new(&site).get(&format!("/c/{code}")).await;
            assert_eq!((got.status, got.header("location")), (303, Some("/mijn")));
            assert_eq!(got.header("referrer-policy"), Some("no-referrer"));
        }
        assert_eq!(seq(&world).await, before);
        let cheque = world.app.look::<Cheque>(world.book, ChequeId(1)).await.expect("it can be read");
        assert_eq!(cheque.expect("it is there").status, ChequeStatus::Issued);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_codes_are_kept_and_slow_down() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        let slip = code(&world, 1).await;
        let last = if slip.ends_with('0') { "1" } else { "0" };
        let slip = format!("{}{last}", &slip[..slip.len() - 1]);
        let got = visitor.post("/code", &format!("code={slip}")).await;
        must(&got, 422, "Eén teken klopt niet");
        assert!(got.page.contains(&format!("value=\"{slip}\"")), "what was typed is kept");
        must(&visitor.post("/code", "code=").await, 422, "Vul de code in die in uw brief staat");
        must(&visitor.post("/code", "code=%3Cscript%3E").await, 422, "&#60;");

        let unknown = wijkkas::domain::code::Code::from_bits(12345).to_string();
        for _ in 0..20 {
            must(&visitor.post("/code", &format!("code={unknown}")).await, 422, "Wij kennen deze code niet");
        }
        let good = format!("code={}", code(&world, 2).await);
        must(&visitor.post("/code", &good).await, 429, "te vaak codes ingevuld");
        let mut elsewhere = Visitor::new(&site);
        elsewhere.network = "192.0.2.2";
        assert_eq!(elsewhere.post("/code", &good).await.status, 303, "others are not held up");
        world.clock.set(world.app.now().checked_add_ms(6_000).expect("a time"));
        assert_eq!(visitor.post("/code", &good).await.status, 303, "later it works");
    }
}

/// There are more than fit on the page, and the one somebody wants to give to ends last of all.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_comes_from_an_initiative_can_give_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        for _ in 0..30 {
            world.open_initiative(500).await;
        }
        let last = world.open_initiative_until(500, "2026-04-30").await;
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &code(&world, 1).await).await;
        must(
            &visitor.get(&format!("/wijk/west/initiatief/{last}")).await,
            200,
            &format!("/mijn?voor={last}\""),
        );
        let field = format!("name=\"give-{last}\"");
        assert!(!visitor.get("/mijn").await.page.contains(&field));
        let page = visitor.get(&format!("/mijn?voor={last}")).await;
        let first = page.page.find("name=\"give-").expect("a field");
        assert!(page.page[first..].starts_with(&field), "{page:?}");
        let wrong = format!("{}&give-{last}=11", page.own());
        let again = visitor.post("/geven", &wrong).await;
        assert_eq!((again.status, again.field(&format!("give-{last}"))), (422, "11".into()));
        must(&visitor.get("/mijn?voor=veel").await, 200, "U hebt");
    }
}

/// Full ones stay open until their deadline, and must not keep the others from the page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_takes_nothing_more_leaves_room_for_what_does() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(2).await;
        let giver = world.activate(2).await;
        for _ in 0..30 {
            let full = world.open_initiative(1).await;
            world.pledge(giver, full, 1).await.expect("it takes it");
        }
        let last = world.open_initiative(500).await;
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &code(&world, 1).await).await;
        must(&visitor.get("/mijn").await, 200, &format!("name=\"give-{last}\""));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_brought_together_is_shown_after_it_was_paid_out() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live_shortly(&world).await;
        let state = world.app.look::<Initiative>(world.book, InitiativeId(1)).await.expect("it can be read");
        assert!(state.expect("it is there").pot.is_zero(), "it is paid out");
        let site = serve(&world).await;
        let page = Visitor::new(&site).get("/wijk/west/initiatief/1").await;
        must(&page, 200, "€\u{a0}50,00 van €\u{a0}50,00");
        must(&page, 200, "uitbetaald");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_browsers_give_the_last_euros_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let last = world.open_initiative(1500).await;
        let site = serve(&world).await;
        let (one, other) = (Visitor::new(&site), Visitor::new(&site));
        let mut forms = Vec::new();
        for (visitor, cheque) in [(&one, 1), (&other, 2)] {
            activate(visitor, &code(&world, cheque).await).await;
            forms.push(format!("{}&give-{last}=10", visitor.get("/mijn").await.own()));
        }
        let (first, second) = tokio::join!(one.post("/geven", &forms[0]), other.post("/geven", &forms[1]));
        let mut said = [first, second].map(|got| got.header("location").expect("it is taken").to_string());
        said.sort();
        assert_eq!(said, ["/mijn?thanks=all", "/mijn?thanks=less"]);
        let state = world.app.look::<Initiative>(world.book, last).await.expect("it can be read");
        assert_eq!(state.expect("it is there").pot.get(), 1500);
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_is_sent_after_the_deadline_is_refused_in_the_readers_language() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        world.open_initiative_until(500, "2026-04-30").await;
        for cheque in 2..7 {
            let wallet = world.activate(cheque).await;
            world.pledge(wallet, InitiativeId(1), 1000).await.expect("it takes it");
        }
        world.clock.set("2026-03-31T22:00:00Z".parse().expect("a time"));
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &code(&world, 1).await).await;
        let form = format!("{}&give-1=1", visitor.get("/mijn").await.own());
        must(&visitor.post("/geven", &form).await, 422, "Dit kon tot en met 31 maart 2026");
        world.system(InitiativeCommand::Conclude { initiative: InitiativeId(1) }).await;
        let form = format!("{}&give-1=1", visitor.get("/mijn").await.own());
        must(&visitor.post("/geven", &form).await, 422, "Dit initiatief is bijna gelukt");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn money_that_was_not_given_in_time_is_not_said_to_be_given() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let wallet = world.activate(1).await;
        world.pledge(wallet, InitiativeId(1), 250).await.expect("it takes it");
        world.clock.set(world.app.now().checked_add_ms(2 * 366 * 86_400_000).expect("a time"));
        let (site, code) = (serve(&world).await, code(&world, 1).await);
        let visitor = Visitor::new(&site);
        for (gone, is_written) in [("7,50", false), ("10,00", true)] {
            if is_written {
                wijkkas::jobs::run(&world.app, world.book).await.expect("the jobs run");
            }
            assert_eq!(visitor.get(&format!("/c/{code}")).await.status, 303);
            let page = visitor.get("/mijn").await;
            must(&page, 200, "U hebt nu niets om te geven");
            must(&page, 200, &format!("Van een cheque kon u €\u{a0}{gone} geven tot en met"));
        }
        world.prove().await;
    }
}

/// What was given to the common pot was given; and it is said where the rest is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_was_not_given_in_time_is_said_to_be_lost_and_where_it_went() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let rules = Rules { leftover: Leftover::Budget, ..Rules::default() };
        world.system(ProgrammeCommand::ChangeRules { rules }).await;
        world.open_round(2).await;
        let wallet = world.activate(1).await;
        let state = world.app.look::<Wallet>(world.book, wallet).await.expect("it can be read");
        let lot = state.expect("it is there").lots[0];
        let give = |cents| WalletCommand::GiveToCommonPot { wallet, lot, cents };
        let some = Cents::new(400).expect("an amount");
        world.ask(Actor::Resident(wallet), give(some)).await.expect("it is given");
        let given = world.activate(2).await;
        let state = world.app.look::<Wallet>(world.book, given).await.expect("it can be read");
        let lot = state.expect("it is there").lots[0];
        let all = Cents::new(1000).expect("an amount");
        let give = WalletCommand::GiveToCommonPot { wallet: given, lot, cents: all };
        world.ask(Actor::Resident(given), give).await.expect("it is given");

        world.clock.set(world.app.now().checked_add_ms(2 * 366 * 86_400_000).expect("a time"));
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        for is_written in [false, true] {
            if is_written {
                wijkkas::jobs::run(&world.app, world.book).await.expect("the jobs run");
            }
            assert_eq!(visitor.get(&format!("/c/{}", code(&world, 1).await)).await.status, 303);
            let page = visitor.get("/mijn").await;
            must(&page, 200, "Van een cheque kon u €\u{a0}6,00 geven tot en met");
            must(&page, 200, "Dat geld is nu weer van de geldgever.");
            let other = Visitor::new(&site);
            assert_eq!(other.get(&format!("/c/{}", code(&world, 2).await)).await.status, 303);
            assert!(!other.get("/mijn").await.page.contains("Van een cheque kon u"));
        }
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_acts_for_a_visitor_from_another_website() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        assert_eq!(visitor.get(&format!("/c/{}", code(&world, 1).await)).await.status, 303);
        let before = seq(&world).await;
        let refused = visitor.post_from("cross-site", "/mijn/activeren", "").await;
        must(&refused, 403, "Dit konden wij niet lezen");
        assert_eq!(seq(&world).await, before);
        for path in ["/", "/mijn", "/nergens", "/wijk/west/initiatief/99", "/assets/x/tokens.css"] {
            let got = visitor.get(path).await;
            for name in ["content-security-policy", "referrer-policy", "x-content-type-options"] {
                assert!(got.header(name).is_some(), "{name} of {path}: {got:?}");
            }
        }
        must(&visitor.get("/tr/nergens").await, 404, "dir=\"ltr\"");
        must(&visitor.get("/wijk/%00/cijfers").await, 404, "Deze pagina bestaat niet");
        // What the router refuses before any page is asked has a page too.
        must(&visitor.get("/wijk/west/initiatief/een").await, 400, "Dit konden wij niet lezen");
        must(&visitor.post("/", "").await, 405, "Deze pagina bestaat niet");
        must(&visitor.get("/ar/").await, 200, "dir=\"rtl\"");
        must(&visitor.get("/wijk/west/initiatief/1").await, 200, "Geef aan dit initiatief");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn half_a_request_does_not_keep_it_from_stopping() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        assert!(stops_beside_half_a_request(&world).await);
    }
}
