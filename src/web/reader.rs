//! Who reads a page: in which language, and how amounts and days are written in it.

use super::language::{Fill, Language};
use super::with_path;
use crate::domain::Cents;
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
        let (euros, rest) = (cents.get() / 100, cents.get() % 100);
        match self.language {
            Language::Dutch => format!("€\u{a0}{},{rest:02}", grouped(euros, ".")),
            Language::English => format!("€{}.{rest:02}", grouped(euros, ",")),
            Language::Turkish => format!("{},{rest:02}\u{a0}€", grouped(euros, ".")),
            Language::Polish => format!("{},{rest:02}\u{a0}€", grouped(euros, "\u{a0}")),
            // Western digits, as Arabic is written in the Netherlands; the mark keeps them left to right.
            Language::Arabic => format!("\u{200e}{},{rest:02}\u{a0}€", grouped(euros, ".")),
        }
    }

    /// A day in words: `14 juni 2026`.
    pub fn day(&self, day: Date) -> String {
        let month = self.say(MONTHS[usize::try_from(day.month() - 1).unwrap_or(0)]);
        self.fill(
            "day",
            &[
                ("day", day.day().to_string().into()),
                ("month", month.into()),
                ("year", day.year().to_string().into()),
            ],
        )
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

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9",
    "month-10", "month-11", "month-12",
];

/// Digits in groups of three.
fn grouped(number: i64, between: &str) -> String {
    let digits = number.to_string();
    let groups: Vec<&[u8]> = digits.as_bytes().rchunks(3).rev().collect();
    let groups: Vec<String> =
        groups.into_iter().map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(language: Language) -> Reader {
        Reader { language, chosen: false, path: "/".into() }
    }

    #[test]
    fn amounts_are_written_as_the_language_writes_them() {
        let cents = Cents::new(123_456_705).expect("it is not negative");
        assert_eq!(reader(Language::Dutch).euros(cents), "€\u{a0}1.234.567,05");
        assert_eq!(reader(Language::English).euros(cents), "€1,234,567.05");
        assert_eq!(reader(Language::Turkish).euros(cents), "1.234.567,05\u{a0}€");
        assert_eq!(reader(Language::Polish).euros(cents), "1\u{a0}234\u{a0}567,05\u{a0}€");
    }

    #[test]
    fn days_are_written_in_words() {
        let day = jiff::civil::date(2026, 3, 1);
        assert_eq!(reader(Language::Dutch).day(day), "1 maart 2026");
        assert_eq!(reader(Language::English).day(day), "1 March 2026");
    }
}
