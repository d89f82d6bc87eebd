//! The codes that were typed in visits to the website.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "visit_code")]
pub struct Model {
    /// SHA-256 of the token in the cookie.
    #[sea_orm(primary_key, auto_increment = false)]
    pub digest: Vec<u8>,
    /// 0 is the code that was typed last.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i64,
    pub book: i64,
    pub cheque: i64,
    pub generation: i64,
    pub until: i64,
    /// The wallet that a link in a mail opened with it.
    pub mailed: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
