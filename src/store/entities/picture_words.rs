//! What is on the pictures of initiatives.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "picture_words")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub book: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub person: i64,
    pub words: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
