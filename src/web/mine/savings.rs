//! A resident's savings: what they can give and to whom, what they gave, and where it comes from.

use super::super::Site;
use super::super::cards::{self, Card};
use super::super::choice;
use super::super::comeback;
use super::super::live;
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::super::rules;
use super::Thanks;
use crate::app::activate::Activated;
use crate::app::choices;
use crate::app::programmes::Founded;
use crate::app::savings::{self, Given, Savings};
use crate::app::{initiatives, news};
use crate::domain::budget::Budget;
use crate::domain::wallet::{Lapse, LapsesTo};
use crate::domain::{Actor, BookId, BudgetId, InitiativeId, Timestamp};
use askama::Template;
use axum::response::Html;
use std::collections::{BTreeMap, BTreeSet};

/// How many initiatives something can be given to on one page.
const SHOWN: usize = 30;

/// Of how many lots it is said that they were not given in time.
const LAPSED_SHOWN: usize = 3;

/// What was typed, what is wrong with it, and what was done before.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Amounts as they were typed, by initiative.
    pub amounts: BTreeMap<i64, String>,
    /// What is wrong with one of them, by initiative.
    pub errors: BTreeMap<i64, String>,
    /// What is wrong with all of them.
    pub error: Option<String>,
    /// What was done just before.
    pub thanks: Thanks,
    /// The initiative whose page they come from.
    pub wanted: Option<i64>,
}

#[derive(Template)]
#[template(path = "mine/savings.html")]
struct Page {
    reader: Reader,
    key: String,
    free: String,
    has_free: bool,
    whole: bool,
    /// The money it speaks of.
    money: String,
    choices: Vec<Choice>,
    /// What becomes of it if an initiative does not go on.
    returned: String,
    given: Vec<Gift>,
    lots: Vec<Line>,
    lapsed: Vec<String>,
    /// What becomes of their next cheques by themselves.
    standing: Vec<String>,
    /// The address that opens all of it too, hidden but for its first letters.
    mail: Option<String>,
    /// Where what changes comes from, if anything does.
    stream: Option<String>,
    typed: Typed,
}

/// An initiative to give to.
struct Choice {
    card: Card,
    amount: String,
    error: Option<String>,
}

/// What was given to an initiative.
struct Gift {
    card: Card,
    amount: String,
    can_take_back: bool,
    key: String,
    /// Whether its initiators told something since.
    has_news: bool,
    /// Whether they reported what was done.
    is_reported: bool,
}

/// A lot in the table.
struct Line {
    from: String,
    amount: String,
    until: String,
}

/// Shows it.
///
/// # Errors
/// The database's.
pub async fn render(
    site: &Site,
    reader: Reader,
    founded: &Founded,
    activated: &Activated,
    typed: Typed,
) -> Result<Html<String>, Problem> {
    let (app, book) = (&site.app, founded.book);
    let savings = savings::find(app, book, activated.actor).await?.ok_or(Problem::NotFound)?;
    let (now, place) = (app.now(), (founded.slug.as_str(), &founded.state.zone));
    let card = |told: &initiatives::Told| Card::new(&reader, place, told, now);
    let open = open(site, book, &typed).await?;
    let choices = open.iter().filter(|told| cards::takes(told, now)).map(|told| Choice {
        card: card(told),
        amount: typed.amounts.get(&told.id.0).cloned().unwrap_or_default(),
        error: typed.errors.get(&told.id.0).cloned(),
    });
    let supported: Vec<InitiativeId> = savings.given.iter().map(|given| given.to.id).collect();
    let told_of = news::told_of(app, book, &supported).await?;
    let gift = |given: &Given| Gift {
        card: card(&given.to),
        amount: reader.euros(given.cents),
        can_take_back: !given.in_pot.is_zero() && gives_back(given, now),
        key: app.fresh_key().to_string(),
        has_news: told_of.contains(&given.to.id),
        is_reported: given.to.state.delivery.as_ref().is_some_and(|delivery| delivery.report.is_some()),
    };
    let lapsed = |lapse: &Lapse| {
        let day = reader.day(founded.state.zone.last_day_before(lapse.until));
        let key = match lapse.to {
            LapsesTo::CommonPot => "savings-lapsed",
            LapsesTo::Budget => "savings-lapsed-budget",
        };
        reader.fill(key, &[("amount", reader.euros(lapse.cents).into()), ("day", day.into())])
    };
    let today = founded.state.rules_of(founded.state.rules_version()).map_err(Problem::Refused)?;
    let shown = open.iter().chain(savings.given.iter().map(|given| &given.to));
    let page = Page {
        stream: live::address(&reader, &founded.slug, shown),
        key: app.fresh_key().to_string(),
        free: reader.euros(savings.free),
        has_free: !savings.free.is_zero(),
        whole: matches!(activated.actor, Actor::Resident(_)),
        money: super::money(activated),
        choices: choices.collect(),
        returned: rules::returned(&reader, today.pot_return_days),
        given: savings.given.iter().map(gift).collect(),
        lots: lines(site, &reader, founded, &savings).await?,
        lapsed: savings.lapsed.iter().take(LAPSED_SHOWN).map(lapsed).collect(),
        standing: standing(site, &reader, founded, (activated.actor, &savings)).await?,
        mail: comeback::address(site, book, activated.actor).await?,
        typed,
        reader: reader.clone(),
    };
    Ok(Html(page.render()?))
}

/// The initiatives to choose from: the one they come from first. What they typed an amount at stays on the page, also
/// where the list has no room for it.
async fn open(site: &Site, book: BookId, typed: &Typed) -> Result<Vec<initiatives::Told>, Problem> {
    let listed = initiatives::taking(&site.app, book, SHOWN).await?;
    let filled =
        typed.amounts.iter().filter(|(_, amount)| !amount.trim().is_empty()).map(|(number, _)| *number);
    let asked = typed.wanted.into_iter().chain(filled).map(InitiativeId);
    let missing: BTreeSet<_> = asked.filter(|asked| listed.iter().all(|told| told.id != *asked)).collect();
    let mut open = initiatives::find_all(&site.app, book, missing).await?;
    open.extend(listed);
    open.sort_by_key(|told| Some(told.id.0) != typed.wanted);
    Ok(open)
}

/// What they chose for their next cheques.
async fn standing(
    site: &Site,
    reader: &Reader,
    founded: &Founded,
    (actor, savings): (Actor, &Savings),
) -> Result<Vec<String>, Problem> {
    let Actor::Resident(wallet) = actor else { return Ok(Vec::new()) };
    let held = choices::held(&site.app, founded.book, (wallet, &savings.lots)).await?;
    Ok(held.into_iter().map(|standing| choice::says(reader, founded, (standing, wallet))).collect())
}

/// The lots that can still be given from.
async fn lines(
    site: &Site,
    reader: &Reader,
    founded: &Founded,
    savings: &Savings,
) -> Result<Vec<Line>, Problem> {
    let budgets: BTreeSet<BudgetId> = savings.lots.iter().map(|(_, lot)| lot.budget).collect();
    let budgets = site.app.look_all::<Budget>(founded.book, budgets).await?;
    let issuer = |budget: BudgetId| {
        let (_, state) = budgets.iter().find(|(id, _)| *id == budget.0)?;
        founded.state.issuers.get(&i64::from(state.issuer)).cloned()
    };
    let now = site.app.now();
    let lots = savings.lots.iter().filter(|(_, lot)| !lot.free.is_zero() && now < lot.until());
    let line = |(_, lot): &(_, crate::domain::wallet::Lot)| Line {
        from: issuer(lot.budget).unwrap_or_default(),
        amount: reader.euros(lot.free),
        until: reader.day(founded.state.zone.last_day_before(lot.until())),
    };
    Ok(lots.map(line).collect())
}

/// Whether pledges can be taken back from it at this moment; a pause does not hold money.
pub fn gives_back(given: &Given, now: Timestamp) -> bool {
    use crate::domain::initiative::InitiativeStatus as Status;
    let state = &given.to.state;
    matches!(state.status, Status::Open | Status::Paused | Status::Explained) && now < state.until
}
