//! What the program writes to its log: no codes, whatever is asked for.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use wijkkas::domain::code::Code;

/// The address in a letter has its code in it.
#[test]
fn a_code_is_in_no_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = format!("sqlite://{}", folder.path().join("book.db").display());
    let program = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
        command.args(arguments).args(["--database", &database]).env("RUST_LOG", "trace");
        command
    };
    assert!(program(&["migrate"]).output().expect("it runs").status.success());
    let mut serving = program(&["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut said = String::new();
    BufReader::new(serving.stdout.take().expect("it is piped")).read_line(&mut said).expect("it says where");
    let address = said.trim().trim_start_matches("Serving on http://").trim_end_matches('/');
    let code = Code::from_bits(12345).to_string();
    let mut browser = TcpStream::connect(address).expect("it listens there");
    let request = format!("GET /c/{code} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    browser.write_all(request.as_bytes()).expect("it takes it");
    let mut answer = String::new();
    browser.read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 422"), "nobody has it: {answer}");
    let told = Command::new("kill").args(["-TERM", &serving.id().to_string()]).status();
    assert!(told.expect("there is kill").success());
    let log = serving.wait_with_output().expect("it ends").stderr;
    let log = String::from_utf8_lossy(&log);
    assert!(!log.contains(&code) && !log.contains(&code.replace('-', "")), "{log}");
}
