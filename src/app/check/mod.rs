//! Proving a book: that its log is whole and unchanged, and that everything else in the database is what the
//! log makes of it. Nothing is changed, and writers go on meanwhile: the log behind the head never changes,
//! and what does change is read as it is at one moment. Beside the books: the file, the rules of the tables, and rows
//! of no book.
//!
//! What cannot be proven, since the log does not hold it: the keyed hash of a request, in which turn a command was
//! written, but that the last one is the head's, whether a refusal was the right one, what is known of persons, and that
//! no words are missing.

mod acks;
mod codes;
mod commands;
mod damage;
mod differences;
mod kept;
mod rest;
mod schema;
mod strays;
mod views;
mod words;

pub use acks::Acks;
pub use damage::damage;
pub use kept::Kept;
pub use schema::schema;
pub use strays::{strays, tables_of_books};

use super::replay::{Log, Reached, Replay, Unproven, Watch};
use crate::domain::BookId;
use crate::store::keys::Keyring;
use crate::store::stream::{self, Part};
use crate::store::{Database, Head, Snapshot, Storage, TransferRow};
use commands::Commands;
use words::Words;

/// What a proof can be helped by, and who watches it.
pub struct Means<'a> {
    /// With keys the digests of codes are proven too.
    pub keys: Option<&'a Keyring>,
    /// Acknowledged commands to look for.
    pub acks: Option<&'a mut Acks>,
    /// Events that the log must have.
    pub kept: &'a [Kept],
    /// Is told how far it is.
    pub watch: Watch<'a>,
}

/// How many rows were proven.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proven {
    /// Events.
    pub events: i64,
    /// Transfers.
    pub transfers: i64,
    /// Accounts.
    pub accounts: i64,
    /// States of things.
    pub things: i64,
    /// Commands that led to events.
    pub commands: i64,
    /// Codes in the directory.
    pub codes: i64,
    /// Texts.
    pub texts: i64,
    /// The chain up to the last event.
    pub chain: [u8; 32],
}

/// Proves a book; an error is the first difference, in words.
///
/// # Errors
/// [`Unproven::Differs`] with the first difference; the database's, and that there is no such book.
pub async fn prove(database: &Database, book: BookId, means: &mut Means<'_>) -> Result<Proven, Unproven> {
    let mut proof = Proof {
        database,
        book,
        log: Log::new(database, book),
        replay: Replay::default(),
        commands: Commands::default(),
        words: Words::default(),
        transfers: 0,
    };
    // Most of the log is read before the snapshot begins, which holds up the cleaning of both engines.
    proof.read_log(&database.head(book).await?, means).await?;
    let snapshot = Snapshot::begin(database).await?;
    let head = snapshot.head(book).await?;
    proof.read_log(&head, means).await?;
    proof.compare(&snapshot, &head, means).await
}

struct Proof<'a> {
    database: &'a Database,
    book: BookId,
    log: Log,
    replay: Replay,
    commands: Commands,
    words: Words,
    transfers: i64,
}

impl Proof<'_> {
    /// Reads the log on to this head, with the transfers of its events beside it.
    async fn read_log(&mut self, head: &Head, means: &mut Means<'_>) -> Result<(), Unproven> {
        let part = Part::events(self.log.seq(), head.seq);
        let mut legs = stream::rows::<TransferRow>(self.database, self.book, part);
        self.log.go_on(head.seq);
        while let Some(command) = self.log.next().await? {
            self.commands.saw(&command);
            for settled in &command {
                self.words.saw(settled);
            }
            if let Some(acks) = &mut means.acks {
                acks.saw(command[0].command, command[0].seq)?;
            }
            for leg in self.replay.apply(&command)? {
                differences::transfer(Some(&leg), legs.next().await?.as_ref())?;
                self.transfers += 1;
            }
            self.log.tell(means.watch);
        }
        differences::transfer(None, legs.next().await?.as_ref())?;
        self.log.ends_at(head)
    }

    /// Compares everything else with what the log made of it.
    async fn compare(
        self,
        snapshot: &Snapshot,
        head: &Head,
        means: &mut Means<'_>,
    ) -> Result<Proven, Unproven> {
        let Self { database, book, replay, commands, words, transfers, .. } = self;
        if let Some(seq) = snapshot.first_behind(book, head.seq).await? {
            let last = head.seq;
            return Err(Unproven::Differs(format!(
                "the head says that event {last} is the last, but there are rows of event {seq}"
            )));
        }
        for kept in means.kept {
            kept.prove(database, book, head).await?;
        }
        commands.prove(snapshot, (database, book), head).await?;
        rest::accounts(snapshot, book, &replay, head).await?;
        let codes = codes::prove(snapshot, book, (&replay, head), means.keys).await?;
        let texts = words.prove(snapshot, book).await?;
        let commands = commands.led();
        let (accounts, things) = (replay.accounts(), replay.things().len() as i64);
        rest::states(snapshot, book, &replay, means.watch).await?;
        let (_, views) = replay.finish();
        views::prove(snapshot, book, &views).await?;
        (means.watch)(Reached { what: "things", done: things, all: things });
        let (events, chain) = (head.seq, head.chain);
        Ok(Proven { events, transfers, accounts, things, commands, codes, texts, chain })
    }
}
