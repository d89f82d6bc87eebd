//! The press: typst with our fonts and layouts. It opens no file and loads nothing; all it sees is compiled in, or
//! handed in with a sheet.

use super::NotPrinted;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _};
use serde::Serialize;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, Scalar};
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_render::RenderOptions;

/// Latin with all its marks, Greek and Cyrillic, and Arabic.
const FONTS: [&[u8]; 4] = [
    include_bytes!("fonts/NotoSans-Regular.ttf"),
    include_bytes!("fonts/NotoSans-Bold.ttf"),
    include_bytes!("fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("fonts/NotoSansArabic-Bold.ttf"),
];
const ICON: &[u8] = include_bytes!("../web/assets/icon.svg");

/// What can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A poster.
    Poster,
    /// A picture for messengers.
    Card,
}

/// What every sheet is printed with.
struct Desk {
    standard: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    poster: Source,
    card: Source,
    look: Source,
}

static DESK: LazyLock<Desk> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS.iter().filter_map(|bytes| Font::new(Bytes::new(*bytes), 0)).collect();
    Desk {
        standard: LazyHash::new(Library::builder().build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        poster: Source::new(file("poster.typ"), include_str!("poster.typ").into()),
        card: Source::new(file("card.typ"), include_str!("card.typ").into()),
        look: Source::new(file("look.typ"), include_str!("look.typ").into()),
    }
});

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names here are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// A layout with what goes into it.
pub struct Sheet {
    layout: Layout,
    /// As JSON, which a layout reads as data.
    given: Bytes,
    qr: Bytes,
}

impl Sheet {
    /// A sheet with these words, and a QR code as SVG, if the layout has one.
    pub fn new(layout: Layout, given: &impl Serialize, qr: String) -> Self {
        let given = serde_json::to_vec(given).expect("words always have a JSON form");
        Self { layout, given: Bytes::new(given), qr: Bytes::from_string(qr) }
    }

    /// As PDF.
    ///
    /// # Errors
    /// [`NotPrinted::Layout`].
    pub fn pdf(&self) -> Result<Vec<u8>, NotPrinted> {
        typst_pdf::pdf(&self.set()?, &PdfOptions::default()).map_err(|errors| mistake(&errors))
    }

    /// Its first page as PNG, a pixel a point.
    ///
    /// # Errors
    /// [`NotPrinted::Layout`].
    pub fn png(&self) -> Result<Vec<u8>, NotPrinted> {
        let document = self.set()?;
        let page = document.pages().first().ok_or_else(|| NotPrinted::Layout("it has no page".into()))?;
        let options = RenderOptions { pixel_per_pt: Scalar::new(1.0), ..RenderOptions::default() };
        let picture = typst_render::render(page, &options);
        // The paper is opaque, and so is all that is on it.
        let pixels: Vec<u8> = picture.data().chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
        let mut png = Vec::new();
        PngEncoder::new_with_quality(&mut png, CompressionType::Best, FilterType::Adaptive)
            .write_image(&pixels, picture.width(), picture.height(), ExtendedColorType::Rgb8)
            .map_err(|error| NotPrinted::Layout(error.to_string()))?;
        Ok(png)
    }

    fn set(&self) -> Result<PagedDocument, NotPrinted> {
        let document = typst::compile::<PagedDocument>(self).output;
        // What it remembers of one sheet is of little use for the next, and nobody else would forget it.
        typst::comemo::evict(0);
        document.map_err(|errors| mistake(&errors))
    }
}

fn mistake(errors: &[SourceDiagnostic]) -> NotPrinted {
    NotPrinted::Layout(errors.first().map_or_else(String::new, |error| error.message.to_string()))
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &DESK.standard
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &DESK.book
    }

    fn main(&self) -> FileId {
        match self.layout {
            Layout::Poster => DESK.poster.id(),
            Layout::Card => DESK.card.id(),
        }
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let sources = [&DESK.poster, &DESK.card, &DESK.look];
        sources.into_iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id.get().vpath().get_without_slash() {
            "given.json" => Ok(self.given.clone()),
            "qr.svg" => Ok(self.qr.clone()),
            "icon.svg" => Ok(Bytes::new(ICON)),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        DESK.fonts.get(index).cloned()
    }

    /// None: a sheet says of which day it is in its words, and is the same whenever it is printed.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
