//! What is known of a programme.

use super::super::budget::BudgetEvent;
use super::super::calendar::Zone;
use super::super::erasure::ErasureEvent;
use super::super::event::Event;
use super::super::id::{
    AreaId, BudgetId, ChequeId, ErasureId, InitiativeId, IssuerId, PayoutId, ProgrammeId, RoundId,
};
use super::super::initiative::InitiativeEvent;
use super::super::payout::PayoutEvent;
use super::super::refusal::Refusal;
use super::super::round::RoundEvent;
use super::super::thing::{Kind, Stated, Unfit};
use super::{ProgrammeEvent, Rules};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The programme of a book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// Its name.
    pub name: String,
    /// The zone its days are counted in.
    pub zone: Zone,
    /// All versions of the rules; version 1 is the first.
    pub rules: Vec<Rules>,
    /// Neighbourhoods.
    pub areas: BTreeMap<i64, Area>,
    /// What initiatives may be for, in the order in which it was named.
    pub purposes: Vec<String>,
    /// The legal entity that owns the bank account, once it is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fund_holder: Option<String>,
    /// Names of issuers.
    pub issuers: BTreeMap<i64, String>,
    /// The last budget made; likewise below.
    pub last_budget: i64,
    /// The last round.
    pub last_round: i64,
    /// The last cheque.
    pub last_cheque: i64,
    /// The last initiative.
    pub last_initiative: i64,
    /// The last payout.
    pub last_payout: i64,
    /// The last request to be forgotten.
    pub last_erasure: i64,
}

/// A neighbourhood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Its name.
    pub name: String,
    /// Its postcodes.
    pub postcodes: Vec<String>,
    /// Its code at Statistics Netherlands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cbs: Option<String>,
}

impl Programme {
    /// The version of the rules that what begins now will keep.
    pub fn rules_version(&self) -> u32 {
        u32::try_from(self.rules.len()).unwrap_or(u32::MAX)
    }

    /// The rules of a version.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] if there is no such version.
    pub fn rules_of(&self, version: u32) -> Result<&Rules, Refusal> {
        (version as usize)
            .checked_sub(1)
            .and_then(|index| self.rules.get(index))
            .ok_or_else(|| Refusal::Unknown { what: format!("version {version} of the rules") })
    }

    /// The rules of today.
    pub(in super::super) fn rules_now(&self) -> Result<&Rules, Refusal> {
        self.rules_of(self.rules_version())
    }

    /// Refuses an area that does not take part.
    pub(in super::super) fn check_area(&self, area: AreaId) -> Result<(), Refusal> {
        if self.areas.contains_key(&area.0) {
            return Ok(());
        }
        Err(Refusal::Unknown { what: format!("area {area}") })
    }

    /// Refuses a postcode that another area has, or that is a part or the whole of one: `2904AB` is in `2904`.
    pub(in super::super) fn check_postcodes(&self, postcodes: &[String]) -> Result<(), Refusal> {
        let mut taken: BTreeMap<&str, &Area> = BTreeMap::new();
        for area in self.areas.values() {
            taken.extend(area.postcodes.iter().map(|code| (code.as_str(), area)));
        }
        for postcode in postcodes {
            let mut within =
                taken.range(postcode.as_str()..).take_while(|(code, _)| code.starts_with(postcode));
            let around = postcode.get(..4).and_then(|digits| taken.get_key_value(digits));
            if let Some((_, area)) = within.next().or(around) {
                return Err(Refusal::PostcodeTaken { postcode: postcode.clone(), area: area.name.clone() });
            }
        }
        Ok(())
    }

    /// Refuses a purpose that is not on the programme's list.
    pub(in super::super) fn check_purpose(&self, purpose: &str) -> Result<(), Refusal> {
        if self.purposes.iter().any(|known| known == purpose) {
            return Ok(());
        }
        Err(Refusal::UnknownPurpose { known: self.purposes.clone() })
    }

    /// Refuses an issuer that does not take part.
    pub(in super::super) fn check_issuer(&self, issuer: IssuerId) -> Result<(), Refusal> {
        if self.issuers.contains_key(&issuer.0) {
            return Ok(());
        }
        Err(Refusal::Unknown { what: format!("issuer {issuer}") })
    }

    /// The number the next area gets.
    pub fn next_area(&self) -> AreaId {
        AreaId(self.areas.last_key_value().map_or(1, |(last, _)| last + 1))
    }

    /// The number the next issuer gets.
    pub fn next_issuer(&self) -> IssuerId {
        IssuerId(self.issuers.last_key_value().map_or(1, |(last, _)| last + 1))
    }

    /// The number the next budget gets.
    pub fn next_budget(&self) -> BudgetId {
        BudgetId(self.last_budget + 1)
    }

    /// The number the next round gets.
    pub fn next_round(&self) -> RoundId {
        RoundId(self.last_round + 1)
    }

    /// The number the next cheque gets.
    pub fn next_cheque(&self) -> ChequeId {
        ChequeId(self.last_cheque + 1)
    }

    /// The number the next initiative gets.
    pub fn next_initiative(&self) -> InitiativeId {
        InitiativeId(self.last_initiative + 1)
    }

    /// The number the next payout gets.
    pub fn next_payout(&self) -> PayoutId {
        PayoutId(self.last_payout + 1)
    }

    /// The number the next request to be forgotten gets.
    pub fn next_erasure(&self) -> ErasureId {
        ErasureId(self.last_erasure + 1)
    }

    /// Counts what is numbered here, by the one event that gives out such numbers.
    fn count(&mut self, made: &Event) {
        if let Event::Budget(BudgetEvent::Received { budget, .. }) = made {
            self.last_budget = budget.0;
        } else if let Event::Round(RoundEvent::Drafted { round, .. }) = made {
            self.last_round = round.0;
        } else if let Event::Round(RoundEvent::IssueBegun { first_cheque, cheques, .. }) = made {
            self.last_cheque = first_cheque.0 + cheques - 1;
        } else if let Event::Initiative(InitiativeEvent::Drafted { initiative, .. }) = made {
            self.last_initiative = initiative.0;
        } else if let Event::Payout(PayoutEvent::Proposed { payout, .. }) = made {
            self.last_payout = payout.0;
        } else if let Event::Erasure(ErasureEvent::Asked { erasure, .. }) = made {
            self.last_erasure = erasure.0;
        }
    }

    fn apply_own(&mut self, event: &ProgrammeEvent) {
        match event {
            ProgrammeEvent::Founded { .. } => {}
            ProgrammeEvent::AreaAdded { area, name, postcodes, cbs } => {
                let (name, postcodes, cbs) = (name.clone(), postcodes.clone(), cbs.clone());
                self.areas.insert(area.0, Area { name, postcodes, cbs });
            }
            ProgrammeEvent::FundHolderNamed { name } => self.fund_holder = Some(name.clone()),
            ProgrammeEvent::PurposeAdded { name } => self.purposes.push(name.clone()),
            ProgrammeEvent::IssuerAdded { issuer, name } => {
                self.issuers.insert(issuer.0, name.clone());
            }
            ProgrammeEvent::RulesChanged { rules, .. } => self.rules.push(rules.clone()),
        }
    }
}

impl Stated for Programme {
    type Id = ProgrammeId;
    const KIND: Kind = Kind::Programme;

    fn born(_: ProgrammeId, event: &Event) -> Option<Self> {
        let Event::Programme(ProgrammeEvent::Founded { name, zone, rules }) = event else { return None };
        Some(Self {
            name: name.clone(),
            zone: zone.clone(),
            rules: vec![rules.clone()],
            areas: BTreeMap::new(),
            purposes: Vec::new(),
            fund_holder: None,
            issuers: BTreeMap::new(),
            last_budget: 0,
            last_round: 0,
            last_cheque: 0,
            last_initiative: 0,
            last_payout: 0,
            last_erasure: 0,
        })
    }

    fn apply(&mut self, _: ProgrammeId, event: &Event) -> Result<(), Unfit> {
        match event {
            Event::Programme(event) => self.apply_own(event),
            Event::Budget(_)
            | Event::Round(_)
            | Event::Cheque(_)
            | Event::Wallet(_)
            | Event::Household(_)
            | Event::Initiative(_)
            | Event::CommonPot(_)
            | Event::Payout(_)
            | Event::Delivery(_)
            | Event::Erasure(_) => self.count(event),
        }
        Ok(())
    }
}
