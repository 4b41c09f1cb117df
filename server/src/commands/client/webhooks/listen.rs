//! `remit webhooks listen`

use clap::Args;
use domain::Mode;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use url::Url;

use super::forward::{Answer, Forward};
use crate::commands::client::{
    Failure, Screen,
    api::Api,
    events::line,
    follow::{Follow, Wanted},
};

#[derive(Debug, Args)]
pub(crate) struct Listen {
    /// Where the program listens, such as localhost:3000/webhooks
    #[arg(long, value_name = "URL", value_parser = target)]
    forward_to: Url,
    #[command(flatten)]
    wanted: Wanted,
}

/// Sends each event once and says what the program answered. Nothing is sent again: `--since` does so.
pub(super) async fn listen(api: &Api, screen: &Screen, asked: Listen) -> Result<(), Failure> {
    if api.mode() == Mode::Live {
        return Err(Failure::usage(
            "this key is for live mode, and only test events are sent to a computer for trying",
            "set REMIT_API_KEY to a key that begins with rk_test_",
        ));
    }
    let mut follow = Follow::begin(api, asked.wanted).await?;
    let forward = Forward::new(asked.forward_to, &crate::commands::maker())?;
    begin(api, screen, &forward)?;
    loop {
        for event in follow.next().await? {
            let answer = forward.send(&event).await?;
            tell(screen, &event, &answer)?;
        }
    }
}

/// The secret of this session, which the program needs before the first event.
fn begin(api: &Api, screen: &Screen, forward: &Forward) -> Result<(), Failure> {
    let secret = forward.secret.expose_secret();
    let session = json!({"object": "session", "forward_to": forward.target, "signing_secret": secret});
    screen.show(&session, |screen| {
        format!(
            "Test events of {} go to {}; Ctrl-C stops\n{}  {secret}  (for this session)\n",
            api.shown(),
            forward.target,
            screen.paint.strong("Signing secret"),
        )
    })
}

fn tell(screen: &Screen, event: &Value, answer: &Answer) -> Result<(), Failure> {
    let told = match answer {
        Answer::Came { status, millis } => {
            json!({"event": event, "answer": {"status": status, "milliseconds": millis}})
        }
        Answer::None { reason } => json!({"event": event, "answer": null, "error": reason}),
    };
    screen.show(&told, |screen| {
        let shown = match answer {
            Answer::Came { status, millis } => format!("{status} in {millis} ms"),
            Answer::None { reason } => reason.clone(),
        };
        let shown = if answer.is_success() { shown } else { screen.paint.bad(&shown) };
        format!("{}  -> {shown}", line(event))
    })
}

/// A URL, or what people type of one: a port, or a host and a port.
fn target(text: &str) -> Result<Url, String> {
    let whole = match (text.contains("://"), text.parse::<u16>()) {
        (true, _) => text.to_owned(),
        (false, Ok(port)) => format!("http://127.0.0.1:{port}"),
        (false, Err(_)) => format!("http://{text}"),
    };
    let url = Url::parse(&whole).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    url.ok_or_else(|| "name a program such as localhost:3000/webhooks".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_or_a_host_is_enough_to_name_a_program() {
        for (text, url) in [
            ("3000", "http://127.0.0.1:3000/"),
            ("localhost:3000/hooks", "http://localhost:3000/hooks"),
            ("https://shop.example/hooks?a=1", "https://shop.example/hooks?a=1"),
        ] {
            assert_eq!(target(text).unwrap().as_str(), url);
        }
        for wrong in ["", "ftp://shop.example", "localhost:port"] {
            assert!(target(wrong).is_err(), "{wrong}");
        }
    }
}
