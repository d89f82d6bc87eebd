//! The website on a port of its own, and a visitor who remembers cookies, over real connections.

use super::world::World;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Mutex;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use wijkkas::web::{self, Doors, Press, Site};

/// Where people would reach the website.
pub const WEBSITE: &str = "https://wijkkas.test";
/// How long requests may take once it is told to stop.
const PATIENCE: Duration = Duration::from_millis(200);

/// The website of a world; ends with it.
pub struct Served {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The website of a world that was told to stop, with a connection on which half a request was sent. Answers whether
/// it ends.
pub async fn stops_beside_half_a_request(world: &World) -> bool {
    let (listener, site) = listen(world).await;
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async { drop(stopped.await) };
    let serving = tokio::spawn(web::serve(site, listener, stopped, PATIENCE));
    let mut half = TcpStream::connect(address).await.expect("it listens");
    half.write_all(b"GET / HTTP/1.1\r\nHost: here\r\n").await.expect("it takes it");
    // A whole request behind it: the half one is being read by then.
    let mut whole = TcpStream::connect(address).await.expect("it listens");
    whole.write_all(b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n").await.expect("it takes it");
    whole.read_to_end(&mut Vec::new()).await.expect("it answers");
    stop.send(()).expect("it listens");
    let ended = tokio::time::timeout(PATIENCE * 50, serving).await.is_ok();
    drop(half);
    ended
}

/// Serves the website of a world.
pub async fn serve(world: &World) -> Served {
    let (listener, site) = listen(world).await;
    begin(listener, site)
}

/// The same where no mails are sent.
pub async fn serve_without_mails(world: &World) -> Served {
    let (listener, site) = listen(world).await;
    begin(listener, Site { sends_mails: false, ..site })
}

/// The same where nobody said where people reach it.
pub async fn serve_without_address(world: &World) -> Served {
    let (listener, site) = listen(world).await;
    begin(listener, Site { website: None, ..site })
}

/// The same through other doors than usual.
pub async fn serve_through(world: &World, doors: Doors) -> Served {
    let (listener, site) = listen(world).await;
    let address = listener.local_addr().expect("an address");
    let task = tokio::spawn(async move {
        let served = web::serve_through(doors, (site, listener), std::future::pending(), PATIENCE);
        served.await.expect("it serves");
    });
    Served { address, task }
}

fn begin(listener: TcpListener, site: Site) -> Served {
    let address = listener.local_addr().expect("an address");
    let task = tokio::spawn(async move {
        web::serve(site, listener, std::future::pending(), PATIENCE).await.expect("it serves");
    });
    Served { address, task }
}

/// The website of a world, and what tells it to stop; after that requests may take as long as `patience`.
pub async fn serve_until_told(world: &World, patience: Duration) -> (Served, oneshot::Sender<()>) {
    let (listener, site) = listen(world).await;
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async { drop(stopped.await) };
    let task = tokio::spawn(async move {
        web::serve(site, listener, stopped, patience).await.expect("it serves");
    });
    (Served { address, task }, stop)
}

impl Served {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until it has stopped.
    pub async fn ends(mut self) {
        (&mut self.task).await.expect("it ends");
    }
}

/// Something that goes on coming.
pub struct Coming {
    stream: TcpStream,
    /// What has come.
    pub said: String,
}

impl Coming {
    /// Waits until something came; answers whether it did, or nothing more can come.
    pub async fn until(&mut self, words: &str) -> bool {
        let mut bytes = [0; 4096];
        while !self.said.contains(words) {
            let read = tokio::time::timeout(Duration::from_secs(10), self.stream.read(&mut bytes));
            match read.await {
                Ok(Ok(count)) if count > 0 => self.said.push_str(&String::from_utf8_lossy(&bytes[..count])),
                _ => return false,
            }
        }
        true
    }

    /// Whether it has ended within a second.
    pub async fn ends(&mut self) -> bool {
        let rest = self.stream.read_to_string(&mut self.said);
        tokio::time::timeout(Duration::from_secs(1), rest).await.is_ok()
    }
}

/// Somebody with a browser.
pub struct Visitor<'a> {
    site: &'a Served,
    /// By name.
    cookies: Mutex<BTreeMap<String, String>>,
    /// Where they come from, as the proxy says.
    pub network: &'static str,
    /// How long they take in the middle of what they send.
    pause: Duration,
}

/// A form whose head was sent.
pub struct HeldBack<'v, 'a> {
    visitor: &'v Visitor<'a>,
    stream: TcpStream,
    form: String,
}

impl HeldBack<'_, '_> {
    /// Sends the rest.
    pub async fn send(mut self) -> Got {
        self.stream.write_all(self.form.as_bytes()).await.expect("it takes it");
        let (status, head, body) = self.visitor.answer(self.stream).await;
        Got { status, head, page: String::from_utf8(body).expect("pages are UTF-8") }
    }
}

/// What they got.
#[derive(Debug)]
pub struct Got {
    /// The status.
    pub status: u16,
    /// The lines of the head, in small letters.
    pub head: String,
    /// The page.
    pub page: String,
}

impl Got {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }

    /// What a form about money says beside what is typed: its key, and whose money its page spoke of.
    pub fn own(&self) -> String {
        format!("key={}&money={}", self.field("key"), self.field("money"))
    }

    /// The value of the first field of a form with this name.
    pub fn field(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let from = self.page.find(&start).unwrap_or_else(|| panic!("{name} in {}", self.page)) + start.len();
        self.page[from..].split('"').next().unwrap_or_default().into()
    }
}

async fn listen(world: &World) -> (TcpListener, Site) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    (
        listener,
        Site {
            app: world.app.clone(),
            secure: false,
            behind_proxy: true,
            sends_mails: true,
            tray: None,
            moderators: ["moderator@example.org".into(), "second@example.org".into()].into(),
            contact: world.contact.clone(),
            website: Some(WEBSITE.into()),
            press: Press::default(),
        },
    )
}

impl<'a> Visitor<'a> {
    /// Somebody new.
    pub fn new(site: &'a Served) -> Self {
        Self { site, cookies: Mutex::default(), network: "192.0.2.1", pause: Duration::ZERO }
    }

    /// The same, who lets so much time pass in the middle of what they send.
    pub fn slow(self, pause: Duration) -> Self {
        Self { pause, ..self }
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Got {
        self.send(&format!("GET {path} HTTP/1.1\r\n"), b"").await
    }

    /// Sends a form from a page of the website.
    pub async fn post(&self, path: &str, form: &str) -> Got {
        self.post_from("same-origin", path, form).await
    }

    /// Sends a form from a page of another website, or the same.
    pub async fn post_from(&self, fetch_site: &str, path: &str, form: &str) -> Got {
        let length = form.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nSec-Fetch-Site: {fetch_site}\r\nContent-Length: {length}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n"
        );
        self.send(&head, form.as_bytes()).await
    }

    /// Sends a picture, with what is on it.
    pub async fn upload(&self, path: &str, picture: &[u8], words: &str) -> Got {
        let boundary = "a-line-between";
        let mut body = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"p.jpg\"\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(picture);
        let rest = "Content-Disposition: form-data; name=\"words\"\r\n\r\n";
        body.extend_from_slice(format!("\r\n--{boundary}\r\n{rest}{words}\r\n--{boundary}--\r\n").as_bytes());
        let length = body.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {length}\r\n\
             Content-Type: multipart/form-data; boundary={boundary}\r\n"
        );
        self.send(&head, &body).await
    }

    /// Loads something that is no page; none if there is nothing.
    pub async fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        let (status, _, body) = self.exchange(&format!("GET {path} HTTP/1.1\r\n"), &[]).await;
        (status == 200).then_some(body)
    }

    /// Asks for something that goes on coming.
    pub async fn listen(&self, path: &str) -> Coming {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAccept-Language: nl\r\nAccept-Encoding: gzip\r\n\
             X-Forwarded-For: {}\r\n{}\r\n",
            self.site.address,
            self.network,
            self.cookie()
        );
        let mut stream = TcpStream::connect(self.site.address).await.expect("it listens");
        stream.write_all(request.as_bytes()).await.expect("it takes it");
        Coming { stream, said: String::new() }
    }

    /// The line of a head with their cookies; nothing without any.
    fn cookie(&self) -> String {
        let cookies = self.cookies.lock().expect("nobody panicked");
        let cookies: Vec<String> = cookies.iter().map(|(name, it)| format!("{name}={it}")).collect();
        if cookies.is_empty() { String::new() } else { format!("Cookie: {}\r\n", cookies.join("; ")) }
    }

    /// Whether they have a cookie.
    pub fn has_cookie(&self) -> bool {
        !self.cookies.lock().expect("nobody panicked").is_empty()
    }

    /// Begins to send a form, and holds it back once the server waits for it.
    pub async fn hold_back(&self, path: &str, form: &str) -> HeldBack<'_, 'a> {
        let length = form.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {length}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n"
        );
        let mut stream = self.ask(&head, b"").await;
        // It says so as soon as a page begins to read the form, and no sooner.
        let mut said = [0; 25];
        stream.read_exact(&mut said).await.expect("it answers");
        assert_eq!(&said, b"HTTP/1.1 100 Continue\r\n\r\n");
        HeldBack { visitor: self, stream, form: form.into() }
    }

    async fn send(&self, head: &str, body: &[u8]) -> Got {
        let (status, head, body) = self.exchange(head, body).await;
        Got { status, head, page: String::from_utf8(body).expect("pages are UTF-8") }
    }

    /// The status, the head and the body of an answer.
    async fn exchange(&self, head: &str, body: &[u8]) -> (u16, String, Vec<u8>) {
        let stream = self.ask(head, body).await;
        self.answer(stream).await
    }

    /// Sends a request on a connection of its own.
    async fn ask(&self, head: &str, body: &[u8]) -> TcpStream {
        let cookie = self.cookie();
        let network = self.network;
        let request = format!(
            "{head}Host: {}\r\nAccept-Language: nl\r\nX-Forwarded-For: 198.51.100.7, {network}\r\n\
             Connection: close\r\n{cookie}\r\n",
            self.site.address
        );
        let mut stream = TcpStream::connect(self.site.address).await.expect("it listens");
        let (first, rest) = body.split_at(body.len() / 2);
        stream.write_all(&[request.as_bytes(), first].concat()).await.expect("it takes it");
        tokio::time::sleep(self.pause).await;
        stream.write_all(rest).await.expect("it takes it");
        stream
    }

    /// What comes on a connection on which all was sent: the status, the head and the body.
    async fn answer(&self, mut stream: TcpStream) -> (u16, String, Vec<u8>) {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.expect("it answers");
        let end = answer.windows(4).position(|part| part == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(answer[..end].to_vec()).expect("heads are text").replace('\r', "");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let answer = answer.split_off(end + 4);
        if let Some(set) = header(&head, "set-cookie") {
            let (name, value) = set.split(';').next().and_then(|pair| pair.split_once('=')).expect("a pair");
            let mut cookies = self.cookies.lock().expect("nobody panicked");
            if value.is_empty() {
                cookies.remove(name);
            } else {
                cookies.insert(name.into(), value.into());
            }
        }
        (status, head, answer)
    }
}

/// The value of a header.
fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    lines.find(|(found, _)| *found == name).map(|(_, value)| value)
}
