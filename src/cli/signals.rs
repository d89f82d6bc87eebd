//! Ctrl-C and the system's wish to end: the work stops where it is, and then the databases are closed. Work may stop
//! anywhere, as it does when the power fails: what is not committed did not happen.

use super::CliError;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::Notify;

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

/// How work hears that it should end, if it can end in order.
#[derive(Debug, Default)]
pub struct Stop {
    asked: Notify,
    is_heard: AtomicBool,
}

impl Stop {
    /// Asks for it; answers whether anybody listens.
    pub fn ask(&self) -> bool {
        self.asked.notify_one();
        self.is_heard.load(Ordering::SeqCst)
    }

    /// Waits until it is asked for. Whoever calls this ends what is under way by themselves, from now on: before they
    /// wait, and say that they are there, too.
    pub fn asked(self: Arc<Self>) -> impl Future<Output = ()> {
        self.is_heard.store(true, Ordering::SeqCst);
        async move { self.asked.notified().await }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_waits_is_heard_from_the_beginning() {
        let stop = Arc::new(Stop::default());
        assert!(!stop.ask(), "nobody waits");
        let waits = Arc::clone(&stop).asked();
        assert!(stop.ask(), "also before it is polled");
        drop(waits);
    }
}
