//! Letters over real SMTP: what arrives, and what becomes of them when the mail server has trouble.

use std::{sync::Arc, time::Duration};

use domain::Locale;
use engine::{
    mail::Mailer as _,
    testing::{TestDatabase, World},
};
use http::{Method, StatusCode};
use mail_parser::{Message, MessageParser};
use serde_json::json;
use server::{config::MailSettings, mail::SmtpMailer};
use tokio::net::TcpListener;

use crate::{
    mail_server::MailServer,
    support::{Shop, attempt, path_of},
};

const FROM: &str = "Remit <pay@pay.example.com>";

fn mailer(url: &str) -> SmtpMailer {
    let settings = MailSettings { smtp_url: url.into(), from: FROM.parse().unwrap() };
    SmtpMailer::new(&settings, &"https://pay.example.com/".parse().unwrap()).unwrap()
}

/// A shop whose letters go through the server at this URL.
async fn shop(url: &str) -> Shop {
    let shop = Shop::mailing(TestDatabase::sqlite().await, Arc::new(mailer(url))).await;
    shop.world.rail.set_first_status("ACSC", None);
    shop
}

/// Somebody pays in this language and leaves an email.
async fn paid(shop: &Shop, n: usize, locale: Locale) {
    let identifiers = json!([{"type": "MOBILE_PHONE"}, {"type": "EMAIL"}]);
    let link = shop.link(json!({"title": "Yoga, spring", "identifiers": identifiers})).await;
    let attempt = attempt(n);
    let email = format!("payer{n}@home.example");
    let fields = [
        ("phone", "+971501234567"),
        ("email", email.as_str()),
        ("bank", "falcon"),
        ("attempt", attempt.as_str()),
    ];
    let pay = shop.submit(&format!("{}?lang={}", path_of(&link), locale.tag()), &fields).await;
    shop.approve(&pay).await;
}

fn parsed(raw: &[u8]) -> Message<'_> {
    MessageParser::default().parse(raw).expect("a MIME message")
}

#[tokio::test]
async fn a_receipt_arrives_in_each_language_as_text_and_html() {
    let server = MailServer::start().await;
    let shop = shop(&server.url()).await;
    for (n, locale) in Locale::ALL.into_iter().enumerate() {
        paid(&shop, n, locale).await;
        shop.world.engine.send_mails().await.unwrap();
    }
    let taken = server.taken();
    assert_eq!(taken.len(), 3);
    for ((n, locale), raw) in Locale::ALL.into_iter().enumerate().zip(&taken) {
        assert!(raw.iter().all(u8::is_ascii), "every server can carry it");
        let message = parsed(raw);
        let (amount, title) = match locale {
            Locale::En => ("AED\u{a0}150.00", "You paid Lina’s Shop"),
            Locale::Ar => ("150.00\u{a0}د.إ.", "دفعتَ إلى \u{2068}Lina’s Shop\u{2069}"),
            Locale::Fr => ("150,00\u{a0}AED", "Vous avez payé Lina’s Shop"),
        };
        assert!(message.subject().unwrap().contains(amount), "{:?}", message.subject());
        let from = message.from().unwrap().first().unwrap();
        assert_eq!((from.name(), from.address()), (Some("Lina’s Shop"), Some("pay@pay.example.com")));
        let to = message.to().unwrap().first().unwrap().address().unwrap();
        assert_eq!(to, format!("payer{n}@home.example"));
        assert_eq!(message.reply_to().unwrap().first().unwrap().address(), Some("help@shop.example"));
        assert!(message.message_id().unwrap().ends_with("@pay.example.com"));
        assert_eq!(message.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
        let (text, html) = (message.body_text(0).unwrap(), message.body_html(0).unwrap());
        for part in [title, amount, "Yoga, spring", "INV-1042", "https://pay.example.com/u/"] {
            assert!(text.contains(part), "{part} in {text}");
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(html.contains(&format!("<html lang=\"{}\" dir=\"{}\">", locale.tag(), locale.direction())));
        // The address in the letter is the receipt's.
        let address = text.lines().find_map(|line| line.strip_prefix("https://pay.example.com")).unwrap();
        let receipt = shop.visit(address).await;
        assert_eq!((receipt.status, receipt.page()), (StatusCode::OK, "receipt"), "{address}");
    }
}

#[tokio::test]
async fn the_merchant_hears_of_a_payment_when_the_account_asks_for_it() {
    let server = MailServer::start().await;
    let shop = shop(&server.url()).await;
    let account = shop.api(Method::GET, "/account", None).await.json();
    assert_eq!(account["notices"], json!({"payments": false, "trouble": true, "language": "en"}));
    let wrong = json!({"notices": {"payments": "yes", "language": "de", "sms": true}});
    let refused = shop.api(Method::PATCH, "/account", Some(wrong)).await.errors();
    let named: Vec<_> = refused.iter().map(|(param, _)| param.as_str()).collect();
    assert_eq!(named, ["notices.payments", "notices.language", "notices.sms"]);
    let wanted = json!({"notices": {"payments": true, "language": "fr"}});
    let account = shop.api(Method::PATCH, "/account", Some(wanted)).await.json();
    assert_eq!(account["notices"], json!({"payments": true, "trouble": true, "language": "fr"}));
    let link = shop.link(json!({})).await;
    let pay = shop.pay(&link, &attempt(1)).await;
    shop.approve(&pay).await;
    shop.world.engine.send_mails().await.unwrap();
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    let message = parsed(&taken[0]);
    assert_eq!(message.subject(), Some("Payé\u{a0}: 150,00\u{a0}AED, INV-1042"));
    assert_eq!(message.to().unwrap().first().unwrap().address(), Some(World::EMAIL));
    let from = message.from().unwrap().first().unwrap();
    assert_eq!((from.name(), message.reply_to()), (Some("Remit"), None));
    let path = format!("/payments/links/{}?usage=use_", link["id"].as_str().unwrap());
    assert!(message.body_text(0).unwrap().contains(&path));
}

#[tokio::test]
async fn a_recipient_that_is_refused_is_given_up_and_one_put_off_is_tried_again() {
    let server = MailServer::start().await;
    let shop = shop(&server.url()).await;
    server.refuse(550);
    paid(&shop, 1, Locale::En).await;
    assert_eq!(shop.world.engine.send_mails().await.unwrap(), 1);
    shop.world.clock.advance(Duration::from_hours(30));
    assert_eq!(shop.world.engine.send_mails().await.unwrap(), 0);
    assert!(server.taken().is_empty());

    // As servers do that do not know us yet.
    for code in [451, 421] {
        server.refuse(code);
    }
    paid(&shop, 2, Locale::En).await;
    for minutes in [0, 1, 5] {
        shop.world.clock.advance(Duration::from_mins(minutes));
        assert_eq!(shop.world.engine.send_mails().await.unwrap(), 1);
    }
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test]
async fn a_mail_server_that_is_down_is_waited_for() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = closed.local_addr().unwrap();
    drop(closed);
    let shop = shop(&format!("smtp://{address}")).await;
    paid(&shop, 1, Locale::En).await;
    shop.world.engine.send_mails().await.unwrap();
    let server = MailServer::listen(TcpListener::bind(address).await.unwrap());
    shop.world.clock.advance(Duration::from_mins(1));
    shop.world.engine.send_mails().await.unwrap();
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test]
async fn a_letter_sent_again_has_the_same_message_id() {
    let server = MailServer::start().await;
    let mailer = mailer(&server.url());
    let user = domain::id::UserId::from_bytes(&[1; 16]).unwrap();
    let letter = engine::mail::Letter::PasswordReset { user, token: Some("token".into()) };
    let mail = engine::mail::Mail {
        id: uuid::Uuid::from_u128(7),
        to: "lina@home.example".to_owned(),
        locale: Locale::En,
        letter,
    };
    for _ in 0..2 {
        mailer.send(&mail).await.unwrap();
    }
    let ids: Vec<_> = server.taken().iter().map(|raw| parsed(raw).message_id().unwrap().to_owned()).collect();
    assert_eq!(ids, ["00000000000000000000000000000007@pay.example.com"; 2]);
    // What the server says repeats the address: none of it comes through.
    server.refuse(550);
    let refused = mailer.send(&mail).await.unwrap_err();
    assert!(!format!("{refused} {refused:?}").contains("home.example"));
    assert!(mailer.check().await.is_ok());
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_way_of_the_mailbox() {
    let server = MailServer::start().await;
    let shop = shop(&server.url()).await;
    let page = shop.visit("/forgot?lang=ar").await;
    assert_eq!((page.page(), page.text().contains("dir=\"rtl\"")), ("forgot", true));
    let mut answers = Vec::new();
    for email in [World::EMAIL, "nobody@shop.example"] {
        let reply = shop.submit("/forgot?lang=ar", &[("email", email)]).await;
        answers.push((reply.status, reply.location().to_owned()));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], (StatusCode::SEE_OTHER, "/forgot?step=sent&lang=ar".to_owned()));
    assert_eq!(shop.visit(&answers[0].1).await.page(), "reset-sent");

    shop.world.engine.send_mails().await.unwrap();
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    let text = parsed(&taken[0]).body_text(0).unwrap().into_owned();
    let address =
        text.lines().find_map(|line| line.strip_prefix("https://pay.example.com")).unwrap().to_owned();
    let new = "another horse, no battery";
    for _ in 0..2 {
        assert_eq!(shop.visit(&address).await.page(), "reset");
    }
    let short = shop.submit(&address, &[("password", "short")]).await;
    assert_eq!((short.status, short.page()), (StatusCode::UNPROCESSABLE_ENTITY, "reset"));
    let set = shop.submit(&address, &[("password", new)]).await;
    assert_eq!((set.status, set.location()), (StatusCode::SEE_OTHER, "/reset/-?step=done&lang=ar"));
    assert_eq!(shop.visit(set.location()).await.page(), "reset-done");
    for stale in [shop.visit(&address).await, shop.submit(&address, &[("password", new)]).await] {
        assert_eq!((stale.status, stale.page()), (StatusCode::GONE, "reset-stale"));
    }
    let sign_in =
        async |password| shop.submit("/login", &[("email", World::EMAIL), ("password", password)]).await;
    assert_eq!(sign_in(World::PASSWORD).await.location(), "/login?error=wrong");
    assert_eq!(sign_in(new).await.location(), "/");
}

#[tokio::test]
async fn asking_too_often_is_slowed_for_known_and_unknown_alike() {
    let server = MailServer::start().await;
    let shop = shop(&server.url()).await;
    for email in [World::EMAIL, "nobody@shop.example"] {
        let ask = async || shop.submit("/forgot?lang=en", &[("email", email)]).await.location().to_owned();
        for _ in 0..5 {
            assert_eq!(ask().await, "/forgot?step=sent&lang=en");
        }
        assert_eq!(ask().await, "/forgot?step=throttled&lang=en");
    }
    assert!(shop.visit("/forgot?step=throttled").await.text().contains("role=\"alert\""));
}

#[tokio::test]
async fn without_mail_the_page_says_whom_to_ask() {
    let shop = Shop::open().await;
    assert!(shop.visit("/login").await.text().contains("href=\"/forgot\""));
    assert_eq!(shop.visit("/forgot").await.page(), "no-mail");
    let reply = shop.submit("/forgot", &[("email", World::EMAIL)]).await;
    assert_eq!(shop.visit(reply.location()).await.page(), "no-mail");
    assert_eq!(shop.visit("/reset/guess").await.status, StatusCode::GONE);
}
