//! Samples: the programme, budgets, rounds.

use super::sample::{cents, person, text, time};
use super::{Sample, form, samples};
use wijkkas::domain::budget::{BudgetEvent, Conditions};
use wijkkas::domain::calendar::Zone;
use wijkkas::domain::programme::{Leftover, ProgrammeEvent, Reconsideration, Rules, Spend};
use wijkkas::domain::round::{PartCounts, PlannedPart, ReservedPart, RoundEvent, Settlement};
use wijkkas::domain::{AreaId, BudgetId, ChequeId, IssuerId, RoundId};

/// All samples of these rooms.
pub fn samples() -> Vec<Sample> {
    [programme(), budget(), round(), round_forms()].into_iter().flatten().collect()
}

fn rules() -> Rules {
    Rules {
        activate_months: 1,
        grace_days: 2,
        spend: Spend::Months(3),
        pot_return_days: 4,
        leftover: Leftover::CommonPot,
        threshold_percent: 5,
        support_needed: 6,
        own_pledge_percent: 7,
        reconsideration: Some(Reconsideration { explain_working_days: 8, days: 9 }),
        campaign_months: 10,
        payout_days: 14,
        report_weeks: 11,
        choice_months: 12,
        erasure_cooling_days: 13,
    }
}

fn programme() -> Vec<Sample> {
    let other =
        Rules { spend: Spend::WithRound, leftover: Leftover::Budget, reconsideration: None, ..rules() };
    let mut samples = samples!(ProgrammeEvent:
        Founded { name: "Wijkkas \"West\" é".into(), zone: Zone::amsterdam(), rules: rules() },
        AreaAdded {
            area: AreaId(1),
            name: "West".into(),
            postcodes: vec!["1055".into(), "1056AB".into()],
            cbs: None,
        },
        FundHolderNamed { name: "Stichting Wijkkas".into() },
        PurposeAdded { name: "green".into() },
        IssuerAdded { issuer: IssuerId(1), name: "Havensteder".into() },
        RulesChanged { version: 2, rules: rules() },
    );
    let cbs = Some("BU0363AD01".into());
    let coded = ProgrammeEvent::AreaAdded { area: AreaId(2), name: "Oost".into(), postcodes: vec![], cbs };
    samples.push(form("cbs", coded));
    samples.push(form("other", ProgrammeEvent::RulesChanged { version: 3, rules: other }));
    samples
}

fn budget() -> Vec<Sample> {
    let (budget, issuer, reference) = (BudgetId(1), IssuerId(2), String::from("NL-2026/1"));
    let conditions = Conditions {
        purposes: vec!["green".into(), "play".into()],
        areas: vec![AreaId(3), AreaId(4)],
        own_tenants_only: true,
        max_per_initiative: Some(cents(5)),
    };
    let free = BudgetEvent::Received {
        budget,
        issuer,
        cents: cents(6),
        reference: reference.clone(),
        conditions: Conditions::default(),
    };
    let mut samples = samples!(BudgetEvent:
        Received { budget, issuer, cents: cents(6), reference: reference.clone(), conditions },
        ToppedUp { budget, issuer, cents: cents(7), reference: reference.clone() },
        CarriedOver { budget, into: BudgetId(8), cents: cents(9) },
        ReturnProposed { budget, by: person(12), cents: cents(11), reference: reference.clone() },
        Returned { budget, issuer, by: person(13), cents: cents(10), reference },
    );
    samples.push(form("free", free));
    samples
}

fn round() -> Vec<Sample> {
    let (round, budget, first) = (RoundId(1), BudgetId(2), ChequeId(3));
    let planned = PlannedPart { budget, issuer: IssuerId(4), each: cents(9) };
    let reserved = ReservedPart { budget, issuer: IssuerId(4), cents: cents(16) };
    let figures = PartCounts { budget, issued: 5, activated: 6, lapsed: 7 };
    let settlement = Settlement {
        budget,
        issued: cents(33),
        lapsed: cents(34),
        common: cents(35),
        paid: cents(36),
        returned: cents(37),
    };
    samples!(RoundEvent:
        Drafted { round, title: "Spring".into(), area: AreaId(8), parts: vec![planned], rules: 10 },
        ListChecked { round, list: "ab".repeat(32), cheques: vec![11, 12], duplicates: 13, missing: 14 },
        IssueBegun {
            round,
            first_cheque: first,
            cheques: 15,
            parts: vec![reserved],
            key_version: 17,
        },
        ChequesIssued {
            round,
            part: 18,
            budget,
            first,
            count: 19,
            each: cents(20),
            cents: cents(21),
            key_version: 22,
            attempts: Vec::new(),
        },
        Issued { round },
        LettersReleased { round, activate_until: time(23), grace_until: time(24) },
        GraceBegun { round },
        ClosingBegun { round },
        ChequesLapsed {
            round,
            part: 25,
            budget,
            first,
            count: 26,
            cheques: vec![ChequeId(27), ChequeId(28)],
            cents: cents(29),
        },
        Closed { round, parts: vec![figures] },
        FinallySettled { round, parts: vec![settlement] },
        CancelBegun { round, reason: text(31) },
        ChequesWithdrawn { round, part: 30, budget, first, count: 31, cents: cents(32) },
        Cancelled { round },
    )
}

fn round_forms() -> Vec<Sample> {
    let again = RoundEvent::ChequesIssued {
        round: RoundId(1),
        part: 0,
        budget: BudgetId(2),
        first: ChequeId(3),
        count: 4,
        each: cents(5),
        cents: cents(20),
        key_version: 6,
        attempts: vec![(ChequeId(4), 7)],
    };
    vec![form("attempts", again)]
}
