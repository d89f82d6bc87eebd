//! The doors of the website: how many connections are open at once, and how long one may hold its place without asking for
//! anything, or without taking what it asked for. What lies between has its own time (`layers`).

use crate::app::throttle;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::collections::HashMap;
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::{Service, ServiceExt as _};

/// The most connections that are open at once: the 2,000 of those who follow progress (`app/live.rs`), and one and a half
/// as many again for pages.
const MOST: usize = 5_000;
/// The most of them from one network: a community centre has one address for everybody in it, and each browser opens
/// several. Whoever takes all of these leaves the others four fifths.
const OF_A_NETWORK: usize = 1_000;
/// Files that the databases, the mails and the proofs may have open beside connections.
const OTHER_FILES: usize = 200;
/// How long the head of a request may take, and how long a connection without one is kept.
const HEAD: Duration = Duration::from_secs(10);
/// The same behind a proxy, which sends heads as a whole and keeps connections for the next visitor: Caddy for two minutes. A
/// form that is sent just as we close one is lost, so it is the proxy that closes them.
const HEAD_OF_A_PROXY: Duration = Duration::from_mins(3);
/// How long somebody may take nothing of what is sent to them: as long as a page may take to be made.
const STALLED: Duration = Duration::from_secs(30);
/// The most bytes of the head of a request: with 5,000 of them at once, 160 MB.
const LARGEST_HEAD: usize = 32 * 1024;

/// How many are let in, and how long they may do nothing.
#[derive(Clone, Copy, Debug)]
pub struct Doors {
    /// The most connections that are open at once. Whoever comes then waits in the system's queue, which has an end too.
    pub most: usize,
    /// The most of them from one network. Whoever comes then is turned away.
    pub of_a_network: usize,
    /// How long the head of a request may take, and how long a connection without one is kept.
    pub head: Duration,
    /// How long somebody may take nothing of what is sent to them. Linux sees to it; elsewhere it is not looked at.
    pub stalled: Duration,
}

impl Doors {
    /// What is usual for visitors, or for a proxy in front of them, from which all of them come.
    pub fn usual(behind_proxy: bool) -> Self {
        let most = most(&std::fs::read_to_string("/proc/self/limits").unwrap_or_default());
        let (of_a_network, head) = if behind_proxy { (most, HEAD_OF_A_PROXY) } else { (OF_A_NETWORK, HEAD) };
        Self { most, of_a_network, head, stalled: STALLED }
    }
}

/// The most connections that fit in the number of files that this process may have open, which the system says so.
fn most(limits: &str) -> usize {
    let files = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let files = files.and_then(|files| files.split_whitespace().next()?.parse::<usize>().ok());
    files.map_or(MOST, |files| files.saturating_sub(OTHER_FILES).clamp(1, MOST))
}

/// Serves pages to whoever is let in until `stop` is done, and then until the requests that are under way are.
///
/// # Errors
/// The machine's, if nobody listens at all.
pub async fn serve<S>(
    doors: Doors,
    (mut listener, pages): (TcpListener, S),
    stop: impl Future<Output = ()> + Send,
) -> io::Result<()>
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    tracing::info!(address = %listener.local_addr()?, ?doors, "the doors are open");
    let places = Arc::new(Semaphore::new(doors.most));
    let (inside, under_way) = (Inside::default(), GracefulShutdown::new());
    let mut stop = pin!(stop);
    loop {
        let come = async {
            // A place first: without one nobody is let in.
            let place = Arc::clone(&places).acquire_owned().await;
            // What cannot be taken in is logged there, and tried again.
            let (stream, peer) = Listener::accept(&mut listener).await;
            (place.ok(), stream, peer)
        };
        let (place, stream, peer) = tokio::select! {
            come = come => come,
            () = &mut stop => break,
        };
        let Some(place) = place.and_then(|place| inside.enter((place, peer.ip()), doors.of_a_network)) else {
            continue;
        };
        let connection = under_way.watch(connection(doors, (stream, peer), pages.clone()));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended");
            }
            drop(place);
        });
    }
    drop(listener);
    under_way.shutdown().await;
    Ok(())
}

/// What is said on a connection.
fn connection<S>(
    doors: Doors,
    (stream, peer): (TcpStream, SocketAddr),
    pages: S,
) -> http1::Connection<
    TokioIo<TcpStream>,
    impl hyper::service::Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send> + Send,
>
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    #[cfg(target_os = "linux")]
    if let Err(error) = socket2::SockRef::from(&stream).set_tcp_user_timeout(Some(doors.stalled)) {
        tracing::debug!(%error, "a connection that is gone already");
    }
    let pages = pages.map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(doors.head)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(pages))
}

/// Who is inside: how many connections, by the network they come from.
#[derive(Clone, Debug, Default)]
struct Inside(Arc<Mutex<HashMap<Vec<u8>, usize>>>);

/// The place of a connection; free again when it is dropped.
#[derive(Debug)]
struct Place {
    inside: Inside,
    network: Vec<u8>,
    _taken: OwnedSemaphorePermit,
}

impl Inside {
    /// Lets somebody in who has a place; nobody if their network has `most` already.
    fn enter(&self, (place, from): (OwnedSemaphorePermit, IpAddr), most: usize) -> Option<Place> {
        let network = throttle::network(from);
        let mut networks = self.lock();
        let count = networks.entry(network.clone()).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        drop(networks);
        Some(Place { inside: self.clone(), network, _taken: place })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Vec<u8>, usize>> {
        // Nothing that is done while the lock is held panics half-way.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut networks = self.inside.lock();
        if let Some(count) = networks.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                networks.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_gets_so_many_places_and_gets_them_back() {
        let (inside, places) = (Inside::default(), Arc::new(Semaphore::new(10)));
        let [here, there] = [1, 2].map(|last| IpAddr::from([192, 0, 2, last]));
        let enter = |from| {
            let place = Arc::clone(&places).try_acquire_owned().expect("there are ten");
            inside.enter((place, from), 2)
        };
        let mut taken = vec![enter(here).expect("one"), enter(here).expect("two")];
        assert!(enter(here).is_none());
        taken.push(enter(there).expect("others are not held up"));
        assert_eq!(places.available_permits(), 7, "who is turned away holds no place");
        taken.remove(0);
        taken.push(enter(here).expect("one is free again"));
        drop(taken);
        assert_eq!((inside.lock().len(), places.available_permits()), (0, 10));
    }

    #[test]
    fn no_more_are_let_in_than_files_may_be_open() {
        let limits = |files| {
            format!("Limit  Soft Limit  Hard Limit  Units\nMax open files   {files}  524288  files\n")
        };
        assert_eq!(most(&limits("1024")), 824);
        assert_eq!(most(&limits("16384")), MOST);
        assert_eq!(most(&limits("unlimited")), MOST);
        assert_eq!(most(&limits("100")), 1);
        assert_eq!(most(""), MOST);
    }
}
