//! Typesetting: sheets of paper as PDF and pictures as PNG, from layouts that lie beside this file and words that are
//! handed in. It knows nothing of the ledger. What people wrote goes in as data and is never part of a layout, so that a
//! title full of typesetting commands is a title.

mod press;
mod qr;

use press::{Layout, Sheet};
use serde::Serialize;

/// A poster for a stairwell, on a sheet of A4.
#[derive(Clone, Debug, Serialize)]
pub struct Poster {
    /// The language of its words, as a code: `nl`.
    pub language: &'static str,
    /// Whose sheet it is, and where: `Oostgaarde`.
    pub area: String,
    /// The title of the initiative.
    pub title: Words,
    /// What it is about, in a few sentences.
    pub story: Words,
    /// What is needed besides money; may be empty.
    pub needs: Words,
    /// What stands above that.
    pub needs_title: String,
    /// What it has and needs, in words.
    pub money: String,
    /// The same for the bar, 0 to 100.
    pub percent: i64,
    /// Who supports it, in words.
    pub supporters: String,
    /// Until when something can be given, in words; may be empty.
    pub until: String,
    /// What to do with the QR code.
    pub scan: String,
    /// What stands above the address for those who type it.
    pub or_type: String,
    /// That address, as short as it gets.
    pub short_address: String,
    /// Of which day all this is.
    pub as_of: String,
    /// What is never asked for.
    pub never: String,
    /// Where the QR code leads.
    #[serde(skip)]
    pub address: String,
}

/// A picture of 1200 by 630 pixels for messengers.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// The language of its words, as a code.
    pub language: &'static str,
    /// The neighbourhood.
    pub area: String,
    /// The title of the initiative.
    pub title: Words,
    /// What it has and needs, in words.
    pub money: String,
    /// The same for the bar, 0 to 100.
    pub percent: i64,
    /// Who supports it, in words.
    pub supporters: String,
    /// Until when something can be given, or how it stands.
    pub until: String,
}

/// What somebody wrote, with the direction in which it is read, whatever the language of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    words: String,
    is_rtl: bool,
}

/// The longest word that is left whole: a longer one may be broken after each so many characters.
const LONGEST_WORD: usize = 24;

impl Words {
    /// At most so many characters of what somebody wrote, on one line.
    pub fn new(words: &str, most: usize) -> Self {
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_rtl = line.chars().find(|sign| sign.is_alphabetic()).is_some_and(is_rtl);
        let words = shortened(&line, most);
        Self { words: words.split(' ').map(breakable).collect::<Vec<_>>().join(" "), is_rtl }
    }
}

/// Whether a letter is of a script that is written from right to left: Hebrew, Arabic and those beside them.
fn is_rtl(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// At most so many characters, up to the end of a word if that is near.
fn shortened(line: &str, most: usize) -> String {
    let printable = line.chars().filter(|sign| !sign.is_control());
    let kept: String = printable.clone().take(most).collect();
    if printable.count() <= most {
        return kept;
    }
    let end = kept.rfind(' ').filter(|end| *end > kept.len() / 2).unwrap_or(kept.len());
    format!("{}…", kept[..end].trim_end_matches([',', ';', ':', '.', ' ']))
}

/// A word that can be broken if it is very long, so that it does not run off the sheet.
fn breakable(word: &str) -> String {
    if word.chars().count() <= LONGEST_WORD {
        return word.to_string();
    }
    let signs: Vec<char> = word.chars().collect();
    signs.chunks(LONGEST_WORD / 2).map(String::from_iter).collect::<Vec<_>>().join("\u{200b}")
}

/// Why something was not printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPrinted {
    /// The address is longer than a QR code can hold.
    #[error("the address is too long for a QR code")]
    Address,
    /// A mistake in a layout. What people wrote is not repeated.
    #[error("the layout cannot be set: {0}")]
    Layout(String),
}

/// Prints a poster as PDF, tagged, with its language and title. The same poster gives the same bytes.
///
/// # Errors
/// [`NotPrinted`].
pub fn poster(poster: &Poster) -> Result<Vec<u8>, NotPrinted> {
    sheet(poster)?.pdf()
}

/// A small picture of a poster as PNG, 595 by 842 pixels.
///
/// # Errors
/// [`NotPrinted`].
pub fn small_poster(poster: &Poster) -> Result<Vec<u8>, NotPrinted> {
    sheet(poster)?.png()
}

/// Prints a card as PNG of 1200 by 630 pixels. The same card gives the same bytes.
///
/// # Errors
/// [`NotPrinted`].
pub fn card(card: &Card) -> Result<Vec<u8>, NotPrinted> {
    Sheet::new(Layout::Card, card, String::new()).png()
}

fn sheet(poster: &Poster) -> Result<Sheet, NotPrinted> {
    Ok(Sheet::new(Layout::Poster, poster, qr::svg(&poster.address)?))
}

#[cfg(test)]
mod tests;
