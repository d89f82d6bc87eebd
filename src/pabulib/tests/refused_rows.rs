//! What is refused in the rows: budget, projects, votes and points.

use super::*;

#[test]
fn a_budget_that_is_missing_or_there_twice() {
    assert_eq!(refused(&changed(PLAIN, "budget;100", "budgets;100")), (1, Reason::MissingBudget));
    let twice = changed(PLAIN, "budget;100", "budget;100\nunit;West\nBudget;100");
    assert_eq!(refused(&twice), (5, Reason::BudgetTwice { first_line: 3 }));
}

#[test]
fn amounts_that_are_not_understood() {
    let amounts = [
        "", "-5", "+5", "1.000", "1.000,00", "1,000.00", "1 000", "1_000", "12.345", "5.", ".5", ",", "1e3",
        "0x10", "NaN", "inf", "€5", "5 EUR", "٣", "1.5.0", "1.-5", "ten",
    ];
    for written in amounts {
        let text = format!("{written:?}");
        let budget = Reason::NotAnAmount { what: "the budget".into(), text: text.clone() };
        assert_eq!(refused(&changed(PLAIN, "budget;100", &format!("budget;{written}"))), (3, budget));
        let cost = Reason::NotAnAmount { what: "the cost of project \"1\"".into(), text };
        assert_eq!(refused(&changed(PLAIN, "1;50", &format!("1;{written}"))), (6, cost));
    }
}

/// As at the end of a file that was cut off.
#[test]
fn rows_that_end_before_a_column_that_is_needed() {
    for (file, from, to, line, columns, cells) in [
        (PLAIN, "bo;2\n", "18754121", 11, 2, 1),
        (POINTS, "bo;2;5\n", "bo;2", 11, 3, 2),
        (POINTS, "bo;2;5\n", "bo", 11, 3, 1),
        (PLAIN, "1;50", "1", 6, 2, 1),
    ] {
        assert_eq!(
            refused(&changed(file, from, to)),
            (line, Reason::TooFewCells { columns, cells }),
            "{to:?}"
        );
    }
    // Without its points a vote is refused for that, wherever it is.
    let without = changed(POINTS, "bo;2;5", "bo;2");
    assert_eq!(refused(&without), (11, Reason::PointsCount { projects: 1, points: 0 }));
    // Columns that nobody reads need not be there.
    let category = changed(PLAIN, "project_id;cost", "project_id;cost;category");
    let age = changed(&category, "voter_id;vote", "voter_id;vote;age");
    assert_eq!(accepted(&age), accepted(PLAIN));
}

#[test]
fn amounts_that_are_too_large() {
    for written in ["92233720368547758.08", "92233720368547759", "99999999999999999999999999999999999999999"]
    {
        let text = format!("{written:?}");
        let budget = Reason::AmountTooLarge { what: "the budget".into(), text: text.clone() };
        assert_eq!(refused(&changed(PLAIN, "budget;100", &format!("budget;{written}"))), (3, budget));
        let cost = Reason::AmountTooLarge { what: "the cost of project \"1\"".into(), text };
        assert_eq!(refused(&changed(PLAIN, "1;50", &format!("1;{written}"))), (6, cost));
    }
}

#[test]
fn projects_without_id_or_cost_or_listed_twice() {
    assert_eq!(refused(&changed(PLAIN, "1;50", " ;50")), (6, Reason::ProjectWithoutId));
    for nothing in ["0", "0.00", "0,0"] {
        let free = Reason::ProjectCostsNothing { id: "\"1\"".into() };
        assert_eq!(refused(&changed(PLAIN, "1;50", &format!("1;{nothing}"))), (6, free));
    }
    let twice = Reason::ProjectTwice { id: "\"1\"".into(), first_line: 6 };
    assert_eq!(refused(&changed(PLAIN, "2;30.5", "2;30.5\n 1 ;7")), (8, twice));
}

#[test]
fn no_votes() {
    for rows in ["", "\n", ";\n;;\n"] {
        let text = changed(PLAIN, "anna;1,2\nbo;2\n", rows);
        assert_eq!(refused(&text), (8, Reason::NoVotes), "{rows:?}");
    }
}

#[test]
fn a_cheque_of_nothing() {
    let budgets = [("0", 0), ("0,00", 0), ("0.01", 1)];
    for (written, budget_cents) in budgets {
        let text = changed(PLAIN, "budget;100", &format!("budget;{written}"));
        assert_eq!(refused(&text), (3, Reason::ChequeOfNothing { budget_cents, votes: 2 }));
    }
}

#[test]
fn votes_for_unknown_projects_or_for_one_twice() {
    let unknown = Reason::UnknownProject { id: "\"01\"".into() };
    assert_eq!(refused(&changed(PLAIN, "anna;1,2", "anna;2,01")), (10, unknown));
    let twice = Reason::ProjectTwiceInVote { id: "\"2\"".into() };
    assert_eq!(refused(&changed(PLAIN, "anna;1,2", "anna;2,1, 2")), (10, twice));
}

#[test]
fn a_number_of_points_other_than_of_projects() {
    let cases = [
        ("anna;1,2;3", 2, 1),
        ("anna;1,2;3,4,5", 2, 3),
        ("anna;1,2;", 2, 0),
        ("anna;;3", 0, 1),
        ("anna;1,,2;3,4,", 2, 3),
        ("anna;1,2;,3,4", 2, 3),
    ];
    for (row, projects, points) in cases {
        let expected = (10, Reason::PointsCount { projects, points });
        assert_eq!(refused(&changed(POINTS, "anna;1,2;3,4", row)), expected, "{row:?}");
    }
}

#[test]
fn points_that_are_negative_or_not_whole_numbers() {
    let negative = Reason::NegativePoints { text: "\"-4\"".into() };
    assert_eq!(refused(&changed(POINTS, "3,4", "3,-4")), (10, negative));
    for written in ["+4", "4.0", "-4.5", "-", "four", "18446744073709551616", "4 4", ""] {
        let text = changed(POINTS, "3,4", &format!("3,{written}"));
        assert_eq!(refused(&text), (10, Reason::NotPoints { text: format!("{written:?}") }));
    }
}

#[test]
fn the_sentence_about_points_says_which_are_possible() {
    let refusal = read("west.pb", changed(POINTS, "3,4", "3,x").as_bytes()).unwrap_err().to_string();
    assert!(refusal.contains("a whole number from 0 to 18446744073709551615"), "{refusal}");
}
