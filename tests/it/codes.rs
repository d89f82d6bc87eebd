//! What a code leaves behind: nothing of itself, and no command where it opens nothing.

use crate::issue::{code_of, type_in};
use crate::support::damage::Hand;
use crate::support::postgres::Cluster;
use crate::support::raw;
use crate::support::world::{World, urls};
use wijkkas::app::activate::{NotActivated, Typed, activate};
use wijkkas::app::cheque_desk::{self, Seen};
use wijkkas::app::codes::{self, CodeRefusal};
use wijkkas::app::writer::Options;
use wijkkas::domain::code::Code;
use wijkkas::domain::{Actor, ChequeId, PersonId, Role};
use wijkkas::store::{Engine, books};

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// A code as it could have been written down: as in a letter and without its dashes, and its bits as a number.
fn forms(code: Code) -> Vec<Vec<u8>> {
    let printed = code.to_string();
    let bare = printed.replace('-', "");
    assert_eq!((printed.len(), bare.len()), (13, 11));
    let words = [printed.to_lowercase(), bare.to_lowercase(), printed, bare].map(String::into_bytes);
    // 50 bits are in 7 bytes, from whichever end.
    let numbers = [code.bits().to_be_bytes()[1..].to_vec(), code.bits().to_le_bytes()[..7].to_vec()];
    words.into_iter().chain(numbers).collect()
}

/// All codes the world has had: of five cheques, two of which are activated and two got a new one.
async fn used(world: &World) -> Vec<Code> {
    world.open_round(5).await;
    let printed =
        codes::printed(&world.app, world.book, (1..=5).map(ChequeId)).await.expect("the keys are there");
    let mut all: Vec<Code> = printed.into_iter().map(|(_, code)| code).collect();
    for cheque in [1, 2] {
        type_in(world, &code_of(world, cheque).await).await.expect("activated");
    }
    let desk = Actor::Staff(Role::Desk, PersonId(4));
    for cheque in [1, 3].map(ChequeId) {
        let seen = Seen { cheque, generation: 1 };
        let by = (world.key(), desk);
        let letter = cheque_desk::replace(&world.app, world.book, seen, by).await.expect("replaced");
        assert!(letter.code.is_some_and(|code| !all.contains(&code)));
        all.extend(letter.code);
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_is_in_no_file_of_the_database() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let all = used(&world).await;
        assert_eq!(all.len(), 7);
        let database = &world.app.database;
        let files = raw::files_of(database, &url).await;
        let dump = match database.engine {
            Engine::Sqlite => String::new(),
            Engine::Postgres => Cluster::dump(&url),
        };
        for (number, code) in all.into_iter().enumerate() {
            // The directory has it by its digest, so these are the files.
            let digest = world.app.keys.digest(1, code).expect("the key is there");
            assert!(holds(&files, &digest), "code {number} of {url}");
            for (form, wanted) in forms(code).iter().enumerate() {
                assert!(!holds(&files, wanted), "code {number} of {url} in form {form}");
                assert!(!holds(dump.as_bytes(), wanted), "code {number} in form {form} in the dump");
            }
        }
    }
}

/// Whoever guesses fills no table, and what a typing error was answered is not remembered.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_that_opens_nothing_leaves_no_command() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(2).await;
        let hand = Hand::beside(&world);
        let kept = async || {
            let commands = hand.number("SELECT count(*) FROM command").await;
            (commands, hand.number("SELECT turn FROM book_head").await)
        };
        let before = kept().await;

        let unknown = type_in(&world, &Code::from_bits(12_345).to_string()).await;
        assert!(matches!(unknown, Err(NotActivated::Code(CodeRefusal::Unknown))), "{unknown:?}");
        let good = code_of(&world, 1).await;
        for typed in ["", "ABCD", "ABCD-EFGH-JKM-NPQ", "ABCD-EFGH-JK!", &good[..12]] {
            let refused = type_in(&world, typed).await;
            assert!(matches!(refused, Err(NotActivated::Code(CodeRefusal::NotACode(_)))), "{refused:?}");
        }
        assert_eq!(kept().await, before);

        let elsewhere = books::find_or_make(&world.app.database, "east").await.expect("a book");
        let commands = hand.number("SELECT count(*) FROM command").await;
        let typed = Typed { code: &good, ..Typed::default() };
        let refused = activate(&world.app, elsewhere, typed).await;
        assert!(matches!(refused, Err(NotActivated::OtherProgramme)), "{refused:?}");
        assert_eq!(hand.number("SELECT count(*) FROM command").await, commands);
        type_in(&world, &good).await.expect("it is a good one");
        assert_eq!(hand.number("SELECT count(*) FROM command").await, commands + 1);
    }
}
