//! Samples: cheques, wallets, households, initiatives, erasures.

use super::sample::{backs, cents, household, legs, lines, lot, person, text, text_id, time, wallet};
use super::{Sample, form, samples};
use wijkkas::domain::cheque::{Activation, ChequeEvent, NewCode, ReversalCause, ReversedTo, VoidReason};
use wijkkas::domain::erasure::ErasureEvent;
use wijkkas::domain::household::{Choice, HouseholdEvent};
use wijkkas::domain::initiative::{Ending, InitiativeEvent, Initiator};
use wijkkas::domain::wallet::{LapsesTo, LotKind, WalletEvent};
use wijkkas::domain::{
    Actor, AreaId, BudgetId, ChequeId, ErasureId, InitiativeId, Role, RoundId, Shown, TextRef,
};

/// All samples of these rooms.
pub fn samples() -> Vec<Sample> {
    let rooms = [
        cheque(),
        cheque_forms(),
        wallet_events(),
        wallet_forms(),
        households(),
        initiative(),
        initiative_forms(),
        erasure(),
    ];
    rooms.into_iter().flatten().collect()
}

const CHEQUE: ChequeId = ChequeId(1);

fn activation() -> Activation {
    Activation {
        cheque: CHEQUE,
        round: RoundId(2),
        budget: BudgetId(3),
        area: AreaId(4),
        wallet: wallet(5),
        lot: lot(6),
        kind: LotKind::Cheque,
        household: household(7),
        cents: cents(8),
        spend_by: time(9),
        retired: Vec::new(),
    }
}

fn code() -> NewCode {
    NewCode { generation: 2, key_version: 3, attempt: 4 }
}

fn reversal(to: ReversedTo, cause: ReversalCause) -> ChequeEvent {
    ChequeEvent::ActivationReversed {
        cheque: CHEQUE,
        round: RoundId(2),
        budget: BudgetId(3),
        wallet: wallet(4),
        lot: lot(5),
        cents: cents(6),
        kept: cents(7),
        to,
        cause,
    }
}

fn cheque() -> Vec<Sample> {
    samples!(ChequeEvent:
        Activated(activation()),
        ActivatedByStandingChoice(activation()),
        MarkedUndeliverable { cheque: CHEQUE },
        UndeliverableUndone { cheque: CHEQUE },
        Replaced { cheque: CHEQUE, code: code() },
        Extended { cheque: CHEQUE, until: time(2) },
        Voided { cheque: CHEQUE, reason: VoidReason::Lost },
        VoidUndone { cheque: CHEQUE },
        ActivationReversed {
            cheque: CHEQUE,
            round: RoundId(2),
            budget: BudgetId(3),
            wallet: wallet(4),
            lot: lot(5),
            cents: cents(6),
            kept: cents(7),
            to: ReversedTo::Unactivated(code()),
            cause: ReversalCause::Asked(text(8)),
        },
        Lapsed { cheque: CHEQUE, round: RoundId(2), budget: BudgetId(3), cents: cents(4) },
    )
}

fn cheque_forms() -> Vec<Sample> {
    let voided = |reason| ChequeEvent::Voided { cheque: CHEQUE, reason };
    let retired = vec![lot(10), lot(11)];
    vec![
        form("retired", ChequeEvent::Activated(Activation { retired, ..activation() })),
        form("moved", voided(VoidReason::Moved)),
        form("deceased", voided(VoidReason::Deceased)),
        form("fraud", voided(VoidReason::Fraud)),
        form("other", voided(VoidReason::Other(text(2)))),
        form("voided", reversal(ReversedTo::Budget, ReversalCause::Voided(VoidReason::Moved))),
    ]
}

fn wallet_events() -> Vec<Sample> {
    let (wallet, initiative, area, budget) = (wallet(1), InitiativeId(2), AreaId(3), BudgetId(4));
    samples!(WalletEvent:
        Pledged { wallet, initiative, legs: legs(), residents: 5, households: 6, own: false },
        Withdrawn { wallet, initiative, legs: backs(), residents: 7, households: 8, own: false },
        ReturnedByReversal {
            wallet,
            initiative,
            leg: backs().remove(0),
            residents: 9,
            households: 10,
            own: false,
        },
        LotLapsed { lot: lot(11), budget, area, cents: cents(12), to: LapsesTo::CommonPot },
        GivenToCommonPot { wallet, area, legs: legs() },
    )
}

fn wallet_forms() -> Vec<Sample> {
    let (wallet, initiative, area, budget) = (wallet(1), InitiativeId(2), AreaId(3), BudgetId(4));
    let (residents, households, own) = (0, 0, true);
    let leg = backs().remove(1);
    let to = LapsesTo::Budget;
    vec![
        form("own", WalletEvent::Pledged { wallet, initiative, legs: legs(), residents, households, own }),
        form("own", WalletEvent::Withdrawn { wallet, initiative, legs: backs(), residents, households, own }),
        form("own", WalletEvent::ReturnedByReversal { wallet, initiative, leg, residents, households, own }),
        form("budget", WalletEvent::LotLapsed { lot: lot(11), budget, area, cents: cents(12), to }),
    ]
}

fn households() -> Vec<Sample> {
    let (household, wallet, until) = (household(1), wallet(2), time(3));
    let common = HouseholdEvent::StandingChoiceMade { household, wallet, choice: Choice::CommonPot, until };
    let mut samples = samples!(HouseholdEvent:
        StandingChoiceMade { household, wallet, choice: Choice::Savings, until },
        StandingChoiceEndedByResident { household, wallet },
        StandingChoiceLapsed { household, wallet },
        StandingChoiceEndedByReversal { household, wallet },
        TenancyEnded { household },
    );
    samples.push(form("common", common));
    samples
}

fn initiative() -> Vec<Sample> {
    let (initiative, area) = (InitiativeId(1), AreaId(2));
    let (residents, households) = (3, 4);
    let purpose = || String::from("green");
    samples!(InitiativeEvent:
        Drafted {
            initiative,
            area,
            purpose: purpose(),
            person: Some(person(5)),
            wallets: vec![wallet(6), wallet(7)],
            story: text(8),
            target: cents(9),
            lines: lines(),
        },
        Edited { initiative, area, purpose: purpose(), story: text(10), target: cents(11), lines: lines() },
        InitiatorAdded { initiative, initiator: Initiator::Person(person(12)) },
        InitiatorLeft { initiative, person: person(12) },
        Submitted { initiative },
        ChangesAsked { initiative, reason: text(13) },
        Approved { initiative },
        Rejected { initiative, reason: text(14) },
        Opened { initiative, rules: 15, deadline: time(16) },
        Paused { initiative, reason: text(17) },
        Resumed { initiative },
        Funded { initiative, cents: cents(18), residents, households },
        FundedPartly { initiative, cents: cents(19), residents, households },
        ReconsiderationBegun { initiative, explain_by: time(20) },
        ReconsiderationExplained { initiative, explanation: text(21), until: time(22) },
        FailedForMoney { initiative, ending: ending(None) },
        FailedForSupport { initiative, ending: ending(None) },
        FailedUnexplained { initiative, ending: ending(None) },
        CancelledByInitiator { initiative, ending: ending(Some(text(25))) },
        CancelledByModerator { initiative, ending: ending(Some(text(26))) },
        CancelledBySystem { initiative, ending: ending(Some(text(27))) },
        GivenUp { initiative, ending: ending(Some(text(28))) },
        PledgesReturned { initiative, area, legs: backs() },
        ReturnFinished { initiative },
    )
}

fn ending(reason: Option<TextRef>) -> Ending {
    Ending { reason, cents: cents(23), residents: 6, households: 7, at: time(24) }
}

fn initiative_forms() -> Vec<Sample> {
    let initiative = InitiativeId(1);
    let drafted = InitiativeEvent::Drafted {
        initiative,
        area: AreaId(2),
        purpose: "green".into(),
        person: None,
        wallets: Vec::new(),
        story: text(3),
        target: cents(4),
        lines: Vec::new(),
    };
    vec![
        form("minimal", drafted),
        form(
            "wallet",
            InitiativeEvent::InitiatorAdded { initiative, initiator: Initiator::Wallet(wallet(8)) },
        ),
    ]
}

fn erasure() -> Vec<Sample> {
    let (erasure, until) = (ErasureId(1), time(2));
    let texts = vec![text_id(3), text_id(4)];
    let asked = |by, person| ErasureEvent::Asked { erasure, by, person, texts: vec![text_id(5)], until };
    let mut samples = samples!(ErasureEvent:
        Asked {
            erasure,
            by: Actor::Initiator(person(6)),
            person: Some(person(6)),
            texts: texts.clone(),
            until,
        },
        Withdrawn { erasure },
        Kept { erasure, reason: text(7) },
        Done { erasure, person: Some(person(8)), texts },
    );
    let roles = [Role::Admin, Role::Treasurer, Role::Moderator, Role::Broker, Role::Desk, Role::Auditor];
    for (role, form_of) in
        roles.into_iter().zip(["admin", "treasurer", "moderator", "broker", "desk", "auditor"])
    {
        samples.push(form(form_of, asked(Actor::Staff(role, person(9)), None)));
    }
    samples.push(form("resident", asked(Actor::Resident(wallet(10)), None)));
    samples.push(form("holder", asked(Actor::Holder(lot(11)), None)));
    let beside = |shown| asked(Actor::AtDesk(person(12), shown), None);
    samples.push(form("desk for a wallet", beside(Shown::Wallet(wallet(13)))));
    samples.push(form("desk for a lot", beside(Shown::Lot(lot(14)))));
    samples.push(form("system", asked(Actor::System, None)));
    samples.push(form("texts", ErasureEvent::Done { erasure, person: None, texts: Vec::new() }));
    samples
}
