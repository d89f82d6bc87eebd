//! Looking whether PostgreSQL is there at all, before a pool of connections waits for it: a pool takes a server that
//! does not answer for one that is starting, and only says that it timed out.

use super::address;
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::{self, Connection, PgConnection};
use std::time::Duration;

/// How long to wait for a server.
const PATIENCE: Duration = Duration::from_secs(10);

/// The server is not there.
#[derive(Debug, thiserror::Error)]
#[error("there is no PostgreSQL at {place} ({why}): is it running, and is the address right?")]
pub struct NotThere {
    place: String,
    why: String,
}

/// Looks whether somebody answers; a refusal is an answer, and so is a SQLite file.
///
/// # Errors
/// [`NotThere`] if nobody does, within ten seconds.
pub async fn look(url: &str) -> Result<(), NotThere> {
    let Some(options) = (!url.starts_with("sqlite:")).then(|| url.parse::<PgConnectOptions>().ok()).flatten()
    else {
        return Ok(());
    };
    let why = match tokio::time::timeout(PATIENCE, PgConnection::connect_with(&options)).await {
        Ok(Err(sqlx::Error::Io(error))) => error.to_string(),
        Err(_) => format!("no answer in {} seconds", PATIENCE.as_secs()),
        Ok(answered) => {
            if let Ok(connection) = answered {
                let _ = connection.close().await;
            }
            return Ok(());
        }
    };
    Err(NotThere { place: address::shown(url), why })
}
