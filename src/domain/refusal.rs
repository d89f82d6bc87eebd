//! Why a command may not be done, in sentences for the person who asked. They are stored with the command,
//! so that asking again gets the same answer.

use super::calendar::day_in_words;
use super::common::CommonPotRefusal;
use super::delivery::DeliveryRefusal;
use super::erasure::ErasureRefusal;
use super::id::{BudgetId, ChequeId, InitiativeId};
use super::initiative::InitiativeStatus;
use super::money::Cents;
use super::payments::PaymentRefusal;
use super::payout::PayoutRefusal;
use super::round::RoundStatus;
use super::wallet::WalletRefusal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod by_state;
mod fits;
#[cfg(test)]
mod tests;

use fits::{LONGEST_NAME, LONGEST_REFERENCE};
pub(crate) use fits::{amount_fits, name_fits, reference_fits};

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// Nobody knows it here.
    #[error("there is no {what} in this programme")]
    Unknown {
        /// What was asked for.
        what: String,
    },
    /// Somebody else has to do it.
    #[error("only {needed} can do this")]
    NotAllowed {
        /// Who.
        needed: String,
    },
    /// It exists with other content.
    #[error("{what} already exists and is different")]
    AlreadyExists {
        /// What.
        what: String,
    },
    /// A random id was drawn twice; draw again.
    #[error("this number is already in use; please try again")]
    IdTaken,
    /// Zero.
    #[error("the amount must be more than zero")]
    AmountZero,
    /// More than anybody has.
    #[error("the amount is too large")]
    AmountTooLarge,
    /// A name that is empty, too long, or holds control characters.
    #[error("{what} must have 1 to {LONGEST_NAME} characters, on one line")]
    BadName {
        /// What it names.
        what: String,
    },
    /// A purpose whose name is too long.
    #[error("the name of a purpose can have at most {most} characters: please find a shorter one")]
    LongPurpose {
        /// The most characters.
        most: usize,
    },
    /// A purpose that is not on the list. What was asked for is not repeated: it could be anything.
    #[error(
        "this purpose is not on the programme's list, which has {}; please choose one of them, or ask an \
         administrator to add it",
        if known.is_empty() { "none yet".to_string() } else { known.join(", ") }
    )]
    UnknownPurpose {
        /// Those that are.
        known: Vec<String>,
    },
    /// A bank reference that could hold anything, or the number of somebody's account.
    #[error(
        "the bank's reference must have 1 to {LONGEST_REFERENCE} letters, digits or signs of / - ? : ( ) . , ' \
         + without spaces, and must not be an account number: please use the payment's own reference"
    )]
    BadReference,
    /// A payment that is booked in another way.
    #[error(transparent)]
    Payment(#[from] PaymentRefusal),
    /// Cheques that may go to others than the issuer's tenants.
    #[error(
        "budget {budget} is only for tenants of its issuer, and the list does not say of all its tenancies \
         that they are: please say whose tenants they are in every line, or leave the others out"
    )]
    NotOwnTenants {
        /// The budget.
        budget: BudgetId,
    },
    /// A list that is too long.
    #[error("there can be at most {most} {what}")]
    TooMany {
        /// What.
        what: String,
        /// The most.
        most: usize,
    },
    /// The programme's list is full.
    #[error("a programme has at most {most} purposes, and this one has them; please use one of those")]
    TooManyPurposes {
        /// The most.
        most: usize,
    },
    /// A postcode of another area: an address would be in both.
    #[error(
        "postcode {postcode} is in the area {area} already, and an address is in one area: please leave it out"
    )]
    PostcodeTaken {
        /// What was written.
        postcode: String,
        /// The name of the other area.
        area: String,
    },
    /// Not a postcode.
    #[error("{postcode:?} is not a postcode; write 1234 or 1234AB")]
    BadPostcode {
        /// What was written.
        postcode: String,
    },
    /// Not a code of Statistics Netherlands.
    #[error(
        "{code:?} is not a CBS code; write one like WK036301 (a district) or BU03630101 (a neighbourhood)"
    )]
    BadCbsCode {
        /// What was written.
        code: String,
    },
    /// A rule outside what makes sense.
    #[error("{rule} must be between {least} and {most}, not {value}")]
    RuleOutOfRange {
        /// Which.
        rule: String,
        /// The least.
        least: u32,
        /// The most.
        most: u32,
        /// What was asked.
        value: u32,
    },
    /// The time for it has not come.
    #[error("this can be done from {} on", day_in_words(*from))]
    NotYet {
        /// The first day.
        from: Date,
    },
    /// Money stays with its issuer.
    #[error("the money can only go to another budget of the same issuer")]
    OtherIssuer,
    /// Money keeps its conditions.
    #[error(
        "budget {into} has looser conditions than budget {budget}, and the money keeps its conditions: please \
         choose a budget for no other purposes, neighbourhoods or tenants and with no higher maximum for an \
         initiative, or receive one"
    )]
    LooserConditions {
        /// The budget the money is in.
        budget: BudgetId,
        /// The budget it was to go to.
        into: BudgetId,
    },
    /// Not enough in the budget.
    #[error("budget {budget} has {free} left, and {asked} is needed")]
    BudgetTooSmall {
        /// The budget.
        budget: BudgetId,
        /// What is left.
        free: Cents,
        /// What was asked.
        asked: Cents,
    },
    /// Budgets of a round.
    #[error("a round has 1 to 50 budgets, each of them once")]
    BadParts,
    /// What its residents save would lapse to a common pot that may never give it.
    #[error(
        "budget {budget} is for other neighbourhoods than this round's; choose one that is for this one too"
    )]
    BudgetForOtherAreas {
        /// The budget.
        budget: BudgetId,
    },
    /// The result of a list check.
    #[error("the check of the list does not fit the round: one number of cheques for each budget is needed")]
    BadList,
    /// Cheques of a round.
    #[error("a round has 1 to {most} cheques, not {asked}")]
    BadNumberOfCheques {
        /// The most.
        most: i64,
        /// What was asked.
        asked: i64,
    },
    /// The round is elsewhere in its life.
    #[error("the round {status}, so this cannot be done now")]
    RoundNotInThatState {
        /// Where it is.
        status: RoundStatus,
    },
    /// Money is still on its way.
    #[error("money of this round is still saved or given to initiatives, so it is not settled yet")]
    RoundNotSettled,
    /// A page out of order.
    #[error("cheque {next} comes next")]
    OutOfOrder {
        /// What comes next.
        next: ChequeId,
    },
    /// The letters are not out.
    #[error("this cheque cannot be activated yet")]
    RoundNotOpen,
    /// The round is off.
    #[error("this round of cheques was called off; the money went back to the budget")]
    RoundCancelled,
    /// Too late.
    #[error(
        "this cheque could be activated until and including {}; the money went back to the neighbourhood's \
         budget",
        day_in_words(*last_day)
    )]
    ChequeExpired {
        /// The last day on which it could.
        last_day: Date,
    },
    /// A newer code exists.
    #[error("this code was replaced by a newer one; please use the code from the last letter")]
    CodeReplaced,
    /// Made worthless.
    #[error("this cheque was withdrawn and cannot be used; please ask at the desk")]
    ChequeVoided,
    /// Money already.
    #[error("this cheque is already activated")]
    ChequeActivated,
    /// Somebody else changed the cheque meanwhile.
    #[error("the next code of this cheque is number {next}; look at the cheque again")]
    CodeNotNext {
        /// What comes next.
        next: u32,
    },
    /// A cheque that a reversal left without money.
    #[error(
        "all the money of this cheque was given before its activation was taken back; nothing is left of it"
    )]
    NothingLeft,
    /// A household that moved out.
    #[error("this cheque was for tenants who have moved; it can no longer be activated")]
    TenancyEnded,
    /// Somebody else's household.
    #[error("only somebody who activated a cheque of this household can choose for its next cheques")]
    NotOfThisHousehold,
    /// Somebody else's choice still holds.
    #[error(
        "somebody else of this household chose what happens to its next cheques; please ask at the desk to \
         change that"
    )]
    ChoiceOfAnother,
    /// No choice to go by.
    #[error("nobody of this household chose what happens to its next cheques")]
    NoStandingChoice,
    /// Too few or too many.
    #[error("give to 1 to {most} initiatives at once")]
    BadNumberOfPledges {
        /// The most.
        most: usize,
    },
    /// Not enough money.
    #[error("there is {free} to give, and {asked} was asked")]
    WalletTooSmall {
        /// What there is.
        free: Cents,
        /// What was asked.
        asked: Cents,
    },
    /// A condition of a budget.
    #[error(
        "of {asked}, at most {allowed} of this money may go to initiative {initiative}: the issuer set a condition"
    )]
    AgainstCondition {
        /// The initiative.
        initiative: InitiativeId,
        /// What is allowed.
        allowed: Cents,
        /// What was asked.
        asked: Cents,
    },
    /// Initiators' own money.
    #[error("initiators may give at most {percent} % themselves; {left} is left of that")]
    TooMuchOfOneself {
        /// The limit.
        percent: u32,
        /// What is left.
        left: Cents,
    },
    /// Nothing more is needed.
    #[error("this initiative already has all it needs; thank you")]
    InitiativeFull,
    /// Less was pledged.
    #[error("{pledged} was given, so {asked} cannot be taken back or moved")]
    PledgedLess {
        /// What was given.
        pledged: Cents,
        /// What was asked.
        asked: Cents,
    },
    /// Not open yet.
    #[error("this initiative is not open for contributions")]
    InitiativeNotOpen,
    /// Paused.
    #[error("this initiative is paused; contributions are possible again later")]
    InitiativePaused,
    /// Over.
    #[error("it is too late: for this initiative it was possible until and including {}", day_in_words(*last_day))]
    InitiativeClosed {
        /// The last day of the campaign, or of the step after it; the day it stopped, if that was earlier.
        last_day: Date,
    },
    /// The initiative is elsewhere in its life.
    #[error("the initiative {status}, so this cannot be done now")]
    InitiativeNotInThatState {
        /// Where it is.
        status: InitiativeStatus,
    },
    /// The plan's lines.
    #[error("the lines of the plan add up to {total}, and the target is {target}")]
    LinesDoNotAddUp {
        /// The lines.
        total: Cents,
        /// The target.
        target: Cents,
    },
    /// The plan is too long.
    #[error("a plan has at most {most} lines")]
    TooManyLines {
        /// The most.
        most: usize,
    },
    /// A supporter would become an initiator, whose money counts otherwise.
    #[error("they, or somebody of their household, already gave to this initiative; take that back first")]
    AlreadySupports,
    /// The initiative would be nobody's.
    #[error("whoever began an initiative, or is its only initiator, cannot leave it")]
    CannotLeave,
    /// Somebody decides about money for their own initiative.
    #[error("you are one of the initiators; somebody else has to do this")]
    OwnInitiative,
    /// One person alone.
    #[error("you proposed this yourself; a second person has to approve it")]
    SamePerson,
    /// There is nothing to approve.
    #[error("nobody proposed to give this amount of the budget back; a treasurer has to propose it first")]
    ReturnNotProposed,
    /// About a common pot.
    #[error(transparent)]
    CommonPot(#[from] CommonPotRefusal),
    /// About forgetting somebody.
    #[error(transparent)]
    Erasure(#[from] ErasureRefusal),
    /// About money in an initiative.
    #[error(transparent)]
    Wallet(#[from] WalletRefusal),
    /// About a payout.
    #[error(transparent)]
    Payout(#[from] PayoutRefusal),
    /// About carrying out an initiative.
    #[error(transparent)]
    Delivery(#[from] DeliveryRefusal),
    /// Initiators.
    #[error("an initiative has at most {most} initiators")]
    TooManyInitiators {
        /// The most.
        most: usize,
    },
    /// The last day of a campaign.
    #[error("the last day can be {} at the earliest and {} at the latest", day_in_words(*earliest), day_in_words(*latest))]
    BadDeadline {
        /// The earliest.
        earliest: Date,
        /// The latest.
        latest: Date,
    },
    /// A page of work.
    #[error("a page has at most {most} lines")]
    PageTooLong {
        /// The most.
        most: usize,
    },
}
