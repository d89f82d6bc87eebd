//! The tables that are damaged.

use crate::support::damage::Table;

/// The tables of a book, with every column that follows from the log.
pub const TABLES: &[Table] = &[
    Table {
        name: "event",
        key: "book, seq",
        ints: &["book", "seq", "version", "recorded", "effective", "cause"],
        bytes: &["payload", "command", "chain"],
        words: &["type", "actor"],
    },
    Table {
        name: "transfer",
        key: "book, seq, leg",
        ints: &["book", "seq", "leg", "debit", "credit", "cents", "lot", "debit_after", "credit_after"],
        bytes: &[],
        words: &[],
    },
    Table {
        name: "account",
        key: "book, no",
        ints: &["book", "no", "kind", "thing", "debits", "credits"],
        bytes: &[],
        words: &[],
    },
    Table {
        name: "state",
        key: "book, kind, id",
        ints: &["book", "kind", "id", "due"],
        bytes: &["body"],
        words: &[],
    },
    Table {
        name: "book_head",
        key: "book",
        ints: &["book", "turn", "seq", "recorded", "accounts"],
        bytes: &["chain"],
        words: &[],
    },
    Table {
        name: "code",
        key: "digest",
        ints: &["book", "key_version", "cheque", "generation"],
        bytes: &["digest"],
        words: &[],
    },
    Table {
        name: "common_lot_view",
        key: "book, area, lot",
        ints: &["book", "area", "lot", "cents"],
        bytes: &[],
        words: &[],
    },
    Table {
        name: "initiative_day_view",
        key: "book, initiative, day",
        ints: &["book", "initiative", "day", "pledged", "residents", "households"],
        bytes: &[],
        words: &[],
    },
    Table {
        name: "initiative_view",
        key: "book, initiative",
        ints: &["book", "initiative", "area", "target", "pledged", "residents", "households", "until"],
        bytes: &[],
        words: &["status"],
    },
    Table {
        name: "initiator_view",
        key: "book, person, initiative",
        ints: &["book", "person", "initiative", "is_one"],
        bytes: &[],
        words: &[],
    },
    Table {
        name: "round_view",
        key: "book, round, budget",
        ints: &[
            "book",
            "round",
            "budget",
            "issued",
            "activated",
            "lapsed",
            "saved",
            "pledged",
            "common",
            "paid",
            "returned",
        ],
        bytes: &[],
        words: &[],
    },
    Table {
        name: "wallet_lot_view",
        key: "book, wallet, lot",
        ints: &["book", "wallet", "lot", "cents"],
        bytes: &[],
        words: &[],
    },
];

/// Of a command the log knows its key, its events and its time, if it led to any. Which of several batches it
/// was written in, and what was asked, nothing else knows.
pub const COMMANDS: Table = Table {
    name: "command",
    key: "book, key",
    ints: &["book", "seq", "events", "at"],
    bytes: &["key"],
    words: &[],
};
