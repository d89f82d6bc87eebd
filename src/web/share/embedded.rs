//! What other websites show of an initiative: a badge, which is a picture, and a widget, which is a page in theirs. Both
//! are without scripts and cookies, and neither tells us who looks at them: they are the same for everybody.

use super::super::Site;
use super::super::cards::Card;
use super::super::layers::MAY_BE_FRAMED;
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::Public;
use askama::Template;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, VARY};
use axum::response::{Html, IntoResponse, Response};

/// The most characters of a title on a badge.
const TITLE: usize = 32;
/// How wide the bar of a badge is, in its own units.
const BAR: i64 = 328;

#[derive(Template)]
#[template(path = "share/badge.svg", escape = "html")]
struct Badge {
    reader: Reader,
    card: Card,
    title: String,
    /// How wide the part of the bar is that is full.
    full: i64,
    /// Where the words begin, and the full part of the bar.
    start: i64,
    bar: i64,
}

#[derive(Template)]
#[template(path = "share/widget.html")]
struct Widget {
    reader: Reader,
    card: Card,
    area: String,
}

/// Hands over the badge.
pub async fn badge(
    State(site): State<Site>,
    reader: Reader,
    Public(seen): Public,
) -> Result<Response, Problem> {
    let place = (seen.founded.slug.as_str(), &seen.founded.state.zone);
    let mut card = Card::new(&reader, place, &seen.told, site.app.now());
    // What XML may not hold at all, also escaped.
    card.title.retain(|sign| !sign.is_control() && !matches!(sign, '\u{fffe}' | '\u{ffff}'));
    let full = BAR * card.percent / 100;
    let is_rtl = reader.language.direction() == "rtl";
    let badge = Badge {
        title: shortened(&card.title),
        full,
        start: if is_rtl { 344 } else { 16 },
        bar: if is_rtl { 344 - full } else { 16 },
        card,
        reader,
    };
    let head = [(CONTENT_TYPE, "image/svg+xml"), (CROSS_ORIGIN, "cross-origin")];
    Ok((head, SHORTLY, badge.render()?).into_response())
}

/// Shows the widget.
pub async fn widget(
    State(site): State<Site>,
    reader: Reader,
    Public(seen): Public,
) -> Result<Response, Problem> {
    let place = (seen.founded.slug.as_str(), &seen.founded.state.zone);
    let card = Card::new(&reader, place, &seen.told, site.app.now());
    let page = Html(Widget { area: seen.area(), reader, card }.render()?);
    Ok(([(CONTENT_SECURITY_POLICY, MAY_BE_FRAMED)], SHORTLY, page).into_response())
}

const CROSS_ORIGIN: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
/// How long it may be kept on the way.
const SHORTLY: [(HeaderName, &str); 2] =
    [(CACHE_CONTROL, "public, max-age=60"), (VARY, "Accept-Language, Accept-Encoding")];

fn shortened(title: &str) -> String {
    if title.chars().count() <= TITLE {
        return title.to_string();
    }
    let start: String = title.chars().take(TITLE - 1).collect();
    format!("{}…", start.trim_end())
}
