//! Nobody of the staff decides about an initiative of their own. Money leaves by two people: one proposes,
//! another approves. There is no such command for the system itself, so that no job can pay out.

use super::actor::{Actor, Role};
use super::draft::{Draft, No};
use super::id::{InitiativeId, PersonId};
use super::initiative::Initiative;
use super::refusal::Refusal;

/// Who asks, if it is a member of staff in one of `roles`. `needed` says who else could do it.
pub fn member(roles: &[Role], needed: &str, draft: &Draft) -> Result<PersonId, No> {
    match draft.actor {
        Actor::Staff(role, person) if roles.contains(&role) => Ok(person),
        Actor::System | Actor::Resident(_) | Actor::Holder(_) | Actor::Initiator(_) | Actor::Staff(..) => {
            Err(Refusal::NotAllowed { needed: needed.into() }.into())
        }
    }
}

/// The person, if it is another than `first`.
pub fn another(first: PersonId, person: PersonId) -> Result<PersonId, No> {
    if person == first { Err(Refusal::SamePerson.into()) } else { Ok(person) }
}

/// Who asks, if it is a member of staff in one of `roles` and no initiator of the initiative. `needed` says
/// who else could do it.
pub fn impartial(
    initiative: InitiativeId,
    roles: &[Role],
    needed: &str,
    draft: &Draft,
) -> Result<PersonId, No> {
    let person = member(roles, needed, draft)?;
    check_not_own(initiative, draft)?;
    Ok(person)
}

/// Refused if a member of staff asks something for an initiative of their own.
pub fn check_not_own(initiative: InitiativeId, draft: &Draft) -> Result<(), No> {
    let Actor::Staff(_, person) = draft.actor else { return Ok(()) };
    if draft.get::<Initiative>(initiative)?.persons.contains(&person) {
        return Err(Refusal::OwnInitiative.into());
    }
    Ok(())
}

/// As [`impartial`], or the system itself.
pub fn impartial_or_system(
    initiative: InitiativeId,
    roles: &[Role],
    needed: &str,
    draft: &Draft,
) -> Result<(), No> {
    if draft.actor == Actor::System {
        return Ok(());
    }
    impartial(initiative, roles, needed, draft).map(|_| ())
}

/// As [`impartial`], and another person than `first`.
pub fn second(
    first: PersonId,
    initiative: InitiativeId,
    roles: &[Role],
    needed: &str,
    draft: &Draft,
) -> Result<PersonId, No> {
    another(first, impartial(initiative, roles, needed, draft)?)
}

/// A treasurer of the fund holder who is no initiator.
pub fn treasurer(initiative: InitiativeId, draft: &Draft) -> Result<PersonId, No> {
    impartial(initiative, &[Role::Treasurer], "a treasurer of the fund holder", draft)
}

/// Another such treasurer than `first`.
pub fn second_treasurer(first: PersonId, initiative: InitiativeId, draft: &Draft) -> Result<PersonId, No> {
    second(first, initiative, &[Role::Treasurer], "a second treasurer of the fund holder", draft)
}
