//! Which keys a database was written with. It holds their fingerprints, never the keys: with other keys the
//! codes in people's letters would open nothing, and nobody would know why.

use super::database::Database;
use super::entities::key_fingerprint::{Entity, Model};
use super::keys::{Keyring, Purpose};
use super::snapshot::Snapshot;
use super::storage::StoreError;
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};
use std::collections::{BTreeMap, BTreeSet};

/// Why these keys don't go with this database; the message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum FingerprintError {
    /// A key of that name is another one.
    #[error(
        "the {purpose} key of version {version} is not the one this database was written with: \
         use the key file that belongs to the database, or put it back from the copy you keep"
    )]
    Other {
        /// What the key is for.
        purpose: String,
        /// Its version.
        version: i64,
    },
    /// A key is gone.
    #[error(
        "this database was written with a {purpose} key of version {version}, which is not in the keyring: \
         put back its line from the copy of the key file you keep"
    )]
    Missing {
        /// What the key is for.
        purpose: String,
        /// Its version.
        version: i64,
    },
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Fingerprints by purpose and version.
type Known = BTreeMap<(String, i64), String>;

/// Refuses keys that are not those the database was written with. Keys it does not know yet, all of them on
/// first use, are written down.
///
/// # Errors
/// [`FingerprintError::Missing`] or [`FingerprintError::Other`] with the first key that is gone or another one; the
/// database's.
pub async fn check(database: &Database, keys: &Keyring) -> Result<(), FingerprintError> {
    let ours: Known = keys.fingerprints().into_iter().map(named).collect();
    if compare(&ours, &read(&database.reader).await?)? == ours.len() {
        return Ok(());
    }
    let tx = database.begin().await?;
    write(&tx, &ours).await?;
    // Of several processes with different keys, those of the first one are there now.
    compare(&ours, &read(&tx).await?)?;
    tx.commit().await.map_err(|error| FingerprintError::Store(error.into()))
}

/// The same without writing anything down: keys the database does not know yet are no matter.
///
/// # Errors
/// As for [`check`].
pub async fn compare_only(database: &Database, keys: &Keyring) -> Result<(), FingerprintError> {
    let ours: Known = keys.fingerprints().into_iter().map(named).collect();
    compare(&ours, &read(&database.reader).await?).map(drop)
}

/// Whether the database was written with keys.
///
/// # Errors
/// The database's.
pub async fn any(database: &Database) -> Result<bool, StoreError> {
    Ok(!read(&database.reader).await?.is_empty())
}

/// The purposes and versions of the keys the database says it was written with.
///
/// # Errors
/// The database's.
pub async fn known(snapshot: &Snapshot) -> Result<BTreeSet<(String, i64)>, StoreError> {
    let rows = snapshot.query("SELECT purpose, version FROM key_fingerprint", []).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

fn named((purpose, version, print): (Purpose, u32, String)) -> ((String, i64), String) {
    ((purpose.to_string(), version.into()), print)
}

/// How many of our keys the database knows.
fn compare(ours: &Known, theirs: &Known) -> Result<usize, FingerprintError> {
    for ((purpose, version), print) in theirs {
        let (purpose, version) = (purpose.clone(), *version);
        match ours.get(&(purpose.clone(), version)) {
            None => return Err(FingerprintError::Missing { purpose, version }),
            Some(our) if our != print => return Err(FingerprintError::Other { purpose, version }),
            Some(_) => {}
        }
    }
    Ok(theirs.len())
}

async fn read(db: &impl ConnectionTrait) -> Result<Known, StoreError> {
    let rows = Entity::find().all(db).await?;
    Ok(rows.into_iter().map(|row| ((row.purpose, row.version), row.fingerprint)).collect())
}

async fn write(tx: &DatabaseTransaction, prints: &Known) -> Result<(), StoreError> {
    for ((purpose, version), fingerprint) in prints.clone() {
        let row = Model { purpose, version, fingerprint }.into_active_model();
        Entity::insert(row).on_conflict_do_nothing().exec_without_returning(tx).await?;
    }
    Ok(())
}
