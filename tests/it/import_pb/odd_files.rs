//! What else stands in a file: what is told of it, and what is taken from it.

use super::{json, oracle, places, text};
use crate::support::ballots::write_ballot;

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
