//! `wijkkas demo` as people run it: the same story everywhere, and twice does no harm.

use crate::support::world::urls;
use sea_orm::{ConnectionTrait as _, Statement};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use wijkkas::store::Database;

/// What it prints, without the commands at the end, which name the book.
fn story(url: &str, folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_wijkkas"))
        .args(["demo", "--once", "--database", url, "--keys"])
        .arg(folder.join("wijkkas.keys"))
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    let printed = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.success(), "{printed}{}", String::from_utf8_lossy(&output.stderr));
    let (story, further) = printed.split_once("\nLook further:\n").expect("commands to go on with");
    let (commands, website) = further.split_once("\nTo open its website later, ").expect("how to open it");
    for command in commands.lines() {
        // As they are, also where the program is not on the path.
        let copied = Command::new("sh").args(["-c", command]).output().expect("a shell");
        assert!(copied.status.success(), "{command}: {}", String::from_utf8_lossy(&copied.stderr));
    }
    must_be_served(website.lines().nth(1).expect("a command"));
    story.to_string()
}

/// Copies the command that opens the website of the demo, until it says where it is.
fn must_be_served(command: &str) {
    let command = format!("exec {} --listen 127.0.0.1:0", command.trim());
    let mut shell = Command::new("sh");
    shell.args(["-c", &command]).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut serving = shell.spawn().expect("a shell");
    let mut said = String::new();
    let served = BufReader::new(serving.stdout.take().expect("a pipe")).read_line(&mut said);
    serving.kill().expect("it is our child");
    serving.wait().expect("it is our child");
    assert!(served.is_ok() && said.starts_with("Serving on http://127.0.0.1:"), "{command}: {said}");
}

/// A number from a database.
async fn number(url: &str, sql: &str) -> i64 {
    let reader = Database::connect(url).await.expect("it opens").reader;
    let row = reader.query_one_raw(Statement::from_string(reader.get_database_backend(), sql)).await;
    row.expect("the database answers").expect("a row").try_get_by_index(0).expect("a number")
}

/// What an initiator wrote goes with them; what the fund wrote is nobody's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_are_those_of_whoever_wrote_them() {
    let folder = tempfile::tempdir().unwrap();
    let url = urls(folder.path()).remove(0);
    story(&url, folder.path());
    assert_eq!(number(&url, "SELECT COUNT(DISTINCT person) FROM text").await, 8, "one for each initiative");
    let nobodys = number(&url, "SELECT COUNT(*) FROM text WHERE person IS NULL").await;
    let of_the_fund =
        "SELECT COUNT(*) FROM event WHERE type LIKE '%.Proposed' OR type LIKE '%.GrantProposed'";
    assert!(nobodys > 0 && nobodys == number(&url, of_the_fund).await, "{nobodys}");
}

#[test]
fn every_telling_is_the_same_story() {
    let folder = tempfile::tempdir().unwrap();
    let urls = urls(folder.path());
    let first = story(&urls[0], folder.path());
    assert_eq!(story(&urls[0], folder.path()), first, "in the same database once more");
    assert_eq!(story(&urls[1], folder.path()), first, "on the other engine");
    for part in [
        "This is not quite a code",
        "a neighbour moves EUR",
        "somebody swaps two letters or digits of a code, and reads:",
        "a supporter of “Moestuin achter de Valkflat” has second thoughts and takes EUR",
        "Woonstichting De Leede pays in EUR 2,800.00: a cheque",
        "“Bankje bij de speeltuin” has all it asked for: two treasurers pay out EUR 240.00",
        "“Kerstboom op het Marktplein” goes ahead with ",
        "“Straatvoetbaltoernooi” gives its money back: every cent goes to the supporter it came from",
        "the issuer of the cheque does not pay for that.",
        "paid in by Woonstichting De Leede",
        "leaves EUR",
        "a cheque of EUR 10.00 for each of 160 households in each of 3 rounds,",
        "In this programme savings last a year (the default is two)",
        "\n\n  Each issuer said what its money may be used for",
        "the common pot gives “AED aan buurthuis De Spil” the missing EUR",
        "EUR 11.30 for “Voorleesmiddag in de bieb” were not needed and go back",
        "A year without letters, until 1 December 2028",
        "too little money, all returned",
        "too few supporters, all returned",
        "cancelled, all returned",
        "carried out and reported",
        "back at Gemeente Oostland",
        "It adds up to the cent.",
        "Of the EUR 780.00 for “AED aan buurthuis De Spil”",
        "of that by way of the common pot",
        "The books were checked: ",
    ] {
        assert!(first.contains(part), "there is no {part:?} in\n{first}");
    }
    assert!(!first.contains("giver"), "it is a supporter or an issuer:\n{first}");
}
