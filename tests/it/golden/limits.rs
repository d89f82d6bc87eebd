//! What an event may hold: a full page fits in 64 KiB, whatever is in it; more is refused, and so is what a
//! newer program wrote.

use super::sample::{cents, household, lot, person, text_id, time, wallet};
use wijkkas::domain::cheque::{Activation, ChequeEvent};
use wijkkas::domain::common::CommonPotEvent;
use wijkkas::domain::delivery::{DeliveryEvent, Share};
use wijkkas::domain::erasure::ErasureEvent;
use wijkkas::domain::initiative::InitiativeEvent;
use wijkkas::domain::payout::PayoutEvent;
use wijkkas::domain::round::RoundEvent;
use wijkkas::domain::wallet::{Back, Leg, LotKind, Portion, Relisted, WalletEvent};
use wijkkas::domain::{Actor, AreaId, BudgetId, ChequeId, ErasureId, Event, InitiativeId, PayoutId, RoundId};
use wijkkas::store::codec::{self, CodecError, MAX_PAYLOAD};

const AREA: AreaId = AreaId(9_999);
const BUDGET: BudgetId = BudgetId(99_999);
const INITIATIVE: InitiativeId = InitiativeId(9_999_999);
/// A large amount for one lot: EUR 100,000, less a cent.
const AMOUNT: i64 = 9_999_999;

fn page<T>(leg: impl Fn(u32) -> T) -> Vec<T> {
    (1..=500).map(leg).collect()
}

/// Pages with lots that come back into wallets and households are shorter.
fn relisting_page<T>(leg: impl Fn(u32) -> T) -> Vec<T> {
    (1..=300).map(leg).collect()
}

fn portion(number: u32) -> Portion {
    Portion { lot: lot(number), budget: BUDGET, cents: cents(AMOUNT) }
}

fn relisted() -> Vec<Relisted> {
    relisting_page(|number| Relisted {
        lot: lot(number),
        wallet: wallet(number),
        household: household(number),
    })
}

/// Every event with pages, as long as it may be.
fn longest() -> Vec<Event> {
    let mut events = longest_of_lots();
    events.extend(longest_of_cheques());
    events
}

fn longest_of_lots() -> Vec<Event> {
    let payout = PayoutId(999_999);
    let spend_by = Some(time(0));
    let back =
        |number| Back { lot: lot(number), budget: BUDGET, cents: cents(AMOUNT), spend_by, common: true };
    let leg = |number| Leg { lot: lot(number), budget: BUDGET, cents: cents(AMOUNT), own: true };
    let share = |number| Share {
        lot: lot(number),
        budget: BUDGET,
        paid: cents(AMOUNT),
        cents: cents(AMOUNT),
        spend_by,
        common: true,
    };
    vec![
        InitiativeEvent::PledgesReturned { initiative: INITIATIVE, area: AREA, legs: page(back) }.into(),
        CommonPotEvent::LotsGranted { initiative: INITIATIVE, area: AREA, legs: page(portion) }.into(),
        PayoutEvent::LotsPaid { payout, initiative: INITIATIVE, legs: page(portion) }.into(),
        PayoutEvent::LotsReopened {
            payout,
            initiative: INITIATIVE,
            legs: relisting_page(portion),
            relisted: relisted(),
        }
        .into(),
        DeliveryEvent::LeftoverShared {
            initiative: INITIATIVE,
            area: AREA,
            run: 99,
            shares: relisting_page(share),
            relisted: relisted(),
        }
        .into(),
        WalletEvent::Pledged {
            wallet: wallet(1),
            initiative: INITIATIVE,
            legs: page(leg),
            residents: 1,
            households: 500,
            own: true,
        }
        .into(),
    ]
}

fn longest_of_cheques() -> Vec<Event> {
    let (round, first) = (RoundId(9_999), ChequeId(99_999_999));
    let activation = Activation {
        cheque: first,
        round,
        budget: BUDGET,
        area: AREA,
        wallet: wallet(1),
        lot: lot(501),
        kind: LotKind::Cheque,
        household: household(1),
        cents: cents(AMOUNT),
        spend_by: time(0),
        retired: page(lot),
    };
    vec![
        ChequeEvent::Activated(activation).into(),
        RoundEvent::ChequesIssued {
            round,
            part: 49,
            budget: BUDGET,
            first,
            count: 500,
            each: cents(AMOUNT),
            cents: cents(AMOUNT * 500),
            key_version: 99,
            attempts: page(|number| (ChequeId(first.0 + i64::from(number)), 9)),
        }
        .into(),
        RoundEvent::ChequesLapsed {
            round,
            part: 49,
            budget: BUDGET,
            first,
            count: 500,
            cheques: page(|number| ChequeId(first.0 + i64::from(number))),
            cents: cents(AMOUNT * 500),
        }
        .into(),
        ErasureEvent::Asked {
            erasure: ErasureId(99_999),
            by: Actor::Initiator(person(1)),
            person: Some(person(1)),
            texts: page(text_id),
            until: time(0),
        }
        .into(),
    ]
}

#[test]
fn the_longest_events_fit() {
    for event in longest() {
        let encoded = codec::encode(&event).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(codec::decode(&encoded.kind, encoded.version, &encoded.payload).expect("it reads"), event);
    }
}

#[test]
fn longer_ones_are_refused() {
    let cheques = vec![ChequeId(99_999_999); 10_000];
    let too_long = RoundEvent::ChequesLapsed {
        round: RoundId(1),
        part: 0,
        budget: BUDGET,
        first: ChequeId(1),
        count: 10_000,
        cheques,
        cents: cents(1),
    };
    match codec::encode(&too_long.into()) {
        Err(CodecError::TooLarge { kind, bytes }) => {
            assert_eq!(kind, "round.ChequesLapsed");
            assert!(bytes > MAX_PAYLOAD);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_a_newer_program_wrote_is_refused_in_words() {
    for (kind, version, payload, words) in [
        ("wallet.Pledged", 99, "{}", "version 99 are not known"),
        ("garden.Dug", 1, "{}", "garden.Dug"),
        ("nothing", 1, "{}", "not known to this program"),
        ("wallet.Dug", 1, r#"{"Dug":{}}"#, "cannot be read: unknown variant"),
        ("wallet.Pledged", 1, r#"{"Pledged":{"wallet":7}}"#, "cannot be read"),
        (
            "budget.ToppedUp",
            1,
            r#"{"ToppedUp":{"budget":1,"issuer":1,"cents":-1,"reference":""}}"#,
            "below zero",
        ),
    ] {
        let error = codec::decode(kind, version, payload.as_bytes()).expect_err(kind).to_string();
        assert!(error.contains(words), "{kind}: {error}");
    }
}
