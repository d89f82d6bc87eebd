//! The one integration test program: everything that needs a database, a process or a file runs here.
//! One program links once; twenty would link twenty times.

mod address;
mod balances;
mod check;
mod cheque_desk;
mod crash;
mod demo;
mod erasure;
mod export;
mod golden;
mod import_pb;
mod issue;
mod jobs;
mod lists;
mod outgoing;
mod pabulib_oracle;
mod rebuild;
mod retention;
mod support;
mod support_test;
mod tenancy;
mod trace;
mod writer;
