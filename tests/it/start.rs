//! Several processes start at once on an empty database: one makes the tables, the others wait and find them.

use crate::support::world::urls;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use wijkkas::store::{Database, books};

fn start(folder: &Path, url: &str, subcommand: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
    for name in ["WIJKKAS_DATABASE_URL", "WIJKKAS_KEYS", "WIJKKAS_ERASURES"] {
        command.env_remove(name);
    }
    command.current_dir(folder).args([subcommand, "--database", url]).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

#[tokio::test]
async fn processes_that_start_at_once_migrate_once() {
    // A race is not lost each time.
    for _ in 0..3 {
        let folder = tempfile::tempdir().expect("a folder");
        for url in urls(folder.path()) {
            // `check` wants a file that is there, and an empty one is an empty database.
            std::fs::File::create(folder.path().join("book.db")).expect("a file");
            let starters: Vec<_> = ["migrate", "check", "migrate", "migrate", "migrate"]
                .map(|subcommand| (subcommand, start(folder.path(), &url, subcommand)))
                .into();
            for (subcommand, starter) in starters {
                let output = starter.wait_with_output().expect("it ends");
                let (said, wrong) =
                    (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
                if subcommand == "migrate" {
                    assert_eq!(output.status.code(), Some(0), "{wrong}");
                    assert_eq!(said, "The database is up to date.\n");
                } else {
                    // It reads the tables of a moment: none yet, or all of them.
                    let early = wrong.contains("please run `wijkkas migrate` first");
                    assert!(early || wrong.contains("there are no books in this database"), "{wrong}");
                }
            }
            let database = Database::connect(&url).await.expect("the database opens");
            assert_eq!(books::all(&database).await.expect("the tables are there"), []);
        }
    }
}
