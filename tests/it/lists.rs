//! What people see in lists, from the views.

use crate::support::life::live_shortly;
use crate::support::world::{World, urls};
use wijkkas::app::writer::Options;
use wijkkas::domain::{AreaId, InitiativeId};
use wijkkas::views::initiatives::{self, Listed};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn initiatives_are_listed_by_area() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live_shortly(&world).await;
        let third = world.open_initiative_until(7_000, "2026-05-31").await;
        let database = &world.app.database;
        let page = async |area: i64, after: i64, limit: usize| {
            let place = (AreaId(area), InitiativeId(after));
            initiatives::of_area(database, world.book, place, limit).await.expect("a list")
        };
        let all = page(1, 0, 10).await;
        let brief = |row: &Listed| (row.initiative.0, row.status.clone(), row.target, row.pledged);
        let expected = [(1, "paid", 5_000, 0), (2, "ended", 90_000, 0), (third.0, "open", 7_000, 0)];
        assert_eq!(
            all.iter().map(brief).collect::<Vec<_>>(),
            expected.map(|(id, status, target, pledged)| (id, status.to_string(), target, pledged))
        );
        assert_eq!((all[2].area, all[2].until), (AreaId(1), "2026-05-31T22:00:00Z".parse().expect("a time")));
        let one = initiatives::find(database, world.book, InitiativeId(2)).await.expect("an answer");
        assert_eq!(one.as_ref(), all.get(1));
        assert_eq!(initiatives::find(database, world.book, InitiativeId(9)).await.expect("an answer"), None);
        assert_eq!(page(1, 0, 2).await, all[..2]);
        assert_eq!(page(1, 2, 2).await, all[2..]);
        assert_eq!(page(2, 0, 10).await, []);
    }
}
