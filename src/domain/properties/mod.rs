//! Whatever people ask, in whatever order: the books stay whole. Random commands on a small neighbourhood;
//! after each of them everything is counted again from the beginning and compared with what the states say.

mod asks;
mod checks;
mod moves;
mod world;

use moves::{Move, any_move};
use proptest::prelude::*;
use world::World;

/// Asks for all these moves; what is refused is refused, and the books are checked either way.
fn run(moves: &[Move]) -> World {
    let mut world = World::new();
    for wanted in moves {
        world.make(wanted);
        checks::books_are_whole(&world);
    }
    checks::log_says_the_same(&world);
    world
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_books_stay_whole(moves in prop::collection::vec(any_move(), 150..300)) {
        run(&moves);
    }
}

/// A property that is never reached proves nothing: a long run does everything at least once.
#[test]
fn the_moves_reach_what_matters() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut kinds = std::collections::BTreeSet::new();
    for _ in 0..12 {
        let moves = prop::collection::vec(any_move(), 300).new_tree(&mut runner).unwrap().current();
        kinds.extend(run(&moves).kinds_of_events());
    }
    let all = [
        "Activated",
        "ActivatedByStandingChoice",
        "ActivationReversed",
        "Voided",
        "VoidUndone",
        "Replaced",
        "Extended",
        "Lapsed",
        "Pledged",
        "Withdrawn",
        "ReturnedByReversal",
        "LotLapsed",
        "GivenToCommonPot",
        "ChequesLapsed",
        "ChequesWithdrawn",
        "Closed",
        "Funded",
        "FundedPartly",
        "ReconsiderationExplained",
        "PledgesReturned",
        "ReturnFinished",
        "StandingChoiceEndedByReversal",
        "StandingChoiceEndedByResident",
        "TenancyEnded",
    ];
    let never: Vec<_> = all.into_iter().filter(|&kind| !kinds.contains(kind)).collect();
    assert!(never.is_empty(), "{never:?} never happened");
}
