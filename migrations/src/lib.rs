//! The schema, forward only. Each migration is one SQL file per engine, so that an auditor can read what the
//! database really enforces.

pub use sea_orm_migration::prelude::{MigrationTrait, MigratorTrait};

mod m20261121_000001_ledger;

/// All migrations, in order.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m20261121_000001_ledger::Migration)]
    }
}
