//! Telling others: the page with everything an initiator can show, and what it shows: the poster, the picture for
//! messengers, the badge and the widget for other websites.

mod embedded;
mod public;
mod sheets;

pub use embedded::{badge, widget};
pub use public::{Public, Seen};
pub use sheets::{card, poster, small_poster};

use super::Site;
use super::cards::{self, Card};
use super::manage::Managing;
use super::problem::Problem;
use super::reader::Reader;
use crate::words::Language;
use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::{Html, Redirect};

#[derive(Template)]
#[template(path = "share/page.html")]
struct Page {
    reader: Reader,
    title: String,
    /// Where it is managed.
    back: String,
    /// Nothing can be shared of one that is not public.
    is_public: bool,
    /// Where everybody finds it, with the name of the website; none if nobody said what that is.
    address: Option<String>,
    /// Its page on this website.
    here: String,
    /// A poster in each language: its name, its code and its address.
    posters: Vec<(Language, String)>,
    badge: String,
    widget: String,
}

/// Shows it to the initiators.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    managing: Managing,
) -> Result<Html<String>, Problem> {
    let (founded, told) = managing.parts();
    let path = format!("/wijk/{}/initiatief/{}", founded.slug, told.id);
    let title = cards::title(&reader, told);
    let website = site.website.as_deref();
    let (badge, widget) =
        website.map(|website| snippets(&reader, (website, &path), &title)).unwrap_or_default();
    let poster = |language: Language| (language, format!("/{}{path}/poster.pdf", language.code()));
    let page = Page {
        back: reader.to(&format!("{path}/beheer")),
        is_public: told.state.is_public(),
        here: reader.to(&path),
        posters: Language::ALL.map(poster).into(),
        address: website.map(|website| format!("{website}{path}")),
        badge,
        widget,
        title,
        reader,
    };
    Ok(Html(page.render()?))
}

/// What shows the badge and the widget on other websites, as HTML: people paste it into other pages, and see it escaped
/// once more on ours.
fn snippets(reader: &Reader, (website, path): (&str, &str), title: &str) -> (String, String) {
    let (alt, there) = (escaped(title), format!("{website}{}", reader.to(path)));
    (
        format!(
            "<a href=\"{there}\"><img src=\"{there}/badge.svg\" alt=\"{alt}\" width=\"360\" height=\"112\"></a>"
        ),
        format!("<iframe src=\"{there}/widget\" title=\"{alt}\" width=\"360\" height=\"320\"></iframe>"),
    )
}

/// Words as they stand in HTML.
fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A short address for those who type it: leads to the page, which says itself whether it is there.
pub async fn short(reader: Reader, uri: Uri) -> Redirect {
    let rest = uri.path().strip_prefix("/i/").unwrap_or_default();
    let (programme, number) = rest.split_once('/').unwrap_or((rest, ""));
    Redirect::to(&reader.to(&format!("/wijk/{programme}/initiatief/{number}")))
}

/// What a picture of it says in the place where it cannot be seen.
fn alternative(card: &Card, area: &str) -> String {
    format!("{} – {} – {}", card.title, card.money, area)
}

/// What previews of its page say, for messengers; none where nobody said what the website's address is.
pub struct Preview {
    /// Where it is.
    pub address: String,
    /// The picture.
    pub image: String,
    /// The picture in words.
    pub alternative: String,
}

impl Preview {
    /// That of an initiative of a programme.
    pub fn new(site: &Site, reader: &Reader, (slug, area): (&str, &str), card: &Card) -> Option<Self> {
        let website = site.website.as_ref()?;
        let path = format!("/wijk/{slug}/initiatief/{}", card.number);
        let image = format!("{website}/{}{path}/kaart.png", reader.language.code());
        Some(Self {
            address: format!("{website}{}", reader.to(&path)),
            image,
            alternative: alternative(card, area),
        })
    }
}
