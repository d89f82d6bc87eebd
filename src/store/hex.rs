//! Bytes as hexadecimal digits, and back.

use std::fmt;

/// Bytes, shown as lower-case hexadecimal digits.
pub struct Hex<'a>(pub &'a [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The 32 bytes that 64 hexadecimal digits of either case mean; none for any other text.
pub fn bytes_of(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if digits.len() != 2 * bytes.len() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        let [high, low] = [pair[0], pair[1]].map(|digit| char::from(digit).to_digit(16));
        *byte = u8::try_from(high? << 4 | low?).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_as_they_are_written() {
        let mut bytes = [0; 32];
        (bytes[0], bytes[1], bytes[31]) = (8, 16, 255);
        let digits = Hex(&bytes).to_string();
        assert!(digits.starts_with("0810") && digits.ends_with("ff"), "{digits}");
        assert_eq!(bytes_of(&digits), Some(bytes));
        assert_eq!(bytes_of(&digits.to_uppercase()), Some(bytes));
        assert_eq!(Hex(&[]).to_string(), "");
    }

    #[test]
    fn what_is_not_64_digits_is_not_read() {
        let zeros = "0".repeat(62);
        for end in ["", "0", "000", "+0", "0g", "\u{e9}"] {
            assert_eq!(bytes_of(&format!("{zeros}{end}")), None, "{end}");
        }
    }
}
