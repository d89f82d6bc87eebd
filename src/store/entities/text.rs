//! Words that can be erased, which events know by their ids.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "text")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub book: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub key: Vec<u8>,
    pub body: String,
    /// Whose words, if somebody's whose name is known.
    pub person: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
