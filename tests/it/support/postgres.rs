//! A throw-away PostgreSQL: a cluster in its own folder under the temporary folder, reached by a socket in
//! that folder and by no port, so that any number of test programs run beside each other.
//!
//! Nothing stays behind. Each cluster has a watchdog, a shell outside our process group that waits for the
//! end of a pipe only we hold. The kernel closes the pipe however we end (last test, panic, Ctrl-C,
//! `kill -9`); then the watchdog stops the server and removes the folder.

use std::fs::{self, File};
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::Duration;

/// Where Debian's package `postgresql-15` puts the server.
const BIN: &str = "/usr/lib/postgresql/15/bin";
const MISSING: &str = "The tests need PostgreSQL 15: run tests/run as root, \
                       or install the Debian package (apt-get install postgresql-15).";

/// Ordinary tests lose nothing they could miss when the machine fails.
const QUICK: &[&str] = &["fsync=off", "full_page_writes=off"];
const DURABLE: &[&str] = &["fsync=on", "full_page_writes=on", "synchronous_commit=on"];
const BOTH: &[&str] = &[
    "listen_addresses=",
    "port=5432", // only names the socket file
    "max_connections=300",
    "dynamic_shared_memory_type=mmap", // in the folder, not in /dev/shm
];

/// $1 is the cluster's folder. Tried again because the orphans of a killed postmaster write a moment longer.
const WATCHDOG: &str = r#"
trap '' HUP INT TERM
read -r _
pg_ctl -D "$1/data" -m immediate -w -t 30 stop
for _ in 1 2 3 4 5 6 7 8 9 10; do rm -rf "$1" && exit 0; sleep 0.2; done
"#;

/// A running server and its folder; dropping it stops the server and removes the folder.
pub struct Cluster {
    folder: PathBuf,
    settings: &'static [&'static str],
    watchdog: Child,
    server: Option<Child>,
    databases: AtomicU32,
}

impl Cluster {
    /// The cluster of all ordinary tests of this process (`fsync=off`). It is lent out unchangeable: a test
    /// that stops a server needs a [`Cluster::durable`] of its own.
    pub fn shared() -> &'static Cluster {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(|| Cluster::create(QUICK))
    }

    /// A cluster of the test's own that loses no commit (`fsync=on`), for crashes and restarts.
    pub fn durable() -> Cluster {
        Cluster::create(DURABLE)
    }

    /// Makes an empty database and returns its URL, for sqlx, sea-orm and `--database`.
    pub fn create_database(&self) -> String {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.run_script(&format!("CREATE DATABASE {name}"));
        format!("postgres://app@localhost:5432/{name}?host={}", self.folder.display())
    }

    /// Makes an empty database of a user whom the server asks for a password, which is `secret`; returns its URL without
    /// the password.
    pub fn create_locked_database(&self) -> String {
        let rules = self.folder.join("data/pg_hba.conf");
        let known = fs::read_to_string(&rules).expect("the server has rules");
        fs::write(&rules, format!("local all locked scram-sha-256\n{known}")).expect("they are ours");
        self.run_script("CREATE ROLE locked LOGIN PASSWORD 'secret'");
        self.run_script("SELECT pg_reload_conf()");
        let url = self.create_database();
        let name = url.rsplit('/').find_map(|part| part.split_once("?host=")).expect("a name").0;
        self.run_script(&format!("ALTER DATABASE {name} OWNER TO locked"));
        // The server reads its rules a moment later.
        while as_postgres("psql")
            .args(["-X", "-q", "-w", "-U", "locked", "-d", name, "-c", "", "-h"])
            .arg(&self.folder)
            .stderr(Stdio::null())
            .status()
            .expect(MISSING)
            .success()
        {
            sleep(Duration::from_millis(20));
        }
        url.replacen("app@", "locked@", 1)
    }

    /// Runs a script as the superuser, for the whole cluster.
    pub fn run_script(&self, script: &str) {
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), script).expect("the file is writable");
        let input = File::open(file.path()).expect("the file is readable");
        let mut psql = as_postgres("psql");
        psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", "app", "-d", "postgres", "-h"]);
        run(psql.arg(&self.folder).stdin(input));
    }

    /// Makes a database with its tables in `folder`, which anybody may write to.
    pub fn create_database_in(&self, folder: &Path) -> String {
        let tables = folder.join("tables");
        run(as_postgres("mkdir").arg(&tables));
        self.run_script(&format!("CREATE TABLESPACE elsewhere LOCATION '{}'", tables.display()));
        self.run_script("ALTER DATABASE template1 SET TABLESPACE elsewhere");
        self.create_database()
    }

    /// All of a database as SQL, as `pg_dump` writes it.
    pub fn dump(url: &str) -> String {
        run(as_postgres("pg_dump").args(["--inserts", "-d", url]))
    }

    /// Makes a database from what `dump` wrote and returns its URL.
    pub fn restore(&self, dump: &str) -> String {
        let (url, file) = (self.create_database(), tempfile::NamedTempFile::new().expect("a file"));
        fs::write(file.path(), dump).expect("the file is writable");
        let input = File::open(file.path()).expect("the file is readable");
        run(as_postgres("psql").args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", &url]).stdin(input));
        url
    }

    /// Holds the data, the socket and the server's log; readable for root and for whoever runs the server.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// `pg_ctl stop -m immediate`: every process of the server ends at once, nothing is flushed.
    pub fn stop_immediate(&mut self) {
        run(as_postgres("pg_ctl")
            .args(["-m", "immediate", "-w", "stop", "-D"])
            .arg(self.folder.join("data")));
        self.reap();
    }

    /// `kill -9` of the postmaster. Its orphans notice by themselves and may finish what they are doing.
    pub fn kill_postmaster(&mut self) {
        let server = self.server.as_mut().expect("the server has been started");
        server.kill().expect("the postmaster can be killed");
        self.reap();
    }

    /// Starts the stopped or killed server and returns when it answers, crash recovery included.
    pub fn start(&mut self) {
        // While orphans of a killed postmaster hold the old shared memory, a new one refuses to start.
        for _ in 0..100 {
            self.server = Some(self.spawn_server());
            if self.becomes_ready() {
                return;
            }
            self.reap();
            sleep(Duration::from_millis(50));
        }
        panic!("PostgreSQL does not start. Its log:\n{}", self.log());
    }

    fn create(settings: &'static [&'static str]) -> Cluster {
        assert!(Path::new(BIN).join("initdb").exists(), "{MISSING}");
        let template = std::env::temp_dir().join("wijkkas-postgres.XXXXXX");
        let folder = PathBuf::from(run(as_postgres("mktemp").arg("-d").arg(template)).trim_end());
        let watchdog = spawn_watchdog(&folder);
        run(as_postgres("initdb")
            .args(["-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-D"])
            .arg(folder.join("data")));
        let mut cluster = Cluster { folder, settings, watchdog, server: None, databases: AtomicU32::new(1) };
        cluster.start();
        cluster
    }

    /// The server is our child, not `pg_ctl`'s: a killed one must not linger as a zombie, or its successor
    /// takes the process id in the lock file for a living server.
    fn spawn_server(&self) -> Child {
        let log = File::create(self.folder.join("log")).expect("the cluster's folder is writable");
        let mut command = as_postgres("postgres");
        command.arg("-D").arg(self.folder.join("data"));
        command.arg("-c").arg(format!("unix_socket_directories={}", self.folder.display()));
        for setting in BOTH.iter().chain(self.settings) {
            command.arg("-c").arg(setting);
        }
        command.process_group(0).stdout(Stdio::null()).stderr(log).spawn().expect(MISSING)
    }

    /// False as soon as the server has ended instead.
    fn becomes_ready(&mut self) -> bool {
        let server = self.server.as_mut().expect("the server has been started");
        for _ in 0..3000 {
            let mut asking = as_postgres("pg_isready");
            if asking.args(["-q", "-U", "app", "-h"]).arg(&self.folder).status().expect(MISSING).success() {
                return true;
            }
            if server.try_wait().expect("the server is our child").is_some() {
                return false;
            }
            sleep(Duration::from_millis(20));
        }
        panic!("PostgreSQL has not answered for a minute. Its log:\n{}", self.log());
    }

    /// What the server said since it was last started.
    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    fn reap(&mut self) {
        if let Some(mut server) = self.server.take() {
            server.wait().expect("the server is our child");
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Waiting closes the watchdog's pipe first. A failure here must not hide the failure of the test.
        let _ = self.watchdog.wait();
        if let Some(mut server) = self.server.take() {
            let _ = server.wait();
        }
    }
}

fn spawn_watchdog(folder: &Path) -> Child {
    let mut command = as_postgres("sh");
    command.args(["-c", WATCHDOG, "watchdog"]).arg(folder).process_group(0);
    // Our output must not be held open: whoever reads it would wait for the watchdog.
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect(MISSING)
}

/// A command as the user `postgres` when we are root, whom the server refuses to serve, else as ourselves;
/// with an environment of its own, so that nobody's `PGHOST` or language leads it astray.
fn as_postgres(program: &str) -> Command {
    let root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    let mut command = Command::new(if root { "setpriv" } else { program });
    if root {
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", program]);
    }
    command.env_clear().env("PATH", format!("{BIN}:/usr/bin:/bin")).current_dir("/").stdin(Stdio::null());
    command
}

/// Runs to the end and returns what was printed; panics with the command's own words when it fails.
fn run(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().expect(MISSING);
    let (stdout, stderr) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert!(status.success(), "{command:?} failed:\n{stdout}{stderr}");
    stdout.into_owned()
}
