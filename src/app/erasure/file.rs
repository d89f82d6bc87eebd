//! The file of erasures: which were begun, done or given up, as random ids, outside the database. Whoever puts
//! back an older copy of the database repeats them from here.
//!
//! One line of JSON for each step. A line is on disk before anything else happens. A machine that fails while
//! it writes one leaves it cut off: that step was not taken, and the line is passed over.

use crate::domain::{ErasureId, PersonId, TextId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// A step of an erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The rows are about to be deleted.
    Begun,
    /// They are gone, and so is what they left in the database's files.
    Done,
    /// They were not deleted: something must be kept.
    GivenUp,
}

/// What is erased.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Subject {
    /// What the book is called.
    pub book: String,
    /// The request. A database that was put back may give its number to another one.
    pub erasure: ErasureId,
    /// The person.
    pub person: Option<PersonId>,
    /// The texts.
    pub texts: Vec<TextId>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    /// Milliseconds since 1970.
    at: Timestamp,
    step: Step,
    #[serde(flatten)]
    subject: Subject,
}

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Reading or writing failed.
    #[error("the file of erasures {path} could not be {action}: {cause}", path = .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What was tried, as a participle.
        action: &'static str,
        /// The system's answer.
        cause: io::Error,
    },
    /// A whole line that is not ours.
    #[error(
        "{path}: line {line} is not a step of an erasure: was the file changed? put it back from its copy",
        path = .path.display()
    )]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
    },
}

/// Appends steps to the file, which is made when it is first needed.
#[derive(Clone, Debug)]
pub struct ErasureFile(PathBuf);

/// What a file tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The last step of each erasure, in the order in which they began.
    pub steps: Vec<(Subject, Step)>,
    /// Lines that were cut off.
    pub cut_off: usize,
}

impl ErasureFile {
    /// The file at this path; it need not exist.
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes down a step; it is on disk when this returns.
    pub fn append(&self, at: Timestamp, step: Step, subject: &Subject) -> Result<(), FileError> {
        let line = Line { at, step, subject: subject.clone() };
        let written =
            serde_json::to_string(&line).map_err(io::Error::from).and_then(|line| self.write(&line));
        written.map_err(|cause| FileError::File { path: self.0.clone(), action: "written", cause })
    }

    fn write(&self, line: &str) -> io::Result<()> {
        let mut file = OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(&self.0)?;
        // Several processes may write at once; the lock goes with the file.
        file.lock()?;
        let is_new = file.metadata()?.len() == 0;
        let begin = if is_new || ends_a_line(&mut file)? { "" } else { "\n" };
        file.write_all(format!("{begin}{line}\n").as_bytes())?;
        file.sync_all()?;
        if is_new {
            let folder = self.0.parent().filter(|folder| !folder.as_os_str().is_empty());
            File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
        }
        Ok(())
    }

    /// Reads it all; nothing if there is no such file.
    pub fn read(&self) -> Result<Told, FileError> {
        match std::fs::read(&self.0) {
            Ok(bytes) => self.parse(&bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Told::default()),
            Err(cause) => Err(FileError::File { path: self.0.clone(), action: "read", cause }),
        }
    }

    fn parse(&self, bytes: &[u8]) -> Result<Told, FileError> {
        let (mut told, mut places) = (Told::default(), HashMap::new());
        for (number, line) in (1..).zip(bytes.split(|&byte| byte == b'\n')) {
            if line.is_empty() {
                continue;
            }
            // A machine that fails may leave part of a line, or zeros in its place.
            if !line.ends_with(b"}") || line.contains(&0) {
                told.cut_off += 1;
                continue;
            }
            let malformed = |_| FileError::Malformed { path: self.0.clone(), line: number };
            let Line { step, subject, .. } = serde_json::from_slice(line).map_err(malformed)?;
            let place = *places.entry(subject.clone()).or_insert_with(|| {
                told.steps.push((subject, step));
                told.steps.len() - 1
            });
            told.steps[place].1 = step;
        }
        Ok(told)
    }
}

fn ends_a_line(file: &mut File) -> io::Result<bool> {
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last == [b'\n'])
}

#[cfg(test)]
mod tests;
