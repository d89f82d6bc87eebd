//! A receipt: what somebody got, gave and has left, on paper.

use super::super::Site;
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::super::visitor::Opened;
use super::{Asked, Line, Teller, find};
use crate::app::history::{self, History};
use crate::domain::{Cents, LotId, MoneyError, Timestamp};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Html;

#[derive(Template)]
#[template(path = "history/receipt.html")]
struct Page {
    reader: Reader,
    programme: String,
    day: String,
    reference: String,
    /// What they got, gave and have left, in words and amounts.
    sums: Vec<(String, String)>,
    cheques: Vec<Printed>,
    /// The address of a receipt of the cheques before these.
    older: Option<String>,
}

/// A cheque on paper.
struct Printed {
    heading: String,
    from: String,
    /// What happened, the first first.
    lines: Vec<Line>,
    /// Whether there is more than fits.
    is_cut: bool,
}

/// What became of some cheques together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sums {
    worth: Cents,
    given: Cents,
    free: Cents,
    rest: Cents,
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
    let printed = |past: &history::Past| {
        let cheque = teller.cheque(0, past);
        let lines = cheque.lines.into_iter().rev().collect();
        Printed { heading: cheque.heading, from: cheque.from, lines, is_cut: past.older.is_some() }
    };
    let now = site.app.now();
    let sums = Sums::of(&history, now).map_err(|_| Problem::Ours)?;
    let words = [
        ("receipt-worth", sums.worth),
        ("receipt-given", sums.given),
        ("receipt-free", sums.free),
        ("receipt-rest", sums.rest),
    ];
    let page = Page {
        programme: founded.state.name.clone(),
        day: reader.day(founded.state.zone.local_day(now)),
        reference: history::reference(&site.app, visit.book, history.lots.iter().map(|past| past.lot)),
        sums: words.into_iter().map(|(key, cents)| (reader.say(key), reader.euros(cents))).collect(),
        cheques: history.lots.iter().map(printed).collect(),
        older: history.older.map(|lot: LotId| reader.to(&format!("/mijn/bewijs?voor={lot}"))),
        reader: reader.clone(),
    };
    Ok(Html(page.render()?))
}

impl Sums {
    /// What was got is what was given, what can still be given, and the rest: given to the common pot, or back where it
    /// came from.
    fn of(history: &History, now: Timestamp) -> Result<Self, MoneyError> {
        let mut sums = Self::default();
        for past in &history.lots {
            sums.worth = sums.worth.plus(past.worth)?;
            sums.free = sums.free.plus(past.free(now))?;
            for place in past.places() {
                sums.given = sums.given.plus(place.cents)?;
            }
        }
        sums.rest = sums.worth.minus(sums.given.plus(sums.free)?)?;
        Ok(sums)
    }
}
