//! Who is signed in.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "signed_in")]
pub struct Model {
    /// SHA-256 of the token in the cookie.
    #[sea_orm(primary_key, auto_increment = false)]
    pub digest: Vec<u8>,
    pub address: String,
    pub until: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
