//! Who an initiative is of: people with an account, and wallets.

use super::super::actor::Actor;
use super::super::draft::{Did, Draft, No};
use super::super::id::{InitiativeId, PersonId, WalletId};
use super::super::refusal::Refusal;
use super::super::wallet::gives_to;
use super::super::who_may::{not_allowed, table};
use super::{Initiative, InitiativeEvent, InitiativeStatus, Initiator};

/// The most people, and the most wallets, of one initiative.
pub const MOST_INITIATORS: usize = 10;

/// The initiators of a new initiative: those who are named, and whoever asks, unless it is done for others.
/// Otherwise somebody could leave out the own wallet and support themselves.
pub fn of_new(
    person: Option<PersonId>,
    wallets: &[WalletId],
    actor: Actor,
) -> Result<(Option<PersonId>, Vec<WalletId>), No> {
    let mut distinct: Vec<WalletId> = Vec::new();
    let asking = if let Actor::Resident(wallet) = actor { Some(wallet) } else { None };
    for &wallet in wallets.iter().chain(&asking) {
        if !distinct.contains(&wallet) {
            distinct.push(wallet);
        }
        if distinct.len() > MOST_INITIATORS {
            let what = "wallets of initiators".into();
            return Err(Refusal::TooMany { what, most: MOST_INITIATORS }.into());
        }
    }
    match actor {
        Actor::Initiator(own) if person.is_some_and(|person| person != own) => {
            Err(not_allowed(table::NAMED_INITIATOR))
        }
        Actor::Initiator(own) => Ok((Some(own), distinct)),
        Actor::Holder(_) => Err(not_allowed(table::SIGNED_IN)),
        Actor::System | Actor::Resident(_) | Actor::Staff(..) => Ok((person, distinct)),
    }
}

/// Lets another person or wallet be an initiator too.
pub fn add(id: InitiativeId, initiator: Initiator, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(id)?;
    let (is_one, count) = match initiator {
        Initiator::Person(person) => (state.persons.contains(&person), state.persons.len()),
        Initiator::Wallet(wallet) => (state.wallets.contains(&wallet), state.wallets.len()),
    };
    if is_one {
        return Ok(Did::Already);
    }
    if is_over(state.status) {
        return Err(Refusal::InitiativeNotInThatState { status: state.status }.into());
    }
    if count >= MOST_INITIATORS {
        return Err(Refusal::TooManyInitiators { most: MOST_INITIATORS }.into());
    }
    if let Initiator::Wallet(wallet) = initiator
        && gives_to(wallet, id, draft)?
    {
        return Err(Refusal::AlreadySupports.into());
    }
    draft.emit(InitiativeEvent::InitiatorAdded { initiative: id, initiator })?;
    Ok(Did::Now)
}

fn is_over(status: InitiativeStatus) -> bool {
    matches!(
        status,
        InitiativeStatus::Rejected
            | InitiativeStatus::Closed
            | InitiativeStatus::WrittenOff
            | InitiativeStatus::Returning(_)
            | InitiativeStatus::Ended(_)
    )
}
