//! Initiatives on their way through the tests: supported, funded, paid out.

use super::{AREA, Book, Holding, cents};
use crate::domain::common::CommonPot;
use crate::domain::delivery::{DeliveryCommand, extra_cents};
use crate::domain::initiative::{Initiative, InitiativeCommand, Initiator};
use crate::domain::payout::{Payee, Payout, PayoutCommand, Step, Way};
use crate::domain::programme::Programme;
use crate::domain::wallet::{Lot, Stage};
use crate::domain::{
    Account, Actor, BudgetId, Cents, Entry, Event, InitiativeId, Key, Kind, LotId, PayoutId, PersonId,
    ProgrammeId, Role,
};
use std::collections::{BTreeMap, BTreeSet};

/// A treasurer of the fund holder.
pub const TREASURER: Actor = Actor::Staff(Role::Treasurer, PersonId(1));
/// Another one.
pub const SECOND_TREASURER: Actor = Actor::Staff(Role::Treasurer, PersonId(2));
/// A moderator.
pub const MODERATOR: Actor = Actor::Staff(Role::Moderator, PersonId(3));
/// An administrator.
pub const ADMIN: Actor = Actor::Staff(Role::Admin, PersonId(4));
/// A broker.
pub const BROKER: Actor = Actor::Staff(Role::Broker, PersonId(5));
/// An initiator with an account.
pub const INITIATOR: Actor = Actor::Initiator(PersonId(9));

/// An initiative and the lots that pledged to it, in that order.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// The initiative.
    pub initiative: InitiativeId,
    /// The lots.
    pub lots: Vec<LotId>,
}

impl Book {
    /// A new resident with a cheque of this budget worth `sum` cents.
    pub fn resident_of(&mut self, budget: BudgetId, sum: i64) -> Holding {
        let round = self.open_round_of(&[(budget, 1, sum)]);
        self.activate(self.cheque(round, 0))
    }

    /// An open initiative of [`INITIATOR`], and new residents who pledged one amount of cents each.
    pub fn campaign(&mut self, target: i64, pledges: &[(BudgetId, i64)]) -> Campaign {
        let supporters: Vec<(Holding, i64)> =
            pledges.iter().map(|&(budget, sum)| (self.resident_of(budget, sum), sum)).collect();
        let initiative = self.open_initiative(target);
        let initiator = Initiator::Person(PersonId(9));
        self.system(InitiativeCommand::AddInitiator { initiative, initiator });
        for (who, sum) in &supporters {
            self.pledge(who.wallet, initiative, *sum).expect("it is open");
        }
        Campaign { initiative, lots: supporters.iter().map(|(who, _)| who.lot).collect() }
    }

    /// Goes to the end of the present step and lets the system decide.
    pub fn conclude(&mut self, initiative: InitiativeId) -> Vec<Event> {
        self.now = self.now.max(self.get::<Initiative>(initiative).until);
        self.system(InitiativeCommand::Conclude { initiative })
    }

    /// An initiative that has its money: all of it pledged by new residents.
    pub fn funded(&mut self, pledges: &[(BudgetId, i64)]) -> Campaign {
        let campaign = self.campaign(pledges.iter().map(|(_, sum)| sum).sum(), pledges);
        self.conclude(campaign.initiative);
        campaign
    }

    /// Proposes to pay out what is in the pot.
    pub fn propose_payout(&mut self, initiative: InitiativeId) -> PayoutId {
        let (way, payee) = (Way::LegalPerson, Payee::Person(PersonId(77)));
        self.ask(TREASURER, PayoutCommand::Propose { initiative, way, payee }).expect("it is funded");
        PayoutId(self.get::<Programme>(ProgrammeId::ONLY).last_payout)
    }

    /// Pages of a payout, `size` lots each.
    pub fn move_lots(&mut self, payout: PayoutId, step: Step, lots: &[LotId], size: usize) -> Vec<Event> {
        let mut events = Vec::new();
        for lots in lots.chunks(size) {
            events.extend(self.system(PayoutCommand::MoveLots { payout, step, lots: lots.to_vec() }));
        }
        events
    }

    /// Pays out what is in the pot, in pages of `size` lots.
    pub fn pay_out(&mut self, campaign: &Campaign, size: usize) -> PayoutId {
        let payout = self.propose_payout(campaign.initiative);
        self.move_lots(payout, Step::Reserve, &campaign.lots, size);
        self.ask(SECOND_TREASURER, PayoutCommand::Approve { payout }).expect("all is set aside");
        self.ask(TREASURER, PayoutCommand::Send { payout }).expect("it is approved");
        let reference = String::from("bank-1");
        self.ask(TREASURER, PayoutCommand::Execute { payout, reference }).expect("it was sent");
        self.move_lots(payout, Step::Pay, &campaign.lots, size);
        payout
    }

    /// The command that books leftover, with the cents left over counted over these lots.
    pub fn return_leftover(&self, campaign: &Campaign, sum: i64, reference: &str) -> DeliveryCommand {
        let Campaign { initiative, ref lots } = *campaign;
        let paid = self.get::<Initiative>(initiative).delivery().expect("it has money").paid;
        let of = |lot: &LotId| self.get::<Lot>(*lot).paid(initiative).map(|place| place.cents);
        let parts: Vec<Cents> = lots.iter().flat_map(of).collect();
        let extra = extra_cents(cents(sum), paid, parts).expect("small amounts");
        DeliveryCommand::ReturnLeftover {
            initiative,
            cents: cents(sum),
            reference: reference.into(),
            paid,
            extra,
        }
    }

    /// Books leftover and shares it out, in pages of `size` lots.
    pub fn leftover(&mut self, campaign: &Campaign, sum: i64, size: usize) -> Vec<Event> {
        let returns = self.get::<Initiative>(campaign.initiative).delivery().expect("it has money").runs;
        let command = self.return_leftover(campaign, sum, &format!("bank-back-{returns}"));
        let mut events = self.ask(TREASURER, command).expect("it is paid");
        for lots in campaign.lots.chunks(size) {
            let (initiative, lots) = (campaign.initiative, lots.to_vec());
            events.extend(self.system(DeliveryCommand::ShareLeftover { initiative, lots }));
        }
        events
    }

    /// Checks that the states say the same as the accounts, and that lots add up to what holds them.
    pub fn check_states(&self) {
        let keys: BTreeSet<_> = self.log.iter().flat_map(|happened| happened.event.touches()).collect();
        let of = |kind| keys.iter().filter(move |key| key.kind == kind).map(|key| key.id);
        let lots: Vec<(LotId, &Lot)> = of(Kind::Lot).map(|id| (LotId(id), self.get(LotId(id)))).collect();
        for &(id, lot) in &lots {
            assert_eq!(lot.free.get(), self.balance(Account::Lot(id)), "lot {id}");
        }
        for id in of(Kind::Initiative).map(InitiativeId) {
            let initiative = self.get::<Initiative>(id);
            let placed = |stage: fn(Stage) -> bool| -> i64 {
                let places = lots.iter().flat_map(|(_, lot)| &lot.places);
                places.filter(|at| at.initiative == id && stage(at.stage)).map(|at| at.cents.get()).sum()
            };
            let budgets: i64 = initiative.budgets.iter().map(|(_, cents)| cents.get()).sum();
            let paid = initiative.delivery().map_or(0, |delivery| delivery.paid.get());
            let pot = self.balance(Account::Pot(id));
            assert_eq!((initiative.pot.get(), budgets), (pot, pot), "pot of {id}");
            assert_eq!(placed(|stage| stage == Stage::Pot), pot, "lots in the pot of {id}");
            assert_eq!(paid, self.balance(Account::BankPaid(id)), "paid for {id}");
            assert_eq!(paid, placed(|stage| matches!(stage, Stage::Paid(_))));
        }
        for id in of(Kind::Payout).map(PayoutId) {
            assert_eq!(
                self.get::<Payout>(id).payable.get(),
                self.balance(Account::Payable(id)),
                "payout {id}"
            );
        }
        let common: i64 = lots.iter().map(|(_, lot)| lot.common.get()).sum();
        assert_eq!(common, self.balance(Account::Common(AREA)));
        if of(Kind::CommonPot).next().is_some() {
            assert_eq!(common, self.get::<CommonPot>(AREA).cents.get());
        }
        self.check_replay();
    }

    /// Checks that the log alone, replayed from nothing, gives the states there are.
    fn check_replay(&self) {
        let mut replayed: BTreeMap<Key, Entry> = BTreeMap::new();
        for (happened, seq) in self.log.iter().zip(1..) {
            for key in happened.event.touches() {
                let at = (seq, happened.effective);
                let after = Entry::evolve(replayed.get(&key), key, &happened.event, at);
                replayed.insert(key, after.expect("it fitted when it happened"));
            }
        }
        for (key, entry) in &replayed {
            assert_eq!(self.known.get(*key).flatten().map(AsRef::as_ref), Some(entry), "{key}");
        }
    }
}
