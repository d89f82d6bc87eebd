//! The ledger: log, transfers, accounts, states, commands, codes, erasable rows and views.

use sea_orm_migration::prelude::*;

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
        crate::run(manager, include_str!("sqlite.sql"), include_str!("postgres.sql")).await
    }
}
