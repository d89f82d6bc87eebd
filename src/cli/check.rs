//! `wijkkas check`: prove the books.

use super::acks;
use super::chosen::{self, Book};
use super::config::{CliError, Connection, keep, refuse};
use super::opened::Opened;
use super::progress::Watching;
use crate::app::check::{self, Acks, Kept, Means, Proven};
use crate::app::replay::Unproven;
use crate::store::keys::Keyring;
use crate::store::{Database, fingerprints};
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
/// somebody who can write to the database: so keep what it says under "Keep it" outside, the number and the chain of
/// the last event, with the accountant for example, and give it back with --expect.
///
/// Prints two lines for each book, or the first difference in words; the exit code is then 1, and the last lines say
/// what is not proven. Without keys a line says that the codes themselves were not proven. Nothing is
/// changed, and others may go on writing; a database of an older version is refused. It keeps what every
/// cheque, wallet, household, lot and initiative there ever was has become: about half a kilobyte of memory an event.
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

/// What was not as it should be: where, and the first difference there.
#[derive(Debug, Default)]
struct Differences(Vec<String>);

impl Differences {
    /// Says a difference where it is found; other errors end the program.
    fn tell<T>(&mut self, what: &str, result: Result<T, Unproven>) -> Result<Option<T>, CliError> {
        match result {
            Ok(proven) => Ok(Some(proven)),
            Err(unproven) => {
                let difference = format!("{what}: {}", unproven.difference()?);
                tell!("wijkkas: {difference}");
                self.0.push(difference);
                Ok(None)
            }
        }
    }

    /// Says them again at the end, since what was proven after them can be many lines.
    fn sum_up(&self) -> ExitCode {
        for difference in &self.0 {
            tell!("wijkkas: NOT PROVEN: {difference}");
        }
        if self.0.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Runs it.
pub async fn run(arguments: Arguments, opened: &Opened) -> Result<ExitCode, CliError> {
    let mut wrong = arguments.connection.mistakes_if_missing();
    let known = keep(&mut wrong, arguments.acks.as_deref().map(acks::read).transpose()).flatten();
    refuse(wrong)?;
    let mut differences = Differences::default();
    let proved = prove_all(&arguments, known, opened, &mut differences).await;
    let code = differences.sum_up();
    proved.map(|()| code)
}

async fn prove_all(
    arguments: &Arguments,
    mut known: Option<Acks>,
    opened: &Opened,
    differences: &mut Differences,
) -> Result<(), CliError> {
    let keys = arguments.connection.keys_at_hand()?;
    let database = arguments.connection.place.open_to_read(opened).await?;
    // Where a table is missing nothing else can be asked.
    differences.tell("the database", check::schema(&database).await)?;
    if let Some(keys) = &keys {
        fingerprints::compare_only(&database, keys).await?;
    }
    let books = chosen::books(&database, arguments.book.as_deref()).await?;
    differences.tell("the database", check::damage(&database).await)?;
    for book in &books {
        let (keys, acks, kept) = (keys.as_ref(), known.as_mut(), &arguments.expect);
        prove(&database, book, (keys, acks, kept), differences).await?;
    }
    if keys.is_none() {
        say!(
            "The codes themselves were not proven, because there were no keys: put the key file beside the database, \
             or name it with --keys"
        );
    }
    if arguments.book.is_none() {
        differences.tell("the database", check::strays(&database).await)?;
    }
    match known {
        // Not all events were seen.
        Some(_) if !differences.0.is_empty() => {
            differences
                .0
                .push("the acknowledged commands: they were not looked at, because of what differs".into());
            Ok(())
        }
        Some(acks) => prove_acks(&acks, differences),
        None => Ok(()),
    }
}

fn prove_acks(acks: &Acks, differences: &mut Differences) -> Result<(), CliError> {
    if acks.is_cut_off() {
        say!("the last of the acknowledged commands was cut off while it was written, and is left out");
    }
    if let Some(count) = differences.tell("the acknowledged commands", acks.prove())? {
        say!("{count} acknowledged commands took effect exactly once");
    }
    Ok(())
}

async fn prove(
    database: &Database,
    (book, slug): &Book,
    (keys, acks, kept): (Option<&Keyring>, Option<&mut Acks>, &[Kept]),
    differences: &mut Differences,
) -> Result<(), CliError> {
    let watching = Watching::default();
    let watch = |reached| watching.reached(reached);
    let began = now();
    let proven = check::prove(database, *book, &mut Means { keys, acks, kept, watch: &watch }).await;
    watching.finish();
    if let Some(proven) = differences.tell(&format!("book {slug}"), proven)? {
        say!("{}", line(slug, &proven, began.elapsed()));
        let last = Kept { seq: proven.events, chain: proven.chain };
        say!(
            "{slug}: Keep it, the number and the chain of the last event, outside, with the accountant for one: \
             --book {slug} --expect {last}"
        );
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "how long it took is told to whoever runs it")]
fn now() -> Instant {
    Instant::now()
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
