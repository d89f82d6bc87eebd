//! Links to savings, each in a mail.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "wallet_link")]
pub struct Model {
    /// SHA-256 of the token in the link.
    #[sea_orm(primary_key, auto_increment = false)]
    pub digest: Vec<u8>,
    pub address: String,
    pub language: String,
    pub book: Option<i64>,
    pub wallet: Option<i64>,
    pub lot: Option<i64>,
    pub until: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
