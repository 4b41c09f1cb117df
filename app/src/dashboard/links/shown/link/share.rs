//! How a link reaches customers: its address, its code, the programs people send things with, a button for a
//! site, and a poster.

use domain::Locale;
use leptos::prelude::*;

use super::{
    super::{
        super::{ALL, poster::Size, query::encode},
        LinkDetail,
    },
    embed::Embed,
};
use crate::{
    dashboard::words::Words,
    i18n::{dashboard, fill, link_page},
    ui::{
        copy::{Copy, CopyButton},
        icon::{self, Icon},
        select::{Choice, Select},
        share::ShareButton,
    },
};

#[component]
pub fn Share(detail: LinkDetail) -> impl IntoView {
    let words = Words::get();
    let texts = dashboard::views(words.locale);
    let LinkDetail { id, url, slug, amount, title, .. } = detail;
    let detail_title = title.clone().unwrap_or_else(|| amount.clone());
    let (svg, png) = (format!("/l/{slug}/qr.svg"), format!("/l/{slug}/qr.png"));
    view! {
        <section class="card section share" aria-labelledby="share-title">
            <h2 id="share-title">{texts.share}</h2>
            <div class="share-body">
                <img class="qr" src=svg.clone() alt=texts.qr_alt width="148" height="148" />
                <div class="share-ways">
                    <p class="share-url"><Copy value=url.clone() label=words.shared.copy /></p>
                    <div class="ways">
                        <CopyButton value=url.clone() label=texts.copy_link main=true />
                        <ShareButton url=url.clone() title=detail_title label=link_page::texts(words.locale).share_sheet />
                        <a class="button" href=url.clone() target="_blank" rel="noopener"><Icon path=icon::OPEN />{texts.open_link}</a>
                    </div>
                    <Programs url=url.clone() amount=amount.clone() title />
                    <p class="ways">
                        <a class="quiet-link" href=svg download=format!("{slug}.svg")><Icon path=icon::SAVE />{texts.qr_svg}</a>
                        <a class="quiet-link" href=png download=format!("{slug}.png")><Icon path=icon::SAVE />{texts.qr_png}</a>
                    </p>
                </div>
            </div>
            <div class="more-ways">
                <Embed url amount />
                <PosterForm id />
            </div>
        </section>
    }
}

/// Mail, messages and chats, each with a sentence that carries the address.
#[component]
fn Programs(url: String, amount: String, #[prop(optional_no_strip)] title: Option<String>) -> impl IntoView {
    let locale = Words::get().locale;
    let (texts, page) = (dashboard::views(locale), link_page::texts(locale));
    let message = |url: &str| message(locale, title.as_deref(), &amount, url);
    let whole = encode(&message(&url));
    let subject = encode(&plain(&fill(texts.share_subject, &[("amount", &amount)])));
    // Telegram puts the address before the words by itself.
    let telegram = encode(message("").trim_end_matches([' ', ':', '\u{a0}']));
    let ways = [
        (texts.share_email, icon::MAIL, format!("mailto:?subject={subject}&body={whole}")),
        (texts.share_sms, icon::CHAT, format!("sms:?&body={whole}")),
        (texts.share_whatsapp, icon::CHAT, format!("https://wa.me/?text={whole}")),
        (
            page.share_telegram,
            icon::CHAT,
            format!("https://t.me/share/url?url={}&text={telegram}", encode(&url)),
        ),
    ];
    let way = |(text, path, href): (&'static str, &'static str, String)| {
        view! { <a class="quiet-link" href=href target="_blank" rel="noopener"><Icon path />{text}</a> }
    };
    view! { <p class="ways">{ways.into_iter().map(way).collect_view()}</p> }
}

/// What the link is for, in its own words where it has some.
fn message(locale: Locale, title: Option<&str>, amount: &str, url: &str) -> String {
    let values = [("title", title.unwrap_or_default()), ("amount", amount), ("url", url)];
    let text = match title {
        Some(_) => link_page::texts(locale).share_titled,
        None => dashboard::views(locale).share_message,
    };
    plain(&fill(text, &values))
}

/// Without the marks that isolate values in right-to-left text: other programs would show or break on them.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect()
}

/// Which poster: a plain form whose answer is the page to print.
#[component]
fn PosterForm(id: String) -> impl IntoView {
    let locale = Words::get().locale;
    let texts = link_page::texts(locale);
    let sizes = Size::ALL.map(|size| Choice::new(size.as_str(), size.name(locale)));
    let languages = Locale::ALL.map(|other| Choice::new(other.tag(), other.own_name()));
    let (size, lang) = (RwSignal::new(Size::A4.as_str().to_owned()), RwSignal::new(locale.tag().to_owned()));
    view! {
        <details class="more-way">
            <summary>{texts.poster_print}</summary>
            <p class="quiet">{texts.poster_text}</p>
            <form class="poster-form" method="get" action=format!("{ALL}/{id}/poster") target="_blank">
                <div class="field">
                    <label for="poster-size">{texts.poster_size}</label>
                    <Select id="poster-size".to_owned() name="size" choices=sizes.to_vec() value=size label=None />
                </div>
                <div class="field">
                    <label for="poster-lang">{texts.poster_language}</label>
                    <Select id="poster-lang".to_owned() name="lang" choices=languages.to_vec() value=lang label=None />
                </div>
                <button class="button" type="submit"><Icon path=icon::OPEN />{texts.poster_open}</button>
            </form>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_the_links_title_and_no_invisible_marks() {
        let titled = message(Locale::En, Some("Yoga"), "AED 1", "https://x.test/l/a");
        assert_eq!(titled, "Yoga: you can pay AED 1 here: https://x.test/l/a");
        assert_eq!(message(Locale::En, None, "AED 1", "u"), "You can pay AED 1 here: u");
        assert!(!message(Locale::Ar, Some("Yoga"), "AED 1", "u").contains('\u{2068}'));
    }
}
