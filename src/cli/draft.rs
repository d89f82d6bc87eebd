//! A file that comes out: written beside its place and put there when it is whole, so that whoever looks sees
//! all of it or what was there before.

use super::config::CliError;
use std::fs::{self, File};
use std::io;
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
        let draft = folder_of(path).join(format!(".{name}.{}.tmp", std::process::id()));
        match File::create(&draft) {
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

/// The folder a file is in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
