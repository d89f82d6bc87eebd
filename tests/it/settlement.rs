//! The figures of a settlement are what the transfers say, added up another way: by where money of a lot is.

use crate::support::life::live;
use crate::support::world::{World, urls};
use std::collections::BTreeMap;
use wijkkas::app::writer::Options;
use wijkkas::domain::round::{RoundEvent, Settlement};
use wijkkas::domain::wallet::Lot;
use wijkkas::domain::{Account, BudgetId, Cents, Event, RoundId, Transfer, postings};
use wijkkas::store::{Storage as _, codec};
use wijkkas::views::rounds::{self, Figures};

/// The sums of a round and budget: issued, activated, lapsed, saved, pledged, common, paid, returned.
type Sums = BTreeMap<(i64, i64), [i64; 8]>;

const ISSUED: usize = 0;
const ACTIVATED: usize = 1;
const LAPSED: usize = 2;
const SAVED: usize = 3;
const PLEDGED: usize = 4;
const COMMON: usize = 5;
const PAID: usize = 6;
const RETURNED: usize = 7;

/// Adds a transfer before there is a lot: cheques are issued, or lapse.
fn add_unactivated(sums: &mut Sums, transfer: &Transfer) {
    let cents = transfer.cents.get();
    match (transfer.debit, transfer.credit) {
        (Account::Budget(budget), Account::Unactivated(round)) => {
            sums.entry((round.0, budget.0)).or_default()[ISSUED] += cents;
        }
        (Account::Unactivated(round), Account::Budget(budget)) => {
            sums.entry((round.0, budget.0)).or_default()[LAPSED] += cents;
        }
        _ => {}
    }
}

/// Adds a transfer of money of a lot. What goes back to the budget lapses with its cheque, or is returned.
fn add_of_lot(sums: &mut Sums, lot: &Lot, transfer: &Transfer, of_cheque: bool) {
    let sums = sums.entry((lot.round.0, lot.budget.0)).or_default();
    let cents = transfer.cents.get();
    for (account, cents) in [(transfer.debit, -cents), (transfer.credit, cents)] {
        match account {
            Account::Unactivated(_) => sums[ACTIVATED] -= cents,
            Account::Lot(_) => sums[SAVED] += cents,
            Account::Pot(_) | Account::Payable(_) => sums[PLEDGED] += cents,
            Account::Common(_) => sums[COMMON] += cents,
            Account::BankPaid(_) => sums[PAID] += cents,
            Account::Budget(_) if of_cheque => {
                sums[LAPSED] += cents;
                sums[ACTIVATED] -= cents;
            }
            Account::Budget(_) => sums[RETURNED] += cents,
            Account::BankReceived(_) | Account::BankReturned(_) => panic!("{transfer:?} is of a lot"),
        }
    }
}

fn settled(parts: &[Settlement], round: RoundId) -> Sums {
    let sums = |part: &Settlement| {
        let [issued, lapsed, common, paid, returned] =
            [part.issued, part.lapsed, part.common, part.paid, part.returned].map(Cents::get);
        ((round.0, part.budget.0), [issued, issued - lapsed, lapsed, 0, 0, common, paid, returned])
    };
    parts.iter().map(sums).collect()
}

fn shown(figures: &Figures) -> ((i64, i64), [i64; 8]) {
    let rounds::Sums { issued, activated, lapsed, saved, pledged, common, paid, returned } = figures.sums;
    ((figures.round.0, figures.budget.0), [issued, activated, lapsed, saved, pledged, common, paid, returned])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_figures_of_a_settlement_are_those_of_the_transfers() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live(&world).await;
        let last = world.app.database.head(world.book).await.unwrap().seq;
        let (mut sums, mut at_the_end) = (Sums::new(), Sums::new());
        for row in world.app.database.events(world.book, 1, last).await.unwrap() {
            let event = codec::decode(&row.kind, row.version, &row.payload).unwrap();
            for transfer in postings(&event) {
                if let Account::Lot(lot) = transfer.lot {
                    let lot: Lot = world.app.look(world.book, lot).await.unwrap().unwrap();
                    add_of_lot(&mut sums, &lot, &transfer, matches!(event, Event::Cheque(_)));
                } else {
                    add_unactivated(&mut sums, &transfer);
                }
            }
            if let Event::Round(RoundEvent::FinallySettled { round, parts }) = &event {
                for (part, figures) in settled(parts, *round) {
                    assert_eq!(
                        sums.get(&part).copied().unwrap_or_default(),
                        figures,
                        "settlement of {part:?}"
                    );
                    at_the_end.insert(part, figures);
                }
            }
        }
        let all = rounds::all(&world.app.database, world.book).await.unwrap();
        assert_eq!(all.iter().map(shown).collect::<Sums>(), sums);
        let first = at_the_end[&(RoundId(1).0, BudgetId(1).0)];
        for figure in [ISSUED, ACTIVATED, LAPSED, COMMON, PAID, RETURNED] {
            assert!(first[figure] > 0, "{first:?} says something of each");
        }
        assert_eq!(sums.len(), 4, "of all rounds, also of those with savings left: {sums:?}");
    }
}
