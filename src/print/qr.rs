//! A QR code as a drawing.

use super::NotPrinted;
use fast_qr::{ECL, QRBuilder};
use std::fmt::Write as _;

/// The white border around a code, in its own squares (ISO/IEC 18004 asks for four).
const BORDER: usize = 4;

/// The QR code of some words as SVG, black on white, with its border. A quarter of it may be scratched off.
///
/// # Errors
/// [`NotPrinted::Address`] if the words are too long.
pub fn svg(words: &str) -> Result<String, NotPrinted> {
    let code = QRBuilder::new(words).ecl(ECL::Q).build().map_err(|_| NotPrinted::Address)?;
    let size = code.size;
    let mut path = String::new();
    for row in 0..size {
        for column in (0..size).filter(|column| code[row][*column].value()) {
            let _ = write!(path, "M{} {}h1v1h-1z", column + BORDER, row + BORDER);
        }
    }
    let whole = size + 2 * BORDER;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {whole} {whole}\">\
         <path fill=\"#fff\" d=\"M0 0h{whole}v{whole}H0z\"/><path d=\"{path}\"/></svg>"
    ))
}
