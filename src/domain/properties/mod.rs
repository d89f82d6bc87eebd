//! Whatever people ask, in whatever order: the books stay whole. Random commands on a small neighbourhood;
//! after each of them everything is counted again from the beginning and compared with what the states say.

mod asks;
mod checks;
mod moves;
mod payouts;
mod placing;
mod world;

use moves::{Move, any_move, mostly_moving, mostly_payouts};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;
use world::World;

/// Asks for all these moves; what is refused is refused, and the books are checked either way.
fn run(mut world: World, moves: &[Move]) -> World {
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
        run(World::new(), &moves);
    }

    #[test]
    fn the_books_stay_whole_when_money_is_moved(moves in prop::collection::vec(mostly_moving(), 60..150)) {
        run(World::new(), &moves);
    }

    #[test]
    fn the_books_stay_whole_when_money_leaves_and_comes_back(
        moves in prop::collection::vec(mostly_payouts(), 60..150),
    ) {
        run(World::with_initiatives(), &moves);
    }
}

/// The names of all that happens in some long runs.
fn kinds(runs: usize, begin: fn() -> World, moves: impl Strategy<Value = Move>) -> BTreeSet<String> {
    let mut runner = TestRunner::deterministic();
    let moves = prop::collection::vec(moves, 300);
    let mut kinds = BTreeSet::new();
    for _ in 0..runs {
        kinds.extend(run(begin(), &moves.new_tree(&mut runner).unwrap().current()).kinds_of_events());
    }
    kinds
}

/// A property that is never reached proves nothing: a long run does everything at least once.
#[test]
fn the_moves_reach_what_matters() {
    let kinds = kinds(16, World::new, any_move());
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
        "FinallySettled",
        "Pledged by a holder",
        "Withdrawn by a holder",
        "Activated at a desk",
        "Pledged at a desk",
        "Withdrawn at a desk",
        "Pledged at a desk by a code",
        "moved",
    ];
    let never: Vec<_> = all.into_iter().filter(|&kind| !kinds.contains(kind)).collect();
    assert!(never.is_empty(), "{never:?} never happened");
}

#[test]
fn the_moves_reach_money_whose_date_has_passed_and_initiators_who_leave() {
    let kinds = kinds(8, World::new, mostly_moving());
    let all = ["moved after its date", "InitiatorAdded", "InitiatorLeft"];
    let never: Vec<_> = all.into_iter().filter(|&kind| !kinds.contains(kind)).collect();
    assert!(never.is_empty(), "{never:?} never happened");
}

#[test]
fn the_moves_reach_all_that_happens_to_money_that_leaves() {
    let kinds = kinds(4, World::with_initiatives, mostly_payouts());
    let all = [
        "GrantApproved",
        "GrantRejected",
        "GrantFinished",
        "GrantFellShort",
        "LotsGranted",
        "LotsReserved",
        "LotsPaid",
        "Executed",
        "LotsReleased",
        "Rejected",
        "LotsReopened",
        "ReturnedByBank",
        "Started",
        "LeftoverShared",
        "LeftoverReturned",
        "NotCarriedOut",
        "WrittenOff",
    ];
    let never: Vec<_> = all.into_iter().filter(|&kind| !kinds.contains(kind)).collect();
    assert!(never.is_empty(), "{never:?} never happened");
}
