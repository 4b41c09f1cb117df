//! What messengers and other sites show of a link that is sent to somebody. Nothing of who opens it.

use domain::Locale;
use leptos::{html::meta, prelude::*};

use super::{context::Context, model::Checkout};

/// A link's name, what it asks for and whose it is.
#[derive(Clone)]
pub(super) struct Card {
    title: String,
    description: String,
    site: String,
    url: String,
    locale: Locale,
}

impl Card {
    /// The card of a page with the form. `title` is the page's own: the amount and the merchant.
    pub fn of(context: &Context, page: &Checkout, title: String) -> Self {
        let name = page.bill.title.clone().unwrap_or_else(|| context.fill(context.texts.payment_to, &[]));
        Self {
            title: name,
            description: title,
            site: context.merchant.name.clone(),
            url: page.url.clone(),
            locale: page.form.locale,
        }
    }
}

/// A language as Open Graph names it.
const fn region(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "en_US",
        Locale::Ar => "ar_AR",
        Locale::Fr => "fr_FR",
    }
}

/// The pixels of `card.png`.
const WIDTH: &str = "1200";
const HEIGHT: &str = "630";

/// The tags in the page's head.
#[component]
pub(super) fn CardTags(card: Card, image: String) -> impl IntoView {
    let Card { title, description, site, url, locale } = card;
    let others = Locale::ALL.into_iter().filter(|other| *other != locale);
    let others = others.map(|other| tag("og:locale:alternate", region(other).to_owned()));
    view! {
        <meta name="description" content=description.clone() />
        <meta name="twitter:card" content="summary_large_image" />
        {tag("og:type", "website".to_owned())}
        {tag("og:title", title)}
        {tag("og:description", description)}
        {tag("og:site_name", site)}
        {tag("og:url", url)}
        {tag("og:image", image)}
        {tag("og:image:width", WIDTH.to_owned())}
        {tag("og:image:height", HEIGHT.to_owned())}
        {tag("og:locale", region(locale).to_owned())}
        {others.collect_view()}
    }
}

fn tag(property: &'static str, content: String) -> impl IntoView {
    meta().attr("property", property).content(content)
}
