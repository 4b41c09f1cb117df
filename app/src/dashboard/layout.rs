//! The frame of every page: the menu, the account and the strip of test mode.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{
    HOME, LOGIN, actions, customers, developers,
    fragment::place,
    keys,
    links::ListQuery,
    live::{Live, LiveState},
    loaded::{Key, Shape, ask, loaded},
    notice,
    words::Words,
};
use crate::ui::{
    banner::TestBanner,
    copy,
    icon::{self, Icon},
    share,
    toast::Toasts,
};

/// The frame. The menu is a column, and on a phone a bar at the thumb.
#[component]
pub fn Frame(live: Live, children: Children) -> impl IntoView {
    // Signing in and out load the document anew, so a page never moves in or out of the frame.
    if use_location().pathname.get_untracked() == LOGIN {
        return children();
    }
    view! { <Framed live children /> }.into_any()
}

#[component]
fn Framed(live: Live, children: Children) -> impl IntoView {
    require_session();
    let words = Words::get();
    let account = ask(Key::default, |_| Box::pin(actions::account()));
    // Looked at again on every way to another page: what was wrong may be mended.
    let path = use_location().pathname;
    let notice =
        ask(move || (path.get(), ListQuery::default()), |_| Box::pin(developers::webhooks::notice()));
    keys::listen();
    live.listen();
    copy::listen(Toasts::get(), words.shared.copied);
    share::listen();
    notice::say();
    view! {
        <a class="skip" href="#main" rel="external">{words.shared.skip}</a>
        <div class="house">
            <header class="side">
                {loaded(account, Shape::None, place)}
                <nav class="menu" aria-label=words.shared.menu>
                    {entry("/payments/links", HOME, icon::LINK, words.shared.links)}
                    {entry(customers::ALL, customers::ALL, icon::PERSON, words.shared.customers)}
                    {entry(developers::AREA, developers::KEYS, icon::CODE, words.shared.developers)}
                </nav>
            </header>
            <div class="stage">
                // Shown in test mode only, which the document's root says.
                <TestBanner text=words.shared.test_mode />
                {loaded(notice, Shape::None, place)}
                <main class="room" id="main" tabindex="-1">
                    {children()}
                </main>
                <LiveState live />
            </div>
        </div>
    }
}

/// A line of the menu, lit on every page whose address begins with the area's.
fn entry(area: &'static str, href: &'static str, icon: &'static str, text: &'static str) -> impl IntoView {
    let path = use_location().pathname;
    let here = move || path.with(|path| path.starts_with(area)).then_some("page");
    view! {
        <a href=href aria-current=here>
            <Icon path=icon />
            <span>{text}</span>
        </a>
    }
}

/// The same page in each language. The server remembers the choice.
#[component]
pub fn Languages() -> impl IntoView {
    let words = Words::get();
    let links = domain::Locale::ALL.map(|other| {
        let current = (other == words.locale).then_some("true");
        // Relative to whichever page is open; the server adds what else is in the address.
        let href = format!("?lang={}", other.tag());
        view! {
            <li>
                <a href=href rel="external" lang=other.tag() hreflang=other.tag() dir=other.direction() aria-current=current>
                    {other.own_name()}
                </a>
            </li>
        }
    });
    view! {
        <nav class="languages" aria-label=words.shared.languages>
            <ul>{links.into_iter().collect_view()}</ul>
        </nav>
    }
}

/// Nobody signed in: the server answers with the way to the sign-in page.
fn require_session() {
    #[cfg(feature = "ssr")]
    if let Some(parts) = use_context::<http::request::Parts>()
        && crate::session::find_session().is_none()
    {
        let path = parts.uri.path();
        let next = if path == "/" { String::new() } else { format!("?next={path}") };
        leptos_axum::redirect(&format!("/login{next}"));
    }
}
