//! Commands to be copied into a shell.

use std::env;

/// This program as it was called, for a shell: it need not be on the path of whoever copies a command.
pub fn program() -> String {
    word(&env::args_os().next().map_or_else(|| "wijkkas".into(), |name| name.to_string_lossy().into_owned()))
}

/// A word as a shell reads it back, in quotation marks where it has signs that mean something to a shell.
pub fn word(text: &str) -> String {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "-._/".contains(sign);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.into();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_they_have_to_be() {
        for (text, written) in [
            ("target/release/wijkkas", "target/release/wijkkas"),
            ("/home/a b/wijkkas", "'/home/a b/wijkkas'"),
            ("'s-Gravenhage.keys", r"''\''s-Gravenhage.keys'"),
            ("$HOME", "'$HOME'"),
            ("", "''"),
        ] {
            assert_eq!(word(text), written);
        }
    }
}
