//! A choice for the cheques to come.

use super::{activate, adds, code, has, leads_to, must, types, worlds};
use crate::support::site::{Visitor, serve};
use crate::support::world::World;
use crate::tenancy::{cheque_of, issued, tenancy};
use wijkkas::app::writer::Options;
use wijkkas::jobs;

const PATH: &str = "/mijn/vaste-keuze";

/// The code of the letter that a tenancy gets in a new round.
pub async fn letter(world: &World, name: &str) -> String {
    let (round, list) = issued(world, &["anna", "bas"]).await;
    let cheque = cheque_of(world, round, &list, &tenancy(name)).await;
    code(world, cheque.0).await
}

pub async fn choose(visitor: &Visitor<'_>, choice: &str) -> crate::support::site::Got {
    let page = visitor.get(PATH).await;
    let form = format!("{}&household={}&choice={choice}", page.own(), page.field("household"));
    visitor.post(PATH, &form).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_cheques_are_saved_by_themselves_until_that_is_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let first = letter(&world, "anna").await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &first).await;
        must(&visitor.get("/mijn").await, 200, "href=\"/mijn/vaste-keuze\"");
        must(&visitor.get(PATH).await, 200, "U hebt nog niets gekozen");
        let saved = choose(&visitor, "save").await;
        leads_to(&saved, "/mijn/vaste-keuze?bewaard=true");
        let page = visitor.get("/mijn/vaste-keuze?bewaard=true").await;
        must(&page, 200, "Uw keuze is bewaard");
        must(&page, 200, "worden vanzelf gespaard, tot en met 5 januari 2027");
        must(&visitor.get("/mijn").await, 200, "worden vanzelf gespaard, tot en met 5 januari 2027");

        let second = letter(&world, "anna").await;
        jobs::run(&world.app, world.book).await.expect("the jobs run");
        // One code of two: that of the second letter opens it all with the first.
        types(&visitor, &second).await;
        has(&visitor, 20).await;
        leads_to(&choose(&visitor, "none").await, "/mijn/vaste-keuze?bewaard=true");
        must(&visitor.get(PATH).await, 200, "U hebt nog niets gekozen");
        leads_to(&choose(&visitor, "pot").await, "/mijn/vaste-keuze?bewaard=true");
        must(&visitor.get(PATH).await, 200, "gaan vanzelf naar de wijkpot");
        letter(&world, "anna").await;
        jobs::run(&world.app, world.book).await.expect("the jobs run");
        types(&visitor, &first).await;
        must(&visitor.get("/mijn/overzicht").await, 200, "gaf u aan de wijkpot");
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_chooses_for_the_own_household_with_the_whole_wallet() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (anna, bas) = (letter(&world, "anna").await, letter(&world, "bas").await);
        let (again, third) = (letter(&world, "anna").await, letter(&world, "anna").await);
        let visitor = Visitor::new(&site);
        activate(&visitor, &anna).await;
        let household = visitor.get(PATH).await.field("household");
        let stranger = Visitor::new(&site);
        activate(&stranger, &bas).await;
        let form = format!("{}&household={household}&choice=save", stranger.get(PATH).await.own());
        must(&stranger.post(PATH, &form).await, 422, "Alleen wie een cheque van dit huis gebruikte");
        // Somebody else of the household, whose choice stays.
        leads_to(&choose(&visitor, "pot").await, "/mijn/vaste-keuze?bewaard=true");
        let housemate = Visitor::new(&site);
        activate(&housemate, &again).await;
        let page = housemate.get(PATH).await;
        must(&page, 200, "Iemand anders in uw huis koos al, tot en met 5 januari 2027");
        assert!(!page.page.contains("name=\"choice\""), "{page:?}");
        let money = housemate.get("/mijn").await.field("money");
        let form = format!("key={}&money={money}&household={household}&choice=save", world.app.fresh_key());
        must(&housemate.post(PATH, &form).await, 422, "Iemand anders in uw huis koos al");
        // One letter of two decides nothing.
        adds(&housemate, &third).await;
        let finder = Visitor::new(&site);
        types(&finder, &third).await;
        must(&finder.get(PATH).await, 200, "als u ook de code van een eerdere brief invult");
        let form = format!("key={}&household={household}&choice=none", world.app.fresh_key());
        leads_to(&finder.post(PATH, &form).await, PATH);
        for form in ["household=1&choice=save", "key=x"] {
            assert_eq!(visitor.post(PATH, form).await.status, 400, "{form}");
        }
        // In the same browser another code was typed since.
        let form = format!("{}&household={household}&choice=none", visitor.get(PATH).await.own());
        types(&visitor, &bas).await;
        must(&visitor.post(PATH, &form).await, 422, "intussen een andere code ingevuld");
        world.prove().await;
    }
}

/// Cheques of a round without a list find no household next time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_list_there_is_nothing_to_choose() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in crate::support::world::urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(1).await;
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &code(&world, 1).await).await;
        must(&visitor.get(PATH).await, 200, "Voor deze cheques kan dat niet");
    }
}

/// Whoever has the letters of two homes sees which of them a choice is for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_letters_of_two_homes_each_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &letter(&world, "anna").await).await;
        assert!(!visitor.get(PATH).await.page.contains("Het huis van deze cheque"));
        adds(&visitor, &letter(&world, "bas").await).await;
        let page = visitor.get(PATH).await.page;
        assert_eq!(page.matches("Het huis van deze cheque").count(), 2, "{page}");
        assert_eq!(page.matches("gebruikt op 5 januari 2026").count(), 2, "{page}");
        assert_eq!(page.matches("De code eindigt op").count(), 2, "{page}");
        let own = visitor.get(PATH).await;
        let form = format!("{}&household={}&choice=save", own.own(), own.field("household"));
        leads_to(&visitor.post(PATH, &form).await, "/mijn/vaste-keuze?bewaard=true");
        let again = format!("key={}&{}", own.field("key"), form.split_once('&').expect("more").1);
        let refused = visitor.post(PATH, &again.replace("choice=save", "choice=pot")).await;
        must(&refused, 422, "Dit formulier is al eens verstuurd");
        let (error, homes) = (refused.page.find("al eens verstuurd"), refused.page.find("Het huis van deze"));
        assert!(error > homes, "it stands with the home it is about: {refused:?}");
        world.prove().await;
    }
}
