//! `wijkkas check`: prove the books.

use super::acks;
use super::chosen;
use super::config::{CliError, Connection, keep, refuse};
use super::opened::Opened;
use super::progress::Watching;
use crate::app::check::{self, Acks, Kept, Means, Proven};
use crate::app::replay::Unproven;
use crate::domain::BookId;
use crate::store::keys::Keyring;
use crate::store::{Database, StoreError, fingerprints};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Prove the books
///
/// Reads the log of every book from its first event and proves: that no event is missing or changed, by the
/// chain of hashes from the beginning to the head; that every transfer, account, state and view in the
/// database is exactly what the events make of it, and that there are no others; that no account is overdrawn
/// and no cent came from nowhere; that every command is remembered with its events; that every code ever
/// issued is in the directory; and that words which are there are those an event speaks of, and none was erased.
/// Where the key file is at hand, the codes themselves are proven too. Of the database it proves that its tables
/// have the constraints, triggers and indexes they were made with, switched on, and no others. On SQLite the file is
/// proven to be whole with its indexes; on PostgreSQL that is the work of `pg_amcheck`.
///
/// It cannot be proven that no words are missing, what is known of persons and tenancies, what a book is called,
/// that a refusal was right, and in which commit a command was written. Nor that not everything was made anew by
/// somebody who can write to the database: so keep what it says under
/// "Keep it" outside, with the accountant for example, and give it back with --expect.
///
/// Prints two lines for each book, or the first difference in words; the exit code is then 1. Without keys a last line
/// says that the codes themselves were not proven. Nothing is
/// changed, and others may go on writing; a database of an older version is refused. Memory grows with the things
/// that are alive (cheques, wallets, households, lots, initiatives; about a third of a kilobyte each), not with the
/// length of the log.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    connection: Connection,
    /// Prove only this book; the beginning of its name is enough
    #[arg(long, value_name = "SLUG")]
    book: Option<String>,
    /// Prove also that each command in this file took effect exactly once: a key of 32 hexadecimal digits a
    /// line, as `wijkkas bench --acks` writes it
    #[arg(long, value_name = "FILE")]
    acks: Option<PathBuf>,
    /// Prove also that the log still has this event with this chain, as an earlier check said under "Keep it".
    /// Can be given more than once
    #[arg(long, value_name = "NUMBER:CHAIN", requires = "book")]
    expect: Vec<Kept>,
}

/// Runs it.
pub async fn run(arguments: Arguments, opened: &Opened) -> Result<ExitCode, CliError> {
    let mut wrong = arguments.connection.mistakes_if_missing();
    let mut known = keep(&mut wrong, arguments.acks.as_deref().map(acks::read).transpose()).flatten();
    refuse(wrong)?;
    let keys = arguments.connection.keys_at_hand()?;
    let database = arguments.connection.place.open_to_read(opened).await?;
    // Where a table is missing nothing else can be asked.
    let mut all_proven = tell("the database", check::schema(&database).await)?.is_some();
    if let Some(keys) = &keys {
        fingerprints::compare_only(&database, keys).await?;
    }
    let books = chosen::books(&database, arguments.book.as_deref()).await?;
    all_proven &= tell("the database", check::damage(&database).await)?.is_some();
    for (book, slug) in &books {
        let (keys, acks, kept) = (keys.as_ref(), known.as_mut(), &arguments.expect);
        all_proven &= prove(&database, (*book, slug), keys, acks, kept).await?;
    }
    if keys.is_none() {
        say!(
            "The codes themselves were not proven, because there were no keys: put the key file beside the database, \
             or name it with --keys"
        );
    }
    if arguments.book.is_none() {
        all_proven &= tell("the database", check::strays(&database).await)?.is_some();
    }
    // After a difference not all events were seen.
    if let Some(acks) = known.filter(|_| all_proven) {
        if acks.is_cut_off() {
            say!("the last of the acknowledged commands was cut off while it was written, and is left out");
        }
        let proven = tell("the acknowledged commands", acks.prove())?;
        all_proven &= proven.is_some();
        if let Some(count) = proven {
            say!("{count} acknowledged commands took effect exactly once");
        }
    }
    Ok(if all_proven { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn prove(
    database: &Database,
    (book, slug): (BookId, &str),
    keys: Option<&Keyring>,
    acks: Option<&mut Acks>,
    kept: &[Kept],
) -> Result<bool, CliError> {
    let watching = Watching::default();
    let watch = |reached| watching.reached(reached);
    let began = now();
    let proven = check::prove(database, book, &mut Means { keys, acks, kept, watch: &watch }).await;
    watching.finish();
    let proven = tell(slug, proven)?;
    if let Some(proven) = &proven {
        say!("{}", line(slug, proven, began.elapsed()));
        let last = Kept { seq: proven.events, chain: proven.chain };
        say!("{slug}: Keep it: --book {slug} --expect {last}");
    }
    Ok(proven.is_some())
}

#[expect(clippy::disallowed_methods, reason = "how long it took is told to whoever runs it")]
fn now() -> Instant {
    Instant::now()
}

/// Says a difference; other errors end the program.
fn tell<T>(what: &str, result: Result<T, Unproven>) -> Result<Option<T>, CliError> {
    match result {
        Ok(proven) => Ok(Some(proven)),
        Err(Unproven::Differs(why) | Unproven::Store(StoreError::Corrupt(why))) => {
            eprintln!("wijkkas: {what}: {why}");
            Ok(None)
        }
        Err(Unproven::Store(error)) => Err(error.into()),
    }
}

fn line(slug: &str, proven: &Proven, took: Duration) -> String {
    let Proven { events, transfers, accounts, things, commands, codes, texts, chain: _ } = proven;
    let milliseconds = took.as_millis().max(1);
    let rate = i128::from(*events) * 1000 / i128::try_from(milliseconds).unwrap_or(i128::MAX);
    format!(
        "{slug}: proven: {events} events, {transfers} transfers, {accounts} accounts, {things} things, \
         {commands} commands, {codes} codes, {texts} texts, in {}.{:03} s ({rate} events/s)",
        milliseconds / 1000,
        milliseconds % 1000
    )
}
