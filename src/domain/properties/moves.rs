//! What somebody might ask. Numbers pick among what there is at that moment, so that most moves make sense
//! and some do not.

use super::payouts::{AboutPayout, about_payout};
use proptest::prelude::*;

/// A wish.
#[derive(Clone, Debug)]
pub enum Move {
    Resident(u8, ByResident),
    /// Whoever shows only the code of the lot that the number picks.
    Holder(u8, ByResident),
    /// A desk worker beside somebody: who has shown a wallet, if so, or the code of the lot that the number picks.
    AtDesk(u8, bool, ByResident),
    Staff(u8, ByStaff),
    Initiator(u8, ByInitiator),
    Job(u8, Job),
    Payout(u8, AboutPayout),
    /// Days go by.
    Wait(i64),
}

/// What residents do; the number beside it picks the resident.
#[derive(Clone, Debug)]
pub enum ByResident {
    Activate { cheque: u8, household: u8 },
    Pledge(Vec<(u8, u16)>),
    Withdraw(u8, Option<u16>),
    Move { from: u8, to: u8, most: u16 },
    GiveToCommonPot(u8, u16),
    Choose { lot: u8, common_pot: bool },
    EndChoice(u8),
}

/// What staff do to the cheque that the number beside it picks.
#[derive(Clone, Debug)]
pub enum ByStaff {
    MarkUndeliverable,
    UndoUndeliverable,
    Void,
    UndoVoid,
    Replace,
    Extend(u32),
    Reverse,
    EndTenancy,
}

/// What is done to the initiative that the number beside it picks.
#[derive(Clone, Debug)]
pub enum ByInitiator {
    Open {
        target: u16,
        own: bool,
        days: u32,
    },
    Pause,
    Resume,
    Explain,
    Cancel,
    /// Makes one of a few people an initiator.
    Add(u8),
    /// One of them takes themselves out.
    Leave(u8),
}

/// What is done as time goes by, to the thing that the number beside it picks.
#[derive(Clone, Debug)]
pub enum Job {
    IssueRound { cheques: i64, each: i64 },
    BeginClosing,
    NextPage,
    CancelRound,
    LapseCheque,
    LapseLot,
    LapseChoice,
    ActivateByChoice(u8),
    Conclude,
    ReturnPledges,
    Settle,
}

fn by_resident() -> impl Strategy<Value = ByResident> {
    use ByResident as B;
    let gives = prop::collection::vec((any::<u8>(), 0..500_u16), 0..4);
    prop_oneof![
        8 => (any::<u8>(), any::<u8>()).prop_map(|(cheque, household)| B::Activate { cheque, household }),
        8 => gives.prop_map(B::Pledge),
        3 => (any::<u8>(), prop::option::of(0..900_u16)).prop_map(|(from, sum)| B::Withdraw(from, sum)),
        2 => shifting(),
        1 => (any::<u8>(), 1..900_u16).prop_map(|(lot, sum)| B::GiveToCommonPot(lot, sum)),
        3 => (any::<u8>(), any::<bool>())
            .prop_map(|(lot, common_pot)| B::Choose { lot, common_pot }),
        1 => any::<u8>().prop_map(B::EndChoice),
    ]
}

fn shifting() -> impl Strategy<Value = ByResident> {
    (any::<u8>(), any::<u8>(), 1..900_u16).prop_map(|(from, to, most)| ByResident::Move { from, to, most })
}

fn by_staff() -> impl Strategy<Value = ByStaff> {
    prop_oneof![
        1 => Just(ByStaff::MarkUndeliverable),
        1 => Just(ByStaff::UndoUndeliverable),
        2 => Just(ByStaff::Void),
        3 => Just(ByStaff::UndoVoid),
        2 => Just(ByStaff::Replace),
        2 => (0..60_u32).prop_map(ByStaff::Extend),
        3 => Just(ByStaff::Reverse),
        1 => Just(ByStaff::EndTenancy),
    ]
}

fn opening(days: u32) -> impl Strategy<Value = ByInitiator> {
    (200..2500_u16, any::<bool>()).prop_map(move |(target, own)| ByInitiator::Open { target, own, days })
}

fn by_initiator() -> impl Strategy<Value = ByInitiator> {
    prop_oneof![
        2 => opening(30),
        1 => Just(ByInitiator::Pause),
        2 => Just(ByInitiator::Resume),
        4 => Just(ByInitiator::Explain),
        1 => Just(ByInitiator::Cancel),
    ]
}

fn job() -> impl Strategy<Value = Job> {
    prop_oneof![
        4 => (1..6_i64, 1..900_i64).prop_map(|(cheques, each)| Job::IssueRound { cheques, each }),
        2 => Just(Job::BeginClosing),
        3 => Just(Job::NextPage),
        1 => Just(Job::CancelRound),
        2 => Just(Job::LapseCheque),
        3 => Just(Job::LapseLot),
        2 => Just(Job::LapseChoice),
        4 => any::<u8>().prop_map(Job::ActivateByChoice),
        4 => Just(Job::Conclude),
        3 => Just(Job::ReturnPledges),
        3 => Just(Job::Settle),
    ]
}

fn by_added() -> impl Strategy<Value = ByInitiator> {
    prop_oneof![(0..3_u8).prop_map(ByInitiator::Add), (0..3_u8).prop_map(ByInitiator::Leave)]
}

/// Mostly money that is moved between initiatives that outlive it, and initiators who come and go.
pub fn mostly_moving() -> impl Strategy<Value = Move> {
    prop_oneof![
        12 => (any::<u8>(), by_resident()).prop_map(|(who, what)| Move::Resident(who, what)),
        6 => (any::<u8>(), shifting()).prop_map(|(who, what)| Move::Resident(who, what)),
        1 => opening(200).prop_map(|what| Move::Initiator(0, what)),
        1 => (any::<u8>(), by_added()).prop_map(|(which, what)| Move::Initiator(which, what)),
        2 => Just(Move::Job(0, Job::IssueRound { cheques: 5, each: 700 })),
        3 => (0..15_i64).prop_map(Move::Wait),
    ]
}

/// Mostly wishes about payouts, in a neighbourhood where something is to be paid.
pub fn mostly_payouts() -> impl Strategy<Value = Move> {
    prop_oneof![
        12 => (any::<u8>(), about_payout()).prop_map(|(which, what)| Move::Payout(which, what)),
        2 => any_move(),
    ]
}

/// Any wish, those that happen most often more often.
pub fn any_move() -> impl Strategy<Value = Move> {
    prop_oneof![
        12 => (any::<u8>(), by_resident()).prop_map(|(who, what)| Move::Resident(who, what)),
        3 => (any::<u8>(), by_resident()).prop_map(|(lot, what)| Move::Holder(lot, what)),
        2 => (any::<u8>(), any::<bool>(), by_resident())
            .prop_map(|(who, wallet, what)| Move::AtDesk(who, wallet, what)),
        3 => (any::<u8>(), by_staff()).prop_map(|(cheque, what)| Move::Staff(cheque, what)),
        3 => (any::<u8>(), by_initiator()).prop_map(|(which, what)| Move::Initiator(which, what)),
        7 => (any::<u8>(), job()).prop_map(|(which, what)| Move::Job(which, what)),
        3 => (0..9_i64).prop_map(Move::Wait),
    ]
}
