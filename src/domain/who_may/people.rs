//! Those who act for themselves: initiators, and people who want to be forgotten.

use super::super::actor::{Actor, Role, Shown};
use super::super::draft::{Draft, No};
use super::super::erasure::{Erasure, TextOf};
use super::super::id::{InitiativeId, PersonId};
use super::super::initiative::Initiative;
use super::{not_allowed, table};

/// Whether one of its initiators asks, or the system itself for them.
pub fn is_initiator(id: InitiativeId, draft: &Draft) -> Result<bool, No> {
    let initiative = draft.get::<Initiative>(id)?;
    Ok(match draft.actor {
        Actor::System => true,
        Actor::Resident(wallet) | Actor::AtDesk(_, Shown::Wallet(wallet)) => {
            initiative.wallets.contains(&wallet)
        }
        Actor::Initiator(person) => initiative.persons.contains(&person),
        Actor::Holder(_) | Actor::AtDesk(_, Shown::Lot(_)) | Actor::Staff(..) => false,
    })
}

/// Refused unless one of its initiators asks, or the system itself for them.
pub fn check_initiator(id: InitiativeId, draft: &Draft) -> Result<(), No> {
    if is_initiator(id, draft)? { Ok(()) } else { Err(not_allowed(table::INITIATOR)) }
}

/// Whoever has an account asks for themselves; a desk or an administrator for anybody, and so for residents,
/// who are known by a wallet and not as a person.
pub fn check_asks_to_erase(person: Option<PersonId>, texts: &[TextOf], draft: &Draft) -> Result<(), No> {
    if asks_to_erase(draft.actor, person, texts) { Ok(()) } else { Err(not_allowed(table::DATA_SUBJECT)) }
}

/// The system itself asks for what a person wrote since they asked, and only for that.
fn asks_to_erase(actor: Actor, person: Option<PersonId>, texts: &[TextOf]) -> bool {
    let are_of = |owner: PersonId| texts.iter().all(|text| text.person == Some(owner));
    match actor {
        Actor::Staff(Role::Desk | Role::Admin, _) => true,
        Actor::Initiator(own) | Actor::Staff(_, own) => {
            person.is_none_or(|person| person == own) && are_of(own)
        }
        Actor::System => {
            let owner = texts.first().and_then(|text| text.person);
            person.is_none() && owner.is_some_and(are_of)
        }
        Actor::Resident(_) | Actor::Holder(_) | Actor::AtDesk(..) => false,
    }
}

/// Refused unless whoever asked to erase takes that back, or whose data it is.
pub fn check_withdraws_erasure(erasure: &Erasure, actor: Actor) -> Result<(), No> {
    let is_subject = actor.person().is_some_and(|person| erasure.person == Some(person));
    if actor == erasure.by || is_subject { Ok(()) } else { Err(not_allowed(table::ERASURE_ASKER)) }
}
