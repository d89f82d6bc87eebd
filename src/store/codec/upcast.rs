//! Events whose layout has changed since they were first stored: the version each is written in today, and the
//! steps by which a payload of an older version becomes one of the next. A step is never changed or removed, for
//! there are books that need it; the golden files of all versions are read in the tests.

use serde_json::{Error, Value};

/// The version in which events of a type are written today; 1, unless their layout has changed.
pub fn today(kind: &str) -> i64 {
    match kind {
        "round.Drafted" => 2,
        _ => 1,
    }
}

/// Brings a payload of an older version up to date, version by version; without a step there is nothing to change.
pub fn bring_up(kind: &str, version: i64, payload: &[u8]) -> Result<Vec<u8>, Error> {
    let mut value: Value = serde_json::from_slice(payload)?;
    for version in version..today(kind) {
        upcast(kind, version, &mut value);
    }
    serde_json::to_vec(&value)
}

/// Turns a payload of one version into one of the next. What is not as it should be is left as it is: reading it
/// then says what is wrong.
fn upcast(kind: &str, version: i64, payload: &mut Value) {
    if (kind, version) == ("round.Drafted", 1) {
        // What one cheque is worth had the same name as what all of them are.
        let parts = payload.pointer_mut("/Drafted/parts").and_then(Value::as_array_mut);
        for part in parts.into_iter().flatten().filter_map(Value::as_object_mut) {
            if let Some(cents) = part.remove("cents") {
                part.insert("each".into(), cents);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CodecError, decode, encode};
    use crate::domain::round::{PlannedPart, RoundEvent};
    use crate::domain::{AreaId, BudgetId, Cents, Event, IssuerId, RoundId};

    /// A round as it was drafted in the first version.
    fn first(amount: &str) -> String {
        let parts = format!(r#"[{{"budget":1,"issuer":2,{amount}}},{{"budget":3,"issuer":2,"cents":500}}]"#);
        format!(r#"{{"Drafted":{{"round":1,"title":"Spring","area":1,"parts":{parts},"rules":1}}}}"#)
    }

    #[test]
    fn an_old_payload_is_read_as_what_it_means_today() {
        let read = decode("round.Drafted", 1, first(r#""cents":750"#).as_bytes()).unwrap();
        let part = |budget, each| PlannedPart {
            budget: BudgetId(budget),
            issuer: IssuerId(2),
            each: Cents::new(each).unwrap(),
        };
        let (round, title, area, rules) = (RoundId(1), "Spring".into(), AreaId(1), 1);
        let parts = vec![part(1, 750), part(3, 500)];
        let drafted = Event::Round(RoundEvent::Drafted { round, title, area, parts, rules });
        assert_eq!(read, drafted);
        let written = encode(&drafted).unwrap();
        assert_eq!(written.version, 2);
        assert_eq!(decode("round.Drafted", 2, &written.payload).unwrap(), drafted);
    }

    #[test]
    fn a_layout_is_not_taken_for_that_of_another_version() {
        let read = |version, payload: &str| decode("round.Drafted", version, payload.as_bytes());
        let old = first(r#""cents":750"#);
        for (version, payload, words) in [
            (2, old.as_str(), "version 2 cannot be read: missing field `each`"),
            (1, &first(r#""worth":750"#), "version 1 cannot be read: missing field `each`"),
            (1, "{", "version 1 cannot be read"),
            (0, &old, "version 0 are not known"),
            (3, &old, "version 3 are not known to this program; a newer one wrote them"),
        ] {
            let refused: CodecError = read(version, payload).unwrap_err();
            assert!(refused.to_string().contains(words), "{refused}");
        }
    }
}
