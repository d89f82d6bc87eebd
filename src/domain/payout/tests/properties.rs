//! Random pots are paid out and partly returned, in random pages: every lot keeps every cent.

use super::super::{PayoutCommand, Step};
use crate::domain::LotId;
use crate::domain::testkit::{BUDGET, Book, Campaign, TREASURER};
use crate::domain::wallet::{Lot, Stage};
use proptest::prelude::*;

/// What a lot holds in all, and what of it is paid.
fn sums(book: &Book, lot: LotId) -> (i64, i64) {
    let lot = book.get::<Lot>(lot);
    let of = |stage: fn(Stage) -> bool| -> i64 {
        lot.places.iter().filter(|place| stage(place.stage)).map(|place| place.cents.get()).sum()
    };
    (lot.free.get() + lot.common.get() + of(|_| true), of(|stage| matches!(stage, Stage::Paid(_))))
}

fn totals(book: &Book, campaign: &Campaign) -> Vec<i64> {
    campaign.lots.iter().map(|&lot| sums(book, lot).0).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn payout_and_leftover_conserve_every_cent_of_every_lot(
        amounts in prop::collection::vec(1_i64..2000, 3..12),
        size in 1_usize..5,
        parts in prop::collection::vec(0_i64..=100, 1..4),
    ) {
        let mut book = Book::neighbourhood();
        let pledges: Vec<_> = amounts.iter().map(|&sum| (BUDGET, sum)).collect();
        let campaign = book.funded(&pledges);
        book.pay_out(&campaign, size);
        prop_assert_eq!(&totals(&book, &campaign), &amounts);
        for part in parts {
            let paid: Vec<i64> = campaign.lots.iter().map(|&lot| sums(&book, lot).1).collect();
            let total: i64 = paid.iter().sum();
            let sum = (total * part / 100).max(1);
            if total == 0 {
                break;
            }
            book.leftover(&campaign, sum, size);
            prop_assert_eq!(&totals(&book, &campaign), &amounts);
            let shares = campaign.lots.iter().zip(&paid).map(|(&lot, &paid)| (paid, paid - sums(&book, lot).1));
            let shares: Vec<(i64, i64)> = shares.filter(|(paid, _)| *paid > 0).collect();
            prop_assert_eq!(shares.iter().map(|(_, back)| back).sum::<i64>(), sum);
            // Rounded down, and the first ones get one more.
            let more: Vec<i64> = shares.iter().map(|(paid, back)| back - sum * paid / total).collect();
            prop_assert!(more.iter().all(|more| (0..=1).contains(more)));
            prop_assert!(more.is_sorted_by(|a, b| a >= b), "{:?}", more);
            book.check_states();
        }
    }

    #[test]
    fn a_payout_that_is_returned_by_the_bank_and_rejected_leaves_the_pot_as_it_was(
        amounts in prop::collection::vec(1_i64..2000, 3..12),
        size in 1_usize..5,
    ) {
        let mut book = Book::neighbourhood();
        let pledges: Vec<_> = amounts.iter().map(|&sum| (BUDGET, sum)).collect();
        let campaign = book.funded(&pledges);
        let before: Vec<Lot> = campaign.lots.iter().map(|&lot| book.get::<Lot>(lot).clone()).collect();
        let payout = book.pay_out(&campaign, size);
        let (reference, reason) = (String::from("bank-2"), book.text());
        let back = PayoutCommand::ReturnByBank { payout, reference, reason: reason.clone() };
        prop_assert!(book.ask(TREASURER, back).is_ok());
        book.move_lots(payout, Step::Reopen, &campaign.lots, size);
        let reject = PayoutCommand::Reject { payout, reason };
        prop_assert!(book.ask(TREASURER, reject).is_ok());
        book.move_lots(payout, Step::Release, &campaign.lots, size);
        let after: Vec<Lot> = campaign.lots.iter().map(|&lot| book.get::<Lot>(lot).clone()).collect();
        prop_assert_eq!(before, after);
        book.check_states();
    }
}
