//! Signing in with a link in a mail. The link is used once, within twenty minutes, and by pressing a button: opening
//! it changes nothing, since scanners of mail open every link.

use super::App;
use super::clock::later;
use super::mails::{self, About, Letter};
use super::persons;
use super::throttle::{MAILS_OF_A_NETWORK, MAILS_TO_AN_ADDRESS, network};
use super::token::Token;
use crate::store::{StoreError, accounts};
use std::net::IpAddr;

/// How long a link can be used, in milliseconds.
const LINK: i64 = 20 * 60 * 1000;
/// How long somebody stays signed in, in milliseconds.
const STAY: i64 = 12 * 60 * 60 * 1000;

/// Why no mail is sent.
#[derive(Debug, thiserror::Error)]
pub enum NotSent {
    /// No mail can be sent there.
    #[error("this is no e-mail address: it is written like name@example.org")]
    NotAnAddress,
    /// Too many mails were asked for.
    #[error("too many mails were asked for: please try again in {seconds} seconds")]
    SlowDown {
        /// How long to wait, at least 1.
        seconds: i64,
    },
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sends a link to sign in with to an address. Whether anybody with this address is known makes no difference: who
/// has the mail has the address.
///
/// # Errors
/// [`NotSent`].
pub async fn ask(app: &App, typed: &str, from: IpAddr, language: &str) -> Result<(), NotSent> {
    let address = admit(app, typed, from).await?;
    send_link(app, &address, language).await?;
    Ok(())
}

/// The address that was typed, as it is compared, if a mail may go there now.
///
/// # Errors
/// [`NotSent`].
pub(super) async fn admit(app: &App, typed: &str, from: IpAddr) -> Result<String, NotSent> {
    let address = persons::same_email(typed);
    if !persons::is_email(&address) {
        return Err(NotSent::NotAnAddress);
    }
    take(app, &address, from).await?;
    Ok(address)
}

/// Counts a mail that a network asks for to an address.
///
/// # Errors
/// [`NotSent::SlowDown`] if there were too many; the database's.
pub(super) async fn take(app: &App, address: &str, from: IpAddr) -> Result<(), NotSent> {
    let network = network(from);
    // A network that has to wait counts against no address: nobody is kept from signing in without a mail.
    if let Some(seconds) = MAILS_OF_A_NETWORK.wait(app, &network).await? {
        return Err(NotSent::SlowDown { seconds });
    }
    // Then the address: whoever asks again and again for one mailbox does not hold up a community centre.
    let whose = [(MAILS_TO_AN_ADDRESS, address.as_bytes()), (MAILS_OF_A_NETWORK, network.as_slice())];
    for (throttle, whose) in &whose {
        if let Some(seconds) = throttle.take(app, whose).await? {
            return Err(NotSent::SlowDown { seconds });
        }
    }
    Ok(())
}

/// Sends a link to an address; answers with its token.
///
/// # Errors
/// The database's.
pub async fn send_link(app: &App, address: &str, language: &str) -> Result<Token, StoreError> {
    let (id, until) = (mails::fresh_id()?, later(app.now(), LINK));
    let token = mails::sign_in_token(app, id);
    accounts::offer(&app.database, token.digest(), (address, until)).await?;
    let letter = Letter { language: language.into(), about: About::SignIn };
    mails::send(app, id, (address, &letter), until).await?;
    Ok(token)
}

/// Uses up a link; answers with what the browser shows from now on, or nothing if the link is over or was used.
///
/// # Errors
/// The database's.
pub async fn enter(app: &App, link: Token) -> Result<Option<Token>, StoreError> {
    let (token, now) = (Token::fresh()?, app.now());
    let stay = (token.digest(), later(now, STAY));
    let is_in = accounts::enter(&app.database, (link.digest(), now), stay).await?;
    Ok(is_in.then_some(token))
}

/// Signs somebody in who has just shown that an address is theirs, by another link that was mailed to it; answers with
/// what the browser shows from now on.
///
/// # Errors
/// The database's.
pub(super) async fn sign_in(app: &App, address: &str) -> Result<Option<Token>, StoreError> {
    let link = Token::fresh()?;
    accounts::offer(&app.database, link.digest(), (address, later(app.now(), LINK))).await?;
    enter(app, link).await
}

/// The address of somebody who is signed in; none if nobody is, or it was too long ago.
///
/// # Errors
/// The database's.
pub async fn find(app: &App, token: Token) -> Result<Option<String>, StoreError> {
    accounts::find(&app.database, token.digest(), app.now()).await
}

/// Signs somebody out.
///
/// # Errors
/// The database's.
pub async fn leave(app: &App, token: Token) -> Result<(), StoreError> {
    accounts::leave(&app.database, token.digest()).await
}

/// Deletes links and stays that are over.
///
/// # Errors
/// The database's.
pub async fn forget(app: &App) -> Result<(), StoreError> {
    accounts::forget(&app.database, app.now()).await
}
