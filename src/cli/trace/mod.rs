//! `wijkkas trace`: where money came from, and where it went.

mod list;
mod lots;
mod table;

use super::chosen::{self, Book};
use super::config::{CliError, Place, SystemClock};
use super::opened::Opened;
use super::shell;
use crate::app::trace::{self, Untraced};
use crate::domain::{BudgetId, Clock as _, InitiativeId};
use crate::store::{Database, address};
use lots::Lots;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// Follow money from what was paid out back to the budgets, or from a budget to where every cent is
///
/// Without a number it lists the initiatives, with their titles and amounts, and the budgets, with the bank's
/// references: look there for the number.
///
/// The status says how far an initiative is now. What had enough at its deadline is `funded`, then `payout pending`,
/// `paid`, `in progress`, perhaps `report due`, `reported`, and `closed` when its report is accepted. What had not, or was
/// cancelled, is `returning` while its money goes back, and then `ended`. What was paid and is not done is `not carried
/// out`, until the money is back (`ended`) or `written off`. The CSV of `import-pb` has the outcome of the deadline
/// instead: `funded`, `funded_partly` with less than it asked for, or `failed`, which is `ended` here.
///
/// `--initiative 6` says from which issuer, budget and round the money came that was paid out for initiative 6 and
/// has not come back, and what of it residents pledged and the common pot granted; of one that has its money and waits
/// for the payout, by when it is to be paid, and whether that is late. `--budget 1` says where the
/// money of budget 1 is: given back, in cheques, saved, in initiatives, in a common pot, paid out. Both add up to
/// the cent, or the exit code is 1. These figures are for auditors: they can be those of a few households, so do not
/// hand them to an issuer.
///
/// With `--lots` it is a table for auditors, comma-separated, a line for each lot and place. With --initiative:
/// book, initiative, seq (the event that put the money in the pot), by (`pledge` or `grant`), lot, round, budget,
/// issuer, cents. With --budget: book, budget, lot, round, place, of (the initiative or the area), cents. Lots have
/// random ids; residents, households and cheques are not named. Still, give that table to nobody who could learn
/// from a lot whose it is, such as an issuer.
///
/// Examples: `wijkkas trace --database sqlite://west.db`, then
/// `wijkkas trace --initiative 6 --database sqlite://west.db`
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    from: From,
    /// In this book; needed if the database has several. The beginning of its name is enough
    #[arg(long, value_name = "SLUG")]
    book: Option<String>,
    /// A line for each lot, comma-separated
    #[arg(long, requires = "From")]
    lots: bool,
}

/// Where to begin.
#[derive(Debug, clap::Args)]
#[group(multiple = false)]
struct From {
    /// Back from what was paid out for this initiative; without a number they are listed
    #[arg(long, value_name = "NUMBER")]
    initiative: Option<i64>,
    /// On from this budget
    #[arg(long, value_name = "NUMBER")]
    budget: Option<i64>,
}

/// Runs it.
pub async fn run(arguments: Arguments, opened: &Opened) -> Result<ExitCode, CliError> {
    let database = arguments.place.open_to_read(opened).await?;
    let book = chosen::one(&database, arguments.book.as_deref()).await?;
    let From { initiative, budget } = arguments.from;
    let told = match (initiative, budget) {
        (Some(initiative), _) => back(&database, &book, InitiativeId(initiative), arguments.lots).await,
        (None, Some(budget)) => forward(&database, &book, BudgetId(budget), arguments.lots).await,
        (None, None) => list(&database, &book).await,
    };
    match told {
        Ok(()) => Ok(ExitCode::SUCCESS),
        // Whoever reads only the beginning, such as `head`, has enough.
        Err(Untraced::Output(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(Untraced::Store(error)) => Err(error.into()),
        Err(Untraced::Unknown(what)) if initiative.or(budget).is_some() => {
            let (program, place) = (shell::program(), address::to_copy(&arguments.place.database));
            Err(CliError::Other(format!(
                "there is no {what} in this book. Without a number it lists what there is: \
                 {program} trace --book {} --database '{place}'",
                book.1
            )))
        }
        Err(error) => Err(CliError::Other(error.to_string())),
    }
}

async fn list(database: &Database, (book, slug): &Book) -> Result<(), Untraced> {
    let list = trace::list(database, *book).await?;
    Ok(io::stdout().write_all(list::list(&list, slug).as_bytes())?)
}

async fn back(
    database: &Database,
    (book, slug): &Book,
    initiative: InitiativeId,
    by_lot: bool,
) -> Result<(), Untraced> {
    if !by_lot {
        let back = trace::back(database, *book, initiative, |_| Ok(())).await?;
        return Ok(io::stdout().write_all(table::back(&back, SystemClock.now())?.as_bytes())?);
    }
    let mut lots = Lots::begin(io::stdout(), slug, &lots::BACK)?;
    trace::back(database, *book, initiative, |piece| lots.piece(initiative, piece)).await?;
    Ok(lots.finish()?)
}

async fn forward(
    database: &Database,
    (book, slug): &Book,
    budget: BudgetId,
    by_lot: bool,
) -> Result<(), Untraced> {
    if !by_lot {
        let forward = trace::forward(database, *book, budget, |_| Ok(())).await?;
        return Ok(io::stdout().write_all(table::forward(&forward)?.as_bytes())?);
    }
    let mut lots = Lots::begin(io::stdout(), slug, &lots::FORWARD)?;
    trace::forward(database, *book, budget, |held| lots.held(budget, held)).await?;
    Ok(lots.finish()?)
}
