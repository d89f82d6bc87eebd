//! `wijkkas bench --http`: the website as `serve` serves it, asked over HTTP as by a proxy in front: the page after a
//! code at a fixed rate, alone and beside pledges, and pledges as fast as they go.

mod before;
mod pace;
mod proxy;
mod report;
mod visitor;

use super::prepare::CHEQUE_CENTS;
use super::report::settings;
use super::{Arguments, Bench};
use crate::app::App;
use crate::app::writer::Options;
use crate::cli::beside::{Beside, self_check};
use crate::cli::config::SystemClock;
use crate::cli::opened::Opened;
use crate::cli::{CliError, progress, serve};
use crate::domain::InitiativeId;
use crate::domain::code::Code;
use crate::web::{Press, Site};
use before::Ready;
use futures_util::future::BoxFuture;
use proxy::Proxy;
use report::{Latency, Report};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;
use tokio::sync::oneshot;
use visitor::{Giver, Visitor, must};

/// How often a visit loads the page in a run.
const PAGES_OF_A_VISIT: usize = 4;
/// How often a cheque is given from, each time the same part of it.
const PLEDGES_OF_A_CHEQUE: usize = 30;
/// The cents of a pledge.
const PLEDGED_CENTS: i64 = CHEQUE_CENTS / PLEDGES_OF_A_CHEQUE as i64;
/// To so many pages there is one pledge beside them.
const PAGES_TO_A_PLEDGE: u32 = 2;
/// Text of a few lines, for which no database is asked: the floor.
const TRIVIAL: &str = "/.well-known/security.txt";

/// How much is asked for.
#[derive(Clone, Copy, Debug)]
struct Amounts {
    /// Pages a second.
    rate: u32,
    /// Pages of a run.
    pages: usize,
    /// Pledges a second beside them.
    pledge_rate: u32,
    /// Pledges beside them.
    pledges_beside: usize,
    /// Pledges as fast as they go.
    pledges: usize,
    /// Connections from which these are sent.
    connections: usize,
}

impl Amounts {
    fn of(arguments: &Arguments) -> Self {
        let Arguments { rate, seconds, commands, concurrency, .. } = *arguments;
        let pages = rate as usize * seconds as usize;
        let pledge_rate = rate.div_ceil(PAGES_TO_A_PLEDGE);
        let pledges_beside = pledge_rate as usize * seconds as usize;
        Self {
            rate,
            pages,
            pledge_rate,
            pledges_beside,
            pledges: commands as usize,
            connections: concurrency as usize,
        }
    }

    /// The visits that only look; the cheques of half of them are activated.
    fn lookers(&self) -> usize {
        self.pages.div_ceil(PAGES_OF_A_VISIT).next_multiple_of(2)
    }

    /// Those who give beside them, and those who give as fast as they can.
    fn givers(&self) -> [usize; 2] {
        [self.pledges_beside, self.pledges].map(|pledges| pledges.div_ceil(PLEDGES_OF_A_CHEQUE))
    }

    /// The codes that are typed.
    fn codes(&self) -> usize {
        self.lookers() + self.givers().iter().sum::<usize>()
    }
}

/// Runs it.
pub async fn run(arguments: &Arguments, opened: &Opened) -> Result<ExitCode, CliError> {
    let app = arguments.connection.app(opened, Arc::new(SystemClock), Options::default()).await?;
    let amounts = Amounts::of(arguments);
    let bench = Arc::new(Bench::start(arguments, &app, arguments.batch).await?);
    let codes = before::codes(&bench, i64::from(arguments.cheques), amounts.codes()).await?;
    let cheques = before::last_cheque(&bench).await?;
    let initiatives = bench.initiatives.clone();
    // Its writer ends with it: the website has its own.
    drop(bench);
    let listener = serve::listener(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
    let proxy = Arc::new(Proxy::to(serve::address(&listener)?));
    let (stop, stopped) = oneshot::channel::<()>();
    let measuring = tokio::spawn(async move {
        let measured = measure(amounts, &proxy, (codes.as_slice(), initiatives)).await;
        // Whether it is told to or nobody can tell it any more, the website ends.
        drop(stop);
        measured
    });
    let beside = Beside { mailer: None, check: self_check(0, 0) };
    serve::serve(site(app.clone()), (listener, beside), async { drop(stopped.await) }).await?;
    let mut report = measuring.await.map_err(|error| CliError::Other(error.to_string()))??;
    report.about(app.database.engine, cheques, settings(&app.database).await?);
    say!("{}", serde_json::to_string(&report).map_err(|error| CliError::Other(error.to_string()))?);
    Ok(ExitCode::SUCCESS)
}

/// The website, behind a proxy that says who asks: so each visitor has a network of their own.
fn site(app: App) -> Site {
    Site {
        app,
        secure: false,
        behind_proxy: true,
        sends_mails: false,
        tray: None,
        moderators: Arc::default(),
        contact: Some("mailto:bench@example.org".into()),
        website: None,
        press: Press::default(),
    }
}

async fn measure(
    amounts: Amounts,
    proxy: &Arc<Proxy>,
    (codes, initiatives): (&[Code], Vec<InitiativeId>),
) -> Result<Report, CliError> {
    let Ready { lookers, givers: [beside, givers], known, unknown } =
        before::ready(amounts, proxy, codes).await?;
    let (lookers, initiatives): (Arc<[Visitor]>, Arc<[InitiativeId]>) = (lookers.into(), initiatives.into());
    let Amounts { rate, pages, pledge_rate, pledges_beside, pledges, connections } = amounts;
    progress::say(&format!("Loading a text of a few lines, {rate} times a second: the floor."));
    let floor = pace::at_rate(rate, pages, |_| trivial(Arc::clone(proxy))).await?;
    let page = |number| look(Arc::clone(proxy), Arc::clone(&lookers), number);
    progress::say(&format!("Loading the page after a code, {rate} times a second."));
    let alone = pace::at_rate(rate, pages, page).await?;
    progress::say(&format!("The same, and beside it {pledge_rate} pledges a second."));
    let pledge = give(proxy, beside, &initiatives);
    let (loaded, given) =
        tokio::join!(pace::at_rate(rate, pages, page), pace::at_rate(pledge_rate, pledges_beside, pledge));
    progress::say(&format!("Pledging {pledges} times from {connections} connections."));
    let (at_once, took) = pace::at_once(connections, pledges, give(proxy, givers, &initiatives)).await?;
    let mut report = Report::new(amounts, (at_once, took));
    (report.floor, report.page_alone) = (Latency::of(floor), Latency::of(alone));
    report.pages(loaded?);
    (report.pledge_beside, report.code, report.code_unknown) =
        (Latency::of(given?), Latency::of(known), Latency::of(unknown));
    Ok(report)
}

async fn trivial(proxy: Arc<Proxy>) -> Result<(), CliError> {
    must(&proxy.load(&Visitor::new(), TRIVIAL).await?, (200, ""), TRIVIAL)
}

/// The visitors load the page one after the other.
async fn look(proxy: Arc<Proxy>, lookers: Arc<[Visitor]>, number: usize) -> Result<(), CliError> {
    lookers[number % lookers.len()].load(&proxy).await
}

/// The givers give one after the other, each to any initiative.
fn give(
    proxy: &Arc<Proxy>,
    givers: Vec<Giver>,
    initiatives: &Arc<[InitiativeId]>,
) -> impl Fn(usize) -> BoxFuture<'static, Result<(), CliError>> + Clone + use<> {
    let (proxy, givers, initiatives) =
        (Arc::clone(proxy), Arc::<[Giver]>::from(givers), Arc::clone(initiatives));
    move |number| {
        let (proxy, givers) = (Arc::clone(&proxy), Arc::clone(&givers));
        let to = initiatives[rand::random_range(0..initiatives.len())];
        Box::pin(async move { givers[number % givers.len()].give(&proxy, to, PLEDGED_CENTS).await })
    }
}
