//! The press of the website: prints one sheet at a time, beside what else is served, and keeps the last ones. Anybody may
//! ask for a poster, so neither time nor memory may depend on how many do.

use super::problem::Problem;
use crate::app::throttle;
use crate::print::NotPrinted;
use axum::body::Bytes;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, VecDeque};
use std::fmt::Debug;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// How many sheets are kept; each has some ten to a hundred kilobytes.
const KEPT: usize = 64;
/// The most bytes of a sheet that is kept.
const LARGEST_KEPT: usize = 1 << 20;
/// How many wait for the press, with the one whose sheet is printed. Others are told that it is busy.
const PLACES: usize = 12;
/// How many of them one network gets, so that nobody keeps the press from all others.
const OF_A_NETWORK: usize = 3;

/// A press, shared by all pages.
#[derive(Clone, Debug)]
pub struct Press(Arc<Inside>);

/// A place of a network; free again when it is dropped.
struct Place {
    press: Press,
    network: Vec<u8>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut networks = self.press.0.networks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = networks.get_mut(&self.network) {
            *taken -= 1;
            if *taken == 0 {
                networks.remove(&self.network);
            }
        }
    }
}

#[derive(Debug)]
struct Inside {
    places: Arc<Semaphore>,
    running: Arc<Semaphore>,
    /// How many places each network has.
    networks: Mutex<HashMap<Vec<u8>, usize>>,
    /// The last sheets, the newest first, each by the hash of what went into it.
    kept: Mutex<VecDeque<([u8; 32], Bytes)>>,
}

impl Default for Press {
    fn default() -> Self {
        Self(Arc::new(Inside {
            places: Arc::new(Semaphore::new(PLACES)),
            running: Arc::new(Semaphore::new(1)),
            networks: Mutex::default(),
            kept: Mutex::default(),
        }))
    }
}

impl Press {
    /// Prints `given` by `print`, called `what`, for somebody from a network; the same again is the sheet that was kept.
    ///
    /// # Errors
    /// [`Problem::Busy`] if too many wait, or too many of this network; [`Problem::Ours`] for a mistake in a layout.
    pub async fn print<G: Debug + Send + 'static>(
        &self,
        from: IpAddr,
        what: &str,
        given: G,
        print: fn(&G) -> Result<Vec<u8>, NotPrinted>,
    ) -> Result<Bytes, Problem> {
        let key = Sha256::digest(format!("{what} {given:?}")).into();
        if let Some(sheet) = self.kept(key) {
            return Ok(sheet);
        }
        let of_network = self.place(throttle::network(from)).ok_or(Problem::Busy)?;
        let place = self.0.places.clone().try_acquire_owned().map_err(|_| Problem::Busy)?;
        let turn = self.0.running.clone().acquire_owned().await.map_err(|_| Problem::Busy)?;
        // Somebody before us may have wanted the same.
        if let Some(sheet) = self.kept(key) {
            return Ok(sheet);
        }
        let press = self.clone();
        // It goes on when whoever asked goes away, and keeps its turn until the sheet is kept.
        let printed = tokio::task::spawn_blocking(move || {
            let (_of_network, _place, _turn) = (of_network, place, turn);
            print(&given).map(|sheet| press.keep(key, sheet.into()))
        });
        let printed = printed.await.map_err(|error| error.to_string());
        match printed.and_then(|printed| printed.map_err(|error| error.to_string())) {
            Ok(sheet) => Ok(sheet),
            Err(why) => {
                tracing::error!(why, "a sheet could not be printed");
                Err(Problem::Ours)
            }
        }
    }

    /// A place of those a network gets; none if it has all of them.
    fn place(&self, network: Vec<u8>) -> Option<Place> {
        let mut networks = self.0.networks.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = networks.entry(network.clone()).or_default();
        if *taken >= OF_A_NETWORK {
            return None;
        }
        *taken += 1;
        drop(networks);
        Some(Place { press: self.clone(), network })
    }

    fn kept(&self, key: [u8; 32]) -> Option<Bytes> {
        let kept = self.0.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| *known == key).map(|(_, sheet)| sheet.clone())
    }

    fn keep(&self, key: [u8; 32], sheet: Bytes) -> Bytes {
        if sheet.len() <= LARGEST_KEPT {
            let mut kept = self.0.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.truncate(KEPT - 1);
            kept.push_front((key, sheet.clone()));
        }
        sheet
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    static PRINTED: AtomicUsize = AtomicUsize::new(0);
    static RUNNING: AtomicUsize = AtomicUsize::new(0);

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        clippy::unnecessary_wraps,
        reason = "it stands for what prints a sheet"
    )]
    fn slowly(given: &usize) -> Result<Vec<u8>, NotPrinted> {
        assert_eq!(RUNNING.fetch_add(1, Ordering::SeqCst), 0, "one at a time");
        std::thread::sleep(Duration::from_millis(50));
        RUNNING.fetch_sub(1, Ordering::SeqCst);
        PRINTED.fetch_add(1, Ordering::SeqCst);
        Ok(vec![0; *given])
    }

    #[tokio::test]
    async fn one_sheet_at_a_time_few_wait_and_the_last_are_kept() {
        let press = Press::default();
        let from = |network: usize| IpAddr::from([192, 0, 2, u8::try_from(network).expect("small")]);
        let same: Vec<_> = (0..8).map(|network| press.print(from(network), "same", 7, slowly)).collect();
        assert!(futures_util::future::join_all(same).await.iter().all(Result::is_ok));
        assert_eq!(PRINTED.load(Ordering::SeqCst), 1, "the others get the same sheet");

        let many: Vec<_> =
            (0..PLACES + 5).map(|size| press.print(from(size), "other", size, slowly)).collect();
        let busy = futures_util::future::join_all(many).await;
        let busy = busy.iter().filter(|sheet| matches!(sheet, Err(Problem::Busy))).count();
        assert_eq!(busy, 5, "whoever finds all places taken is told so at once");

        let greedy: Vec<_> =
            (0..PLACES).map(|size| press.print(from(0), "greedy", 100 + size, slowly)).collect();
        let other = press.print(from(1), "another network", 99, slowly);
        let (greedy, other) = tokio::join!(futures_util::future::join_all(greedy), other);
        let printed = greedy.iter().filter(|sheet| sheet.is_ok()).count();
        assert_eq!((printed, other.is_ok()), (OF_A_NETWORK, true), "a network has some of the places only");
        assert!(press.0.networks.lock().expect("nobody panicked").is_empty(), "and gets them back");

        for size in 0..2 * KEPT {
            press.keep([u8::try_from(size).expect("small"); 32], Bytes::from_static(b"sheet"));
        }
        assert_eq!(press.0.kept.lock().expect("nobody panicked").len(), KEPT);
        press.keep([200; 32], vec![0; LARGEST_KEPT + 1].into());
        assert!(press.kept([200; 32]).is_none(), "what is large is not kept");
    }
}
