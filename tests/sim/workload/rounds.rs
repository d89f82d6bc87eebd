//! What the programme's staff ask: areas, issuers, rules, budgets, rounds.

use super::{Draw, Wish, by, cents, staff, staff_member, words};
use wijkkas::domain::budget::{Budget, BudgetCommand, Conditions};
use wijkkas::domain::calendar::Zone;
use wijkkas::domain::programme::{Leftover, Programme, ProgrammeCommand, Reconsideration, Rules, Spend};
use wijkkas::domain::round::{Round, RoundCommand, RoundStatus, WantedPart};
use wijkkas::domain::{Actor, AreaId, BudgetId, ChequeId, IssuerId, ProgrammeId, Role, RoundId};

/// What initiatives may be for.
pub const PURPOSES: [&str; 3] = ["green", "play", "meet"];

/// The command that begins the book.
pub fn found(draw: &mut Draw) -> ProgrammeCommand {
    ProgrammeCommand::Found { name: "Wijkkas West".into(), zone: Zone::amsterdam(), rules: rules(draw) }
}

/// Short times, so that much comes to its end.
fn rules(draw: &mut Draw) -> Rules {
    let dice = &mut *draw.dice;
    let small = |dice: &mut crate::dice::Dice, least, most| {
        u32::try_from(dice.between(least, most)).expect("a small number")
    };
    let pause = Reconsideration { explain_working_days: small(dice, 0, 3), days: small(dice, 0, 5) };
    Rules {
        activate_months: small(dice, 0, 1),
        grace_days: small(dice, 0, 14),
        spend: if dice.chance(8_000) { Spend::Months(small(dice, 1, 4)) } else { Spend::WithRound },
        pot_return_days: small(dice, 0, 60),
        leftover: if dice.chance(7_000) { Leftover::CommonPot } else { Leftover::Budget },
        threshold_percent: small(dice, 50, 100),
        support_needed: small(dice, 0, 3),
        own_pledge_percent: small(dice, 10, 100),
        reconsideration: dice.chance(6_000).then_some(pause),
        campaign_months: small(dice, 1, 3),
        payout_days: small(dice, 0, 5),
        report_weeks: small(dice, 0, 6),
        choice_months: small(dice, 1, 3),
        erasure_cooling_days: small(dice, 0, 7),
    }
}

/// More areas, issuers, budgets, other rules.
pub fn enlarge(draw: &mut Draw) -> Wish {
    let number = draw.dice.between(1, 3);
    let command = match draw.dice.between(0, 9) {
        0..3 => {
            let (name, postcodes) = (format!("Area {number}"), vec![format!("123{number}")]);
            ProgrammeCommand::AddArea { name, postcodes, cbs: Some(format!("WK03630{number}")) }
        }
        3 => ProgrammeCommand::AddPurpose { name: PURPOSES[draw.dice.place(3)].into() },
        4 => ProgrammeCommand::NameFundHolder { name: format!("Fund holder {number}") },
        5 => ProgrammeCommand::AddIssuer { name: format!("Issuer {number}") },
        6 => ProgrammeCommand::ChangeRules { rules: rules(draw) },
        _ => return budget(draw),
    };
    by(staff(Role::Admin), command)
}

fn budget(draw: &mut Draw) -> Wish {
    let last = programme(draw).last_budget;
    let budget = BudgetId(draw.dice.between(1, last + 1));
    let reference = format!("NL{}", draw.dice.between(1, 9_999));
    let cents = cents(draw.dice.between(1, 50_000));
    // That of another receipt, so that one reference comes with other amounts and for other budgets.
    let known = draw.book.get::<Budget>(BudgetId(draw.dice.between(1, last + 1)));
    let known = known.and_then(|budget| budget.receipts.iter().next()).map(|(known, _)| known.to_string());
    let reference = known.filter(|_| draw.dice.chance(2_000)).unwrap_or(reference);
    let proposed = draw.book.get::<Budget>(budget).and_then(|budget| budget.proposed_return.as_ref());
    let proposed =
        proposed.map_or((cents, reference.clone()), |proposal| (proposal.cents, proposal.reference.clone()));
    let command = match draw.dice.between(0, 4) {
        0 => return receive(draw),
        1 => BudgetCommand::TopUp { budget, cents, reference },
        2 => {
            let into = BudgetId(draw.dice.between(1, last + 1));
            BudgetCommand::CarryOver { budget, into, cents }
        }
        3 => BudgetCommand::ProposeReturn { budget, cents, reference },
        _ => BudgetCommand::ApproveReturn { budget, cents: proposed.0, reference: proposed.1 },
    };
    by(staff_member(Role::Treasurer, draw), command)
}

fn receive(draw: &mut Draw) -> Wish {
    let mut conditions = Conditions::default();
    if draw.dice.chance(3_000) {
        conditions.areas = vec![AreaId(1)];
    }
    if draw.dice.chance(2_000) {
        conditions.purposes = vec!["green".into()];
    }
    if draw.dice.chance(3_000) {
        conditions.max_per_initiative = Some(cents(draw.dice.between(100, 4_000)));
    }
    let command = BudgetCommand::Receive {
        issuer: IssuerId(draw.dice.between(1, 2)),
        cents: cents(draw.dice.between(100_000, 2_000_000)),
        reference: format!("NL{}", draw.dice.between(1, 9_999)),
        conditions,
    };
    by(staff(Role::Treasurer), command)
}

fn programme<'a>(draw: &Draw<'a>) -> &'a Programme {
    draw.book.get(ProgrammeId::ONLY).expect("it was founded")
}

/// The next step of the newest round, or a new one when it is over or, rarely, beside it.
pub fn step(draw: &mut Draw) -> Wish {
    let programme = programme(draw);
    if programme.areas.len() < 2 || programme.issuers.len() < 2 {
        return enlarge(draw);
    }
    let id = RoundId(programme.last_round);
    let Some(round) = draw.book.get::<Round>(id) else { return plan(draw) };
    let admin = |command: RoundCommand| by(staff(Role::Admin), command);
    match round.status {
        RoundStatus::Closed | RoundStatus::Settled | RoundStatus::Cancelled => plan(draw),
        RoundStatus::Drafted => admin(check_list(id, round, draw)),
        _ if draw.dice.chance(30) => admin(RoundCommand::Cancel { round: id, reason: words(draw) }),
        RoundStatus::Checked => admin(RoundCommand::BeginIssue { round: id, key_version: 1 }),
        RoundStatus::Issuing => by(Actor::System, issue_page(id, round, draw)),
        RoundStatus::Issued => admin(RoundCommand::ReleaseLetters { round: id }),
        RoundStatus::Open | RoundStatus::Grace if draw.dice.chance(100) => plan(draw),
        RoundStatus::Open | RoundStatus::Grace | RoundStatus::Closing | RoundStatus::Cancelling => {
            super::jobs::of_round(id, round, draw)
        }
    }
}

fn plan(draw: &mut Draw) -> Wish {
    let last = programme(draw).last_budget;
    let enough =
        |id: &i64| draw.book.get::<Budget>(BudgetId(*id)).is_some_and(|budget| budget.free.get() > 500_000);
    let budgets: Vec<i64> = ((last - 10).max(1)..=last).filter(enough).collect();
    if budgets.len() < 2 {
        return receive(draw);
    }
    let parts = (0..=draw.dice.between(0, 1)).filter_map(|_| {
        let budget = BudgetId(*draw.dice.pick(&budgets)?);
        Some(WantedPart { budget, cents: cents(draw.dice.between(1, 900)) })
    });
    let parts = parts.collect();
    let title = "A round".into();
    by(staff(Role::Admin), RoundCommand::Draft { title, area: AreaId(draw.dice.between(1, 2)), parts })
}

fn check_list(id: RoundId, round: &Round, draw: &mut Draw) -> RoundCommand {
    let many = draw.dice.chance(1_500);
    let cheques = round.parts.iter().map(|_| draw.dice.between(0, if many { 620 } else { 160 })).collect();
    let list = format!("{:064x}", draw.dice.id());
    RoundCommand::CheckList { round: id, list, cheques, duplicates: 0, missing: 0, own_tenants: vec![] }
}

fn issue_page(id: RoundId, round: &Round, draw: &mut Draw) -> RoundCommand {
    let first = round.next_cheque;
    let left = round.part_of(first).map_or(1, |(_, end)| end.0 - first.0);
    let count = draw.dice.between(1, left.min(500)).max(left.min(100));
    // A page may come late or out of order.
    let first = if draw.dice.chance(300) { ChequeId(first.0 + draw.dice.between(-1, 1)) } else { first };
    RoundCommand::IssueCheques { round: id, first, count, attempts: Vec::new() }
}
