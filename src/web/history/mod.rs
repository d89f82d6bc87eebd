//! What became of a resident's money: a page that tells it cheque by cheque, and a receipt to print.

mod receipt;

pub use receipt::page as receipt;

use super::Site;
use super::cards;
use super::mine;
use super::problem::Problem;
use super::reader::Reader;
use super::visitor::Opened;
use crate::app::activate::Activated;
use crate::app::history::{self, Entry, History, Part, Past, What};
use crate::app::programmes::Founded;
use crate::app::visits::Visit;
use crate::domain::budget::Budget;
use crate::domain::wallet::Stage;
use crate::domain::{Actor, BudgetId, InitiativeId, LotId, WalletId};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Html;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Which part is asked for.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Asked {
    /// Lots older than this one.
    #[serde(default, rename = "voor")]
    older_than: Option<LotId>,
    /// One lot only.
    #[serde(default, rename = "cheque")]
    lot: Option<LotId>,
    /// What happened to it before this event.
    #[serde(default, rename = "tot")]
    before: Option<i64>,
}

impl Asked {
    fn part(self) -> Part {
        match self.lot {
            Some(lot) => Part::Entries(lot, self.before.unwrap_or(i64::MAX)),
            None => Part::Lots(self.older_than),
        }
    }
}

#[derive(Template)]
#[template(path = "history/page.html")]
struct Page {
    reader: Reader,
    whole: bool,
    cheques: Vec<Cheque>,
    /// The address of the cheques before these.
    older: Option<String>,
}

/// A cheque, and what became of it.
struct Cheque {
    number: usize,
    heading: String,
    from: String,
    /// Where its money is now, in sentences.
    now: Vec<Line>,
    /// What happened, the latest first.
    lines: Vec<Line>,
    /// The address of what happened before that.
    older: Option<String>,
}

/// A sentence about an amount, perhaps with an initiative behind it.
struct Line {
    day: String,
    words: String,
    initiative: Option<Named>,
    amount: String,
}

/// An initiative.
struct Named {
    title: String,
    address: String,
    status: String,
}

/// What sentences are made with.
struct Teller<'a> {
    site: &'a Site,
    reader: &'a Reader,
    founded: &'a Founded,
    history: &'a History,
    issuers: BTreeMap<i64, String>,
}

/// Shows it.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    Opened { visit, activated }: Opened,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Html<String>, Problem> {
    let (founded, history) = find(&site, (&visit, &activated), asked).await?;
    let teller = Teller::new(&site, &reader, &founded, &history).await?;
    let cheques = (1..).zip(&history.lots).map(|(number, past)| teller.cheque(number, past)).collect();
    let older = history.older.map(|lot| reader.to(&format!("/mijn/overzicht?voor={lot}")));
    let whole = matches!(activated.actor, Actor::Resident(_));
    Ok(Html(Page { reader: reader.clone(), whole, cheques, older }.render()?))
}

/// How a cheque is called where one is to be told from others.
pub struct Name {
    /// The lot it became.
    pub lot: LotId,
    /// What it was worth, and when it was used.
    pub heading: String,
    /// Whose money it was, as a sentence.
    pub from: String,
}

/// How these cheques of a wallet are called, the newest first.
///
/// # Errors
/// The database's.
pub async fn names(
    site: &Site,
    reader: &Reader,
    founded: &Founded,
    of: (WalletId, impl IntoIterator<Item = LotId>),
) -> Result<Vec<Name>, Problem> {
    let history = history::of_lots(&site.app, founded.book, of).await?;
    let teller = Teller::new(site, reader, founded, &history).await?;
    let name = |past: &Past| Name {
        lot: past.lot,
        heading: teller.heading(past),
        from: reader.say_with("history-from", "from", teller.issuer(past)),
    };
    Ok(history.lots.iter().map(name).collect())
}

/// The part that is asked for; what cannot be read asks for the newest.
async fn find(
    site: &Site,
    (visit, activated): (&Visit, &Activated),
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<(Founded, History), Problem> {
    let part = asked.map_or_else(|_| Asked::default(), |Query(asked)| asked).part();
    let founded = mine::founded(site, visit.book).await?;
    let history = history::find(&site.app, visit, activated, part).await?;
    Ok((founded, history.ok_or(Problem::NotFound)?))
}

impl<'a> Teller<'a> {
    async fn new(
        site: &'a Site,
        reader: &'a Reader,
        founded: &'a Founded,
        history: &'a History,
    ) -> Result<Self, Problem> {
        let budgets: BTreeSet<BudgetId> = history.lots.iter().map(|past| past.state.budget).collect();
        let budgets = site.app.look_all::<Budget>(founded.book, budgets).await?;
        let name = |(id, budget): (i64, Budget)| {
            Some((id, founded.state.issuers.get(&i64::from(budget.issuer)).cloned()?))
        };
        let issuers = budgets.into_iter().filter_map(name).collect();
        Ok(Self { site, reader, founded, history, issuers })
    }

    fn cheque(&self, number: usize, past: &Past) -> Cheque {
        let reader = self.reader;
        let older =
            past.older.map(|event| reader.to(&format!("/mijn/overzicht?cheque={}&tot={event}", past.lot)));
        Cheque {
            number,
            heading: self.heading(past),
            from: self.issuer(past),
            now: self.now(past),
            lines: past.entries.iter().map(|entry| self.line(entry)).collect(),
            older,
        }
    }

    /// What a cheque was worth, and when it was used.
    fn heading(&self, past: &Past) -> String {
        let (reader, worth) = (self.reader, self.reader.euros(past.worth));
        match past.entries.iter().find(|entry| entry.what == What::Activated) {
            Some(entry) => {
                reader.fill("history-cheque", &[("amount", worth.into()), ("day", self.day(entry).into())])
            }
            None => reader.say_with("history-cheque-older", "amount", worth),
        }
    }

    /// Whose budget a cheque was.
    fn issuer(&self, past: &Past) -> String {
        self.issuers.get(&past.state.budget.0).cloned().unwrap_or_default()
    }

    /// Where the money of a cheque is.
    fn now(&self, past: &Past) -> Vec<Line> {
        let reader = self.reader;
        let mut lines = Vec::new();
        let free = past.free(self.site.app.now());
        if !free.is_zero() {
            let day = reader.day(self.founded.state.zone.last_day_before(past.state.until()));
            let words = reader.say_with("history-free", "day", day);
            lines.push(Line { day: String::new(), words, initiative: None, amount: reader.euros(free) });
        }
        for place in past.places() {
            let paid = self.history.paid.get(&place.initiative.0);
            let words = match (place.stage, paid) {
                (Stage::Pot, _) => reader.say("history-in-pot"),
                (Stage::Payable, _) => reader.say("history-set-aside"),
                (Stage::Paid(_), None) => reader.say("history-paid"),
                (Stage::Paid(_), Some(&at)) => {
                    let day = reader.day(self.founded.state.zone.local_day(at));
                    reader.say_with("history-paid-on", "day", day)
                }
            };
            let (amount, initiative) = (reader.euros(place.cents), Some(self.named(place.initiative)));
            lines.push(Line { day: String::new(), words, initiative, amount });
        }
        lines
    }

    fn line(&self, entry: &Entry) -> Line {
        let (key, initiative) = match entry.what {
            What::Activated => ("history-activated", None),
            What::Gave(id) => ("history-gave", Some(id)),
            What::CameBack(id) => ("history-came-back", Some(id)),
            What::Leftover(id) => ("history-leftover", Some(id)),
            What::GaveToCommon => ("history-gave-common", None),
            What::LapsedToCommon => ("history-lapsed-common", None),
            What::LapsedToBudget => ("history-lapsed-budget", None),
        };
        Line {
            day: self.day(entry),
            words: self.reader.say(key),
            initiative: initiative.map(|id| self.named(id)),
            amount: self.reader.euros(entry.cents),
        }
    }

    fn day(&self, entry: &Entry) -> String {
        self.reader.day(self.founded.state.zone.local_day(entry.at))
    }

    /// What an initiative is called, also once its words were erased.
    fn named(&self, id: InitiativeId) -> Named {
        let reader = self.reader;
        let told = self.history.initiatives.get(&id.0);
        let title = told.map(|told| cards::title(reader, told));
        let status = told.map(|told| reader.say(cards::status_key(told.state.status)));
        Named {
            title: title.unwrap_or_else(|| reader.say_with("card-untitled", "number", id.0)),
            address: reader.to(&format!("/wijk/{}/initiatief/{id}", self.founded.slug)),
            status: status.unwrap_or_default(),
        }
    }
}
