//! Samples: common pots, payouts, carrying out.

use super::sample::{cents, household, lines, lot, person, portions, text, text_id, time, wallet};
use super::{Sample, form, samples};
use wijkkas::domain::common::CommonPotEvent;
use wijkkas::domain::delivery::{DeliveryEvent, Share};
use wijkkas::domain::payout::{Payee, PayoutEvent, Source, Way};
use wijkkas::domain::wallet::Relisted;
use wijkkas::domain::{AreaId, BudgetId, InitiativeId, IssuerId, PayoutId};

/// All samples of these rooms.
pub fn samples() -> Vec<Sample> {
    let rooms = [common(), payout(), payout_forms(), delivery(), delivery_forms()];
    rooms.into_iter().flatten().collect()
}

fn relisted() -> Vec<Relisted> {
    vec![Relisted { lot: lot(941), wallet: wallet(942), household: household(943) }]
}

fn common() -> Vec<Sample> {
    let (initiative, area) = (InitiativeId(1), AreaId(2));
    samples!(CommonPotEvent:
        GrantProposed { initiative, area, by: person(3), cents: cents(4), reason: text(5) },
        GrantApproved { initiative, area, by: person(6), cents: cents(7) },
        GrantRejected { initiative, area, reason: text(8) },
        LotsGranted { initiative, area, legs: portions() },
        GrantFinished { initiative, area, cents: cents(9) },
        GrantFellShort { initiative, area, cents: cents(10), approved: cents(11) },
    )
}

fn payout() -> Vec<Sample> {
    let (payout, initiative, legs) = (PayoutId(1), InitiativeId(2), portions());
    let reference = || String::from("2026-17");
    samples!(PayoutEvent:
        Proposed {
            payout,
            initiative,
            by: person(3),
            way: Way::LegalPerson,
            payee: Payee::Person(person(4)),
            cents: cents(5),
            sources: vec![Source { budget: BudgetId(6), issuer: IssuerId(7), cents: cents(8) }],
        },
        LotsReserved { payout, initiative, legs: legs.clone() },
        Ready { payout },
        Approved { payout, by: person(9) },
        Sent { payout },
        ExecutionBegun { payout, reference: reference() },
        LotsPaid { payout, initiative, legs: legs.clone() },
        Executed { payout, initiative, cents: cents(10) },
        RejectionBegun { payout, reason: text(11) },
        LotsReleased { payout, initiative, legs: legs.clone() },
        Rejected { payout, initiative },
        BankReturnBegun { payout, initiative, reference: reference(), reason: text(12) },
        LotsReopened { payout, initiative, legs, relisted: Vec::new() },
        ReturnedByBank { payout, initiative },
    )
}

fn payout_forms() -> Vec<Sample> {
    let (payout, initiative) = (PayoutId(1), InitiativeId(2));
    let proposed = |way| PayoutEvent::Proposed {
        payout,
        initiative,
        by: person(3),
        way,
        payee: Payee::Text(text(4)),
        cents: cents(5),
        sources: Vec::new(),
    };
    let reopened = PayoutEvent::LotsReopened { payout, initiative, legs: portions(), relisted: relisted() };
    vec![
        form("kashouder", proposed(Way::Kashouder)),
        form("invoice", proposed(Way::SupplierInvoice)),
        form("advance", proposed(Way::AdvanceToPrivate)),
        form("relisted", reopened),
    ]
}

fn shares() -> Vec<Share> {
    let (budget, spend_by) = (BudgetId(952), Some(time(957)));
    let (paid, cents) = (cents(953), cents(954));
    let plain = Share { lot: lot(951), budget, paid, cents, spend_by: None, common: false };
    let dated = Share { lot: lot(955), spend_by, ..plain.clone() };
    let common = Share { lot: lot(956), common: true, ..plain.clone() };
    vec![plain, dated, common]
}

fn delivery() -> Vec<Sample> {
    let initiative = InitiativeId(1);
    samples!(DeliveryEvent:
        PlanChangeProposed { initiative, story: text(2), lines: lines() },
        PlanChangeApproved { initiative, story: text_id(3) },
        PlanChangeRejected { initiative, story: text_id(4), reason: text(5) },
        Started { initiative, planned_end: jiff::civil::date(2026, 6, 30), report_due: time(6) },
        ReportFellDue { initiative },
        Reported { initiative, report: text(7), spent: vec![cents(8), cents(9)] },
        Closed { initiative },
        LeftoverReturnBegun {
            initiative,
            run: 10,
            cents: cents(11),
            reference: "2026-18".into(),
            paid: cents(12),
            extra: 13,
            at: time(23),
        },
        LeftoverShared { initiative, area: AreaId(14), run: 15, shares: shares(), relisted: Vec::new() },
        LeftoverReturned { initiative, run: 16, cents: cents(17) },
        NotCarriedOut { initiative, reason: text(18) },
        WriteOffProposed { initiative, by: person(19), reason: text(20) },
        WrittenOff { initiative, by: person(21), cents: cents(22) },
    )
}

fn delivery_forms() -> Vec<Sample> {
    let (initiative, area, run) = (InitiativeId(1), AreaId(2), 3);
    let shared =
        DeliveryEvent::LeftoverShared { initiative, area, run, shares: shares(), relisted: relisted() };
    vec![form("relisted", shared)]
}
