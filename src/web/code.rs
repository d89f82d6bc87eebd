//! The code of a letter: typed in a form, or brought along by the address that its QR code leads to.

use super::forms::{self, Form};
use super::problem::Problem;
use super::reader::Reader;
use super::visitor::{Visitor, Which};
use super::{Site, front};
use crate::app::visits::{self, NotShown};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

/// Somebody typed a code.
pub async fn typed(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let code = forms::field(&form, "code").to_string();
    show(&site, reader, visitor, &code).await
}

/// The QR code of the letter was opened. This changes nothing of the cheque, and goes on to an address without the
/// code, which then stands in no history.
pub async fn linked(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    show(&site, reader, visitor, &code).await
}

async fn show(site: &Site, reader: Reader, visitor: Visitor, code: &str) -> Result<Response, Problem> {
    let why = match visits::show(&site.app, code, visitor.network, visitor.token).await {
        Ok((token, _)) => {
            let jar = visitor.with(site, Which::Visit, token);
            return Ok((jar, Redirect::to(&reader.to("/mijn"))).into_response());
        }
        Err(NotShown::Store(error)) => return Err(error.into()),
        Err(why) => why,
    };
    let (status, words) = match why {
        NotShown::NotACode(slip) => (StatusCode::UNPROCESSABLE_ENTITY, slip_words(&slip, &reader)),
        NotShown::SlowDown { seconds } => {
            let words = reader.say_with("code-slow-down", "seconds", seconds);
            (StatusCode::TOO_MANY_REQUESTS, words)
        }
        NotShown::Unknown | NotShown::Store(_) => {
            (StatusCode::UNPROCESSABLE_ENTITY, reader.say("code-unknown"))
        }
    };
    let page = front::render(site, reader, front::Typed { code: code.into(), error: Some(words) }).await?;
    Ok((status, page).into_response())
}

fn slip_words(slip: &crate::domain::code::CodeError, reader: &Reader) -> String {
    use crate::domain::code::CodeError;
    match slip {
        CodeError::TooShort { found: 0 } => reader.say("code-empty"),
        CodeError::TooShort { found } => {
            reader.say_with("code-too-short", "found", i64::try_from(*found).unwrap_or(i64::MAX))
        }
        CodeError::TooLong => reader.say("code-too-long"),
        CodeError::UnknownSymbol(symbol) => reader.say_with("code-symbol", "symbol", symbol.to_string()),
        CodeError::Slip => reader.say("code-slip"),
    }
}
