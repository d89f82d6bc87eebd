//! What is accepted: every freedom the format leaves, and what becomes of it.

use super::*;

#[test]
fn a_plain_file() {
    let expected = Ballot {
        name: None,
        budget_cents: 10_000,
        budget_line: 3,
        cheque_cents: 5_000,
        projects: vec![
            Project { id: "1".into(), name: None, cost_cents: 5_000, line: 6 },
            Project { id: "2".into(), name: None, cost_cents: 3_050, line: 7 },
        ],
        votes: vec![vote_for(&[0, 1], 10), vote_for(&[1], 11)],
        doubts: vec![],
    };
    assert_eq!(accepted(PLAIN), expected);
}

#[test]
fn a_file_is_called_what_meta_calls_it() {
    for (meta, name) in [
        ("description;West Begroot\nunit;Amsterdam\nsubunit;West", "West Begroot, Amsterdam"),
        ("unit;Assen\nDescription;Assen Top Idee", "Assen Top Idee"),
        ("subunit;Noord\nunit;Amsterdam", "Amsterdam, Noord"),
        ("description;\nunit;Rotterdam", "Rotterdam"),
    ] {
        let ballot = accepted(&changed(PLAIN, "budget;100", &format!("budget;100\n{meta}")));
        assert_eq!(ballot.name.as_deref(), Some(name));
    }
}

#[test]
fn a_file_with_points() {
    let votes = vec![vote_with_points(&[(0, 3), (1, 4)], 10), vote_with_points(&[(1, 5)], 11)];
    assert_eq!(accepted(POINTS).votes, votes);
}

#[test]
fn the_file_as_windows_and_spreadsheets_write_it() {
    let expected = accepted(PLAIN);
    assert_eq!(accepted(&format!("\u{feff}{PLAIN}")), expected, "byte order mark");
    assert_eq!(accepted(&PLAIN.replace('\n', "\r\n")), expected, "CRLF");
    assert_eq!(accepted(&PLAIN.replace('\n', "\r")), expected, "the line ends of a Mac");
    assert_eq!(accepted(&PLAIN.replace('\n', ";;;\r\n")), expected, "rows filled up with empty cells");
    assert_eq!(accepted(PLAIN.trim_end()), expected, "no line end at the end");
}

#[test]
fn blank_rows_are_passed_over_and_counted_as_lines() {
    let spaced = accepted(&PLAIN.replace('\n', "\r\n\r\n;;\r\n"));
    assert_eq!(spaced.projects[0].line, 16);
    assert_eq!(spaced.votes, [vote_for(&[0, 1], 28), vote_for(&[1], 31)]);
}

#[test]
fn names_of_sections_and_columns_in_any_case_and_with_spaces() {
    let loud = PLAIN.replace("META", " Meta ").replace("VOTES", "votes").replace("vote\n", "VOTE \n");
    let loud = loud.replace("key;value", "Key; Value").replace("budget", " Budget");
    assert_eq!(accepted(&loud), accepted(PLAIN));
}

#[test]
fn columns_and_sections_in_any_order_with_others_between() {
    let shuffled = "\
VOTES
points;age;vote;sex
2,1;34;b,a;F
PROJECTS
name;category;cost;latitude;project_id
Tuin;groen;12,5;52.3;a
;;7;;b
META
note;value;key
x;Amsterdam;unit
y;1;budget
";
    let ballot = accepted(shuffled);
    assert_eq!((ballot.budget_cents, ballot.cheque_cents), (100, 100));
    assert_eq!(
        ballot.projects,
        [
            Project { id: "a".into(), name: Some("Tuin".into()), cost_cents: 1_250, line: 6 },
            Project { id: "b".into(), name: None, cost_cents: 700, line: 7 },
        ]
    );
    assert_eq!(ballot.votes, [vote_with_points(&[(1, 2), (0, 1)], 3)]);
}

#[test]
fn quoted_fields() {
    let header = changed(PLAIN, "project_id;cost", "project_id;name;cost");
    let one = changed(&header, "1;50", "1;\"Tuin; met \"\"bankjes\"\"\nen hek\";\"50\"");
    let two = changed(&one, "2;30.5", "\"2\";'t Hoekje \"oost\";30.5");
    let ballot = accepted(&changed(&two, "anna;1,2", "\"anna\";\"1,2\""));
    assert_eq!(ballot.projects[0].name.as_deref(), Some("Tuin; met \"bankjes\"\nen hek"));
    assert_eq!(ballot.projects[1].name.as_deref(), Some("'t Hoekje \"oost\""));
    assert_eq!(ballot.projects[1].line, 8, "the field over two lines counts as two");
    assert_eq!(ballot.votes[0], vote_for(&[0, 1], 11));
}

#[test]
fn text_after_a_closed_quote_stays_on_its_line() {
    let header = changed(PLAIN, "project_id;cost", "project_id;cost;name");
    let ballot = accepted(&changed(&header, "1;50", "1;50;\"De Tuin\" in West"));
    assert_eq!(ballot.projects[0].name.as_deref(), Some("De Tuin in West"));
    assert_eq!(ballot.projects.len(), 2);
}

#[test]
fn empty_pieces_between_the_commas_of_a_vote() {
    assert_eq!(accepted(&changed(PLAIN, "anna;1,2", "anna;, 1 ,,2,")).votes, accepted(PLAIN).votes);
    let points = accepted(POINTS).votes;
    assert_eq!(accepted(&changed(POINTS, "1,2;3,4", "1,,2;3,4")).votes, points, "none in the points");
    assert_eq!(
        accepted(&changed(POINTS, "1,2;3,4", "1,,2,;3,, 4 ,")).votes,
        points,
        "the same in the points"
    );
}

#[test]
fn an_empty_vote_counts_as_a_vote() {
    for written in ["anna;", "anna; ", "anna;,,", "anna;\"\""] {
        let ballot = accepted(&changed(PLAIN, "anna;1,2", written));
        assert_eq!(ballot.votes[0], vote_for(&[], 10), "{written:?}");
        assert_eq!(ballot.cheque_cents, 5_000);
    }
    let points = accepted(&changed(POINTS, "anna;1,2;3,4", "anna;;"));
    assert_eq!(points.votes[0], vote_with_points(&[], 10));
}

/// Who voted is one of the columns that may be missing.
#[test]
fn an_empty_vote_counts_without_voters_too() {
    let rows = "vote;points\n1;1\n;\n2;1";
    let ballot = accepted(&changed(POINTS, "voter_id;vote;points\nanna;1,2;3,4\nbo;2;5", rows));
    let votes = [vote_with_points(&[(0, 1)], 10), vote_with_points(&[], 11), vote_with_points(&[(1, 1)], 12)];
    assert_eq!((ballot.votes.as_slice(), ballot.cheque_cents), (votes.as_slice(), 3_333));
}

#[test]
fn where_the_vote_is_all_an_empty_one_is_quoted() {
    let rows = "vote\n1\n\n\"\"\n  \n2\n\n";
    let ballot = accepted(&changed(PLAIN, "voter_id;vote\nanna;1,2\nbo;2\n", rows));
    assert_eq!(ballot.votes, [vote_for(&[0], 10), vote_for(&[], 12), vote_for(&[1], 14)]);
    assert_eq!(ballot.cheque_cents, 3_333);
}

/// Programs that write such files leave empty cells at the end of a row out.
#[test]
fn a_row_that_ends_before_its_vote_has_an_empty_one() {
    for (file, from, to, place) in [
        (PLAIN, "anna;1,2", "anna", 0),
        (PLAIN, "bo;2", "bo", 1),
        (PLAIN, "bo;2\n", "bo\r\n", 1),
        (POINTS, "anna;1,2;3,4", "anna", 0),
        (POINTS, "bo;2;5", "bo;", 1),
    ] {
        let ballot = accepted(&changed(file, from, to));
        assert_eq!(ballot.votes[place], vote_for(&[], 10 + place as u64), "{to:?}");
        assert_eq!((ballot.votes.len(), ballot.cheque_cents), (2, 5_000));
    }
    // In a file whose votes are not at its end as well.
    let (head, votes) = PLAIN.split_once("VOTES").unwrap();
    let turned = format!("VOTES{}\n{}", votes.replace("bo;2", "bo"), head.trim_end());
    assert_eq!(accepted(&turned).votes[1].choices, []);
}

#[test]
fn points_of_zero_and_as_many_as_fit() {
    let ballot = accepted(&changed(POINTS, "3,4", "0,18446744073709551615"));
    assert_eq!(ballot.votes[0], vote_with_points(&[(0, 0), (1, u64::MAX)], 10));
}

#[test]
fn a_voter_who_comes_twice_counts_per_row() {
    let ballot = accepted(&changed(PLAIN, "bo;2", "anna;1,2\nanna;1,2\n;2"));
    assert_eq!((ballot.votes.len(), ballot.cheque_cents), (4, 2_500));
}

#[test]
fn the_cheque_is_rounded_down_over_the_rows_and_not_over_num_votes() {
    let meta = changed(PLAIN, "budget;100", "num_votes;9\nbudget;0.05");
    assert_eq!(accepted(&meta).cheque_cents, 2);
}

#[test]
fn free_text_in_meta_may_hold_semicolons() {
    assert_eq!(accepted(&changed(PLAIN, "key;value", "key;value\ncomment;one; two")).budget_cents, 10_000);
}

#[test]
fn amounts() {
    let amounts = [
        ("300000", 30_000_000),
        ("0,02", 2),
        ("12,5", 1_250),
        ("12.5", 1_250),
        ("12.50", 1_250),
        ("007.00", 700),
        (" 8 ", 800),
        ("92233720368547758,07", i64::MAX),
    ];
    for (written, cents) in amounts {
        let budget = accepted(&changed(PLAIN, "budget;100", &format!("budget;{written}")));
        assert_eq!(budget.budget_cents, cents, "{written:?}");
        let cost = accepted(&changed(PLAIN, "1;50", &format!("1;{written}")));
        assert_eq!(cost.projects[0].cost_cents, cents, "{written:?}");
    }
}
