//! What the floor of the latency is measured with: durable transactions, each with the rows of one command.

use super::super::{one_by_one, report};
use super::Twin;
use crate::app::writer::Options;
use crate::cli::opened::Opened;
use crate::cli::{Arguments, Subcommand, SystemClock};
use crate::store::Storage as _;
use clap::Parser as _;
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_transaction_of_the_floor_is_durable_and_has_the_rows_of_one_command() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/bench.db", folder.path().display());
    let keys = folder.path().join("bench.keys").display().to_string();
    let asked = ["wijkkas", "bench", "--database", &url, "--keys", &keys, "--commands", "24"];
    let Subcommand::Bench(arguments) = Arguments::try_parse_from(asked).unwrap().command else {
        panic!("another subcommand")
    };
    let opened = Opened::default();
    let app = arguments.connection.app(&opened, Arc::new(SystemClock), Options::default()).await.unwrap();
    let (measured, sets) = one_by_one(&arguments, &app).await.unwrap();
    assert_eq!((measured.latencies.len(), sets.len()), (24, 24));
    assert!(sets.iter().all(|set| set.commands.len() == 1 && set.events.len() == 1));

    let twin = Twin::make(&url, &app.database).await.unwrap();
    assert_eq!(twin.replay(&sets).await.unwrap().len(), 24, "a latency for each");
    let turn = twin.database.head(sets[0].book).await.unwrap().turn;
    assert_eq!(turn - sets[0].from.turn, 24, "a commit for each");
    for table in ["command", "event"] {
        assert_eq!(twin.count(table).await.unwrap(), 24, "{table}");
    }
    let settings = report::settings(&twin.database).await.unwrap();
    assert_eq!((settings["synchronous"].as_str(), settings["journal_mode"].as_str()), ("2", "wal"));
    twin.remove().await.unwrap();
    opened.close().await;
}
