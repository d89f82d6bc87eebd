//! What became of somebody's money: all of it for whoever shows the whole wallet, one letter's for whoever shows that.

use super::standing::letter;
use super::{activate, adds, code, gives, has, must, types, worlds};
use crate::support::life::{live_shortly, pass_to};
use crate::support::site::{Visitor, serve};
use crate::support::world::{World, urls};
use sea_orm::{ConnectionTrait as _, Statement, Value};
use wijkkas::app::writer::Options;
use wijkkas::domain::wallet::Wallet;
use wijkkas::domain::{Account, InitiativeId, LotId, WalletId};
use wijkkas::store::{Engine, movements};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_gift_is_told_with_what_became_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let [first, second, third] = [code(&world, 1).await, code(&world, 2).await, code(&world, 3).await];
        let visitor = Visitor::new(&site);
        activate(&visitor, &first).await;
        adds(&visitor, &second).await;
        gives(&visitor, InitiativeId(1), 14).await;
        let form = format!("{}&initiative=1", visitor.get("/mijn").await.own());
        assert_eq!(visitor.post("/mijn/terugnemen", &form).await.status, 303);
        gives(&visitor, InitiativeId(1), 3).await;

        let page = visitor.get("/mijn/overzicht").await;
        must(&page, 200, "Cheque van €\u{a0}10,00, gebruikt op 5 januari 2026");
        assert_eq!(page.page.matches("gekregen met uw cheque").count(), 2, "{page:?}");
        // 14 euros are of two cheques, and so is what came back.
        assert_eq!(page.page.matches("kwam terug van").count(), 2, "{page:?}");
        assert_eq!(page.page.matches("gaf u aan").count(), 3, "{page:?}");
        must(&page, 200, "zit in de spaarpot van");
        must(&page, 200, "Van Havensteder.");

        let receipt = visitor.get("/mijn/bewijs").await;
        must(&receipt, 200, "Gekregen</th><td class=\"wk-number\">€\u{a0}20,00");
        must(&receipt, 200, "Gegeven aan initiatieven</th><td class=\"wk-number\">€\u{a0}3,00");
        must(&receipt, 200, "Nog te geven</th><td class=\"wk-number\">€\u{a0}17,00");

        // One of the letters tells of itself only.
        let finder = Visitor::new(&site);
        types(&finder, &second).await;
        let page = finder.get("/mijn/overzicht").await;
        must(&page, 200, "Deze code opent alleen het geld van deze brief");
        assert_eq!(page.page.matches("gekregen met uw cheque").count(), 1, "{page:?}");
        must(&finder.get("/mijn/bewijs").await, 200, "Gekregen</th><td class=\"wk-number\">€\u{a0}10,00");

        // Nobody asks for somebody else's by its number, nor the holder of one letter for the other.
        let lots = lots(&world).await;
        let stranger = Visitor::new(&site);
        activate(&stranger, &third).await;
        for (who, can_see) in [(&visitor, 2), (&finder, 1), (&stranger, 0)] {
            let mut seen = 0;
            for lot in &lots {
                let got = who.get(&format!("/mijn/overzicht?cheque={lot}")).await;
                assert!(matches!(got.status, 200 | 404), "{got:?}");
                seen += i32::from(got.status == 200);
            }
            assert_eq!(seen, can_see);
        }
        must(&visitor.get("/mijn/overzicht?cheque=x&tot=y").await, 200, "gekregen met uw cheque");
        must(&Visitor::new(&site).get("/mijn/overzicht").await, 401, "Vul eerst uw code in");
        must(&Visitor::new(&site).get("/mijn/bewijs").await, 401, "Vul eerst uw code in");
        world.prove().await;
    }
}

/// The lots that are there.
async fn lots(world: &World) -> Vec<LotId> {
    let db = &world.app.database.reader;
    let sql = "SELECT lot FROM wallet_lot_view ORDER BY lot";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    let lot = |row: &sea_orm::QueryResult| LotId(row.try_get_by_index(0).expect("a number"));
    rows.expect("it works").iter().map(lot).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_not_given_in_time_is_told_too() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        let code = code(&world, 1).await;
        activate(&visitor, &code).await;
        gives(&visitor, InitiativeId(1), 4).await;
        // The initiative fails, the money comes back, and lapses two years later.
        pass_to(&world, "2026-04-01T00:00:00Z").await;
        pass_to(&world, "2028-03-01T00:00:00Z").await;
        types(&visitor, &code).await;
        let page = visitor.get("/mijn/overzicht").await;
        must(&page, 200, "kwam terug van");
        must(&page, 200, "was niet op tijd gegeven en ging naar de wijkpot");
        let receipt = visitor.get("/mijn/bewijs").await;
        must(
            &receipt,
            200,
            "Naar de wijkpot of terug naar de geldgever</th><td class=\"wk-number\">€\u{a0}10,00",
        );
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_paid_out_is_told_with_its_day() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live_shortly(&world).await;
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        types(&visitor, &code(&world, 1).await).await;
        let page = visitor.get("/mijn/overzicht").await;
        must(&page, 200, "2026 uitbetaald voor");
        must(&page, 200, "(uitbetaald)");
    }
}

/// What is used up for long is told to whoever has its code, and to nobody else who has the wallet's newest.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_given_long_ago_takes_its_own_code() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let first = letter(&world, "anna").await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &first).await;
        gives(&visitor, InitiativeId(1), 4).await;
        pass_to(&world, "2026-04-01T00:00:00Z").await;
        pass_to(&world, "2028-03-01T00:00:00Z").await;
        let (second, third) = (letter(&world, "anna").await, letter(&world, "anna").await);
        types(&visitor, &first).await;
        adds(&visitor, &second).await;
        let wallet = world.app.look::<Wallet>(world.book, WalletId(wallet(&world).await)).await;
        assert_eq!(
            wallet.expect("it can be read").expect("it is there").lots.len(),
            1,
            "it is listed no more"
        );
        let page = visitor.get("/mijn/overzicht").await;
        assert_eq!(page.page.matches("gekregen met uw cheque").count(), 2, "{page:?}");
        must(&page, 200, "kwam terug van");
        let finder = Visitor::new(&site);
        types(&finder, &second).await;
        has(&finder, 10).await;
        let page = finder.get("/mijn/overzicht").await;
        assert_eq!(page.page.matches("gekregen met uw cheque").count(), 1, "{page:?}");
        assert!(!page.page.contains("kwam terug van"), "{page:?}");
        for lot in lots(&world).await {
            let got = finder.get(&format!("/mijn/overzicht?cheque={lot}")).await;
            assert!(!got.page.contains("kwam terug van"), "{got:?}");
        }
        // Two codes of the household tell of all that came to it.
        types(&finder, &second).await;
        adds(&finder, &third).await;
        let page = finder.get("/mijn/overzicht").await;
        assert_eq!(page.page.matches("gekregen met uw cheque").count(), 3, "{page:?}");
        world.prove().await;
    }
}

/// The wallet that the lots are in.
async fn wallet(world: &World) -> i64 {
    let db = &world.app.database.reader;
    let sql = "SELECT MIN(wallet) FROM wallet_lot_view";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    row.expect("it works").expect("a row").try_get_by_index(0).expect("a number")
}

/// Whoever moves a cent back and forth has as many entries as they like, and no page has more than 30.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_history_has_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &code(&world, 1).await).await;
        for _ in 0..16 {
            gives(&visitor, InitiativeId(1), 1).await;
            let form = format!("{}&initiative=1", visitor.get("/mijn").await.own());
            assert_eq!(visitor.post("/mijn/terugnemen", &form).await.status, 303);
        }
        let count = |page: &str| page.matches("gaf u aan").count() + page.matches("kwam terug van").count();
        let page = visitor.get("/mijn/overzicht").await.page;
        assert_eq!(count(&page), 30);
        let from = page.find("/mijn/overzicht?cheque=").expect("a link to the rest");
        let link = page[from..].split('"').next().expect("an address").replace("&#38;", "&");
        let rest = visitor.get(&link).await;
        assert_eq!(count(&rest.page), 2);
        must(&rest, 200, "gekregen met uw cheque");
        must(&visitor.get("/mijn/bewijs").await, 200, "Eerdere regels staan niet op dit bewijs");
    }
}

/// However long the log is: two seeks in the indexes by account, and no table is read through.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn movements_are_two_index_seeks() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        world.activate(1).await;
        let (kind, thing) = Account::Lot(lots(&world).await[0]).parts();
        let values: [Value; 5] =
            [world.book.0.into(), kind.into(), thing.into(), i64::MAX.into(), 31_i64.into()];
        let db = &world.app.database;
        let (explain, column) = match db.engine {
            Engine::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
            Engine::Postgres => ("EXPLAIN", "QUERY PLAN"),
        };
        let sql = format!("{explain} {}", movements::of_lot_sql());
        let backend = db.reader.get_database_backend();
        let rows = db.reader.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await;
        let rows = rows.expect("it works");
        let plan: Vec<String> = rows.iter().map(|row| row.try_get("", column).expect("words")).collect();
        let count = |words: &str| plan.iter().filter(|line| line.contains(words)).count();
        let (seeks, scans) = match db.engine {
            Engine::Sqlite => (
                [
                    "USING COVERING INDEX transfer_credit (book=? AND credit=? AND seq<?)",
                    "USING COVERING INDEX transfer_debit (book=? AND debit=? AND seq<?)",
                ],
                "SCAN transfer",
            ),
            Engine::Postgres => (
                [
                    "Index Only Scan Backward using transfer_credit on",
                    "Index Only Scan Backward using transfer_debit on",
                ],
                "Seq Scan",
            ),
        };
        assert_eq!(seeks.map(count), [1, 1], "{plan:#?}");
        assert_eq!(count(scans), 0, "{plan:#?}");
    }
}
