//! Mails to a real server: what arrives, what is tried again, and what is given up.

use crate::support::served::Program;
use crate::support::smtp::{Certificates, SmtpServer};
use crate::support::world::{World, urls};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use std::time::Duration;
use wijkkas::app::writer::Options;
use wijkkas::app::{accounts, mails};
use wijkkas::domain::Timestamp;
use wijkkas::mail::{self, Composer, Mailer, Smtp};
use wijkkas::store::mails::MailRow;
use wijkkas::store::{Database, Engine};

const ADDRESS: &str = "samira@example.org";

async fn worlds(folder: &std::path::Path) -> Vec<World> {
    let mut worlds = Vec::new();
    for url in urls(folder) {
        worlds.push(World::open(&url, Options::default()).await);
    }
    worlds
}

fn mailer(server: &str) -> Mailer {
    let smtp = Smtp::new(server, "Wijkkas <wijkkas@example.org>").expect("settings");
    Mailer::smtp(Composer { website: "https://wijkkas.example".into() }, smtp)
}

fn minutes_later(world: &World, minutes: i64) {
    let now: Timestamp = world.app.now();
    world.clock.set(now.checked_add_ms(minutes * 60_000).expect("a time"));
}

/// How many mails are kept.
async fn waiting(database: &Database) -> i64 {
    let statement =
        Statement::from_string(database.reader.get_database_backend(), "SELECT COUNT(*) FROM mail");
    let row = database.reader.query_one_raw(statement).await.expect("the database answers").expect("a row");
    row.try_get_by_index(0).expect("a number")
}

fn message_id(mail: &str) -> &str {
    mail.lines().find(|line| line.starts_with("Message-ID: ")).expect("an id")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_arrives_in_words_and_in_html_and_is_forgotten_here() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let server = SmtpServer::start(&[]);
        let mailer = mailer(&format!("smtp://127.0.0.1:{}", server.port));
        let token = accounts::send_link(&world.app, ADDRESS, "en").await.expect("it waits");
        assert_eq!(mail::deliver(&world.app, &mailer).await.expect("it is tried"), 1);
        assert_eq!(mail::deliver(&world.app, &mailer).await.expect("nothing waits"), 0);
        let mails = server.mails();
        assert_eq!(mails.len(), 1);
        for part in [
            "X-To: samira@example.org",
            "From: Wijkkas <wijkkas@example.org>",
            "Subject: Your link to sign in",
            "Auto-Submitted: auto-generated",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Type: text/html; charset=utf-8",
        ] {
            assert!(mails[0].contains(part), "{part} in {}", mails[0]);
        }
        // Lines are folded with `=` at their ends in quoted-printable.
        let whole = mails[0].replace("=\r\n", "");
        assert!(whole.contains(&format!("https://wijkkas.example/en/aanmelden/{token}")), "{whole}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_taken_is_tried_again_and_what_is_refused_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let server = SmtpServer::start(&["451 greylisted", "452 full", "ok", "550 no such mailbox"]);
        let mailer = mailer(&format!("smtp://127.0.0.1:{}", server.port));
        accounts::send_link(&world.app, ADDRESS, "nl").await.expect("it waits");
        for (taken, minutes) in [(0, 1), (0, 4), (0, 1), (1, 0)] {
            assert_eq!(mail::deliver(&world.app, &mailer).await.expect("it is tried"), taken);
            minutes_later(&world, minutes);
        }
        accounts::send_link(&world.app, "nobody@example.org", "nl").await.expect("it waits");
        for _ in 0..2 {
            assert_eq!(mail::deliver(&world.app, &mailer).await.expect("it is tried"), 0);
            minutes_later(&world, 10);
        }
        accounts::send_link(&world.app, ADDRESS, "nl").await.expect("it waits");
        assert_eq!(mail::deliver(&world.app, &mailer).await.expect("it is tried"), 1);
        assert_eq!(server.mails().len(), 2, "the one that was refused for good was not tried again");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_is_lost_makes_the_same_mail_twice_and_never_none() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let server = SmtpServer::start(&["drop"]);
        let mailer = mailer(&format!("smtp://127.0.0.1:{}", server.port));
        accounts::send_link(&world.app, ADDRESS, "nl").await.expect("it waits");
        assert_eq!(mail::deliver(&world.app, &mailer).await.expect("it is tried"), 0);
        minutes_later(&world, 1);
        assert_eq!(mail::deliver(&world.app, &mailer).await.expect("it is tried"), 1);
        let mails = server.mails();
        assert_eq!(mails.len(), 2);
        assert_eq!(message_id(&mails[0]), message_id(&mails[1]), "mailboxes know it by that");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_send_every_mail_once_and_one_that_died_leaves_none_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        for number in 0..30 {
            let address = format!("neighbour{number}@example.org");
            accounts::send_link(&world.app, &address, "nl").await.expect("it waits");
        }
        // A process takes some and is never heard of again.
        for _ in 0..20 {
            assert!(mails::next(&world.app).await.expect("the database answers").is_some(), "they are due");
        }
        let server = SmtpServer::start(&[]);
        let mailer = mailer(&format!("smtp://127.0.0.1:{}", server.port));
        let both = tokio::join!(mail::deliver(&world.app, &mailer), mail::deliver(&world.app, &mailer));
        assert_eq!(both.0.expect("one") + both.1.expect("the other"), 10);
        minutes_later(&world, 5);
        assert_eq!(mail::deliver(&world.app, &mailer).await.expect("the rest"), 20);
        assert_eq!(server.mails().len(), 30);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_takes_in_time_is_given_up() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        // Nobody listens there.
        let nobody = mailer("smtp://127.0.0.1:9");
        accounts::send_link(&world.app, ADDRESS, "nl").await.expect("it waits");
        assert_eq!(mail::deliver(&world.app, &nobody).await.expect("it is tried"), 0);
        minutes_later(&world, 21);
        let server = SmtpServer::start(&[]);
        let mailer = mailer(&format!("smtp://127.0.0.1:{}", server.port));
        assert_eq!(mail::deliver(&world.app, &mailer).await.expect("it is too late"), 0);
        assert!(server.mails().is_empty(), "a link that is over is of no use");
        mails::forget(&world.app).await.expect("the database answers");
        assert_eq!(waiting(&world.app.database).await, 0);
    }
}

/// A server may be slower than the time for which a process has one mail.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_has_its_time_for_each_mail_from_when_it_comes_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        for _ in 0..2 {
            accounts::send_link(&world.app, ADDRESS, "nl").await.expect("it waits");
        }
        let next = async || mails::next(&world.app).await.expect("the database answers");
        let first = next().await.expect("one is due");
        minutes_later(&world, 4);
        mails::done(&world.app, &first).await.expect("it is forgotten");
        let second = next().await.expect("the other is due");
        assert_ne!(first.id, second.id);
        minutes_later(&world, 4);
        assert!(next().await.is_none(), "another process does not get what is being handed over");
        minutes_later(&world, 1);
        assert_eq!(next().await.expect("nothing was heard of it").id, second.id);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_waits_for_a_mail_that_another_process_is_taking() {
    let folder = tempfile::tempdir().expect("a folder");
    // On SQLite there is one process that writes.
    let worlds = worlds(folder.path()).await;
    for world in worlds.iter().filter(|world| world.app.database.engine == Engine::Postgres) {
        for _ in 0..2 {
            accounts::send_link(&world.app, ADDRESS, "nl").await.expect("it waits");
        }
        let other = world.app.database.begin().await.expect("a transaction");
        let sql = "SELECT address FROM mail ORDER BY due LIMIT 1 FOR UPDATE";
        let statement = Statement::from_string(DbBackend::Postgres, sql);
        other.query_one_raw(statement).await.expect("it is locked").expect("a mail");
        let patience = Duration::from_secs(10);
        let next = tokio::time::timeout(patience, mails::next(&world.app)).await.expect("it does not wait");
        assert!(next.expect("the database answers").is_some(), "it takes the one that is free");
        other.rollback().await.expect("it is let go");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_read_waits_for_a_newer_program_and_not_for_ever() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let database = &world.app.database;
        accounts::send_link(&world.app, ADDRESS, "nl").await.expect("it waits");
        let sql = r#"UPDATE mail SET letter = '{"language":"nl","about":"Payout"}'"#;
        database.writer.execute_unprepared(sql).await.expect("it is changed");
        for left in [1, 0] {
            assert!(mails::next(&world.app).await.expect("the database answers").is_none());
            minutes_later(&world, 10);
            mails::forget(&world.app).await.expect("the database answers");
            assert_eq!(waiting(database).await, left);
        }
    }
}

/// Also without a server to hand them to.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_program_deletes_what_is_of_no_use_any_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}/book.db", folder.path().display());
    let database = Database::open(&url).await.expect("the database opens");
    let (address, letter, until) = (ADDRESS.into(), String::new(), Timestamp::from_ms(1));
    let old = MailRow { id: [7; 16], address, letter, due: until, tries: 0, until };
    wijkkas::store::mails::put(&database, &old).await.expect("it waits");
    let program = Program::serve(folder.path(), &[], &[]);
    let mut tries = 0..600;
    while waiting(&database).await > 0 {
        tries.next().expect("it is deleted within a minute");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(program.end().contains("mails were not taken in time"));
}

/// The whole program, with a server that wants TLS and a password.
#[test]
fn the_program_sends_by_tls_to_a_server_it_trusts_and_to_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let certificates = Certificates::make(folder.path());
    for is_trusted in [true, false] {
        let server = SmtpServer::start_with_tls(&certificates);
        let smtp = format!("smtp://wijkkas:geheim@localhost:{}?tls=required", server.port);
        let authority = certificates.authority.to_str().expect("a name");
        let trust = [("SSL_CERT_FILE", authority)];
        let mut arguments = vec!["--smtp", smtp.as_str(), "--mail-from", "Wijkkas <wijkkas@example.org>"];
        arguments.extend(["--website", "http://127.0.0.1:8080"]);
        let program = Program::serve(folder.path(), &arguments, if is_trusted { &trust } else { &[] });
        program.post("/aanmelden", "email=samira%40example.org");
        program.wait_for(|said| !server.mails().is_empty() || said.contains("a mail was not taken"));
        let said = program.end();
        assert_eq!(server.mails().len(), usize::from(is_trusted), "{said}");
        assert!(!said.contains("samira") && !said.contains("geheim"), "nobody is in the log: {said}");
    }
}

/// A mail that is being handed over when the program is told to stop is not sent again by the next one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_that_is_stopped_ends_with_the_mail_under_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = SmtpServer::start(&["slow"]);
    let smtp = format!("smtp://127.0.0.1:{}", server.port);
    let arguments = ["--smtp", &smtp, "--mail-from", "Wijkkas <wijkkas@example.org>"];
    let program =
        Program::serve(folder.path(), &[&arguments[..], &["--website", "http://127.0.0.1"]].concat(), &[]);
    program.post("/aanmelden", "email=samira%40example.org");
    program.wait_for(|_| !server.mails().is_empty());
    assert!(!program.end().contains("WARN"));
    let database = Database::open(&format!("sqlite://{}/book.db", folder.path().display())).await;
    assert_eq!(waiting(&database.expect("the database opens")).await, 0);
}

#[test]
fn what_is_wrong_with_the_settings_is_said_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::File::create(folder.path().join("book.db")).expect("a file");
    // Were nothing found wrong it would serve without end, but for the address, which is taken.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let taken = listener.local_addr().expect("an address").to_string();
    let said = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_wijkkas"));
        for name in ["WIJKKAS_KEYS", "WIJKKAS_ERASURES", "WIJKKAS_DATABASE_URL"] {
            command.env_remove(name);
        }
        command.current_dir(folder.path()).args(["serve", "--database", "sqlite://book.db"]);
        command.args(["--listen", &taken]).args(arguments);
        let output = command.output().expect("the program runs");
        assert!(!output.status.success(), "{output:?}");
        String::from_utf8(output.stderr).expect("it is text")
    };
    let wrong = said(&["--smtp", "smtp://localhost", "--moderators", "a@example.org b@example.org,c@x"]);
    for words in [
        "links in mails need --website",
        "say with --mail-from who sends",
        "--moderators a@example.org b@example.org: this is no e-mail address",
        "--moderators c@x: this is no e-mail address",
    ] {
        assert!(wrong.contains(words), "{words} in {wrong}");
    }
    for website in
        ["https:///", "https://", "https://:8080", "wijkkas.example", "https://a b", "https://a.example/b"]
    {
        assert!(said(&["--website", website]).contains("write it like https://"), "{website}");
    }
    let contact = said(&["--contact", "the caretaker"]);
    assert!(contact.contains("--contact the caretaker: write an e-mail address"), "{contact}");
    let plain = said(&["--secure", "--website", "http://wijkkas.example"]);
    assert!(plain.contains("with --secure it begins with https://"), "{plain}");
}
