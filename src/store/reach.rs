//! Looking whether PostgreSQL is there at all and lets us in, before a pool of connections waits for it: a pool takes a
//! server that does not answer for one that is starting, and only says that it timed out.

use super::address;
use sea_orm::sqlx::error::DatabaseError;
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::{self, Connection, PgConnection};
use std::time::Duration;

/// How long to wait for a server.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why nothing can be opened, and what to do about it. In brackets is what the system or the server said.
#[derive(Debug, thiserror::Error)]
pub enum NotThere {
    /// Nobody answers.
    #[error("there is no PostgreSQL at {place} ({why}): is it running, and is the address right?")]
    Server {
        /// The address.
        place: String,
        /// What the system said.
        why: String,
    },
    /// Somebody answers and wants the right password.
    #[error(
        "PostgreSQL at {place} does not take this password, or wants one ({why}): set PGPASSWORD to the password, or \
         put it in the address, as in postgres://USER:PASSWORD@HOST/NAME"
    )]
    Password {
        /// The address.
        place: String,
        /// What the server said.
        why: String,
    },
    /// Somebody answers and knows no such user, or not from here.
    #[error(
        "PostgreSQL at {place} does not let this user in ({why}): is the user in the address right? `createuser` makes \
         one, and the server's file pg_hba.conf says who may come from where"
    )]
    User {
        /// The address.
        place: String,
        /// What the server said.
        why: String,
    },
    /// The server has no such database.
    #[error(
        "there is no database at {place} ({why}): make it, for example with `createdb --owner USER NAME`, or is the \
         address right?"
    )]
    Database {
        /// The address.
        place: String,
        /// What the server said.
        why: String,
    },
}

/// Looks whether somebody answers and lets us in; other refusals are for whoever opens it, and so is a SQLite file.
///
/// # Errors
/// [`NotThere::Server`] if nobody answers within ten seconds; the others if somebody does.
pub async fn look(url: &str) -> Result<(), NotThere> {
    let Some(options) = (!url.starts_with("sqlite:")).then(|| url.parse::<PgConnectOptions>().ok()).flatten()
    else {
        return Ok(());
    };
    let place = address::shown(url);
    match tokio::time::timeout(PATIENCE, PgConnection::connect_with(&options)).await {
        Ok(Ok(connection)) => {
            let _ = connection.close().await;
            Ok(())
        }
        Ok(Err(sqlx::Error::Io(error))) => Err(NotThere::Server { place, why: error.to_string() }),
        Ok(Err(sqlx::Error::Database(error))) => refused(place, &*error),
        Ok(Err(_)) => Ok(()),
        Err(_) => {
            Err(NotThere::Server { place, why: format!("no answer in {} seconds", PATIENCE.as_secs()) })
        }
    }
}

/// By the codes of PostgreSQL's manual, appendix A.
fn refused(place: String, error: &dyn DatabaseError) -> Result<(), NotThere> {
    let why = error.message().to_string();
    match error.code().as_deref() {
        Some("28P01") => Err(NotThere::Password { place, why }),
        Some("28000") => Err(NotThere::User { place, why }),
        Some("3D000") => Err(NotThere::Database { place, why }),
        _ => Ok(()),
    }
}
