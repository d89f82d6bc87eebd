//! What initiators write about initiatives.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "sketch")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub book: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub person: i64,
    /// What it became.
    pub initiative: Option<i64>,
    pub body: String,
    /// What was asked for, as JSON, while it is not known what became of it.
    pub submitting: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
