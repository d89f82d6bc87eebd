//! What is shown when a page can't be: in the reader's language, with what to do next.

use super::reader::Reader;
use super::refused;
use crate::app::StoreError;
use crate::app::activate::NotActivated;
use crate::app::codes::CodeRefusal;
use crate::app::writer::Failure;
use crate::domain::Refusal;
use askama::Template;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

/// Why a page is not shown.
#[derive(Clone, Debug)]
pub enum Problem {
    /// There is nothing at this address.
    NotFound,
    /// No code was shown, or too long ago.
    NoVisit,
    /// Nobody is signed in, or too long ago.
    NotSignedIn,
    /// The link of a mail was used before, or too late.
    LinkOver,
    /// The link to savings was used before, or too late.
    SavingsLinkOver,
    /// It was submitted, and is not changed any more.
    Submitted,
    /// What was sent cannot be read.
    Unreadable,
    /// What was asked may not be done.
    Refused(Refusal),
    /// It is busy, or the program is stopping.
    Busy,
    /// It is not known whether something was saved.
    Unknown,
    /// A mistake of ours, or of the machine.
    Ours,
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a page could not be made");
        Self::Ours
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) => Self::Refused(refusal),
            Failure::Busy | Failure::Stopped | Failure::HeldUp => Self::Busy,
            Failure::Unknown(_) | Failure::Saved(_) => Self::Unknown,
            Failure::KeyReused | Failure::RefusedByOther => Self::Unreadable,
            Failure::Store(_) | Failure::Broken(_) => {
                tracing::error!(error = %failure, "something could not be done");
                Self::Ours
            }
        }
    }
}

impl From<NotActivated> for Problem {
    fn from(why: NotActivated) -> Self {
        match why {
            NotActivated::Failed(failure) => failure.into(),
            NotActivated::Code(CodeRefusal::Store(error)) => error.into(),
            NotActivated::OtherProgramme | NotActivated::Code(_) => Self::NoVisit,
        }
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Self {
        tracing::error!(%error, "a template could not be filled");
        Self::Ours
    }
}

impl Problem {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::LinkOver | Self::SavingsLinkOver => StatusCode::NOT_FOUND,
            Self::NoVisit | Self::NotSignedIn => StatusCode::UNAUTHORIZED,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Refused(_) | Self::Submitted => StatusCode::CONFLICT,
            Self::Busy | Self::Unknown => StatusCode::SERVICE_UNAVAILABLE,
            Self::Ours => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The heading and the sentence below it.
    fn words(&self, reader: &Reader) -> (String, String) {
        match self {
            Self::NotFound => (reader.say("problem-not-found"), reader.say("problem-not-found-text")),
            Self::NoVisit => (reader.say("problem-no-visit"), reader.say("problem-no-visit-text")),
            Self::NotSignedIn => {
                (reader.say("problem-not-signed-in"), reader.say("problem-not-signed-in-text"))
            }
            Self::LinkOver => (reader.say("problem-link-over"), reader.say("problem-link-over-text")),
            Self::SavingsLinkOver => (reader.say("problem-link-over"), reader.say("comeback-over-text")),
            Self::Submitted => (reader.say("problem-submitted"), reader.say("problem-submitted-text")),
            Self::Unreadable => (reader.say("problem-unreadable"), reader.say("problem-unreadable-text")),
            Self::Refused(refusal) => (reader.say("problem-refused"), refused::words(refusal, reader)),
            Self::Busy => (reader.say("problem-busy"), reader.say("problem-busy-text")),
            Self::Unknown => (reader.say("problem-unknown"), reader.say("problem-unknown-text")),
            Self::Ours => (reader.say("problem-ours"), reader.say("problem-ours-text")),
        }
    }
}

/// Becomes a page in [`explain`], which knows the reader.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "problem/page.html")]
struct Page {
    reader: Reader,
    heading: String,
    text: String,
    /// Whether a link by mail is what helps.
    signs_in: bool,
    /// Whether a link to savings is.
    comes_back: bool,
}

/// What is wrong with an answer that no page of ours gave: a layer around them, or the router before them.
fn of_status(status: StatusCode, only_reads: bool) -> Option<Problem> {
    match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(Problem::NotFound),
        StatusCode::BAD_REQUEST | StatusCode::FORBIDDEN | StatusCode::PAYLOAD_TOO_LARGE => {
            Some(Problem::Unreadable)
        }
        StatusCode::SERVICE_UNAVAILABLE if only_reads => Some(Problem::Busy),
        // It took too long, and what was under way may have been done.
        StatusCode::SERVICE_UNAVAILABLE => Some(Problem::Unknown),
        other if other.is_server_error() => Some(Problem::Ours),
        _ => None,
    }
}

/// Shows the page of a problem in the place of an answer that has one.
pub async fn explain(reader: Reader, request: Request, next: Next) -> Response {
    let only_reads = request.method().is_safe();
    let mut response = next.run(request).await;
    let status = response.status();
    let problem = response.extensions_mut().remove::<Problem>().or_else(|| of_status(status, only_reads));
    let Some(problem) = problem else { return response };
    let (heading, text) = problem.words(&reader);
    let signs_in = matches!(problem, Problem::NotSignedIn | Problem::LinkOver);
    let comes_back = matches!(problem, Problem::NoVisit | Problem::SavingsLinkOver);
    match (Page { reader, heading, text, signs_in, comes_back }).render() {
        Ok(page) => {
            let mut shown = (status, Html(page)).into_response();
            shown
                .headers_mut()
                .extend(response.headers_mut().remove(RETRY_AFTER).map(|it| (RETRY_AFTER, it)));
            shown
        }
        Err(error) => {
            tracing::error!(%error, "a template could not be filled");
            response
        }
    }
}

/// For addresses that lead nowhere.
pub async fn not_found() -> Problem {
    Problem::NotFound
}
