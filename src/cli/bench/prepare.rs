//! The untimed part of a benchmark: a book with initiatives, and cheques as they are needed.

use super::{Bench, key, now};
use crate::app::Wish;
use crate::app::issue::{self, Page};
use crate::app::texts;
use crate::cli::CliError;
use crate::domain::budget::{BudgetCommand, BudgetEvent, Conditions};
use crate::domain::calendar::Zone;
use crate::domain::initiative::{InitiativeCommand, Plan};
use crate::domain::programme::{ProgrammeCommand, Rules};
use crate::domain::round::{RoundCommand, RoundEvent, WantedPart};
use crate::domain::{Actor, AreaId, Cents, ChequeId, Event, InitiativeId, IssuerId, RoundId};

/// Initiatives that pledges are spread over.
pub const INITIATIVES: usize = 100;
/// What a cheque is worth: three pledges.
pub const CHEQUE_CENTS: i64 = 3 * PLEDGE_CENTS;
/// What a pledge is worth.
pub const PLEDGE_CENTS: i64 = 300;
/// What initiatives say, in some of the words that pages have to show.
const WORDS: &str = "Een bankje onder de linde\nWe zetten een bankje neer waar u onderweg even kunt zitten. De gemeente \
                     vindt het goed, en in het voorjaar verven we het met de kinderen van de school.";
/// A target no benchmark reaches.
const TARGET_CENTS: i64 = 1_000_000_000_000;

/// Founds the book if need be, and opens initiatives for this run.
pub async fn initiatives(bench: &Bench) -> Result<Vec<InitiativeId>, CliError> {
    let found =
        ProgrammeCommand::Found { name: "Bench".into(), zone: Zone::amsterdam(), rules: Rules::default() };
    bench.system(found).await?;
    bench
        .system(ProgrammeCommand::AddArea { name: "Bench".into(), postcodes: Vec::new(), cbs: None })
        .await?;
    bench.system(ProgrammeCommand::AddPurpose { name: "bench".into() }).await?;
    bench.system(ProgrammeCommand::AddIssuer { name: "Bench".into() }).await?;
    let mut opened = Vec::with_capacity(INITIATIVES);
    for _ in 0..INITIATIVES {
        opened.push(initiative(bench).await?);
    }
    Ok(opened)
}

async fn initiative(bench: &Bench) -> Result<InitiativeId, CliError> {
    let (story, row) =
        texts::make(&bench.app, None, WORDS).map_err(|why| CliError::Other(why.to_string()))?;
    let plan = Plan { purpose: "bench".into(), story, target: cents(TARGET_CENTS)?, lines: Vec::new() };
    let draft = InitiativeCommand::Draft { area: AreaId(1), plan, person: None, wallets: Vec::new() };
    let mut wish = Wish::new(key(), Actor::System, draft);
    wish.rows.texts.push(row);
    let events = bench.ask(wish).await?;
    let Some(Event::Initiative(event)) = events.first() else {
        return Err(CliError::Other(format!("an initiative was drafted as {events:?}")));
    };
    let initiative = event.initiative();
    bench.system(InitiativeCommand::Submit { initiative }).await?;
    bench.system(InitiativeCommand::Approve { initiative }).await?;
    let zone = Zone::amsterdam();
    let last_day = zone.months_later(zone.local_day(now()), 12);
    bench.system(InitiativeCommand::Open { initiative, last_day }).await?;
    Ok(initiative)
}

/// Issues a round of so many cheques and opens it; the numbers of its cheques.
pub async fn cheques(bench: &Bench, count: i64) -> Result<std::ops::Range<i64>, CliError> {
    let value = cents(count * CHEQUE_CENTS)?;
    let (reference, conditions) =
        (format!("bench-{:08x}-{:08x}", rand::random::<u32>(), rand::random::<u32>()), Conditions::default());
    let receive = BudgetCommand::Receive { issuer: IssuerId(1), cents: value, reference, conditions };
    let events = bench.system(receive).await?;
    let Some(Event::Budget(BudgetEvent::Received { budget, .. })) = events.first() else {
        return Err(CliError::Other(format!("a budget was received as {events:?}")));
    };
    let parts = vec![WantedPart { budget: *budget, cents: cents(CHEQUE_CENTS)? }];
    let events = bench.system(RoundCommand::Draft { title: "Bench".into(), area: AreaId(1), parts }).await?;
    let Some(Event::Round(event)) = events.first() else {
        return Err(CliError::Other(format!("a round was drafted as {events:?}")));
    };
    let round = event.round();
    let list = "0".repeat(64);
    let check = RoundCommand::CheckList {
        round,
        list,
        cheques: vec![count],
        duplicates: 0,
        missing: 0,
        own_tenants: vec![],
    };
    bench.system(check).await?;
    let key_version = bench.app.keys.newest_code_version();
    let events = bench.system(RoundCommand::BeginIssue { round, key_version }).await?;
    let Some(Event::Round(RoundEvent::IssueBegun { first_cheque, .. })) = events.first() else {
        return Err(CliError::Other(format!("issuing began as {events:?}")));
    };
    let first = first_cheque.0;
    let mut next = first;
    while next < first + count {
        let page = (first + count - next).min(crate::domain::round::CHEQUES_A_PAGE);
        issue_page(bench, round, next, page).await?;
        next += page;
    }
    bench.system(RoundCommand::ReleaseLetters { round }).await?;
    Ok(first..first + count)
}

async fn issue_page(bench: &Bench, round: RoundId, first: i64, count: i64) -> Result<(), CliError> {
    let page = Page { first: ChequeId(first), count, key_version: bench.app.keys.newest_code_version() };
    let wish = issue::page_wish(&bench.app, bench.book, round, &page).await?;
    bench.ask(wish).await?;
    Ok(())
}

fn cents(amount: i64) -> Result<Cents, CliError> {
    Cents::new(amount).map_err(|error| CliError::Other(error.to_string()))
}
