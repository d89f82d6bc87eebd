//! How far initiatives are, for whoever keeps looking: one task for each initiative that somebody looks at asks the
//! database now and then, so that it sees what any process wrote, and ends when nobody looks any more.

use super::App;
use super::initiatives::{self, Told};
use super::throttle;
use crate::domain::{BookId, InitiativeId};
use crate::store::StoreError;
use crate::views::initiatives::{self as view, Listed};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// How often the database is asked.
const PAUSE: Duration = Duration::from_secs(1);
/// The most that look at once in a process.
const MOST: usize = 2_000;
/// The most of them from one network: a community centre has one address for everybody in it.
const OF_A_NETWORK: usize = 100;
/// How many initiatives somebody looks at for one place; each further one takes one more, or a network could have all that
/// are looked at.
const MANY: usize = 10;
/// The most initiatives that are looked at at once in a process.
const MOST_WATCHED: usize = 500;

/// An initiative as it was last seen; none before the first look, or if it is not there.
pub type Seen = Option<Arc<Told>>;

type Which = (BookId, InitiativeId);

/// Who looks at what in this process.
#[derive(Clone, Debug, Default)]
pub struct Live(Arc<Mutex<Looking>>);

#[derive(Debug, Default)]
struct Looking {
    watched: HashMap<Which, watch::Sender<Seen>>,
    /// How many look, by the network they come from.
    networks: HashMap<Vec<u8>, usize>,
}

/// There are too many already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany;

/// A place among those who look; free again when it is dropped.
#[derive(Debug)]
pub struct Place {
    live: Live,
    network: Vec<u8>,
    places: usize,
}

impl Live {
    /// Takes a place for somebody who looks at so many initiatives: one, and one more for each beyond some.
    ///
    /// # Errors
    /// [`TooMany`] if all are taken, or all that a network gets.
    pub fn place(&self, from: IpAddr, initiatives: usize) -> Result<Place, TooMany> {
        let network = throttle::network(from);
        let places = 1 + initiatives.saturating_sub(MANY);
        let mut looking = self.lock();
        let all = looking.networks.values().sum::<usize>();
        let of_network = looking.networks.get(&network).copied().unwrap_or(0);
        if all + places > MOST || of_network + places > OF_A_NETWORK {
            return Err(TooMany);
        }
        *looking.networks.entry(network.clone()).or_default() += places;
        drop(looking);
        Ok(Place { live: self.clone(), network, places })
    }

    /// How many initiatives are looked at.
    pub fn watched(&self) -> usize {
        self.lock().watched.len()
    }

    fn lock(&self) -> MutexGuard<'_, Looking> {
        // Nothing that is done while the lock is held panics half-way.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends looking at one if nobody does any more: whoever begins to holds the lock, so none is forgotten.
    fn end(&self, which: Which) -> bool {
        let mut looking = self.lock();
        let is_alone = looking.watched.get(&which).is_none_or(|sender| sender.receiver_count() == 0);
        if is_alone {
            looking.watched.remove(&which);
        }
        is_alone
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut looking = self.live.lock();
        if let Some(count) = looking.networks.get_mut(&self.network) {
            *count -= self.places;
            if *count == 0 {
                looking.networks.remove(&self.network);
            }
        }
    }
}

/// Looks at an initiative: what is received changes within a second or two of the initiative, whoever changed it.
///
/// # Errors
/// [`TooMany`] if too many others are looked at.
pub fn watch(app: &App, which: Which) -> Result<watch::Receiver<Seen>, TooMany> {
    let mut looking = app.live.lock();
    if let Some(sender) = looking.watched.get(&which) {
        return Ok(sender.subscribe());
    }
    if looking.watched.len() >= MOST_WATCHED {
        return Err(TooMany);
    }
    let (sender, receiver) = watch::channel(None);
    looking.watched.insert(which, sender.clone());
    drop(looking);
    tokio::spawn(follow(app.clone(), which, sender));
    Ok(receiver)
}

/// Asks for it until nobody looks any more.
async fn follow(app: App, which: Which, sender: watch::Sender<Seen>) {
    let mut last = None;
    loop {
        match look(&app, which, last.as_ref()).await {
            Ok(Some((listed, told))) => {
                last = Some(listed);
                sender.send_replace(told.map(Arc::new));
            }
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "an initiative that is looked at could not be read"),
        }
        tokio::select! {
            () = sender.closed() => if app.live.end(which) { return },
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// What is new about it since it was last listed; nothing if nothing is. Only then more than one row is read.
async fn look(
    app: &App,
    (book, id): Which,
    last: Option<&Listed>,
) -> Result<Option<(Listed, Option<Told>)>, StoreError> {
    let Some(listed) = view::find(&app.database, book, id).await? else { return Ok(None) };
    if Some(&listed) == last {
        return Ok(None);
    }
    // Both are written in one transaction, so this is as new as the row, or newer.
    Ok(Some((listed, initiatives::find(app, book, id).await?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_gets_so_many_places_and_gets_them_back() {
        let (live, here) = (Live::default(), IpAddr::from([192, 0, 2, 1]));
        let mut taken: Vec<Place> =
            (0..OF_A_NETWORK).map(|_| live.place(here, MANY).expect("a place")).collect();
        assert_eq!(live.place(here, 1).err(), Some(TooMany));
        let elsewhere = live.place(IpAddr::from([192, 0, 2, 2]), 1).expect("others are not held up");
        taken.pop();
        assert_eq!(live.place(here, MANY + 1).err(), Some(TooMany), "who looks at many takes more");
        taken.push(live.place(here, 1).expect("one is free again"));
        drop((taken, elsewhere));
        assert!(live.lock().networks.is_empty(), "nothing stays of who was there");
    }

    #[test]
    fn there_are_only_so_many_places_in_all() {
        let live = Live::default();
        let network = |number: u32| IpAddr::from((0x0a00_0000 + number).to_be_bytes());
        let most = u32::try_from(MOST).expect("a few thousand");
        let taken: Vec<Place> =
            (0..most).map(|number| live.place(network(number), 1).expect("one")).collect();
        assert_eq!(live.place(network(most), 1).err(), Some(TooMany));
        drop(taken);
        assert!(live.place(network(0), 1).is_ok());
    }
}
