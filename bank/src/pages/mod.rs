//! What the customer sees: the authorise page, and pages that say why there is none.
//!
//! Plain HTML without script. Every page sends its own content security policy, strict enough that
//! nothing but its one stylesheet loads and its form can only lead back to the client.

mod drawings;
mod texts;
mod writing;

pub(crate) use texts::Locale;

use std::sync::LazyLock;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};
use url::{Url, form_urlencoded};

use self::{
    drawings::glyph,
    texts::Texts,
    writing::{amount, escape, large, mask, size},
};
use crate::{accounts::Account, brands::Brand, consents::order::Order, money::Money};

const STYLE: &str = include_str!("style.css");
static STYLE_HASH: LazyLock<String> = LazyLock::new(|| BASE64_STANDARD.encode(Sha256::digest(STYLE)));

/// Where and in which language a page is shown.
pub(crate) struct Setting {
    pub(crate) brand: Brand,
    pub(crate) locale: Locale,
    pub(crate) client_id: String,
    pub(crate) request_uri: String,
}

/// What the customer is asked.
pub(crate) struct Asked<'a> {
    pub(crate) order: Order,
    pub(crate) balances: Vec<(Account, Money)>,
    pub(crate) way_back: &'a Url,
    /// The form came back without a usable answer.
    pub(crate) again: bool,
}

/// Why there is nothing to authorise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dead {
    Answered,
    Expired,
    Unknown,
}

/// The authorise page: who is paid, how much, from which account, yes or no.
pub(crate) fn authorise(setting: &Setting, asked: &Asked<'_>) -> Response {
    let texts = setting.locale.texts();
    let amount = amount(setting.locale, &asked.order.money);
    let error = if asked.again {
        format!(r#"<p class="error" role="alert">{}</p>"#, texts.choose)
    } else {
        String::new()
    };
    let main = format!(
        r#"<main data-page="bank-authorise">
<section class="bill" aria-labelledby="what">
<h1 id="what">{heading}</h1>
<p class="amount{size}">{large}</p>
<dl>
<div><dt>{payee}</dt><dd><bdi>{creditor}</bdi></dd></div>
<div><dt>{to}</dt><dd><bdi class="num" dir="ltr">{account}</bdi></dd></div>
{reference}</dl>
</section>
<form method="post">
{error}<fieldset><legend>{from}</legend>
{accounts}</fieldset>
<div class="go">
<button class="yes" name="decision" value="approve"><span>{approve}</span></button>
<button class="no" name="decision" value="decline">{decline}</button>
</div>
</form>
</main>"#,
        heading = texts.heading,
        size = size(&asked.order.money),
        large = large(setting.locale, &asked.order.money),
        payee = texts.payee,
        creditor = escape(&asked.order.creditor),
        to = texts.to,
        account = mask(&asked.order.identification),
        reference = reference(texts, asked.order.reference.as_deref()),
        from = texts.from,
        accounts =
            asked.balances.iter().map(|(a, held)| account(setting.locale, *a, held)).collect::<String>(),
        approve = texts.approve.replace("{amount}", &amount),
        decline = texts.decline,
    );
    let status = if asked.again { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    respond(setting, status, texts.heading, &main, Some(asked.way_back))
}

/// A page that says why there is nothing to authorise, and how to go on.
pub(crate) fn dead(setting: &Setting, dead: Dead, way_back: Option<&Url>) -> Response {
    let texts = setting.locale.texts();
    let (name, status, [title, body], action) = match dead {
        Dead::Answered => ("bank-answered", StatusCode::GONE, texts.answered, texts.go_on),
        Dead::Expired => ("bank-expired", StatusCode::GONE, texts.expired, texts.back),
        Dead::Unknown => ("bank-unknown", StatusCode::NOT_FOUND, texts.unknown, texts.back),
    };
    let link = way_back
        .map(|url| format!(r#"<a class="yes" href="{}">{action}</a>"#, escape(url.as_str())))
        .unwrap_or_default();
    let sign = dead.sign();
    let main = format!(
        r#"<main class="end" data-page="{name}"><svg class="seal" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/><path d="{sign}"/></svg><h1>{title}</h1><p>{body}</p>{link}</main>"#
    );
    respond(setting, status, title, &main, None)
}

fn account(locale: Locale, account: Account, held: &Money) -> String {
    let texts = locale.texts();
    let [name, effect] = texts.account(account);
    let id = account.id();
    let checked = if account == Account::Current { " checked" } else { "" };
    format!(
        r#"<label><input type="radio" name="account" value="{id}" required{checked}><span class="name">{name}</span><span class="effect">{effect}</span><span class="held"><span class="sr">{balance} </span>{amount}</span></label>
"#,
        balance = texts.balance,
        amount = amount(locale, held),
    )
}

fn reference(texts: &Texts, reference: Option<&str>) -> String {
    let row = |text| {
        format!("<div><dt>{}</dt><dd><bdi class=\"num\">{}</bdi></dd></div>\n", texts.reference, escape(text))
    };
    reference.map(row).unwrap_or_default()
}

fn respond(
    setting: &Setting,
    status: StatusCode,
    title: &str,
    main: &str,
    way_back: Option<&Url>,
) -> Response {
    let texts = setting.locale.texts();
    let (lang, name) = (setting.locale.tag(), setting.locale.of(setting.brand.names()));
    let page = format!(
        r#"<!doctype html>
<html lang="{lang}" dir="{dir}" data-brand="{brand}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>{title} – {name}</title><style>{STYLE}</style></head>
<body>
<header><div class="bar"><span class="mark">{glyph}</span><span class="bank">{name}</span><span class="sandbox">{sandbox}</span></div></header>
{main}
<footer><nav aria-label="{languages}">{links}</nav></footer>
</body>
</html>"#,
        dir = setting.locale.direction(),
        brand = setting.brand,
        glyph = glyph(setting.brand),
        sandbox = texts.sandbox,
        languages = texts.languages,
        links = language_links(setting),
    );
    let mut response = (status, Html(page)).into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy(way_back)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_LANGUAGE, lang.to_owned()),
        (header::VARY, "accept-language".to_owned()),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    response
}

/// Nothing loads but the one stylesheet. Browsers also hold the redirect after a form to `form-action`,
/// so the client's origin is allowed there.
fn policy(way_back: Option<&Url>) -> String {
    let client = way_back.map(|url| format!(" {}", url.origin().ascii_serialization())).unwrap_or_default();
    format!(
        "default-src 'none'; style-src 'sha256-{}'; form-action 'self'{client}; base-uri 'none'; frame-ancestors 'none'",
        *STYLE_HASH
    )
}

fn language_links(setting: &Setting) -> String {
    let link = |locale: &Locale| {
        let (tag, name) = (locale.tag(), locale.texts().name);
        if *locale == setting.locale {
            return format!(r#"<span lang="{tag}" aria-current="true">{name}</span>"#);
        }
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("client_id", &setting.client_id)
            .append_pair("request_uri", &setting.request_uri)
            .append_pair("lang", tag)
            .finish();
        format!(r#"<a href="?{}" lang="{tag}" hreflang="{tag}">{name}</a>"#, escape(&query))
    };
    Locale::ALL.iter().map(link).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_the_client_and_no_other_origin() {
        let way_back = Url::parse("https://pay.example.com/callbacks/bank?x=1").unwrap();
        let policy = policy(Some(&way_back));
        assert!(policy.contains("form-action 'self' https://pay.example.com;"), "{policy}");
        assert!(!policy.contains("script"), "{policy}");
    }
}
