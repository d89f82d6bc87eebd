//! What became of the money of a round, in cents.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "round_view")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub book: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub round: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub budget: i64,
    pub issued: i64,
    pub activated: i64,
    pub lapsed: i64,
    pub saved: i64,
    pub pledged: i64,
    pub common: i64,
    pub paid: i64,
    pub returned: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
