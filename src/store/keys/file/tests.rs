//! Tests of the key file: first use, races, rights, and files that can't be used.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Barrier;
use std::thread;

use super::*;

/// A new folder and the path of a key file in it that does not exist yet.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    (folder, path)
}

fn files_in(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn the_file_is_made_on_first_use_for_its_owner_only() {
    let (folder, path) = place();
    let made = Keyring::read_or_make(&path).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o600);
    assert_eq!(files_in(folder.path()), ["keys"]);
    assert_eq!(Keyring::read_or_make(&path).unwrap().fingerprints(), made.fingerprints());
    assert_eq!(Keyring::read(&path).unwrap().fingerprints(), made.fingerprints());
}

#[test]
fn all_that_start_at_once_get_the_same_keys() {
    const STARTERS: usize = 8;
    for _ in 0..25 {
        let (folder, path) = place();
        let start = Barrier::new(STARTERS);
        let found: BTreeSet<Vec<_>> = thread::scope(|scope| {
            let starter = || {
                start.wait();
                Keyring::read_or_make(&path).unwrap().fingerprints()
            };
            let starters: Vec<_> = (0..STARTERS).map(|_| scope.spawn(starter)).collect();
            starters.into_iter().map(|starter| starter.join().unwrap()).collect()
        });
        assert_eq!(found.len(), 1);
        assert_eq!(files_in(folder.path()), ["keys"]);
    }
}

/// The way of the process that saw no file and then came second.
#[test]
fn making_never_replaces_a_file() {
    let (folder, path) = place();
    fs::write(&path, "somebody's keys").unwrap();
    make(&path, ".draft", "mine").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "somebody's keys");
    assert_eq!(files_in(folder.path()), ["keys"]);
}

#[test]
fn a_file_that_others_may_read_is_refused() {
    let (_folder, path) = place();
    Keyring::read_or_make(&path).unwrap();
    for mode in [0o640, 0o604, 0o620, 0o644] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let refusal = Keyring::read_or_make(&path).unwrap_err().to_string();
        let asked = format!("(mode {mode:o}): run chmod 600 {}.", path.display());
        assert!(refusal.ends_with(&asked), "{refusal}");
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    assert!(Keyring::read(&path).is_ok());
}

#[test]
fn a_file_that_can_not_be_used_is_refused_and_stays() {
    let (folder, path) = place();
    let missing = Keyring::read(&path).unwrap_err().to_string();
    assert!(missing.contains("could not be read: No such file"), "{missing}");
    let no_folder = Keyring::read_or_make(&folder.path().join("none/keys")).unwrap_err().to_string();
    assert!(no_folder.contains("could not be made: No such file"), "{no_folder}");

    for bytes in [&b""[..], b"code 1 \xff", &vec![b'7'; 10_000_000]] {
        fs::write(&path, bytes).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        let refusal = Keyring::read_or_make(&path).unwrap_err().to_string();
        assert!(refusal.contains("keys") && refusal.len() < 300, "{refusal}");
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}
