//! A small neighbourhood for tests: one area, one issuer, its budgets, and rounds in one call each.

use super::Book;
use crate::domain::budget::{BudgetCommand, Conditions};
use crate::domain::calendar::Zone;
use crate::domain::programme::{Programme, ProgrammeCommand, Rules};
use crate::domain::round::{Round, RoundCommand, WantedPart};
use crate::domain::{
    AreaId, BudgetId, Cents, ChequeId, Event, Is, IssuerId, Key, ProgrammeId, RoundId, Stated, Thing,
    Timestamp,
};
use jiff::civil::Date;

/// The only area of the neighbourhood.
pub const AREA: AreaId = AreaId(1);
/// The only issuer.
pub const ISSUER: IssuerId = IssuerId(1);
/// The first budget: EUR 10,000 without conditions.
pub const BUDGET: BudgetId = BudgetId(1);

/// An amount of cents.
pub fn cents(cents: i64) -> Cents {
    Cents::new(cents).expect("not negative")
}

/// A moment, written as RFC 3339.
pub fn moment(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

/// The last day on which something is possible that ends at this instant.
pub fn last_day(end: Timestamp) -> Date {
    Zone::amsterdam().last_day_before(end)
}

/// The first day on which something is possible that begins at this instant.
pub fn first_day(begin: Timestamp) -> Date {
    Zone::amsterdam().local_day(begin)
}

impl Book {
    /// A programme with the default rules, an area, an issuer and a budget of EUR 10,000.
    pub fn neighbourhood() -> Self {
        Self::neighbourhood_with(Rules::default())
    }

    /// The same with other rules.
    pub fn neighbourhood_with(rules: Rules) -> Self {
        let mut book = Self::empty();
        book.system(ProgrammeCommand::Found { name: "Capelle".into(), zone: Zone::amsterdam(), rules });
        book.system(ProgrammeCommand::AddArea {
            name: "Oostgaarde".into(),
            postcodes: vec!["2902".into()],
            cbs: None,
        });
        for name in ["green", "play"] {
            book.system(ProgrammeCommand::AddPurpose { name: name.into() });
        }
        book.system(ProgrammeCommand::AddIssuer { name: "Havensteder".into() });
        book.receive(1_000_000, Conditions::default());
        book
    }

    /// The state of a thing that exists.
    pub fn get<T: Stated>(&self, id: T::Id) -> &T
    where
        Thing: Is<T>,
    {
        let entry = self.known.get(T::key(id)).flatten().expect("it exists");
        entry.thing.is().expect("a key leads to its own kind")
    }

    /// When the last event about a thing took effect.
    pub fn since(&self, key: Key) -> Timestamp {
        self.known.get(key).flatten().expect("it exists").since
    }

    /// Money comes in from the issuer as a new budget.
    pub fn receive(&mut self, sum: i64, conditions: Conditions) -> BudgetId {
        let programme = self.get::<Programme>(ProgrammeId::ONLY);
        let reference = format!("payment-{}", programme.next_budget());
        self.system(BudgetCommand::Receive { issuer: ISSUER, cents: cents(sum), reference, conditions });
        BudgetId(self.get::<Programme>(ProgrammeId::ONLY).last_budget)
    }

    /// A round of the first budget whose letters are released; its cheques are worth `each` cents.
    pub fn open_round(&mut self, count: i64, each: i64) -> RoundId {
        self.open_round_of(&[(BUDGET, count, each)])
    }

    /// A round of several budgets, each with a number of cheques and what one is worth in cents.
    pub fn open_round_of(&mut self, parts: &[(BudgetId, i64, i64)]) -> RoundId {
        let round = self.issued_round_of(parts);
        self.system(RoundCommand::ReleaseLetters { round });
        round
    }

    /// A round whose cheques exist and whose letters are not yet released.
    pub fn issued_round_of(&mut self, parts: &[(BudgetId, i64, i64)]) -> RoundId {
        let round = self.begun_round_of(parts);
        for &(_, count, _) in parts {
            let mut left = count;
            while left > 0 {
                let (first, count) = (self.get::<Round>(round).next_cheque, left.min(500));
                self.system(RoundCommand::IssueCheques { round, first, count, attempts: Vec::new() });
                left -= count;
            }
        }
        round
    }

    /// A round whose value is set aside and whose cheques do not exist yet.
    pub fn begun_round_of(&mut self, parts: &[(BudgetId, i64, i64)]) -> RoundId {
        let round = self.planned_round_of(parts);
        self.system(RoundCommand::BeginIssue { round, key_version: 1 });
        round
    }

    /// A round whose list is checked.
    pub fn planned_round_of(&mut self, parts: &[(BudgetId, i64, i64)]) -> RoundId {
        let wanted = parts.iter().map(|&(budget, _, each)| WantedPart { budget, cents: cents(each) });
        self.system(RoundCommand::Draft { title: "Spring".into(), area: AREA, parts: wanted.collect() });
        let round = RoundId(self.get::<Programme>(ProgrammeId::ONLY).last_round);
        let cheques = parts.iter().map(|&(_, count, _)| count).collect();
        let list = "a".repeat(64);
        self.system(RoundCommand::CheckList {
            round,
            list,
            cheques,
            duplicates: 0,
            missing: 0,
            own_tenants: vec![],
        });
        round
    }

    /// Goes to the end of the round's grace and closes it, page by page.
    pub fn close_round(&mut self, round: RoundId) -> Vec<Event> {
        self.now = self.now.max(self.get::<Round>(round).grace_until);
        let mut events = self.system(RoundCommand::BeginClosing { round });
        while !self.get::<Round>(round).is_through() {
            let first = self.get::<Round>(round).next_cheque;
            events.extend(self.system(RoundCommand::LapseCheques { round, first }));
        }
        events
    }

    /// The nth cheque of a round, counted from 0.
    pub fn cheque(&self, round: RoundId, nth: i64) -> ChequeId {
        ChequeId(self.get::<Round>(round).first_cheque.0 + nth)
    }
}
