//! How far initiatives are while somebody looks at them: a stream of events (Server-Sent Events) that the script
//! `live.js` takes in. Pages say the same without it, when they are loaded.

use super::Site;
use super::cards::{Card, is_followed};
use super::problem::Problem;
use super::reader::Reader;
use super::visitor::Visitor;
use crate::app::figures::FEWEST;
use crate::app::initiatives::{self, Told};
use crate::app::live::{self, Place, Seen, TooMany};
use crate::app::programmes::{self, Founded};
use crate::app::{accounts, persons};
use crate::domain::{InitiativeId, PersonId, Timestamp};
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{HeaderName, RETRY_AFTER};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream, StreamExt as _};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// The most initiatives of one stream: as many as a page has.
const MOST: usize = 40;
/// How long a stream lasts. The browser asks again by itself; so a process that is to stop, or a proxy that was set up
/// anew, is not kept for ever.
const LASTS: Duration = Duration::from_mins(5);
/// How often something is sent if nothing happens, so that nobody on the way takes it for dead.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);
/// After how long the browser asks again.
const ASK_AGAIN: Duration = Duration::from_secs(5);
/// What whoever comes to a full house is told, in seconds.
const COME_BACK: &str = "60";
/// Proxies that gather what they pass on must not.
const UNBUFFERED: (HeaderName, &str) = (HeaderName::from_static("x-accel-buffering"), "no");

/// Becomes true when the website is to stop: streams end at once then.
pub type Stopping = watch::Receiver<bool>;

/// Which initiatives somebody looks at.
#[derive(Deserialize)]
pub struct Asked {
    /// Their numbers, with commas between them.
    nr: String,
}

/// How far an initiative is, in the words of the page.
#[derive(Serialize)]
struct Progress {
    number: i64,
    percent: i64,
    money: String,
    rest: String,
    /// Whether nothing more will come.
    over: bool,
}

/// The address of the stream of some initiatives of the programme called `slug`; none if none of them changes any more.
pub fn address<'a>(reader: &Reader, slug: &str, all: impl IntoIterator<Item = &'a Told>) -> Option<String> {
    let changing: BTreeSet<i64> =
        all.into_iter().filter(|told| is_followed(told)).map(|told| told.id.0).take(MOST).collect();
    let numbers: Vec<String> = changing.iter().map(ToString::to_string).collect();
    (!numbers.is_empty()).then(|| reader.to(&format!("/wijk/{slug}/voortgang?nr={}", numbers.join(","))))
}

/// Tells how far some initiatives are, now and whenever that changes.
pub async fn stream(
    State(site): State<Site>,
    Extension(stopping): Extension<Stopping>,
    reader: Reader,
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(Asked { nr }): Query<Asked>,
) -> Result<Response, Problem> {
    let founded = programmes::called(&site.app, &slug).await?.ok_or(Problem::NotFound)?;
    let wanted: BTreeSet<InitiativeId> =
        nr.split(',').filter_map(|number| number.parse().ok()).map(InitiativeId).take(MOST).collect();
    let told = initiatives::find_all(&site.app, founded.book, wanted).await?;
    let public: Vec<InitiativeId> =
        told.iter().filter(|told| told.state.is_public()).map(|told| told.id).collect();
    if public.is_empty() {
        return Err(Problem::NotFound);
    }
    let Ok(place) = site.app.live().place(visitor.network, public.len()) else { return Ok(full()) };
    let persons = persons_of(&site, &founded, &visitor).await?;
    let is_own = |told: &&Told| told.state.persons.iter().any(|person| persons.contains(person));
    let own: BTreeSet<InitiativeId> = told.iter().filter(is_own).map(|told| told.id).collect();
    let watch = |id: &InitiativeId| {
        let each = if own.contains(id) { Each::Gift } else { Each::TenHouseholds };
        live::watch(&site.app, (founded.book, *id)).map(|seen| Box::pin(of_one(seen, each)))
    };
    let watched: Result<Vec<_>, TooMany> = public.iter().map(watch).collect();
    let Ok(watched) = watched else { return Ok(full()) };
    let app = site.app.clone();
    let said = move |told: Arc<Told>| said(&reader, &founded, &told, app.now());
    let events = stream::select_all(watched).map(said);
    let first = stream::iter([Event::default().retry(ASK_AGAIN)]);
    let events = held(first.chain(events).take_until(end(stopping)), place).map(Ok::<_, Infallible>);
    let sse = Sse::new(events).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE));
    Ok(([UNBUFFERED], sse).into_response())
}

/// Who whoever asks is in a programme; nobody without an account.
async fn persons_of(
    site: &Site,
    founded: &Founded,
    visitor: &Visitor,
) -> Result<BTreeSet<PersonId>, Problem> {
    let Some(token) = visitor.account else { return Ok(BTreeSet::new()) };
    let Some(address) = accounts::find(&site.app, token).await? else { return Ok(BTreeSet::new()) };
    let persons = persons::of_email(&site.app, founded.book, &address).await?;
    Ok(persons.into_iter().map(|(person, _)| person).collect())
}

/// What is told of an initiative.
#[derive(Clone, Copy, Debug)]
enum Each {
    /// Whatever changes: to its initiators.
    Gift,
    /// What changed when ten households differ, so that nobody who knows when a neighbour did something with a cheque sees
    /// here what that was. What changed meanwhile is told when the stream ends and the browser asks again, as any page
    /// says it that is loaded.
    TenHouseholds,
}

impl Each {
    /// Whether it is told how an initiative is now to somebody who was told how it was `last`.
    fn tells(self, last: Option<&Told>, now: &Told) -> bool {
        let Some(last) = last else { return true };
        match self {
            Self::Gift => true,
            Self::TenHouseholds => {
                let (last, now) = (&last.state, &now.state);
                last.status != now.status || (last.households - now.households).abs() >= FEWEST
            }
        }
    }
}

/// All that is told of one, until nothing changes any more.
fn of_one(mut seen: watch::Receiver<Seen>, each: Each) -> impl Stream<Item = Arc<Told>> {
    // What was seen before is new to whoever comes.
    seen.mark_changed();
    stream::unfold((Some(seen), None::<Arc<Told>>), move |(seen, last)| async move {
        let mut seen = seen?;
        loop {
            seen.changed().await.ok()?;
            let now: Option<Arc<Told>> = seen.borrow_and_update().clone();
            let is_told = |told: &Arc<Told>| told.state.is_public() && each.tells(last.as_deref(), told);
            if let Some(told) = now.filter(is_told) {
                let is_over = !is_followed(&told);
                return Some((told.clone(), ((!is_over).then_some(seen), Some(told))));
            }
        }
    })
}

/// When a stream ends: after its time, or with the website.
async fn end(mut stopping: Stopping) {
    tokio::select! {
        // If nobody can say so any more, the website is gone.
        _ = stopping.wait_for(|is_stopping| *is_stopping) => {}
        () = tokio::time::sleep(LASTS) => {}
    }
}

/// A stream whose place is free again when it ends, or whoever listens is gone.
fn held<T>(events: impl Stream<Item = T>, place: Place) -> impl Stream<Item = T> {
    events.map(move |event| {
        let _ = &place;
        event
    })
}

fn said(reader: &Reader, founded: &Founded, told: &Told, now: Timestamp) -> Event {
    let card = Card::new(reader, (&founded.slug, &founded.state.zone), told, now);
    let rest = card.rest();
    let Card { number, percent, money, .. } = card;
    let progress = Progress { number, percent, money, rest, over: !is_followed(told) };
    // Words and numbers always have a JSON form, and in it no line ends.
    Event::default().data(serde_json::to_string(&progress).unwrap_or_default())
}

/// The house is full: the page says what it said when it was loaded.
fn full() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, COME_BACK)]).into_response()
}
