//! What is taken, and told to whoever runs it.

use super::*;

fn doubts(meta: &str) -> Vec<String> {
    let text = changed(PLAIN, "budget;100", &format!("budget;100\n{meta}"));
    accepted(&text).doubts.iter().map(ToString::to_string).collect()
}

#[test]
fn a_file_that_is_what_it_says_makes_nobody_wonder() {
    for meta in [
        "unit;West",
        "num_projects;2\nnum_votes; 2 \ncurrency;eur\nvote_type;Approval",
        "num_votes;\ncurrency;\nvote_type;;",
        "vote_type;choose-1",
        "vote_type;cumulative",
        "vote_type;scoring",
    ] {
        assert_eq!(doubts(meta), Vec::<String>::new(), "{meta}");
    }
}

#[test]
fn other_numbers_than_there_are_rows() {
    for (meta, sentence) in [
        (
            "num_votes;12",
            "META says num_votes is \"12\", and the number of rows in VOTES is 2, which counts: is the file whole?",
        ),
        (
            "num_projects;1",
            "META says num_projects is \"1\", and the number of rows in PROJECTS is 2, which counts",
        ),
        (
            "num_votes;some",
            "META says num_votes is \"some\", and the number of rows in VOTES is 2, which counts",
        ),
    ] {
        let found = doubts(meta);
        assert!(found.len() == 1 && found[0].starts_with(sentence), "{found:?}");
    }
    assert_eq!(doubts("num_votes;12\nnum_projects;12").len(), 2);
}

#[test]
fn what_the_rules_were_not_made_for() {
    assert_eq!(doubts("currency;PLN"), ["the currency is \"PLN\": amounts are booked as euros"]);
    let ordinal = doubts("vote_type;ordinal").concat();
    assert!(
        ordinal.starts_with("the vote_type is \"ordinal\", which is none of approval, choose-1"),
        "{ordinal}"
    );
    assert!(ordinal.ends_with("the order of an ordinal vote is not looked at"), "{ordinal}");
}
