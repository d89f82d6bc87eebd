//! A file that comes out: written beside its place and put there when it is whole, so that whoever looks sees
//! all of it or what was there before.

use super::config::CliError;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// A file that is not yet in its place; dropped before that, it leaves nothing.
#[derive(Debug)]
pub struct Draft {
    /// To be written to.
    pub file: File,
    temporary: PathBuf,
    path: PathBuf,
}

impl Draft {
    /// Begins a file that will be at `path`.
    pub fn begin(path: &Path) -> Result<Self, CliError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // A name that nobody guesses and a file that was not there: what is written goes through no link of others.
        let draft = folder_of(path).join(format!(".{name}.{:016x}.tmp", rand::random::<u64>()));
        match File::options().write(true).create_new(true).mode(0o600).open(&draft) {
            Ok(file) => Ok(Self { file, temporary: draft, path: path.to_owned() }),
            Err(error) => Err(CliError::File { path: path.to_owned(), error }),
        }
    }

    /// Puts it in its place; it survives power loss once this returns.
    pub fn keep(self) -> Result<(), CliError> {
        let kept = self
            .file
            .sync_all()
            .and_then(|()| fs::rename(&self.temporary, &self.path))
            .and_then(|()| File::open(folder_of(&self.path))?.sync_all());
        kept.map_err(|error| self.error(error))
    }

    /// What went wrong with it.
    pub fn error(&self, error: io::Error) -> CliError {
        CliError::File { path: self.path.clone(), error }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Kept, it is no longer there.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// Refuses a place for a file that is to come out: nothing is written over the books or what is read, and what
/// cannot be written is noticed before the work. `taken` are files with what they are; `option` is how the
/// file was asked for.
pub fn mistake(option: &str, path: &Path, taken: &[(&'static str, PathBuf)]) -> Option<String> {
    let why = if !folder_of(path).is_dir() {
        "there is no such folder".into()
    } else if path.is_dir() {
        "this is a folder, name a file".into()
    } else if let Some(what) = taken_by(path, taken) {
        format!("this is {what}, name another")
    } else if path.metadata().is_ok_and(|there| !there.is_file()) {
        "this is there and no ordinary file, name another".into()
    } else if let Err(error) = Draft::begin(path) {
        return Some(format!("{option} {error}"));
    } else {
        return None;
    };
    Some(format!("{option} {}: {why}", path.display()))
}

/// What a file is, if it is one of those that are taken.
pub fn taken_by(path: &Path, taken: &[(&'static str, PathBuf)]) -> Option<&'static str> {
    taken.iter().find(|(_, file)| is_same(file, path)).map(|(what, _)| *what)
}

/// Whether both are the same file, whatever they are called and whether or not it is there yet.
fn is_same(one: &Path, other: &Path) -> bool {
    if let (Ok(one), Ok(other)) = (one.metadata(), other.metadata()) {
        // A hard link is the same file too.
        return (one.dev(), one.ino()) == (other.dev(), other.ino());
    }
    matches!((real(one), real(other)), (Some(one), Some(other)) if one == other)
}

/// Where a file really is; one that is not there is looked for in its folder.
fn real(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().or_else(|| Some(folder_of(path).canonicalize().ok()?.join(path.file_name()?)))
}

/// The folder a file is in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
