//! The file of erasures: which were begun, done or given up, as random ids, outside the database. Whoever puts
//! back an older copy of the database repeats them from here.
//!
//! One line for each step: the first 8 hexadecimal digits of the SHA-256 of the rest, a blank, and the step in
//! JSON. A line is on disk before anything else happens. A machine that fails while it writes one leaves it cut
//! off, without a line end: that step was not taken, and the line is passed over. Whoever writes the next line
//! ends it with a sign of their own, so that it is still told from a line that was changed.

use crate::domain::{ErasureId, PersonId, TextId, Timestamp};
use crate::store::ordinary;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Ends a line that was cut off: no sign of JSON, and no file that was only shortened or converted has it.
const CUT_OFF: &[u8] = b" #cut-off";
/// The most bytes of a line: a step of a person with 500 texts has some 10,000. The file itself may grow for ever.
const LONGEST_LINE: u64 = 1024 * 1024;

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
    /// Nothing to repeat.
    #[error(
        "{path}: there is no step of an erasure in this file, so nothing is repeated: is it the right one, and \
         whole?",
        path = .path.display()
    )]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// A line that is not as it was written.
    #[error(
        "{path}: line {line} is damaged or not a step of an erasure: was the file changed? put it back from its \
         copy",
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
    ///
    /// # Errors
    /// [`FileError::File`]; part of the step may be written then, which is read as cut off.
    pub fn append(&self, at: Timestamp, step: Step, subject: &Subject) -> Result<(), FileError> {
        let line = Line { at, step, subject: subject.clone() };
        let json = serde_json::to_string(&line).map_err(io::Error::from);
        let written = json.and_then(|json| self.write(&format!("{} {json}", checksum(json.as_bytes()))));
        written.map_err(|cause| FileError::File { path: self.0.clone(), action: "written", cause })
    }

    fn write(&self, line: &str) -> io::Result<()> {
        let mut file = OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(&self.0)?;
        // What is written to a device is gone, and nobody notices before a copy is put back.
        if let Some(what) = ordinary::mistake(&file.metadata()?) {
            return Err(io::Error::other(what));
        }
        // Several processes may write at once; the lock goes with the file.
        file.lock()?;
        let is_new = file.metadata()?.len() == 0;
        let mut bytes = Vec::new();
        if !is_new && !ends_a_line(&mut file)? {
            bytes.extend_from_slice(CUT_OFF);
            bytes.push(b'\n');
        }
        bytes.extend_from_slice(line.as_bytes());
        bytes.push(b'\n');
        file.write_all(&bytes)?;
        file.sync_all()?;
        if is_new {
            let folder = self.0.parent().filter(|folder| !folder.as_os_str().is_empty());
            File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
        }
        Ok(())
    }

    /// Reads it all, line by line; nothing if there is no such file.
    ///
    /// # Errors
    /// [`FileError::File`] if it cannot be read or is no ordinary file, [`FileError::Malformed`] with the first line
    /// that is whole and not as it was written, or has more than 1 MiB.
    pub fn read(&self) -> Result<Told, FileError> {
        match ordinary::open(&self.0) {
            Ok(file) => self.parse(BufReader::new(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Told::default()),
            Err(cause) => Err(self.unread(cause)),
        }
    }

    fn unread(&self, cause: io::Error) -> FileError {
        FileError::File { path: self.0.clone(), action: "read", cause }
    }

    fn parse(&self, mut file: impl BufRead) -> Result<Told, FileError> {
        let (mut told, mut places) = (Told::default(), HashMap::new());
        let mut bytes = Vec::new();
        for number in 1.. {
            bytes.clear();
            let read = file.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut bytes);
            if read.map_err(|cause| self.unread(cause))? == 0 {
                break;
            }
            let is_whole = bytes.ends_with(b"\n");
            if !is_whole && bytes.len() as u64 == LONGEST_LINE {
                return Err(FileError::Malformed { path: self.0.clone(), line: number });
            }
            let line = bytes.as_slice();
            // Editors and mail change line ends and blanks, and nothing is lost by that.
            let line = line.trim_ascii_end();
            if line.is_empty() {
                continue;
            }
            let (line, is_cut_off) = match line.strip_suffix(CUT_OFF) {
                Some(part) => (part, true),
                None => (line, !is_whole),
            };
            let Some(Line { step, subject, .. }) = step_of(line) else {
                if is_cut_off {
                    told.cut_off += 1;
                    continue;
                }
                return Err(FileError::Malformed { path: self.0.clone(), line: number });
            };
            let place = *places.entry(subject.clone()).or_insert_with(|| {
                told.steps.push((subject, step));
                told.steps.len() - 1
            });
            told.steps[place].1 = step;
        }
        Ok(told)
    }
}

/// The first 8 hexadecimal digits of the SHA-256: enough to find what was changed by accident.
fn checksum(json: &[u8]) -> String {
    let sum = Sha256::digest(json);
    format!("{:08x}", u32::from_be_bytes([sum[0], sum[1], sum[2], sum[3]]))
}

/// What a whole line says; none if it is not as it was written.
fn step_of(line: &[u8]) -> Option<Line> {
    let (sum, json) = line.split_at_checked(9)?;
    if *sum != *format!("{} ", checksum(json)).as_bytes() {
        return None;
    }
    serde_json::from_slice(json).ok()
}

fn ends_a_line(file: &mut File) -> io::Result<bool> {
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last == [b'\n'])
}

#[cfg(test)]
mod tests;
