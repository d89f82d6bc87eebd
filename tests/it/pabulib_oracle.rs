//! Recomputes what running a Pabulib file as one round must come to, in memory and without any ledger, to be
//! compared with what the ledger made of it. It follows the rules as written and shares no arithmetic with
//! the library, not even the split of a cheque.

use wijkkas::pabulib::{Ballot, Vote};

/// The end of the round: one entry per project, in file order, and the totals of the last line of output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub projects: Vec<ProjectOutcome>,
    /// Vote rows, each of which got a cheque of `cheque_cents`.
    pub cheques: i64,
    pub cheque_cents: i64,
    pub activated: i64,
    /// Pledges above 0, counted per voter and project.
    pub pledges: i64,
    pub paid_cents: i64,
    /// All cheques together less what was paid.
    pub lapsed_cents: i64,
    pub budget_left_cents: i64,
}

/// One project as it stood at the deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectOutcome {
    pub id: String,
    pub target_cents: i64,
    pub pledged_cents: i64,
    pub supporters: i64,
    /// `funded`, `funded_partly` or `failed`.
    pub status: &'static str,
}

pub fn outcome(ballot: &Ballot) -> Outcome {
    let cheques = i64::try_from(ballot.votes.len()).expect("it fits");
    let cheque_cents = ballot.budget_cents / cheques;
    let mut pledged = vec![0; ballot.projects.len()];
    let mut supporters = vec![0; ballot.projects.len()];
    for vote in &ballot.votes {
        for (choice, share) in vote.choices.iter().zip(shares(cheque_cents, vote)) {
            let needed = ballot.projects[choice.project].cost_cents - pledged[choice.project];
            let pledge = share.min(needed);
            if pledge > 0 {
                pledged[choice.project] += pledge;
                supporters[choice.project] += 1;
            }
        }
    }

    let mut projects = Vec::new();
    let mut paid_cents = 0;
    for (index, project) in ballot.projects.iter().enumerate() {
        let status = status(project.cost_cents, pledged[index], supporters[index]);
        if status != "failed" {
            paid_cents += pledged[index];
        }
        projects.push(ProjectOutcome {
            id: project.id.clone(),
            target_cents: project.cost_cents,
            pledged_cents: pledged[index],
            supporters: supporters[index],
            status,
        });
    }
    Outcome {
        projects,
        cheques,
        cheque_cents,
        activated: cheques,
        pledges: supporters.iter().sum(),
        paid_cents,
        lapsed_cents: cheques * cheque_cents - paid_cents,
        budget_left_cents: ballot.budget_cents - paid_cents,
    }
}

fn status(target: i64, pledged: i64, supporters: i64) -> &'static str {
    if supporters < 3 || i128::from(pledged) * 100 < i128::from(target) * 80 {
        "failed"
    } else if pledged < target {
        "funded_partly"
    } else {
        "funded"
    }
}

/// The cents for each project of the vote, in its order.
fn shares(cheque: i64, vote: &Vote) -> Vec<i64> {
    let points: Vec<i128> = vote.choices.iter().filter_map(|choice| choice.points).map(i128::from).collect();
    if points.is_empty() {
        let k = i64::try_from(vote.choices.len()).expect("it fits");
        return (0..k).map(|place| cheque / k + i64::from(place < cheque % k)).collect();
    }
    let total: i128 = points.iter().sum();
    if total == 0 {
        return vec![0; points.len()];
    }
    let mut shares: Vec<i128> = points.iter().map(|given| i128::from(cheque) * given / total).collect();
    let left_over = i128::from(cheque) - shares.iter().sum::<i128>();
    let with_points = (0..points.len()).filter(|&place| points[place] > 0);
    for place in with_points.take(usize::try_from(left_over).expect("it fits")) {
        shares[place] += 1;
    }
    shares.into_iter().map(|share| i64::try_from(share).expect("it fits")).collect()
}

/// The oracle itself, against rounds worked out by hand.
#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use wijkkas::pabulib::{Choice, read, split};

    use super::*;

    fn of(text: &str) -> Outcome {
        outcome(&read("round.pb", text.as_bytes()).expect("it fits"))
    }

    fn project(id: &str, target: i64, pledged: i64, supporters: i64, status: &'static str) -> ProjectOutcome {
        ProjectOutcome { id: id.into(), target_cents: target, pledged_cents: pledged, supporters, status }
    }

    /// Four cheques of 25 cents from 1.03 euros. The third vote gives tuin 6 instead of 9 and fills it; the
    /// fourth gives pad 1 instead of 7, tuin nothing, and feest 5 instead of 6. Feest and pad are full as
    /// well, but have two supporters only; bank has 81 %.
    #[test]
    fn a_round_by_hand() {
        let text = "META\nkey;value\nbudget;1.03\nPROJECTS\nproject_id;cost\n\
            tuin;0.32\nbank;0.37\nfeest;0.13\npad;0.09\n\
            VOTES\nvoter_id;vote\na;tuin,bank\nb;tuin,bank\nc;tuin,feest,pad\nd;pad,tuin,feest,bank\n";
        let projects = vec![
            project("tuin", 32, 32, 3, "funded"),
            project("bank", 37, 30, 3, "funded_partly"),
            project("feest", 13, 13, 2, "failed"),
            project("pad", 9, 9, 2, "failed"),
        ];
        let expected = Outcome {
            projects,
            cheques: 4,
            cheque_cents: 25,
            activated: 4,
            pledges: 10,
            paid_cents: 62,
            lapsed_cents: 38,
            budget_left_cents: 41,
        };
        assert_eq!(of(text), expected);
    }

    /// Cheques of 10 cents; three residents give 4 each to a and 6 each to b, the fourth gives nothing.
    #[test]
    fn the_threshold_is_80_percent_exactly() {
        let round = |cost: &str| {
            let text = format!(
                "META\nkey;value\nbudget;0,40\nPROJECTS\nproject_id;cost\na;{cost}\nb;1\n\
                VOTES\nvote;points\na,b;4,6\n\"a,b\";2,3\nb,a;6,4\na,b;0,0\n"
            );
            let outcome = of(&text);
            (outcome.projects[0].status, outcome.paid_cents, outcome.lapsed_cents, outcome.pledges)
        };
        assert_eq!(round("0.12"), ("funded", 12, 28, 6));
        assert_eq!(round("0.15"), ("funded_partly", 12, 28, 6));
        assert_eq!(round("0.16"), ("failed", 0, 40, 6));
    }

    #[test]
    fn two_supporters_are_too_few_even_for_a_full_pot() {
        let text =
            "META\nkey;value\nbudget;2\nPROJECTS\nproject_id;cost\na;0.5\nVOTES\nvoter_id;vote\n1;a\n2;\n";
        assert_eq!(of(text).projects, [project("a", 50, 50, 1, "failed")]);
        assert_eq!((of(text).activated, of(text).paid_cents, of(text).budget_left_cents), (2, 0, 200));
    }

    /// Three cheques of 33 cents: two for a, which has room for 17 in the second, and one for nothing. The empty line
    /// is no vote, the empty cell is one.
    #[test]
    fn an_empty_vote_has_a_cheque_whoever_gave_it() {
        let text = "META\nkey;value\nbudget;1\nPROJECTS\nproject_id;cost\na;0.5\nVOTES\nvote\na\n\n\"\"\na\n";
        let outcome = of(text);
        assert_eq!((outcome.cheques, outcome.cheque_cents, outcome.activated), (3, 33, 3));
        assert_eq!((outcome.pledges, outcome.paid_cents, outcome.lapsed_cents), (2, 0, 99));
        assert_eq!(outcome.projects, [project("a", 50, 50, 2, "failed")]);
    }

    proptest! {
        #[test]
        fn library_and_oracle_split_alike(
            cheque in prop_oneof![0..50_i64, 0..=i64::MAX],
            weights in vec(prop_oneof![Just(0), 0..9_u64, any::<u64>()], 0..12),
            with_points: bool,
        ) {
            let choice = |(project, given)| Choice { project, points: with_points.then_some(given) };
            let vote = Vote { choices: weights.into_iter().enumerate().map(choice).collect(), line: 1 };
            let oracle: Vec<_> =
                shares(cheque, &vote).into_iter().enumerate().filter(|&(_, cents)| cents > 0).collect();
            prop_assert_eq!(split(cheque, &vote), oracle);
        }
    }
}
