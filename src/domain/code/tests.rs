//! Tests of codes: what people type, and that the check symbol finds the slips it promises to find.

use proptest::prelude::*;

use super::*;

/// The symbols of a code with its check symbol, as numbers.
fn symbols(bits: u64) -> [u8; SYMBOLS] {
    let data = Code::from_bits(bits).data();
    let mut all = [0; SYMBOLS];
    all[..DATA_SYMBOLS].copy_from_slice(&data);
    all[DATA_SYMBOLS] = check::symbol(data);
    all
}

fn print(symbols: &[u8]) -> String {
    symbols.iter().map(|&symbol| alphabet::character(symbol)).collect()
}

#[test]
fn is_printed_in_groups_of_four_four_and_three() {
    assert_eq!(Code::from_bits(0).to_string(), "0000-0000-000");
    // d_10 = 1: the check symbol is alpha^10 = x^4 + 1 (alpha^5 = x^2 + 1, squared), number 17, printed H.
    assert_eq!(Code::from_bits(1).to_string(), "0000-0000-01H");
    // d_1 = 1: the check symbol is alpha = x, number 2.
    assert_eq!(Code::from_bits(1 << 45).to_string(), "1000-0000-002");
    assert_eq!(Code::from_bits(u64::MAX).to_string().len(), 13);
}

#[test]
fn has_fifty_bits() {
    assert_eq!(Code::BITS, 50);
    assert_eq!(Code::from_bits(u64::MAX).bits(), (1 << 50) - 1);
    assert_eq!(Code::from_bits(1 << 50), Code::from_bits(0));
}

#[test]
fn reads_what_people_type() {
    let code = Code::from_bits(1);
    for typed in [
        "0000-0000-01H",
        "0000000001h",
        " oOo0 – 0000 – 0iH ",
        "0000‑0000‑0LH\r\n",
        "0-0-0-0\u{a0}0000\u{2009}01\u{200b}H",
        "\u{feff}0000\u{2212}0000\u{2014}0lh",
    ] {
        assert_eq!(Code::parse(typed), Ok(code), "{typed:?}");
    }
}

#[test]
fn refuses_with_the_kind_of_mistake() {
    let cases = [
        ("", CodeError::TooShort { found: 0 }),
        (" - ", CodeError::TooShort { found: 0 }),
        ("0000-0000-01", CodeError::TooShort { found: 10 }),
        ("0000-0000-01H0", CodeError::TooLong),
        ("0000-0000-0UH", CodeError::UnknownSymbol('U')),
        ("0000-0000-01é", CodeError::UnknownSymbol('é')),
        ("0000_0000_01H", CodeError::UnknownSymbol('_')),
        ("0000-0000-01\0", CodeError::UnknownSymbol('\0')),
        ("0000-0000-01J", CodeError::Slip),
    ];
    for (typed, error) in cases {
        assert_eq!(Code::parse(typed), Err(error), "{typed:?}");
    }
    assert_eq!(Code::parse(&"7".repeat(10_000_000)), Err(CodeError::TooLong));
}

#[test]
fn refusals_are_sentences() {
    let short = CodeError::TooShort { found: 4 }.to_string();
    assert_eq!(short, "A code has 11 characters, this has 4: please type all of it, like ABCD-EFGH-JKM.");
    let unknown = CodeError::UnknownSymbol('\u{202e}').to_string();
    assert_eq!(unknown, "The character '\\u{202e}' is never part of a code: please compare with the letter.");
}

#[test]
fn the_example_in_refusals_is_not_a_code() {
    assert_eq!(Code::parse("ABCD-EFGH-JKM"), Err(CodeError::Slip));
}

#[test]
fn debug_keeps_the_secret() {
    let code = Code::from_bits(0x0001_2345_6789);
    assert_eq!(format!("{code:?} {:?}", Some(code)), "Code(…) Some(Code(…))");
}

/// The check symbol is linear over XOR (property below): whether a change is found depends on the difference
/// alone. So all places and differences tried on one code stand for all 2^50 codes.
#[test]
fn every_single_substitution_is_found() {
    for (place, difference) in (0..SYMBOLS).flat_map(|place| (1..32).map(move |e| (place, e))) {
        let mut typed = symbols(0);
        typed[place] ^= difference;
        assert_eq!(Code::parse(&print(&typed)), Err(CodeError::Slip), "place {place} off by {difference}");
    }
}

/// A swap changes both places by the same difference, wherever they are; the check symbol (place 10) too.
#[test]
fn every_swap_of_two_is_found() {
    for (one, other) in (0..SYMBOLS).flat_map(|one| (0..one).map(move |other| (one, other))) {
        for difference in 1..32 {
            let mut typed = symbols(0);
            typed[one] ^= difference;
            typed[other] ^= difference;
            assert_eq!(Code::parse(&print(&typed)), Err(CodeError::Slip), "{one} and {other}, {difference}");
        }
    }
}

/// The weights as the rule states them, multiplied the long way round.
#[test]
fn the_check_symbol_is_the_sum_in_the_rule() {
    let times = |a: u8, b: u8| {
        let product =
            (0..5).filter(|bit| b >> bit & 1 == 1).fold(0_u16, |sum, bit| sum ^ u16::from(a) << bit);
        let reduced =
            (5..9).rev().fold(product, |rest, bit| rest ^ ((rest >> bit & 1) * (0b10_0101 << (bit - 5))));
        u8::try_from(reduced).unwrap()
    };
    let data = Code::from_bits(0x0002_93fa_7b15_c6d8).data();
    let powers: Vec<u8> = std::iter::successors(Some(2), |&power| Some(times(power, 2))).take(10).collect();
    let sum = data.iter().zip(powers).fold(0, |sum, (&digit, power)| sum ^ times(power, digit));
    assert_eq!(check::symbol(data), sum);
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(bits: u64) {
        let code = Code::from_bits(bits);
        prop_assert_eq!(Code::parse(&code.to_string()), Ok(code));
        prop_assert_eq!(Code::parse(&code.to_string().to_lowercase()), Ok(code));
    }

    #[test]
    fn the_check_symbol_is_linear(a: u64, b: u64) {
        let check = |bits| check::symbol(Code::from_bits(bits).data());
        prop_assert_eq!(check(a ^ b), check(a) ^ check(b));
    }

    #[test]
    fn a_wrong_symbol_in_any_code_is_found(bits: u64, place in 0..SYMBOLS, difference in 1..32_u8) {
        let mut typed = symbols(bits);
        typed[place] ^= difference;
        prop_assert_eq!(Code::parse(&print(&typed)), Err(CodeError::Slip));
    }

    #[test]
    fn a_swap_in_any_code_is_found(bits: u64, one in 0..SYMBOLS, other in 0..SYMBOLS) {
        let mut typed = symbols(bits);
        typed.swap(one, other);
        let same = typed[one] == typed[other];
        let expected = if same { Ok(Code::from_bits(bits)) } else { Err(CodeError::Slip) };
        prop_assert_eq!(Code::parse(&print(&typed)), expected);
    }

    #[test]
    fn any_text_is_answered(typed: String) {
        let _ = Code::parse(&typed);
    }
}
