//! What else stands in a file: what is told of it, and what is taken from it.

use super::{json, oracle, places, text};
use crate::support::ballots::write_ballot;
use wijkkas::app::look;
use wijkkas::store::{Database, books};

#[test]
fn what_is_odd_in_a_file_is_told_and_changes_no_result() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(folder.path()) {
        let meta =
            "META\nkey;value\nbudget;10\nnum_votes;12000\nnum_projects;1\ncurrency;PLN\nvote_type;ordinal\n";
        let file = write_ballot(
            &place.folder,
            &format!("{meta}PROJECTS\nproject_id;cost\na;5\nVOTES\nvoter_id;vote\nv1;a\nv2;\n"),
        );
        let output = place.run(&file);
        let said = text(&output.stderr);
        assert!(output.status.success(), "{said}");
        let begin = format!("wijkkas: warning: {}: ", file.display());
        let told: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix(&begin)).collect();
        assert_eq!(told.len(), 3, "{said}");
        assert!(told[0].contains("12000") && told[0].contains("the number of rows in VOTES is 2"), "{said}");
        assert!(told[1].contains("amounts are booked as euros"), "{said}");
        assert!(told[2].contains("the order of an ordinal vote is not looked at"), "{said}");
        assert_eq!(text(&output.stdout), format!("{}\n", json(&oracle(&std::fs::read(&file).unwrap()))));
    }
}

/// The only column that VOTES needs is there, and a voter who chose nothing.
#[test]
fn an_empty_vote_activates_a_cheque_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(folder.path()) {
        let votes = "VOTES\nvote\na\n\n\"\"\na\na\n";
        let ballot = format!("META\nkey;value\nbudget;10\nPROJECTS\nproject_id;cost\na;7.50\n{votes}");
        let (line, table) = place.finish(&write_ballot(&place.folder, &ballot));
        assert_eq!(
            line,
            "{\"cheques\":4,\"cheque_cents\":250,\"activated\":4,\"pledges\":3,\"paid_cents\":750,\
             \"lapsed_cents\":250,\"budget_left_cents\":250}"
        );
        assert_eq!(line, json(&oracle(ballot.as_bytes())));
        assert!(table.ends_with("a,750,750,3,funded\n"), "{table}");
    }
}

#[tokio::test]
async fn the_programme_is_called_what_the_file_calls_itself() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(folder.path()) {
        let rest = "PROJECTS\nproject_id;cost\na;5\nVOTES\nvoter_id;vote\nv1;a\n";
        let database = Database::open(&place.url).await.expect("the database opens");
        for (number, (meta, name)) in [
            ("description;West Begroot\nunit;Amsterdam\n".into(), "West Begroot, Amsterdam"),
            (format!("description;{}\n", "long ".repeat(100)), "Pabulib "),
            (String::new(), "Pabulib "),
        ]
        .into_iter()
        .enumerate()
        {
            place.finish(&write_ballot(&place.folder, &format!("META\nkey;value\nbudget;10\n{meta}{rest}")));
            let (book, slug) = books::all(&database).await.expect("the books").swap_remove(number);
            let programme =
                look::programme(&database, book).await.expect("an answer").expect("it is founded");
            assert!(programme.name.starts_with(name) && slug.starts_with("pabulib-"), "{}", programme.name);
        }
    }
}
