//! Forms that are held back while what is open changes: they act on how things stand once all of them is there.

use super::coming_back::rows;
use super::{activate, adds, code, gives, has, leads_to, must, pot, types, worlds};
use crate::support::site::{Visitor, serve};
use std::net::{IpAddr, Ipv4Addr};
use wijkkas::app::activate::Typed;
use wijkkas::app::cheque_desk::Seen;
use wijkkas::app::{activate as activating, mails, new_code, visits, wallet_mails};
use wijkkas::domain::cheque::{Cheque, ChequeStatus};
use wijkkas::domain::{ChequeId, HouseholdId, InitiativeId};

const FINDER: &str = "vinder@example.org";
const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Whoever found a letter is about to leave their address while its owner makes a new code.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_link_outlives_the_code_it_was_asked_with() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let first = code(&world, 1).await;
        let (finder, owner) = (Visitor::new(&site), Visitor::new(&site));
        activate(&finder, &first).await;
        types(&owner, &first).await;
        let form = format!("money={}&email=vinder%40example.org", finder.get("/mijn").await.field("money"));
        let held = finder.hold_back("/mijn/mail", &form).await;
        let page = owner.get("/mijn/nieuwe-code").await;
        let asked = format!("{}&letter={}", page.own(), page.field("letter"));
        must(&owner.post("/mijn/nieuwe-code", &asked).await, 200, "Uw nieuwe code");
        must(&held.send().await, 409, "Er is een nieuwere code");
        assert_eq!(rows(&world).await, (0, 0));
        world.prove().await;
    }
}

/// The same in the moment between looking and sending.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_mail_goes_out_for_a_code_that_was_just_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let (app, first) = (&world.app, code(&world, 1).await);
        let typed = Typed { code: &first, ..Typed::default() };
        let wallet = activating::activate(app, world.book, typed).await.expect("it is activated").wallet;
        let (_, finder) = visits::show(app, &first, HERE, None).await.expect("it is known");
        let (token, owner) = visits::show(app, &first, HERE, None).await.expect("it is known");
        let seen = Seen { cheque: ChequeId(1), generation: 1 };
        let made = new_code::replace(app, (&owner, token), seen, (world.key(), wallet)).await;
        assert!(made.expect("it is made").is_some());
        let is_sent = wallet_mails::leave(app, FINDER, (HERE, "nl"), (&finder, wallet)).await;
        assert!(!is_sent.expect("the database answers"));
        assert_eq!(rows(&world).await, (0, 0));
        assert!(mails::next(app).await.expect("the database answers").is_none());
        let owner = visits::find(app, token).await.expect("the database answers").expect("it goes on");
        let is_sent = wallet_mails::leave(app, FINDER, (HERE, "nl"), (&owner, wallet)).await;
        assert!(is_sent.expect("the database answers"));
        assert_eq!(rows(&world).await, (0, 1));
    }
}

/// Whoever found the first letter holds forms back while its owner brings in the second.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_is_held_back_gets_at_nothing_that_came_in_meanwhile() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let other = world.open_initiative(6000).await;
        let site = serve(&world).await;
        let [first, second] = [code(&world, 1).await, code(&world, 2).await];
        let (finder, owner) = (Visitor::new(&site), Visitor::new(&site));
        activate(&finder, &first).await;
        gives(&finder, InitiativeId(1), 1).await;
        let page = finder.get("/mijn").await;
        let form = |rest: &str| format!("key={}&money={}&{rest}", world.app.fresh_key(), page.field("money"));
        let move_it = format!("from=1&amount=1&to={other}");
        let choose = format!("household={}&choice=save", HouseholdId(1));
        let mut held = Vec::new();
        for (path, rest) in [
            ("/geven", "give-1=15"),
            ("/geven", "give-1=veel"),
            ("/mijn/terugnemen", "initiative=1"),
            ("/mijn/verplaatsen", move_it.as_str()),
            ("/mijn/vaste-keuze", choose.as_str()),
            ("/mijn/nieuwe-code", "letter=1.1"),
            ("/mijn/mail", "email=vinder%40example.org"),
        ] {
            held.push(finder.hold_back(path, &form(rest)).await);
        }
        types(&owner, &first).await;
        adds(&owner, &second).await;
        has(&owner, 19).await;
        for held in held {
            let got = held.send().await;
            assert!(matches!(got.status, 303 | 422), "{got:?}");
            assert!(!got.page.contains("19,00") && !got.page.contains("Uw nieuwe code"), "{got:?}");
        }
        assert_eq!((pot(&world, InitiativeId(1)).await, pot(&world, other).await), (100, 0));
        assert_eq!(rows(&world).await, (0, 0));
        has(&finder, 9).await;
        has(&owner, 19).await;
        world.prove().await;
    }
}

/// At a computer of many: the visit was ended before the form was there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_done_for_a_visit_that_has_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        types(&visitor, &code(&world, 1).await).await;
        let held = visitor.hold_back("/mijn/activeren", "cheque=1").await;
        leads_to(&visitor.post("/mijn/klaar", "").await, "/");
        must(&held.send().await, 401, "Vul eerst uw code in");
        let cheque = world.app.look::<Cheque>(world.book, ChequeId(1)).await.expect("it can be read");
        assert_eq!(cheque.expect("it is there").status, ChequeStatus::Issued);
    }
}
