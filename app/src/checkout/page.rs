//! The document around every public page.

use domain::Locale;
use leptos::prelude::*;

pub(super) use super::context::Context;
use super::{
    card::{Card, CardTags},
    dead::{Dead, dead},
    failure::FailurePage,
    full::FullPage,
    model::{Assets, Body, Merchant, Page},
    pay::PayPage,
    receipt::ReceiptPage,
    result::{ResultPage, title as result_title},
};
use crate::{
    i18n::checkout::{self, PageTexts},
    ui::banner::TestBanner,
};

/// Seconds after which a waiting page asks again where there is no JavaScript.
const REFRESH: &str = "5";

/// The whole HTML document.
pub fn render(page: &Page) -> String {
    let html = Owner::new_root(None).with(|| document(page.clone()).to_html());
    format!("<!doctype html>{html}")
}

/// This page in another language: the same address with `lang` set.
pub fn in_language(path: &str, locale: Locale) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let kept =
        query.split('&').filter(|pair| !pair.is_empty() && *pair != "lang" && !pair.starts_with("lang="));
    let pairs: Vec<_> = kept.map(str::to_owned).chain([format!("lang={}", locale.tag())]).collect();
    format!("{path}?{}", pairs.join("&"))
}

fn document(page: Page) -> impl IntoView {
    let Page { locale, path, test_mode, merchant, assets, body } = page;
    let texts = checkout::pages(locale);
    let tone = merchant.as_ref().map_or_else(Default::default, |merchant| merchant.tone);
    let context = Context { texts, merchant: merchant.unwrap_or_default() };
    let (title, script) = (title(&context, &body), script(&body));
    let card = match &body {
        Body::Checkout(page) => Some(Card::of(&context, page, title.clone())),
        _ => None,
    };
    let help = help(&context.merchant);
    let offline = (script != Script::None)
        .then(|| view! { <p class="offline" role="status" data-offline=texts.offline></p> });
    view! {
        <html lang=locale.tag() dir=locale.direction() data-tone=tone.as_str()>
            <Head title assets script card />
            <body class="checkout">
                {test_mode.then(|| view! { <header><TestBanner text=texts.test_mode /></header> })}
                {content(context, body)}
                <Footer path locale texts help />
                {offline}
            </body>
        </html>
    }
}

/// Which pages load the bundle, and which of them wait for news without it too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    None,
    Once,
    Waiting,
}

const fn script(body: &Body) -> Script {
    match body {
        // Asked for anew it would lose what was sent with Pay.
        Body::Full(full) if full.resend.is_some() => Script::Once,
        Body::Full(_) => Script::Waiting,
        Body::Result(outcome) if outcome.ending.may_change() => Script::Waiting,
        Body::Checkout(_) | Body::Result(_) | Body::Receipt(_) => Script::Once,
        _ => Script::None,
    }
}

#[component]
fn Head(
    title: String,
    assets: Assets,
    script: Script,
    #[prop(optional_no_strip)] card: Option<Card>,
) -> impl IntoView {
    let Assets { css, js, wasm, icon, card: image } = assets;
    let scripts = (script != Script::None).then(|| {
        view! {
            <link rel="preload" r#as="fetch" r#type="application/wasm" crossorigin="anonymous" media="(scripting: enabled)" href=wasm />
            <script type="module" src=js></script>
        }
    });
    view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
            <title>{title}</title>
            <meta name="color-scheme" content="light dark" />
            <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f6f8fa" />
            <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0b0e13" />
            <meta name="robots" content="noindex" />
            <meta name="format-detection" content="telephone=no" />
            {card.map(|card| view! { <CardTags card image /> })}
            <link rel="icon" href=icon type="image/svg+xml" />
            <link rel="stylesheet" href=css />
            {scripts}
            {(script == Script::Waiting)
                .then(|| view! { <noscript><meta http-equiv="refresh" content=REFRESH /></noscript> })}
        </head>
    }
}

fn title(context: &Context, body: &Body) -> String {
    let texts = context.texts;
    let named = |title: &str| match context.merchant.name.as_str() {
        "" => title.to_owned(),
        name => format!("{title} – {name}"),
    };
    match body {
        Body::Checkout(page) => context.fill(texts.pay_title, &[("amount", &page.bill.amount.text())]),
        Body::Expired { .. } => named(texts.expired_title),
        Body::Disabled => named(texts.disabled_title),
        Body::Used { single: true } => named(texts.paid_title),
        Body::Used { single: false } => named(texts.used_title),
        Body::Deleted => named(texts.deleted_title),
        Body::Full(full) => named(super::full::title(texts, full)),
        Body::Unknown => named(texts.unknown_title),
        Body::Result(outcome) => named(&result_title(texts, outcome)),
        Body::Receipt(_) => named(texts.receipt_title),
        Body::Failure(failure) => named(super::failure::words(texts, failure).0),
    }
}

fn content(context: Context, body: Body) -> AnyView {
    match body {
        Body::Checkout(page) => view! { <PayPage context page=*page /> }.into_any(),
        Body::Full(full) => view! { <FullPage context full /> }.into_any(),
        Body::Result(outcome) => view! { <ResultPage context outcome=*outcome /> }.into_any(),
        Body::Receipt(proof) => view! { <ReceiptPage context proof=*proof /> }.into_any(),
        Body::Failure(failure) => view! { <FailurePage context failure /> }.into_any(),
        Body::Expired { at } => dead(context, Dead::Expired { at }),
        Body::Disabled => dead(context, Dead::Disabled),
        Body::Used { single } => dead(context, Dead::Used { single }),
        Body::Deleted => dead(context, Dead::Deleted),
        Body::Unknown => dead(context, Dead::Unknown),
    }
}

/// Where Help leads: the merchant, by the first way they gave.
pub(super) fn help(merchant: &Merchant) -> Option<String> {
    let Merchant { support_email, support_phone, .. } = merchant;
    let email = support_email.as_ref().map(|address| format!("mailto:{address}"));
    let phone = support_phone.as_ref().map(|number| format!("tel:{number}"));
    email.or(phone)
}

/// The languages and the way to the merchant.
#[component]
pub(super) fn Footer(
    path: String,
    locale: Locale,
    texts: &'static PageTexts,
    #[prop(optional_no_strip)] help: Option<String>,
) -> impl IntoView {
    let languages = Locale::ALL.into_iter().map(|other| {
        let (tag, href) = (other.tag(), in_language(&path, other));
        let current = (other == locale).then_some("true");
        view! {
            <li>
                <a href=href lang=tag hreflang=tag dir=other.direction() aria-current=current>
                    {other.own_name()}
                </a>
            </li>
        }
    });
    view! {
        <footer class="foot">
            <nav aria-label=texts.languages>
                <ul>{languages.collect_view()}</ul>
            </nav>
            {help.map(|href| view! { <a class="help" href=href>{texts.help}</a> })}
        </footer>
    }
}
