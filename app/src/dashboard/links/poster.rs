//! A link to print and hang up: on A4, A6 or a label, in a chosen language. A page of its own, without script:
//! the browser prints it.

use std::str::FromStr;

use domain::Locale;
use leptos::prelude::*;

use super::ALL;
use crate::{
    i18n::{checkout, dashboard, link_page},
    ui::icon::{self, Icon},
};

/// What it is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    #[default]
    A4,
    A6,
    /// 62 by 100 millimetres, as label printers have.
    Label,
}

impl Size {
    pub const ALL: [Self; 3] = [Self::A4, Self::A6, Self::Label];

    /// The word in addresses and in `data-size`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A6 => "a6",
            Self::Label => "label",
        }
    }

    /// What people call it.
    pub const fn name(self, locale: Locale) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::A6 => "A6",
            Self::Label => link_page::texts(locale).poster_label,
        }
    }
}

/// The text named no size.
#[derive(Debug, PartialEq, Eq)]
pub struct UnknownSize;

impl FromStr for Size {
    type Err = UnknownSize;

    fn from_str(text: &str) -> Result<Self, UnknownSize> {
        Self::ALL.into_iter().find(|size| size.as_str() == text).ok_or(UnknownSize)
    }
}

/// What a poster shows.
#[derive(Clone, Debug)]
pub struct Poster {
    pub size: Size,
    /// The language it is printed in.
    pub locale: Locale,
    /// The language of the merchant who prints it.
    pub viewer: Locale,
    pub merchant: String,
    pub title: Option<String>,
    pub amount: String,
    pub url: String,
    pub id: String,
    pub slug: String,
    pub test_mode: bool,
    pub css: String,
    pub icon: String,
}

/// The address of a poster.
pub fn address(id: &str, size: Size, locale: Locale) -> String {
    format!("{ALL}/{id}/poster?size={}&lang={}", size.as_str(), locale.tag())
}

/// The whole HTML document.
pub fn render(poster: Poster) -> String {
    let html = Owner::new_root(None).with(|| view! { <Document poster /> }.to_html());
    format!("<!doctype html>{html}")
}

#[component]
fn Document(poster: Poster) -> impl IntoView {
    let viewer = poster.viewer;
    let about = poster.title.as_ref().unwrap_or(&poster.merchant);
    let title = format!("{} – {about}", link_page::texts(viewer).poster);
    view! {
        <html lang=viewer.tag() dir=viewer.direction()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{title}</title>
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <meta name="format-detection" content="telephone=no" />
                <link rel="icon" href=poster.icon.clone() type="image/svg+xml" />
                <link rel="stylesheet" href=poster.css.clone() />
            </head>
            <body class="desk">
                <Tools poster=poster.clone() />
                <Sheet poster />
            </body>
        </html>
    }
}

/// What is seen on the screen and not printed.
#[component]
fn Tools(poster: Poster) -> impl IntoView {
    let Poster { size, locale, viewer, id, .. } = poster;
    let texts = link_page::texts(viewer);
    let sizes = Size::ALL.map(|other| {
        let current = (other == size).then_some("true");
        view! { <a href=address(&id, other, locale) aria-current=current>{other.name(viewer)}</a> }
    });
    let languages = Locale::ALL.map(|other| {
        let (tag, current) = (other.tag(), (other == locale).then_some("true"));
        view! {
            <a href=address(&id, size, other) lang=tag hreflang=tag dir=other.direction() aria-current=current>
                {other.own_name()}
            </a>
        }
    });
    view! {
        <header class="desk-tools">
            <a class="quiet-link" href=format!("{ALL}/{id}")>{texts.poster_back}</a>
            <h1>{texts.poster}</h1>
            <nav aria-label=texts.poster_size>{sizes.into_iter().collect_view()}</nav>
            <nav aria-label=texts.poster_language>{languages.into_iter().collect_view()}</nav>
            <p>{texts.poster_hint}</p>
        </header>
    }
}

/// What is printed.
#[component]
fn Sheet(poster: Poster) -> impl IntoView {
    let Poster { size, locale, merchant, title, amount, url, slug, test_mode, .. } = poster;
    let texts = link_page::texts(locale);
    let short = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest).to_owned();
    let long = title.as_ref().is_some_and(|title| title.chars().count() > 32);
    view! {
        <main class="sheet" data-page="poster" data-size=size.as_str() lang=locale.tag() dir=locale.direction()>
            <div class="poster">
                <p class="poster-merchant"><bdi>{merchant}</bdi></p>
                {title.map(|title| view! { <p class="poster-title" class:long=long><bdi>{title}</bdi></p> })}
                <p class="poster-amount"><bdi>{amount}</bdi></p>
                <img class="poster-code" src=format!("/l/{slug}/qr.svg") alt=dashboard::views(locale).qr_alt width="256" height="256" />
                <p class="poster-scan">{texts.poster_scan}</p>
                <p class="poster-url"><bdi dir="ltr">{short}</bdi></p>
                {test_mode.then(|| view! {
                    <p class="poster-test"><Icon path=icon::WARNING />{checkout::pages(locale).test_mode}</p>
                })}
            </div>
        </main>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poster() -> Poster {
        Poster {
            size: Size::A6,
            locale: Locale::Ar,
            viewer: Locale::Fr,
            merchant: "Lina <Shop>".to_owned(),
            title: Some("Yoga & tea".to_owned()),
            amount: "AED 150.00".to_owned(),
            url: "https://pay.example.com/l/spring".to_owned(),
            id: "plink_1".to_owned(),
            slug: "spring".to_owned(),
            test_mode: true,
            css: String::new(),
            icon: String::new(),
        }
    }

    #[test]
    fn the_sheet_speaks_to_customers_and_the_tools_to_the_merchant() {
        let html = render(poster());
        let (tools, sheet) = html.split_once("<main").unwrap();
        assert!(tools.contains(r#"<html lang="fr" dir="ltr">"#) && tools.contains("Affiche"), "{tools}");
        for part in [
            r#"data-size="a6" lang="ar" dir="rtl""#,
            "Lina &lt;Shop&gt;",
            "Yoga &amp; tea",
            "AED 150.00",
            ">pay.example.com/l/spring<",
            "/l/spring/qr.svg",
            link_page::texts(Locale::Ar).poster_scan,
            checkout::pages(Locale::Ar).test_mode,
        ] {
            assert!(sheet.contains(part), "{part} in {sheet}");
        }
        assert!(!html.contains("<script") && !html.contains(" style="), "{html}");
        let live = render(Poster { test_mode: false, ..poster() });
        assert!(!live.contains(checkout::pages(Locale::Ar).test_mode));
    }

    #[test]
    fn every_size_has_a_word_that_is_read_again() {
        for size in Size::ALL {
            assert_eq!(size.as_str().parse(), Ok(size));
        }
        assert_eq!("a5".parse::<Size>(), Err(UnknownSize));
    }
}
