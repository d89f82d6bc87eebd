//! What initiatives had at the end of their days.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "initiative_day_view")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub book: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub initiative: i64,
    /// As it is written: 20260314.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: i64,
    /// In cents.
    pub pledged: i64,
    pub residents: i64,
    pub households: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
