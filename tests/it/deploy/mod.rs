//! The folder `deploy`: its scripts do what they say on both databases, and its files please the tools that read them.

mod backup;
mod door;
mod files;
mod old;
mod refusals;
mod round_trip;

use crate::support::world::write_keys;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The programs of PostgreSQL 15, which Debian keeps in a folder of their own.
const POSTGRES: &str = "/usr/lib/postgresql/15/bin";

/// A file of the folder.
fn deploy(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy").join(name)
}

/// A tool that tests/run puts into target/tools/python.
fn tool(name: &str) -> Command {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/python/bin").join(name);
    assert!(path.exists(), "There is no {}: tests/run puts it there.", path.display());
    Command::new(path)
}

/// Runs a command to its end; its exit code, and all it said.
fn run(command: &mut Command) -> (i32, String) {
    let ran = command.stdin(Stdio::null()).output();
    let missing = |error| panic!("{command:?}: {error}; tests/run installs what is missing");
    let Output { status, stdout, stderr } = ran.unwrap_or_else(missing);
    let said = String::from_utf8([stdout, stderr].concat()).expect("words");
    (status.code().expect("it ends by itself"), said)
}

/// A machine with wijkkas on it: its keys, its file of erasures and the folders of its backups.
struct Machine {
    folder: PathBuf,
    url: String,
}

impl Machine {
    /// A machine with keys, without a backup.
    fn new(folder: &Path, url: &str) -> Self {
        for name in ["backups", "apart", "bin"] {
            fs::create_dir_all(folder.join(name)).expect("a folder");
        }
        write_keys(&folder.join("wijkkas.keys"));
        Self { folder: folder.into(), url: url.into() }
    }

    /// A script of the folder `deploy`, for this machine and nothing of the one that tests it. What lies in `bin` comes
    /// before the programs of the system.
    fn script(&self, name: &str) -> Command {
        let wijkkas = Path::new(env!("CARGO_BIN_EXE_wijkkas")).parent().expect("a folder").display();
        let mut command = Command::new(deploy(name));
        command.env_clear().current_dir("/");
        let bin = self.folder.join("bin");
        command.env("PATH", format!("{}:{wijkkas}:{POSTGRES}:/usr/bin:/bin", bin.display()));
        command.env("WIJKKAS_DATABASE_URL", &self.url);
        command.env("WIJKKAS_KEYS", self.folder.join("wijkkas.keys"));
        command.env("WIJKKAS_BACKUPS", self.folder.join("backups"));
        command.env("WIJKKAS_BACKUPS_APART", self.folder.join("apart"));
        command
    }

    fn back_up(&self) -> (i32, String) {
        run(&mut self.script("backup"))
    }

    /// Makes a backup, which must work; its path.
    fn backup(&self) -> PathBuf {
        let (code, said) = self.back_up();
        assert_eq!(code, 0, "{said}");
        let name = said.split(' ').find(|word| word.starts_with("wijkkas-")).expect("a name");
        self.folder.join("backups").join(name)
    }

    fn restore(&self, arguments: &[&str]) -> (i32, String) {
        run(self.script("restore").args(arguments))
    }

    /// The names in a folder of this machine, the hidden ones too, without the file that is locked.
    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.folder.join(folder)).expect("a folder");
        let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
        let mut names: Vec<String> = entries
            .map(|entry| name(entry).into_string().expect("words"))
            .filter(|name| name != ".lock")
            .collect();
        names.sort();
        names
    }

    /// Puts a program of its own before that of the system.
    fn put_before(&self, name: &str, script: &str) {
        let path = self.folder.join("bin").join(name);
        fs::write(&path, format!("#!/bin/bash\n{script}\n")).expect("it is written");
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("it is ours");
    }
}

/// A machine with a new database, in which there is no book.
fn fresh(folder: &Path) -> Machine {
    let machine = Machine::new(folder, &format!("sqlite://{}", folder.join("wijkkas.db").display()));
    let migrate = ["migrate", "--database", &machine.url];
    let (code, said) = run(Command::new(env!("CARGO_BIN_EXE_wijkkas")).args(migrate));
    assert_eq!(code, 0, "{said}");
    machine
}

/// The rights of a file.
fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("it is there").permissions().mode() & 0o7777
}
