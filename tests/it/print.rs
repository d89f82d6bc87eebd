//! What is printed, read back with the tools that people print and scan with.

use std::path::{Path, PathBuf};
use std::process::Command;
use wijkkas::print::{self, Card, Poster, Words};

const ADDRESS: &str = "https://wijkkas.example/wijk/west/initiatief/12";

/// A poster with this title and story.
fn poster(language: &'static str, title: &str, story: &str) -> Poster {
    let arabic = language == "ar";
    let say = |dutch: &str, arabic_words: &str| if arabic { arabic_words } else { dutch }.to_string();
    Poster {
        language,
        area: "Oostgaarde".into(),
        title: Words::new(title, 120),
        story: Words::new(story, 260),
        needs: Words::new("Handen op zaterdag en een kruiwagen", 90),
        needs_title: say("Wat er nog meer nodig is", "ما نحتاجه أيضًا"),
        money: say("€ 150,00 van € 425,00", "‎150,00 € من ‎425,00 €"),
        percent: 35,
        supporters: say("41 bewoners doen mee", "41 من السكان يشاركون"),
        until: say("tot en met 31 maart 2029, nog 40 dagen", "حتى 31 مارس 2029"),
        scan: say("Scan met uw telefoon", "امسح الرمز بهاتفك"),
        or_type: say("Of typ in uw browser:", "أو اكتب في المتصفح:"),
        short_address: "wijkkas.example/i/west/12".into(),
        as_of: say("Stand op 20 februari 2029.", "الوضع في 20 فبراير 2029."),
        never: say("Wij vragen u nooit om uw bankgegevens of uw BSN.", "لا نسألك أبدًا عن بياناتك المصرفية."),
        address: ADDRESS.into(),
    }
}

fn card(language: &'static str, title: &str, percent: i64) -> Card {
    Card {
        language,
        area: "Oostgaarde".into(),
        title: Words::new(title, 120),
        money: "€ 150,00 van € 425,00".into(),
        percent,
        supporters: "41 bewoners doen mee".into(),
        until: "tot en met 31 maart 2029".into(),
    }
}

/// What a tool says about a file.
fn tool(program: &str, arguments: &[&str]) -> String {
    let ran = Command::new(program).args(arguments).output();
    let ran = ran.unwrap_or_else(|error| panic!("{program}: {error}; tests/run installs it"));
    assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

fn written(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("it is written");
    path
}

/// Where pictures are kept for somebody who looks at them.
#[expect(clippy::disallowed_methods, reason = "whoever runs a test has no other way to say it")]
fn looked_at() -> Option<PathBuf> {
    std::env::var_os("WIJKKAS_PICTURES").map(PathBuf::from)
}

/// The titles and stories people may think of.
const WORDS: [(&str, &str, &str); 6] = [
    ("nl", "Moestuin achter de flat", "Samen zaaien en oogsten. Voor alle kinderen van de straat!"),
    ("tr", "Çocuklar için güvenli oyun alanı", "Mahallemizin çocukları için. İğde ağacının altında."),
    ("pl", "Zielone podwórko – łąka dla pszczół", "Źdźbła, żonkile i ćma. Wspólnie."),
    ("ar", "حديقة لأطفال الحي", "نزرع معًا ونحصد معًا. للجميع."),
    (
        "nl",
        "#set page(fill: red) #panic(\"x\") $ #{ \\ ] *a* @b <c>",
        "= Kop\n- #import \"/etc/passwd\": * // weg",
    ),
    (
        "en",
        "Lijnbaankwartieroverdekkingsfietsenstallingsvernieuwingsproject naast de Aboriginalstraat WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
        "Een titel in 中文 en 🎉.",
    ),
];

#[test]
fn a_poster_can_be_read_scanned_and_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    for (number, (language, title, story)) in WORDS.into_iter().enumerate() {
        let given = poster(language, title, story);
        let pdf = print::poster(&given).expect("it is printed");
        assert_eq!(print::poster(&given).expect("it is printed"), pdf, "the same poster is the same bytes");
        assert!(pdf.len() < 200_000, "{} bytes", pdf.len());
        let path = written(folder.path(), &format!("{number}.pdf"), &pdf);
        let path = path.to_str().expect("a plain name");
        tool("qpdf", &["--check", path]);

        let info = tool("pdfinfo", &[path]);
        let has = |words: &str| info.lines().any(|line| line.split_whitespace().eq(words.split(' ')));
        assert!(has("Tagged: yes") && has("Pages: 1"), "{info}");
        assert!(info.contains("A4") && info.contains("Title:"), "{info}");
        let plain = tool("qpdf", &["--qdf", "--object-streams=disable", path, "-"]);
        assert!(plain.contains(&format!("/Lang ({language})")), "its language");
        let fonts = tool("pdffonts", &[path]);
        for font in fonts.lines().skip(2) {
            assert!(font.contains("NotoSans") && font.contains(" yes yes "), "embedded, in part: {fonts}");
        }

        let page = folder.path().join(format!("{number}"));
        tool("pdftoppm", &["-r", "100", "-png", "-singlefile", path, page.to_str().expect("plain")]);
        let scanned = tool("zbarimg", &["-q", "--raw", &format!("{}.png", page.display())]);
        assert_eq!(scanned.trim(), ADDRESS);

        let read = tool("pdftotext", &["-layout", path, "-"]);
        assert!(read.contains("wijkkas.example/i/west/12"), "{read}");
        if number < 3 {
            let flat = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
            let read = flat(&tool("pdftotext", &[path, "-"]));
            assert!(read.contains(title) && read.contains(&flat(story)), "{read}");
        }
    }
}

/// What people wrote is never part of the layout.
#[test]
fn a_title_full_of_typesetting_is_a_title() {
    let folder = tempfile::tempdir().expect("a folder");
    let title = "#set page(fill: red) #panic(1) *a*";
    let pdf = print::poster(&poster("nl", title, "#read(\"given.json\")")).expect("it is printed");
    let path = written(folder.path(), "hostile.pdf", &pdf);
    let read = tool("pdftotext", &[path.to_str().expect("plain"), "-"]);
    let read = read.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(read.contains(title) && read.contains("#read(\"given.json\")"), "{read}");
}

/// The bar of a card, as pixels.
#[test]
fn a_card_is_a_picture_that_says_how_far_it_is() {
    let keep = looked_at();
    for (number, (language, title, _)) in WORDS.into_iter().enumerate() {
        let mut before = 0;
        // Without optimising, one takes more than a second.
        let all: &[i64] = if number == 0 { &[0, 35, 100] } else { &[35] };
        for &percent in all {
            let given = card(language, title, percent);
            let png = print::card(&given).expect("it is printed");
            if number == 0 && percent == 35 {
                assert_eq!(print::card(&given).expect("it is printed"), png, "the same is the same bytes");
            }
            assert!(png.len() < 150_000, "{} bytes", png.len());
            let picture = image::load_from_memory(&png).expect("a picture").into_rgb8();
            assert_eq!(picture.dimensions(), (1200, 630));
            // The colour of the brand, in the half below the title.
            let brand = image::Rgb([0x0b, 0x5d, 0x4f]);
            let below = picture.rows().skip(380);
            let filled = below.flatten().filter(|pixel| **pixel == brand).count();
            assert!(
                percent == 0 || filled > before + 5_000,
                "{percent} % are {filled} pixels, {before} before"
            );
            before = filled;
            if let Some(keep) = &keep {
                written(keep, &format!("card-{number}-{percent}.png"), &png);
            }
        }
        let small = print::small_poster(&poster(language, title, WORDS[number].2)).expect("it is printed");
        let picture = image::load_from_memory(&small).expect("a picture");
        assert_eq!((picture.width(), picture.height()), (595, 842));
        if let Some(keep) = &keep {
            written(keep, &format!("poster-{number}.png"), &small);
        }
    }
}

#[test]
fn an_address_that_no_code_can_hold_is_refused() {
    let far = Poster { address: "x".repeat(3_000), ..poster("nl", "Tuin", "") };
    assert_eq!(print::poster(&far), Err(print::NotPrinted::Address));
}
