//! Coming back with a mail address: a resident leaves one for their wallet, and a link that is sent to it opens the wallet
//! again, without a code (rule "whose code").
//!
//! Whoever finds a letter must not read later savings by this. So an address is taken only from somebody who has shown the
//! whole wallet, and stands for the codes of what is in it then: what comes in later takes its own code, or comes in while
//! the address is shown. It goes when a cheque comes in by codes alone, or a code is replaced: whoever did that leaves
//! theirs anew, and another's is gone. A visit speaks for the address it came by until another one is tied, and whose
//! address goes gets a mail.

use super::App;
use super::accounts::{self, NotSent};
use super::clock::later;
use super::mails::{self, About, Letter, MailId};
use super::token::Token;
use super::visits::{self, Visit};
use crate::domain::wallet::Wallet;
use crate::domain::{BookId, LotId, Timestamp, WalletId};
use crate::store::mails::MailRow;
use crate::store::wallet_mails::{self, Mailbox, Opens, Place, Used};
use crate::store::{StoreError, Untied};
use std::net::IpAddr;

/// How long a link can be used, in milliseconds.
const LINK: i64 = 20 * 60 * 1000;
/// How long a mail is tried that tells that an address opens nothing any more, in milliseconds.
const NOTICE: i64 = 7 * 24 * 60 * 60 * 1000;
/// How long an address is kept after it was last used, in milliseconds: as long as savings last.
const KEPT: i64 = 2 * 365 * 24 * 60 * 60 * 1000;

/// Sends a link to an address, which opens the wallet from then on once it is used. Answers false, and sends none, if the
/// visit does not open all of the wallet any more.
///
/// # Errors
/// [`NotSent`].
pub async fn leave(
    app: &App,
    typed: &str,
    (from, language): (IpAddr, &str),
    (visit, wallet): (&Visit, WalletId),
) -> Result<bool, NotSent> {
    let mailbox = Mailbox { address: accounts::admit(app, typed, from).await?, language: language.into() };
    let state = app.look::<Wallet>(visit.book, wallet).await?;
    let newest = state.and_then(|state| state.lots.into_iter().max());
    let opens = newest.map(|newest| Opens { place: (visit.book, wallet), newest });
    let link = offer(app, &mailbox, opens).await?;
    // Now that the link is there: a letter that came in before, or a code that was replaced, is seen here, and whatever
    // happens from now on takes the link away. Nobody knows it until the mail goes out.
    if !visits::opens_all(app, visit, wallet).await? {
        wallet_mails::withdraw(&app.database, link.token.digest()).await?;
        return Ok(false);
    }
    send(app, &link, &mailbox, About::Address).await?;
    Ok(true)
}

/// Sends a link that opens the wallet of an address. It is sent also where the address opens none: nobody learns by
/// asking whose address is known.
///
/// # Errors
/// [`NotSent`].
pub async fn ask(app: &App, typed: &str, (from, language): (IpAddr, &str)) -> Result<(), NotSent> {
    let mailbox = Mailbox { address: accounts::admit(app, typed, from).await?, language: language.into() };
    let link = offer(app, &mailbox, None).await?;
    Ok(send(app, &link, &mailbox, About::ComeBack).await?)
}

/// A link that is kept, and the mail it goes out with.
struct Link {
    id: MailId,
    token: Token,
    until: Timestamp,
}

/// Keeps a link for an address, which nobody knows yet.
async fn offer(app: &App, mailbox: &Mailbox, opens: Option<Opens>) -> Result<Link, StoreError> {
    let (id, until) = (mails::fresh_id()?, later(app.now(), LINK));
    let token = mails::come_back_token(app, id);
    wallet_mails::offer(&app.database, token.digest(), (mailbox, until), opens).await?;
    Ok(Link { id, token, until })
}

/// Sends a link that is kept.
async fn send(app: &App, link: &Link, mailbox: &Mailbox, about: About) -> Result<(), StoreError> {
    let letter = Letter { language: mailbox.language.clone(), about };
    mails::send(app, link.id, (&mailbox.address, &letter), link.until).await
}

/// Tells whose address opened a wallet that it does so no more: somebody else may have seen to that.
fn notice(now: Timestamp, Mailbox { address, language }: &Mailbox) -> Result<MailRow, StoreError> {
    let letter = Letter { language: language.clone(), about: About::AddressEnded };
    mails::row(now, mails::fresh_id()?, (address, &letter), later(now, NOTICE))
}

/// Uses up a link; none if it is over or was used. An address that opened the wallet until then is told so.
///
/// # Errors
/// The database's.
pub async fn enter(app: &App, link: Token) -> Result<Option<Used>, StoreError> {
    let now = app.now();
    wallet_mails::enter(&app.database, (link.digest(), now), later(now, KEPT), notice).await
}

/// The address of a wallet, so that only its owner knows it again: `s***@e***.org`.
///
/// # Errors
/// The database's.
pub async fn shown(app: &App, place: Place) -> Result<Option<String>, StoreError> {
    let mailbox = wallet_mails::find(&app.database, place, app.now()).await?;
    Ok(mailbox.map(|mailbox| masked(&mailbox.address)))
}

/// Lets the address of a wallet open a lot that came in while it was shown.
///
/// # Errors
/// The database's.
pub async fn cover(app: &App, place: Place, newest: LotId) -> Result<(), StoreError> {
    wallet_mails::cover(&app.database, Opens { place, newest }).await
}

/// Takes the address from a wallet, and tells it so.
///
/// # Errors
/// The database's.
pub async fn remove(app: &App, book: BookId, wallet: WalletId) -> Result<(), StoreError> {
    wallet_mails::remove(&app.database, (book, wallet), app.now(), notice).await
}

/// What ends with a command that lets nobody into a wallet by mail as before: links that wait, and the address, which is
/// told so in the transaction of the event, unless it was shown with the command.
pub fn untied(wallet: WalletId, keeps_address: bool) -> Untied {
    Untied { wallet, keeps_address, notice }
}

/// Deletes links and addresses that are over.
///
/// # Errors
/// The database's.
pub async fn forget(app: &App) -> Result<(), StoreError> {
    wallet_mails::forget(&app.database, app.now()).await
}

fn masked(address: &str) -> String {
    let first = |part: &str| part.chars().next().map(String::from).unwrap_or_default();
    let (name, host) = address.split_once('@').unwrap_or((address, ""));
    let end = host.rsplit_once('.').map_or("", |(_, end)| end);
    format!("{}***@{}***.{end}", first(name), first(host))
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn an_address_is_known_again_by_its_owner_only() {
        assert_eq!(masked("samira@example.org"), "s***@e***.org");
        assert_eq!(masked("@"), "***@***.");
    }
}
