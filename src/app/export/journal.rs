//! A journal for plain text accounting, in hledger's form. An event is a transaction: the day it takes effect,
//! its number as the code, its type as the description, and two postings for each transfer, except that a bank
//! account has one for all of them, as its statement has. As usual there, a debit is positive and a credit
//! negative: budgets, lots and pots show what is owed as negative amounts.

use super::Entered;
use crate::domain::Account;
use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::io::{self, Write};

/// A journal being written.
pub struct Journal<W> {
    out: W,
    /// Whether account names begin with the book's, since numbers begin anew in every book.
    many_books: bool,
}

/// What a program must know before it reads amounts.
const HEAD: &str = "; The ledger of wijkkas. Amounts are euros; credits are negative.
decimal-mark .
commodity EUR 1000.00
";

impl<W: Write> Journal<W> {
    /// Begins one.
    pub fn begin(mut out: W, many_books: bool) -> io::Result<Self> {
        out.write_all(HEAD.as_bytes())?;
        Ok(Self { out, many_books })
    }

    /// Declares an account before it is used, and on which side of the balance sheet it is: what is at the bank is
    /// an asset, and all of it is held for somebody.
    pub fn declare(&mut self, book: &str, account: Account) -> io::Result<()> {
        let side = if account.is_held() { 'L' } else { 'A' };
        writeln!(self.out, "account {}  ; type: {side}", self.name(book, account))
    }

    /// Writes a transaction.
    pub fn enter(&mut self, entered: &Entered) -> io::Result<()> {
        let event = entered.settled;
        writeln!(self.out, "\n{} ({}) {}", entered.effective, event.seq, event.kind)?;
        let mut at_bank = BTreeMap::new();
        for transfer in entered.transfers {
            let cents = transfer.cents.get();
            // A comment of the form `lot:ID` is a tag for hledger, to follow the money of one lot.
            let mut lot = Some(transfer.lot);
            for (account, cents) in [(transfer.debit, cents), (transfer.credit, -cents)] {
                if !account.is_held() {
                    *at_bank.entry(account).or_insert(0) += i128::from(cents);
                    continue;
                }
                write!(self.out, "    {}  {}", self.name(entered.book, account), Euros(cents.into()))?;
                match lot.take() {
                    Some(lot) => writeln!(self.out, "  ; {lot}")?,
                    None => writeln!(self.out)?,
                }
            }
        }
        for (account, cents) in at_bank {
            writeln!(self.out, "    {}  {}", self.name(entered.book, account), Euros(cents))?;
        }
        Ok(())
    }

    /// Ends it.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }

    fn name<'a>(&self, book: &'a str, account: Account) -> Name<'a> {
        Name { book: self.many_books.then_some(book), account }
    }
}

/// The name of an account, with parts that a program for plain text accounting takes as its parents.
struct Name<'a> {
    book: Option<&'a str>,
    account: Account,
}

impl Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(book) = self.book {
            for sign in book.chars() {
                // Two spaces would end the name, a colon would divide it.
                let sign = if sign.is_alphanumeric() || sign == '-' { sign } else { '_' };
                write!(f, "{sign}")?;
            }
            f.write_str(":")?;
        }
        write!(f, "{}", self.account)
    }
}

/// Cents as `EUR -12.34`.
struct Euros(i128);

impl Display for Euros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, cents) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        write!(f, "EUR {sign}{}.{:02}", cents / 100, cents % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::IssuerId;

    #[test]
    fn amounts_have_two_decimals_and_a_sign() {
        for (cents, text) in [
            (0, "EUR 0.00"),
            (5, "EUR 0.05"),
            (-5, "EUR -0.05"),
            (-12_340, "EUR -123.40"),
            ((i64::MIN + 1).into(), "EUR -92233720368547758.07"),
        ] {
            assert_eq!(Euros(cents).to_string(), text);
        }
    }

    #[test]
    fn books_with_odd_names_cannot_break_a_line() {
        let account = Account::BankReceived(IssuerId(3));
        let name = |book| Name { book, account }.to_string();
        assert_eq!(name(None), "bank:received:3");
        assert_eq!(name(Some("west: 2  é;\n")), "west__2__é__:bank:received:3");
    }
}
