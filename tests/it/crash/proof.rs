//! Proves a book from its rows: nothing acknowledged is lost, nothing is doubled, chain and sums are right.

use super::worker::key;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use wijkkas::domain::{Account, BookId, postings};
use wijkkas::store::{
    AccountRow, CommandKey, CommandRow, Database, EventRow, Storage, Wanted, books, chain, codec,
};

/// Where the events of every command are: the first, and how many.
type Commands = HashMap<CommandKey, (i64, i64)>;

/// The last acknowledged answers: command number to its first event. A number that is there twice must have
/// got the same answer each time.
pub fn answers(file: &Path) -> BTreeMap<i64, i64> {
    let mut answers = BTreeMap::new();
    let text = std::fs::read_to_string(file).unwrap_or_default();
    // A line that was cut off is no acknowledgement.
    for line in text.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
        let (number, seq) = line.trim_end().split_once(' ').expect("a number and an event");
        let (number, seq) = (number.parse().expect("a number"), seq.parse().expect("an event"));
        assert_eq!(*answers.entry(number).or_insert(seq), seq, "command {number} got two answers");
    }
    answers
}

/// Proves the book of `url` against what was acknowledged. Answers how many commands are in it.
pub async fn prove(url: &str, file: &Path) -> usize {
    let database = Database::open(url).await.expect("the database opens");
    let book = books::find_or_make(&database, "west").await.expect("the book");
    let head = database.head(book).await.expect("the head");
    let events = database.events(book, 1, head.seq).await.expect("the log");
    assert_eq!(events.len() as i64, head.seq, "the head is where the log ends");
    let commands = prove_log(book, &events);
    assert_eq!(events.last().map(|row| row.chain), Some(head.chain));
    prove_accounts(&database, book, &events).await;
    let rows = command_rows(&database, book, commands.keys().copied().collect()).await;
    assert_eq!(rows.len(), commands.len(), "every command with events is remembered");
    for row in &rows {
        assert_eq!(commands[&row.key], (row.seq, row.events), "{}", row.key);
    }
    for (number, seq) in answers(file) {
        assert_eq!(commands.get(&key(number)).map(|(first, _)| *first), Some(seq), "acknowledged: {number}");
    }
    commands.len()
}

/// The chain, and that the events of a command are in a row: none of them is there twice.
fn prove_log(book: BookId, events: &[EventRow]) -> Commands {
    let mut commands = Commands::new();
    let mut link = chain::genesis(book);
    for (row, seq) in events.iter().zip(1..) {
        assert_eq!(row.seq, seq);
        link = chain::link(&link, &chain::leaf(book, row));
        assert_eq!(row.chain, link, "the chain at event {seq}");
        let (first, count) = commands.entry(row.command).or_insert((seq, 0));
        assert_eq!(*first + *count, seq, "the events of a command are in a row");
        *count += 1;
    }
    commands
}

/// The sums of all accounts are those of the log's transfers.
async fn prove_accounts(database: &Database, book: BookId, events: &[EventRow]) {
    let mut sums: BTreeMap<Account, (i64, i64)> = BTreeMap::new();
    for row in events {
        let event = codec::decode(&row.kind, row.version, &row.payload).expect("an event");
        for transfer in postings(&event) {
            sums.entry(transfer.debit).or_default().0 += transfer.cents.get();
            sums.entry(transfer.credit).or_default().1 += transfer.cents.get();
        }
    }
    let accounts = sums.keys().copied().collect();
    let loaded = database.load(book, &Wanted { accounts, ..Wanted::default() }).await.expect("accounts");
    assert_eq!(loaded.accounts.len(), sums.len());
    for AccountRow { account, debits, credits, .. } in loaded.accounts {
        assert_eq!(sums[&account], (debits, credits), "{account}");
        assert!(!account.is_held() || credits >= debits, "{account} is overdrawn");
    }
}

async fn command_rows(database: &Database, book: BookId, keys: Vec<CommandKey>) -> Vec<CommandRow> {
    let mut rows = Vec::new();
    for keys in keys.chunks(1000) {
        let commands = keys.iter().copied().collect();
        let wanted = Wanted { commands, ..Wanted::default() };
        rows.extend(database.load(book, &wanted).await.expect("commands").commands);
    }
    rows
}
