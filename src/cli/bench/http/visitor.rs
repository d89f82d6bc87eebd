//! A visitor of the website: the network they come from, the cookie they have, and what they do before anything is
//! measured.

use super::proxy::{Got, Proxy};
use crate::cli::CliError;
use crate::domain::InitiativeId;
use crate::domain::code::Code;
use std::net::Ipv6Addr;

/// The page after a code.
pub const PAGE: &str = "/mijn";

/// Somebody with a browser and an address of their own: what slows down whoever tries many codes is as it always is, and
/// holds none of them up.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Where they come from.
    pub network: Ipv6Addr,
    /// Their cookie, once they have shown a code.
    pub cookie: Option<String>,
}

/// Somebody who can give.
#[derive(Clone, Debug)]
pub struct Giver {
    visitor: Visitor,
    /// The money that the forms of their page speak of.
    money: String,
}

impl Visitor {
    /// Somebody from a network that nobody else is in, also in an earlier run.
    pub fn new() -> Self {
        let private: u128 = 0xfd << 120;
        Self { network: Ipv6Addr::from(private | (rand::random::<u128>() >> 8)), cookie: None }
    }

    /// Types the code of a letter.
    pub async fn show(&mut self, proxy: &Proxy, code: Code) -> Result<(), CliError> {
        let got = proxy.post(self, "/code", &format!("code={code}")).await?;
        must(&got, (303, PAGE), "a code that was typed")?;
        self.cookie = got.cookie;
        Ok(())
    }

    /// Types a code that nobody has.
    pub async fn guess(&self, proxy: &Proxy) -> Result<(), CliError> {
        let code = Code::from_bits(rand::random());
        must(&proxy.post(self, "/code", &format!("code={code}")).await?, (422, ""), "a code that nobody has")
    }

    /// Loads the page after the code.
    pub async fn load(&self, proxy: &Proxy) -> Result<(), CliError> {
        must(&proxy.load(self, PAGE).await?, (200, ""), "the page after the code")
    }

    /// Activates the cheque.
    pub async fn activate(self, proxy: &Proxy) -> Result<Giver, CliError> {
        let cheque = field(&proxy.read(&self, PAGE).await?, "cheque")?;
        let got = proxy.post(&self, "/mijn/activeren", &format!("cheque={cheque}")).await?;
        must(&got, (303, PAGE), "a cheque that was activated")?;
        let money = field(&proxy.read(&self, PAGE).await?, "money")?;
        Ok(Giver { visitor: self, money })
    }
}

impl Giver {
    /// Whose page it is.
    pub fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    /// Gives some cents to an initiative, with a key as the page draws one for its form.
    pub async fn give(&self, proxy: &Proxy, to: InitiativeId, cents: i64) -> Result<(), CliError> {
        let (key, money, euros) = (super::super::key(), &self.money, cents / 100);
        let form = format!("key={key}&money={money}&give-{to}={euros}.{:02}", cents % 100);
        let got = proxy.post(&self.visitor, "/geven", &form).await?;
        must(&got, (303, "/mijn?thanks=all"), "a pledge")
    }
}

/// Whether an answer is the one that is measured.
pub fn must(got: &Got, (status, location): (u16, &str), what: &str) -> Result<(), CliError> {
    if (got.status, got.location.as_str()) == (status, location) {
        return Ok(());
    }
    let Got { status: found, location: to, .. } = got;
    Err(CliError::Other(format!("{what} was answered with {found} {to}, and not with {status} {location}")))
}

/// The value of the first field of a form with this name.
fn field(got: &Got, name: &str) -> Result<String, CliError> {
    let page = String::from_utf8_lossy(&got.body);
    let start = format!("name=\"{name}\" value=\"");
    let value = page.split_once(&start).and_then(|(_, rest)| rest.split('"').next());
    value
        .map(String::from)
        .ok_or_else(|| CliError::Other(format!("the page ({}) has no field `{name}`", got.status)))
}
