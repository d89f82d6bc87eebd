//! Neighbours who want to help an initiative.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "help_offer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub book: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Vec<u8>,
    pub initiative: i64,
    /// An e-mail address or a telephone number.
    pub address: String,
    pub body: String,
    pub made: i64,
    /// When it is forgotten.
    pub until: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
