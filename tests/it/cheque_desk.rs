//! Codes that were replaced, voided or reversed, as they are typed afterwards.

use crate::support::damage::Hand;
use crate::support::patience::cut_off_after;
use crate::support::world::{World, urls};
use wijkkas::app::activate::{Activated, NotActivated, Typed, activate};
use wijkkas::app::cheque_desk::{self, Letter, Seen};
use wijkkas::app::writer::{Failure, Options};
use wijkkas::app::{codes, texts};
use wijkkas::domain::cheque::{Cheque, ChequeCommand, NewCode, VoidReason};
use wijkkas::domain::{Actor, ChequeId, Did, PersonId, Refusal, Role, Shown, WalletId};
use wijkkas::store::CommandKey;

/// The first codes of so many cheques of an open round.
async fn first_codes(world: &World, cheques: i64) -> Vec<String> {
    world.open_round(cheques).await;
    let printed = codes::printed(&world.app, world.book, (1..=cheques).map(ChequeId)).await;
    printed.expect("the keys are there").into_iter().map(|(_, code)| code.to_string()).collect()
}

fn by(world: &World, role: Role) -> (CommandKey, Actor) {
    (world.key(), Actor::Staff(role, PersonId(1)))
}

fn seen(cheque: i64, generation: u32) -> Seen {
    Seen { cheque: ChequeId(cheque), generation }
}

fn code(letter: &Letter) -> String {
    letter.code.expect("a code for the letter").to_string()
}

async fn type_in(world: &World, code: &str) -> Result<Activated, NotActivated> {
    activate(&world.app, world.book, Typed { code, ..Typed::default() }).await
}

async fn refused(world: &World, code: &str) -> Refusal {
    match type_in(world, code).await.expect_err("it is refused") {
        NotActivated::Failed(Failure::Refused(refusal)) => refusal,
        other => panic!("{other}"),
    }
}

async fn void(world: &World, seen: Seen) -> Letter {
    let reason = (VoidReason::Fraud, None);
    cheque_desk::void(&world.app, world.book, seen, reason, by(world, Role::Admin)).await.expect("voided")
}

async fn undo_void(world: &World, seen: Seen) -> Letter {
    let by = by(world, Role::Admin);
    let undone = cheque_desk::undo_void(&world.app, world.book, seen, by).await;
    undone.expect("undone")
}

/// A resident makes a new code for their own cheque.
async fn replace_own(world: &World, seen: Seen, own: Actor) {
    let made = cheque_desk::replace(&world.app, world.book, seen, (world.key(), own)).await;
    made.expect("it is replaced");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_replaced_code_says_so_and_the_new_one_opens_the_lot() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let old = first_codes(&world, 2).await;
        let by = by(&world, Role::Desk);
        let letter = cheque_desk::replace(&world.app, world.book, seen(1, 1), by).await.unwrap();
        assert_eq!(letter.did, Did::Now);
        let again = cheque_desk::replace(&world.app, world.book, seen(1, 1), by).await.unwrap();
        assert_eq!(again, letter, "the same wish sent twice makes one code");
        assert_eq!(refused(&world, &old[0]).await, Refusal::CodeReplaced);
        let activated = type_in(&world, &code(&letter)).await.unwrap();

        // Also of an activated cheque, which keeps its lot.
        let desk = (world.key(), by.1);
        let next = cheque_desk::replace(&world.app, world.book, seen(1, 2), desk).await.unwrap();
        assert_eq!(refused(&world, &code(&letter)).await, Refusal::CodeReplaced);
        let same = Activated { did: Did::Already, ..activated };
        assert_eq!(type_in(&world, &code(&next)).await.unwrap(), same);
        let stale = cheque_desk::replace(&world.app, world.book, seen(1, 1), (world.key(), by.1)).await;
        assert_eq!(stale, Err(Failure::Refused(Refusal::CodeNotNext { next: 4 })));
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_voided_code_says_so_until_that_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let old = first_codes(&world, 2).await;
        let before = type_in(&world, &old[1]).await.unwrap();
        for (cheque, old) in (1..).zip(&old) {
            let letter = void(&world, seen(cheque, 1)).await;
            assert_eq!(letter, Letter { did: Did::Now, code: None });
            assert_eq!(refused(&world, old).await, Refusal::ChequeVoided);
        }
        world.prove().await;
        let letters = [undo_void(&world, seen(1, 1)).await, undo_void(&world, seen(2, 2)).await];
        assert_eq!(code(&letters[0]), old[0], "it was never activated, so its letter is good again");
        assert_eq!(type_in(&world, &old[0]).await.unwrap().did, Did::Now);
        assert_eq!(refused(&world, &old[1]).await, Refusal::CodeReplaced);
        let after = type_in(&world, &code(&letters[1])).await.unwrap();
        assert_eq!((after.did, after.lot == before.lot), (Did::Now, false));
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_activation_is_reversed_under_a_new_code() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let old = first_codes(&world, 1).await;
        let wrong = type_in(&world, &old[0]).await.unwrap();
        let words = texts::make(&world.app, None, "The neighbour typed it in.").unwrap();
        let by = by(&world, Role::Desk);
        let letter =
            cheque_desk::reverse(&world.app, world.book, seen(1, 1), words.clone(), by).await.unwrap();
        let again = cheque_desk::reverse(&world.app, world.book, seen(1, 1), words, by).await.unwrap();
        assert_eq!(again, letter, "the same wish sent twice makes one code");
        assert_eq!(refused(&world, &old[0]).await, Refusal::CodeReplaced);
        let right = type_in(&world, &code(&letter)).await.unwrap();
        assert_eq!((right.did, right.wallet == wrong.wallet), (Did::Now, false));
        world.prove().await;
    }
}

/// What leaves no trace in the log shows no code: not that of a letter in the post, nor that of a resident.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_reads_no_code_that_it_did_not_make() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let old = first_codes(&world, 2).await;
        let desk = by(&world, Role::Desk).1;
        let words = || texts::make(&world.app, None, "Nothing happened.").unwrap();
        let nothing = Letter { did: Did::Already, code: None };
        let unopened =
            cheque_desk::reverse(&world.app, world.book, seen(2, 1), words(), (world.key(), desk)).await;
        assert_eq!(unopened, Ok(nothing));
        assert_eq!(undo_void(&world, seen(2, 1)).await, nothing);

        // The resident made the second code; a made-up view of the first shows nobody the second.
        let mine = type_in(&world, &old[0]).await.unwrap().actor;
        replace_own(&world, seen(1, 1), mine).await;
        let stale = cheque_desk::replace(&world.app, world.book, seen(1, 1), (world.key(), desk)).await;
        assert_eq!(stale, Err(Failure::Refused(Refusal::CodeReplaced)));
        assert_eq!(undo_void(&world, seen(1, 2)).await, nothing);

        // The desk's own form sent again, after the resident made a newer one.
        let by = (world.key(), desk);
        cheque_desk::replace(&world.app, world.book, seen(1, 2), by).await.unwrap();
        replace_own(&world, seen(1, 3), mine).await;
        let again = cheque_desk::replace(&world.app, world.book, seen(1, 2), by).await;
        assert_eq!(again, Ok(Letter { did: Did::Now, code: None }));
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_is_not_made_without_its_entry_in_the_directory() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let old = first_codes(&world, 1).await;
        let code = NewCode { generation: 2, key_version: 1, attempt: 0 };
        let replace = ChequeCommand::Replace { cheque: ChequeId(1), code };
        let broken = world.ask(by(&world, Role::Desk).1, replace).await;
        let why = "the code 2 of cheque 1 has no entry in the directory";
        assert_eq!(broken, Err(Failure::Broken(why.into())));
        let cheque: Cheque = world.app.look(world.book, ChequeId(1)).await.unwrap().unwrap();
        assert_eq!(cheque.generation, 1);
        assert_eq!(type_in(&world, &old[0]).await.unwrap().did, Did::Now);
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_alone_opens_its_own_lot_and_not_the_wallet() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let codes = first_codes(&world, 3).await;
        let first = type_in(&world, &codes[0]).await.unwrap();
        assert_eq!(first.actor, Actor::Resident(first.wallet), "nothing else is in the new wallet");
        let shown = Typed { code: &codes[1], wallet: Some(first.wallet), ..Typed::default() };
        let second = activate(&world.app, world.book, shown).await.unwrap();
        assert_eq!(second.actor, Actor::Resident(first.wallet));
        assert_eq!(type_in(&world, &codes[1]).await.unwrap().actor, Actor::Holder(second.lot));
        assert_eq!(type_in(&world, &codes[0]).await.unwrap().actor, Actor::Holder(first.lot));
        assert_eq!(activate(&world.app, world.book, shown).await.unwrap().actor, second.actor);

        // Somebody else's wallet shows nothing about this one.
        let other = type_in(&world, &codes[2]).await.unwrap();
        let strange = Typed { wallet: Some(other.wallet), ..shown };
        let opened = activate(&world.app, world.book, strange).await.unwrap();
        assert_eq!((opened.wallet, opened.actor), (first.wallet, Actor::Holder(second.lot)));
        let desk = Typed { desk: Some(PersonId(7)), wallet: None, ..shown };
        let typed = activate(&world.app, world.book, desk).await.unwrap();
        assert_eq!(typed.actor, Actor::AtDesk(PersonId(7), Shown::Lot(second.lot)));
    }
}

/// Whose address goes is told so whatever becomes of the process that asked: the mail is written with the event.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_mail_to_an_address_that_goes_is_there_with_the_event() {
    const CHEQUES: i64 = 30;
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let codes = first_codes(&world, CHEQUES).await;
        let hand = Hand::beside(&world);
        let (mut cut_off, mut whole) = (0, 0);
        for (cheque, code) in (1..=CHEQUES).zip(&codes) {
            let WalletId(wallet) = type_in(&world, code).await.expect("activated").wallet;
            let until = world.app.now().ms() + 86_400_000;
            let leave = format!(
                "INSERT INTO wallet_mail (book, wallet, lot, address, language, until) \
                 VALUES ({}, {wallet}, 0, 'a{cheque}@example.org', 'nl', {until})",
                world.book.0
            );
            hand.run(&leave).await.expect("an address is left");
            let replace =
                cheque_desk::replace(&world.app, world.book, seen(cheque, 1), by(&world, Role::Desk));
            let is_whole = cut_off_after(usize::try_from(cheque % 6).unwrap(), replace).await.is_some();
            (cut_off, whole) = (cut_off + i32::from(!is_whole), whole + i32::from(is_whole));
            // Whatever is still on its way: the writer takes one command after the other.
            let (wallet, again) = world.activation(cheque);
            world.ask(Actor::Resident(wallet), again).await.ok();
            let count = async |table: &str, what: &str| {
                let rows =
                    format!("SELECT COUNT(*) FROM {table} WHERE address = 'a{cheque}@example.org' {what}");
                hand.number(&rows).await
            };
            let is_there = count("wallet_mail", "").await;
            assert_eq!(
                count("mail", "").await,
                1 - is_there,
                "cut off after {}: told if it is gone",
                cheque % 6
            );
        }
        assert!(cut_off > 3 && whole > 3, "cut off {cut_off} times, whole {whole} times");
    }
}
