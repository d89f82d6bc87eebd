//! Who an initiative is of: people with an account, and wallets.

use super::super::actor::{Actor, Shown};
use super::super::draft::{Did, Draft, No};
use super::super::id::{InitiativeId, PersonId, WalletId};
use super::super::refusal::Refusal;
use super::super::wallet::gives_to;
use super::super::who_may::{not_allowed, table};
use super::{Initiative, InitiativeEvent, Initiator};

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
    let asking = match actor.shown() {
        Some(Shown::Wallet(wallet)) => Some(wallet),
        Some(Shown::Lot(_)) => return Err(not_allowed(table::SIGNED_IN)),
        None => None,
    };
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
        // Whoever is named cannot leave it, so that nobody names others behind their backs.
        Actor::Resident(_) if person.is_some() => Err(not_allowed(table::NAMED_INITIATOR)),
        Actor::System | Actor::Resident(_) | Actor::Holder(_) | Actor::AtDesk(..) | Actor::Staff(..) => {
            Ok((person, distinct))
        }
    }
}

/// Lets another person or wallet be an initiator too, as long as the outcome is open.
pub fn add(id: InitiativeId, initiator: Initiator, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(id)?;
    let (is_one, count) = match initiator {
        Initiator::Person(person) => (state.persons.contains(&person), state.persons.len()),
        Initiator::Wallet(wallet) => (state.wallets.contains(&wallet), state.wallets.len()),
    };
    if is_one {
        return Ok(Did::Already);
    }
    // From the outcome on it is about money that others decide on: nobody is made an initiator, so that none of
    // them can be kept from it.
    if state.status.has_outcome() {
        return Err(Refusal::InitiativeNotInThatState { status: state.status }.into());
    }
    state.check_undecided(draft.now, &draft.programme()?.zone)?;
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

/// Takes out whoever asks. Nobody was asked before they were added, and whoever works for the programme may decide
/// nothing about an initiative of their own. Whoever began it stays: they could leave to pay themselves.
pub fn leave(id: InitiativeId, draft: &mut Draft) -> Result<Did, No> {
    let Some(person) = draft.actor.person() else { return Err(not_allowed(table::ADDED_INITIATOR)) };
    let state = draft.get::<Initiative>(id)?;
    if !state.persons.contains(&person) {
        return Ok(Did::Already);
    }
    let is_alone = state.persons.len() + state.wallets.len() == 1;
    if is_alone || state.begun_by == Some(person) {
        return Err(Refusal::CannotLeave.into());
    }
    draft.emit(InitiativeEvent::InitiatorLeft { initiative: id, person })?;
    Ok(Did::Now)
}
