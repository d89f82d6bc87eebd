//! Grants of the common pot: two people, oldest lots first, conditions kept, and home again.

mod deadline;
mod decide;
mod grant;
mod home;

use super::CommonPotCommand;
use crate::domain::initiative::{Initiative, InitiativeCommand, InitiativeStatus};
use crate::domain::testkit::{BUDGET, Book, Campaign, INITIATOR, cents};
use crate::domain::wallet::WalletCommand;
use crate::domain::{Actor, BudgetId, Event, InitiativeId, LotId, Refusal};

/// An initiative with EUR 8.50 of EUR 10, which the initiator has to explain.
fn reconsidered(book: &mut Book) -> Campaign {
    let campaign = book.campaign(1000, &[(BUDGET, 300), (BUDGET, 300), (BUDGET, 250)]);
    book.conclude(campaign.initiative);
    assert_eq!(book.get::<Initiative>(campaign.initiative).status, InitiativeStatus::Reconsidered);
    campaign
}

/// A new resident gives a whole cheque of this budget to the common pot.
fn give(book: &mut Book, budget: BudgetId, sum: i64) -> LotId {
    let who = book.resident_of(budget, sum);
    let (wallet, lot) = (who.wallet, who.lot);
    let command = WalletCommand::GiveToCommonPot { wallet, lot, cents: cents(sum) };
    book.ask(Actor::Resident(wallet), command).unwrap();
    lot
}

/// The same with a common pot of these lots of EUR 0.40, 0.50 and 5, and that initiative.
fn scene() -> (Book, Campaign, [LotId; 3]) {
    let mut book = Book::neighbourhood();
    let common = [40, 50, 500].map(|sum| give(&mut book, BUDGET, sum));
    let campaign = reconsidered(&mut book);
    (book, campaign, common)
}

fn propose(book: &mut Book, actor: Actor, initiative: InitiativeId, sum: i64) -> Result<Vec<Event>, Refusal> {
    let reason = book.text();
    book.ask(actor, CommonPotCommand::ProposeGrant { initiative, cents: cents(sum), reason })
}

fn approve(initiative: InitiativeId, sum: i64) -> CommonPotCommand {
    CommonPotCommand::ApproveGrant { initiative, cents: cents(sum) }
}

fn grant(initiative: InitiativeId, lots: &[LotId], last: bool) -> CommonPotCommand {
    CommonPotCommand::GrantLots { initiative, lots: lots.to_vec(), last }
}

fn explain(book: &mut Book, initiative: InitiativeId) {
    let explanation = book.text();
    book.ask(INITIATOR, InitiativeCommand::Explain { initiative, explanation }).unwrap();
}
