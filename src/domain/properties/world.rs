//! A small neighbourhood that moves are made in.

use super::moves::{ByResident, Move};
use crate::domain::budget::Conditions;
use crate::domain::initiative::{Initiative, InitiativeCommand};
use crate::domain::programme::{Programme, Reconsideration, Rules, Spend};
use crate::domain::testkit::{BUDGET, Book, cents};
use crate::domain::wallet::{Lot, WalletCommand};
use crate::domain::{
    Actor, ChequeId, Command, Event, Happened, HouseholdId, InitiativeId, Is, Key, Kind, LotId, PersonId,
    ProgrammeId, Role, RoundId, Shown, Stated, Thing, WalletId,
};
use std::collections::BTreeSet;

/// A desk worker.
const DESK: PersonId = PersonId(7);

/// The book, and the ids that nothing else remembers.
pub struct World {
    pub book: Book,
    pub keys: BTreeSet<Key>,
    pub lots: Vec<LotId>,
    pub residents: Vec<WalletId>,
    pub households: Vec<HouseholdId>,
    pub admin: Actor,
    /// What was done with a single code, or at a desk.
    pub shown: BTreeSet<String>,
}

/// The nth of these, beginning again at the end.
pub fn pick<T: Copy>(from: &[T], n: u8) -> T {
    from[usize::from(n) % from.len()]
}

/// The nth of the numbers from 1 to `last`; 1 if there is none, which is then unknown.
fn number(last: i64, n: u8) -> i64 {
    1 + i64::from(n) % last.max(1)
}

/// The name of an event: its text begins `Wallet(Pledged { ...`.
fn name(event: &Event) -> String {
    format!("{event:?}").split(['(', ' ']).nth(1).unwrap_or_default().to_string()
}

impl World {
    /// Six residents in four households, two budgets, one with a maximum; short dates, so that they pass.
    pub fn new() -> Self {
        let rules = Rules {
            activate_months: 1,
            grace_days: 5,
            spend: Spend::Months(2),
            pot_return_days: 40,
            threshold_percent: 20,
            support_needed: 1,
            reconsideration: Some(Reconsideration { explain_working_days: 10, days: 3 }),
            ..Rules::default()
        };
        let mut book = Book::neighbourhood_with(rules);
        let second = book
            .receive(50_000, Conditions { max_per_initiative: Some(cents(700)), ..Conditions::default() });
        book.open_round_of(&[(BUDGET, 8, 750), (second, 4, 500)]);
        let residents = (0..6).map(|_| book.wallet()).collect();
        let households = (0..4).map(|_| book.household()).collect();
        let admin = book.staff(Role::Admin);
        let keys = book.log.iter().flat_map(|happened| happened.event.touches()).collect();
        let (lots, shown) = (Vec::new(), BTreeSet::new());
        Self { book, keys, lots, residents, households, admin, shown }
    }

    /// The same with initiatives between threshold and target, others that have their money, and a common pot.
    pub fn with_initiatives() -> Self {
        let mut world = Self::new();
        for sum in [200, 150] {
            let who = world.book.resident_of(BUDGET, sum);
            let (wallet, lot) = (who.wallet, who.lot);
            let command = WalletCommand::GiveToCommonPot { wallet, lot, cents: cents(sum) };
            world.ask(Actor::Resident(wallet), command);
            world.lots.push(lot);
        }
        let pledges = [(BUDGET, 100), (BUDGET, 200), (BUDGET, 31)];
        for target in [331, 331, 331, 700, 500, 450] {
            let campaign = world.book.campaign(target, &pledges);
            world.lots.extend(campaign.lots);
        }
        world.book.days_pass(31);
        for number in 1..=6 {
            world.ask(Actor::System, InitiativeCommand::Conclude { initiative: InitiativeId(number) });
        }
        world.keys.extend(world.book.log.iter().flat_map(|happened| happened.event.touches()));
        world
    }

    /// Makes a move, unless it is refused.
    pub fn make(&mut self, wanted: &Move) {
        let before = self.book.log.len();
        match wanted {
            Move::Resident(who, what) => {
                let wallet = pick(&self.residents, *who);
                self.resident(Actor::Resident(wallet), wallet, what);
            }
            Move::Holder(lot, what) => self.holder(*lot, Actor::Holder, "by a holder", what),
            Move::AtDesk(who, true, what) => {
                let wallet = pick(&self.residents, *who);
                self.resident(Actor::AtDesk(DESK, Shown::Wallet(wallet)), wallet, what);
                self.note_shown(before, "at a desk");
            }
            Move::AtDesk(lot, false, what) => {
                let beside = |lot| Actor::AtDesk(DESK, Shown::Lot(lot));
                self.holder(*lot, beside, "at a desk by a code", what);
            }
            Move::Staff(which, what) => self.staff(self.cheque(*which), what),
            Move::Initiator(which, what) => self.initiator(self.initiative(*which), what),
            Move::Job(which, what) => self.job(*which, what),
            Move::Payout(which, what) => self.payout(*which, what),
            Move::Wait(days) => self.book.days_pass(*days),
        }
        for happened in &self.book.log[before..] {
            self.keys.extend(happened.event.touches());
        }
    }

    /// Whoever holds one code moves no other lot, nor does the desk worker beside them.
    fn holder(&mut self, n: u8, actor: impl Fn(LotId) -> Actor, how: &str, what: &ByResident) {
        let lots: Vec<LotId> = self.known_lots().collect();
        if lots.is_empty() {
            return;
        }
        let (lot, before) = (pick(&lots, n), self.book.log.len());
        self.resident(actor(lot), self.book.get::<Lot>(lot).wallet, what);
        for Happened { event, .. } in &self.book.log[before..] {
            let mut touched = event.touches().into_iter().filter(|key| key.kind == Kind::Lot);
            assert!(touched.all(|key| key == Lot::key(lot)), "{event:?} by the holder of lot {lot}");
        }
        self.note_shown(before, how);
    }

    /// Notes what happened since, and how.
    fn note_shown(&mut self, before: usize, how: &str) {
        let happened = &self.book.log[before..];
        self.shown.extend(happened.iter().map(|happened| format!("{} {how}", name(&happened.event))));
    }

    /// Everything of one kind.
    pub fn all<'a, T: Stated + 'a>(
        &'a self,
        id: impl Fn(i64) -> T::Id,
    ) -> impl Iterator<Item = (T::Id, &'a T)>
    where
        Thing: Is<T>,
    {
        let keys = self.keys.iter().filter(|key| key.kind == T::KIND);
        keys.map(move |key| (id(key.id), self.book.get::<T>(id(key.id))))
    }

    /// Gives a command; a refusal is an answer like any other.
    pub fn ask(&mut self, actor: Actor, command: impl Into<Command>) {
        if let Err(refusal) = self.book.ask(actor, command) {
            assert!(!refusal.to_string().is_empty());
        }
    }

    pub fn programme(&self) -> &Programme {
        self.book.get::<Programme>(ProgrammeId::ONLY)
    }

    pub fn cheque(&self, n: u8) -> ChequeId {
        ChequeId(number(self.programme().last_cheque, n))
    }

    pub fn round(&self, n: u8) -> RoundId {
        RoundId(number(self.programme().last_round, n))
    }

    /// Mostly one whose outcome is open: most of them have ended.
    pub fn initiative(&self, n: u8) -> InitiativeId {
        let any = InitiativeId(number(self.programme().last_initiative, n));
        let undecided = self.among(InitiativeId, |it: &Initiative| it.due().is_some(), n);
        undecided.filter(|_| !n.is_multiple_of(8)).unwrap_or(any)
    }

    pub fn lot(&self, n: u8) -> LotId {
        if self.lots.is_empty() { LotId(1) } else { pick(&self.lots, n) }
    }

    /// Lots that exist; some that were drawn were never used.
    pub fn known_lots(&self) -> impl Iterator<Item = LotId> {
        self.lots.iter().copied().filter(|&lot| self.keys.contains(&Lot::key(lot)))
    }

    /// The names of all that happened, and of what was done with a code or at a desk.
    pub fn kinds_of_events(&self) -> BTreeSet<String> {
        let all = self.book.log.iter().map(|happened| name(&happened.event));
        all.chain(self.shown.iter().cloned()).collect()
    }

    /// The nth of those things of a kind that are as wanted, if there are any.
    pub fn among<T: Stated>(
        &self,
        id: impl Fn(i64) -> T::Id,
        wanted: impl Fn(&T) -> bool,
        n: u8,
    ) -> Option<T::Id>
    where
        Thing: Is<T>,
    {
        let found: Vec<T::Id> = self.all::<T>(id).filter(|(_, it)| wanted(it)).map(|(id, _)| id).collect();
        (!found.is_empty()).then(|| pick(&found, n))
    }

    pub fn household(&self, n: u8) -> HouseholdId {
        pick(&self.households, n)
    }

    pub fn new_lot(&mut self) -> LotId {
        let lot = self.book.lot();
        self.lots.push(lot);
        lot
    }
}
