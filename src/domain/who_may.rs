//! Who may do what: [`table`] says it of staff and of the system itself, [`people`] of those who act for
//! themselves. Nobody of the staff decides about an initiative of their own. Money leaves by two people: one
//! proposes, another approves, and neither is the system, so that no job can pay out.

use super::actor::{Actor, Role};
use super::draft::{Draft, No};
use super::id::{InitiativeId, PersonId, WalletId};
use super::initiative::Initiative;
use super::refusal::Refusal;

pub mod people;
pub mod table;

/// Those who may do something.
#[derive(Clone, Copy, Debug)]
pub struct Circle {
    /// Staff in these roles.
    roles: &'static [Role],
    /// Whether the system itself does it too: jobs, and whoever runs the tools on the server.
    system: bool,
    /// What a refusal calls them, after "only".
    called: &'static str,
}

impl Circle {
    /// Refused unless one of them asks.
    pub fn check(&self, draft: &Draft) -> Result<(), No> {
        if self.has(draft.actor) { Ok(()) } else { Err(not_allowed(self.called)) }
    }

    /// Refused unless one of them asks, or whoever holds the wallet.
    pub fn check_or_holder(&self, wallet: WalletId, draft: &Draft) -> Result<(), No> {
        if draft.actor == Actor::Resident(wallet) { Ok(()) } else { self.check(draft) }
    }

    /// Refused unless one of them asks who is no initiator of the initiative.
    pub fn check_impartial(&self, initiative: InitiativeId, draft: &Draft) -> Result<(), No> {
        self.check(draft)?;
        check_not_own(initiative, draft)
    }

    /// Who of them asks: always a person, as decisions about money have to be.
    pub fn person(&self, draft: &Draft) -> Result<PersonId, No> {
        match draft.actor {
            Actor::Staff(role, person) if self.roles.contains(&role) => Ok(person),
            Actor::System
            | Actor::Resident(_)
            | Actor::Holder(_)
            | Actor::Initiator(_)
            | Actor::Staff(..) => Err(not_allowed(self.called)),
        }
    }

    /// Who of them asks, if it is no initiator of the initiative.
    pub fn impartial(&self, initiative: InitiativeId, draft: &Draft) -> Result<PersonId, No> {
        let person = self.person(draft)?;
        check_not_own(initiative, draft)?;
        Ok(person)
    }

    /// As [`Circle::impartial`], and another person than `first`.
    pub fn second(&self, first: PersonId, initiative: InitiativeId, draft: &Draft) -> Result<PersonId, No> {
        another(first, self.impartial(initiative, draft)?)
    }

    fn has(&self, actor: Actor) -> bool {
        self.system && actor == Actor::System || actor.is_staff(self.roles)
    }
}

/// The person, if it is another than `first`.
pub fn another(first: PersonId, person: PersonId) -> Result<PersonId, No> {
    if person == first { Err(Refusal::SamePerson.into()) } else { Ok(person) }
}

/// Refused if a member of staff asks something for an initiative of their own.
pub fn check_not_own(initiative: InitiativeId, draft: &Draft) -> Result<(), No> {
    let Actor::Staff(_, person) = draft.actor else { return Ok(()) };
    if draft.get::<Initiative>(initiative)?.persons.contains(&person) {
        return Err(Refusal::OwnInitiative.into());
    }
    Ok(())
}

/// Only they may do it.
pub fn not_allowed(needed: &str) -> No {
    Refusal::NotAllowed { needed: needed.into() }.into()
}
