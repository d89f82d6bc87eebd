//! What becomes of the next cheques by themselves: a resident's standing choice.

use super::forms;
use super::history::{self, Name};
use super::problem::Problem;
use super::reader::Reader;
use super::visitor::{Opened, Sent};
use super::{Site, mine, refused};
use crate::app::activate::Activated;
use crate::app::programmes::Founded;
use crate::app::visits::{self, Visit};
use crate::app::writer::Failure;
use crate::app::{choices, new_code, savings};
use crate::domain::household::{Choice, StandingChoice};
use crate::domain::{Actor, ChequeId, HouseholdId, LotId, WalletId};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Whether something was just saved.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Before {
    #[serde(default, rename = "bewaard")]
    saved: bool,
}

#[derive(Template)]
#[template(path = "choice/page.html")]
struct Page {
    reader: Reader,
    key: String,
    /// The money it speaks of.
    money: String,
    saved: bool,
    /// What is wrong, and with which of several households.
    error: Option<(Option<HouseholdId>, String)>,
    /// Whether the whole wallet was shown: a single letter decides about no others.
    whole: bool,
    months: i64,
    homes: Vec<Home>,
}

/// A household whose next cheques can be chosen for.
struct Home {
    household: HouseholdId,
    /// A cheque that was sent there, and how its code ends, where there are several households.
    of: Option<(Name, Option<String>)>,
    /// What is chosen now, in a sentence.
    now: String,
    /// The value of what is ticked.
    ticked: &'static str,
    /// Whether it is chosen here; else at a desk.
    may_choose: bool,
}

/// Shows what is chosen.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    Opened { visit, activated }: Opened,
    before: Result<Query<Before>, QueryRejection>,
) -> Result<Html<String>, Problem> {
    let saved = before.is_ok_and(|Query(before)| before.saved);
    render(&site, reader, (&visit, &activated), (saved, None)).await
}

/// Makes or ends a choice.
pub async fn save(
    State(site): State<Site>,
    reader: Reader,
    Sent { by: Opened { visit, activated }, form }: Sent<Opened>,
) -> Result<Response, Problem> {
    let key = forms::key(&form)?;
    let household = forms::field(&form, "household").parse().map_err(|_| Problem::Unreadable)?;
    let choice = match forms::field(&form, "choice") {
        "save" => Some(Choice::Savings),
        "pot" => Some(Choice::CommonPot),
        "none" => None,
        _ => return Err(Problem::Unreadable),
    };
    let Actor::Resident(wallet) = activated.actor else {
        return Ok(Redirect::to(&reader.to("/mijn/vaste-keuze")).into_response());
    };
    if !mine::is_of_page(&form, &activated) {
        let why = Some((None, reader.say("give-other-money")));
        let page = render(&site, reader, (&visit, &activated), (false, why)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let why = match choices::make(&site.app, visit.book, (household, choice), (key, wallet)).await {
        Ok(_) => return Ok(Redirect::to(&reader.to("/mijn/vaste-keuze?bewaard=true")).into_response()),
        Err(Failure::Refused(refusal)) => refused::words(&refusal, &reader),
        Err(Failure::KeyReused) => reader.say("choice-sent-before"),
        Err(failure) => return Err(failure.into()),
    };
    let page = render(&site, reader, (&visit, &activated), (false, Some((Some(household), why)))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn render(
    site: &Site,
    reader: Reader,
    (visit, activated): (&Visit, &Activated),
    (saved, error): (bool, Option<(Option<HouseholdId>, String)>),
) -> Result<Html<String>, Problem> {
    let founded = mine::founded(site, visit.book).await?;
    let rules = founded.state.rules_of(founded.state.rules_version()).map_err(Problem::Refused)?;
    let mut homes = Vec::new();
    if let Actor::Resident(wallet) = activated.actor {
        let found = choices::find(&site.app, visit.book, wallet).await?;
        let mut names = match found.len() {
            0 | 1 => BTreeMap::new(),
            _ => names(site, &reader, &founded, (visit, activated)).await?,
        };
        for one in found {
            homes.push(Home {
                household: one.household,
                of: names.remove(&one.household),
                now: match one.standing {
                    Some(standing) => says(&reader, &founded, (standing, wallet)),
                    None if one.may_choose => reader.say("choice-now-none"),
                    None => reader.say("choice-at-desk"),
                },
                ticked: match one.standing.map(|standing| standing.choice) {
                    Some(Choice::Savings) => "save",
                    Some(Choice::CommonPot) => "pot",
                    None => "none",
                },
                may_choose: one.may_choose,
            });
        }
    }
    let is_one =
        |household: &HouseholdId| homes.len() > 1 && homes.iter().any(|home| home.household == *household);
    let error = error.map(|(household, why)| (household.filter(is_one), why));
    let (key, whole) = (site.app.fresh_key().to_string(), matches!(activated.actor, Actor::Resident(_)));
    let months = i64::from(rules.choice_months);
    Ok(Html(
        Page { reader, key, money: mine::money(activated), saved, error, whole, months, homes }.render()?,
    ))
}

/// A cheque of each household: how it is called, and how its code ends if it was shown, since letters to two homes may look
/// the same.
async fn names(
    site: &Site,
    reader: &Reader,
    founded: &Founded,
    (visit, activated): (&Visit, &Activated),
) -> Result<BTreeMap<HouseholdId, (Name, Option<String>)>, Problem> {
    let (app, wallet) = (&site.app, activated.wallet);
    let savings = savings::find(app, founded.book, activated.actor).await?.ok_or(Problem::NotFound)?;
    let shown: BTreeMap<LotId, ChequeId> = visits::letters(app, visit, wallet)
        .await?
        .into_iter()
        .map(|(lot, entry)| (lot, entry.cheque))
        .collect();
    // The later ones stay: the newest of those that were shown, or else the newest.
    let mut lots: Vec<_> = savings.lots.iter().map(|(id, lot)| (lot.household, *id)).collect();
    lots.sort_by_key(|(_, lot)| (shown.contains_key(lot), *lot));
    let chosen: BTreeMap<HouseholdId, LotId> = lots.into_iter().collect();
    let cheques = chosen.values().filter_map(|lot| shown.get(lot).copied());
    let mut endings = new_code::endings(app, founded.book, cheques).await?;
    let names = history::names(site, reader, founded, (wallet, chosen.values().copied())).await?;
    let household = |name: Name| {
        let (household, _) = chosen.iter().find(|(_, lot)| **lot == name.lot)?;
        let ending = shown.get(&name.lot).and_then(|cheque| endings.remove(cheque));
        Some((*household, (name, ending)))
    };
    Ok(names.into_iter().filter_map(household).collect())
}

/// What is said of a choice that holds to whoever holds this wallet.
pub fn says(reader: &Reader, founded: &Founded, (standing, wallet): (StandingChoice, WalletId)) -> String {
    let key = match (standing.wallet == wallet, standing.choice) {
        (false, _) => "choice-now-others",
        (true, Choice::Savings) => "choice-now-save",
        (true, Choice::CommonPot) => "choice-now-pot",
    };
    reader.say_with(key, "day", reader.day(founded.state.zone.last_day_before(standing.until)))
}
