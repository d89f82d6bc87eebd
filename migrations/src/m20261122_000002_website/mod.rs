//! The website: who looks at it, and who typed too many wrong codes.

use sea_orm_migration::prelude::*;

/// The second migration.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261122_000002_website"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sqlite.sql"), include_str!("postgres.sql")).await
    }
}
