//! The 32 symbols of a code, and what people type for them.
//!
//! Crockford's base 32 (crockford.com/base32.html): digits and capitals without I, L, O, which look like
//! digits, and without U, which makes words.

/// The symbol of each number 0..=31.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The character printed for a symbol; of a larger number only the lowest five bits count.
pub(super) fn character(symbol: u8) -> char {
    char::from(SYMBOLS[usize::from(symbol & 31)])
}

/// The symbol meant by a typed character, or nothing if codes have no such character.
pub(super) fn value(typed: char) -> Option<u8> {
    let meant = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    (0..32).find(|&symbol| character(symbol) == meant)
}

/// Whether a character only separates groups: spaces and dashes of any kind, and the invisible ones that come
/// along when pasting from a mail or a document.
pub(super) fn is_separator(typed: char) -> bool {
    let dash =
        matches!(typed, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}');
    // Soft hyphen, zero width spaces and joiners, directional marks, word joiner, byte order mark.
    let invisible = matches!(typed, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
    dash || invisible || typed.is_whitespace()
}
