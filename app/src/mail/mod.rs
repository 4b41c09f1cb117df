//! Letters as people read them, in plain text and in HTML. Server only; nothing here sends anything.
//!
//! The cast: `content` finds the words for the facts of a letter, `html` and `text` write them, `look` is what the HTML
//! looks like in programs that know no style sheets of ours; [`samples`] are letters to look at.

mod content;
mod html;
mod look;
pub mod samples;
#[cfg(test)]
mod tests;
mod text;

use engine::mail::Mail;

use self::content::Content;

/// A letter, ready to be put into an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Whom an answer goes to, where it is not the sender.
    pub reply_to: Option<String>,
    /// Whose letter it is, to stand beside the sender's address.
    pub from_name: Option<String>,
}

/// Writes a letter. `base` is what this server's addresses begin with, without a slash at the end.
pub fn write(mail: &Mail, base: &str) -> Written {
    let content = Content::of(mail, base);
    Written {
        text: text::write(&content),
        html: html::write(&content),
        subject: content.subject,
        reply_to: content.reply_to,
        from_name: content.from_name,
    }
}
