//! The languages of the website and of the mails: every sentence is in a Fluent file of each language's folder. Pages
//! choose one by a prefix of the address (`/tr/mijn`), else by the browser; no cookie remembers it, since nobody has
//! agreed to one.

mod figures;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use std::borrow::Cow;
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

/// A folder for each language, with files of the same names.
#[derive(RustEmbed)]
#[folder = "src/words/texts"]
struct Texts;

/// A language the website speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Dutch, at level B1: the language of the letters, and of whoever's is not here.
    Dutch,
    /// English.
    English,
    /// Turkish.
    Turkish,
    /// Arabic, from right to left.
    Arabic,
    /// Polish.
    Polish,
}

use Language::{Arabic, Dutch, English, Polish, Turkish};

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; Language::ALL.len()]> = LazyLock::new(|| Language::ALL.map(bundle));

fn bundle(language: Language) -> Bundle {
    let id: LanguageIdentifier = language.code().parse().expect("the tests build every language");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Browsers keep the directions of words apart by themselves where `dir` is set; the signs would be copied along.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(language.source());
    let resource = resource.unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Dutch, English, Turkish, Arabic, Polish];

    /// Its code (BCP 47), as it stands in addresses and in `lang`.
    pub fn code(self) -> &'static str {
        match self {
            Dutch => "nl",
            English => "en",
            Turkish => "tr",
            Arabic => "ar",
            Polish => "pl",
        }
    }

    /// Its code with a country, as previews in messengers want it (Open Graph).
    pub fn locale(self) -> &'static str {
        match self {
            Dutch => "nl_NL",
            English => "en_GB",
            Turkish => "tr_TR",
            Arabic => "ar_AR",
            Polish => "pl_PL",
        }
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Dutch => "Nederlands",
            English => "English",
            Turkish => "Türkçe",
            Arabic => "العربية",
            Polish => "Polski",
        }
    }

    /// In which direction it is written: `ltr` or `rtl`.
    pub fn direction(self) -> &'static str {
        if self == Arabic { "rtl" } else { "ltr" }
    }

    /// The texts, as one Fluent file: those of its folder, one after the other.
    pub fn source(self) -> String {
        let own = |name: &String| name.split('/').next() == Some(self.code());
        let mut names: Vec<String> = Texts::iter().map(String::from).filter(own).collect();
        names.sort_unstable();
        let files = names.iter().filter_map(|name| Texts::get(name));
        files.map(|file| String::from_utf8_lossy(&file.data).into_owned()).collect::<Vec<_>>().join("\n")
    }

    /// The language with this code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The first of the languages a browser accepts (RFC 9110, 12.5.4) that is spoken here, by weight; Dutch if
    /// there is none.
    pub fn accepted(header: &str) -> Self {
        let mut wanted: Vec<(u16, Self)> = header.split(',').filter_map(accepted_item).collect();
        // Stable: of the same weight the first is meant.
        wanted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        wanted.first().map_or(Dutch, |(_, language)| *language)
    }

    /// The sentence under this key, with what it leaves open filled in. A key that is missing is shown itself, and
    /// no test passes then.
    pub fn say(self, key: &str, fill: &[(&str, Fill<'_>)]) -> String {
        let bundle = &BUNDLES[self as usize];
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_string();
        };
        let mut arguments = FluentArgs::with_capacity(fill.len());
        for (name, value) in fill {
            arguments.set(Cow::Borrowed(*name), FluentValue::from(value));
        }
        bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
    }
}

/// What is filled into a sentence.
#[derive(Clone, Debug)]
pub enum Fill<'a> {
    /// A number, which decides about the plural.
    Count(i64),
    /// Words.
    Words(Cow<'a, str>),
}

impl From<i64> for Fill<'_> {
    fn from(number: i64) -> Self {
        Self::Count(number)
    }
}

impl<'a> From<&'a str> for Fill<'a> {
    fn from(words: &'a str) -> Self {
        Self::Words(words.into())
    }
}

impl From<String> for Fill<'_> {
    fn from(words: String) -> Self {
        Self::Words(words.into())
    }
}

impl<'a> From<&'a String> for Fill<'a> {
    fn from(words: &'a String) -> Self {
        Self::Words(words.as_str().into())
    }
}

impl<'s> From<&'s Fill<'_>> for FluentValue<'s> {
    fn from(fill: &'s Fill<'_>) -> Self {
        match fill {
            Fill::Count(number) => Self::from(*number),
            Fill::Words(words) => Self::from(words.as_ref()),
        }
    }
}

/// The weight in thousandths and the language; none for one that is not spoken here, or not wanted.
fn accepted_item(item: &str) -> Option<(u16, Language)> {
    let (tag, rest) = item.split_once(';').unwrap_or((item, ""));
    let primary = tag.trim().split('-').next()?.to_ascii_lowercase();
    let weight = match rest.trim().strip_prefix("q=") {
        Some(text) => thousandths(text.trim())?,
        None => 1000,
    };
    Language::of_code(&primary).filter(|_| weight > 0).map(|language| (weight, language))
}

/// `0.8` is 800; none if it is no weight.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if part.len() > 3 || !part.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let part: u16 = format!("{part:0<3}").parse().ok()?;
    match whole {
        "0" => Some(part),
        "1" if part == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
