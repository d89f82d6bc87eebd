//! `wijkkas erase`: forget a person, carry out what is due, and repeat erasures on an older copy.

use super::chosen;
use super::config::{CliError, Connection, SystemClock, no_file, refuse};
use super::opened::Opened;
use crate::app::App;
use crate::app::erasure::{self, ErasureFile, Outcome};
use crate::app::writer::Options;
use crate::app::{persons, sketches};
use crate::domain::calendar::Zone;
use crate::domain::erasure::{Erasure, ErasureStatus};
use crate::domain::programme::Programme;
use crate::domain::{Actor, BookId, ErasureId, PersonId, ProgrammeId, Role};
use crate::jobs::retention::{self, Forgotten};
use crate::store::{Engine, Remedy, books, erasables, residue, texts};
use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;
use std::sync::Arc;

/// How often erased words are looked for in the write-ahead log of SQLite before giving up, some seconds each.
const TRIES: u32 = 20;

/// What to do about a write-ahead log that could not be cut off.
const LATER: &str = "Somebody is reading it: please run this again when nothing else uses the database.";

/// Forget people: their names and words are deleted, the books stay
///
/// A person is forgotten in two steps. First somebody asks for it, and days to think it over begin:
///
/// `wijkkas erase --book west --person samira@example.org --by beheer@example.org`
///
/// When they have passed, the command that runs every day deletes the rows (several of its options can be given at once):
///
/// `wijkkas erase --due --vacuum`
///
/// Every erasure is first written down in a file outside the database. After an older copy of the database was put
/// back, and before anybody uses it, repeat them: `wijkkas erase --replay wijkkas.erasures`
///
/// On PostgreSQL deleted words stay in the files of the tables until `wijkkas erase --vacuum`, and in its own
/// write-ahead log until that is overwritten.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(true))]
pub struct Arguments {
    #[command(flatten)]
    connection: Connection,
    /// The book, the beginning of its name is enough; with --due, all books if this is left out
    #[arg(long, value_name = "SLUG")]
    book: Option<String>,
    /// Ask that this person is forgotten, with all their texts; needs --book and --by
    ///
    /// Their e-mail address as they signed in with it, or left it when they offered help or said that something is wrong; or
    /// their id, which has 13 letters and digits. An address stays in the history of the shell: begin the line with a
    /// space, if yours leaves out such lines. Asking again shows the request that waits.
    #[arg(long, value_name = "PERSON", group = "what", requires_all = ["book", "by"])]
    #[arg(conflicts_with_all = ["due", "replay"])]
    person: Option<Who>,
    /// Who asks, an administrator of the programme: their e-mail address or id
    ///
    /// The id is written down with the request; whoever is not known by their address yet, gets one. This command takes
    /// it on trust, because whoever runs it has the whole database at hand; the website will check who asks.
    #[arg(long, value_name = "PERSON", requires = "person")]
    by: Option<Who>,
    /// Delete everything whose time is over; run it every day
    ///
    /// People who asked to be forgotten: when their days to think it over have passed.
    ///
    /// Which tenancy a cheque was sent to: 90 days after activation closed. A list by which no round was issued: 90
    /// days after it was given.
    ///
    /// Which household a tenancy is: 90 days after the tenancy ended; with its last cheque, if no event speaks of it.
    ///
    /// Commands that were refused: after 30 days.
    ///
    /// It also finishes erasures that were cut off.
    #[arg(long, group = "what", conflicts_with = "replay")]
    due: bool,
    /// Repeat all erasures of this file, on an older copy of the database that was put back
    #[arg(long, value_name = "FILE", group = "what", conflicts_with = "book")]
    replay: Option<PathBuf>,
    /// Write the tables that hold what is known of people anew, without what deleted rows left in them
    ///
    /// On PostgreSQL nothing else does that; on SQLite --due does it already, for what it deletes. It takes seconds, in
    /// which nobody else can use these tables.
    #[arg(long, group = "what")]
    vacuum: bool,
}

/// Runs it; the exit code is 1 if something was not erased, or is still to be found.
pub async fn run(arguments: Arguments, opened: &Opened) -> Result<ExitCode, CliError> {
    let mut wrong = arguments.connection.mistakes_if_missing();
    if let Some(path) = &arguments.replay {
        let not_there = || format!("--replay {}: there is no such file", path.display());
        wrong.extend(no_file("--replay", path).or_else(|| (!path.exists()).then(not_there)));
    }
    refuse(wrong)?;
    let app = arguments.connection.app(opened, Arc::new(SystemClock), Options::default()).await?;
    let mut all_gone = true;
    if let (Some(person), Some(by)) = (&arguments.person, &arguments.by) {
        let slug = arguments.book.clone().unwrap_or_default();
        let book = chosen::called(&app.database, &slug).await?.0;
        ask(&app, book, known(&app, book, person).await?, by).await?;
    }
    if arguments.due {
        all_gone &= carry_out_due(&app, arguments.book.as_deref()).await?;
    }
    if let Some(path) = &arguments.replay {
        all_gone &= replay(&app, path.clone()).await?;
    }
    if arguments.vacuum {
        all_gone &= vacuum(&app).await?;
    }
    Ok(if all_gone { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A person, as they are named on the command line.
#[derive(Clone, Debug)]
enum Who {
    Id(PersonId),
    Address(String),
}

impl FromStr for Who {
    type Err = &'static str;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        if persons::is_email(typed) {
            return Ok(Self::Address(typed.into()));
        }
        typed
            .parse()
            .map(Self::Id)
            .map_err(|_| "this is neither an e-mail address nor an id of 13 letters and digits")
    }
}

/// The one person who is meant.
async fn known(app: &App, book: BookId, who: &Who) -> Result<PersonId, CliError> {
    let address = match who {
        Who::Id(person) => return Ok(*person),
        Who::Address(address) => address,
    };
    let persons = persons::of_email(app, book, address).await?;
    match persons.as_slice() {
        [(person, _)] => Ok(*person),
        // A neighbour who offered help, or told that something is wrong, is known by the address alone.
        [] if erasables::knows(&app.database, &persons::same_email(address)).await? => {
            Ok(sketches::person_of(app, book, address).await?)
        }
        [] => Err(CliError::Other("nobody in this book has this e-mail address".into())),
        several => {
            let ids: Vec<String> = several.iter().map(|(person, _)| person.to_string()).collect();
            let ids = ids.join(", ");
            Err(CliError::Other(format!(
                "several have this e-mail address: please give one of the ids {ids}"
            )))
        }
    }
}

/// Asks once: a request that waits already is shown again.
async fn ask(app: &App, book: BookId, person: PersonId, by: &Who) -> Result<(), CliError> {
    let waiting = |(_, state): &(ErasureId, Erasure)| {
        state.person == Some(person) && state.status == ErasureStatus::CoolingOff
    };
    let known = erasure::requests(app, book).await?.into_iter().find(waiting);
    let (id, state) = if let Some(known) = known {
        known
    } else {
        let nobody = persons::find(app, book, person).await?.is_none()
            && texts::of_person(&app.database, book, person).await?.is_empty();
        if nobody {
            return Err(CliError::Other(format!("nothing is known of person {person} in this book")));
        }
        let by = match by {
            Who::Id(id) => *id,
            Who::Address(address) => sketches::person_of(app, book, address).await?,
        };
        erasure::ask(app, book, person, (app.fresh_key(), Actor::Staff(Role::Admin, by))).await?
    };
    let programme = app.look::<Programme>(book, ProgrammeId::ONLY).await?;
    let zone = programme.map_or_else(Zone::amsterdam, |programme| programme.zone);
    let texts = state.texts.len();
    let last_day = zone.last_day_before(state.until);
    say!(
        "Request {id}: person {person} and {texts} texts are erased after {last_day}, by --due or the jobs."
    );
    Ok(())
}

/// Whether nothing is left to be done.
async fn carry_out_due(app: &App, slug: Option<&str>) -> Result<bool, CliError> {
    let books = match slug {
        Some(slug) => vec![chosen::called(&app.database, slug).await?],
        None => books::all(&app.database).await?,
    };
    let (mut all_gone, mut was_due) = (true, false);
    for (book, slug) in books {
        let due = |(_, state): &(ErasureId, Erasure)| {
            state.status == ErasureStatus::CoolingOff && state.until <= app.now()
        };
        let requests = erasure::requests(app, book).await?;
        for (id, _) in requests.into_iter().filter(due) {
            was_due = true;
            match erasure::carry_out(app, book, id).await? {
                Outcome::Erased => say!("{slug}: request {id} is erased."),
                Outcome::NotYet | Outcome::GivenUp => say!("{slug}: request {id} was decided otherwise."),
            }
        }
        all_gone &= settle(app, book, &slug).await?;
        if let Some(forgotten) = in_words(retention::forget(app, book).await?) {
            was_due = true;
            say!("{slug}: forgot {forgotten}.");
        }
    }
    // Each time: the last one may have been cut off between deleting and this.
    if !erasure::clean_tables(app, residue::TENANCIES).await? {
        say!("What was deleted is still in the database's write-ahead log. {LATER}");
        all_gone = false;
    }
    if all_gone && !was_due {
        say!("Nothing is due.");
    }
    Ok(all_gone)
}

/// What was forgotten; none if that is nothing.
fn in_words(forgotten: Forgotten) -> Option<String> {
    let Forgotten { refusals, cheques, households } = forgotten;
    let counts = [(cheques, "cheques' tenancies"), (households, "households"), (refusals, "refusals")];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<_> = counts.map(|(count, what)| format!("{count} {what}")).collect();
    Some(words.join(", ")).filter(|words| !words.is_empty())
}

/// Finishes what was begun, with patience for those who read.
async fn settle(app: &App, book: BookId, slug: &str) -> Result<bool, CliError> {
    let mut left = 0;
    for _ in 0..TRIES {
        left = erasure::settle(app, book).await?;
        if left == 0 {
            return Ok(true);
        }
    }
    say!("{slug}: {left} erasures are still in the database's write-ahead log. {LATER}");
    Ok(false)
}

async fn replay(app: &App, path: PathBuf) -> Result<bool, CliError> {
    let told = erasure::replay(app, &ErasureFile::at(&path)).await?;
    say!("{} erasures repeated; {} rows were there again and are deleted.", told.erasures, told.rows);
    if told.cut_off > 0 {
        say!("{} lines of the file were cut off: these steps were never taken.", told.cut_off);
    }
    for book in &told.unknown_books {
        say!("There is no book {book:?} in this database: nothing was repeated for it.");
    }
    if !told.clean {
        say!("Somebody is reading the database's write-ahead log: please run this again.");
    }
    if app.database.engine == Engine::Postgres && told.rows > 0 {
        say!("They are in the files of the tables until: wijkkas erase --vacuum");
    }
    Ok(told.clean && told.unknown_books.is_empty())
}

async fn vacuum(app: &App) -> Result<bool, CliError> {
    match residue::vacuum(&app.database).await {
        Ok(true) => {}
        Ok(false) => {
            say!("A transaction from before this moment is still going on: please run this again later.");
            return Ok(false);
        }
        Err(error) if error.remedy() == Remedy::Wait => {
            say!("Somebody is using the tables, a backup perhaps: please run this again later.");
            return Ok(false);
        }
        Err(error) => return Err(error.into()),
    }
    let clean = erasure::clean(app).await?;
    let words = if clean { "Done." } else { "Done, but somebody is reading the log: please run this again." };
    say!("{words}");
    Ok(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_forgotten_is_told() {
        let some = Forgotten { refusals: 2, cheques: 1, households: 0 };
        assert_eq!(in_words(some).as_deref(), Some("1 cheques' tenancies, 2 refusals"));
        assert_eq!(in_words(Forgotten::default()), None);
    }
}
