//! Stored events are a contract: every payload ever written must be read for ever, and the same event must be
//! written in the same bytes. One golden file for each event type and version; none is ever changed.
//!
//! A new event does not compile before it has a sample in the file of its room; then
//! `cargo test --test it write_missing_golden_files -- --ignored` writes its file.

mod chain;
mod limits;
mod money;
mod people;
mod refusals;
mod sample;
mod scheme;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use wijkkas::domain::Event;
use wijkkas::store::codec;

/// A sample: an event, and in which of its forms it is, where it has several.
pub struct Sample {
    event: Event,
    form: &'static str,
}

/// One value for each variant of an enum. Leaving a variant out does not compile.
macro_rules! one_of_each {
    ($all:ident: $($variant:ident $body:tt),+ $(,)?) => {{
        fn is_complete(one: &$all) {
            match one { $($all::$variant { .. } => {})+ }
        }
        let all = vec![$($all::$variant $body),+];
        all.iter().for_each(is_complete);
        all
    }};
}
use one_of_each;

/// One sample for each variant of an enum of events.
macro_rules! samples {
    ($events:ident: $($variants:tt)+) => {{
        let events = crate::golden::one_of_each!($events: $($variants)+);
        events.into_iter().map(crate::golden::plain).collect::<Vec<_>>()
    }};
}
use samples;

/// The sample that every event type has.
pub fn plain(event: impl Into<Event>) -> Sample {
    Sample { event: event.into(), form: "" }
}

/// A further sample of an event type: with optional fields, or another word in one of its fields.
pub fn form(form: &'static str, event: impl Into<Event>) -> Sample {
    Sample { event: event.into(), form }
}

/// The events of all samples.
pub fn events() -> Vec<Event> {
    all().into_iter().map(|sample| sample.event).collect()
}

fn all() -> Vec<Sample> {
    [scheme::samples(), people::samples(), money::samples()].into_iter().flatten().collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/events")
}

/// `wallet.Pledged.1.json`, `wallet.Pledged.1.own.json`.
fn name(sample: &Sample) -> String {
    let encoded = codec::encode(&sample.event).expect("a sample fits");
    let form = if sample.form.is_empty() { String::new() } else { format!(".{}", sample.form) };
    format!("{}.{}{form}.json", encoded.kind, encoded.version)
}

fn kind(sample: &Sample) -> String {
    codec::encode(&sample.event).expect("a sample fits").kind
}

/// The file ends with a line break, the payload does not.
fn payload(sample: &Sample) -> String {
    let encoded = codec::encode(&sample.event).expect("a sample fits");
    String::from_utf8(encoded.payload).expect("JSON is UTF-8") + "\n"
}

#[test]
fn every_event_is_written_and_read_as_ever() {
    for sample in all() {
        let (name, payload) = (name(&sample), payload(&sample));
        let golden = fs::read_to_string(folder().join(&name)).unwrap_or_else(|error| {
            panic!("{name}: {error}; see the head of this file for how to write missing golden files")
        });
        assert_eq!(payload, golden, "{name}: events are no longer written as they were");
    }
}

#[test]
fn every_payload_ever_written_is_read() {
    let expected: BTreeMap<(String, String), Event> =
        all().into_iter().map(|sample| ((kind(&sample), sample.form.to_string()), sample.event)).collect();
    for entry in fs::read_dir(folder()).expect("the folder is there") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let parts: Vec<&str> = name.split('.').collect();
        let (kind, version): (_, i64) = (parts[..2].join("."), parts[2].parse().expect("a version"));
        let payload = fs::read_to_string(&path).expect("a text");
        let event = codec::decode(&kind, version, payload.trim_end().as_bytes());
        let event = event.unwrap_or_else(|error| panic!("{name}: {error}"));
        let form = if parts.len() > 4 { parts[3] } else { "" };
        let expected = expected.get(&(kind, form.into()));
        assert_eq!(Some(&event), expected, "{name}: is read as something else, or has no sample");
    }
}

/// A version that was stored once is read for ever, so its file is never deleted.
#[test]
fn every_version_of_an_event_has_its_file() {
    for sample in all().iter().filter(|sample| sample.form.is_empty()) {
        let encoded = codec::encode(&sample.event).expect("a sample fits");
        for version in 1..=encoded.version {
            let name = format!("{}.{version}.json", encoded.kind);
            assert!(folder().join(&name).exists(), "{name} is missing");
        }
    }
}

#[test]
fn samples_have_names_of_their_own() {
    let names: Vec<String> = all().iter().map(name).collect();
    let mut once = names.clone();
    once.sort();
    once.dedup();
    assert_eq!(names.len(), once.len());
}

/// Writes what is missing, changes nothing.
#[test]
#[ignore = "for whoever adds an event"]
fn write_missing_golden_files() {
    fs::create_dir_all(folder()).expect("a folder");
    for sample in all() {
        let path = folder().join(name(&sample));
        if !path.exists() {
            println!("new: {}", path.display());
            fs::write(path, payload(&sample)).expect("written");
        }
    }
}
