//! What holds for any input: nothing panics, whatever is well written is read back, and a split keeps every
//! cent and the order.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::pabulib::split;

/// Any vote: with points or without, over projects numbered in the order of the vote.
fn any_vote() -> impl Strategy<Value = Vote> {
    let points = prop_oneof![Just(0), 0..9_u64, any::<u64>()];
    let with_points = vec(points.prop_map(Some), 0..20);
    let without = vec(Just(None), 0..20);
    prop_oneof![with_points, without].prop_map(|points| {
        let choice = |(project, points)| Choice { project, points };
        Vote { choices: points.into_iter().enumerate().map(choice).collect(), line: 1 }
    })
}

/// Pieces from which files with every kind of mistake come about.
fn any_scraps() -> impl Strategy<Value = String> {
    let scraps = [
        "META\n",
        "PROJECTS\n",
        "VOTES\r\n",
        "key;value\n",
        "project_id;cost\n",
        "voter_id;vote;points\n",
        "vote\n",
        "budget",
        "1",
        "2",
        "9999999999999999999",
        "-",
        ".",
        ",",
        ";",
        "\"",
        "\n",
        "\r",
        "\u{feff}",
        "é",
    ];
    vec(proptest::sample::select(scraps.to_vec()), 0..60).prop_map(|scraps| scraps.concat())
}

/// A file as a spreadsheet would write it: every field in quotation marks.
fn written(names: &[String]) -> String {
    let projects =
        names.iter().enumerate().map(|(index, name)| vec![index.to_string(), name.clone(), "5".into()]);
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .quote_style(csv::QuoteStyle::Always)
        .flexible(true)
        .from_writer(b"META\nkey;value\nbudget;1\nPROJECTS\nproject_id;name;cost\n".to_vec());
    projects.for_each(|row| writer.write_record(row).unwrap());
    for row in ["VOTES", "vote", "0"] {
        writer.write_record([row]).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in vec(any::<u8>(), 0..400)) {
        let _ = read("any.pb", &bytes);
    }

    #[test]
    fn random_scraps_never_panic(text in any_scraps()) {
        if let Err(refusal) = read("any.pb", text.as_bytes()) {
            let lines = text.split(['\n', '\r']).count() as u64;
            prop_assert!((1..=lines).contains(&refusal.line), "{refusal}");
        }
    }

    #[test]
    fn a_byte_changed_anywhere_never_panics(at in 0..POINTS.len(), byte in any::<u8>()) {
        let mut bytes = POINTS.as_bytes().to_vec();
        bytes[at] = byte;
        let _ = read("any.pb", &bytes);
    }

    #[test]
    fn any_name_in_quotation_marks_is_read_back(names in vec("[a;\",\n\r é]{0,12}", 1..8)) {
        let ballot = accepted(&written(&names));
        let name = |project: &Project| project.name.clone().unwrap_or_default();
        let read: Vec<_> = ballot.projects.iter().map(name).collect();
        let expected: Vec<_> = names.iter().map(|name| name.trim().to_owned()).collect();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn amounts_are_read_back(cents in 1..=i64::MAX, mark in "[,.]") {
        let amount = format!("{}{mark}{:02}", cents / 100, cents % 100);
        let ballot = accepted(&changed(PLAIN, "2;30.5", &format!("2;{amount}")));
        prop_assert_eq!(ballot.projects[1].cost_cents, cents);
    }

    #[test]
    fn a_split_keeps_every_cent(cheque in 1..=i64::MAX, vote in any_vote()) {
        let sum: i128 = split(cheque, &vote).iter().map(|&(_, cents)| i128::from(cents)).sum();
        let nobody = vote.choices.iter().all(|choice| choice.points == Some(0));
        prop_assert_eq!(sum, if nobody { 0 } else { i128::from(cheque) });
    }

    #[test]
    fn a_split_keeps_the_order_and_leaves_out_shares_of_nothing(cheque in 1..1000_i64, vote in any_vote()) {
        let shares = split(cheque, &vote);
        prop_assert!(shares.is_sorted_by(|a, b| a.0 < b.0));
        prop_assert!(shares.iter().all(|&(_, cents)| cents > 0));
        prop_assert!(shares.iter().all(|&(project, _)| vote.choices[project].points != Some(0)));
    }

    #[test]
    fn a_share_is_exact_or_rounded_up_and_no_earlier_one_was_passed_over(
        cheque in 1..=i64::MAX,
        vote in any_vote(),
    ) {
        let points = |choice: &Choice| i128::from(choice.points.unwrap_or(1));
        let total: i128 = vote.choices.iter().map(points).sum();
        let shares: std::collections::HashMap<_, _> = split(cheque, &vote).into_iter().collect();
        let extras: Vec<i128> = vote
            .choices
            .iter()
            .filter(|choice| points(choice) > 0)
            .map(|choice| {
                let share = shares.get(&choice.project).copied().unwrap_or(0);
                i128::from(share) - i128::from(cheque) * points(choice) / total
            })
            .collect();
        prop_assert!(extras.iter().all(|extra| (0..=1).contains(extra)), "{extras:?}");
        prop_assert!(extras.is_sorted_by(|a, b| a >= b), "{extras:?}");
    }
}
