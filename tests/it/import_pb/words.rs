//! The words of an import: in erasable rows under random keys, also when it was interrupted.

use super::{Place, int, places, text};
use crate::support::ballots::{random_ballot, write_ballot};
use sea_orm::{ConnectionTrait as _, Statement};
use std::collections::HashSet;
use std::process::Command;
use wijkkas::store::Database;

impl Place {
    /// The words beside the log with their ids, and the keys their hashes are made with.
    async fn words(&self) -> (Vec<(i64, String)>, HashSet<Vec<u8>>) {
        let database = Database::connect(&self.url).await.expect("the database opens");
        let db = &database.reader;
        let all =
            Statement::from_string(db.get_database_backend(), "SELECT id, body, key FROM text ORDER BY id");
        let rows = db.query_all_raw(all).await.expect("the words");
        let words = rows.iter().map(|row| (int(row, 0), row.try_get_by_index(1).expect("a text")));
        let keys = rows.iter().map(|row| row.try_get_by_index(2).expect("a key"));
        (words.collect(), keys.collect())
    }
}

/// Whoever has the key file and the events cannot guess at words that were erased.
#[tokio::test]
async fn words_have_random_keys_which_a_resumed_import_keeps() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (whole, broken) in places(one.path()).into_iter().zip(places(other.path())) {
        let file = write_ballot(&whole.folder, &random_ballot(12, 300));
        let result = whole.finish(&file);
        std::fs::copy(whole.folder.join("wijkkas.keys"), broken.folder.join("wijkkas.keys")).unwrap();
        broken.kill_when(&file, "SELECT COUNT(*) FROM (SELECT COUNT(*) AS n FROM text) t WHERE n >= 3").await;
        let (_, before) = broken.words().await;
        assert_eq!(broken.finish(&file), result);

        let ((words, keys), (others, other_keys)) = (whole.words().await, broken.words().await);
        assert_eq!(words, others);
        assert!(words.len() > before.len() && keys.len() == words.len(), "one key for each");
        assert!(keys.is_disjoint(&other_keys));
        assert!(before.is_subset(&other_keys), "what was written is kept");
        // That the events speak of these rows is proven too.
        let mut check = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
        check.args(["check", "--database", &broken.url, "--keys"]).arg(broken.folder.join("wijkkas.keys"));
        let output = check.output().expect("the program starts");
        assert!(output.status.success(), "{}", text(&output.stdout));
    }
}
