//! Errors as the database gives them.

use sea_orm::sqlx;
use wijkkas::store::StoreError;

/// The connection is gone.
pub fn lost() -> StoreError {
    StoreError::Sql(sqlx::Error::Io(std::io::ErrorKind::ConnectionReset.into()))
}

/// An error in the words of the database.
pub fn said(code: &'static str, words: String) -> StoreError {
    StoreError::Sql(sqlx::Error::Database(Box::new(Said { code, words })))
}

#[derive(Debug, thiserror::Error)]
#[error("{words}")]
struct Said {
    code: &'static str,
    words: String,
}

impl sqlx::error::DatabaseError for Said {
    fn message(&self) -> &str {
        &self.words
    }

    fn code(&self) -> Option<std::borrow::Cow<'_, str>> {
        Some(self.code.into())
    }

    fn as_error(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        self
    }

    fn as_error_mut(&mut self) -> &mut (dyn std::error::Error + Send + Sync + 'static) {
        self
    }

    fn into_error(self: Box<Self>) -> Box<dyn std::error::Error + Send + Sync + 'static> {
        self
    }

    fn kind(&self) -> sqlx::error::ErrorKind {
        sqlx::error::ErrorKind::Other
    }
}
