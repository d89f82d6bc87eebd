//! The floors: the rows of the measured run written again, in as many commits, without any logic, into the
//! same tables of an empty twin.

#[cfg(test)]
mod tests;

use crate::cli::CliError;
use crate::domain::{Account, Key};
use crate::store::{
    AccountRow, Database, Engine, StateRow, Storage, StorageTx, StoreError, WriteSet, address, books,
};
use sea_orm::{ConnectionTrait, Statement};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// More than any account is debited with in a benchmark, in cents.
const PLENTY: i64 = 1_000_000_000_000_000;
/// Rows in one statement while the twin is prepared.
const PAGE: usize = 5000;

/// An empty twin of a database.
pub struct Twin {
    database: Database,
    place: TwinPlace,
}

/// Where a twin is.
enum TwinPlace {
    File(PathBuf),
    Schema(String),
}

impl Twin {
    /// Makes one beside the database: a file, or a schema. Its name is new each time, so that nothing that is there
    /// is touched.
    pub async fn make(url: &str, main: &Database) -> Result<Self, CliError> {
        let name: u64 = rand::random();
        match main.engine {
            Engine::Sqlite => {
                let main =
                    address::file(url).ok_or_else(|| CliError::Other("the database is no file".into()))?;
                let file = behind(&main, &format!(".twin-{name:016x}"));
                let database = Database::open(&address::of_file(&file)).await?;
                Ok(Self { database, place: TwinPlace::File(file) })
            }
            Engine::Postgres => {
                let schema = format!("wijkkas_bench_twin_{name:016x}");
                let make = format!("CREATE SCHEMA {schema}");
                main.writer.execute_unprepared(&make).await.map_err(StoreError::from)?;
                let database = Database::connect_in(url, Some(&schema)).await?;
                database.migrate().await?;
                Ok(Self { database, place: TwinPlace::Schema(schema) })
            }
        }
    }

    /// Writes the sets again; how long each commit took. What they change must exist first: that is put in
    /// before the clock starts.
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
    pub async fn replay(&self, sets: &[WriteSet]) -> Result<Vec<Duration>, CliError> {
        let Some(first) = sets.first() else { return Ok(Vec::new()) };
        self.prepare(sets, first).await?;
        let mut took = Vec::with_capacity(sets.len());
        let mut head = first.from.clone();
        for set in sets {
            let mut set = set.clone();
            // Commits that were not recorded lie between: close the gap.
            set.head.turn = head.turn + 1;
            set.from = std::mem::replace(&mut head, set.head.clone());
            let begun = Instant::now();
            let mut tx = Storage::begin(&self.database).await?;
            if !tx.advance(&set).await? {
                return Err(CliError::Other("the head of the twin is not where it should be".into()));
            }
            tx.write(&set).await?;
            tx.commit().await.map_err(|error| CliError::Other(error.to_string()))?;
            took.push(begun.elapsed());
        }
        self.check(sets, first).await?;
        Ok(took)
    }

    /// Looks whether the twin holds what the run added, its events, transfers and commands, in as many commits: a ceiling of
    /// less would be too high. Rows that are changed many times, of states, accounts and views, are written by the same sets.
    async fn check(&self, sets: &[WriteSet], first: &WriteSet) -> Result<(), CliError> {
        let of_all = |rows: fn(&WriteSet) -> usize| sets.iter().map(rows).sum::<usize>();
        for (table, rows) in [
            ("event", of_all(|set| set.events.len())),
            ("transfer", of_all(|set| set.transfers.len())),
            ("command", of_all(|set| set.commands.len())),
        ] {
            let found = self.count(table).await?;
            if i64::try_from(rows).ok() != Some(found) {
                return Err(CliError::Other(format!("of {rows} rows of {table} the twin has {found}")));
            }
        }
        let commits = self.database.head(first.book).await?.turn - first.from.turn;
        if i64::try_from(sets.len()).ok() != Some(commits) {
            return Err(CliError::Other(format!(
                "the twin was written in {commits} commits, not {}",
                sets.len()
            )));
        }
        Ok(())
    }

    async fn count(&self, table: &str) -> Result<i64, CliError> {
        let db = &self.database.reader;
        let sql = format!("SELECT COUNT(*) FROM {table}");
        let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await;
        let count = row.and_then(|row| row.map_or(Ok(0), |row| row.try_get_by_index(0)));
        Ok(count.map_err(StoreError::from)?)
    }

    /// Puts in the head, and every account and state that the sets change without having made it.
    async fn prepare(&self, sets: &[WriteSet], first: &WriteSet) -> Result<(), CliError> {
        while books::all(&self.database).await?.last().is_none_or(|(book, _)| *book < first.book) {
            let made = books::all(&self.database).await?.len();
            books::find_or_make(&self.database, &format!("twin-{made}")).await?;
        }
        let mut tx = Storage::begin(&self.database).await?;
        let head = tx.lock(first.book).await?;
        let mut base = WriteSet::new(first.book, &head);
        base.head = first.from.clone();
        tx.advance(&base).await?;
        let (accounts, states) = missing(sets);
        for page in accounts.chunks(PAGE) {
            base.new_accounts = page.to_vec();
            tx.write(&base).await?;
        }
        base.new_accounts.clear();
        for page in states.chunks(PAGE) {
            base.states = page.to_vec();
            tx.write(&base).await?;
        }
        tx.commit().await.map_err(|error| CliError::Other(error.to_string()))
    }

    /// Takes the twin away.
    pub async fn remove(self) -> Result<(), CliError> {
        if let TwinPlace::Schema(schema) = &self.place {
            let drop = format!("DROP SCHEMA {schema} CASCADE");
            self.database.writer.execute_unprepared(&drop).await.map_err(StoreError::from)?;
        }
        self.database.close().await?;
        if let TwinPlace::File(file) = &self.place {
            remove(file);
        }
        Ok(())
    }
}

fn missing(sets: &[WriteSet]) -> (Vec<AccountRow>, Vec<StateRow>) {
    let mut made: BTreeSet<Account> = BTreeSet::new();
    let mut accounts: BTreeMap<Account, AccountRow> = BTreeMap::new();
    let mut states: BTreeMap<Key, StateRow> = BTreeMap::new();
    for set in sets {
        made.extend(set.new_accounts.iter().map(|row| row.account));
        for row in set.account_changes.iter().filter(|row| !made.contains(&row.account)) {
            accounts.entry(row.account).or_insert(AccountRow { debits: 0, credits: PLENTY, ..*row });
        }
        // A cheque is issued before the run; wallets, households and lots are made in it.
        for row in &set.states {
            use crate::domain::Kind::{Household, Lot, Wallet};
            if !matches!(row.key.kind, Household | Lot | Wallet) {
                states.entry(row.key).or_insert_with(|| row.clone());
            }
        }
    }
    (accounts.into_values().collect(), states.into_values().collect())
}

/// Removes a SQLite database with its companions; it may not be there.
fn remove(file: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(behind(file, ending));
    }
}

/// The file with something behind its name.
fn behind(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
