//! Pictures that people give: what is in them is looked at, not what they are called, and nothing but the picture
//! itself is kept. A telephone writes into a picture where and when it was made.

use super::sketches::{self, Sketched};
use super::{App, news, submitting};
use crate::domain::{BookId, NewsId, PersonId, PictureId};
use crate::store::StoreError;
use crate::store::pictures::{self, Kept, Owner, PictureRow};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits};
use std::io::Cursor;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::task::JoinError;

/// The most bytes a picture may have when it is given.
pub const LARGEST: usize = 12 * 1024 * 1024;
/// The most pictures of an initiative, and of each thing that is told of it.
pub const MOST: usize = 6;
/// The most characters that say what is on a picture.
pub const MOST_WORDS: usize = 200;
/// The most pixels on a side.
const LONGEST_SIDE: u32 = 12_000;
/// The most bytes of a picture that is spread out: 50 million pixels of a telephone.
const MOST_MEMORY: u64 = 150 * 1024 * 1024;
/// How many are spread out at once. Each needs that much, and a JPEG that was made to appear bit by bit twice as much
/// beside it: half a gigabyte. Turning and resizing come after that and need less, see [`ROUGH`].
const AT_ONCE: usize = 2;
static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);
/// How many are held at once as they are sent, of [`LARGEST`] bytes, and twice that while they come in.
static ROOMS: Semaphore = Semaphore::const_new(8);
/// One picture at a time of each person. Ids are random: two people who share a place are rare, and wait for each other.
static OWN: [Semaphore; SLOTS] = [const { Semaphore::const_new(1) }; SLOTS];
const SLOTS: usize = 256;
/// How wide pictures are kept, in pixels.
const WIDE: u32 = 1280;
const SMALL: u32 = 480;
/// The longest side of what is turned and resized, which takes up to 24 bytes a pixel: 160 MB. Nothing is kept longer.
const ROUGH: u32 = 2 * WIDE;
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
    /// What it is for was thrown away meanwhile, or a moderator stopped it.
    #[error("this was thrown away, or stopped")]
    Gone,
    /// What it is for was submitted meanwhile.
    #[error("this was submitted, and is not changed any more")]
    Submitted,
    /// There are enough.
    #[error("there are {MOST} pictures already")]
    Enough,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a picture is for.
#[derive(Clone, Copy, Debug)]
pub enum For<'a> {
    /// A sketch.
    Sketch(&'a Sketched),
    /// Something that was told, or the report, with who gives the picture.
    News(NewsId, PersonId),
}

impl For<'_> {
    fn owner(self) -> Owner {
        match self {
            Self::Sketch(sketched) => Owner::Sketch(sketched.id, sketched.initiative),
            Self::News(id, _) => Owner::News(id),
        }
    }

    fn person(self) -> PersonId {
        match self {
            Self::Sketch(sketched) => sketched.person,
            Self::News(_, person) => person,
        }
    }

    /// Whether a process that ended held it, and does so no more.
    async fn let_go(self, app: &App, book: BookId) -> Result<bool, StoreError> {
        match self {
            Self::Sketch(sketched) => submitting::let_go(app, book, sketched.id).await,
            Self::News(..) => Ok(false),
        }
    }

    /// Why it takes no picture as things stand now; none if it does. A picture may come minutes after its page was
    /// asked for.
    async fn closed(self, app: &App, book: BookId) -> Result<Option<NotTaken>, StoreError> {
        Ok(match self {
            Self::Sketch(sketched) => {
                (!sketches::can_change(app, book, sketched).await?).then_some(NotTaken::Submitted)
            }
            Self::News(id, person) => {
                (!news::takes_pictures_now(app, book, (id, person)).await?).then_some(NotTaken::Gone)
            }
        })
    }

    /// Whether a picture can be thrown away: of what was told always, whatever became of the initiative.
    async fn can_remove(self, app: &App, book: BookId) -> Result<bool, StoreError> {
        match self {
            Self::Sketch(sketched) => sketches::can_change(app, book, sketched).await,
            Self::News(..) => Ok(true),
        }
    }
}

/// Room in memory for a picture while it is sent and looked at.
#[derive(Debug)]
pub struct Room(
    #[expect(dead_code, reason = "they are given back when they are dropped")]
    [Option<SemaphorePermit<'static>>; 2],
);

/// Waits for room for a picture that this person is about to send. They get no second room while they send one, so
/// that nobody who sends slowly holds up all others.
pub async fn room(person: PersonId) -> Room {
    let own = &OWN[usize::try_from(person.0.unsigned_abs() % SLOTS as u64).unwrap_or(0)];
    // Nobody closes the semaphores.
    Room([own.acquire().await.ok(), ROOMS.acquire().await.ok()])
}

/// Keeps a picture that somebody gave of something, in the sizes in which it is shown. Its room lasts as long as what was
/// sent.
///
/// # Errors
/// [`NotTaken`].
pub async fn add(
    app: &App,
    book: BookId,
    of: For<'_>,
    (given, room, words): (Vec<u8>, Room, &str),
) -> Result<(), NotTaken> {
    if pictures::of(&app.database, book, of.owner()).await?.len() >= MOST {
        return Err(NotTaken::Enough);
    }
    if given.len() > LARGEST {
        return Err(NotTaken::TooLarge);
    }
    let work = move || {
        let resized = resized(&given);
        drop((given, room));
        resized
    };
    let (wide, small) = in_turn(&TURNS, work).await.map_err(|_| NotTaken::NotAPicture)??;
    let words: String = words.trim().chars().filter(|sign| !sign.is_control()).take(MOST_WORDS).collect();
    let id = PictureId::fresh(app.now(), app.draw());
    let row = PictureRow { id, of: of.owner(), person: of.person(), words, wide, small };
    if let Some(why) = of.closed(app, book).await? {
        return Err(why);
    }
    let mut kept = pictures::put(&app.database, book, (&row, MOST)).await?;
    if kept == Kept::Submitted && of.let_go(app, book).await? {
        kept = pictures::put(&app.database, book, (&row, MOST)).await?;
    }
    match kept {
        Kept::Yes => Ok(()),
        Kept::Submitted => Err(NotTaken::Submitted),
        Kept::Gone => Err(NotTaken::Gone),
        Kept::Enough => Err(NotTaken::Enough),
    }
}

/// Throws away a picture of something that can still be changed; answers whether it could.
///
/// # Errors
/// The database's.
pub async fn remove(app: &App, book: BookId, of: For<'_>, id: PictureId) -> Result<bool, StoreError> {
    if !of.can_remove(app, book).await? {
        return Ok(false);
    }
    let is_gone = pictures::delete(&app.database, book, (of.owner(), id)).await?;
    if !is_gone && of.let_go(app, book).await? {
        return pictures::delete(&app.database, book, (of.owner(), id)).await;
    }
    Ok(is_gone)
}

/// A picture to be shown.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The number of what it belongs to: a sketch, or news.
    pub of: i64,
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
    Ok(found.map(|(of, bytes)| Picture { of, bytes }))
}

/// Works on a thread of its own when it is its turn. The turn ends with the work: whoever asked for it may be gone
/// long before, and the work goes on.
async fn in_turn<T: Send + 'static>(
    turns: &'static Semaphore,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, JoinError> {
    let turn = turns.acquire().await;
    tokio::task::spawn_blocking(move || {
        let done = work();
        drop(turn);
        done
    })
    .await
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
    // The limits are those of what a decoder needs besides.
    if decoder.total_bytes() > MOST_MEMORY {
        return Err(NotTaken::TooLarge);
    }
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| why(&error))?;
    if picture.width().max(picture.height()) > ROUGH {
        picture = picture.thumbnail(ROUGH, ROUGH);
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    static NOW: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);

    fn work() {
        MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(30));
        NOW.fetch_sub(1, Ordering::SeqCst);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn who_hangs_up_frees_no_turn() {
        static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);
        for _ in 0..20 {
            let asked = tokio::spawn(in_turn(&TURNS, work));
            tokio::time::sleep(Duration::from_millis(2)).await;
            asked.abort();
        }
        in_turn(&TURNS, work).await.expect("its turn comes");
        while TURNS.available_permits() < AT_ONCE {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert_eq!(MOST.load(Ordering::SeqCst), AT_ONCE);
    }

    #[tokio::test]
    async fn who_sends_slowly_holds_up_nobody_else() {
        let slow = room(PersonId(1)).await;
        let more: Vec<_> = (0..20).map(|_| tokio::spawn(room(PersonId(1)))).collect();
        tokio::task::yield_now().await;
        let others: Vec<Room> = futures_util::future::join_all((2..9).map(|id| room(PersonId(id)))).await;
        assert!(more.iter().all(|one| !one.is_finished()), "they wait for the first");
        drop((slow, others));
        for one in more {
            one.await.expect("their turn comes");
        }
    }

    #[test]
    fn what_would_be_too_large_when_it_is_spread_out_is_not_read() {
        let mut png = Cursor::new(Vec::new());
        DynamicImage::new_rgba16(1, 1).write_to(&mut png, image::ImageFormat::Png).expect("PNG");
        let mut png = png.into_inner();
        // A few bytes that say that they would be 300 MB: neither side is too long.
        let side = 6_200_u32;
        assert!(u64::from(side).pow(2) * 8 > MOST_MEMORY && side < LONGEST_SIDE);
        png[16..20].copy_from_slice(&side.to_be_bytes());
        png[20..24].copy_from_slice(&side.to_be_bytes());
        let sum = crc32(&png[12..29]).to_be_bytes();
        png[29..33].copy_from_slice(&sum);
        assert!(matches!(resized(&png), Err(NotTaken::TooLarge)));
    }

    /// The checksum of a part of a PNG.
    fn crc32(bytes: &[u8]) -> u32 {
        let step = |sum: u32, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
        !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
    }

    #[test]
    fn a_long_picture_is_kept_short() {
        let mut png = Cursor::new(Vec::new());
        image::GrayImage::new(1_000, 8_000).write_to(&mut png, image::ImageFormat::Png).expect("PNG");
        let (wide, small) = resized(png.get_ref()).expect("a picture");
        for (jpeg, size) in [(wide, (320, 2560)), (small, (320, 2560))] {
            let picture = image::load_from_memory(&jpeg).expect("a picture");
            assert_eq!((picture.width(), picture.height()), size);
        }
    }
}
