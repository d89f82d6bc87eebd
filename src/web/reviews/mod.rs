//! Saying that an initiative is wrong, and not agreeing with what was decided: what neighbours and initiators see of it.
//! What moderators see is in [`moderate`].

mod initiator;
mod moderate;

pub use initiator::{appeal as appeal_as_initiator, page as of_initiator};
pub use moderate::{decide, page as moderate, title};

use super::Site;
use super::cards;
use super::forms::{self, Form, lines};
use super::own::paragraphs;
use super::problem::Problem;
use super::reader::Reader;
use super::share::{Public, Seen};
use super::visitor::Visitor;
use crate::app::reviews::{self, NotAppealed, NotTaken, Notice, Review, Side, Verdict};
use crate::app::token::Token;
use crate::app::{CommandKey, initiatives, programmes};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

/// The most characters of a notice or an appeal.
const WORDS: usize = 2_000;
/// The most characters of an address.
const ADDRESS: usize = 254;

#[derive(Template)]
#[template(path = "reviews/ask.html")]
struct Ask {
    reader: Reader,
    title: String,
    back: String,
    here: String,
    key: String,
    /// Whether answers can be sent.
    sends_mails: bool,
    typed: Notice,
    /// The field in which something is wrong, or `form`, and the sentence.
    error: Option<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "reviews/thanks.html")]
struct Thanks {
    reader: Reader,
    title: String,
    back: String,
}

/// A review as whoever asked for it reads it.
#[derive(Template)]
#[template(path = "reviews/answer.html")]
struct Answer {
    reader: Reader,
    title: String,
    /// Where the initiative is, if everybody may read about it.
    public: Option<String>,
    here: String,
    asked: Vec<String>,
    first: Option<Told>,
    appeal: Option<Vec<String>>,
    second: Option<Told>,
    can_appeal: bool,
    typed: String,
    error: Option<String>,
}

/// A decision in words.
struct Told {
    what: String,
    why: Vec<String>,
}

impl Told {
    fn new(reader: &Reader, verdict: &Verdict) -> Self {
        Self {
            what: reader.say_with("ruling-said", "ruling", verdict.ruling.word()),
            why: paragraphs(&verdict.reason),
        }
    }
}

/// Shows the form.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    Public(seen): Public,
) -> Result<Html<String>, Problem> {
    render(&site, reader, &seen, (Notice::default(), None))
}

/// Takes a notice.
pub async fn ask(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    Public(seen): Public,
    form: Form,
) -> Result<Response, Problem> {
    // Where no mails are sent, no address is taken.
    let address = if site.sends_mails { lines(&form, "address", ADDRESS) } else { String::new() };
    let language = reader.language.code().to_string();
    let notice = Notice { words: lines(&form, "words", WORDS), address, language };
    let (which, key) = ((seen.founded.book, seen.told.id), forms::key(&form)?);
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let (status, error) = match reviews::take(&site.app, which, (&notice, key), visitor.network).await {
        Ok(()) => {
            let thanks = format!("{}/melden/dank", seen.path());
            return Ok(Redirect::to(&reader.to(&thanks)).into_response());
        }
        Err(NotTaken::Empty) => (wrong, ("words", reader.say("notice-empty"))),
        Err(NotTaken::NotAnAddress) => (wrong, ("address", reader.say("sign-in-not-an-address"))),
        Err(NotTaken::SlowDown { seconds }) => {
            let slow = reader.say_with("words-slow-down", "seconds", seconds);
            (StatusCode::TOO_MANY_REQUESTS, ("form", slow))
        }
        Err(NotTaken::Enough) => (wrong, ("form", reader.say("notice-enough"))),
        Err(NotTaken::EnoughOfAddress) => (wrong, ("address", reader.say("notice-enough-address"))),
        Err(NotTaken::Store(error)) => return Err(error.into()),
    };
    Ok((status, render(&site, reader, &seen, (notice, Some(error)))?).into_response())
}

/// Says thank you.
pub async fn thanks(reader: Reader, Public(seen): Public) -> Result<Html<String>, Problem> {
    let (title, back) = (cards::title(&reader, &seen.told), reader.to(&seen.path()));
    Ok(Html(Thanks { reader, title, back }.render()?))
}

fn render(
    site: &Site,
    reader: Reader,
    seen: &Seen,
    (typed, error): (Notice, Option<(&'static str, String)>),
) -> Result<Html<String>, Problem> {
    let page = Ask {
        title: cards::title(&reader, &seen.told),
        back: reader.to(&seen.path()),
        here: reader.to(&format!("{}/melden", seen.path())),
        key: site.app.fresh_key().to_string(),
        sends_mails: site.sends_mails,
        typed,
        error,
        reader,
    };
    Ok(Html(page.render()?))
}

impl Ask {
    /// What is wrong with a field; nothing, if nothing is.
    fn mistake(&self, field: &str) -> Option<&str> {
        self.error.as_ref().filter(|(name, _)| *name == field).map(|(_, what)| what.as_str())
    }
}

/// The parts of the link in a mail: the programme, the review and the token.
type Link = Path<(String, String, String)>;

/// Shows whoever asked what was decided.
pub async fn answer(
    State(site): State<Site>,
    reader: Reader,
    Path(link): Link,
) -> Result<Html<String>, Problem> {
    let (slug, seen) = linked(&site, &link).await?;
    render_answer(&site, reader, (&slug, &seen, &link.2), (String::new(), None)).await
}

/// Takes the appeal of whoever asked.
pub async fn appeal(
    State(site): State<Site>,
    reader: Reader,
    Path(link): Link,
    form: Form,
) -> Result<Response, Problem> {
    let (slug, (book, review)) = linked(&site, &link).await?;
    let words = lines(&form, "words", WORDS);
    let here = reader.to(&format!("/melding/{slug}/{}/{}", review.id, link.2));
    match reviews::appeal(&site.app, book, review.clone(), &words).await {
        // Too late, or pressed twice: the page says how it stands.
        Ok(()) | Err(NotAppealed::Over) => Ok(Redirect::to(&here).into_response()),
        Err(NotAppealed::Empty) => {
            let error = Some(reader.say("appeal-empty"));
            let page =
                render_answer(&site, reader, (&slug, &(book, review), &link.2), (words, error)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(NotAppealed::Store(error)) => Err(error.into()),
    }
}

/// A review with its book.
type InBook = (crate::domain::BookId, Review);

/// The review a link leads to. Whoever guesses learns nothing, not even whether there is one.
async fn linked(
    site: &Site,
    (slug, id, token): &(String, String, String),
) -> Result<(String, InBook), Problem> {
    let founded = programmes::called(&site.app, slug).await?.ok_or(Problem::NotFound)?;
    let id = CommandKey::parse(id).ok_or(Problem::NotFound)?;
    let token = Token::parse(token).ok_or(Problem::NotFound)?;
    // Digests are compared, so that time tells nothing of the token.
    if token.digest() != reviews::token(&site.app, founded.book, id).digest() {
        return Err(Problem::NotFound);
    }
    let review = reviews::find(&site.app, founded.book, id).await?.ok_or(Problem::NotFound)?;
    Ok((founded.slug, (founded.book, review)))
}

async fn render_answer(
    site: &Site,
    reader: Reader,
    (slug, (book, review), token): (&str, &InBook, &str),
    (typed, error): (String, Option<String>),
) -> Result<Html<String>, Problem> {
    let told = initiatives::find(&site.app, *book, review.initiative).await?.ok_or(Problem::NotFound)?;
    let path = format!("/wijk/{slug}/initiatief/{}", told.id);
    let said = &review.said;
    let page = Answer {
        title: cards::title(&reader, &told),
        public: told.state.is_public().then(|| reader.to(&path)),
        here: reader.to(&format!("/melding/{slug}/{}/{token}", review.id)),
        asked: paragraphs(&said.asked),
        first: said.first.as_ref().map(|verdict| Told::new(&reader, verdict)),
        // What an initiator wrote is not for whoever asked.
        appeal: said.appeal.as_ref().filter(|it| it.side == Side::Asker).map(|it| paragraphs(&it.words)),
        second: said.second.as_ref().map(|verdict| Told::new(&reader, verdict)),
        can_appeal: reviews::can_appeal(review, Side::Asker, site.app.now()),
        typed,
        error,
        reader,
    };
    Ok(Html(page.render()?))
}
