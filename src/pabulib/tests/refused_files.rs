//! What is refused in the build of a file: its size, encoding, quotation marks, sections and columns.

use super::*;

#[test]
fn the_refusal_is_a_sentence_with_file_and_line() {
    let refusal = read("west.pb", changed(PLAIN, "1;50", "1;0").as_bytes()).unwrap_err();
    let sentence =
        "west.pb, line 6: project \"1\" costs 0: give it a cost of at least one cent, or leave it out";
    assert_eq!(refusal.to_string(), sentence);
}

#[test]
fn a_piece_of_the_file_in_a_refusal_is_cut_and_cannot_steer_a_terminal() {
    let id = format!("\u{1b}[2J{}", "x".repeat(10_000_000));
    let refusal = read("west.pb", changed(PLAIN, "bo;2", &format!("bo;{id}")).as_bytes()).unwrap_err();
    let sentence = refusal.to_string();
    assert!(sentence.starts_with("west.pb, line 11: the vote names project \"\\u{1b}[2Jxxx"), "{sentence}");
    assert!(sentence.contains("xxx…\"") && sentence.len() < 300, "{sentence}");
}

#[test]
fn a_file_that_is_too_large() {
    let refusal = read("west.pb", &vec![b'x'; super::super::MAX_BYTES + 1]).unwrap_err();
    assert_eq!((refusal.line, &refusal.reason), (1, &Reason::TooLarge));
    assert!(refusal.to_string().contains("larger than 64 MiB"), "{refusal}");
}

#[test]
fn invalid_utf8() {
    for end in ["\n", "\r\n", "\r"] {
        let mut bytes = PLAIN.replace('\n', end).into_bytes();
        let anna = PLAIN.replace('\n', end).find("anna").unwrap();
        bytes[anna] = 0xff;
        let refusal = read("west.pb", &bytes).unwrap_err();
        assert_eq!((refusal.line, refusal.reason), (10, Reason::NotUtf8), "lines end with {end:?}");
    }
}

#[test]
fn quotation_marks_that_would_swallow_rows() {
    let header = changed(PLAIN, "project_id;cost", "project_id;cost;name");
    let never_closed = changed(&header, "1;50", "1;50;\"t Hoekje");
    assert_eq!(refused(&never_closed), (6, Reason::OpenQuote));
    let closed_by_the_next = changed(&never_closed, "2;30.5", "2;30.5;\"t Kruis");
    assert_eq!(refused(&closed_by_the_next), (6, Reason::OpenQuote));
    assert_eq!(refused(&format!("{PLAIN}cas;\"2")), (12, Reason::OpenQuote), "in the last cell");
    assert_eq!(
        refused(&format!("{PLAIN}cas;\"2\"\"")),
        (12, Reason::OpenQuote),
        "a doubled mark is not the end"
    );
    let mac = format!("{PLAIN}\"cas;2").replace('\n', "\r");
    assert_eq!(refused(&mac), (12, Reason::OpenQuote), "in the first cell, after the line end of a Mac");
    assert_eq!(refused("\u{feff}\"META"), (1, Reason::OpenQuote), "right after a byte order mark");
}

#[test]
fn text_before_the_first_section() {
    assert_eq!(refused(&format!("\nhello\n{PLAIN}")), (2, Reason::BeforeFirstSection));
    assert_eq!(refused(&changed(PLAIN, "META", "META;x")), (1, Reason::BeforeFirstSection));
}

#[test]
fn missing_sections() {
    for empty in ["", "\n", "\u{feff}"] {
        assert_eq!(refused(empty), (1, Reason::MissingSection { section: "META" }), "{empty:?}");
    }
    let without_votes = PLAIN.split("VOTES").next().unwrap();
    assert_eq!(refused(without_votes), (7, Reason::MissingSection { section: "VOTES" }));
    let without_projects = "META\nkey;value\nbudget;1\nVOTES\nvote\n\n\n";
    assert_eq!(refused(without_projects), (5, Reason::MissingSection { section: "PROJECTS" }));
}

#[test]
fn sections_that_come_twice() {
    let twice = format!("{PLAIN}Meta;;\nkey;value\nbudget;1\n");
    assert_eq!(refused(&twice), (12, Reason::SectionTwice { section: "META", first_line: 1 }));
}

#[test]
fn missing_columns() {
    let cases = [
        ("key;value", "name;value", 2, "META", "key"),
        ("key;value", "key", 2, "META", "value"),
        ("key;value\n", "", 2, "META", "key"),
        ("project_id;cost", "id;cost", 5, "PROJECTS", "project_id"),
        ("project_id;cost", "project_id;costs", 5, "PROJECTS", "cost"),
        ("voter_id;vote", "voter_id;votes;x", 9, "VOTES", "vote"),
    ];
    for (from, to, line, section, column) in cases {
        let expected = (line, Reason::MissingColumn { section, column });
        assert_eq!(refused(&changed(PLAIN, from, to)), expected, "{from:?} changed to {to:?}");
    }
    let nothing_after = changed(PLAIN, "voter_id;vote\nanna;1,2\nbo;2\n", "");
    assert_eq!(refused(&nothing_after), (8, Reason::MissingColumn { section: "VOTES", column: "vote" }));
}

#[test]
fn columns_that_come_twice() {
    let cases = [
        (PLAIN, "key;value", "key;value;VALUE", 2, "META", "value"),
        (PLAIN, "project_id;cost", "cost;project_id;cost", 5, "PROJECTS", "cost"),
        (PLAIN, "voter_id;vote", "vote;voter_id;vote", 9, "VOTES", "vote"),
        (POINTS, "vote;points", "points;vote;points", 9, "VOTES", "points"),
    ];
    for (file, from, to, line, section, column) in cases {
        assert_eq!(
            refused(&changed(file, from, to)),
            (line, Reason::ColumnTwice { section, column }),
            "{to:?}"
        );
    }
}

#[test]
fn rows_wider_than_their_columns() {
    let cases = [
        ("budget;100", "budget;100;000", 3, 2, 3),
        ("1;50", "1;50;;Tuin", 6, 2, 4),
        ("anna;1,2", "anna;1;2", 10, 2, 3),
    ];
    for (from, to, line, columns, cells) in cases {
        let expected = (line, Reason::TooManyCells { columns, cells });
        assert_eq!(refused(&changed(PLAIN, from, to)), expected, "{to:?}");
    }
}

#[test]
fn lines_are_right_whatever_ends_them() {
    for end in ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"] {
        let text = changed(PLAIN, "bo;2", "bo;3").replace('\n', end);
        let before = text.split("bo;3").next().unwrap();
        let line = 1 + before.replace("\r\n", "\n").matches(['\n', '\r']).count() as u64;
        assert_eq!(refused(&text), (line, Reason::UnknownProject { id: "\"3\"".into() }), "{end:?}");
    }
}
