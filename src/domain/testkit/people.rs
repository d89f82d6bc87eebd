//! What people do in tests: residents activate and pledge, neighbours open initiatives.

use super::{AREA, Book, cents};
use crate::domain::calendar::Zone;
use crate::domain::cheque::{Activate, ChequeCommand, NewCode};
use crate::domain::initiative::{InitiativeCommand, Plan};
use crate::domain::programme::Programme;
use crate::domain::wallet::{Give, WalletCommand};
use crate::domain::{
    Actor, AreaId, ChequeId, Event, HouseholdId, InitiativeId, LotId, ProgrammeId, Refusal, WalletId,
};
use jiff::civil::Date;

/// A code of this generation.
pub fn code(generation: u32) -> NewCode {
    NewCode { generation, key_version: 1, attempt: 0 }
}

/// What an activated cheque became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The cheque.
    pub cheque: ChequeId,
    /// The resident.
    pub wallet: WalletId,
    /// Where the cheque was sent to.
    pub household: HouseholdId,
    /// The money.
    pub lot: LotId,
}

impl Book {
    /// A new resident of a new household activates a cheque.
    pub fn activate(&mut self, cheque: ChequeId) -> Holding {
        let household = self.household();
        self.activate_for(cheque, household)
    }

    /// A new resident activates a cheque that was sent to this household.
    pub fn activate_for(&mut self, cheque: ChequeId, household: HouseholdId) -> Holding {
        let holding = Holding { cheque, household, wallet: self.wallet(), lot: self.lot() };
        self.try_activate(holding, 1, true).expect("the cheque can be activated");
        holding
    }

    /// A resident activates one more cheque, sent to this household.
    pub fn activate_into(&mut self, wallet: WalletId, cheque: ChequeId, household: HouseholdId) -> Holding {
        let holding = Holding { cheque, household, wallet, lot: self.lot() };
        self.try_activate(holding, 1, false).expect("the cheque can be activated");
        holding
    }

    /// A resident activates a cheque with a code of this generation.
    pub fn try_activate(
        &mut self,
        holding: Holding,
        generation: u32,
        new_wallet: bool,
    ) -> Result<Vec<Event>, Refusal> {
        let Holding { cheque, wallet, household, lot } = holding;
        let new_household = false;
        let command = Activate { cheque, generation, wallet, new_wallet, household, new_household, lot };
        self.ask(Actor::Resident(wallet), ChequeCommand::Activate(command))
    }

    /// An initiative that takes pledges for 30 days more; it has no initiators' wallets.
    pub fn open_initiative(&mut self, target: i64) -> InitiativeId {
        self.open_initiative_of(target, "green", &[])
    }

    /// The same with a purpose and initiators' wallets.
    pub fn open_initiative_of(&mut self, target: i64, purpose: &str, wallets: &[WalletId]) -> InitiativeId {
        self.open_initiative_in(AREA, target, purpose, wallets)
    }

    /// The same in this area.
    pub fn open_initiative_in(
        &mut self,
        area: AreaId,
        target: i64,
        purpose: &str,
        wallets: &[WalletId],
    ) -> InitiativeId {
        let initiative = self.draft_initiative_in(area, target, purpose, wallets);
        self.open_for(initiative, 30);
        initiative
    }

    /// Lets a drafted initiative take pledges for so many days.
    pub fn open_for(&mut self, initiative: InitiativeId, days: u32) {
        self.system(InitiativeCommand::Submit { initiative });
        self.system(InitiativeCommand::Approve { initiative });
        let last_day = self.day(days);
        self.system(InitiativeCommand::Open { initiative, last_day });
    }

    /// An initiative that somebody begins to describe.
    pub fn draft_initiative(&mut self, target: i64, purpose: &str, wallets: &[WalletId]) -> InitiativeId {
        self.draft_initiative_in(AREA, target, purpose, wallets)
    }

    fn draft_initiative_in(
        &mut self,
        area: AreaId,
        target: i64,
        purpose: &str,
        wallets: &[WalletId],
    ) -> InitiativeId {
        let plan =
            Plan { purpose: purpose.into(), story: self.text(), target: cents(target), lines: Vec::new() };
        self.system(InitiativeCommand::Draft { area, plan, person: None, wallets: wallets.to_vec() });
        InitiativeId(self.get::<Programme>(ProgrammeId::ONLY).last_initiative)
    }

    /// The local day so many days from now.
    pub fn day(&self, days: u32) -> Date {
        let zone = Zone::amsterdam();
        zone.days_later(zone.local_day(self.now), days)
    }

    /// A resident pledges to one initiative.
    pub fn pledge(
        &mut self,
        wallet: WalletId,
        initiative: InitiativeId,
        most: i64,
    ) -> Result<Vec<Event>, Refusal> {
        let gives = vec![Give { initiative, cents: cents(most) }];
        self.ask(Actor::Resident(wallet), WalletCommand::Pledge { wallet, gives })
    }

    /// A resident takes everything back from an initiative.
    pub fn withdraw(&mut self, wallet: WalletId, initiative: InitiativeId) -> Result<Vec<Event>, Refusal> {
        self.ask(Actor::Resident(wallet), WalletCommand::Withdraw { wallet, initiative, cents: None })
    }
}
