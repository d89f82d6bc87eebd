//! What is printed of an initiative: the poster for the stairwell, and the picture that messengers show.

use super::super::Site;
use super::super::cards::Card;
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::super::visitor::Visitor;
use super::{Public, Seen};
use crate::app::sketches;
use crate::print::{self, Words};
use crate::words::Language;
use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName, VARY};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// The most characters of a title, a story, and what else is needed.
const MOST: (usize, usize, usize) = (120, 260, 90);
/// How many sentences of the story stand on a poster.
const SENTENCES: usize = 2;

/// The language that was asked for, beside the one in the path.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default, rename = "taal")]
    language: Option<String>,
}

type AskedFor = Result<Query<Asked>, QueryRejection>;

/// Hands over the poster as PDF.
pub async fn poster(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    asked: AskedFor,
    Public(seen): Public,
) -> Result<Response, Problem> {
    let poster = poster_of(&site, &in_language(reader, asked), &seen).await?;
    let name = format!("inline; filename=\"poster-{}-{}.pdf\"", seen.told.id, poster.language);
    let sheet = site.press.print(visitor.network, "poster", poster, print::poster).await?;
    Ok(([(CONTENT_DISPOSITION, name)], answer("application/pdf", sheet)).into_response())
}

/// Hands over a small picture of the poster.
pub async fn small_poster(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    asked: AskedFor,
    Public(seen): Public,
) -> Result<Response, Problem> {
    let poster = poster_of(&site, &in_language(reader, asked), &seen).await?;
    Ok(answer(
        "image/png",
        site.press.print(visitor.network, "small poster", poster, print::small_poster).await?,
    ))
}

/// Hands over the picture for messengers.
pub async fn card(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    asked: AskedFor,
    Public(seen): Public,
) -> Result<Response, Problem> {
    let reader = in_language(reader, asked);
    let place = (seen.founded.slug.as_str(), &seen.founded.state.zone);
    let card = Card::new(&reader, place, &seen.told, site.app.now());
    let card = print::Card {
        language: reader.language.code(),
        area: seen.area(),
        title: Words::new(&card.title, MOST.0),
        money: card.money,
        percent: card.percent,
        supporters: card.supporters,
        until: if card.until.is_empty() { card.status } else { card.until },
    };
    Ok(answer("image/png", site.press.print(visitor.network, "card", card, print::card).await?))
}

fn in_language(reader: Reader, asked: AskedFor) -> Reader {
    let asked = asked.ok().and_then(|Query(asked)| asked.language);
    let language = asked.and_then(|code| Language::of_code(&code)).unwrap_or(reader.language);
    Reader { language, ..reader }
}

/// What stands on the poster of an initiative: [`Problem::NotFound`] where nobody said where the website is.
async fn poster_of(site: &Site, reader: &Reader, seen: &Seen) -> Result<print::Poster, Problem> {
    let website = site.website.as_ref().ok_or(Problem::NotFound)?;
    let Seen { founded, told } = seen;
    let sketched = sketches::of_initiative(&site.app, founded.book, told.id).await?;
    let needs = sketched.map(|sketched| sketched.sketch.needs).unwrap_or_default();
    let now = site.app.now();
    let card = Card::new(reader, (&founded.slug, &founded.state.zone), told, now);
    let host = website.split_once("://").map_or(website.as_str(), |(_, host)| host);
    let today = reader.day(founded.state.zone.local_day(now));
    Ok(print::Poster {
        language: reader.language.code(),
        area: seen.area(),
        title: Words::new(&card.title, MOST.0),
        story: Words::new(first_sentences(&told.story), MOST.1),
        needs: Words::new(&needs, MOST.2),
        needs_title: reader.say("initiative-needs"),
        money: card.money,
        percent: card.percent,
        supporters: card.supporters,
        until: if card.takes { card.until } else { card.status },
        scan: reader.say("poster-scan"),
        or_type: reader.say("poster-type"),
        short_address: format!("{host}/i/{}/{}", founded.slug, told.id),
        as_of: reader.say_with("poster-as-of", "day", today),
        never: reader.say("footer-never"),
        // Without a language: whoever scans it reads it in their own.
        address: format!("{website}{}", seen.path()),
    })
}

/// The first sentences of a story.
fn first_sentences(story: &str) -> &str {
    let mut ended = 0;
    let mut signs = story.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let ends = matches!(sign, '.' | '!' | '?' | '؟' | '…')
            && signs.peek().is_none_or(|(_, next)| next.is_whitespace());
        ended += usize::from(ends);
        if ended == SENTENCES {
            return &story[..at + sign.len_utf8()];
        }
    }
    story
}

/// The same for everybody, and soon out of date.
fn answer(kind: &'static str, sheet: Bytes) -> Response {
    let head = [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, "public, max-age=300"),
        (VARY, "Accept-Language"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    (head, sheet).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poster_has_the_first_two_sentences() {
        for (story, two) in [
            ("Een. Twee! Drie.", "Een. Twee!"),
            ("Een. Twee", "Een. Twee"),
            ("Voor € 2.50 en www.wijk.nl. Ja? Nee.", "Voor € 2.50 en www.wijk.nl. Ja?"),
            ("نعم؟ لا؟ ربما", "نعم؟ لا؟"),
            ("", ""),
        ] {
            assert_eq!(first_sentences(story), two);
        }
    }
}
