//! Events to stored bytes and back. What is stored is never rewritten: a payload of an older version is
//! brought up to date here, when it is read.

use crate::domain::{Event, TextRef};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The most bytes of a payload.
pub const MAX_PAYLOAD: usize = 64 * 1024;

/// A stored event that cannot be read, or one too large to store.
#[derive(Debug, thiserror::Error)]
pub enum CodecError {
    /// A type this program does not know: it was written by a newer one.
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

/// The version every event is written in today. An event whose layout changes gets its own number here, and
/// its old layout an upcast in `decode`.
const VERSION: i64 = 1;

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
    let bad = |why: String| CodecError::BadPayload { kind: room.into(), version: VERSION, why };
    let payload = serde_json::to_vec(event).map_err(|error| bad(error.to_string()))?;
    // The name stands between the first two quotation marks: `{"Name":{...}}`.
    let name = payload.split(|&byte| byte == b'"').nth(1).unwrap_or_default();
    let kind = format!("{room}.{}", String::from_utf8_lossy(name));
    if payload.len() > MAX_PAYLOAD {
        return Err(CodecError::TooLarge { kind, bytes: payload.len() });
    }
    Ok(Encoded { kind, version: VERSION, payload })
}

/// Reads an event.
///
/// # Errors
/// [`CodecError::UnknownType`] for a type or version of a newer program, [`CodecError::BadPayload`] for other bytes
/// than such an event has.
pub fn decode(kind: &str, version: i64, payload: &[u8]) -> Result<Event, CodecError> {
    let unknown = || CodecError::UnknownType { kind: kind.into(), version };
    let (room, _) = kind.split_once('.').ok_or_else(unknown)?;
    if version != VERSION {
        return Err(unknown());
    }
    match room {
        "programme" => unpack(kind, payload).map(Event::Programme),
        "budget" => unpack(kind, payload).map(Event::Budget),
        "round" => unpack(kind, payload).map(Event::Round),
        "cheque" => unpack(kind, payload).map(Event::Cheque),
        "wallet" => unpack(kind, payload).map(Event::Wallet),
        "household" => unpack(kind, payload).map(Event::Household),
        "initiative" => unpack(kind, payload).map(Event::Initiative),
        "common_pot" => unpack(kind, payload).map(Event::CommonPot),
        "payout" => unpack(kind, payload).map(Event::Payout),
        "erasure" => unpack(kind, payload).map(Event::Erasure),
        "delivery" => unpack(kind, payload).map(Event::Delivery),
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

fn unpack<T: DeserializeOwned>(kind: &str, payload: &[u8]) -> Result<T, CodecError> {
    serde_json::from_slice(payload).map_err(|error| CodecError::BadPayload {
        kind: kind.into(),
        version: VERSION,
        why: error.to_string(),
    })
}
