//! Reading files that people name: ordinary ones, and no more of them than makes sense. A folder says nothing, a pipe
//! is waited for, and some devices have no end.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Bytes in a KiB.
const KIB: u64 = 1024;

/// Opens an ordinary file, or a link to one.
///
/// # Errors
/// The system's; for anything else than an ordinary file, what it is.
pub fn open(path: &Path) -> io::Result<File> {
    // Before it is opened, since opening a pipe waits for somebody who writes to it.
    if let Some(what) = mistake(&fs::metadata(path)?) {
        return Err(io::Error::other(what));
    }
    File::open(path)
}

/// What is wrong with a file that is there, as the beginning of a sentence; none if it is an ordinary one.
pub fn mistake(file: &fs::Metadata) -> Option<&'static str> {
    match file {
        file if file.is_file() => None,
        file if file.is_dir() => Some("this is a folder, name a file"),
        _ => Some("this is no ordinary file, but a device or a pipe: name a file"),
    }
}

/// Reads a file to its end, if it has at most so many bytes.
///
/// # Errors
/// The system's, and that it is larger.
pub fn read(file: File, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        let most = most / KIB;
        return Err(io::Error::other(format!("it has more than {most} KiB: is it the right file?")));
    }
    Ok(bytes)
}
