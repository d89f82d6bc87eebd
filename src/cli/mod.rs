//! The command line: one file for each subcommand, and what they share.

/// A line on standard output. Whoever stopped listening, or whose disk is full, does not stop work that is under way.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($words)*);
    }};
}

/// A line on standard error, if somebody reads it: whether work ends well does not depend on that.
macro_rules! tell {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($words)*);
    }};
}

mod acks;
mod bench;
mod beside;
mod check;
mod chosen;
mod config;
mod demo;
mod draft;
mod erase;
mod export;
mod import_pb;
mod migrate;
mod opened;
mod progress;
mod rebuild;
mod secrets;
mod serve;
mod shell;
mod signals;
#[cfg(test)]
mod tests;
mod trace;

pub use config::{CliError, Connection, Place, SystemClock};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches, Parser};
use opened::Opened;
use signals::Signals;
use std::pin::pin;
use std::process::ExitCode;

/// What stands below the list of subcommands.
const AFTERWARDS: &str = "\
Begin with `wijkkas demo`: a neighbourhood lives through three rounds in a database of its own.

Environment:
  WIJKKAS_DATABASE_URL  the database, as --database
  WIJKKAS_KEYS          the file with the keys of the codes, as --keys
  WIJKKAS_ERASURES      the file in which erasures are written down, as --erasures
  WIJKKAS_..._FILE      a file that says a setting which is no file's name: WIJKKAS_DATABASE_URL_FILE
  RUST_LOG              what is logged to standard error, such as `info`; warnings by default

A command that is killed can leave `.NAME.SOMETHING.tmp` beside a file it was writing, or
`.wijkkas-keys-SOMETHING` beside the keys, with a copy of them. Nothing reads these again: delete
them when no command is running.

demo, import-pb, bench and migrate make a SQLite file that is not there; the others refuse.

Exit codes: 0 all went well; 1 it did not, and the last lines say why, also where the address of a
database or the name of a file is wrong; 2 an option is unknown, missing or cannot be read; 130
it was stopped with Ctrl-C, 143 the system asked it to end. A website that is stopped ends what
is under way first, which is going well.";

/// The neighbourhood's cash box: cheques for residents, saving together, on a double-entry ledger.
#[derive(Debug, Parser)]
#[command(name = "wijkkas", version, max_term_width = 100, after_help = AFTERWARDS)]
struct Arguments {
    #[command(subcommand)]
    command: Subcommand,
}

#[derive(Debug, clap::Subcommand)]
enum Subcommand {
    Demo(demo::Arguments),
    Serve(serve::Arguments),
    ImportPb(import_pb::Arguments),
    Check(check::Arguments),
    Rebuild(rebuild::Arguments),
    Export(export::Arguments),
    Trace(trace::Arguments),
    Erase(erase::Arguments),
    Migrate(migrate::Arguments),
    Bench(bench::Arguments),
}

/// Runs the program; the exit code is 0 if all went well, 1 if not, 2 if an option cannot be read, and 128 and the
/// number of the signal if it was stopped, except while it serves.
pub fn main() -> ExitCode {
    config::start_logging();
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(error) => return config::fail(&error),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return config::fail(&CliError::Other(format!("the program cannot start: {error}"))),
    };
    let code = match runtime.block_on(run(arguments.command)) {
        Ok(code) => code,
        Err(error) => config::fail(&error),
    };
    // Everything is closed by now: what still runs is not waited for.
    runtime.shutdown_background();
    code
}

/// What was asked for, also in files; the program ends here for help, and for what cannot be read.
#[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
fn arguments() -> Result<Arguments, CliError> {
    let first = std::env::args_os().nth(1).unwrap_or_default();
    let command = Arguments::command();
    let command = secrets::from_files(command, &first.to_string_lossy(), |name| std::env::var_os(name))?;
    let found = command.try_get_matches().and_then(|found| Arguments::from_arg_matches(&found));
    Ok(found.unwrap_or_else(|mut error| {
        let is_first = first.as_encoded_bytes().starts_with(b"-");
        let is_misspelled = error.get(ContextKind::SuggestedArg).is_some();
        if is_first && !is_misspelled && error.kind() == ErrorKind::UnknownArgument {
            let tip = "options go after the command, as in `wijkkas check --database URL`";
            error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
        }
        error.exit()
    }))
}

/// Runs a subcommand and closes the databases it opened, also if it is told to stop.
async fn run(subcommand: Subcommand) -> Result<ExitCode, CliError> {
    let mut signals = Signals::listen()?;
    let opened = Opened::default();
    let ended = {
        let mut work = pin!(work(subcommand, &opened));
        tokio::select! {
            ended = &mut work => ended,
            code = signals.stop() => {
                // Whoever serves ends what is under way first; a second signal does not wait for that.
                let is_served = opened.stop.ask();
                tokio::select! {
                    ended = &mut work, if is_served => ended,
                    code = stopped(&mut signals, (code, is_served)) => Ok(code),
                }
            }
        }
    };
    let ended = ended.map_err(|error| opened.explain(error));
    opened.close().await;
    ended
}

/// Says that the work was stopped where it was.
async fn stopped(signals: &mut Signals, (code, wait): (u8, bool)) -> ExitCode {
    let code = if wait { signals.stop().await } else { code };
    tell!("wijkkas: it was stopped; what it had done stays, and it can be run again");
    ExitCode::from(code)
}

async fn work(subcommand: Subcommand, opened: &Opened) -> Result<ExitCode, CliError> {
    match subcommand {
        Subcommand::Demo(arguments) => demo::run(arguments, opened).await,
        Subcommand::Serve(arguments) => serve::run(arguments, opened).await,
        Subcommand::ImportPb(arguments) => import_pb::run(arguments, opened).await,
        Subcommand::Check(arguments) => check::run(arguments, opened).await,
        Subcommand::Rebuild(arguments) => rebuild::run(arguments, opened).await,
        Subcommand::Export(arguments) => export::run(arguments, opened).await,
        Subcommand::Trace(arguments) => trace::run(arguments, opened).await,
        Subcommand::Erase(arguments) => erase::run(arguments, opened).await,
        Subcommand::Migrate(arguments) => migrate::run(arguments, opened).await,
        Subcommand::Bench(arguments) => bench::run(arguments, opened).await,
    }
}
