//! Letters by SMTP: words from `app`, an envelope from here, and the operator's mail server.

use std::time::Duration;

use app::mail::Written;
use async_trait::async_trait;
use engine::mail::{Mail, MailError, Mailer};
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{Header, HeaderName, HeaderValue},
    },
    transport::smtp,
};
use secrecy::ExposeSecret as _;
use url::Url;

use crate::config::MailSettings;

/// How long the mail server may take to answer one command.
const PATIENCE: Duration = Duration::from_secs(20);

/// Answers of a server that does not let us in: the letter is not to blame.
const LOCKED_OUT: [u16; 4] = [530, 534, 535, 538];

/// Sends letters through one mail server.
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// What this server's addresses begin with.
    base: String,
}

impl SmtpMailer {
    /// A mailer whose letters lead to pages under `base_url`. Connects only when there is something to send.
    pub fn new(settings: &MailSettings, base_url: &Url) -> Result<Self, smtp::Error> {
        let url = settings.smtp_url.expose_secret();
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.timeout(Some(PATIENCE)).build();
        let base = base_url.as_str().trim_end_matches('/').to_owned();
        Ok(Self { transport, from: settings.from.clone(), base })
    }

    fn envelope(&self, mail: &Mail) -> Result<Message, MailError> {
        let Written { subject, text, html, reply_to, from_name } = app::mail::write(mail, &self.base);
        let address = |text: &str| text.parse().map_err(|_| MailError::Refused { code: None });
        let from = Mailbox::new(from_name.or_else(|| self.from.name.clone()), self.from.email.clone());
        let id = format!("<{}@{}>", mail.id.simple(), self.from.email.domain());
        let mut message = Message::builder()
            .from(from)
            .to(Mailbox::new(None, address(&mail.to)?))
            .subject(subject)
            .message_id(Some(id))
            .header(AutoSubmitted);
        // A merchant's contact need not be an address; the letter is as good without.
        if let Some(reply_to) = reply_to.and_then(|reply_to| reply_to.parse().ok()) {
            message = message.reply_to(Mailbox::new(None, reply_to));
        }
        let message = message.multipart(MultiPart::alternative_plain_html(text, html));
        message.map_err(|_| MailError::Refused { code: None })
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let message = self.envelope(mail)?;
        self.transport.send(message).await.map(drop).map_err(|error| failed(&error))
    }

    async fn check(&self) -> Result<(), MailError> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(MailError::Later { what: "the connection was closed", code: None }),
            Err(error) => Err(failed(&error)),
        }
    }
}

/// What an error means for the letter. Its words stay here: they may repeat an address.
fn failed(error: &smtp::Error) -> MailError {
    let code = error.status().map(u16::from);
    let what = match code {
        Some(code) if LOCKED_OUT.contains(&code) => "the mail server does not let us in",
        Some(code) if code == 554 || speaks_of_us(error) => "the mail server takes nothing from this sender",
        Some(code) if code >= 500 => return MailError::Refused { code: Some(code) },
        Some(_) => "the mail server asks for patience",
        None if error.is_timeout() => "the mail server does not answer in time",
        None if error.is_tls() => "no TLS with the mail server",
        None if error.is_client() => "the mail server lacks what this letter needs",
        None => "the mail server cannot be reached",
    };
    MailError::Later { what, code }
}

/// Whether a refusal is not about this letter's address but about who sends it: by the enhanced codes of RFC 3463 for
/// policy (5.7) and for a sender's address (5.1.7, 5.1.8).
fn speaks_of_us(error: &smtp::Error) -> bool {
    let text = error.to_string();
    text.split(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .any(|word| word.starts_with("5.7.") || matches!(word, "5.1.7" | "5.1.8"))
}

/// Keeps programs from answering (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
