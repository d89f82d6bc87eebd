//! Codes that open nothing: which, since when, where the money went, and what can be done.

use super::{activate, code, must, types, worlds};
use crate::support::life::pass_to;
use crate::support::site::{Got, Visitor, serve};
use crate::tenancy::{cheque_of, issued, tenancy};
use wijkkas::app::cheque_desk::{self, Seen};
use wijkkas::app::tenancies;
use wijkkas::domain::cheque::VoidReason;
use wijkkas::domain::{Actor, ChequeId, PersonId, Role};

fn says(page: &Got, sentences: &[&str]) {
    for sentence in sentences {
        must(page, 200, sentence);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_withdrawn_or_replaced_says_since_when_and_what_now() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        let desk = Actor::Staff(Role::Desk, PersonId(1));
        world.clock.set("2026-01-20T12:00:00Z".parse().expect("a time"));
        let (voided, replaced) = (code(&world, 1).await, code(&world, 2).await);
        let seen = |cheque| Seen { cheque: ChequeId(cheque), generation: 1 };
        let (app, book) = (&world.app, world.book);
        let void = cheque_desk::void(app, book, seen(1), (VoidReason::Lost, None), (world.key(), desk)).await;
        assert_eq!(void.expect("it is voided").code, None);
        cheque_desk::replace(app, book, seen(2), (world.key(), desk)).await.expect("it is replaced");
        world.clock.set("2026-01-25T12:00:00Z".parse().expect("a time"));
        types(&visitor, &voided).await;
        says(
            &visitor.get("/mijn").await,
            &[
                "Deze cheque is ingetrokken.",
                "Dat gebeurde op 20 januari 2026.",
                "het gaat terug naar het budget",
                "Het telefoonnummer staat in uw brief",
            ],
        );
        types(&visitor, &replaced).await;
        says(
            &visitor.get("/mijn").await,
            &[
                "Er is een nieuwere code voor deze cheque.",
                "De code is op 20 januari 2026 of eerder vervangen.",
                "Uw geld is er nog. De nieuwe code opent het.",
                "Gebruik de code uit uw laatste brief.",
            ],
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_expired_says_where_the_money_went() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        let (unused, used) = (code(&world, 1).await, code(&world, 2).await);
        activate(&visitor, &used).await;
        pass_to(&world, "2026-05-01T00:00:00Z").await;
        types(&visitor, &unused).await;
        says(
            &visitor.get("/mijn").await,
            &[
                "Deze cheque was geldig tot en met 19 april 2026",
                "terug naar het budget van de buurt",
                "Bij de volgende ronde krijgt u een nieuwe cheque.",
                "Wat u eerder spaarde, is nog van u.",
            ],
        );
        pass_to(&world, "2028-05-01T00:00:00Z").await;
        types(&visitor, &used).await;
        says(
            &visitor.get("/mijn").await,
            &["U hebt nu niets om te geven", "Dat geld is nu weer van de buurt."],
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letters_of_those_who_moved_say_so() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (round, list) = issued(&world, &["anna", "bas"]).await;
        let cheque = cheque_of(&world, round, &list, &tenancy("anna")).await;
        let letter = code(&world, cheque.0).await;
        world.clock.set("2026-01-20T12:00:00Z".parse().expect("a time"));
        let by = (world.key(), Actor::System);
        tenancies::end(&world.app, world.book, tenancy("anna"), by).await.expect("it ends");
        let visitor = Visitor::new(&site);
        types(&visitor, &letter).await;
        let form = format!("cheque={}", visitor.get("/mijn").await.field("cheque"));
        says(
            &visitor.post("/mijn/activeren", &form).await,
            &[
                "Deze cheque was voor bewoners die verhuisd zijn.",
                "Dat weten wij sinds 20 januari 2026.",
                "het gaat terug naar het budget",
                "Wat u eerder spaarde, blijft van u.",
                "Bij de volgende ronde krijgt u een eigen brief.",
            ],
        );
    }
}
