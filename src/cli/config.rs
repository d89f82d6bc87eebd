//! What all subcommands share: where the database and the keys are, the clock, logging and errors. The
//! environment is read here; only the driver of PostgreSQL reads some itself, what its own programs read (`PGPASSWORD`).

use super::opened::Opened;
use crate::app::App;
use crate::app::erasure::{ErasureFile, FileError, NotErased};
use crate::app::writer::{Failure, Options};
use crate::domain::{Clock, Timestamp};
use crate::store::fingerprints::{self, FingerprintError};
use crate::store::keys::{KeyError, Keyring};
use crate::store::{Database, StoreError, address, ordinary};
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use tracing_subscriber::EnvFilter;

/// Where the books are.
#[derive(Clone, Debug, clap::Args)]
pub struct Place {
    /// The database: `sqlite://FILE` or `postgres://USER@HOST/NAME`
    #[arg(
        long,
        env = "WIJKKAS_DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite://wijkkas.db",
        value_name = "URL"
    )]
    pub database: String,
}

/// Where the books are, and what lies apart from them.
#[derive(Clone, Debug, clap::Args)]
pub struct Connection {
    /// The books.
    #[command(flatten)]
    pub place: Place,
    /// The file with the keys of the codes, made for a new database; by default beside a SQLite database, and
    /// wijkkas.keys in this folder for PostgreSQL. Keep a copy of it apart from the database
    #[arg(long, env = "WIJKKAS_KEYS", value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// The file in which erasures are written down, as random ids; by default beside the keys. Keep a copy of
    /// it apart from the database: it repeats them when an older copy of the database is put back
    #[arg(long, env = "WIJKKAS_ERASURES", value_name = "FILE")]
    pub erasures: Option<PathBuf>,
}

/// Why a subcommand ends without success, in words for whoever runs it.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The configuration is wrong; every mistake in it, one a line.
    #[error("{}", .0.join("\n"))]
    Configuration(Vec<String>),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The keys are not those of the database.
    #[error(transparent)]
    Fingerprints(#[from] FingerprintError),
    /// An erasure.
    #[error(transparent)]
    Erasure(#[from] NotErased),
    /// The file of erasures.
    #[error(transparent)]
    Erasures(#[from] FileError),
    /// A command to the ledger.
    #[error(transparent)]
    Command(#[from] Failure),
    /// A file.
    #[error("{}: {error}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        error: std::io::Error,
    },
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl Place {
    /// What is wrong with it for subcommands that have nothing to do in an empty database: a SQLite file that is
    /// not there too, which opening would make.
    pub fn mistakes_if_missing(&self) -> Vec<String> {
        let wrong = self.mistakes();
        match address::file(&self.database).filter(|file| wrong.is_empty() && !file.exists()) {
            Some(file) => {
                vec![format!("there is no database {}: say where it is, with --database", file.display())]
            }
            None => wrong,
        }
    }

    /// Opens the database and brings it up to date.
    ///
    /// # Errors
    /// [`CliError::Configuration`] for an address that cannot be opened; the database's.
    pub async fn open(&self, opened: &Opened) -> Result<Database, CliError> {
        refuse(self.mistakes())?;
        let database = opened.connect(&self.database).await?;
        database.migrate().await?;
        Ok(database)
    }

    /// Opens a database that is there for reading: it is not brought up to date.
    ///
    /// # Errors
    /// As for [`Place::open`], also for a file that is not there; [`CliError::Other`] if it has to be brought up to
    /// date first.
    pub async fn open_to_read(&self, opened: &Opened) -> Result<Database, CliError> {
        refuse(self.mistakes_if_missing())?;
        let database = opened.connect(&self.database).await?;
        if database.is_up_to_date().await? {
            return Ok(database);
        }
        Err(CliError::Other(
            "this database is empty or of an older version, and reading changes nothing: please run \
             `wijkkas migrate` first"
                .into(),
        ))
    }

    fn mistakes(&self) -> Vec<String> {
        // The address is not repeated: it may hold a password.
        if let Err(bad) = address::check(&self.database) {
            return vec![format!("--database: {bad}")];
        }
        let file = address::file(&self.database);
        let wrong = |file: &Path| no_folder("--database", file).or_else(|| no_file("--database", file));
        file.and_then(|file| wrong(&file)).into_iter().collect()
    }
}

impl Connection {
    /// Opens the database and brings it up to date.
    ///
    /// # Errors
    /// [`CliError::Configuration`] with all mistakes together; the database's.
    pub async fn open(&self, opened: &Opened) -> Result<Database, CliError> {
        refuse(self.mistakes())?;
        self.place.open(opened).await
    }

    /// Opens the database and the keys and makes an application of them.
    ///
    /// # Errors
    /// As for [`Connection::open`] and [`Connection::keys_of`]; keys that are not those of the database.
    pub async fn app(
        &self,
        opened: &Opened,
        clock: Arc<dyn Clock>,
        options: Options,
    ) -> Result<App, CliError> {
        let database = self.open(opened).await?;
        let keys = self.keys_of(&database).await?;
        let erasures = ErasureFile::at(&self.erasures_file());
        Ok(App::open(database, keys, clock, options).await?.with_erasures(erasures))
    }

    /// The keys of a database; they are made for one that was never written with any.
    ///
    /// # Errors
    /// [`CliError::Other`] if there is no key file and the database has keys; [`CliError::Keys`] if it cannot be read or
    /// made; the database's.
    async fn keys_of(&self, database: &Database) -> Result<Keyring, CliError> {
        let file = self.keys_file();
        // In this order: whoever else begins this database at the moment makes the file first.
        if fingerprints::any(database).await? && matches!(file.try_exists(), Ok(false)) {
            return Err(CliError::Other(format!(
                "there is no key file {}, and this database was written with keys: put it back from the copy you keep, \
                 or name it with --keys",
                file.display()
            )));
        }
        Ok(Keyring::read_or_make(&file)?)
    }

    /// For subcommands that have no options for keys and erasures: those the environment names.
    #[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
    pub fn around(place: Place) -> Self {
        let named = |name| std::env::var_os(name).filter(|name| !name.is_empty());
        let file = |name| named(name).map(PathBuf::from);
        Self { place, keys: file("WIJKKAS_KEYS"), erasures: file("WIJKKAS_ERASURES") }
    }

    /// The files the books are in, which nothing else may be written over, each with what it is.
    pub fn files(&self) -> Vec<(&'static str, PathBuf)> {
        let mut files = vec![
            ("the file with the keys", self.keys_file()),
            ("the file of erasures", self.erasures_file()),
        ];
        let database = address::file(&self.place.database);
        // SQLite puts its logs beside the file itself, also where the name it is given is a link to it.
        let real = database.as_ref().and_then(|file| file.canonicalize().ok());
        for file in database.into_iter().chain(real) {
            for behind in ["", "-wal", "-shm", "-journal"] {
                let mut name = file.clone().into_os_string();
                name.push(behind);
                files.push(("the database", name.into()));
            }
        }
        files
    }

    fn keys_file(&self) -> PathBuf {
        self.keys.clone().unwrap_or_else(|| default_keys(&self.place.database))
    }

    fn erasures_file(&self) -> PathBuf {
        self.erasures.clone().unwrap_or_else(|| self.keys_file().with_extension("erasures"))
    }

    /// The keys, if there is a key file where they are said to be, or in the usual place.
    ///
    /// # Errors
    /// [`CliError::Keys`] if there is a file and it cannot be used, or is not there although it was named.
    pub fn keys_at_hand(&self) -> Result<Option<Keyring>, CliError> {
        let usual = || Some(default_keys(&self.place.database)).filter(|path| path.exists());
        Ok(self.keys.clone().or_else(usual).map(|path| Keyring::read(&path)).transpose()?)
    }

    /// What is wrong with it, each in a line; nothing is opened.
    pub fn mistakes(&self) -> Vec<String> {
        self.with_files(self.place.mistakes())
    }

    /// The same for a database that must be there.
    pub fn mistakes_if_missing(&self) -> Vec<String> {
        self.with_files(self.place.mistakes_if_missing())
    }

    fn with_files(&self, mut wrong: Vec<String>) -> Vec<String> {
        let [keys, erasures] =
            [("--keys", &self.keys), ("--erasures", &self.erasures)].map(|(option, path)| {
                path.as_ref().and_then(|path| no_folder(option, path).or_else(|| no_file(option, path)))
            });
        wrong.extend(keys.or_else(|| self.bad_keys()));
        wrong.extend(erasures);
        wrong
    }

    /// What is wrong with the key file that is there, before a database is made for keys that cannot be used.
    fn bad_keys(&self) -> Option<String> {
        let file = self.keys_file();
        let is_there = !matches!(file.try_exists(), Ok(false));
        is_there.then(|| Keyring::read(&file).err())?.map(|error| error.to_string())
    }
}

/// The mistake of naming a file in a folder that is not there.
fn no_folder(option: &str, path: &Path) -> Option<String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())?;
    Some(format!("{option} {}: there is no folder {}", path.display(), folder.display()))
}

/// The mistake of naming something else than an ordinary file; it need not be there.
pub fn no_file(option: &str, path: &Path) -> Option<String> {
    let what = ordinary::mistake(&path.metadata().ok()?)?;
    Some(format!("{option} {}: {what}", path.display()))
}

/// What was asked for, or one mistake more.
pub fn keep<T>(wrong: &mut Vec<String>, result: Result<T, CliError>) -> Option<T> {
    result.map_err(|error| wrong.push(error.to_string())).ok()
}

/// Nothing, or all mistakes together.
pub fn refuse(wrong: Vec<String>) -> Result<(), CliError> {
    if wrong.is_empty() { Ok(()) } else { Err(CliError::Configuration(wrong)) }
}

/// Beside the SQLite file, with `.keys` behind its name.
fn default_keys(url: &str) -> PathBuf {
    let Some(file) = address::file(url) else { return PathBuf::from("wijkkas.keys") };
    let mut name = file.into_os_string();
    name.push(".keys");
    name.into()
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where the time of day enters the program")]
    fn now(&self) -> Timestamp {
        Timestamp::from_ms(jiff::Timestamp::now().as_millisecond())
    }
}

/// Below warnings it says which address was asked for, and the addresses in letters have their codes in them.
const TELLS_ADDRESSES: &str = "tower_http::csrf=warn";
/// Every proof on SQLite makes the tables once more in memory, to compare them: that is no migration.
const TELLS_MIGRATIONS: &str = "sea_orm_migration=warn";

/// Warnings and errors go to standard error; `RUST_LOG` asks for more, but never for codes.
pub fn start_logging() {
    let mut filter =
        EnvFilter::builder().with_default_directive(tracing::Level::WARN.into()).from_env_lossy();
    for quiet in [TELLS_ADDRESSES, TELLS_MIGRATIONS].iter().filter_map(|quiet| quiet.parse().ok()) {
        filter = filter.add_directive(quiet);
    }
    // Colours are for eyes: in a pipe or a mail they would be signs.
    let colours = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours);
    // What cannot be written is not told where it cannot be written either, which would end the program.
    log.with_writer(std::io::stderr).log_internal_errors(false).init();
}

/// Says what went wrong.
pub fn fail(error: &CliError) -> ExitCode {
    tell!("wijkkas: {error}");
    ExitCode::FAILURE
}
