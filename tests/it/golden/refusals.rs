//! Remembered refusals are a contract for as long as they are remembered: a command that is sent again gets the refusal
//! of the first time, which an older program may have written. `tests/golden/refusals.txt` has a line for each; none is
//! ever changed.
//!
//! A new refusal does not compile before it has a sample here; then
//! `cargo test --test it write_missing_golden_files -- --ignored` writes its line.

use super::one_of_each;
use super::sample::cents;
use jiff::civil::date;
use std::fs;
use std::path::{Path, PathBuf};
use wijkkas::domain::common::CommonPotRefusal;
use wijkkas::domain::delivery::DeliveryRefusal;
use wijkkas::domain::erasure::{ErasureRefusal, ErasureStatus};
use wijkkas::domain::initiative::{Cause, InitiativeStatus};
use wijkkas::domain::payout::{PayoutRefusal, PayoutStatus};
use wijkkas::domain::round::RoundStatus;
use wijkkas::domain::wallet::{LapsesTo, WalletRefusal};
use wijkkas::domain::{BudgetId, ChequeId, InitiativeId, PaymentRefusal, PayoutId, Refusal};

/// Those that are remembered. Whether they are is asked of the refusal, since nothing else is stored.
fn remembered() -> Vec<Refusal> {
    let mut all = refusals();
    all.extend(rounds().into_iter().map(|status| Refusal::RoundNotInThatState { status }));
    all.extend(initiatives().into_iter().map(|status| Refusal::InitiativeNotInThatState { status }));
    all.extend(common_pots().into_iter().map(Refusal::CommonPot));
    all.extend(erasures().into_iter().map(Refusal::Erasure));
    all.extend(payouts().into_iter().map(Refusal::Payout));
    all.extend(deliveries().into_iter().map(Refusal::Delivery));
    all.extend(payments().into_iter().map(Refusal::Payment));
    all.extend(wallets().into_iter().map(Refusal::Wallet));
    all.retain(Refusal::depends_on_state);
    all
}

/// Of those that hold a refusal of a room, or where something is, the others are added by `remembered`.
fn refusals() -> Vec<Refusal> {
    let (budget, day) = (BudgetId(1), date(2026, 3, 31));
    let what = || String::from("initiative 17");
    one_of_each!(Refusal:
        Unknown { what: what() },
        NotAllowed { needed: "a treasurer".into() },
        AlreadyExists { what: what() },
        IdTaken {}, AmountZero {}, AmountTooLarge {},
        BadName { what: what() },
        LongPurpose { most: 2 },
        UnknownPurpose { known: vec!["green".into(), "play \"outside\" é".into()] },
        BadReference {},
        Payment(PaymentRefusal::BookedOtherwise { booked: cents(3) }),
        NotOwnTenants { budget },
        TooMany { what: what(), most: 4 },
        TooManyPurposes { most: 5 },
        PostcodeTaken { postcode: "1055AB".into(), area: "West".into() },
        BadPostcode { postcode: "1055A".into() },
        BadCbsCode { code: "BU".into() },
        RuleOutOfRange { rule: "days of grace".into(), least: 6, most: 7, value: 8 },
        NotYet { from: day },
        OtherIssuer {},
        LooserConditions { budget, into: BudgetId(9) },
        BudgetTooSmall { budget, free: cents(10), asked: cents(11) },
        BadParts {},
        BudgetForOtherAreas { budget },
        BadList {},
        BadNumberOfCheques { most: 12, asked: 13 },
        RoundNotInThatState { status: RoundStatus::Drafted },
        RoundNotSettled {},
        OutOfOrder { next: ChequeId(14) },
        RoundNotOpen {}, RoundCancelled {},
        ChequeExpired { last_day: day },
        CodeReplaced {}, ChequeVoided {}, ChequeActivated {},
        CodeNotNext { next: 15 },
        NothingLeft {},
        TenancyEnded {},
        NotOfThisHousehold {},
        ChoiceOfAnother {},
        NoStandingChoice {},
        BadNumberOfPledges { most: 16 },
        WalletTooSmall { free: cents(17), asked: cents(18) },
        AgainstCondition { initiative: InitiativeId(19), allowed: cents(20), asked: cents(21) },
        TooMuchOfOneself { percent: 22, left: cents(23) },
        InitiativeFull {},
        PledgedLess { pledged: cents(24), asked: cents(25) },
        InitiativeNotOpen {},
        InitiativePaused {},
        InitiativeClosed { last_day: day },
        InitiativeNotInThatState { status: InitiativeStatus::Draft },
        LinesDoNotAddUp { total: cents(26), target: cents(27) },
        TooManyLines { most: 28 },
        AlreadySupports {}, OwnInitiative {}, SamePerson {}, ReturnNotProposed {},
        CommonPot(CommonPotRefusal::UnderWay),
        Erasure(ErasureRefusal::TooLate),
        Payout(PayoutRefusal::LeftoverReturned),
        Delivery(DeliveryRefusal::LeftoverUnderWay),
        Wallet(WalletRefusal::OfReversedCheque { most: cents(46) }), CannotLeave {},
        TooManyInitiators { most: 29 },
        BadDeadline { earliest: day, latest: date(2027, 3, 31) },
        PageTooLong { most: 30 },
    )
}

fn rounds() -> Vec<RoundStatus> {
    one_of_each!(RoundStatus:
        Drafted {}, Checked {}, Issuing {}, Issued {}, Open {}, Grace {}, Closing {}, Closed {}, Settled {},
        Cancelling {}, Cancelled {},
    )
}

fn initiatives() -> Vec<InitiativeStatus> {
    one_of_each!(InitiativeStatus:
        Draft {}, Submitted {}, ChangesAsked {}, Approved {}, Rejected {}, Open {}, Paused {}, Reconsidered {},
        Explained {}, Funded {}, PayoutPending(PayoutId(31)), Paid {}, InProgress {}, ReportDue {}, Reported {},
        Closed {}, NotCarriedOut {}, WrittenOff {}, Returning(Cause::TooLittleMoney),
        Ended(Cause::CancelledByInitiator),
    )
}

fn causes() -> Vec<Cause> {
    one_of_each!(Cause:
        TooLittleMoney {}, TooLittleSupport {}, NotExplained {}, CancelledByInitiator {}, CancelledByModerator {},
        CancelledBySystem {}, NotCarriedOut {},
    )
}

fn common_pots() -> Vec<CommonPotRefusal> {
    let mut all = one_of_each!(CommonPotRefusal:
        NotNearEnough { cause: Cause::TooLittleMoney },
        MoreThanGap { gap: cents(32), asked: cents(33) },
        TooSmall { holds: cents(34), asked: cents(35) },
        AlreadyProposed {},
        NotProposed {},
        UnderWay {},
    );
    all.extend(causes().into_iter().map(|cause| CommonPotRefusal::NotNearEnough { cause }));
    all
}

fn erasures() -> Vec<ErasureRefusal> {
    let status = ErasureStatus::CoolingOff;
    let mut all =
        one_of_each!(ErasureRefusal: BadSubject { most: 36 }, NotInThatState { status }, TooLate {});
    let other = one_of_each!(ErasureStatus: CoolingOff {}, Withdrawn {}, Kept {}, Erased {});
    all.extend(other.into_iter().map(|status| ErasureRefusal::NotInThatState { status }));
    all
}

fn payouts() -> Vec<PayoutRefusal> {
    let mut all = one_of_each!(PayoutRefusal:
        NotInThatState { status: PayoutStatus::Ready },
        BookedBefore { reference: "NL-2026/1".into() },
        LeftoverReturned {},
    );
    let other = one_of_each!(PayoutStatus:
        Reserving {}, Ready {}, Approved {}, Sent {}, Executing {}, Executed {}, Rejecting {}, Rejected {},
        Reopening {}, ReturnedByBank {},
    );
    all.extend(other.into_iter().map(|status| PayoutRefusal::NotInThatState { status }));
    all
}

fn payments() -> Vec<PaymentRefusal> {
    one_of_each!(PaymentRefusal:
        BookedOtherwise { booked: cents(3) },
        BookedForBudget { budget: BudgetId(2) },
    )
}

fn wallets() -> Vec<WalletRefusal> {
    let mut all = one_of_each!(WalletRefusal:
        WouldLapse { most: cents(47), last_day: date(2026, 4, 30), to: LapsesTo::Budget },
        OfReversedCheque { most: cents(46) },
    );
    all.push(WalletRefusal::WouldLapse {
        most: cents(47),
        last_day: date(2026, 4, 30),
        to: LapsesTo::CommonPot,
    });
    all
}

fn deliveries() -> Vec<DeliveryRefusal> {
    one_of_each!(DeliveryRefusal:
        PlanReplaced {},
        SpentLines { lines: 37, given: 38 },
        LeftoverUnderWay {},
        MoreThanPaid { paid: cents(39), asked: cents(40) },
        CountAnew { paid: cents(41) },
    )
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/refusals.txt")
}

fn golden() -> String {
    fs::read_to_string(file()).expect("the file is there")
}

fn written(refusal: &Refusal) -> String {
    serde_json::to_string(refusal).expect("a refusal has a JSON form")
}

#[test]
fn every_remembered_refusal_is_written_as_ever() {
    let golden = golden();
    for refusal in remembered() {
        let line = written(&refusal);
        assert!(
            golden.lines().any(|golden| golden == line),
            "{line}: it is no longer written as it was, or is new; see the head of this file for how to write it down"
        );
    }
}

#[test]
fn every_refusal_ever_written_is_read() {
    let remembered = remembered();
    for line in golden().lines() {
        let refusal: Refusal = serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        assert!(remembered.contains(&refusal), "{line}: is read as something else, or has no sample");
    }
}

/// Writes what is missing, changes nothing.
#[test]
#[ignore = "for whoever adds a refusal"]
fn write_missing_golden_files_of_refusals() {
    let mut golden = fs::read_to_string(file()).unwrap_or_default();
    for refusal in remembered() {
        let line = written(&refusal);
        if !golden.lines().any(|golden| golden == line) {
            println!("new: {line}");
            golden = golden + &line + "\n";
        }
    }
    fs::write(file(), golden).expect("written");
}
