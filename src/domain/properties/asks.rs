//! How a move becomes a command in the neighbourhood as it is.

use super::moves::{ByInitiator, ByResident, ByStaff, Job};
use super::placing::Before;
use super::world::{World, pick};
use crate::domain::cheque::{Activate, Cheque, ChequeCommand, ChequeStatus, VoidReason};
use crate::domain::household::{Choice, Household, HouseholdCommand};
use crate::domain::initiative::{Initiative, InitiativeCommand, InitiativeStatus, Initiator};
use crate::domain::round::{Part, Round, RoundCommand, RoundStatus, Settlement};
use crate::domain::testkit::{cents, code};
use crate::domain::wallet::{Give, Lot, Stage, Wallet, WalletCommand};
use crate::domain::{
    Actor, ChequeId, Command, HouseholdId, InitiativeId, LotId, PersonId, RoundId, Shown, Stated, WalletId,
};

impl World {
    /// The resident of a wallet asks, whoever holds the code of a lot in it, or a desk worker beside them.
    pub fn resident(&mut self, actor: Actor, wallet: WalletId, what: &ByResident) {
        let command: Command = match what {
            ByResident::Activate { cheque, household } => self.activation(wallet, *cheque, *household).into(),
            ByResident::Pledge(gives) => {
                let gives = gives.iter();
                let gives = gives
                    .map(|&(n, most)| Give { initiative: self.initiative(n), cents: cents(most.into()) });
                WalletCommand::Pledge { wallet, gives: gives.collect() }.into()
            }
            ByResident::Withdraw(from, sum) => {
                let (initiative, cents) = (self.initiative(*from), sum.map(|sum| cents(sum.into())));
                let before = Before::look(self, wallet, [initiative; 2]);
                self.ask(actor, WalletCommand::Withdraw { wallet, initiative, cents });
                return before.check_withdrawn(self);
            }
            ByResident::Move { from, to, most } => {
                let (from, to, cents) = (self.initiative(*from), self.initiative(*to), cents((*most).into()));
                let before = Before::look(self, wallet, [from, to]);
                self.ask(actor, WalletCommand::Move { wallet, from, to, cents });
                return before.check_moved(self);
            }
            ByResident::GiveToCommonPot(lot, sum) => {
                let (lot, cents) = (self.lot(*lot), cents((*sum).into()));
                WalletCommand::GiveToCommonPot { wallet, lot, cents }.into()
            }
            ByResident::Choose { lot, common_pot } => return self.choose(actor, *lot, *common_pot),
            ByResident::EndChoice(household) => {
                let household = self.household(*household);
                HouseholdCommand::EndStandingChoice { household, wallet }.into()
            }
        };
        self.ask(actor, command);
    }

    /// Whoever holds a lot chooses for its household.
    fn choose(&mut self, actor: Actor, lot: u8, common_pot: bool) {
        let lots: Vec<LotId> = self.known_lots().collect();
        if lots.is_empty() {
            return;
        }
        let Lot { wallet, household, .. } = *self.book.get::<Lot>(pick(&lots, lot));
        let choice = if common_pot { Choice::CommonPot } else { Choice::Savings };
        let actor = match actor {
            Actor::Resident(_) => Actor::Resident(wallet),
            Actor::AtDesk(desk, Shown::Wallet(_)) => Actor::AtDesk(desk, Shown::Wallet(wallet)),
            other => other,
        };
        self.ask(actor, HouseholdCommand::MakeStandingChoice { household, wallet, choice });
    }

    fn activation(&mut self, wallet: WalletId, cheque: u8, household: u8) -> ChequeCommand {
        let (cheque, household) = (self.cheque(cheque), self.household(household));
        let generation = self.book.get::<Cheque>(cheque).generation;
        let new_wallet = !self.keys.contains(&Wallet::key(wallet));
        let lot = self.new_lot();
        let new_household = new_wallet && !self.keys.contains(&Household::key(household));
        let wanted = Activate { cheque, generation, wallet, new_wallet, household, new_household, lot };
        ChequeCommand::Activate(wanted)
    }

    pub fn staff(&mut self, cheque: ChequeId, what: &ByStaff) {
        let code = code(self.book.get::<Cheque>(cheque).generation + 1);
        let command: Command = match what {
            ByStaff::MarkUndeliverable => ChequeCommand::MarkUndeliverable { cheque }.into(),
            ByStaff::UndoUndeliverable => ChequeCommand::UndoUndeliverable { cheque }.into(),
            ByStaff::Void => ChequeCommand::Void { cheque, reason: VoidReason::Fraud, code }.into(),
            ByStaff::UndoVoid => {
                let voided = self.among(ChequeId, |it: &Cheque| it.status == ChequeStatus::Voided, 0);
                ChequeCommand::UndoVoid { cheque: voided.unwrap_or(cheque) }.into()
            }
            ByStaff::Replace => ChequeCommand::Replace { cheque, code }.into(),
            ByStaff::Extend(days) => ChequeCommand::Extend { cheque, last_day: self.book.day(*days) }.into(),
            ByStaff::Reverse => {
                let reason = self.book.text();
                ChequeCommand::ReverseActivation { cheque, code, reason }.into()
            }
            ByStaff::EndTenancy => {
                // From now on other people live there.
                let next = self.book.household();
                let household = std::mem::replace(&mut self.households[0], next);
                HouseholdCommand::EndTenancy { household }.into()
            }
        };
        self.ask(self.admin, command);
    }

    pub fn initiator(&mut self, initiative: InitiativeId, what: &ByInitiator) {
        let reason = self.book.text();
        let command = match what {
            ByInitiator::Open { target, own, days } => {
                let wallets = if *own { vec![pick(&self.residents, 0)] } else { Vec::new() };
                let initiative = self.book.draft_initiative((*target).into(), "green", &wallets);
                return self.book.open_for(initiative, *days);
            }
            ByInitiator::Pause => InitiativeCommand::Pause { initiative, reason },
            ByInitiator::Resume => InitiativeCommand::Resume { initiative },
            ByInitiator::Explain => {
                let asked = |it: &Initiative| it.status == InitiativeStatus::Reconsidered;
                let initiative = self.among(InitiativeId, asked, 0).unwrap_or(initiative);
                InitiativeCommand::Explain { initiative, explanation: reason }
            }
            ByInitiator::Cancel => InitiativeCommand::Cancel { initiative, reason },
            ByInitiator::Add(who) => {
                let initiator = Initiator::Person(added(*who));
                InitiativeCommand::AddInitiator { initiative, initiator }
            }
            ByInitiator::Leave(who) => {
                let person = added(*who);
                let of = |it: &Initiative| it.persons.contains(&person);
                let initiative = self.among(InitiativeId, of, 0).unwrap_or(initiative);
                return self.ask(Actor::Initiator(person), InitiativeCommand::Leave { initiative });
            }
        };
        self.ask(Actor::System, command);
    }

    pub fn job(&mut self, n: u8, what: &Job) {
        let command: Command = match what {
            Job::IssueRound { cheques, each } => {
                self.book.open_round(*cheques, *each);
                return;
            }
            Job::BeginClosing => {
                let is_over = |it: &Round| it.status == RoundStatus::Open && it.grace_until <= self.book.now;
                let over = self.among(RoundId, is_over, n);
                RoundCommand::BeginClosing { round: over.unwrap_or(self.round(n)) }.into()
            }
            Job::NextPage => {
                let at_work =
                    |it: &Round| matches!(it.status, RoundStatus::Closing | RoundStatus::Cancelling);
                let round = self.among(RoundId, at_work, n).unwrap_or(self.round(n));
                self.next_page(round).into()
            }
            Job::CancelRound => {
                let reason = self.book.text();
                RoundCommand::Cancel { round: self.round(n), reason }.into()
            }
            Job::LapseCheque => {
                let extended = self.among(ChequeId, |cheque: &Cheque| cheque.due().is_some(), n);
                ChequeCommand::Lapse { cheque: extended.unwrap_or(self.cheque(n)) }.into()
            }
            Job::LapseLot => WalletCommand::LapseLot { lot: self.lot(n) }.into(),
            Job::LapseChoice => HouseholdCommand::LapseStandingChoice { household: self.household(n) }.into(),
            Job::ActivateByChoice(household) => {
                let choosing = self.among(HouseholdId, |it: &Household| it.choice.is_some(), *household);
                let household = choosing.unwrap_or(self.household(*household));
                let (cheque, lot) = (self.cheque(n), self.new_lot());
                ChequeCommand::ActivateByStandingChoice { cheque, household, lot }.into()
            }
            Job::Conclude => {
                let is_due = |it: &Initiative| it.due().is_some_and(|due| due <= self.book.now);
                let due = self.among(InitiativeId, is_due, n);
                InitiativeCommand::Conclude { initiative: due.unwrap_or(self.initiative(n)) }.into()
            }
            Job::ReturnPledges => {
                let lots: Vec<LotId> = self.known_lots().collect();
                InitiativeCommand::ReturnPledges { initiative: self.initiative(n), lots }.into()
            }
            Job::Settle => self.settlement(n).into(),
        };
        self.ask(Actor::System, command);
    }

    /// Where the money of a round is; mostly of one that is closed and has none on its way.
    fn settlement(&self, n: u8) -> RoundCommand {
        let lots = |id: RoundId, part: &Part| {
            let lots = self.all::<Lot>(LotId).map(|(_, lot)| lot);
            let (budget, of_part) = (part.budget, lots.filter(move |lot| lot.round == id));
            of_part.filter(move |lot| lot.budget == budget).collect::<Vec<_>>()
        };
        let stays = |lot: &&Lot| {
            lot.free.is_zero() && lot.places.iter().all(|place| matches!(place.stage, Stage::Paid(_)))
        };
        let rounds = self.all::<Round>(RoundId).filter(|(id, round)| {
            round.status == RoundStatus::Closed
                && round.parts.iter().all(|part| lots(*id, part).iter().all(stays))
        });
        let rounds: Vec<RoundId> = rounds.map(|(id, _)| id).collect();
        let round = if rounds.is_empty() { self.round(n) } else { pick(&rounds, n) };
        let parts = self.book.get::<Round>(round).parts.iter();
        let parts = parts.map(|part| settlement_of(part, &lots(round, part))).collect();
        RoundCommand::SettleFinally { round, parts }
    }

    fn next_page(&self, round: RoundId) -> RoundCommand {
        let state = self.book.get::<Round>(round);
        let first = state.next_cheque;
        if state.status == RoundStatus::Cancelling {
            return RoundCommand::WithdrawCheques { round, first };
        }
        RoundCommand::LapseCheques { round, first }
    }
}

/// Somebody who works for nobody.
fn added(who: u8) -> PersonId {
    PersonId(20 + i64::from(who))
}

/// What stays of a part of a round: all that is neither paid nor in the common pot went back to the budget.
fn settlement_of(part: &Part, lots: &[&Lot]) -> Settlement {
    let sum = |amounts: &dyn Fn(&Lot) -> i64| lots.iter().map(|lot| amounts(lot)).sum::<i64>();
    let common = sum(&|lot| lot.common.get());
    let paid = sum(&|lot| lot.places.iter().map(|place| place.cents.get()).sum());
    let each = part.each.get();
    Settlement {
        budget: part.budget,
        issued: cents(each * part.issued),
        lapsed: part.lapsed_cents,
        common: cents(common),
        paid: cents(paid),
        returned: cents((each * part.issued - part.lapsed_cents.get() - common - paid).max(0)),
    }
}
