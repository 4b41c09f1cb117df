//! How a link reaches customers: its address, its code, and the programs people send things with.

use leptos::prelude::*;

use super::super::{super::query::encode, LinkDetail};
use crate::{
    dashboard::words::Words,
    i18n::{dashboard, fill},
    ui::{
        copy::{Copy, CopyButton},
        icon::{self, Icon},
    },
};

#[component]
pub fn Share(detail: LinkDetail) -> impl IntoView {
    let words = Words::get();
    let texts = dashboard::views(words.locale);
    let LinkDetail { url, slug, amount, .. } = detail;
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
                        <a class="button" href=url.clone() target="_blank" rel="noopener"><Icon path=icon::OPEN />{texts.open_link}</a>
                    </div>
                    <Programs url amount />
                    <p class="ways">
                        <a class="quiet-link" href=svg download=format!("{slug}.svg")><Icon path=icon::SAVE />{texts.qr_svg}</a>
                        <a class="quiet-link" href=png download=format!("{slug}.png")><Icon path=icon::SAVE />{texts.qr_png}</a>
                    </p>
                </div>
            </div>
        </section>
    }
}

/// Mail, messages and `WhatsApp`, each with a sentence that carries the address.
#[component]
fn Programs(url: String, amount: String) -> impl IntoView {
    let texts = dashboard::views(Words::get().locale);
    let message = encode(&plain(&fill(texts.share_message, &[("amount", &amount), ("url", &url)])));
    let subject = encode(&plain(&fill(texts.share_subject, &[("amount", &amount)])));
    let ways = [
        (texts.share_email, icon::MAIL, format!("mailto:?subject={subject}&body={message}")),
        (texts.share_sms, icon::CHAT, format!("sms:?&body={message}")),
        (texts.share_whatsapp, icon::CHAT, format!("https://wa.me/?text={message}")),
    ];
    let way = |(text, path, href): (&'static str, &'static str, String)| {
        view! { <a class="quiet-link" href=href target="_blank" rel="noopener"><Icon path />{text}</a> }
    };
    view! { <p class="ways">{ways.into_iter().map(way).collect_view()}</p> }
}

/// Without the marks that isolate values in right-to-left text: other programs would show or break on them.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect()
}
