//! Putting a letter into words: the subject, and the same twice, as plain text and as HTML. The sentences are those of
//! the website's languages, the templates are in `email-templates`.

use crate::app::mails::{About, Decided, MailId, Waiting, come_back_token, invitation_token, sign_in_token};
use crate::app::reviews::{self, Side};
use crate::app::{App, CommandKey};
use crate::words::Language;
use askama::Template;

/// A mail in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// Its subject.
    pub subject: String,
    /// Its words, for readers without HTML.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// Puts letters into words.
#[derive(Clone, Debug)]
pub struct Composer {
    /// Where people reach the website, without a slash at the end: `https://wijkkas.example`.
    pub website: String,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    language: Language,
    website: &'a str,
    letter: &'a Plain,
}

#[derive(Template)]
#[template(path = "letter.txt", escape = "none")]
struct Text<'a> {
    language: Language,
    website: &'a str,
    letter: &'a Plain,
}

/// A letter as it is laid out: a heading, sentences, perhaps a button, and what stands below it.
struct Plain {
    subject: String,
    paragraphs: Vec<String>,
    /// What stands on the button, and where it leads.
    button: Option<(String, String)>,
    below: Vec<String>,
}

impl Composer {
    /// Puts a letter into words.
    ///
    /// # Errors
    /// The template's.
    pub fn compose(&self, app: &App, mail: &Waiting) -> Result<Composed, askama::Error> {
        let language = Language::of_code(&mail.letter.language).unwrap_or(Language::Dutch);
        let letter = &match &mail.letter.about {
            About::SignIn => self.sign_in(language, app, mail.id),
            About::Decided(decided) => self.decided(language, app, decided),
            About::Address => self.to_savings(
                language,
                app,
                mail.id,
                ["mail-address-subject", "mail-address-text", "mail-address-button"],
            ),
            About::ComeBack => self.to_savings(
                language,
                app,
                mail.id,
                ["mail-comeback-subject", "mail-comeback-text", "mail-comeback-button"],
            ),
            About::AddressEnded => address_ended(language),
            About::Invitation => self.invitation(language, app, mail.id),
        };
        let website = self.website.as_str();
        let text = Text { language, website, letter }.render()?;
        let html = Html { language, website, letter }.render()?;
        Ok(Composed { subject: letter.subject.clone(), text, html })
    }

    /// What was decided, and where the reason is: words that can be erased do not go out.
    fn decided(&self, language: Language, app: &App, decided: &Decided) -> Plain {
        let say = |key| language.say(key, &[]);
        let Decided { book, programme, review, initiative, ruling, side } = decided;
        let path = match (side, CommandKey::parse(review)) {
            (Side::Asker, Some(id)) => {
                format!("melding/{programme}/{review}/{}", reviews::token(app, *book, id))
            }
            _ => format!("wijk/{programme}/initiatief/{initiative}/beheer/bezwaar"),
        };
        Plain {
            subject: say("mail-decided-subject"),
            paragraphs: vec![
                language.say("ruling-said", &[("ruling", ruling.word().into())]),
                say("mail-decided-text"),
            ],
            button: Some((
                say("mail-decided-button"),
                format!("{}/{}/{path}", self.website, language.code()),
            )),
            below: vec![say("mail-decided-appeal")],
        }
    }

    fn sign_in(&self, language: Language, app: &App, id: MailId) -> Plain {
        let say = |key| language.say(key, &[]);
        let link = format!("{}/{}/aanmelden/{}", self.website, language.code(), sign_in_token(app, id));
        Plain {
            subject: say("mail-sign-in-subject"),
            paragraphs: vec![say("mail-sign-in-text")],
            button: Some((say("mail-sign-in-button"), link)),
            below: vec![say("mail-sign-in-ends"), say("mail-sign-in-not-you")],
        }
    }

    /// A link to somebody's savings, with the keys of its subject, its sentence and its button.
    fn to_savings(
        &self,
        language: Language,
        app: &App,
        id: MailId,
        [subject, text, button]: [&str; 3],
    ) -> Plain {
        let say = |key| language.say(key, &[]);
        let link = format!("{}/{}/terug/{}", self.website, language.code(), come_back_token(app, id));
        Plain {
            subject: say(subject),
            paragraphs: vec![say(text)],
            button: Some((say(button), link)),
            below: vec![say("mail-sign-in-ends"), say("mail-sign-in-not-you")],
        }
    }

    /// Which initiative it is stands on the page behind the link, so that the words of its initiators are in no mailbox.
    fn invitation(&self, language: Language, app: &App, id: MailId) -> Plain {
        let say = |key| language.say(key, &[]);
        let token = invitation_token(app, id);
        let link = format!("{}/{}/uitnodiging/{token}", self.website, language.code());
        Plain {
            subject: say("mail-invitation-subject"),
            paragraphs: vec![say("mail-invitation-text")],
            button: Some((say("mail-invitation-button"), link)),
            below: vec![say("mail-invitation-ends"), say("mail-invitation-not-you")],
        }
    }
}

/// An address opens no savings any more. Why is not said, since nothing of what happened belongs into a mailbox.
fn address_ended(language: Language) -> Plain {
    let say = |key| language.say(key, &[]);
    Plain {
        subject: say("mail-ended-subject"),
        paragraphs: vec![say("mail-ended-text"), say("mail-ended-why")],
        button: None,
        below: vec![say("mail-ended-not-you")],
    }
}
