//! Requests as a proxy in front passes them on: over connections that it keeps, saying which network a visitor comes
//! from. As much of HTTP/1.1 as the website speaks.

use super::visitor::Visitor;
use crate::cli::CliError;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

/// Connections to the website.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    idle: Mutex<Vec<BufReader<TcpStream>>>,
}

/// An answer.
#[derive(Debug, Default)]
pub struct Got {
    /// Its status.
    pub status: u16,
    /// Where it leads to; empty if nowhere.
    pub location: String,
    /// The cookie it sets, as a browser sends it back.
    pub cookie: Option<String>,
    /// The page; of one that was asked for as browsers do, its compressed bytes.
    pub body: Vec<u8>,
}

impl Proxy {
    /// To a website of this machine.
    pub fn to(address: SocketAddr) -> Self {
        Self { address, idle: Mutex::default() }
    }

    /// Loads a page as browsers do, compressed.
    pub async fn load(&self, visitor: &Visitor, path: &str) -> Result<Got, CliError> {
        self.send(visitor, &format!("GET {path} HTTP/1.1\r\nAccept-Encoding: gzip\r\n"), "").await
    }

    /// Loads a page to read its forms.
    pub async fn read(&self, visitor: &Visitor, path: &str) -> Result<Got, CliError> {
        self.send(visitor, &format!("GET {path} HTTP/1.1\r\n"), "").await
    }

    /// Sends a form.
    pub async fn post(&self, visitor: &Visitor, path: &str, form: &str) -> Result<Got, CliError> {
        let length = form.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {length}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n"
        );
        self.send(visitor, &head, form).await
    }

    async fn send(&self, visitor: &Visitor, head: &str, body: &str) -> Result<Got, CliError> {
        let Visitor { network, cookie } = visitor;
        let cookie = cookie.as_ref().map(|cookie| format!("Cookie: {cookie}\r\n")).unwrap_or_default();
        let request = format!(
            "{head}Host: {}\r\nAccept-Language: nl\r\nX-Forwarded-For: {network}\r\n{cookie}\r\n{body}",
            self.address
        );
        self.exchange(request.as_bytes()).await.map_err(|error| {
            let line = head.lines().next().unwrap_or_default();
            CliError::Other(format!("the website did not answer `{line}`: {error}"))
        })
    }

    async fn exchange(&self, request: &[u8]) -> std::io::Result<Got> {
        let kept = self.idle().pop();
        let mut connection = match kept {
            Some(connection) => connection,
            None => self.connect().await?,
        };
        connection.write_all(request).await?;
        let got = answer(&mut connection).await?;
        self.idle().push(connection);
        Ok(got)
    }

    async fn connect(&self) -> std::io::Result<BufReader<TcpStream>> {
        let stream = TcpStream::connect(self.address).await?;
        stream.set_nodelay(true)?;
        Ok(BufReader::new(stream))
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<BufReader<TcpStream>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads an answer.
async fn answer(from: &mut BufReader<TcpStream>) -> std::io::Result<Got> {
    let first = line(from).await?;
    let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(broken)?;
    let (mut got, mut length, mut is_chunked) = (Got { status, ..Got::default() }, 0, false);
    loop {
        let header = line(from).await?;
        let Some((name, value)) = header.split_once(':') else { break };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().map_err(|_| broken())?,
            "transfer-encoding" => is_chunked = value == "chunked",
            "location" => got.location = value.into(),
            "set-cookie" => got.cookie = value.split(';').next().map(String::from),
            _ => {}
        }
    }
    if !is_chunked {
        part(from, length, &mut got.body).await?;
        return Ok(got);
    }
    loop {
        let size = usize::from_str_radix(&line(from).await?, 16).map_err(|_| broken())?;
        part(from, size, &mut got.body).await?;
        line(from).await?;
        if size == 0 {
            return Ok(got);
        }
    }
}

/// A line without its end.
async fn line(from: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut line = String::new();
    if from.read_line(&mut line).await? == 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim_end().into())
}

/// So many bytes more.
async fn part(from: &mut BufReader<TcpStream>, size: usize, into: &mut Vec<u8>) -> std::io::Result<()> {
    let before = into.len();
    into.resize(before + size, 0);
    from.read_exact(&mut into[before..]).await?;
    Ok(())
}

fn broken() -> std::io::Error {
    std::io::Error::other("this is no answer of HTTP")
}
