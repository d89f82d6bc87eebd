//! Which refusals go by how things stand, and which by the wish alone.

use super::Refusal;

impl Refusal {
    /// Whether the same wish could be granted at another time. Such a refusal is remembered, so that sending
    /// a command twice gives one answer; a wish that is wrong in itself is refused anew each time, and
    /// whoever draws an id again asks for something else. Wrong in itself is what fits no book, an amount, a name
    /// or a list, and what is measured by what never changes: parts of a round, money of a plan, issuers and
    /// conditions of budgets.
    pub fn depends_on_state(&self) -> bool {
        match self {
            Self::AmountZero
            | Self::AmountTooLarge
            | Self::BadName { .. }
            | Self::LongPurpose { .. }
            | Self::BadReference
            | Self::BadPostcode { .. }
            | Self::BadCbsCode { .. }
            | Self::RuleOutOfRange { .. }
            | Self::TooMany { .. }
            | Self::BadParts
            | Self::BadNumberOfCheques { .. }
            | Self::BadNumberOfPledges { .. }
            | Self::TooManyLines { .. }
            | Self::PageTooLong { .. }
            | Self::BadList
            | Self::LinesDoNotAddUp { .. }
            | Self::OtherIssuer
            | Self::LooserConditions { .. }
            | Self::IdTaken => false,
            Self::Unknown { .. }
            | Self::NotAllowed { .. }
            | Self::AlreadyExists { .. }
            | Self::PostcodeTaken { .. }
            | Self::UnknownPurpose { .. }
            | Self::TooManyPurposes { .. }
            | Self::NotOwnTenants { .. }
            | Self::NotYet { .. }
            | Self::Payment(_)
            | Self::BudgetTooSmall { .. }
            | Self::BudgetForOtherAreas { .. }
            | Self::RoundNotInThatState { .. }
            | Self::RoundNotSettled
            | Self::OutOfOrder { .. }
            | Self::RoundNotOpen
            | Self::RoundCancelled
            | Self::ChequeExpired { .. }
            | Self::CodeReplaced
            | Self::ChequeVoided
            | Self::ChequeActivated
            | Self::CodeNotNext { .. }
            | Self::NothingLeft
            | Self::TenancyEnded
            | Self::NotOfThisHousehold
            | Self::ChoiceOfAnother
            | Self::NoStandingChoice
            | Self::WalletTooSmall { .. }
            | Self::AgainstCondition { .. }
            | Self::TooMuchOfOneself { .. }
            | Self::InitiativeFull
            | Self::PledgedLess { .. }
            | Self::InitiativeNotOpen
            | Self::InitiativePaused
            | Self::InitiativeClosed { .. }
            | Self::InitiativeNotInThatState { .. }
            | Self::AlreadySupports
            | Self::CannotLeave
            | Self::OwnInitiative
            | Self::SamePerson
            | Self::ReturnNotProposed
            | Self::TooManyInitiators { .. }
            | Self::BadDeadline { .. } => true,
            Self::CommonPot(refusal) => refusal.depends_on_state(),
            Self::Erasure(refusal) => refusal.depends_on_state(),
            Self::Wallet(refusal) => refusal.depends_on_state(),
            Self::Payout(refusal) => refusal.depends_on_state(),
            Self::Delivery(refusal) => refusal.depends_on_state(),
        }
    }
}
