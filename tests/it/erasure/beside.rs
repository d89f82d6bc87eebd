//! What lies beside the books and goes with a person: sketches, what is on pictures, and whatever holds the address.

use super::START;
use crate::support::world::World;
use sea_orm::{ConnectionTrait as _, Statement};
use wijkkas::domain::PersonId;
use wijkkas::store::{Database, Engine};

/// Where mails to the person go.
pub const ADDRESS: &str = "woordmail@example.org";
/// How many rows of each table are the person's, and as many are another one's.
const EACH: usize = 12;
/// The tables with rows of persons, and those with addresses.
const TABLES: ([&str; 5], [&str; 7]) = (
    ["sketch", "news", "picture", "picture_words", "review"],
    ["mail", "sign_in", "signed_in", "wallet_mail", "wallet_link", "help_offer", "invitation"],
);
/// How many rows go with the person besides their own and their texts.
pub const ROWS: usize = EACH * (TABLES.0.len() + TABLES.1.len());

/// Writes the rows of the person and of another one in turns, so that some are moved when others go.
pub async fn write(world: &World, person: PersonId) {
    let (book, database) = (world.book, &world.app.database);
    for number in 0..2 * EACH {
        let is_own = number % 2 == 0;
        let (person, start) = if is_own { (person, START) } else { (PersonId(77), "ander") };
        let address = if is_own { ADDRESS.into() } else { format!("ander{number}@example.org") };
        let (short, long) = (bytes(database, number, 32), bytes(database, number, 9_000));
        let id = bytes(database, number, 16);
        // All together so few bytes that PostgreSQL would not pack a sample of them, in which they were not found.
        let more = "en verder ".repeat(number % 3);
        for row in [
            format!(
                "sketch (book, id, person, initiative, body) \
                 VALUES ({book}, {number}, {}, NULL, '{{\"title\":\"{start}schets{number:05} {more}\"}}')",
                person.0
            ),
            format!(
                "news (book, id, initiative, person, made, is_report, body) \
                 VALUES ({book}, {number}, 1, {}, 1, 0, '{start}nieuws{number:05} {more}')",
                person.0
            ),
            format!(
                "picture (book, id, sketch, person, wide, small) VALUES ({book}, {number}, {number}, {}, {long}, {short})",
                person.0
            ),
            format!(
                "picture_words (book, id, person, words) VALUES ({book}, {number}, {}, '{start}foto{number:05} {more}')",
                person.0
            ),
            format!(
                "mail (id, address, letter, due, tries, until) VALUES ({id}, '{address}', '{{}}', 1, 0, 2)"
            ),
            format!("sign_in (digest, address, until) VALUES ({short}, '{address}', 2)"),
            format!("signed_in (digest, address, until) VALUES ({short}, '{address}', 2)"),
            format!(
                "help_offer (book, id, initiative, address, body, made, until) \
                 VALUES ({book}, {id}, 1, '{address}', '{{\"name\":\"{start}hulp{number:05} {more}\"}}', 1, 2)"
            ),
            // In some the person said what is wrong, in others they appealed.
            format!(
                "review (book, id, initiative, step, address, person, decided_by, body, changed) VALUES \
                 ({book}, {id}, 1, 2, '{}', {}, NULL, '{{\"asked\":\"{start}melding{number:05} {more}\"}}', 1)",
                if is_own && number % 4 == 0 { ADDRESS } else { "" },
                if is_own && number % 4 == 0 { "NULL".into() } else { person.0.to_string() },
            ),
            // An address opens one wallet of a book.
            format!(
                "wallet_mail (book, wallet, lot, address, language, until) \
                 VALUES ({}, 1, 1, '{address}', 'nl', 2)",
                book.0 + 1 + number as i64
            ),
            format!("wallet_link (digest, address, language, until) VALUES ({short}, '{address}', 'nl', 2)"),
            format!(
                "invitation (digest, book, initiative, person, address, until) \
                 VALUES ({short}, {book}, 1, {}, '{}', 2)",
                if is_own && number % 4 != 0 { person.0 } else { 77 },
                if is_own && number % 4 != 0 { "gevraagd@example.org" } else { &address },
            ),
        ] {
            let sql = format!("INSERT INTO {row}");
            database.writer.execute_unprepared(&sql).await.expect("it is written");
        }
    }
}

/// The words of the person in these rows.
pub fn words() -> Vec<String> {
    let own = (0..2 * EACH).step_by(2);
    let kinds = ["schets", "nieuws", "foto", "hulp", "melding"];
    let words = own.flat_map(|number| kinds.map(|kind| format!("{START}{kind}{number:05}")));
    words.chain([ADDRESS.into()]).collect()
}

/// The rows of the other one are all there, and no others.
pub async fn others_are_there(database: &Database) {
    let (of_persons, of_addresses) = TABLES;
    let of_persons = of_persons.map(|table| (table, "person = 77"));
    let of_addresses = of_addresses.map(|table| (table, "address LIKE 'ander%'"));
    for (table, others) in of_persons.into_iter().chain(of_addresses) {
        for sql in
            [format!("SELECT COUNT(*) FROM {table} WHERE {others}"), format!("SELECT COUNT(*) FROM {table}")]
        {
            let db = &database.reader;
            let rows = db.query_one_raw(Statement::from_string(db.get_database_backend(), &sql)).await;
            let count: i64 = rows.expect("an answer").expect("a row").try_get_by_index(0).expect("a number");
            assert_eq!(count, EACH as i64, "{sql}");
        }
    }
}

/// So many bytes as the engine reads them.
fn bytes(database: &Database, number: usize, count: usize) -> String {
    let hex = format!("{number:02x}").repeat(count);
    match database.engine {
        Engine::Sqlite => format!("x'{hex}'"),
        Engine::Postgres => format!("'\\x{hex}'"),
    }
}
