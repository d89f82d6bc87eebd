//! wijkkas, the neighbourhood's cash box. See ARCHITECTURE.md for the map.

pub mod app;
pub mod cli;
pub mod domain;
pub mod jobs;
pub mod mail;
pub mod pabulib;
pub mod print;
pub mod store;
pub mod views;
pub mod web;
pub mod words;
