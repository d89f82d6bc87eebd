//! `wijkkas demo` as people run it: the same story everywhere, and twice does no harm.

use crate::support::world::urls;
use std::path::Path;
use std::process::{Command, Stdio};

/// What it prints, without the last line, which names the book.
fn story(url: &str, folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_wijkkas"))
        .args(["demo", "--once", "--database", url, "--keys"])
        .arg(folder.join("wijkkas.keys"))
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    let printed = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.success(), "{printed}{}", String::from_utf8_lossy(&output.stderr));
    let (story, _) = printed.trim_end().rsplit_once('\n').expect("lines");
    story.to_string()
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
        "has second thoughts",
        "leaves EUR",
        "the common pot gives “AED aan buurthuis De Spil” the missing EUR",
        "were not needed and go back",
        "too little money, all returned",
        "too few supporters, all returned",
        "stopped, all returned",
        "carried out and reported",
        "back at Gemeente Oostland",
        "It adds up to the cent.",
        "The books were checked: ",
    ] {
        assert!(first.contains(part), "there is no {part:?} in\n{first}");
    }
}
