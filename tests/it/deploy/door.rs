//! The real Caddy with our Caddyfile: what it tells wijkkas, and what it writes down.

use super::{deploy, run, tool};
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A running program, ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port nobody listens on.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port()
}

/// Caddy in front of an address; where it listens.
fn door(folder: &Path, upstream: &str) -> (Running, u16) {
    let port = free_port();
    let log = File::create(folder.join("log")).expect("a file");
    let mut caddy = tool("caddy");
    caddy.args(["run", "--adapter", "caddyfile", "--config"]).arg(deploy("Caddyfile")).stdin(Stdio::null());
    caddy.env("WIJKKAS_WEBSITE", format!("http://127.0.0.1:{port}")).env("WIJKKAS_UPSTREAM", upstream);
    caddy.env("XDG_DATA_HOME", folder).env("XDG_CONFIG_HOME", folder);
    let caddy = Running(caddy.stdout(Stdio::null()).stderr(log).spawn().expect("it starts"));
    for _ in 0..1_500 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return (caddy, port);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("Caddy has not answered for half a minute:\n{}", logged(folder));
}

fn logged(folder: &Path) -> String {
    fs::read_to_string(folder.join("log")).expect("it is there")
}

/// Asks for the address of a letter, with lies about who asks.
fn ask(port: u16) -> String {
    let mut browser = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    let head = format!(
        "GET /tr/c/GEHEIM-7?x=GEHEIM HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nCookie: a=GEHEIM\r\n\
         Referer: http://x/GEHEIM\r\nX-Forwarded-For: 192.0.2.7\r\nX-Forwarded-For: 192.0.2.8, 192.0.2.9\r\n\r\n"
    );
    browser.write_all(head.as_bytes()).expect("it takes it");
    let mut answer = String::new();
    browser.read_to_string(&mut answer).expect("it answers");
    answer
}

#[test]
fn visitors_cannot_say_who_they_are_and_no_code_is_written_down() {
    let folder = tempfile::tempdir().expect("a folder");
    let upstream = TcpListener::bind("127.0.0.1:0").expect("a port");
    let (caddy, port) = door(folder.path(), &upstream.local_addr().expect("an address").to_string());
    let website = std::thread::spawn(move || {
        let (mut stream, _) = upstream.accept().expect("it comes");
        let lines = BufReader::new(&stream).lines().map(|line| line.expect("words"));
        let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
        let answer =
            "HTTP/1.1 303 See Other\r\nLocation: /GEHEIM\r\nServer: axum\r\nContent-Length: 0\r\n\r\n";
        stream.write_all(answer.as_bytes()).expect("it takes it");
        head
    });
    let answer = ask(port);
    assert!(answer.starts_with("HTTP/1.1 303") && !answer.contains("Server:"), "{answer}");
    let head = website.join().expect("it saw the request");
    let told: Vec<&String> =
        head.iter().filter(|line| line.to_ascii_lowercase().starts_with("x-forwarded-for:")).collect();
    assert_eq!(told, ["X-Forwarded-For: 127.0.0.1"]);

    // Now nobody listens behind it.
    let answer = ask(port);
    assert!(answer.starts_with("HTTP/1.1 502") && answer.contains("Even geduld"), "{answer}");
    drop(caddy);
    let log = logged(folder.path());
    assert_eq!(log.matches("\"handled request\"").count(), 2, "{log}");
    assert!(!log.contains("GEHEIM") && !log.contains("127.0.0.1\""), "{log}");
}

#[test]
fn it_does_not_wait_for_ever_and_gets_certificates() {
    let mut caddy = tool("caddy");
    caddy.args(["adapt", "--validate", "--adapter", "caddyfile", "--config"]).arg(deploy("Caddyfile"));
    let (code, said) = run(caddy.env("WIJKKAS_WEBSITE", "https://wijkkas.example.nl"));
    assert_eq!(code, 0, "{said}");
    for words in
        [r#""read_header_timeout":10000000000"#, r#""read_timeout":120000000000"#, r#""listen":[":443"]"#]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    let mut caddy = tool("caddy");
    let (code, said) = run(caddy.args(["fmt", "--diff"]).arg(deploy("Caddyfile")));
    assert!(code == 0 && !said.contains("not formatted"), "{said}");
}

#[test]
fn whoever_asks_after_its_health_hears_the_truth() {
    let folder = tempfile::tempdir().expect("a folder");
    let listen = format!("127.0.0.1:{}", free_port());
    let healthy = || run(Command::new(deploy("healthy")).env("WIJKKAS_LISTEN", &listen));
    assert_eq!(healthy().0, 1);
    let url = format!("sqlite://{}", folder.path().join("wijkkas.db").display());
    let mut serve = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
    serve.args(["migrate", "--database", &url]);
    assert_eq!(run(&mut serve).0, 0);
    let mut serve = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
    serve.args(["serve", "--secure", "--behind-proxy", "--database", &url, "--listen", &listen]);
    let mut serve = Running(serve.stdout(Stdio::piped()).spawn().expect("it starts"));
    let mut said = String::new();
    BufReader::new(serve.0.stdout.take().expect("it is piped")).read_line(&mut said).expect("it says where");
    assert_eq!(healthy(), (0, String::new()));
    drop(serve);
    assert_eq!(healthy().0, 1);

    // Something else listens there.
    let other = TcpListener::bind(&listen).expect("it is free again");
    let answering = std::thread::spawn(move || {
        let (mut stream, _) = other.accept().expect("it comes");
        let asked = stream.read(&mut [0; 1024]).expect("it asks");
        assert!(asked > 0);
        stream.write_all(b"HTTP/1.1 503 Service Unavailable\r\n\r\n").expect("it takes it");
    });
    let (code, said) = healthy();
    assert!(code == 1 && said.contains("HTTP/1.1 503 Service Unavailable"), "{said}");
    answering.join().expect("it answered");
}
