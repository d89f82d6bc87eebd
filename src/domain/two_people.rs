//! Money leaves by two people: one proposes, another approves, and neither is an initiator of what it is for.
//! There is no such command for the system itself, so that no job can pay out.

use super::actor::{Actor, Role};
use super::draft::{Draft, No};
use super::id::{InitiativeId, PersonId};
use super::initiative::Initiative;
use super::refusal::Refusal;

/// Who asks, if it is a member of staff in one of `roles` and no initiator of the initiative. `needed` says
/// who else could do it.
pub fn impartial(
    initiative: InitiativeId,
    roles: &[Role],
    needed: &str,
    draft: &Draft,
) -> Result<PersonId, No> {
    let Actor::Staff(role, person) = draft.actor else {
        return Err(Refusal::NotAllowed { needed: needed.into() }.into());
    };
    if !roles.contains(&role) {
        return Err(Refusal::NotAllowed { needed: needed.into() }.into());
    }
    if draft.get::<Initiative>(initiative)?.persons.contains(&person) {
        return Err(Refusal::OwnInitiative.into());
    }
    Ok(person)
}

/// As [`impartial`], and another person than `first`.
pub fn second(
    first: PersonId,
    initiative: InitiativeId,
    roles: &[Role],
    needed: &str,
    draft: &Draft,
) -> Result<PersonId, No> {
    let person = impartial(initiative, roles, needed, draft)?;
    if person == first { Err(Refusal::SamePerson.into()) } else { Ok(person) }
}

/// A treasurer of the fund holder who is no initiator.
pub fn treasurer(initiative: InitiativeId, draft: &Draft) -> Result<PersonId, No> {
    impartial(initiative, &[Role::Treasurer], "a treasurer of the fund holder", draft)
}

/// Another such treasurer than `first`.
pub fn second_treasurer(first: PersonId, initiative: InitiativeId, draft: &Draft) -> Result<PersonId, No> {
    second(first, initiative, &[Role::Treasurer], "a second treasurer of the fund holder", draft)
}
