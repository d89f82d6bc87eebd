//! Which tenancy gets which cheque of a round.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "tenancy_cheque")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub book: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub round: i64,
    /// Keyed hash of the list.
    #[sea_orm(primary_key, auto_increment = false)]
    pub list: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i64,
    pub issuer: i64,
    pub tenancy: String,
    /// When the list was last given.
    pub given: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
