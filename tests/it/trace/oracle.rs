//! Where all money is, from the events alone and with no help of states: for every lot, its round and budget from
//! its activation, and what its transfers leave in each account.

use std::collections::BTreeMap;
use wijkkas::domain::cheque::ChequeEvent;
use wijkkas::domain::payout::PayoutEvent;
use wijkkas::domain::{Account, BookId, BudgetId, Event, InitiativeId, LotId, PayoutId, RoundId, postings};
use wijkkas::store::{Database, Storage as _, codec};

/// What is known of the money of a book.
#[derive(Default)]
pub struct Oracle {
    /// Round and budget of each lot.
    pub lots: BTreeMap<LotId, (RoundId, BudgetId)>,
    /// Cents of each lot in each account.
    pub held: BTreeMap<(LotId, Account), i64>,
    /// What payouts are for.
    pub payouts: BTreeMap<PayoutId, InitiativeId>,
    /// The accounts of budgets.
    pub budgets: BTreeMap<BudgetId, i64>,
    /// How much of each lot an event puts in a pot.
    pub gifts: BTreeMap<(i64, LotId), i64>,
}

impl Oracle {
    /// Reads the whole log.
    pub async fn of(database: &Database, book: BookId) -> Self {
        let last = database.head(book).await.expect("it works").seq;
        let mut oracle = Self::default();
        for row in database.events(book, 1, last).await.expect("it works") {
            oracle.see(row.seq, &codec::decode(&row.kind, row.version, &row.payload).expect("it works"));
        }
        oracle.held.retain(|_, cents| *cents != 0);
        oracle
    }

    fn see(&mut self, seq: i64, event: &Event) {
        if let Event::Cheque(ChequeEvent::Activated(made) | ChequeEvent::ActivatedByStandingChoice(made)) =
            event
        {
            self.lots.insert(made.lot, (made.round, made.budget));
        }
        if let Event::Payout(PayoutEvent::Proposed { payout, initiative, .. }) = event {
            self.payouts.insert(*payout, *initiative);
        }
        for transfer in postings(event) {
            let cents = transfer.cents.get();
            for (account, cents) in [(transfer.debit, -cents), (transfer.credit, cents)] {
                if let Account::Budget(budget) = account {
                    *self.budgets.entry(budget).or_default() += cents;
                }
                if let Account::Lot(lot) = transfer.lot {
                    *self.held.entry((lot, account)).or_default() += cents;
                }
            }
            if let (Account::Lot(lot), Account::Pot(_)) = (transfer.lot, transfer.credit) {
                *self.gifts.entry((seq, lot)).or_default() += cents;
            }
        }
    }

    /// What of each lot is in an account.
    pub fn lots_in(&self, account: Account) -> BTreeMap<LotId, i64> {
        let there = self.held.iter().filter(|((_, held_in), _)| *held_in == account);
        there.map(|((lot, _), cents)| (*lot, *cents)).collect()
    }

    /// What is in an account, by budget and round.
    pub fn origins_of(&self, account: Account) -> BTreeMap<(BudgetId, RoundId), i64> {
        let mut origins = BTreeMap::new();
        for (lot, cents) in self.lots_in(account) {
            let (round, budget) = self.lots[&lot];
            *origins.entry((budget, round)).or_default() += cents;
        }
        origins
    }
}
