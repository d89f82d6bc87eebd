//! Money that a payee paid back is shared over the lots it came from. The cents that are left over when all
//! shares are rounded down must be known when it is booked, and no command sees all lots at once: they are
//! counted here, page by page.

use super::writer::{Answer, Failure};
use super::{App, Wish};
use crate::domain::delivery::{DeliveryCommand, DeliveryRefusal, extra_cents};
use crate::domain::initiative::Initiative;
use crate::domain::page::LOTS_A_PAGE;
use crate::domain::wallet::Lot;
use crate::domain::{Account, Actor, BookId, Cents, InitiativeId, LotId, Refusal, Stated};
use crate::store::{CommandKey, given};
use std::collections::BTreeSet;

/// How often is counted, if more comes back meanwhile.
const TRIES: u32 = 5;

/// What came back.
#[derive(Clone, Debug)]
pub struct Leftover {
    /// Of which initiative.
    pub initiative: InitiativeId,
    /// How much.
    pub cents: Cents,
    /// The bank's reference.
    pub reference: String,
}

/// Books money that came back, by a treasurer. The jobs share it out. Refused, with the request to try again,
/// if more comes back each time while it is counted.
///
/// # Errors
/// What the domain refuses, such as an unknown initiative or more than was paid; the writer's and the database's.
pub async fn book(
    app: &App,
    book: BookId,
    (key, actor): (CommandKey, Actor),
    leftover: Leftover,
) -> Result<Answer, Failure> {
    let mut tries = 1..TRIES;
    loop {
        let command = counted(app, book, &leftover).await?;
        match app.ask(book, Wish::new(key, actor, command)).await {
            Err(Failure::Refused(Refusal::Delivery(DeliveryRefusal::CountAnew { .. })))
                if tries.next().is_some() => {}
            answer => return answer,
        }
    }
}

/// The command, with what was paid and the cents left over as they are now.
async fn counted(app: &App, book: BookId, leftover: &Leftover) -> Result<DeliveryCommand, Failure> {
    let Leftover { initiative, cents, ref reference } = *leftover;
    let unknown = || Refusal::Unknown { what: Initiative::key(initiative).to_string() };
    let state = app.look::<Initiative>(book, initiative).await?.ok_or_else(unknown)?;
    let paid = state.delivery.map_or(Cents::ZERO, |delivery| delivery.paid);
    // The domain refuses more than was paid; counting its shares makes no sense.
    let extra = if cents > paid { 0 } else { extra(app, book, initiative, (cents, paid)).await? };
    Ok(DeliveryCommand::ReturnLeftover { initiative, cents, reference: reference.clone(), paid, extra })
}

async fn extra(
    app: &App,
    book: BookId,
    initiative: InitiativeId,
    (cents, paid): (Cents, Cents),
) -> Result<i64, Failure> {
    let mut parts = Vec::new();
    let mut lots: BTreeSet<LotId> = BTreeSet::new();
    let mut after = given::START;
    loop {
        let page = given::page(&app.database, book, Account::Pot(initiative), after, LOTS_A_PAGE).await?;
        let new: Vec<LotId> = page.lots.into_iter().filter(|&lot| lots.insert(lot)).collect();
        for (_, lot) in app.look_all::<Lot>(book, new).await? {
            parts.extend(lot.paid(initiative).map(|place| place.cents));
        }
        if page.ended {
            break;
        }
        after = page.last;
    }
    extra_cents(cents, paid, parts).map_err(|error| Failure::Broken(error.to_string()))
}
