//! What there is to try: letters that just went out, initiatives that neighbours are giving to, and the website.

use super::scene::Scene;
use super::script::{ISSUERS, LAST_DAY};
use super::{campaigns, outcomes, rounds, tell, waits};
use crate::app::activate::{Typed, activate};
use crate::app::mails::Tray;
use crate::app::persons::{self, Person};
use crate::app::tenancies::{self, Line};
use crate::app::writer::Failure;
use crate::app::{Wish, accounts, codes, issue};
use crate::cli::beside::{Beside, CHECK_EVERY, CHECK_UP_TO, self_check};
use crate::cli::opened::Opened;
use crate::cli::{CliError, serve as website};
use crate::domain::budget::{BudgetCommand, BudgetEvent, Conditions};
use crate::domain::round::{RoundCommand, WantedPart};
use crate::domain::wallet::{Give, WalletCommand};
use crate::domain::{Actor, Cents, ChequeId, Event, InitiativeId, IssuerId, PersonId, WalletId};
use crate::mail::{Composer, Mailer};
use crate::store::PersonRow;
use crate::web::{Press, Site};
use jiff::ToSpan;
use std::process::ExitCode;
use tokio::net::TcpListener;

/// How many letters go out.
const LETTERS: i64 = 120;
/// How many neighbours were quick.
const QUICK: i64 = 31;
/// How many others gave to what was just paid out.
const OTHERS: i64 = 25;
/// How many days after the story neighbours begin to give.
const FIRST_EVENING: i64 = 4;
/// How many codes are printed to try.
const TO_TRY: i64 = 3;

/// Who approves initiatives of the demo.
const MODERATOR: &str = "moderator@example.org";

/// An initiative that is open.
struct Open {
    /// Title, and the story behind it.
    words: &'static str,
    purpose: &'static str,
    /// What it costs, in cents.
    target: i64,
    /// For how many weeks it is open.
    weeks: i64,
    /// How many of ten neighbours give to it.
    liked: i64,
    /// Whose it is: what they are called, and where they get mail.
    initiator: (&'static str, &'static str),
}

const OPEN: [Open; 3] = [
    Open {
        words: "Moestuin bij de Kooikersweg\n\
                Op het lege veldje naast de flat willen we samen groente kweken. Iedereen mag meedoen, ook als u \
                nog nooit iets hebt geplant. Op woensdagmiddag leren kinderen hoe een wortel groeit.\n\
                Van het geld kopen we aarde, zaden, gereedschap en een regenton. Een hoekje maken we zo hoog dat u \
                er met een rolstoel bij kunt.",
        purpose: "groen",
        target: 48_000,
        weeks: 9,
        liked: 6,
        initiator: ("Samira", "samira@example.org"),
    },
    Open {
        words: "Licht in de onderdoorgang\n\
                De onderdoorgang naar de bushalte is donker. Veel buren lopen 's avonds liever om. Met vijf lampen \
                op zonne-energie en een muurschildering van de kinderen van De Regenboog wordt het weer een fijne \
                plek.\n\
                De gemeente vindt het goed en hangt de lampen voor ons op.",
        purpose: "veiligheid",
        target: 26_000,
        weeks: 5,
        liked: 9,
        initiator: ("Ruud", "ruud@example.org"),
    },
    Open {
        words: "Elke vrijdag samen eten\n\
                Alleen eten is maar alleen. Vanaf januari koken we elke vrijdag voor dertig buren in het \
                buurthuis. U betaalt wat u kunt missen. Wie wil, kookt een keer mee: vorige maand aten we Turks, \
                Surinaams en stamppot.",
        purpose: "ontmoeten",
        target: 35_000,
        weeks: 12,
        liked: 3,
        initiator: ("Ayşe", "ayse@example.org"),
    },
];

/// What was just paid out: its initiator can begin, and report.
const PAID: Open = Open {
    words: "Hinkelbaan op het plein\n\
            Met verf en een dag zon maken we een hinkelbaan, een slang met cijfers en een wereldkaart op het plein.",
    purpose: "ontmoeten",
    target: 7_500,
    weeks: 1,
    liked: 0,
    initiator: OPEN[0].initiator,
};

/// Sends letters, lets neighbours give, prints addresses to try, and serves the website.
pub async fn serve(scene: Scene, listener: TcpListener, opened: &Opened) -> Result<ExitCode, CliError> {
    scene.set(LAST_DAY.saturating_add(3.days()), 9 * 60);
    let first = letters(&scene).await?;
    let initiatives = open(&scene).await?;
    let paid = begin(&scene, &PAID, (initiatives.initiator, None)).await?;
    scene.set(LAST_DAY.saturating_add(FIRST_EVENING.days()), 19 * 60);
    let others = (QUICK..QUICK + OTHERS).map(|number| ChequeId(first.0 + number));
    for (actor, wallet) in activated(&scene, others).await? {
        give_to(&scene, (actor, wallet), vec![Give { initiative: paid, cents: cents(300)? }]).await?;
    }
    give(&scene, first, &initiatives.open).await?;
    scene.set(LAST_DAY.saturating_add(10.days()), 21 * 60);
    scene.time_passes().await?;
    outcomes::pay(&scene, paid).await?;
    scene.set(LAST_DAY.saturating_add(11.days()), 10 * 60);
    scene.let_time_go();
    let address = website::address(&listener)?;
    tell::heading("The website");
    say!("  {LETTERS} letters went out a week ago. Three that nobody has opened yet:\n");
    let cheques = (first.0 + LETTERS - TO_TRY..first.0 + LETTERS).map(ChequeId);
    for (_, code) in codes::printed(&scene.app, scene.book, cheques).await? {
        say!("    {code}    http://{address}/c/{code}");
    }
    waits::for_a_moderator(&scene).await?;
    let (name, email) = OPEN[0].initiator;
    let link = accounts::send_link(&scene.app, email, "nl").await?;
    say!(
        "\n  {name} has an initiative that is open and one that was just paid out, and signs in with a link that was\n  \
         mailed to her (for 20 minutes, once; then ask for a new one on the website under \"Mijn initiatieven\",\n  as \
         {email}):\n"
    );
    say!("    http://{address}/aanmelden/{link}");
    let link = accounts::send_link(&scene.app, MODERATOR, "nl").await?;
    say!("\n  and a moderator, for whom an idea waits:\n");
    say!("    http://{address}/aanmelden/{link}");
    say!("\n  All mails of the demo: http://{address}/demo/post");
    let stopped = opened.stop.clone().asked();
    say!("\n  Serving on http://{address}/ until Ctrl-C.");
    let website = format!("http://{address}");
    let (tray, composer) = (Tray::default(), Composer { website: website.clone() });
    let mailer = Mailer::tray(composer, tray.clone());
    let site = Site {
        app: scene.app,
        secure: false,
        behind_proxy: false,
        sends_mails: true,
        tray: Some(tray),
        moderators: [MODERATOR.into()].into(),
        contact: None,
        website: Some(website),
        press: Press::default(),
    };
    let beside = Beside { mailer: Some(mailer), check: self_check(CHECK_EVERY, CHECK_UP_TO) };
    website::serve(site, (listener, beside), stopped).await
}

/// A new budget, and a round of letters from it; answers with the first cheque.
async fn letters(scene: &Scene) -> Result<ChequeId, CliError> {
    let issuer = &ISSUERS[0];
    let conditions = Conditions {
        purposes: issuer.purposes.iter().map(ToString::to_string).collect(),
        ..Conditions::default()
    };
    let receive = BudgetCommand::Receive {
        issuer: IssuerId(1),
        cents: cents(LETTERS * issuer.cheque)?,
        reference: "NL-2029".into(),
        conditions,
    };
    let received = scene.ask(scene.treasurer(0), receive).await?;
    let budget = received.events.iter().find_map(|event| {
        let Event::Budget(BudgetEvent::Received { budget, .. }) = event else { return None };
        Some(*budget)
    });
    let budget = budget.ok_or_else(|| CliError::Other("a budget was not received".into()))?;
    let parts = vec![WantedPart { budget, cents: cents(issuer.cheque)? }];
    let round = rounds::begin(scene, "Winter 2028", parts).await?;
    // With a list: the letters are sent to households, which can choose what becomes of their next ones.
    let line = |number| Line { tenancy: format!("winter-{number}"), part: 0, landlord: None };
    let (lines, by): (Vec<Line>, _) =
        ((1..=LETTERS).map(line).collect(), || (scene.app.fresh_key(), scene.admin()));
    let taken = tenancies::take_list(&scene.app, (scene.book, round), &lines, by()).await;
    taken.map_err(|why| CliError::Other(why.to_string()))?;
    let issued = issue::issue(&scene.app, scene.book, round, by()).await;
    issued.map_err(|why| CliError::Other(why.to_string()))?;
    scene.ask(scene.admin(), RoundCommand::ReleaseLetters { round }).await?;
    Ok(rounds::look(scene, round).await?.first_cheque)
}

/// What is open, and who began the first of it.
struct Begun {
    open: Vec<InitiativeId>,
    initiator: PersonId,
}

async fn open(scene: &Scene) -> Result<Begun, CliError> {
    let (mut open, mut first) = (Vec::new(), None);
    for one in &OPEN {
        let (name, email) = one.initiator;
        let known = Person { name: name.into(), email: Some(email.into()), ..Person::default() };
        let known =
            persons::make(&scene.app, &known).map_err(|refusal| CliError::Other(refusal.to_string()))?;
        first = first.or(Some(known.id));
        open.push(begin(scene, one, (known.id, Some(known))).await?);
    }
    let initiator = first.ok_or_else(|| CliError::Other("nothing is open".into()))?;
    Ok(Begun { open, initiator })
}

async fn begin(
    scene: &Scene,
    one: &Open,
    initiator: (PersonId, Option<PersonRow>),
) -> Result<InitiativeId, CliError> {
    let last_day = LAST_DAY.saturating_add(one.weeks.weeks());
    campaigns::begin(scene, initiator, one.words, (one.purpose, one.target, last_day)).await
}

/// Quick neighbours type their codes, and give to what they like.
async fn give(scene: &Scene, first: ChequeId, initiatives: &[InitiativeId]) -> Result<(), CliError> {
    let cheques = (0..QUICK).map(|number| ChequeId(first.0 + number));
    for (number, neighbour) in (0..).zip(activated(scene, cheques).await?) {
        // A few more every evening.
        scene.set(LAST_DAY.saturating_add((FIRST_EVENING + number * 7 / QUICK).days()), 20 * 60);
        let liked = initiatives.iter().zip(&OPEN).filter(|(_, open)| number % 10 < open.liked);
        let gives: Result<Vec<Give>, CliError> = liked
            .map(|(&initiative, _)| Ok(Give { initiative, cents: cents(250 + 50 * (number % 2))? }))
            .collect();
        give_to(scene, neighbour, gives?).await?;
    }
    Ok(())
}

/// Neighbours type the codes of these cheques.
async fn activated(
    scene: &Scene,
    cheques: impl Iterator<Item = ChequeId>,
) -> Result<Vec<(Actor, WalletId)>, CliError> {
    let mut neighbours = Vec::new();
    for (_, code) in codes::printed(&scene.app, scene.book, cheques).await? {
        let typed = Typed { code: &code.to_string(), ..Typed::default() };
        let activated = activate(&scene.app, scene.book, typed).await;
        let activated = activated.map_err(|refusal| CliError::Other(refusal.to_string()))?;
        neighbours.push((activated.actor, activated.wallet));
    }
    Ok(neighbours)
}

async fn give_to(
    scene: &Scene,
    (actor, wallet): (Actor, WalletId),
    gives: Vec<Give>,
) -> Result<(), CliError> {
    let pledge = WalletCommand::Pledge { wallet, gives };
    match scene.app.ask(scene.book, Wish::new(scene.app.fresh_key(), actor, pledge)).await {
        // Who likes none of them saves.
        Ok(_) | Err(Failure::Refused(_)) => Ok(()),
        Err(failure) => Err(failure.into()),
    }
}

fn cents(cents: i64) -> Result<Cents, CliError> {
    Cents::new(cents).map_err(|error| CliError::Other(error.to_string()))
}
