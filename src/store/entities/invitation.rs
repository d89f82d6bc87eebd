//! Who was asked to be an initiator too.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    /// SHA-256 of the token in the link.
    #[sea_orm(primary_key, auto_increment = false)]
    pub digest: Vec<u8>,
    pub book: i64,
    pub initiative: i64,
    /// Who asked.
    pub person: i64,
    /// Where the mail went.
    pub address: String,
    /// When it ends, in milliseconds.
    pub until: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
