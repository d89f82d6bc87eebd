//! What fits and what does not, how refusals are worded, and which are remembered.

use super::*;
use crate::domain::PaymentRefusal;
use crate::domain::erasure::ErasureStatus;
use crate::domain::initiative::Cause;
use crate::domain::payout::PayoutStatus;
use crate::domain::testkit::cents;
use crate::domain::wallet::LapsesTo;
use jiff::civil::date;

#[test]
fn a_bank_reference_is_short_and_has_no_spaces() {
    let longest = "a".repeat(LONGEST_REFERENCE);
    for fits in ["1", "2026-18", "NOTPROVIDED", "a/-?:().,'+9", "NL91", longest.as_str()] {
        assert_eq!(reference_fits(fits), Ok(()), "{fits}");
    }
    let long = "a".repeat(LONGEST_REFERENCE + 1);
    for other in ["", " ", "from J Jansen", "J_Jansen", "é", "a\n", "tab\t", long.as_str()] {
        assert_eq!(reference_fits(other), Err(Refusal::BadReference), "{other:?}");
    }
}

#[test]
fn an_account_number_is_no_reference() {
    for account in [
        "NL91ABNA0417164300",
        "nl91abna0417164300",
        "NL91-ABNA-0417-1643-00",
        "to:NL91ABNA0417164300",
        "NO9386011117947",
        "MT84MALT011000012345MTLCAST001S",
    ] {
        assert_eq!(reference_fits(account), Err(Refusal::BadReference), "{account}");
    }
    for (reference, why) in [
        ("NL2026001234", "too short for one"),
        ("NL92ABNA0417164300", "its digits do not fit"),
        ("RF18539007547034", "the reference of a creditor"),
    ] {
        assert_eq!(reference_fits(reference), Ok(()), "{reference}: {why}");
    }
}

#[test]
fn an_unknown_purpose_is_answered_with_the_known_ones() {
    let known = vec!["green".to_string(), "play".to_string()];
    let told = Refusal::UnknownPurpose { known }.to_string();
    assert!(
        told.starts_with("this purpose is not on the programme's list, which has green, play; "),
        "{told}"
    );
    let none = Refusal::UnknownPurpose { known: Vec::new() }.to_string();
    assert!(none.contains("which has none yet; "), "{none}");
}

#[test]
fn days_are_written_for_people() {
    let last_day = date(2026, 6, 14);
    for (refusal, words) in [
        (Refusal::NotYet { from: last_day }, "this can be done from 14 June 2026 on"),
        (
            Refusal::ChequeExpired { last_day },
            "this cheque could be activated until and including 14 June 2026; the money went back to the \
             neighbourhood's budget",
        ),
        (
            Refusal::InitiativeClosed { last_day },
            "it is too late: for this initiative it was possible until and including 14 June 2026",
        ),
        (
            Refusal::BadDeadline { earliest: date(2026, 2, 5), latest: last_day },
            "the last day can be 5 February 2026 at the earliest and 14 June 2026 at the latest",
        ),
    ] {
        assert_eq!(refusal.to_string(), words);
    }
}

#[test]
fn where_something_is_is_said_in_words() {
    for (refusal, words) in [
        (
            Refusal::RoundNotInThatState { status: RoundStatus::Issued },
            "the round has its cheques, but the letters are not released yet, so this cannot be done now",
        ),
        (
            Refusal::InitiativeNotInThatState { status: InitiativeStatus::Ended(Cause::TooLittleMoney) },
            "the initiative has stopped because too little money was given, and the money went back, so this \
             cannot be done now",
        ),
        (
            PayoutRefusal::NotInThatState { status: PayoutStatus::Ready }.into(),
            "the payout waits for a second treasurer to approve it, so this cannot be done now",
        ),
        (
            ErasureRefusal::NotInThatState { status: ErasureStatus::Withdrawn }.into(),
            "the request was withdrawn, so this cannot be done now",
        ),
        (
            CommonPotRefusal::NotNearEnough { cause: Cause::TooLittleSupport }.into(),
            "the common pot only helps initiatives with enough money and support of their own, but here too \
             few residents or households gave",
        ),
    ] {
        assert_eq!(refusal.to_string(), words);
    }
}

#[test]
fn amounts_that_may_not_be_are_refused_in_words() {
    let (allowed, asked) = (cents(500), cents(501));
    for (refusal, words) in [
        (Refusal::AmountZero, "the amount must be more than zero"),
        (Refusal::AmountTooLarge, "the amount is too large"),
        (
            Refusal::AgainstCondition { initiative: InitiativeId(3), allowed, asked },
            "of EUR 5.01, at most EUR 5.00 of this money may go to initiative 3: the issuer set a condition",
        ),
    ] {
        assert_eq!(refusal.to_string(), words);
    }
}

#[test]
fn what_is_wrong_in_itself_is_not_remembered() {
    let what = String::from("areas");
    for refusal in [
        Refusal::TooMany { what, most: 50 },
        Refusal::TooManyLines { most: 50 },
        Refusal::BadList,
        Refusal::BadNumberOfCheques { most: 5, asked: 6 },
        Refusal::LongPurpose { most: 40 },
        Refusal::BadReference,
        Refusal::OtherIssuer,
        ErasureRefusal::BadSubject { most: 500 }.into(),
    ] {
        assert!(!refusal.depends_on_state(), "{refusal}");
    }
}

#[test]
fn what_another_time_may_grant_is_remembered() {
    for refusal in [
        Refusal::UnknownPurpose { known: Vec::new() },
        Refusal::TooManyPurposes { most: 50 },
        Refusal::TooManyInitiators { most: 10 },
        Refusal::Payment(PaymentRefusal::BookedOtherwise { booked: Cents::ZERO }),
        Refusal::Payment(PaymentRefusal::BookedForBudget { budget: BudgetId(1) }),
        Refusal::NotYet { from: date(2026, 6, 14) },
        DeliveryRefusal::SpentLines { lines: 1, given: 2 }.into(),
        PayoutRefusal::LeftoverReturned.into(),
        CommonPotRefusal::NotProposed.into(),
        ErasureRefusal::TooLate.into(),
    ] {
        assert!(refusal.depends_on_state(), "{refusal}");
    }
}

#[test]
fn what_cannot_be_taken_back_is_explained() {
    let last_day = date(2026, 6, 14);
    for (refusal, words) in [
        (
            WalletRefusal::WouldLapse { most: Cents::ZERO, last_day, to: LapsesTo::CommonPot },
            "this money cannot be taken back: it could be spent until and including 14 June 2026, and would go \
             to the neighbourhood's common pot at once; it can stay, or be moved to another initiative",
        ),
        (
            WalletRefusal::WouldLapse { most: cents(250), last_day, to: LapsesTo::Budget },
            "only EUR 2.50 of this money can be taken back: the rest could be spent until and including 14 June \
             2026, and would go to the budget it came from at once; it can stay, or be moved to another initiative",
        ),
        (
            WalletRefusal::OfReversedCheque { most: cents(250) },
            "only EUR 2.50 of this money can be taken back: the rest is from a cheque that was activated by \
             mistake, and cannot be moved either",
        ),
    ] {
        assert_eq!(Refusal::from(refusal.clone()).to_string(), words);
        assert!(Refusal::from(refusal).depends_on_state());
    }
}
