//! Progress on a terminal, for which `script` of bsdutils makes one that nobody sits at.

use super::{Place, json, oracle, places, text};
use crate::support::ballots::{random_ballot, write_ballot};
use std::path::Path;
use std::process::{Command, Stdio};

const MISSING: &str = "The tests need script: run tests/run as root, or install the Debian package bsdutils.";

/// Imports a file at a terminal that says it is of this kind: what it shows, and what was written to standard output,
/// which goes to a file.
fn import_at(term: &str, place: &Place, file: &Path) -> (String, String) {
    let import = place.import(file);
    let words = std::iter::once(import.get_program()).chain(import.get_args());
    let words: Vec<String> = words.map(|word| format!("'{}'", word.to_str().expect("a word"))).collect();
    let result = place.folder.join("result");
    let line =
        format!("stty cols 100 rows 30 && exec {} >'{}'", words.join(" "), result.to_str().expect("a word"));
    let mut terminal = Command::new("script");
    terminal.args(["-qefc", &line, "/dev/null"]).stdin(Stdio::null());
    terminal.env("TERM", term).env("SHELL", "/bin/sh");
    let output = terminal.output().expect(MISSING);
    let shown = text(&output.stdout);
    assert!(output.status.success(), "{shown}\n{}", text(&output.stderr));
    (shown, std::fs::read_to_string(result).expect("it was written"))
}

#[test]
fn progress_is_a_bar_on_a_terminal_and_the_result_stands_alone() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(folder.path()) {
        let ballot = random_ballot(3, 1_200);
        let (shown, result) = import_at("xterm", &place, &write_ballot(&place.folder, &ballot));
        assert!(shown.contains('█') && shown.contains(" of 1,200 residents, "), "{shown}");
        assert!(shown.contains("\u{1b}[2K"), "it is drawn over: {shown}");
        assert!(!shown.contains("512 of 1200 residents"), "no lines beside it: {shown}");
        assert!(shown.contains("The deadline passes.\r\n"), "{shown}");
        assert_eq!(result, format!("{}\n", json(&oracle(ballot.as_bytes()))));
    }
}

/// Such as the one inside an editor: a bar would not be shown at all.
#[test]
fn a_terminal_that_cannot_draw_gets_plain_lines() {
    let folder = tempfile::tempdir().unwrap();
    let place = &places(folder.path())[0];
    let (shown, _) = import_at("dumb", place, &write_ballot(&place.folder, &random_ballot(3, 1_200)));
    assert!(shown.contains("512 of 1200 residents\r\n") && !shown.contains('\u{1b}'), "{shown}");
}
