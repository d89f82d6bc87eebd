//! A picture from an old telephone over a slow line takes longer than any page may.

use super::initiator::{begun, photo, signed_in};
use crate::support::site::serve;
use crate::support::world::World;
use std::time::Duration;
use wijkkas::app::writer::Options;

/// More than a page may take, and less than a picture may.
const LONG: Duration = Duration::from_secs(32);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_has_more_time_than_a_form() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}/book.db", folder.path().display());
    let world = World::open(&url, Options::default()).await;
    let site = serve(&world).await;
    let samira = signed_in(&world, &site, "samira@example.org").await;
    let plan = begun(&samira).await;
    let samira = samira.slow(LONG);
    let (pictures, story) = (format!("{plan}/fotos"), format!("{plan}/verhaal"));
    let picture = photo();
    let (sent, form) =
        tokio::join!(samira.upload(&pictures, &picture, "Het veld"), samira.post(&story, "title=Moestuin"));
    assert_eq!((sent.status, form.status), (303, 503), "{form:?}");
}
