//! The whole program while it serves: a process of its own, with its output.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{JoinHandle, sleep};
use std::time::Duration;

/// A running program; killed with the test.
pub struct Program {
    process: Child,
    /// The address it serves on.
    pub address: String,
    said: Arc<Mutex<String>>,
    readers: Vec<JoinHandle<()>>,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Program {
    /// Makes a SQLite database in a folder, starts `wijkkas serve` on it, and waits until it serves.
    pub fn serve(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let made = wijkkas(folder).arg("migrate").output().expect("the program runs");
        assert!(made.status.success(), "{made:?}");
        let mut command = wijkkas(folder);
        command.envs(environment.iter().copied());
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().expect("the program runs");
        let said = Arc::new(Mutex::new(String::new()));
        let (output, errors) =
            (process.stdout.take().expect("output"), process.stderr.take().expect("errors"));
        let readers = vec![listen(output, &said), listen(errors, &said)];
        let mut program = Self { process, address: String::new(), said, readers };
        program.wait_for(|said| said.contains("Serving on http://"));
        let said = program.said();
        let address = said.split("Serving on http://").nth(1).and_then(|rest| rest.split('/').next());
        program.address = address.expect("an address").into();
        program
    }

    /// Sends a form, and reads the whole answer.
    pub fn post(&self, path: &str, form: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let length = form.len();
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}",
            self.address
        )
        .expect("it takes it");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    }

    /// What it has said until now.
    pub fn said(&self) -> String {
        self.said.lock().expect("nobody panicked").clone()
    }

    /// Waits, for a minute at most, until something is true of what it has said.
    pub fn wait_for(&self, is_there: impl Fn(&str) -> bool) {
        for _ in 0..1_200 {
            if is_there(&self.said()) {
                return;
            }
            sleep(Duration::from_millis(50));
        }
        panic!("not in a minute: {}", self.said());
    }

    /// Ends it as the system does; answers with all it has said.
    pub fn end(mut self) -> String {
        let told = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status();
        assert!(told.expect("there is kill").success());
        self.process.wait().expect("it ends");
        for reader in self.readers.drain(..) {
            reader.join().expect("it reads");
        }
        self.said()
    }
}

fn wijkkas(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
    for name in ["WIJKKAS_KEYS", "WIJKKAS_ERASURES", "SSL_CERT_FILE", "SSL_CERT_DIR"] {
        command.env_remove(name);
    }
    command.env("WIJKKAS_DATABASE_URL", "sqlite://book.db").current_dir(folder);
    command
}

fn listen(from: impl std::io::Read + Send + 'static, said: &Arc<Mutex<String>>) -> JoinHandle<()> {
    let said = said.clone();
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            let mut said = said.lock().expect("nobody panicked");
            said.push_str(&line);
            said.push('\n');
        }
    })
}
