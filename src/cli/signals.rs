//! Ctrl-C and the system's wish to end: the work stops where it is, and then the databases are closed. Work may stop
//! anywhere, as it does when the power fails: what is not committed did not happen.

use super::CliError;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// The signals that ask a program to end.
#[derive(Debug)]
pub struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    /// From here on they do not end the program by themselves.
    ///
    /// # Errors
    /// [`CliError::Other`] if the system does not tell of them.
    pub fn listen() -> Result<Self, CliError> {
        let listen = |kind| {
            signal(kind).map_err(|error| CliError::Other(format!("the program cannot start: {error}")))
        };
        Ok(Self { interrupt: listen(SignalKind::interrupt())?, terminate: listen(SignalKind::terminate())? })
    }

    /// Waits for one; answers the exit code, 128 and its number as in a shell.
    pub async fn stop(&mut self) -> u8 {
        tokio::select! {
            _ = self.interrupt.recv() => 130,
            _ = self.terminate.recv() => 143,
        }
    }
}
