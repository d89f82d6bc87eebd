//! Whose address opens savings: when somebody else's is tied to them, or it is taken away.

use super::super::sign_in::link_for;
use super::coming_back::{asks, comes_back, leaves, rows};
use super::{activate, adds, code, has, leads_to, must, types, worlds};
use crate::support::damage::Hand;
use crate::support::site::{Visitor, serve};
use crate::support::world::World;
use wijkkas::app::activate::{self as activating, Typed};
use wijkkas::app::cheque_desk::{self, Seen};
use wijkkas::app::mails::Tray;
use wijkkas::app::token::Token;
use wijkkas::app::{texts, visits, wallet_mails};
use wijkkas::domain::cheque::VoidReason;
use wijkkas::domain::initiative::InitiativeCommand;
use wijkkas::domain::wallet::Wallet;
use wijkkas::domain::{Actor, ChequeId, PersonId, Role};
use wijkkas::mail::{self, Composer, Mailer};
use wijkkas::store::wallet_mails::Opens;

const OWN: &str = "anna@example.org";
const FINDERS: &str = "vinder@example.org";

/// The mails that wait: where they go, and their subjects.
async fn told(world: &World) -> Vec<(String, String)> {
    let tray = Tray::default();
    let composer = Composer { website: "http://wijkkas.test".into() };
    mail::deliver(&world.app, &Mailer::tray(composer, tray.clone())).await.expect("they are delivered");
    tray.mails().into_iter().map(|mail| (mail.address, mail.subject)).collect()
}

/// So that no address has had too many mails.
pub fn a_minute_later(world: &World) {
    world.clock.set(world.app.now().checked_add_ms(61_000).expect("a time"));
}

/// Somebody else with the same letter ties their address after its owner came in with theirs.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visit_speaks_for_the_address_it_came_by_and_for_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let [first, second, third] = [code(&world, 1).await, code(&world, 2).await, code(&world, 3).await];
        let (owner, finder) = (Visitor::new(&site), Visitor::new(&site));
        activate(&owner, &first).await;
        leaves(&world, &owner, OWN).await;
        let back = comes_back(&world, &site, OWN).await;
        types(&finder, &first).await;
        leaves(&world, &finder, FINDERS).await;
        adds(&back, &second).await;
        has(&back, 20).await;
        assert_eq!(rows(&world).await, (0, 0));
        let theirs = comes_back(&world, &site, FINDERS).await;
        must(&theirs.get("/mijn").await, 401, "Vul eerst uw code in");

        // A link that waits ends when the owner brings something in with theirs.
        leaves(&world, &back, OWN).await;
        a_minute_later(&world);
        leads_to(&asks(&back, FINDERS).await, "/terug/verstuurd");
        let waiting = link_for(&world.app, FINDERS).await;
        let back = comes_back(&world, &site, OWN).await;
        adds(&back, &third).await;
        must(&finder.post(&waiting, "").await, 404, "Deze link werkt niet meer");
        a_minute_later(&world);
        has(&comes_back(&world, &site, OWN).await, 30).await;
        world.prove().await;
    }
}

/// The same in the moment between using a link and beginning a visit, also if the code is replaced then: it opens nothing,
/// with the new code neither.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visit_that_begins_too_late_opens_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let (app, site) = (&world.app, serve(&world).await);
        let visitor = Visitor::new(&site);
        activate(&visitor, &code(&world, 1).await).await;
        leaves(&world, &visitor, OWN).await;
        for meanwhile in ["nothing", "another address", "a new code"] {
            a_minute_later(&world);
            if meanwhile == "a new code" {
                leaves(&world, &visitor, OWN).await;
                a_minute_later(&world);
            }
            leads_to(&visitor.post("/terug", "email=anna%40example.org").await, "/terug/verstuurd");
            let link = link_for(app, OWN).await;
            let link = Token::parse(link.rsplit('/').next().expect("a token")).expect("a token");
            let used = wallet_mails::enter(app, link).await.expect("it answers").expect("it is used");
            match meanwhile {
                "another address" => leaves(&world, &visitor, FINDERS).await,
                "a new code" => {
                    let desk = (world.key(), Actor::Staff(Role::Desk, PersonId(4)));
                    let seen = Seen { cheque: ChequeId(1), generation: 1 };
                    cheque_desk::replace(app, world.book, seen, desk).await.expect("it is replaced");
                }
                _ => {}
            }
            let opens = used.opens.expect("it opens the wallet");
            let token = visits::open(app, (opens, &used.address), None).await.expect("it answers");
            assert_eq!(token.is_some(), meanwhile == "nothing", "{meanwhile}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whose_address_goes_is_told_and_whoever_opens_the_savings_sees_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let first = code(&world, 1).await;
        let owner = Visitor::new(&site);
        activate(&owner, &first).await;
        assert!(!owner.get("/mijn").await.page.contains("komt u hier ook binnen"));
        let money = owner.get("/mijn").await.field("money");
        let form = format!("money={money}&email=anna%40example.org");
        leads_to(&owner.post("/en/mijn/mail", &form).await, "/en/terug/verstuurd");
        owner.post(&link_for(&world.app, OWN).await, "").await;
        let shown = "Met \u{2066}a***@e***.org\u{2069} komt u hier ook binnen";
        must(&owner.get("/mijn").await, 200, shown);
        assert!(told(&world).await.is_empty(), "nobody had one before");
        // The same address once more is no news.
        leaves(&world, &owner, OWN).await;
        assert!(told(&world).await.is_empty());

        let finder = Visitor::new(&site);
        types(&finder, &first).await;
        must(&finder.get("/mijn").await, 200, shown);
        leaves(&world, &finder, FINDERS).await;
        let subject = "Uw e-mailadres opent uw tegoed niet meer";
        assert_eq!(told(&world).await, [(OWN.to_string(), subject.to_string())]);
        let page = owner.get("/mijn/mail").await;
        leads_to(
            &owner.post("/mijn/mail/weg", &format!("money={}", page.field("money"))).await,
            "/mijn/mail",
        );
        assert_eq!(told(&world).await, [(FINDERS.to_string(), subject.to_string())]);

        a_minute_later(&world);
        // One letter of several tells nobody whose address it is.
        adds(&owner, &code(&world, 2).await).await;
        leads_to(
            &owner
                .post("/en/mijn/mail", &format!("money={}&email=anna%40example.org", page.field("money")))
                .await,
            "/en/terug/verstuurd",
        );
        owner.post(&link_for(&world.app, OWN).await, "").await;
        must(&owner.get("/mijn").await, 200, shown);
        assert!(!finder.get("/mijn").await.page.contains("komt u hier ook binnen"));
        // In the language in which it was left, whoever takes it away; but not once it is over.
        let wallet = money.parse().expect("a wallet");
        wallet_mails::remove(&world.app, world.book, wallet).await.expect("the database answers");
        assert_eq!(
            told(&world).await,
            [(OWN.to_string(), "Your e-mail address no longer opens your savings".into())]
        );
        a_minute_later(&world);
        leaves(&world, &owner, OWN).await;
        let later = world.app.now().checked_add_ms(2 * 365 * 86_400_000).expect("a time");
        world.clock.set(later);
        wallet_mails::remove(&world.app, world.book, wallet).await.expect("the database answers");
        assert!(told(&world).await.is_empty());
        world.prove().await;
    }
}

/// A wrong activation is taken back: the address is free for the savings that are really theirs.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_is_free_again_when_a_desk_takes_the_cheque_back() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let (app, site) = (&world.app, serve(&world).await);
        let by = |role| (world.key(), Actor::Staff(role, PersonId(1)));
        let (owner, seen) = (Visitor::new(&site), |cheque| Seen { cheque: ChequeId(cheque), generation: 1 });
        activate(&owner, &code(&world, 1).await).await;
        leaves(&world, &owner, OWN).await;
        let words = texts::make(app, None, "The neighbour typed it in.").expect("it can be kept");
        let letter = cheque_desk::reverse(app, world.book, seen(1), words, by(Role::Desk)).await;
        assert_eq!(rows(&world).await, (0, 0));
        let code_again = letter.expect("it is reversed").code.expect("a code").to_string();
        activate(&owner, &code_again).await;
        leaves(&world, &owner, OWN).await;
        has(&comes_back(&world, &site, OWN).await, 10).await;

        let other = Visitor::new(&site);
        activate(&other, &code(&world, 2).await).await;
        leaves(&world, &other, FINDERS).await;
        leads_to(&asks(&other, FINDERS).await, "/terug/verstuurd");
        let reason = (VoidReason::Fraud, None);
        cheque_desk::void(app, world.book, seen(2), reason, by(Role::Admin)).await.expect("it is voided");
        assert_eq!(rows(&world).await, (1, 0));
        world.prove().await;
    }
}

/// An address stands for what was there when it was left, and not for the same cheque brought in once more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cheque_that_was_taken_back_and_came_in_again_takes_its_new_code() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let (app, first) = (&world.app, code(&world, 1).await);
        let typed = Typed { code: &first, ..Typed::default() };
        let wrong = activating::activate(app, world.book, typed).await.expect("it is activated");
        let opens = Opens { place: (world.book, wrong.wallet), newest: wrong.lot };
        let (hand, until) = (Hand::beside(&world), i64::MAX);
        let tie = format!(
            "INSERT INTO wallet_mail (book, wallet, lot, address, language, until) \
             VALUES ({}, {}, {}, '{OWN}', 'nl', {until})",
            world.book.0, wrong.wallet.0, wrong.lot.0
        );
        hand.run(&tie).await.expect("an address is left");
        let token = visits::open(app, (opens, OWN), None).await.expect("it answers");
        assert!(token.is_some());
        // Some of it cannot be taken back any more, so that its first lot stays in the wallet.
        let funded = world.open_initiative(300).await;
        for wallet in [wrong.wallet, world.activate(2).await, world.activate(3).await] {
            world.pledge(wallet, funded, 100).await.expect("it takes it");
        }
        world.clock.set("2026-03-31T22:00:00Z".parse().expect("a time"));
        world.system(InitiativeCommand::Conclude { initiative: funded }).await;
        let words = texts::make(app, None, "The neighbour typed it in.").expect("it can be kept");
        let (seen, desk) =
            (Seen { cheque: ChequeId(1), generation: 1 }, Actor::Staff(Role::Desk, PersonId(1)));
        let letter = cheque_desk::reverse(app, world.book, seen, words, (world.key(), desk)).await;
        let again = letter.expect("it is reversed").code.expect("a code").to_string();
        a_minute_later(&world);
        let typed = Typed { code: &again, wallet: Some(wrong.wallet), ..Typed::default() };
        let right = activating::activate(app, world.book, typed).await.expect("it is activated");
        let wallet = app.look::<Wallet>(world.book, right.wallet).await.expect("it can be read");
        assert_eq!(wallet.expect("it is there").lots, [wrong.lot, right.lot]);
        hand.run(&tie).await.expect("it was gone, and is left again");
        assert!(visits::open(app, (opens, OWN), None).await.expect("it answers").is_none());
    }
}

/// What changes nothing ends no address: refused, done before, or sent twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_goes_with_what_ends_it_and_with_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let owner = Visitor::new(&site);
        activate(&owner, &code(&world, 1).await).await;
        leaves(&world, &owner, OWN).await;
        told(&world).await;
        let desk = Actor::Staff(Role::Desk, PersonId(1));
        let seen = |generation| Seen { cheque: ChequeId(1), generation };
        let undone = cheque_desk::undo_void(&world.app, world.book, seen(1), (world.key(), desk)).await;
        assert!(undone.is_err() || undone.is_ok_and(|letter| letter.code.is_none()));
        let lost = (VoidReason::Lost, None);
        let moderator = Actor::Staff(Role::Moderator, PersonId(1));
        let refused =
            cheque_desk::void(&world.app, world.book, seen(1), lost, (world.key(), moderator)).await;
        assert!(refused.is_err(), "a moderator voids nothing");
        let stale = cheque_desk::replace(&world.app, world.book, seen(7), (world.key(), desk)).await;
        assert!(stale.is_err(), "that code is not the present one");
        assert_eq!((rows(&world).await, told(&world).await), ((1, 0), vec![]));

        // The page with the new code is loaded again after the address was left anew.
        let page = owner.get("/mijn/nieuwe-code").await;
        let form = ["key", "money", "letter"].map(|name| format!("{name}={}", page.field(name)));
        let form = form.join("&");
        assert_eq!(owner.post("/mijn/nieuwe-code", &form).await.status, 200);
        assert_eq!((rows(&world).await.0, told(&world).await.len()), (0, 1), "it went with the old code");
        a_minute_later(&world);
        leaves(&world, &owner, OWN).await;
        told(&world).await;
        assert_eq!(owner.post("/mijn/nieuwe-code", &form).await.status, 200);
        assert_eq!((rows(&world).await, told(&world).await), ((1, 0), vec![]), "the same again");
        world.prove().await;
    }
}
