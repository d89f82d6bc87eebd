//! Looking for words in the bytes of a database's files.

use super::postgres::Cluster;
use sea_orm::{ConnectionTrait as _, Statement};
use std::fs;
use std::path::{Path, PathBuf};
use wijkkas::store::{Database, Engine};

/// How many of these words are somewhere in these bytes. Each is expected to begin with `start`.
pub fn count(bytes: &[u8], start: &str, words: &[String]) -> usize {
    let starts = bytes.windows(start.len()).enumerate().filter(|(_, window)| *window == start.as_bytes());
    let places: Vec<usize> = starts.map(|(at, _)| at).collect();
    let is_there = |words: &&String| places.iter().any(|&at| bytes[at..].starts_with(words.as_bytes()));
    words.iter().filter(is_there).count()
}

/// Everything in the files of a SQLite database and its write-ahead log.
pub fn sqlite(url: &str) -> Vec<u8> {
    let file = url.trim_start_matches("sqlite://");
    let mut bytes = fs::read(file).expect("the database is a file");
    bytes.extend(fs::read(format!("{file}-wal")).unwrap_or_default());
    bytes
}

/// Everything in the files of all tables, indexes and catalogues of a PostgreSQL database, as on disk.
pub async fn postgres(database: &Database) -> Vec<u8> {
    database.writer.execute_unprepared("CHECKPOINT").await.expect("the tests' user is a superuser");
    let sql = "SELECT pg_relation_filepath('text'::regclass)";
    let statement = Statement::from_string(database.reader.get_database_backend(), sql);
    let row = database.reader.query_one_raw(statement).await.expect("a row").expect("a row");
    let path: String = row.try_get_by_index(0).expect("a path");
    let folder = data().join(path).parent().expect("a folder").to_owned();
    files(&folder)
}

/// PostgreSQL's own write-ahead log, of all databases.
pub fn postgres_log() -> Vec<u8> {
    files(&data().join("pg_wal"))
}

fn data() -> PathBuf {
    Cluster::shared().folder().join("data")
}

fn files(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the folder is readable").path();
        if path.is_file() {
            // A file may go while we look.
            bytes.extend(fs::read(path).unwrap_or_default());
        }
    }
    bytes
}

/// Everything in the files of a database.
pub async fn files_of(database: &Database, url: &str) -> Vec<u8> {
    match database.engine {
        Engine::Sqlite => sqlite(url),
        Engine::Postgres => postgres(database).await,
    }
}
