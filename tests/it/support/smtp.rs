//! A real mail server, started for a test: python3-aiosmtpd of Debian, on a port of its own.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running mail server; ends with the test.
pub struct SmtpServer {
    process: Child,
    folder: tempfile::TempDir,
    /// Its port on this machine.
    pub port: u16,
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl SmtpServer {
    /// Starts one that gives these answers, and `ok` after them.
    pub fn start(answers: &[&str]) -> Self {
        Self::start_with(&[], answers)
    }

    /// Starts one that wants TLS and a password, as `localhost`.
    pub fn start_with_tls(certificates: &Certificates) -> Self {
        let files = [&certificates.certificate, &certificates.key].map(|file| file.to_str().expect("a name"));
        Self::start_with(&["--tls", files[0], files[1]], &[])
    }

    fn start_with(options: &[&str], answers: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/support/smtp_server.py");
        let mut process = Command::new("/usr/bin/python3")
            .arg(script)
            .arg(folder.path())
            .args(options)
            .args(answers)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // It tells all about visitors who do not trust it.
            .stderr(Stdio::null())
            .spawn()
            .expect("python3 runs");
        let mut line = String::new();
        let output = process.stdout.take().expect("its output");
        BufReader::new(output).read_line(&mut line).expect("it says its port");
        let port = line.trim().parse().expect("a port: is python3-aiosmtpd installed?");
        Self { process, folder, port }
    }

    /// The mails it took, in their order.
    pub fn mails(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).expect("a folder");
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
        files.sort();
        files.iter().map(|file| std::fs::read_to_string(file).expect("it is text")).collect()
    }
}

/// Certificates for the name `localhost`, in a folder.
pub struct Certificates {
    /// Whoever trusts this one trusts the server.
    pub authority: PathBuf,
    certificate: PathBuf,
    key: PathBuf,
}

impl Certificates {
    /// Makes them.
    pub fn make(folder: &Path) -> Self {
        let path = |name: &str| folder.join(name).to_str().expect("a name").to_string();
        let [authority, authority_key, certificate, key] =
            ["ca.pem", "ca.key", "leaf.pem", "leaf.key"].map(path);
        let new = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"];
        let ca = ["-subj", "/CN=Test", "-keyout", &authority_key, "-out", &authority];
        openssl(&[&new[..], &ca[..]].concat());
        let name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
        let constraints = ["-addext", "basicConstraints=critical,CA:FALSE", "-CA", &authority, "-CAkey"];
        let files = [authority_key.as_str(), "-keyout", &key, "-out", &certificate];
        openssl(&[&new[..], &name[..], &constraints[..], &files[..]].concat());
        Self { authority: authority.into(), certificate: certificate.into(), key: key.into() }
    }
}

fn openssl(arguments: &[&str]) {
    let made = Command::new("openssl").args(arguments).output().expect("openssl runs");
    assert!(made.status.success(), "{made:?}");
}
