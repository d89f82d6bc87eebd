//! From bytes to text that is safe to take apart: not too long, valid UTF-8, every quotation mark closed. And
//! from a place in that text to its line.

use super::error::{Reason, Refusal};

/// The largest file that is read, in bytes. The whole file is held in memory; a vote row takes about a
/// hundred bytes, so this is room for more than 600,000 voters.
pub const MAX_BYTES: usize = 64 << 20;

/// The text of a file without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::new(1, Reason::TooLarge));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Refusal::new(line_at(bytes, error.valid_up_to()), Reason::NotUtf8))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match unclosed_quote(text.as_bytes()) {
        Some(opened) => Err(Refusal::new(line_at(text.as_bytes(), opened), Reason::OpenQuote)),
        None => Ok(text),
    }
}

/// The line of the byte at `offset`; the first is 1.
pub(super) fn line_at(bytes: &[u8], offset: usize) -> u64 {
    1 + line_ends(bytes, 0, offset)
}

/// How many lines end between two offsets: with `\n`, `\r\n`, or the lone `\r` of spreadsheets on a Mac.
pub(super) fn line_ends(bytes: &[u8], from: usize, to: usize) -> u64 {
    let ends = |&at: &usize| match bytes[at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    (from..to).filter(ends).fold(0, |count, _| count + 1)
}

/// Where the walk over the text is, as far as quotation marks matter.
enum Quoting {
    FieldStart,
    Plain,
    /// Since the offset of the opening mark.
    Quoted(usize),
    /// Right after a mark inside a quoted field: its end, or the first half of a doubled mark.
    AfterMark(usize),
}

/// The offset of a quotation mark that swallows rows: never closed, or closed lines further in the middle of
/// a field. The csv crate takes both without a word, and a project named `"t Hoekje` would make the next ones
/// disappear.
fn unclosed_quote(bytes: &[u8]) -> Option<usize> {
    let mut quoting = Quoting::FieldStart;
    for (at, &byte) in bytes.iter().enumerate() {
        quoting = match (quoting, byte) {
            (Quoting::Quoted(opened), b'"') => Quoting::AfterMark(opened),
            (Quoting::AfterMark(opened), b'"') | (Quoting::Quoted(opened), _) => Quoting::Quoted(opened),
            (_, b';' | b'\n' | b'\r') => Quoting::FieldStart,
            (Quoting::FieldStart, b'"') => Quoting::Quoted(at),
            (Quoting::AfterMark(opened), _) if line_ends(bytes, opened, at) > 0 => return Some(opened),
            _ => Quoting::Plain,
        };
    }
    if let Quoting::Quoted(opened) = quoting { Some(opened) } else { None }
}
