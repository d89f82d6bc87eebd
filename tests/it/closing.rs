//! What a command leaves on disk when it has ended: the whole database in its one file.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

const BALLOT: &str =
    "META\nkey;value\nbudget;10\nPROJECTS\nproject_id;cost\na;5\nVOTES\nvoter_id;vote\n1;a\n";

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
    for name in ["WIJKKAS_KEYS", "WIJKKAS_ERASURES"] {
        command.env_remove(name);
    }
    command.env("WIJKKAS_DATABASE_URL", "sqlite://book.db");
    command.current_dir(folder).args(arguments);
    command
}

fn wijkkas(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).output().expect("the program runs")
}

/// What a check says that somebody could keep outside: how far the log goes.
fn kept(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = wijkkas(folder, &[&["check"], arguments].concat());
    let said = String::from_utf8(output.stdout).expect("text");
    assert_eq!(output.status.code(), Some(0), "{said}{}", String::from_utf8_lossy(&output.stderr));
    said.lines().filter(|line| line.contains("Keep it")).map(str::to_string).collect()
}

/// Waits until the program has written that much to the log of its database.
fn wait_for_log(folder: &Path, bytes: u64) {
    for _ in 0..1_200 {
        if fs::metadata(folder.join("book.db-wal")).is_ok_and(|log| log.len() > bytes) {
            return;
        }
        sleep(Duration::from_millis(50));
    }
    panic!("nothing was written in a minute");
}

#[test]
fn a_command_that_is_stopped_leaves_the_whole_database_in_its_file() {
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut bench = program(folder.path(), &["bench", "--commands", "1000000"]);
        let running = bench.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        wait_for_log(folder.path(), 1 << 20);
        let told = Command::new("kill").args([signal, &running.id().to_string()]).status();
        assert!(told.expect("there is kill").success());
        let ended = running.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(code), "{said}");
        assert!(said.contains("it was stopped") && !said.contains("WARN"), "{said}");
        for behind in ["-wal", "-shm"] {
            assert!(
                !folder.path().join(format!("book.db{behind}")).exists(),
                "{signal} left {behind}: {said}"
            );
        }
        assert_eq!(kept(folder.path(), &[]).len(), 1, "the books are right");
    }
}

/// What is under way is ended first, so it went well.
#[test]
fn a_website_that_is_stopped_ends_in_order() {
    for signal in ["-INT", "-TERM"] {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(wijkkas(folder.path(), &["migrate"]).status.success());
        let mut serve = program(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
        let mut running = serve.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let (mut said, stdout) = (String::new(), running.stdout.take().expect("its output"));
        BufReader::new(stdout).read_line(&mut said).expect("it says where it listens");
        let port = said.trim().strip_prefix("Serving on http://127.0.0.1:");
        let port = port.and_then(|rest| rest.strip_suffix('/')).expect("an address");
        TcpStream::connect(format!("127.0.0.1:{port}")).expect("it listens there");
        let told = Command::new("kill").args([signal, &running.id().to_string()]).status();
        assert!(told.expect("there is kill").success());
        let ended = running.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(0), "{signal}: {said}");
        assert!(!said.contains("WARN") && !said.contains("it was stopped"), "{said}");
        assert!(!folder.path().join("book.db-wal").exists(), "{signal}");
    }
}

/// Also one that ends with a refusal.
#[test]
fn a_command_leaves_the_whole_database_in_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("ballot.pb"), BALLOT).expect("it is written");
    for (arguments, code) in [
        (&["migrate"][..], 0),
        (&["import-pb", "ballot.pb", "--out", "out.csv"], 0),
        (&["import-pb", "ballot.pb", "--out", "out.csv"], 1),
        (&["erase", "--due", "--vacuum"], 0),
        (&["demo", "--once"], 0),
        (&["rebuild"], 0),
        (&["check"], 0),
        (&["check", "--book", "nowhere"], 1),
        (&["export", "--format", "csv"], 0),
        (&["bench", "--commands", "20"], 0),
    ] {
        let ended = wijkkas(folder.path(), arguments);
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(code), "{arguments:?}: {said}");
        for behind in ["-wal", "-shm"] {
            let file = folder.path().join(format!("book.db{behind}"));
            assert!(!file.exists(), "{arguments:?} left {}", file.display());
        }
    }
    fs::copy(folder.path().join("book.db"), folder.path().join("copy.db")).expect("it is copied");
    let copy = kept(folder.path(), &["--database", "sqlite://copy.db"]);
    assert_eq!(copy.len(), 3);
    assert_eq!(copy, kept(folder.path(), &[]));
}
