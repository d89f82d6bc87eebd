//! Who reads a page: in which language, and how amounts and days are written in it.

use super::with_path;
use crate::domain::Cents;
use crate::words::{Fill, Language};
use axum::extract::{FromRequestParts, Request};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use jiff::civil::Date;
use std::convert::Infallible;

/// The reader of a page.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Their language.
    pub language: Language,
    /// Whether the address says so, so that the links of the page say it too.
    pub chosen: bool,
    /// The path of the page without the language, for the links to the other languages.
    pub path: String,
}

impl Reader {
    /// The sentence under a key.
    pub fn say(&self, key: &str) -> String {
        self.language.say(key, &[])
    }

    /// The sentence under a key, with one thing filled in.
    pub fn say_with<'a>(&self, key: &str, name: &str, value: impl Into<Fill<'a>>) -> String {
        self.language.say(key, &[(name, value.into())])
    }

    /// The sentence under a key, with what it leaves open filled in.
    pub fn fill(&self, key: &str, fill: &[(&str, Fill<'_>)]) -> String {
        self.language.say(key, fill)
    }

    /// A link to a page of the website, `/mijn`.
    pub fn to(&self, path: &str) -> String {
        if self.chosen { format!("/{}{path}", self.language.code()) } else { path.to_string() }
    }

    /// The languages with the address of this page in each.
    pub fn languages(&self) -> Vec<(Language, String)> {
        Language::ALL.map(|language| (language, format!("/{}{}", language.code(), self.path))).into()
    }

    /// An amount as the language writes it: `€ 12,50`.
    pub fn euros(&self, cents: Cents) -> String {
        self.language.euros(cents)
    }

    /// A day in words: `14 juni 2026`.
    pub fn day(&self, day: Date) -> String {
        self.language.day(day)
    }
}

/// Notes who reads, and takes the language out of the address.
pub fn read(mut request: Request) -> Request {
    let (path, chosen) = split(request.uri().path());
    let accepted = request.headers().get(ACCEPT_LANGUAGE).and_then(|header| header.to_str().ok());
    let language = chosen.unwrap_or_else(|| Language::accepted(accepted.unwrap_or_default()));
    let reader = Reader { language, chosen: chosen.is_some(), path: path.clone() };
    if chosen.is_some() {
        *request.uri_mut() = with_path(request.uri(), &path);
    }
    request.extensions_mut().insert(reader);
    request
}

/// `/tr/mijn` is `/mijn` in Turkish.
fn split(path: &str) -> (String, Option<Language>) {
    let (first, rest) =
        path[1.min(path.len())..].split_once('/').unwrap_or((path.trim_start_matches('/'), ""));
    match Language::of_code(first) {
        Some(language) => (format!("/{rest}"), Some(language)),
        None => (path.to_string(), None),
    }
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_else(|| Self {
            language: Language::Dutch,
            chosen: false,
            path: "/".into(),
        }))
    }
}
