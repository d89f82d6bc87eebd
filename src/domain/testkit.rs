//! A book in memory, for the tests of the domain: give commands, see what happens. After every command it
//! checks what must always hold: no account below zero, nothing made or lost, states equal to the accounts.

use super::{
    Account, Actor, Cents, Changes, Command, Did, Draft, Event, Happened, Key, Known, No, Refusal, Role,
};
use super::{HouseholdId, LotId, PersonId, TextId, TextRef, Timestamp, WalletId, decide};
use std::collections::BTreeMap;

mod initiatives;
mod neighbourhood;
mod people;

pub use initiatives::{ADMIN, BROKER, Campaign, INITIATOR, MODERATOR, SECOND_TREASURER, TREASURER};
pub use neighbourhood::{AREA, BUDGET, ISSUER, cents, first_day, last_day, moment};
pub use people::{Holding, code};

/// A book in memory.
pub struct Book {
    /// All things.
    pub known: Known,
    /// The time commands are received at.
    pub now: Timestamp,
    /// What every account was debited and credited with, in cents.
    pub accounts: BTreeMap<Account, (i64, i64)>,
    /// Everything that happened.
    pub log: Vec<Happened>,
    drawn: u32,
}

impl Book {
    /// An empty book on 2026-01-05 at 12:00 in Amsterdam, a Monday.
    pub fn empty() -> Self {
        let now = "2026-01-05T11:00:00.000Z".parse().expect("a time");
        Self { known: Known::default(), now, accounts: BTreeMap::new(), log: Vec::new(), drawn: 0 }
    }

    /// Gives a command; the events it led to, none if it was already done.
    pub fn ask(&mut self, actor: Actor, command: impl Into<Command>) -> Result<Vec<Event>, Refusal> {
        let command = command.into();
        loop {
            match self.try_once(actor, &command) {
                Ok(changes) => return Ok(self.accept(changes)),
                Err(No::Refused(refusal)) => return Err(refusal),
                Err(No::Missing(keys)) => keys.into_iter().for_each(|key: Key| self.known.put(key, None)),
                Err(No::Broken(unfit)) => panic!("{command:?} breaks the books: {unfit}"),
            }
        }
    }

    /// As the system itself; must be accepted.
    pub fn system(&mut self, command: impl Into<Command>) -> Vec<Event> {
        self.ask(Actor::System, command).expect("the system may")
    }

    fn try_once(&self, actor: Actor, command: &Command) -> Result<Changes, No> {
        let mut draft = Draft::new(&self.known, self.log.len() as i64, actor, self.now);
        match decide(command, &mut draft)? {
            Did::Now => assert!(!draft.happened().is_empty(), "{command:?} did nothing"),
            Did::Already => assert!(draft.happened().is_empty(), "{command:?} was done and did something"),
        }
        Ok(draft.finish())
    }

    fn accept(&mut self, changes: Changes) -> Vec<Event> {
        let mut events = Vec::new();
        for happened in &changes.happened {
            assert!(happened.effective <= self.now);
            for transfer in super::postings(&happened.event) {
                assert!(transfer.cents > Cents::ZERO);
                self.accounts.entry(transfer.debit).or_default().0 += transfer.cents.get();
                self.accounts.entry(transfer.credit).or_default().1 += transfer.cents.get();
            }
            events.push(happened.event.clone());
        }
        self.log.extend(changes.happened);
        for (key, entry) in changes.things {
            self.known.put(key, Some(entry));
        }
        for (account, (debits, credits)) in &self.accounts {
            assert!(!account.is_held() || credits >= debits, "{account} is overdrawn");
        }
        events
    }

    /// What a held account holds, in cents.
    pub fn balance(&self, account: Account) -> i64 {
        self.accounts.get(&account).map_or(0, |(debits, credits)| credits - debits)
    }

    /// 32 bits that are new.
    pub fn draw(&mut self) -> u32 {
        self.drawn += 1;
        self.drawn
    }

    /// A new wallet id.
    pub fn wallet(&mut self) -> WalletId {
        WalletId::fresh(self.now, self.draw())
    }

    /// A new lot id.
    pub fn lot(&mut self) -> LotId {
        LotId::fresh(self.now, self.draw())
    }

    /// A new household id.
    pub fn household(&mut self) -> HouseholdId {
        HouseholdId::fresh(self.now, self.draw())
    }

    /// A reference to some words.
    pub fn text(&mut self) -> TextRef {
        TextRef { id: TextId::fresh(self.now, self.draw()), hash: "0".repeat(64) }
    }

    /// A new member of staff.
    pub fn staff(&mut self, role: Role) -> Actor {
        Actor::Staff(role, PersonId::fresh(self.now, self.draw()))
    }

    /// Lets days pass.
    pub fn days_pass(&mut self, days: i64) {
        self.now = Timestamp::from_ms(self.now.ms() + days * 86_400_000);
    }
}
