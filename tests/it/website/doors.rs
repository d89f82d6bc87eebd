//! Whoever opens connections and asks for nothing, or takes nothing, holds up nobody else for long.

use super::{must, worlds};
use crate::support::site::{Served, Visitor, serve_through};
use crate::support::world::World;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};
use wijkkas::web::Doors;

/// Long for what happens at once.
const SOON: Duration = Duration::from_secs(10);
const SHORT: Duration = Duration::from_millis(500);

/// A world that is served through these doors.
async fn served(folder: &std::path::Path, change: impl Fn(Doors) -> Doors) -> (World, Served) {
    let world = worlds(folder).await.remove(0);
    let site = serve_through(&world, change(Doors::usual(false))).await;
    (world, site)
}

/// Somebody who sends a bit of the head of a request, and nothing more.
async fn half_a_head(address: SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    stream.write_all(b"GET / HTTP/1.1\r\nHost: here\r\n").await.expect("it takes it");
    stream
}

/// Waits until a connection is closed by the other side, and answers what came before that.
async fn closed(stream: &mut TcpStream) -> String {
    let mut said = Vec::new();
    // Whoever sent something that nobody read is told so, which is closed too.
    let _ = timeout(SOON, stream.read_to_end(&mut said)).await.expect("it is closed");
    String::from_utf8_lossy(&said).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_has_so_much_time_and_nothing_else_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_world, site) = served(folder.path(), |doors| Doors { head: SHORT, ..doors }).await;
    // Also of somebody who says something every now and then.
    let mut half = half_a_head(site.address()).await;
    let drips = async {
        while half.write_all(b"A: b\r\n").await.is_ok() {
            sleep(SHORT / 5).await;
        }
    };
    timeout(SOON, drips).await.expect("it is closed");
    // And of whoever was answered, and asks for nothing else.
    let mut idle = TcpStream::connect(site.address()).await.expect("it listens");
    idle.write_all(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n").await.expect("it takes it");
    let said = closed(&mut idle).await;
    assert!(said.starts_with("HTTP/1.1 200"), "{said}");

    let visitor = Visitor::new(&site).slow(3 * SHORT);
    must(&visitor.post("/code", "code=onzin").await, 422, "onzin");
    let mut followed = visitor.listen("/wijk/west/voortgang?nr=1").await;
    assert!(followed.until("\"percent\":0").await, "{}", followed.said);
    assert!(!followed.ends().await, "it goes on: {}", followed.said);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_so_many_are_let_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_world, site) = served(folder.path(), |doors| Doors { most: 2, ..doors }).await;
    let inside = [half_a_head(site.address()).await, half_a_head(site.address()).await];
    let visitor = Visitor::new(&site);
    assert!(timeout(2 * SHORT, visitor.get("/")).await.is_err(), "whoever comes then waits");
    let waits = async {
        sleep(SHORT).await;
        drop(inside);
    };
    let (page, ()) = tokio::join!(timeout(SOON, visitor.get("/")), waits);
    must(&page.expect("its turn comes"), 200, "De code uit uw brief");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_network_is_turned_away_that_has_its_share() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_world, site) = served(folder.path(), |doors| Doors { of_a_network: 2, ..doors }).await;
    let inside = [half_a_head(site.address()).await, half_a_head(site.address()).await];
    let mut third = TcpStream::connect(site.address()).await.expect("it listens");
    assert_eq!(closed(&mut third).await, "");
    drop(inside);
    let mut pages = 0;
    for _ in 0..50 {
        let mut stream = TcpStream::connect(site.address()).await.expect("it listens");
        let request = b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
        let sent = stream.write_all(request).await;
        if sent.is_ok() && closed(&mut stream).await.starts_with("HTTP/1.1 200") {
            pages += 1;
            break;
        }
        sleep(SHORT / 5).await;
    }
    assert_eq!(pages, 1, "they are let in again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_takes_nothing_loses_their_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let stalled = Duration::from_secs(1);
    let (_world, site) = served(folder.path(), |doors| Doors { most: 1, stalled, ..doors }).await;
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_recv_buffer_size(4096).expect("a small one");
    let mut greedy = socket.connect(site.address()).await.expect("it listens");
    // Far more pages than fit on the way, of which none is read.
    let asks = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n".repeat(2_000);
    let asks = tokio::spawn(async move {
        let sent = greedy.write_all(&asks).await;
        sleep(Duration::from_mins(1)).await;
        drop((sent, greedy));
    });
    sleep(SHORT).await;
    let visitor = Visitor::new(&site);
    let page = timeout(Duration::from_secs(30), visitor.get("/")).await;
    must(&page.expect("its turn comes"), 200, "De code uit uw brief");
    asks.abort();
}
