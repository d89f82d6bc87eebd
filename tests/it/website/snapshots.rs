//! The main pages as they were: whoever changes one sees in the change what becomes of its HTML. After a change that was
//! meant, delete the file and `cargo test --test it write_missing_pages -- --ignored`.

use super::{activate, code, worlds};
use crate::support::site::{Visitor, serve};
use crate::support::world::World;
use std::fs;
use std::path::{Path, PathBuf};

/// The page of each state, the same in every run: what is drawn by chance is left out.
async fn pages(world: &World) -> Vec<(&'static str, String)> {
    let site = serve(world).await;
    let resident = Visitor::new(&site);
    let mut pages = Vec::new();
    for (name, path) in [
        ("front", "/"),
        ("front-tr", "/tr/"),
        ("front-ar", "/ar/"),
        ("initiative", "/wijk/west/initiatief/1"),
        ("rules", "/wijk/west/regels"),
        ("figures", "/wijk/west/cijfers"),
        ("accessibility", "/toegankelijkheid"),
        ("sign-in", "/aanmelden"),
        ("not-found", "/nergens"),
    ] {
        pages.push((name, resident.get(path).await.page));
    }
    pages.push(("front-error", resident.post("/code", "code=ABCD").await.page));
    let first = code(world, 1).await;
    assert_eq!(resident.get(&format!("/c/{first}")).await.status, 303);
    pages.push(("worth", resident.get("/mijn").await.page));
    activate(&resident, &first).await;
    pages.push(("savings", resident.get("/mijn").await.page));
    let give = |own: &str, amount: &str| format!("{own}&give-1={amount}");
    let own = resident.get("/mijn").await.own();
    pages.push(("savings-error", resident.post("/geven", &give(&own, "veel")).await.page));
    assert_eq!(resident.post("/geven", &give(&own, "2,50")).await.status, 303);
    pages.push(("given", resident.get("/mijn?thanks=all").await.page));
    assert_eq!(resident.get(&format!("/c/{}", code(world, 2).await)).await.status, 303);
    pages.push(("worth-second", resident.get("/mijn").await.page));
    pages.into_iter().map(|(name, page)| (name, without_chance(own_part(name, &page)))).collect()
}

/// What is of this page alone: the head and the foot that all pages have are in the three front pages.
fn own_part<'p>(name: &str, page: &'p str) -> &'p str {
    if ["front", "front-tr", "front-ar"].contains(&name) {
        return page;
    }
    let (from, to) = (page.find("<main"), page.find("</main>"));
    from.zip(to).map_or(page, |(from, to)| &page[from..to])
}

/// The value of a field of a form that was drawn, and the hash in the address of a style, which changes with it.
fn without_chance(page: &str) -> String {
    let mut page = page.to_string();
    for (start, end) in [
        ("name=\"key\" value=\"", '"'),
        ("name=\"join\" value=\"", '"'),
        ("name=\"money\" value=\"", '"'),
        ("/assets/", '/'),
    ] {
        let parts: Vec<&str> = page.split(start).collect();
        let rest = |part: &&str| {
            part.split_once(end).map_or(String::new(), |(_, rest)| format!("{start}…{end}{rest}"))
        };
        page = parts[0].to_string() + &parts[1..].iter().map(rest).collect::<String>();
    }
    page
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/pages/{name}.html"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_main_pages_are_as_they_were() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        for (name, page) in pages(&world).await {
            let golden = fs::read_to_string(file(name)).unwrap_or_default();
            let differs = golden.lines().zip(page.lines()).find(|(golden, page)| golden != page);
            assert!(golden == page, "{name} is not as it was: {differs:?}; see the head of this file");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "for whoever changes a page"]
async fn write_missing_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await.into_iter().take(1) {
        for (name, page) in pages(&world).await {
            if !file(name).exists() {
                fs::write(file(name), page).expect("it is written");
            }
        }
    }
}
