//! What is said to whoever gives nothing, or gives money to what its giver does not pay for.

use super::{activate, code, in_pot, must};
use crate::support::site::{Visitor, serve};
use crate::support::world::{World, urls};
use wijkkas::app::writer::Options;
use wijkkas::domain::budget::Conditions;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_and_what_a_condition_excludes_are_refused_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let for_playing = Conditions { purposes: vec!["play".into()], ..Conditions::default() };
        world.open_round_under(1, for_playing).await;
        // It is for something green.
        world.open_initiative(6000).await;
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &code(&world, 1).await).await;

        let own = visitor.get("/mijn").await.own();
        let nothing = visitor.post("/geven", &format!("{own}&give-1=0%2C00")).await;
        must(&nothing, 422, "Vul bij een initiatief een bedrag in.");
        assert_eq!(nothing.field("give-1"), "0,00", "what was typed is kept");

        let against = visitor.post("/geven", &format!("{own}&give-1=2%2C50")).await;
        let words =
            "Van uw geld mag hooguit €\u{a0}0,00 naar dit initiatief. Dat is een voorwaarde van de gever.";
        must(&against, 422, words);
        assert_eq!(against.field("give-1"), "2,50", "what was typed is kept");
        assert_eq!(in_pot(&world).await, 0);
        world.prove().await;
    }
}
