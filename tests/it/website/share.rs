//! Telling others: the page with everything, the poster and the picture, and what stands on other websites.

use super::initiator::{begun, filled_in, signed_in, submitted};
use super::{must, worlds};
use crate::support::site::{Served, Visitor, WEBSITE, serve, serve_without_address};
use crate::support::world::World;
use std::process::Command;
use wijkkas::domain::InitiativeId;
use wijkkas::domain::initiative::InitiativeCommand;

/// What everybody may ask for, beside the page itself.
const PUBLIC: [&str; 7] =
    ["badge.svg", "widget", "poster.pdf", "poster.png", "kaart.png", "helpen", "melden"];

/// An initiative with words, submitted by Samira; the address of its page.
pub async fn samiras<'a>(world: &World, site: &'a Served) -> (Visitor<'a>, String) {
    let samira = signed_in(world, site, "samira@example.org").await;
    let plan = begun(&samira).await;
    filled_in(&samira, &plan).await;
    let manage = submitted(&samira, &plan).await;
    (samira, manage.strip_suffix("/beheer").expect("it is managed").to_string())
}

/// Approves and opens the initiative with this number.
pub async fn open(world: &World, initiative: InitiativeId) {
    world.system(InitiativeCommand::Approve { initiative }).await;
    let last_day = "2026-03-31".parse().expect("a day");
    world.system(InitiativeCommand::Open { initiative, last_day }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_public_is_not_shared() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (samira, page) = samiras(&world, &site).await;
        let (other, nobody) = (signed_in(&world, &site, "other@example.org").await, Visitor::new(&site));
        for part in PUBLIC {
            must(&samira.get(&format!("{page}/{part}")).await, 404, "Deze pagina bestaat niet");
            must(&nobody.get(&format!("/wijk/west/initiatief/99/{part}")).await, 404, "bestaat niet");
            must(&nobody.get(&format!("/wijk/oost/initiatief/1/{part}")).await, 404, "bestaat niet");
        }
        let share = format!("{page}/beheer/delen");
        must(&samira.get(&share).await, 200, "zodra het is goedgekeurd");
        assert_eq!((other.get(&share).await.status, nobody.get(&share).await.status), (404, 401));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_initiator_finds_all_that_can_be_shared() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (samira, page) = samiras(&world, &site).await;
        open(&world, InitiativeId(2)).await;
        must(&samira.get(&format!("{page}/beheer")).await, 200, &format!("{page}/beheer/delen"));
        let share = samira.get(&format!("{page}/beheer/delen")).await;
        must(&share, 200, &format!("value=\"{WEBSITE}{page}\""));
        for words in
            ["/tr/wijk/west/initiatief/2/poster.pdf", "&#60;iframe src=&#34;https://wijkkas.test/wijk"]
        {
            must(&share, 200, words);
        }
        // Whoever reads it in Turkish shares a badge in Turkish.
        must(&samira.get(&format!("/tr{page}/beheer/delen")).await, 200, "wijkkas.test/tr/wijk/west");

        let short = Visitor::new(&site).get("/i/west/2").await;
        assert_eq!((short.status, short.header("location")), (303, Some(page.as_str())));
        let odd = Visitor::new(&site).get("/i/a%0d%0ab/%2f%2f").await;
        assert_eq!((odd.status, odd.header("location")), (303, Some("/wijk/a%0d%0ab/initiatief/%2f%2f")));

        // Nobody said where people reach it.
        let nowhere = serve_without_address(&world).await;
        let samira = signed_in(&world, &nowhere, "samira@example.org").await;
        let share = samira.get(&format!("{page}/beheer/delen")).await;
        must(&share, 200, "nog niet ingesteld");
        assert!(!share.page.contains(".pdf") && share.page.contains("kaart.png"), "{share:?}");
        assert_eq!(samira.get(&format!("{page}/poster.pdf")).await.status, 404);
        assert!(!samira.get(&page).await.page.contains("og:"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_websites_show_a_badge_and_a_widget() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let samira = signed_in(&world, &site, "samira@example.org").await;
        let plan = begun(&samira).await;
        filled_in(&samira, &plan).await;
        let story = "title=%3Cscript%3Ealert(1)%3C%2Fscript%3E+%26+%22&story=Samen.&area=1&purpose=green";
        assert_eq!(samira.post(&format!("{plan}/verhaal"), story).await.status, 303);
        submitted(&samira, &plan).await;
        open(&world, InitiativeId(2)).await;
        let visitor = Visitor::new(&site);
        let badge = visitor.get("/wijk/west/initiatief/2/badge.svg").await;
        must(&badge, 200, "€\u{a0}0,00 van €\u{a0}42,50");
        must(&badge, 200, "<title id=\"what\">&#60;script&#62;alert(1)&#60;/script&#62; &#38; &#34;</title>");
        assert!(!badge.page.contains("<script") && !badge.page.contains("style="), "{badge:?}");
        assert_eq!(badge.header("content-type"), Some("image/svg+xml"));
        assert_eq!(badge.header("cache-control"), Some("public, max-age=60"));
        assert_eq!(badge.header("cross-origin-resource-policy"), Some("cross-origin"));
        must(&visitor.get("/ar/wijk/west/initiatief/2/badge.svg").await, 200, "direction=\"rtl\"");

        let widget = visitor.get("/tr/wijk/west/initiatief/2/widget").await;
        must(&widget, 200, "href=\"/tr/wijk/west/initiatief/2\" target=\"_blank\"");
        assert!(!widget.page.contains("<script") && !visitor.has_cookie(), "{widget:?}");
        let policy = |got: &crate::support::site::Got| {
            got.header("content-security-policy").expect("a policy").to_string()
        };
        assert!(policy(&widget).contains("frame-ancestors *"), "{widget:?}");
        let page = visitor.get("/wijk/west/initiatief/2").await;
        assert!(policy(&page).contains("frame-ancestors 'none'"), "only the widget may be framed");
        for (name, words) in [
            ("og:url", "https://wijkkas.test/wijk/west/initiatief/2"),
            ("og:image", "https://wijkkas.test/nl/wijk/west/initiatief/2/kaart.png"),
            ("og:title", "&#60;script&#62;alert(1)&#60;/script&#62; &#38; &#34;"),
            ("og:locale", "nl_NL"),
        ] {
            must(&page, 200, &format!("<meta property=\"{name}\" content=\"{words}\">"));
        }
        must(&page, 200, "<meta name=\"twitter:card\" content=\"summary_large_image\">");
    }
}

/// What a tool for paper says.
fn tool(program: &str, arguments: &[&str]) -> String {
    let ran = Command::new(program).args(arguments).output();
    let ran = ran.unwrap_or_else(|error| panic!("{program}: {error}; tests/run installs it"));
    assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_poster_of_an_initiative_leads_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (_, page) = samiras(&world, &site).await;
        open(&world, InitiativeId(2)).await;
        let visitor = Visitor::new(&site);
        let pdf = visitor.bytes(&format!("{page}/poster.pdf")).await.expect("a poster");
        assert_eq!(visitor.bytes(&format!("{page}/poster.pdf")).await.expect("a poster"), pdf);
        let (path, image) = (folder.path().join("poster.pdf"), folder.path().join("poster"));
        let (path, image) = (path.to_str().expect("plain"), image.to_str().expect("plain"));
        std::fs::write(path, &pdf).expect("it is written");
        let read = tool("pdftotext", &[path, "-"]).split_whitespace().collect::<Vec<_>>().join(" ");
        for words in
            ["Moestuin", "Samen zaaien. En oogsten.", "Handen op zaterdag", "€ 0,00 van € 42,50", "West"]
        {
            assert!(read.contains(words), "{words} in {read}");
        }
        assert!(read.contains("wijkkas.test/i/west/2") && read.contains("Stand op 5 januari 2026"), "{read}");
        tool("pdftoppm", &["-r", "100", "-png", "-singlefile", path, image]);
        let scanned = tool("zbarimg", &["-q", "--raw", &format!("{image}.png")]);
        assert_eq!(scanned.trim(), format!("{WEBSITE}{page}"));
        for (asked, words) in [
            (format!("{page}/poster.pdf?taal=pl"), "Zeskanuj telefonem"),
            (format!("/tr{page}/poster.pdf"), "Telefonunuzla tarayın"),
            (format!("/tr{page}/poster.pdf?taal=klingon"), "Telefonunuzla tarayın"),
        ] {
            std::fs::write(path, visitor.bytes(&asked).await.expect("a poster")).expect("it is written");
            let read = tool("pdftotext", &[path, "-"]).split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(read.contains(words), "{words} in {read}");
        }
        for (asked, size) in [("kaart.png", (1200, 630)), ("poster.png", (595, 842))] {
            let png = visitor.bytes(&format!("{page}/{asked}")).await.expect("a picture");
            let picture = image::load_from_memory(&png).expect("a picture");
            assert_eq!((picture.width(), picture.height()), size);
        }
        // The text of an initiative that began without words is gone or was never there.
        assert!(visitor.bytes("/ar/wijk/west/initiatief/1/poster.pdf").await.is_some());
    }
}
