//! "I'll help": a neighbour offers to do something, and the initiators read who and what.

use super::Site;
use super::cards;
use super::forms::{self, Form, field, lines};
use super::manage::Managing;
use super::problem::Problem;
use super::reader::Reader;
use super::share::{Public, Seen};
use super::visitor::Visitor;
use crate::app::CommandKey;
use crate::app::helping::{self, Mistake, NotOffered, Offer};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

/// The most characters of a name, an address, and what is offered.
const MOST: (usize, usize, usize) = (80, 254, 500);

#[derive(Template)]
#[template(path = "helping/page.html")]
struct Page {
    reader: Reader,
    title: String,
    back: String,
    here: String,
    key: String,
    /// Whether it can still be helped.
    takes: bool,
    typed: Offer,
    /// What is wrong: the field, and the sentence.
    mistakes: Vec<(&'static str, String)>,
    /// Why nothing is taken now.
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "helping/thanks.html")]
struct Thanks {
    reader: Reader,
    title: String,
    back: String,
}

#[derive(Template)]
#[template(path = "helping/list.html")]
struct List {
    reader: Reader,
    title: String,
    back: String,
    here: String,
    offers: Vec<Shown>,
}

/// An offer as its initiators read it.
struct Shown {
    id: String,
    name: String,
    address: String,
    /// A link to mail or call them.
    link: String,
    what: String,
    day: String,
}

/// Shows the form.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    Public(seen): Public,
) -> Result<Html<String>, Problem> {
    render(&site, reader, &seen, Offer::default(), (Vec::new(), None))
}

/// Takes an offer.
pub async fn offer(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    Public(seen): Public,
    form: Form,
) -> Result<Response, Problem> {
    let offer = Offer {
        name: lines(&form, "name", MOST.0).replace('\n', " "),
        address: lines(&form, "address", MOST.1).replace('\n', " "),
        what: lines(&form, "what", MOST.2),
    };
    if !helping::takes(&seen.told.state) {
        let page = render(&site, reader, &seen, offer, (Vec::new(), None))?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let (which, key) = ((seen.founded.book, &seen.told), forms::key(&form)?);
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let (status, mistakes, error) =
        match helping::offer(&site.app, which, (&offer, key), visitor.network).await {
            Ok(()) => {
                let thanks = format!("{}/helpen/dank", seen.path());
                return Ok(Redirect::to(&reader.to(&thanks)).into_response());
            }
            Err(NotOffered::Mistakes(mistakes)) => {
                (wrong, mistakes.into_iter().map(|mistake| said(mistake, &reader)).collect(), None)
            }
            Err(NotOffered::SlowDown { seconds }) => {
                let slow = reader.say_with("words-slow-down", "seconds", seconds);
                (StatusCode::TOO_MANY_REQUESTS, Vec::new(), Some(slow))
            }
            Err(NotOffered::Enough) => (wrong, Vec::new(), Some(reader.say("help-enough"))),
            Err(NotOffered::Store(error)) => return Err(error.into()),
        };
    Ok((status, render(&site, reader, &seen, offer, (mistakes, error))?).into_response())
}

/// Says thank you.
pub async fn thanks(reader: Reader, Public(seen): Public) -> Result<Html<String>, Problem> {
    let (title, back) = (cards::title(&reader, &seen.told), reader.to(&seen.path()));
    Ok(Html(Thanks { reader, title, back }.render()?))
}

fn said(mistake: Mistake, reader: &Reader) -> (&'static str, String) {
    match mistake {
        Mistake::Name => ("name", reader.say("help-name-empty")),
        Mistake::Address => ("address", reader.say("help-address-wrong")),
        Mistake::What => ("what", reader.say("help-what-empty")),
    }
}

fn render(
    site: &Site,
    reader: Reader,
    seen: &Seen,
    typed: Offer,
    (mistakes, error): (Vec<(&'static str, String)>, Option<String>),
) -> Result<Html<String>, Problem> {
    let page = Page {
        title: cards::title(&reader, &seen.told),
        back: reader.to(&seen.path()),
        here: reader.to(&format!("{}/helpen", seen.path())),
        key: site.app.fresh_key().to_string(),
        takes: helping::takes(&seen.told.state),
        typed,
        mistakes,
        error,
        reader,
    };
    Ok(Html(page.render()?))
}

impl Page {
    /// What is wrong with a field; nothing, if nothing is.
    fn mistake(&self, field: &str) -> Option<&str> {
        self.mistakes.iter().find(|(name, _)| *name == field).map(|(_, what)| what.as_str())
    }
}

/// Shows the initiators who wants to help.
pub async fn list(
    State(site): State<Site>,
    reader: Reader,
    managing: Managing,
) -> Result<Html<String>, Problem> {
    let (founded, told) = managing.parts();
    let offers = helping::of_initiative(&site.app, founded.book, told.id).await?;
    let shown = offers.into_iter().map(|offered| {
        let Offer { name, address, what } = offered.offer;
        let link = if address.contains('@') {
            format!("mailto:{}", in_link(&address))
        } else {
            format!("tel:{}", address.replace(|sign: char| !sign.is_ascii_digit() && sign != '+', ""))
        };
        // A number is not broken over two lines.
        let address = address.replace(' ', "\u{a0}");
        let day = reader.day(founded.state.zone.local_day(offered.made));
        Shown { id: offered.id.to_string(), name, address, link, what, day }
    });
    let back = format!("/wijk/{}/initiatief/{}/beheer", founded.slug, told.id);
    let page = List {
        offers: shown.collect(),
        title: cards::title(&reader, told),
        here: reader.to(&format!("{back}/hulp")),
        back: reader.to(&back),
        reader,
    };
    Ok(Html(page.render()?))
}

/// An address as it stands in a link: what would begin a subject or other readers of a mail does not (RFC 6068).
fn in_link(address: &str) -> String {
    address.replace('%', "%25").replace('?', "%3F").replace('&', "%26").replace('#', "%23")
}

/// Deletes an offer, for an initiator.
pub async fn remove(
    State(site): State<Site>,
    reader: Reader,
    managing: Managing,
    form: Form,
) -> Result<Redirect, Problem> {
    let (founded, told) = managing.parts();
    let id = CommandKey::parse(field(&form, "offer")).ok_or(Problem::Unreadable)?;
    helping::remove(&site.app, (founded.book, told.id), id).await?;
    Ok(Redirect::to(&reader.to(&format!("/wijk/{}/initiatief/{}/beheer/hulp", founded.slug, told.id))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_writes_no_mail() {
        assert_eq!(in_link("jan+x@example.org"), "jan+x@example.org");
        assert_eq!(in_link("a?body=x&bcc=%20#y@z.nl"), "a%3Fbody=x%26bcc=%2520%23y@z.nl");
    }
}
