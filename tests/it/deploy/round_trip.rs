//! A backup made while others write comes back whole on another machine, without those who were erased meanwhile.

use super::{Machine, deploy, mode};
use crate::support::postgres::Cluster;
use crate::support::raw;
use crate::support::world::World;
use std::fs;
use std::path::Path;
use wijkkas::app::erasure::{self, ErasureFile};
use wijkkas::app::persons::{self, Person};
use wijkkas::app::writer::Options;
use wijkkas::app::{Wish, texts};
use wijkkas::domain::initiative::{InitiativeCommand, Plan};
use wijkkas::domain::{Actor, AreaId, Cents, PersonId, Timestamp};
use wijkkas::jobs;
use wijkkas::store::{Database, Storage as _};

const NAME: &str = "Woordnaam van der Plein";
/// Signs that mean something to a shell, to an address and to SQL.
const FOLDER: &str = "it's 50% a&b";

/// A database for each engine, of the user that `database.sql` makes, and an empty one to put it back into.
fn places(folder: &Path) -> [(Machine, Machine); 2] {
    let cluster = Cluster::shared();
    let password = cluster.folder().join("password");
    fs::write(&password, "a secret word\n").expect("it is written");
    let script = fs::read_to_string(deploy("database.sql")).expect("it is there");
    let script = script.replace("/run/secrets/database-password", &password.display().to_string());
    cluster.run_script(&script);
    cluster.run_script("CREATE DATABASE wijkkas_again OWNER wijkkas TEMPLATE template0");
    let postgres = |name: &str| {
        format!("postgres://wijkkas:a%20secret%20word@localhost/{name}?host={}", cluster.folder().display())
    };
    let sqlite = |place: &Path| {
        let file = place.join("wijkkas.db").display().to_string();
        format!("sqlite://{}", file.replace('%', "%25").replace(' ', "%20"))
    };
    ["sqlite", "postgres"].map(|engine| {
        let (first, second) = (folder.join(FOLDER).join(engine), folder.join(format!("{engine} again")));
        let urls = match engine {
            "sqlite" => [sqlite(&first), sqlite(&second)],
            _ => [postgres("wijkkas"), postgres("wijkkas_again")],
        };
        (Machine::new(&first, &urls[0]), Machine::new(&second, &urls[1]))
    })
}

/// Somebody tells a story.
async fn tell(world: &World) -> PersonId {
    let row =
        persons::make(&world.app, &Person { name: NAME.into(), ..Person::default() }).expect("a person");
    let person = row.id;
    let (story, text) = texts::make(&world.app, Some(person), "A bench for the square").expect("a text");
    let target = Cents::new(100_000).expect("an amount");
    let plan = Plan { purpose: "green".into(), story, target, lines: vec![] };
    let draft = InitiativeCommand::Draft { area: AreaId(1), plan, person: None, wallets: vec![] };
    let mut wish = Wish::new(world.key(), Actor::System, draft);
    wish.rows.texts.push(text);
    wish.rows.persons = vec![row];
    world.app.ask(world.book, wish).await.expect("drafted");
    person
}

async fn erase(world: &World, person: PersonId) {
    erasure::ask(&world.app, world.book, person, (world.key(), Actor::Initiator(person)))
        .await
        .expect("asked");
    world.clock.set("2026-02-01T00:00:00Z".parse::<Timestamp>().expect("a moment"));
    assert_eq!(jobs::run(&world.app, world.book).await.expect("the jobs run").commands, 1);
}

async fn events(world: &World) -> i64 {
    world.app.database.head(world.book).await.expect("a head").seq
}

/// Makes a backup while neighbours give; how many events the script said are in it.
async fn back_up_while_they_give(world: &World, machine: &Machine) -> i64 {
    world.open_round(10).await;
    let initiative = world.open_initiative(900_000).await;
    let mut wallets = Vec::new();
    for cheque in 1..=10 {
        wallets.push(world.activate(cheque).await);
    }
    let before = events(world).await;
    let mut script = machine.script("backup");
    let backup = tokio::task::spawn_blocking(move || super::run(&mut script));
    let mut given = 0;
    while !backup.is_finished() || given == 0 {
        world.pledge(wallets[given % 10], initiative, 1).await.expect("pledged");
        given += 1;
    }
    let (code, said) = backup.await.expect("it ran");
    assert_eq!(code, 0, "{said}");
    assert!(said.lines().count() == 1 && said.contains("1 backups there, 0 older deleted"), "{said}");
    let words = said.split_once(" events").expect("it says how many").0;
    let backed_up = words.rsplit(' ').next().and_then(|word| word.parse().ok()).expect("a number");
    assert!((before..=before + given as i64).contains(&backed_up), "{before} + {given}: {said}");
    backed_up
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_backed_up_while_it_is_written_to_comes_back_without_those_who_were_erased() {
    let folder = tempfile::tempdir().expect("a folder");
    for (machine, other) in places(folder.path()) {
        let mut world = World::open(&machine.url, Options::default()).await;
        let erasures = machine.folder.join("wijkkas.erasures");
        world.app = world.app.clone().with_erasures(ErasureFile::at(&erasures));
        let person = tell(&world).await;
        let backed_up = back_up_while_they_give(&world, &machine).await;
        let names = machine.names("backups");
        let backup = machine.folder.join("backups").join(&names[0]);
        assert_eq!((names.len(), mode(&backup)), (1, 0o600), "{names:?}");
        assert_eq!(machine.names("apart"), ["wijkkas.keys"], "nobody was erased by then");
        assert_eq!(mode(&machine.folder.join("apart/wijkkas.keys")), 0o600);

        erase(&world, person).await;
        let (code, said) = machine.back_up();
        assert_eq!((code, machine.names("apart").len()), (0, 2), "{said}");
        for name in ["wijkkas.keys", "wijkkas.erasures"] {
            fs::copy(machine.folder.join("apart").join(name), other.folder.join(name)).expect("it is there");
        }
        let (code, said) = other.restore(&[backup.to_str().expect("words")]);
        let done = "1 erasures repeated; 2 rows were there again and are deleted; the books are proven";
        assert!(code == 0 && said.contains(done), "{said}");

        let back = World::attach(&other.url, Options::default()).await;
        assert_eq!(events(&back).await, backed_up);
        assert_eq!(persons::find(&back.app, back.book, person).await.expect("an answer"), None);
        let files = files(&back.app.database, &other).await;
        assert_eq!(raw::count(&files, "Woordnaam", &[NAME.into()]), 0);
        back.prove().await;
        let (code, said) = other.restore(&[backup.to_str().expect("words")]);
        assert!(code == 1 && said.contains("no database is written over"), "{said}");
    }
}

/// Everything in the files of the database.
async fn files(database: &Database, machine: &Machine) -> Vec<u8> {
    if machine.url.starts_with("sqlite") {
        return raw::sqlite(&format!("sqlite://{}", machine.folder.join("wijkkas.db").display()));
    }
    raw::postgres(database).await
}
