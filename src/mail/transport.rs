//! Handing mails over: to an SMTP server, or in the demo to a tray from which they can be read.

use super::compose::{Composed, Composer};
use crate::app::App;
use crate::app::mails::{Shown, Tray, Waiting};
use lettre::address::AddressError;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;

/// How long the other side may take for an answer.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Who hands mails over.
#[derive(Clone, Debug)]
pub struct Mailer {
    composer: Composer,
    way: Way,
}

#[derive(Clone, Debug)]
enum Way {
    Smtp(Smtp),
    Tray(Tray),
}

/// An SMTP server.
#[derive(Clone, Debug)]
pub struct Smtp {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// What is wrong with the settings of an SMTP server. The address is not repeated, since it may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum SmtpMistake {
    /// The server's address.
    #[error(
        "the address of the mail server cannot be read: it is written like smtps://USER:PASSWORD@HOST or \
         smtp://USER:PASSWORD@HOST:587?tls=required"
    )]
    Server,
    /// The sender.
    #[error("the sender of mails cannot be read: it is written like Wijkkas <wijkkas@example.org>")]
    From(#[from] AddressError),
}

/// What became of a mail.
pub(super) enum Answer {
    /// The other side has it.
    Taken,
    /// It never will.
    Refused(String),
    /// Not now.
    NotNow(String),
}

impl Smtp {
    /// A server at an address, `smtps://USER:PASSWORD@HOST`, and the sender of its mails.
    ///
    /// # Errors
    /// [`SmtpMistake`]; nothing is connected yet.
    pub fn new(server: &str, from: &str) -> Result<Self, SmtpMistake> {
        let builder =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(server).map_err(|_| SmtpMistake::Server)?;
        Ok(Self { server: builder.timeout(Some(TIMEOUT)).build(), from: from.parse()? })
    }

    async fn send(&self, mail: &Waiting, words: Composed) -> Answer {
        let Ok(to) = mail.address.parse() else { return Answer::Refused("the address is none".into()) };
        let host = self.from.email.domain();
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(words.subject)
            .message_id(Some(format!("<{}@{host}>", mail.id)))
            // Nobody's absence is announced to us.
            .header(Automatic)
            .multipart(MultiPart::alternative_plain_html(words.text, words.html));
        match message {
            Ok(message) => {
                self.server.send(message).await.map_or_else(|error| why(&error), |_| Answer::Taken)
            }
            Err(error) => Answer::Refused(error.to_string()),
        }
    }
}

/// The server's words are left out: many repeat the address.
fn why(error: &smtp::Error) -> Answer {
    let code = error.status().map_or_else(|| "no answer".into(), |code| format!("answer {code}"));
    if error.is_permanent() { Answer::Refused(code) } else { Answer::NotNow(code) }
}

/// `Auto-Submitted: auto-generated` (RFC 3834).
#[derive(Clone)]
struct Automatic;

impl Header for Automatic {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".into())
    }
}

impl Mailer {
    /// Hands them to a server.
    pub fn smtp(composer: Composer, smtp: Smtp) -> Self {
        Self { composer, way: Way::Smtp(smtp) }
    }

    /// Lays them on a tray.
    pub fn tray(composer: Composer, tray: Tray) -> Self {
        Self { composer, way: Way::Tray(tray) }
    }

    pub(super) async fn send(&self, app: &App, mail: &Waiting) -> Answer {
        let words = match self.composer.compose(app, mail) {
            Ok(words) => words,
            Err(error) => return Answer::NotNow(format!("its template could not be filled: {error}")),
        };
        match &self.way {
            Way::Smtp(smtp) => smtp.send(mail, words).await,
            Way::Tray(tray) => {
                let Composed { subject, text, .. } = words;
                tray.put(Shown { address: mail.address.clone(), subject, text });
                Answer::Taken
            }
        }
    }
}
