//! Pictures that people give: what is in them is looked at, not what they are called, and nothing but the picture
//! itself is kept. A telephone writes into a picture where and when it was made.

use super::App;
use super::sketches::Sketched;
use crate::domain::{BookId, PictureId, SketchId};
use crate::store::StoreError;
use crate::store::pictures::{self, PictureRow};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits};
use std::io::Cursor;
use tokio::sync::Semaphore;

/// The most bytes a picture may have when it is given.
pub const LARGEST: usize = 12 * 1024 * 1024;
/// The most pictures of an initiative.
pub const MOST: usize = 6;
/// The most characters that say what is on a picture.
pub const MOST_WORDS: usize = 200;
/// The most pixels on a side.
const LONGEST_SIDE: u32 = 12_000;
/// The most memory a picture may need while it is looked at: 50 million pixels.
const MOST_MEMORY: u64 = 200 * 1024 * 1024;
/// How many are looked at at once: each may need that much.
static AT_ONCE: Semaphore = Semaphore::const_new(2);
/// How wide pictures are kept, in pixels.
const WIDE: u32 = 1280;
const SMALL: u32 = 480;
/// How good JPEG has to be, of 100.
const QUALITY: u8 = 80;

/// Why a picture is not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// It is none, or of a kind that is not known here.
    #[error("this is no picture that can be read: JPEG, PNG and WebP can")]
    NotAPicture,
    /// It is too large.
    #[error("this picture is too large")]
    TooLarge,
    /// There are enough.
    #[error("there are {MOST} pictures already")]
    Enough,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps a picture of a sketch, in the sizes in which it is shown.
///
/// # Errors
/// [`NotTaken`].
pub async fn add(
    app: &App,
    book: BookId,
    sketched: &Sketched,
    (given, words): (Vec<u8>, &str),
) -> Result<(), NotTaken> {
    if sketched.pictures.len() >= MOST {
        return Err(NotTaken::Enough);
    }
    if given.len() > LARGEST {
        return Err(NotTaken::TooLarge);
    }
    let (wide, small) = {
        let _turn = AT_ONCE.acquire().await;
        let work = tokio::task::spawn_blocking(move || resized(&given));
        work.await.map_err(|_| NotTaken::NotAPicture)??
    };
    let words: String = words.trim().chars().filter(|sign| !sign.is_control()).take(MOST_WORDS).collect();
    let (id, sketch, person) = (PictureId::fresh(app.now(), app.draw()), sketched.id, sketched.person);
    pictures::put(&app.database, book, &PictureRow { id, sketch, person, words, wide, small }).await?;
    Ok(())
}

/// Throws away a picture of a sketch.
///
/// # Errors
/// The database's.
pub async fn remove(app: &App, book: BookId, sketched: &Sketched, id: PictureId) -> Result<(), StoreError> {
    pictures::delete(&app.database, book, (sketched.id, id)).await
}

/// A picture to be shown.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The sketch it belongs to.
    pub sketch: SketchId,
    /// JPEG.
    pub bytes: Vec<u8>,
}

/// A picture, small or wide; none if there is none.
///
/// # Errors
/// The database's.
pub async fn find(
    app: &App,
    book: BookId,
    (id, is_small): (PictureId, bool),
) -> Result<Option<Picture>, StoreError> {
    let found = pictures::find(&app.database, book, (id, is_small)).await?;
    Ok(found.map(|(sketch, bytes)| Picture { sketch, bytes }))
}

/// The picture in both sizes, as JPEG.
fn resized(given: &[u8]) -> Result<(Vec<u8>, Vec<u8>), NotTaken> {
    let mut reader =
        ImageReader::new(Cursor::new(given)).with_guessed_format().map_err(|_| NotTaken::NotAPicture)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| why(&error))?;
    // Telephones write how they were held beside the picture, which is not kept.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| why(&error))?;
    picture.apply_orientation(orientation);
    Ok((jpeg(&picture, WIDE)?, jpeg(&picture, SMALL)?))
}

fn jpeg(picture: &DynamicImage, width: u32) -> Result<Vec<u8>, NotTaken> {
    let resized = if picture.width() > width {
        picture.resize(width, u32::MAX, image::imageops::FilterType::Triangle)
    } else {
        picture.clone()
    };
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    resized.into_rgb8().write_with_encoder(encoder).map_err(|error| why(&error))?;
    Ok(bytes)
}

fn why(error: &image::ImageError) -> NotTaken {
    match error {
        image::ImageError::Limits(_) => NotTaken::TooLarge,
        _ => NotTaken::NotAPicture,
    }
}
