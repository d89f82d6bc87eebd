//! The program. Everything it does is in the library.

use std::process::ExitCode;

/// Batches are made by one thread and freed by another, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    wijkkas::cli::main()
}
