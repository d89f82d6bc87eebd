//! The file of a SQLite database. Its indexes are in it a second time, and only the engine can compare them
//! with their tables.

use super::super::replay::Unproven;
use super::differences::differs;
use crate::store::{Database, integrity};

/// Proves that the file is whole, with all indexes. PostgreSQL has `pg_amcheck` for that.
///
/// # Errors
/// [`Unproven::Differs`] with the first damage in SQLite's words; the database's.
pub async fn damage(database: &Database) -> Result<(), Unproven> {
    match integrity::first_damage(database).await? {
        Some(what) => differs(format!("its file is damaged: put back a backup. SQLite says: {what}")),
        None => Ok(()),
    }
}
