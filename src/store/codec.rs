//! Events to stored bytes and back. What is stored is never rewritten: a payload of an older version is
//! brought up to date when it is read.

mod upcast;

use crate::domain::{Event, TextRef};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The most bytes of a payload.
pub const MAX_PAYLOAD: usize = 64 * 1024;

/// A stored event that cannot be read, or one too large to store.
#[derive(Debug, thiserror::Error)]
pub enum CodecError {
    /// A type or a version this program does not know: a newer one wrote it.
    #[error("events of type {kind} version {version} are not known to this program; a newer one wrote them")]
    UnknownType {
        /// The type.
        kind: String,
        /// Its version.
        version: i64,
    },
    /// Bytes that do not fit the type.
    #[error("the payload of an event of type {kind} version {version} cannot be read: {why}")]
    BadPayload {
        /// The type.
        kind: String,
        /// Its version.
        version: i64,
        /// What is wrong.
        why: String,
    },
    /// More than 64 KiB.
    #[error("an event of type {kind} would have {bytes} bytes, more than {MAX_PAYLOAD}")]
    TooLarge {
        /// The type.
        kind: String,
        /// How many bytes.
        bytes: usize,
    },
}

/// An event as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// The room and the name, `wallet.Pledged`.
    pub kind: String,
    /// The version of the layout.
    pub version: i64,
    /// JSON: `{"Pledged":{...}}`.
    pub payload: Vec<u8>,
}

/// Writes an event.
///
/// # Errors
/// [`CodecError::TooLarge`] above [`MAX_PAYLOAD`], [`CodecError::BadPayload`] if it has no JSON form.
pub fn encode(event: &Event) -> Result<Encoded, CodecError> {
    match event {
        Event::Programme(event) => pack("programme", event),
        Event::Budget(event) => pack("budget", event),
        Event::Round(event) => pack("round", event),
        Event::Cheque(event) => pack("cheque", event),
        Event::Wallet(event) => pack("wallet", event),
        Event::Household(event) => pack("household", event),
        Event::Initiative(event) => pack("initiative", event),
        Event::CommonPot(event) => pack("common_pot", event),
        Event::Payout(event) => pack("payout", event),
        Event::Delivery(event) => pack("delivery", event),
        Event::Erasure(event) => pack("erasure", event),
    }
}

fn pack(room: &str, event: &impl Serialize) -> Result<Encoded, CodecError> {
    let payload = serde_json::to_vec(event).map_err(|error| bad(room, upcast::today(room), &error))?;
    // The name stands between the first two quotation marks: `{"Name":{...}}`.
    let name = payload.split(|&byte| byte == b'"').nth(1).unwrap_or_default();
    let kind = format!("{room}.{}", String::from_utf8_lossy(name));
    if payload.len() > MAX_PAYLOAD {
        return Err(CodecError::TooLarge { kind, bytes: payload.len() });
    }
    let version = upcast::today(&kind);
    Ok(Encoded { kind, version, payload })
}

/// Reads an event.
///
/// # Errors
/// [`CodecError::UnknownType`] for a type or version of a newer program, [`CodecError::BadPayload`] for other bytes
/// than such an event has.
pub fn decode(kind: &str, version: i64, payload: &[u8]) -> Result<Event, CodecError> {
    let unknown = || CodecError::UnknownType { kind: kind.into(), version };
    let (room, _) = kind.split_once('.').ok_or_else(unknown)?;
    let today = upcast::today(kind);
    if !(1..=today).contains(&version) {
        return Err(unknown());
    }
    // Nearly all events are as they are written today, and are read without a detour.
    let brought_up: Vec<u8>;
    let payload = if version == today {
        payload
    } else {
        brought_up = upcast::bring_up(kind, version, payload).map_err(|error| bad(kind, version, &error))?;
        &brought_up
    };
    let read = Stored { kind, version, payload };
    match room {
        "programme" => read.unpack().map(Event::Programme),
        "budget" => read.unpack().map(Event::Budget),
        "round" => read.unpack().map(Event::Round),
        "cheque" => read.unpack().map(Event::Cheque),
        "wallet" => read.unpack().map(Event::Wallet),
        "household" => read.unpack().map(Event::Household),
        "initiative" => read.unpack().map(Event::Initiative),
        "common_pot" => read.unpack().map(Event::CommonPot),
        "payout" => read.unpack().map(Event::Payout),
        "erasure" => read.unpack().map(Event::Erasure),
        "delivery" => read.unpack().map(Event::Delivery),
        _ => Err(unknown()),
    }
}

/// The words a payload speaks of. They are known by their form, so that no event can be forgotten here.
pub fn texts(payload: &[u8]) -> Vec<TextRef> {
    let mut found = Vec::new();
    // Few events speak of words; the others are not read twice.
    let sign = b"\"hash\":";
    if payload.windows(sign.len()).any(|part| part == sign)
        && let Ok(value) = serde_json::from_slice(payload)
    {
        collect_texts(&value, &mut found);
    }
    found
}

fn collect_texts(value: &Value, found: &mut Vec<TextRef>) {
    match value {
        Value::Object(fields) => match TextRef::deserialize(value) {
            Ok(reference) if fields.len() == 2 => found.push(reference),
            _ => fields.values().for_each(|value| collect_texts(value, found)),
        },
        Value::Array(values) => values.iter().for_each(|value| collect_texts(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What is stored of an event, brought up to date.
struct Stored<'a> {
    kind: &'a str,
    /// The version it was stored in.
    version: i64,
    payload: &'a [u8],
}

impl Stored<'_> {
    fn unpack<T: DeserializeOwned>(&self) -> Result<T, CodecError> {
        serde_json::from_slice(self.payload).map_err(|error| bad(self.kind, self.version, &error))
    }
}

fn bad(kind: &str, version: i64, error: &serde_json::Error) -> CodecError {
    CodecError::BadPayload { kind: kind.into(), version, why: error.to_string() }
}
