//! What can be done about an error of the store: wait, write less at once, or call an operator.

use super::storage::StoreError;
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, sqlx};

/// What can be done about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Try again in a moment: the database was not reached, is starting, or was busy.
    Wait,
    /// Write less at once: something in what was written may be at fault.
    Split,
    /// An operator has to act: no room, no right to write, no such book.
    Operator,
}

impl StoreError {
    /// What can be done about it.
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::Sql(error) => of_sql(error),
            Self::Database(DbErr::ConnectionAcquire(_) | DbErr::Conn(_))
            | Self::Overtaken(_)
            | Self::Silent => Remedy::Wait,
            Self::Database(
                DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)),
            ) => of_sql(error),
            Self::Database(_) | Self::Corrupt(_) | Self::CutOff(_) => Remedy::Split,
            Self::NoBook(_) | Self::OtherVersion | Self::OtherSchema(_) => Remedy::Operator,
        }
    }
}

/// Whether we closed the database ourselves: the program is ending.
pub fn is_closed(error: &StoreError) -> bool {
    matches!(error, StoreError::Database(DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed)))
        || matches!(of_sqlx(error), Some(sqlx::Error::PoolClosed))
}

/// Whether SQLite could not open its file, or not write to it.
pub fn is_shut(error: &StoreError) -> bool {
    // Not permitted, read only, cannot be opened.
    matches!(of_sqlx(error), Some(sqlx::Error::Io(_))) || matches!(sqlite_code(error), Some(3 | 8 | 14))
}

/// Whether SQLite found no room on its disk, or could not use the disk.
pub fn is_full(error: &StoreError) -> bool {
    matches!(sqlite_code(error), Some(10 | 13))
}

/// Whether a file is no SQLite database.
pub fn is_no_database(error: &StoreError) -> bool {
    matches!(sqlite_code(error), Some(26))
}

/// Whether SQLite found its file damaged.
pub fn is_damaged(error: &StoreError) -> bool {
    matches!(sqlite_code(error), Some(11))
}

/// The lowest byte of SQLite's code; only its codes are shorter than five characters.
fn sqlite_code(error: &StoreError) -> Option<u32> {
    let sqlx::Error::Database(error) = of_sqlx(error)? else { return None };
    let code = error.code().filter(|code| code.len() < 5)?;
    code.parse::<u32>().ok().map(|code| code & 0xff)
}

fn of_sqlx(error: &StoreError) -> Option<&sqlx::Error> {
    match error {
        StoreError::Sql(error) => Some(error),
        StoreError::Database(
            DbErr::Conn(RuntimeErr::SqlxError(error))
            | DbErr::Exec(RuntimeErr::SqlxError(error))
            | DbErr::Query(RuntimeErr::SqlxError(error)),
        ) => Some(error),
        _ => None,
    }
}

fn of_sql(error: &sqlx::Error) -> Remedy {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::BeginFailed
        | sqlx::Error::WorkerCrashed => Remedy::Wait,
        sqlx::Error::Database(error) => match error.code() {
            Some(code) if code.len() == 5 => of_postgres(&code),
            Some(code) => of_sqlite(&code),
            None => Remedy::Split,
        },
        _ => Remedy::Split,
    }
}

/// Codes of five characters (PostgreSQL's manual, appendix A).
fn of_postgres(code: &str) -> Remedy {
    match (code.get(..2).unwrap_or_default(), code) {
        // Connection lost; rolled back by itself; server stopping or starting; took too long; too many.
        ("08" | "40", _) | (_, "57P01" | "57P02" | "57P03" | "57014" | "55P03" | "53300") => Remedy::Wait,
        // Disk full, out of memory, read error, read only.
        ("53", _) | (_, "58030" | "25006") => Remedy::Operator,
        _ => Remedy::Split,
    }
}

/// Numbers of at most four digits, of which the lowest byte says enough (sqlite.org/rescode.html).
fn of_sqlite(code: &str) -> Remedy {
    match code.parse::<u32>().map(|code| code & 0xff) {
        // Another process is writing.
        Ok(5 | 6) => Remedy::Wait,
        // Out of memory, read only, read error, disk full, cannot be opened.
        Ok(7 | 8 | 10 | 13 | 14) => Remedy::Operator,
        _ => Remedy::Split,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_helps() {
        use Remedy::{Operator, Split, Wait};
        for (code, remedy) in [
            ("57P01", Wait),
            ("57P03", Wait),
            ("08006", Wait),
            ("40001", Wait),
            ("53300", Wait),
            ("53100", Operator),
            ("25006", Operator),
            ("23505", Split),
            ("22021", Split),
        ] {
            assert_eq!(of_postgres(code), remedy, "{code}");
        }
        for (code, remedy) in
            [("5", Wait), ("517", Wait), ("13", Operator), ("778", Operator), ("1555", Split), ("19", Split)]
        {
            assert_eq!(of_sqlite(code), remedy, "{code}");
        }
        assert_eq!(of_sql(&sqlx::Error::PoolTimedOut), Wait);
        assert!(is_closed(&DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed).into()));
        assert!(is_closed(&sqlx::Error::PoolClosed.into()));
        assert!(!is_closed(&DbErr::ConnectionAcquire(ConnAcquireErr::Timeout).into()));
        assert_eq!(of_sql(&sqlx::Error::RowNotFound), Split);
        assert_eq!(StoreError::Overtaken(String::new()).remedy(), Wait);
        assert_eq!(StoreError::Silent.remedy(), Wait);
        assert_eq!(StoreError::NoBook(crate::domain::BookId(1)).remedy(), Operator);
    }
}
