//! The ledger: log, transfers, accounts, states, commands, codes, erasable rows and views.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr};

/// The first migration.
pub struct Migration;

impl MigrationName for Migration {
    // Derived, it would be the name of this file: the same for all.
    fn name(&self) -> &'static str {
        "m20261122_000001_ledger"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = match manager.get_database_backend() {
            DbBackend::Sqlite => include_str!("sqlite.sql"),
            DbBackend::Postgres => include_str!("postgres.sql"),
            other => return Err(DbErr::Migration(format!("{other:?} is not supported"))),
        };
        manager.get_connection().execute_unprepared(sql).await?;
        Ok(())
    }
}
