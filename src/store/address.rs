//! What the address of a database says, without opening it. Addresses hold passwords: nothing here repeats one, and
//! only an address that somebody will give again says who the user is.

use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::SqliteConnectOptions;
use std::fmt::Write as _;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Why an address is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// Another kind of database.
    #[error("the address must begin with sqlite:// or postgres://, for example sqlite://wijkkas.db")]
    Scheme,
    /// No file.
    #[error(
        "a database in memory would be gone when the program ends; please name a file, for example \
         sqlite://wijkkas.db"
    )]
    Memory,
    /// A sign in the name of a file that an address cannot have there.
    #[error(
        "the name of the file has a sign that must be written otherwise in an address: a space as %20, and \\ : < > [ ] ^ \
         | as %5C %3A %3C %3E %5B %5D %5E %7C, for example sqlite://sp%20ace.db"
    )]
    Sign,
    /// Not even an address.
    #[error(
        "this address cannot be read; please write it as sqlite://FILE or \
         postgres://USER:PASSWORD@HOST:PORT/NAME, with signs such as @ / : in a password as %40 %2F %3A"
    )]
    Unreadable,
}

/// Refuses an address that cannot be opened.
///
/// # Errors
/// Why it cannot be opened, without repeating it.
pub fn check(url: &str) -> Result<(), BadAddress> {
    if let Some(place) = url.strip_prefix("sqlite:") {
        let file = place.trim_start_matches("//").split('?').next().unwrap_or_default();
        if file.is_empty() || file == ":memory:" || parameters(url).any(|one| one == "mode=memory") {
            return Err(BadAddress::Memory);
        }
    }
    if let Some(place) = url.strip_prefix("sqlite://") {
        // What stands before the first slash is the place of a server in other addresses, and has its rules.
        let first = place.split(['/', '?', '#']).next().unwrap_or_default();
        if first.contains([' ', '\\', ':', '<', '>', '[', ']', '^', '|']) {
            return Err(BadAddress::Sign);
        }
        return url.parse::<SqliteConnectOptions>().map(drop).map_err(|_| BadAddress::Unreadable);
    }
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return url.parse::<PgConnectOptions>().map(drop).map_err(|_| BadAddress::Unreadable);
    }
    Err(BadAddress::Scheme)
}

/// What stands behind the `?`, such as `mode=ro`.
fn parameters(url: &str) -> impl Iterator<Item = &str> {
    url.split_once('?').map_or("", |(_, parameters)| parameters).split('&')
}

/// The file of a SQLite database; none on PostgreSQL.
pub fn file(url: &str) -> Option<PathBuf> {
    let options = url.starts_with("sqlite:").then(|| url.parse::<SqliteConnectOptions>())?.ok()?;
    Some(options.get_filename().to_owned())
}

/// The address of the SQLite database in a file: the inverse of [`file()`]. Other signs than letters, digits and
/// `-._~/` are written as `%20`, since some would end the name of the file and some are refused in an address.
pub fn of_file(file: &Path) -> String {
    let mut url = String::from("sqlite://");
    for &byte in file.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            url.push(char::from(byte));
        } else {
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

/// The address as it may be printed: without user and password.
pub fn shown(url: &str) -> String {
    if url.starts_with("sqlite:") {
        return url.to_string();
    }
    url.parse::<PgConnectOptions>().map_or_else(
        |_| "postgres://...".into(),
        |options| {
            let name = options.get_database().unwrap_or_default();
            if let Some(socket) = options.get_socket() {
                return format!("postgres:///{name}?host={}&port={}", socket.display(), options.get_port());
            }
            format!("postgres://{}:{}/{name}", options.get_host(), options.get_port())
        },
    )
}

/// The address for a command that somebody copies, in single quotes: as it was given, without a password.
pub fn to_copy(url: &str) -> String {
    let kept = if url.starts_with("sqlite:") { url.to_string() } else { without_password(url) };
    kept.replace('\'', "%27")
}

fn without_password(url: &str) -> String {
    let (place, parameters) = url.split_once('?').map_or((url, ""), |(place, all)| (place, all));
    let (scheme, rest) = place.split_once("://").unwrap_or(("postgres", place));
    let kept = match rest.rsplit_once('@') {
        Some((user, host)) => format!("{}@{host}", user.split(':').next().unwrap_or_default()),
        None => rest.to_string(),
    };
    let others: Vec<&str> = parameters.split('&').filter(|one| !is_password(one)).collect();
    let behind = if others.concat().is_empty() { String::new() } else { format!("?{}", others.join("&")) };
    format!("{scheme}://{kept}{behind}")
}

/// Also if its name is written with signs such as `%70`.
fn is_password(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    name.contains('%') || name == "password"
}

/// Makes the file of a SQLite database that is not there yet, for nobody else to read: it holds names. What
/// SQLite puts beside it gets the same rights. A database that is only read is not made.
pub(super) fn make_private(url: &str) -> io::Result<()> {
    let is_only_read = parameters(url).any(|one| one == "mode=ro");
    let Some(file) = file(url).filter(|_| !is_only_read) else { return Ok(()) };
    let made = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    match made {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_and_postgresql_are_opened() {
        for url in
            ["sqlite://a.db", "sqlite:///tmp/a%20b.db?mode=rwc", "postgres://u:p@h:1/n", "postgresql:///n"]
        {
            assert_eq!(check(url), Ok(()), "{url}");
        }
        for url in
            ["sqlite::memory:", "sqlite://:memory:", "sqlite://a.db?cache=shared&mode=memory", "sqlite://"]
        {
            assert_eq!(check(url), Err(BadAddress::Memory), "{url}");
        }
        for url in ["sqlite://sp ace.db", "sqlite://a:b.db", "sqlite://[a].db", "sqlite://a b/c.db"] {
            assert_eq!(check(url), Err(BadAddress::Sign), "{url}");
        }
        assert_eq!(check("sqlite:///tmp/a b:c.db"), Ok(()));
        for url in ["mysql://u:p@h/n", "a.db", "", "u:p@h"] {
            assert_eq!(check(url), Err(BadAddress::Scheme), "{url}");
        }
        for url in ["postgres://u:p@h:99999/n", "sqlite://a.db?mode=other"] {
            assert_eq!(check(url), Err(BadAddress::Unreadable), "{url}");
        }
    }

    #[test]
    fn the_name_of_the_file_is_read_as_when_it_is_opened() {
        assert_eq!(file("sqlite://a%20b.db?mode=rwc"), Some("a b.db".into()));
        assert_eq!(file("postgres://h/n"), None);
    }

    #[test]
    fn the_address_of_a_file_names_that_file() {
        for name in ["a.db", "/tmp/a b.db", "50%20.db", "what?mode=ro.db", "a#1:[é]@b.db"] {
            let url = of_file(Path::new(name));
            assert_eq!((check(&url), file(&url)), (Ok(()), Some(name.into())), "{url}");
        }
        assert_eq!(of_file(Path::new("/tmp/a b.db")), "sqlite:///tmp/a%20b.db");
    }

    #[test]
    fn only_what_stands_behind_the_file_says_that_it_is_only_read() {
        let folder = tempfile::tempdir().unwrap();
        for (name, is_made) in [("a.db?mode=ro", false), ("mode=ro.db", true), ("b.db?mode=rwc", true)] {
            let url = format!("sqlite://{}/{name}", folder.path().display());
            make_private(&url).unwrap();
            assert_eq!(file(&url).unwrap().exists(), is_made, "{url}");
        }
    }

    #[test]
    fn an_address_to_copy_leads_to_the_same_place_without_the_password() {
        for (given, copied) in [
            ("postgres://wijkkas@localhost/wijkkas", "postgres://wijkkas@localhost/wijkkas"),
            ("postgres://user:sec:ret@h:5433/name", "postgres://user@h:5433/name"),
            ("postgresql://u%40x:a@b@h/n?sslmode=require", "postgresql://u%40x@h/n?sslmode=require"),
            ("postgres://h/n?user=u&password=secret&host=/run/pg", "postgres://h/n?user=u&host=/run/pg"),
            ("postgres:///n?password=secret", "postgres:///n"),
            ("postgres:///n?p%61ssword=secret", "postgres:///n"),
            ("postgres://:secret@h/n", "postgres://@h/n"),
            ("sqlite:///a@b:c.db?mode=rwc", "sqlite:///a@b:c.db?mode=rwc"),
            ("sqlite://'s-Gravenhage.db", "sqlite://%27s-Gravenhage.db"),
        ] {
            assert_eq!(to_copy(given), copied);
            assert_eq!((check(copied), file(copied)), (Ok(()), file(given)), "{copied}");
        }
    }

    #[test]
    fn no_user_is_shown() {
        assert_eq!(shown("postgres://user:secret@host:5433/name"), "postgres://host:5433/name");
        assert_eq!(shown("postgres://user:secret@host:99999/name"), "postgres://...");
        assert_eq!(
            shown("postgres://user:secret@localhost/name?host=/run/pg"),
            "postgres:///name?host=/run/pg&port=5432"
        );
        assert_eq!(shown("sqlite://a.db"), "sqlite://a.db");
    }
}
