//! The key file: made on first use, readable by its owner only, never half written.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use super::super::hex::Hex;
use super::super::ordinary;
use super::text::fresh;
use super::{KeyError, Keyring};

#[cfg(test)]
mod tests;

/// Rights of group and others in a Unix mode.
const OTHERS: u32 = 0o077;
/// The most bytes that are read: a key has some 80, and a keyring a handful of keys.
const MOST: u64 = 64 * 1024;

impl Keyring {
    /// Reads the key file. Refused if anybody but its owner has rights to it.
    ///
    /// # Errors
    /// [`KeyError::File`] if it cannot be read, is no ordinary file or has more than 64 KiB, [`KeyError::Exposed`] if others have rights to it,
    /// [`KeyError::NotText`] for bytes that are no text; else as for [`Keyring::parse`].
    pub fn read(path: &Path) -> Result<Self, KeyError> {
        let failed = |cause| KeyError::File { path: path.to_owned(), action: "read", cause };
        let file = ordinary::open(path).map_err(failed)?;
        let mode = file.metadata().map_err(failed)?.permissions().mode() & 0o7777;
        if mode & OTHERS != 0 {
            return Err(KeyError::Exposed { path: path.to_owned(), mode });
        }
        let bytes = ordinary::read(file, MOST).map_err(failed)?;
        let text = String::from_utf8(bytes).map_err(|_| KeyError::NotText { path: path.to_owned() })?;
        Self::parse(&format!("the file {}", path.display()), &text)
    }

    /// Reads the key file, after making one with new keys if there is none. Of several processes that do this
    /// at once, one makes the file and all read that one.
    ///
    /// # Errors
    /// [`KeyError::File`] and [`KeyError::NoRandomness`] if it cannot be made; else as for [`Keyring::read`].
    pub fn read_or_make(path: &Path) -> Result<Self, KeyError> {
        let failed = |cause| KeyError::File { path: path.to_owned(), action: "made", cause };
        if !path.try_exists().map_err(failed)? {
            let mut suffix = [0; 8];
            getrandom::fill(&mut suffix).map_err(KeyError::NoRandomness)?;
            let draft = format!(".wijkkas-keys-{}", Hex(&suffix));
            make(path, &draft, &fresh()?).map_err(failed)?;
        }
        Self::read(path)
    }
}

/// Puts a file with `text` at `path` unless there is one by now; survives power loss once it returns.
///
/// The text goes into a draft beside it (a file name) that then gets its name by a hard link, which, other
/// than a rename, never replaces a file: the keys of the process that came first stay.
fn make(path: &Path, draft: &str, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let draft = folder.join(draft);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    let named = written.and_then(|()| match fs::hard_link(&draft, path) {
        Err(taken) if taken.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    });
    // The draft goes even if something failed; that failure is what is reported.
    let removed = fs::remove_file(&draft);
    named.and(removed)?;
    File::open(folder)?.sync_all()
}
