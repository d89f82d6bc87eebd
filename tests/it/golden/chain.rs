//! The hash chain: its layout is fixed by values that another program computed.
//!
//! `tests/golden/chain.txt` was written by a few lines of Python from the layout as `src/store/chain.rs`
//! describes it, not by the code it tests.

use std::collections::BTreeMap;
use wijkkas::domain::{BookId, Timestamp};
use wijkkas::store::{CommandKey, EventRow, chain};

const GOLDEN: &str = include_str!("../../golden/chain.txt");

/// The values of the file, by name.
fn golden() -> BTreeMap<&'static str, &'static str> {
    let lines = GOLDEN.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split_once(' ').expect("a name and a value")).collect()
}

fn hex(bytes: [u8; 32]) -> String {
    bytes.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// The first event of the file.
fn first() -> EventRow {
    EventRow {
        seq: 1,
        kind: "wallet.Pledged".into(),
        version: 1,
        payload: br#"{"Pledged":{"cents":700}}"#.to_vec(),
        recorded: Timestamp::from_ms(1_774_994_400_123),
        effective: Timestamp::from_ms(1_774_994_400_000),
        command: CommandKey([7; 16]),
        actor: "system".into(),
        cause: None,
        chain: [0; 32],
    }
}

#[test]
fn the_layout_of_the_chain_is_the_golden_one() {
    let (golden, book) = (golden(), BookId(7));
    let genesis = chain::genesis(book);
    assert_eq!(hex(genesis), golden["genesis"]);
    let leaf = chain::leaf(book, &first());
    assert_eq!(hex(leaf), golden["leaf1"]);
    let link = chain::link(&genesis, &leaf);
    assert_eq!(hex(link), golden["chain1"]);
    let second = EventRow {
        seq: 2,
        kind: "initiative.PledgesReturned".into(),
        payload: "{\"PledgesReturned\":{\"é\":[]}}".into(),
        command: CommandKey(std::array::from_fn(|place| u8::try_from(place).expect("below 16"))),
        actor: "treasurer:0ABCDEFGHJKMN".into(),
        cause: Some(1),
        ..first()
    };
    let leaf = chain::leaf(book, &second);
    assert_eq!(hex(leaf), golden["leaf2"]);
    assert_eq!(hex(chain::link(&link, &leaf)), golden["chain2"]);
}

#[test]
fn every_field_is_in_the_leaf() {
    let row = first();
    let other = |change: fn(&mut EventRow)| {
        let mut other = row.clone();
        change(&mut other);
        chain::leaf(BookId(7), &other)
    };
    let leaf = chain::leaf(BookId(7), &row);
    assert_ne!(chain::leaf(BookId(8), &row), leaf, "book");
    for (field, changed) in [
        ("seq", other(|row| row.seq = 2)),
        ("kind", other(|row| row.kind.push('2'))),
        ("version", other(|row| row.version = 2)),
        ("payload", other(|row| row.payload.push(b' '))),
        ("recorded", other(|row| row.recorded = Timestamp::from_ms(1))),
        ("effective", other(|row| row.effective = Timestamp::from_ms(1))),
        ("command", other(|row| row.command = CommandKey([8; 16]))),
        ("actor", other(|row| row.actor.clear())),
        ("cause", other(|row| row.cause = Some(0))),
    ] {
        assert_ne!(changed, leaf, "{field}");
    }
    assert_eq!(other(|row| row.chain = [1; 32]), leaf, "the chain itself is not");
    let moved = other(|row| {
        row.kind = "wallet.Pledged{".into();
        row.payload.remove(0);
    });
    assert_ne!(moved, leaf, "a byte that moves from one field to the next");
}
