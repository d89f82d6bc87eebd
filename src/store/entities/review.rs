//! Looking at an initiative again.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub book: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Vec<u8>,
    pub initiative: i64,
    /// 0 asked, 1 decided, 2 appealed, 3 closed.
    pub step: i64,
    /// Where whoever asked gets the answer; empty if they do not.
    pub address: String,
    /// The initiator who appealed.
    pub person: Option<i64>,
    /// The moderator who decided first.
    pub decided_by: Option<i64>,
    pub body: String,
    /// When its step began.
    pub changed: i64,
    /// The moderator who is about to decide, so that nobody else does meanwhile, and until when.
    pub claimed_by: Option<i64>,
    pub claimed_until: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
