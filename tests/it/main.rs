//! The one integration test program: everything that needs a database, a process or a file runs here.
//! One program links once; twenty would link twenty times.

mod address;
mod bad_input;
mod balances;
mod bench;
mod check;
mod cheque_desk;
mod closing;
mod crash;
mod demo;
mod deploy;
mod erasure;
mod export;
mod golden;
mod import_pb;
mod issue;
mod jobs;
mod lists;
mod mail;
mod opening;
mod outgoing;
mod pabulib_oracle;
mod programmes;
mod rebuild;
mod retention;
mod self_check;
mod start;
mod support;
mod support_test;
mod tenancy;
mod trace;
mod website;
mod writer;
