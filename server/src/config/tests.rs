//! Which source wins, and what is said about a wrong value.

use std::{fs, path::PathBuf, time::Duration};

use super::*;
use crate::rates::Rate;

fn load(flags: Flags, environment: &[(&str, &str)]) -> Result<Config, Wrong> {
    let find =
        |name: &str| environment.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
    Config::load(&flags, &find)
}

fn file(content: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("remit.toml");
    fs::write(&path, content).unwrap();
    let path = path.display().to_string();
    (folder, path)
}

#[test]
fn without_settings_there_are_defaults() {
    let config = load(Flags::default(), &[]).unwrap();
    assert_eq!(config.addr.to_string(), "127.0.0.1:8080");
    assert_eq!(config.database_url, "sqlite:data/remit.db?mode=rwc");
    assert_eq!(config.usage_lifetime, Duration::from_mins(15));
    assert_eq!(config.sandbox_bank, SandboxBank::BuiltIn);
    assert!(!config.sandbox_control && !config.demo);
}

#[test]
fn a_flag_beats_the_environment_beats_the_file() {
    let (_folder, path) = file("addr = \"127.0.0.1:1\"\nusage_lifetime = 60\ndata_dir = \"from-file\"\n");
    let flags = Flags { config: Some(path), addr: Some("127.0.0.1:3".into()), ..Flags::default() };
    let config = load(flags, &[("REMIT_ADDR", "127.0.0.1:2"), ("REMIT_USAGE_LIFETIME", "2m")]).unwrap();
    assert_eq!(config.addr.port(), 3);
    assert_eq!(config.usage_lifetime, Duration::from_mins(2));
    assert_eq!(config.data_dir, PathBuf::from("from-file"));
}

#[test]
fn every_wrong_value_names_key_value_source_and_what_is_allowed() {
    let (_folder, path) = file("port = 80\nsandbox_bank = \"maybe\"\n");
    let environment = [
        ("REMIT_CONFIG", path.as_str()),
        ("REMIT_ADDR", "8080"),
        ("REMIT_DATABASE_URL", "mysql://u:secret@h/d"),
    ];
    let Wrong(lines) =
        load(Flags { usage_lifetime: Some("2 days".into()), ..Flags::default() }, &environment)
            .err()
            .unwrap();
    let text = lines.join("\n").replace(&path, "remit.toml");
    insta::assert_snapshot!(text, @r"
    remit.toml has an unknown key `port`
      hint: the keys are addr, data_dir, database_url, base_url, ready_file, demo, usage_lifetime, sandbox_bank, sandbox_control, rate_limits, rate_limit_key, rate_limit_ip, rate_limit_link, trusted_proxies, webhook_allow, smtp_url, mail_from, metrics_token
    `addr` cannot be `8080` (from REMIT_ADDR)
      hint: use an IP address and a port, such as 127.0.0.1:8080 or 0.0.0.0:80
    `database_url` cannot be `…` (from REMIT_DATABASE_URL)
      hint: use sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME
    `usage_lifetime` cannot be `2 days` (from --usage-lifetime)
      hint: use a time from 1s to 24h, such as 90s, 15m or 1h
    `sandbox_bank` cannot be `maybe` (from remit.toml)
      hint: use on, off, or the URL of a bank that runs alone
    ");
    assert!(!text.contains("secret"));
}

#[test]
fn the_sandbox_bank_is_ours_or_none_or_elsewhere() {
    for (text, expected) in [
        ("on", SandboxBank::BuiltIn),
        ("off", SandboxBank::Off),
        (
            "http://bank.internal:4010/sandbox",
            SandboxBank::At("http://bank.internal:4010/sandbox".parse().unwrap()),
        ),
    ] {
        let config = load(Flags { sandbox_bank: Some(text.into()), ..Flags::default() }, &[]).unwrap();
        assert_eq!(config.sandbox_bank, expected);
    }
    assert!(
        load(Flags { sandbox_bank: Some("bank.internal:4010".into()), ..Flags::default() }, &[]).is_err()
    );
}

#[test]
fn a_base_url_has_no_path() {
    for wrong in [
        "pay.example.com",
        "ftp://pay.example.com",
        "https://pay.example.com/shop",
        "https://u@pay.example.com",
    ] {
        assert!(load(Flags { base_url: Some(wrong.into()), ..Flags::default() }, &[]).is_err(), "{wrong}");
    }
}

#[test]
fn a_folder_with_odd_characters_still_makes_a_database_url() {
    let config = load(Flags { data_dir: Some("a?b#c%d".into()), ..Flags::default() }, &[]).unwrap();
    assert_eq!(config.database_url, "sqlite:a%3Fb%23c%25d/remit.db?mode=rwc");
}

#[test]
fn rates_are_set_one_by_one_or_off_together() {
    let environment = [("REMIT_RATE_LIMIT_KEY", "5/s burst 10"), ("REMIT_RATE_LIMIT_IP", "off")];
    let limits = load(Flags::default(), &environment).unwrap().rate_limits;
    assert_eq!(limits, RateLimits { key: Rate::try_new(5, 10), ip: None, ..RateLimits::DEFAULT });
    let all = [("REMIT_RATE_LIMITS", "off"), ("REMIT_RATE_LIMIT_KEY", "5/s")];
    assert_eq!(load(Flags::default(), &all).unwrap().rate_limits, RateLimits::OFF);
    for wrong in ["5", "0/s", "5/s burst 0", "5/m", "-1/s", "5/s burst", ""] {
        let Wrong(lines) = load(Flags::default(), &[("REMIT_RATE_LIMIT_KEY", wrong)]).unwrap_err();
        assert!(
            lines[0].contains("`rate_limit_key`") && lines[0].contains("50/s burst 100"),
            "{wrong}: {lines:?}"
        );
    }
}

#[test]
fn trusted_proxies_are_addresses_and_ranges() {
    let proxies = |text: &str| load(Flags::default(), &[("REMIT_TRUSTED_PROXIES", text)]);
    let expected = ["10.0.0.0/8", "127.0.0.1/32", "::1/128"].map(|range| range.parse().unwrap());
    assert_eq!(proxies("10.0.0.0/8, 127.0.0.1,::1").unwrap().trusted_proxies, expected);
    assert_eq!(proxies("").unwrap().trusted_proxies, []);
    assert!(proxies("10.0.0.0/33").is_err() && proxies("proxy.internal").is_err());
}

#[test]
fn webhooks_go_to_the_ranges_that_are_named_and_a_demos_to_this_computer() {
    let allowed = |flags: Flags, environment: &[(&str, &str)]| {
        let config = load(flags, environment).unwrap();
        config.webhook_allow.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let (_folder, path) = file("webhook_allow = [\"10.0.0.0/8\", \"fd00::/8\"]\n");
    assert!(allowed(Flags::default(), &[]).is_empty());
    let listed = Flags { config: Some(path), ..Flags::default() };
    assert_eq!(allowed(listed, &[]), ["10.0.0.0/8", "fd00::/8"]);
    let one = [("REMIT_WEBHOOK_ALLOW", "192.168.1.7, 127.0.0.0/8")];
    assert_eq!(allowed(Flags::default(), &one), ["192.168.1.7/32", "127.0.0.0/8"]);
    let demo = Flags { demo: Some("on".into()), ..Flags::default() };
    assert_eq!(allowed(demo.clone(), &[]), ["127.0.0.0/8", "::1/128"]);
    assert!(allowed(Flags { webhook_allow: Some(String::new()), ..demo }, &[]).is_empty());
    for wrong in ["10.0.0.0/33", "everything", "10.0.0.0-10.0.0.9"] {
        assert!(
            load(Flags { webhook_allow: Some(wrong.into()), ..Flags::default() }, &[]).is_err(),
            "{wrong}"
        );
    }
}

#[test]
fn mail_needs_a_server_and_a_sender_and_shows_no_password() {
    let url = ("REMIT_SMTP_URL", "smtps://shop:hunter2@mail.example:465");
    let from = ("REMIT_MAIL_FROM", "Shop <pay@shop.example>");
    assert!(load(Flags::default(), &[]).unwrap().mail.is_none());
    let mail = load(Flags::default(), &[url, from]).unwrap().mail.unwrap();
    assert_eq!(
        (mail.server_shown().as_str(), mail.from.to_string().as_str()),
        ("smtps://mail.example:465", from.1)
    );
    let alone = load(Flags::default(), &[url]).err().unwrap().to_string();
    assert_eq!(alone, "`mail_from` is missing\n  hint: mail needs it beside `smtp_url`");
    let alone = load(Flags::default(), &[from]).err().unwrap().to_string();
    assert_eq!(alone, "`smtp_url` is missing\n  hint: mail needs it beside `mail_from`");
    let clear = ("REMIT_SMTP_URL", "smtp://shop:hunter2@mail.example");
    let refused = load(Flags::default(), &[clear, from]).err().unwrap().to_string();
    assert!(refused.starts_with("`smtp_url` cannot be `…` (from REMIT_SMTP_URL)"), "{refused}");
    assert!(!refused.contains("hunter2"));
    let wrong = load(Flags::default(), &[url, ("REMIT_MAIL_FROM", "shop")]).err().unwrap().to_string();
    assert!(wrong.starts_with("`mail_from` cannot be `shop` (from REMIT_MAIL_FROM)"), "{wrong}");
}

#[test]
fn a_token_is_long_enough_not_to_be_guessed() {
    let wrong = load(Flags::default(), &[("REMIT_METRICS_TOKEN", "secret")]).unwrap_err();
    assert!(wrong.0[0].contains("metrics_token") && !wrong.0[0].contains("`secret`"), "{wrong}");
    let token = "0123456789abcdefghij";
    let config = load(Flags::default(), &[("REMIT_METRICS_TOKEN", token)]).unwrap();
    assert!(config.metrics_token.is_some() && !format!("{config:?}").contains(token));
}
