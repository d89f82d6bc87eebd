//! What residents do with their money besides giving: move it, look back, choose for later, change their code, come back.

mod addresses;
pub mod coming_back;
mod ended;
mod held_back;
mod looking_back;
mod new_code;
mod standing;

use super::{activate, code, must, worlds};
use crate::support::site::{Got, Visitor, serve};
use crate::support::world::World;
use wijkkas::domain::InitiativeId;
use wijkkas::domain::initiative::Initiative;

/// Types a code.
async fn types(visitor: &Visitor<'_>, code: &str) {
    assert_eq!(visitor.get(&format!("/c/{code}")).await.status, 303);
}

/// Types a code, and adds its money to the savings of one that was typed before.
async fn adds(visitor: &Visitor<'_>, code: &str) {
    types(visitor, code).await;
    let page = visitor.get("/mijn").await;
    let form = format!("cheque={}&join={}", page.field("cheque"), page.field("join"));
    assert_eq!(visitor.post("/mijn/activeren", &form).await.status, 303);
}

/// Whoever looks at their money has so much to give.
async fn has(visitor: &Visitor<'_>, euros: i64) {
    must(&visitor.get("/mijn").await, 200, &format!("U hebt €\u{a0}{euros},00"));
}

/// Gives so many euros to an initiative.
async fn gives(visitor: &Visitor<'_>, initiative: InitiativeId, euros: i64) {
    let form = format!("{}&give-{initiative}={euros}", visitor.get("/mijn").await.own());
    assert_eq!(visitor.post("/geven", &form).await.status, 303);
}

async fn pot(world: &World, initiative: InitiativeId) -> i64 {
    let state = world.app.look::<Initiative>(world.book, initiative).await.expect("it can be read");
    state.expect("it is there").pot.get()
}

fn leads_to(got: &Got, path: &str) {
    assert_eq!((got.status, got.header("location")), (303, Some(path)), "{got:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn money_moves_to_another_initiative() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let (first, other) = (InitiativeId(1), world.open_initiative(300).await);
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &code(&world, 1).await).await;
        leads_to(&visitor.get("/mijn/verplaatsen?van=1").await, "/mijn");
        gives(&visitor, first, 8).await;
        must(&visitor.get("/mijn").await, 200, "/mijn/verplaatsen?van=1");
        let page = visitor.get("/mijn/verplaatsen?van=1").await;
        must(&page, 200, "U kunt €\u{a0}8,00 verplaatsen");
        assert_eq!(page.field("amount"), "8,00");
        assert!(!page.page.contains("name=\"to\" value=\"1\""), "not to itself: {page:?}");

        let send = async |amount: &str, to: &str| {
            let (key, money) = (world.app.fresh_key(), visitor.get("/mijn").await.field("money"));
            let form = format!("key={key}&money={money}&from=1&amount={amount}&to={to}");
            visitor.post("/mijn/verplaatsen", &form).await
        };
        let wrong = send("veel", "").await;
        must(&wrong, 422, "Dit is geen bedrag");
        must(&wrong, 422, "Kies een initiatief.");
        assert_eq!(wrong.field("amount"), "veel", "what was typed is kept");
        must(&send("9", &other.to_string()).await, 422, "U gaf €\u{a0}8,00 aan dit initiatief");
        must(&send("1", "99").await, 422, "Dit bestaat niet");
        must(&send("1", "1").await, 422, "Kies een initiatief.");
        leads_to(&send("2", &other.to_string()).await, "/mijn?thanks=moved");
        must(&visitor.get("/mijn?thanks=moved").await, 200, "Uw geld is verplaatst");
        // It needs one euro more.
        leads_to(&send("3", &other.to_string()).await, "/mijn?thanks=movedless");
        assert_eq!((pot(&world, first).await, pot(&world, other).await), (500, 300));
        must(&send("1", &other.to_string()).await, 422, "Dit initiatief heeft al genoeg");

        // Somebody else has nothing there to move, nor by a form of their own.
        let stranger = Visitor::new(&site);
        activate(&stranger, &code(&world, 2).await).await;
        leads_to(&stranger.get("/mijn/verplaatsen?van=1").await, "/mijn");
        let form = format!("{}&from=1&amount=1&to={other}", stranger.get("/mijn").await.own());
        leads_to(&stranger.post("/mijn/verplaatsen", &form).await, "/mijn");
        must(&Visitor::new(&site).get("/mijn/verplaatsen?van=1").await, 401, "Vul eerst uw code in");
        // In the same browser another code was typed since, whose money is not in that initiative.
        let third = world.open_initiative(900).await;
        let page = visitor.get("/mijn/verplaatsen?van=1").await;
        activate(&visitor, &code(&world, 3).await).await;
        let form = format!("{}&from=1&amount=1&to={third}", page.own());
        must(&visitor.post("/mijn/verplaatsen", &form).await, 422, "intussen een andere code ingevuld");
        assert_eq!(pot(&world, first).await, 500);
        world.prove().await;
    }
}
