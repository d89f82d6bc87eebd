//! `wijkkas import-pb` as people run it, against an oracle that recomputes the result: real files, random
//! ones, killed and doubled runs, refusals.

mod odd_files;
mod terminal;
mod words;

use crate::pabulib_oracle::{self, Outcome};
use crate::support::ballots::{library, random_ballot, write_ballot};
use crate::support::world::urls;
use sea_orm::{ConnectionTrait as _, QueryResult, Statement};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use tokio::time::Instant;
use wijkkas::domain::Timestamp;
use wijkkas::store::{CommandKey, Database, EventRow, Storage as _, books, commands};

/// What begins the hash of words in an event; 64 digits follow.
const HASH: &str = "\"hash\":\"";

/// A folder, a database in it or on the server, and one key file for both.
struct Place {
    folder: PathBuf,
    url: String,
}

impl Place {
    fn out(&self) -> PathBuf {
        self.folder.join("out.csv")
    }

    fn import(&self, file: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
        command.arg("import-pb").arg(file).arg("--out").arg(self.out());
        command.args(["--database", &self.url]).arg("--keys").arg(self.folder.join("wijkkas.keys"));
        command.stdin(Stdio::null()).env_remove("WIJKKAS_DATABASE_URL").env_remove("WIJKKAS_KEYS");
        command
    }

    fn run(&self, file: &Path) -> Output {
        self.import(file).output().expect("the program starts")
    }

    /// Runs it to the end; what it printed last, and the file it wrote.
    fn finish(&self, file: &Path) -> (String, String) {
        let output = self.run(file);
        let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
        assert!(output.status.success(), "{}\n{stdout}\n{stderr}", file.display());
        let csv = std::fs::read_to_string(self.out()).expect("the file is there");
        (stdout.lines().last().unwrap_or_default().to_string(), csv)
    }

    /// Kills it when the log has each of these numbers of events; it must still be at work.
    async fn kill_at(&self, file: &Path, numbers: impl IntoIterator<Item = i64>) {
        for number in numbers {
            self.kill_when(file, &format!("SELECT COUNT(*) FROM book_head WHERE seq >= {number}")).await;
        }
    }

    /// Kills it as soon as something is there to be counted.
    async fn kill_when(&self, file: &Path, count: &str) {
        let database = Database::open(&self.url).await.expect("the database opens");
        let mut command = self.import(file);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        let begun = Instant::now();
        while counted(&database, count).await == 0 {
            assert!(begun.elapsed() < Duration::from_mins(2), "it does not get on: {count}");
            assert!(child.try_wait().expect("it is our child").is_none(), "it was done before: {count}");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        child.kill().expect("it can be killed");
        child.wait().expect("it is our child");
        assert!(!self.out().exists(), "a file was written before the end");
    }

    /// Both logs are the same, event by event, but for the keys of jobs, the hashes of words and so the chain: a
    /// job's key says in which state it found its work, and that may be another where two processes, or two runs,
    /// share it; words are hashed under random keys.
    async fn has_the_log_of(&self, other: &Place) {
        let said = |mut row: EventRow| {
            (row.command, row.chain) = (CommandKey([0; 16]), [0; 32]);
            row.payload = without_hashes(&row.payload);
            row
        };
        let own: Vec<EventRow> = self.log().await.into_iter().map(said).collect();
        let others: Vec<EventRow> = other.log().await.into_iter().map(said).collect();
        for (own, other) in own.iter().zip(&others) {
            assert_eq!(own, other);
        }
        assert_eq!(own.len(), others.len());
    }

    async fn log(&self) -> Vec<EventRow> {
        let database = Database::connect(&self.url).await.expect("the database opens");
        let book = books::all(&database).await.expect("the books")[0].0;
        database.events(book, 1, i64::MAX).await.expect("the events")
    }

    /// The number and the chain of the last event of the only book.
    async fn end_of_log(&self) -> (i64, [u8; 32]) {
        let database = Database::connect(&self.url).await.expect("the database opens");
        let all = books::all(&database).await.expect("the books");
        let head = database.head(all[0].0).await.expect("a head");
        (head.seq, head.chain)
    }
}

/// An event without the hash of its words.
fn without_hashes(payload: &[u8]) -> Vec<u8> {
    let mut said = text(payload);
    while let Some(at) = said.find(HASH) {
        said.replace_range(at..at + HASH.len() + 64, "");
    }
    said.into_bytes()
}

async fn counted(database: &Database, count: &str) -> i64 {
    let db = &database.reader;
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), count)).await;
    int(&row.expect("the database answers").expect("a row"), 0)
}

fn int(row: &QueryResult, index: usize) -> i64 {
    row.try_get_by_index(index).expect("a number")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn places(folder: &Path) -> Vec<Place> {
    let place = |(index, url): (usize, String)| {
        let folder = folder.join(format!("{index}"));
        std::fs::create_dir(&folder).expect("a folder");
        Place { folder, url }
    };
    urls(folder).into_iter().enumerate().map(place).collect()
}

fn oracle(bytes: &[u8]) -> Outcome {
    pabulib_oracle::outcome(&wijkkas::pabulib::read("file.pb", bytes).expect("it is a good file"))
}

fn json(outcome: &Outcome) -> String {
    format!(
        "{{\"cheques\":{},\"cheque_cents\":{},\"activated\":{},\"pledges\":{},\"paid_cents\":{},\
         \"lapsed_cents\":{},\"budget_left_cents\":{}}}",
        outcome.cheques,
        outcome.cheque_cents,
        outcome.activated,
        outcome.pledges,
        outcome.paid_cents,
        outcome.lapsed_cents,
        outcome.budget_left_cents
    )
}

fn csv(outcome: &Outcome) -> String {
    let mut table = String::from("project_id,target_cents,pledged_cents,supporters,status\n");
    for project in &outcome.projects {
        let (target, pledged, supporters) = (project.target_cents, project.pledged_cents, project.supporters);
        writeln!(table, "{},{target},{pledged},{supporters},{}", project.id, project.status)
            .expect("a string takes all");
    }
    table
}

#[test]
fn small_neighbourhoods_come_out_as_computed() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(folder.path()) {
        for name in ["Netherlands_Amsterdam_643.pb", "Netherlands_Assen_2024.pb"] {
            let file = library(name, folder.path());
            let expected = oracle(&std::fs::read(&file).unwrap());
            assert_eq!(place.finish(&file), (json(&expected), csv(&expected)), "{name}");

            std::fs::write(place.out(), "mine").unwrap();
            let again = place.run(&file);
            assert_eq!(again.status.code(), Some(1));
            assert!(text(&again.stderr).contains("was imported into this database before"));
            assert!(text(&again.stdout).is_empty());
            assert_eq!(std::fs::read_to_string(place.out()).unwrap(), "mine");
        }
    }
}

/// Nobody looks at a bar in a file.
#[test]
fn progress_is_told_in_plain_lines() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(folder.path()) {
        let output = place.run(&write_ballot(&place.folder, &random_ballot(3, 1_200)));
        assert!(output.status.success());
        let said = text(&output.stderr);
        // Counted in pages of 512.
        let told: Vec<&str> = said.lines().filter(|line| line.contains(" of ")).collect();
        assert_eq!(told, ["512 of 1200 residents", "1024 of 1200 residents", "1200 of 1200 residents"]);
        let steps = said.lines().filter(|line| !line.contains(" of "));
        assert!(steps.clone().count() >= 4 && steps.clone().all(|line| line.ends_with('.')), "{said}");
        assert!(
            said.ends_with('\n') && !said.contains(|sign: char| sign.is_control() && sign != '\n'),
            "{said}"
        );
        assert_eq!(text(&output.stdout).lines().count(), 1, "the result stands alone");
        assert!(
            said.contains("wijkkas trace --book "),
            "where the initiatives of the projects are listed: {said}"
        );
    }
}

/// Killed three times on its way.
async fn city_comes_out_as_computed(place: &Place) {
    let file = library("Netherlands_Amsterdam_631.pb", &place.folder);
    place.kill_at(&file, [50, 5_000, 15_000]).await;
    let expected = oracle(&std::fs::read(&file).expect("it is readable"));
    assert_eq!(place.finish(&file), (json(&expected), csv(&expected)));
    let is_real = !file.starts_with(&place.folder);
    let known = "{\"cheques\":11519,\"cheque_cents\":2604,\"activated\":11519,\"pledges\":148377,\
                 \"paid_cents\":6136340,\"lapsed_cents\":23859136,\"budget_left_cents\":23863660}";
    assert!(!is_real || json(&expected) == known, "what another program made of the real file");
}

#[tokio::test]
async fn a_city_comes_out_as_computed_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    city_comes_out_as_computed(&places(folder.path())[0]).await;
}

#[tokio::test]
async fn a_city_comes_out_as_computed_on_postgres() {
    let folder = tempfile::tempdir().unwrap();
    city_comes_out_as_computed(&places(folder.path())[1]).await;
}

#[test]
fn random_ballots_come_out_as_computed() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(folder.path()) {
        for (seed, voters) in (0..8).zip((3..).step_by(29)) {
            let ballot = random_ballot(seed, voters);
            let expected = oracle(ballot.as_bytes());
            let file = write_ballot(&place.folder, &ballot);
            assert_eq!(place.finish(&file), (json(&expected), csv(&expected)), "seed {seed}:\n{ballot}");
        }
    }
}

#[tokio::test]
async fn an_interrupted_import_has_the_same_log() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (whole, broken) in places(one.path()).into_iter().zip(places(other.path())) {
        let ballot = random_ballot(77, 2500);
        let expected = oracle(ballot.as_bytes());
        let file = write_ballot(&whole.folder, &ballot);
        assert_eq!(whole.finish(&file), (json(&expected), csv(&expected)));
        let (events, _) = whole.end_of_log().await;

        std::fs::copy(whole.folder.join("wijkkas.keys"), broken.folder.join("wijkkas.keys")).unwrap();
        broken.kill_at(&file, [5, 20, 40, 60, 80].map(|percent| events * percent / 100)).await;
        assert_eq!(broken.finish(&file), (json(&expected), csv(&expected)));
        broken.has_the_log_of(&whole).await;
    }
}

/// Refusals are forgotten after 30 days, by the machine's clock, which is long past the story's.
#[tokio::test]
async fn an_import_whose_refusals_were_forgotten_goes_on_the_same() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (whole, broken) in places(one.path()).into_iter().zip(places(other.path())) {
        // All want the same cheap project, so that most find it full; the dear one fails, which takes a while.
        let mut ballot =
            String::from("META\nkey;value\nbudget;20000\nPROJECTS\nproject_id;cost\na;100\nb;19000\n");
        ballot.push_str("VOTES\nvoter_id;vote\n");
        for voter in 0..2_000 {
            writeln!(ballot, "v{voter};{}", if voter % 2 == 0 { "a" } else { "b" })
                .expect("a string takes all");
        }
        let expected = oracle(ballot.as_bytes());
        let file = write_ballot(&whole.folder, &ballot);
        assert_eq!(whole.finish(&file), (json(&expected), csv(&expected)));

        std::fs::copy(whole.folder.join("wijkkas.keys"), broken.folder.join("wijkkas.keys")).unwrap();
        let (events, _) = whole.end_of_log().await;
        let at_work = format!("SELECT COUNT(*) FROM book_head WHERE seq >= {}", events / 5);
        let deadline = "SELECT COUNT(*) FROM initiative_view WHERE status <> 'open'";
        for moment in [&at_work, deadline] {
            broken.kill_when(&file, moment).await;
            let database = Database::open(&broken.url).await.expect("the database opens");
            let book = books::all(&database).await.expect("the books")[0].0;
            let forgotten = commands::forget_refused(&database, book, Timestamp::MAX, 10_000).await;
            assert!(forgotten.expect("the database answers") > 100, "{moment}");
        }
        assert_eq!(broken.finish(&file), (json(&expected), csv(&expected)));
        broken.has_the_log_of(&whole).await;
    }
}

#[tokio::test]
async fn two_imports_of_one_file_at_once_do_it_once() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (alone, both) in places(one.path()).into_iter().zip(places(other.path())) {
        let ballot = random_ballot(5, 400);
        let file = write_ballot(&alone.folder, &ballot);
        let expected = alone.finish(&file);
        std::fs::copy(alone.folder.join("wijkkas.keys"), both.folder.join("wijkkas.keys")).unwrap();
        let runs: Vec<_> = (0..2)
            .map(|_| both.import(&file).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap())
            .collect();
        for run in runs {
            let output = run.wait_with_output().unwrap();
            let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
            // The slower one may find it finished.
            let late = stderr.contains("was imported into this database before");
            assert!(
                output.status.success() && stdout.lines().last() == Some(&expected.0) || late,
                "{stderr}"
            );
        }
        assert_eq!(std::fs::read_to_string(both.out()).unwrap(), expected.1);
        both.has_the_log_of(&alone).await;
    }
}

#[test]
fn what_is_refused_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let place = &places(folder.path())[0];
    let head = "META\nkey;value\nbudget;10\nPROJECTS\nproject_id;cost\na;5\n";
    for (ballot, complaint) in [
        (format!("{head}VOTES\nvoter_id;vote\n"), "ballot.pb, line 7: there are no votes"),
        (format!("{head}VOTES\nvote\nb\n"), "ballot.pb, line 9: the vote names project \"b\""),
        (
            head.replace("10", "99999999999") + "VOTES\nvote\na\n",
            "ballot.pb, line 3: the budget is more than ten billion euros",
        ),
        (
            head.replace("a;5", "a;99999999999") + "VOTES\nvote\na\n",
            "ballot.pb, line 6: the project costs more than ten billion euros",
        ),
        (head.replace("a;5", "a;0") + "VOTES\nvote\na\n", "line 6: project \"a\" costs 0"),
        (
            format!("{head}VOTES\nvoter_id;vote\n18754120;a\n18754121"),
            "ballot.pb, line 10: this row has 1 of the 2 fields it needs, as if it or the file were cut off",
        ),
    ] {
        let output = place.run(&write_ballot(&place.folder, &ballot));
        assert_eq!(output.status.code(), Some(1), "{complaint}");
        let stderr = text(&output.stderr);
        assert!(stderr.contains(complaint), "{stderr}");
        assert!(text(&output.stdout).is_empty());
    }
    let good = write_ballot(&place.folder, &format!("{head}VOTES\nvote\na\n"));
    let mut onto_itself = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
    onto_itself.arg("import-pb").arg(&good).arg("--out").arg(&good).args(["--database", &place.url]);
    let output = onto_itself.output().expect("the program starts");
    assert!(text(&output.stderr).contains("this is the file to read"), "{}", text(&output.stderr));
    assert_eq!(std::fs::read_to_string(&good).unwrap(), format!("{head}VOTES\nvote\na\n"));

    let bytes = [b"META\nkey;value\nbudget;\xff\n".as_slice(), head.as_bytes()].concat();
    std::fs::write(place.folder.join("ballot.pb"), bytes).unwrap();
    let output = place.run(&place.folder.join("ballot.pb"));
    assert!(text(&output.stderr).contains("line 3: this is not valid UTF-8"), "{}", text(&output.stderr));

    let files: Vec<_> =
        std::fs::read_dir(&place.folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(files, ["ballot.pb"]);
    assert!(!folder.path().join("book.db").exists());
}

#[test]
fn mistakes_in_the_call_are_told_all_at_once() {
    let output = Command::new(env!("CARGO_BIN_EXE_wijkkas"))
        .args(["import-pb", "/nowhere/at-all.pb", "--out", "/nowhere/out.csv", "--database", "mysql://x"])
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(1));
    let stderr = text(&output.stderr);
    for complaint in
        ["--database: the address must begin with", "/nowhere/at-all.pb: ", "--out /nowhere/out.csv"]
    {
        assert!(stderr.contains(complaint), "{stderr}");
    }
}
