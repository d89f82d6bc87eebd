//! What initiators tell those who support them: the form, and taking something back.

use super::super::Site;
use super::super::forms::lines;
use super::super::own::paragraphs;
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::super::visitor::Sent;
use super::pictures::Telling;
use super::{Managing, Typed, again};
use crate::app::news::{self, LONGEST, News, NotTold};
use crate::app::texts::TextRefusal;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

/// Tells something, and leads on to its pictures.
pub async fn tell(
    State(site): State<Site>,
    reader: Reader,
    Sent { by: managing, form }: Sent<Managing>,
) -> Result<Response, Problem> {
    let state = &managing.managed.told.state;
    if !state.is_public() {
        return Err(Problem::NotFound);
    }
    let words = lines(&form, "news", LONGEST);
    if !news::takes(state) {
        let error = reader.say("news-stopped");
        return again(&site, reader, &managing, Typed::wrong("news", words, error)).await;
    }
    let error = match news::tell(&site.app, managing.founded.book, &managing.managed, &words).await {
        Ok(id) => {
            let there = managing.address(&reader, &format!("/bericht/{id}"));
            return Ok(Redirect::to(&there).into_response());
        }
        Err(NotTold::Text(TextRefusal::Empty)) => reader.say("news-empty"),
        Err(NotTold::Text(refusal)) => reader.say_with("refused-other", "why", refusal.to_string()),
        Err(NotTold::Enough) => reader.say("news-enough"),
        Err(NotTold::EnoughForNow) => reader.say("news-enough-today"),
        Err(NotTold::Gone) => return Err(Problem::NotSignedIn),
        Err(NotTold::Store(error)) => return Err(error.into()),
    };
    again(&site, reader, &managing, Typed::wrong("news", words, error)).await
}

/// Takes something down.
pub async fn remove(State(site): State<Site>, reader: Reader, telling: Telling) -> Result<Response, Problem> {
    let Telling { managing, news } = telling;
    if news.is_report {
        return Err(Problem::NotFound);
    }
    news::take_down(&site.app, managing.founded.book, (news.id, news.initiative), &[]).await?;
    Ok(managing.shown(&reader))
}

/// What was told, for the list: the words, the day, and where its pictures are.
///
/// # Errors
/// The database's.
pub async fn listed(
    site: &Site,
    reader: &Reader,
    managing: &Managing,
) -> Result<Vec<(Vec<String>, String, String)>, Problem> {
    let (founded, told) = (&managing.founded, &managing.managed.told);
    let all = news::all(&site.app, founded.book, told.id).await?;
    let line = |news: &News| {
        let day = reader.day(founded.state.zone.local_day(news.made));
        (paragraphs(&news.body), day, managing.address(reader, &format!("/bericht/{}", news.id)))
    };
    Ok(all.iter().map(line).collect())
}
