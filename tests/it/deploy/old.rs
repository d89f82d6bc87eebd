//! Which backups are kept, and for how long: erased words live on in them.

use super::{Machine, fresh, run};
use std::fs;
use wijkkas::cli::SystemClock;
use wijkkas::domain::Clock as _;

/// Puts empty files of these names among the backups.
fn put(machine: &Machine, names: &[String]) {
    for name in names {
        fs::write(machine.folder.join("backups").join(name), "").expect("it is written");
    }
}

/// Names of backups of these ages in hours.
fn aged(hours: &[i64]) -> Vec<String> {
    let name = |hours: &i64| {
        let then = jiff::Timestamp::from_millisecond(SystemClock.now().ms() - hours * 3_600_000);
        format!("wijkkas-{}.db", then.expect("a moment").strftime("%Y%m%dT%H%M%SZ"))
    };
    let mut names: Vec<String> = hours.iter().map(name).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_deleted_by_the_last_run_before_it_is_30_days_old() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = fresh(folder.path());
    let (old, young) = (aged(&[9_600, 744, 720, 695]), aged(&[693, 48, 24]));
    let others =
        ["notes.txt", "wijkkas-20200101T000000Z.txt", "wijkkas-2020-01-01.db", "wijkkas-20209999T000000Z.db"];
    let others = others.map(String::from);
    put(&machine, &old);
    put(&machine, &young);
    put(&machine, &others);
    put(
        &machine,
        &[".wijkkas-20200101T000000Z.db.tmp".into(), ".wijkkas-20200101T000000Z.db.tmp-wal".into()],
    );
    let (code, said) = machine.back_up();
    assert!(code == 0 && said.contains("4 older deleted"), "{said}");
    let made = said.split(' ').nth(1).expect("a name").to_string();
    let mut expected = [&young[..], &others[..], &[made]].concat();
    expected.sort();
    assert_eq!(machine.names("backups"), expected);
}

#[test]
fn a_run_that_fails_deletes_what_is_too_old_all_the_same_and_says_what_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = fresh(folder.path());
    let (old, young) = (aged(&[744]), aged(&[72, 48]));
    put(&machine, &old);
    put(&machine, &young);
    fs::remove_file(folder.path().join("wijkkas.db")).expect("it is there");
    let (code, said) = machine.back_up();
    assert_eq!((code, machine.names("backups")), (1, young.clone()), "{said}");
    let words = format!("FAILED; 2 backups there, 1 older deleted, the newest: {}\n", young[1]);
    assert!(said.contains("there is no database") && said.ends_with(&words), "{said}");
}

#[test]
fn fewer_days_can_be_asked_for_and_not_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = fresh(folder.path());
    put(&machine, &aged(&[168, 144, 120]));
    let (code, said) = run(machine.script("backup").env("WIJKKAS_BACKUP_DAYS", "7"));
    assert!(code == 0 && said.contains("2 older deleted"), "{said}");
    for days in ["31", "2", "-5", "a month", "1e1", "030 ", ""] {
        let (code, said) = run(machine.script("backup").env("WIJKKAS_BACKUP_DAYS", days));
        let refused = code == 1 && said.contains("it must be a number from 3 to 30");
        assert!(refused || days.is_empty() && code == 0, "{days:?}: {said}");
    }
}
