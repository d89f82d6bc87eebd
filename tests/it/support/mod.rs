//! What the integration tests stand on, not tests themselves.

pub mod ballots;
pub mod damage;
pub mod disk;
pub mod life;
pub mod patience;
pub mod postgres;
pub mod raw;
pub mod served;
pub mod site;
pub mod smtp;
pub mod world;
