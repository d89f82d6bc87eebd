//! What is over is forgotten beside the website, also where a part of it cannot be.

use crate::support::damage::Hand;
use crate::support::served::Program;
use crate::support::world::{World, write_keys};
use std::time::Duration;
use wijkkas::app::writer::Options;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_forgotten_holds_up_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let keys = folder.path().join("wijkkas.keys");
    write_keys(&keys);
    let world =
        World::open(&format!("sqlite://{}/book.db", folder.path().display()), Options::default()).await;
    world.open_round(1).await;
    world.open_initiative(500).await;
    let hand = Hand::beside(&world);
    // The second thing that is forgotten, and the fourth.
    for sql in [
        "ALTER TABLE help_offer RENAME TO help_offer_elsewhere",
        "INSERT INTO sign_in (digest, address, until) VALUES (x'00', 'jan@example.org', 2)",
    ] {
        hand.run(sql).await.expect("it works");
    }
    let program = Program::serve(folder.path(), &["--keys", &keys.display().to_string()], &[]);
    program
        .wait_for(|said| said.contains("what is over was not forgotten") && said.contains("offers to help"));
    for _ in 0..200 {
        if hand.number("SELECT COUNT(*) FROM sign_in").await == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("links that are over are still there: {}", program.said());
}
