//! Files with the keys of acknowledged commands, a key a line: `bench` appends to them, `check` proves them.

use super::config::{CliError, no_file};
use crate::app::check::Acks;
use crate::store::ordinary;
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

/// Reads the keys; an error names the file.
pub fn read(path: &Path) -> Result<Acks, CliError> {
    parse(path, bytes(path)?)
}

/// Opens a file to append keys to; it is made if it is not there. What is no file of keys is refused. A last line that
/// was cut off is taken away, since no check can read it with others behind it.
pub fn open(path: &Path) -> Result<File, CliError> {
    if let Some(wrong) = no_file("--acks", path) {
        return Err(CliError::Other(wrong));
    }
    let failed = |error| CliError::File { path: path.to_owned(), error };
    let mut file = File::options().create(true).append(true).open(path).map_err(failed)?;
    let before = bytes(path)?;
    let last = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default().len();
    let whole = (before.len() - last) as u64;
    if parse(path, before)?.is_cut_off() {
        file.set_len(whole).map_err(failed)?;
    } else if last > 0 {
        file.write_all(b"\n").map_err(failed)?;
    }
    Ok(file)
}

fn bytes(path: &Path) -> Result<Vec<u8>, CliError> {
    let mut bytes = Vec::new();
    // Of any size: the more was acknowledged, the more is proven.
    let read = ordinary::open(path).and_then(|mut file| file.read_to_end(&mut bytes));
    read.map(|_| bytes).map_err(|error| CliError::File { path: path.to_owned(), error })
}

fn parse(path: &Path, bytes: Vec<u8>) -> Result<Acks, CliError> {
    let refused = |why: &str| CliError::Other(format!("{}: {why}", path.display()));
    let text = String::from_utf8(bytes).map_err(|_| {
        refused("this is no text (UTF-8): name a file as `wijkkas bench --acks` writes it, a key a line")
    })?;
    Acks::read(&text).map_err(|why| refused(&why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_appended_begins_a_new_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("acks");
        let (one, two) = ("0".repeat(32), "1".repeat(32));
        for (before, after) in [
            (String::new(), String::new()),
            (format!("{one}\n"), format!("{one}\n")),
            (format!("{one}\n0123"), format!("{one}\n")),
            ("0123".into(), String::new()),
            (format!("{one}\n{two}"), format!("{one}\n{two}\n")),
        ] {
            std::fs::write(&path, &before).unwrap();
            open(&path).unwrap().write_all(b"next\n").unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("{after}next\n"), "{before:?}");
        }
    }

    #[test]
    fn what_is_no_file_of_keys_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("letter.txt");
        for text in ["Dear neighbours,\nabc", "hello", "0123\n"] {
            std::fs::write(&path, text).unwrap();
            let refused = open(&path).unwrap_err().to_string();
            assert!(refused.contains("letter.txt: line 1 is not the key of a command"), "{refused}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
    }
}
