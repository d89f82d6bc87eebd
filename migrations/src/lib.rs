//! The schema, forward only. Each migration is one SQL file per engine, so that an auditor can read what the
//! database really enforces.

use sea_orm_migration::prelude::SchemaManager;
pub use sea_orm_migration::prelude::{MigrationTrait, MigratorTrait};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr};

mod m20261122_000001_ledger;
mod m20261122_000002_website;

/// All migrations, in order.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m20261122_000001_ledger::Migration), Box::new(m20261122_000002_website::Migration)]
    }
}

/// Runs the file of the engine.
///
/// # Errors
/// The database's, and an engine other than the two.
async fn run(manager: &SchemaManager<'_>, sqlite: &str, postgres: &str) -> Result<(), DbErr> {
    let sql = match manager.get_database_backend() {
        DbBackend::Sqlite => sqlite,
        DbBackend::Postgres => postgres,
        other => return Err(DbErr::Migration(format!("{other:?} is not supported"))),
    };
    manager.get_connection().execute_unprepared(sql).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Databases remember migrations by these names.
    #[test]
    fn every_migration_has_a_name_of_its_own() {
        let names: Vec<String> =
            Migrator::migrations().iter().map(|migration| migration.name().to_string()).collect();
        assert_eq!(names, ["m20261122_000001_ledger", "m20261122_000002_website"]);
    }
}
