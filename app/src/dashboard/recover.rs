//! The way to a new password: plain pages with a form each, in the look of the sign-in page and without a script.

use domain::Locale;
use leptos::prelude::*;

use crate::{
    checkout::in_language,
    i18n::dashboard::{self, RecoverTexts},
    ui::{
        alert::Alert,
        button::ButtonLink,
        field::{Field, FieldIds},
        mark::Mark,
    },
};

/// What an operator runs where no mail is sent.
const COMMAND: &str = "remit owner password --email …";

/// A page on the way to a new password.
#[derive(Clone, Debug)]
pub struct Recover {
    pub locale: Locale,
    /// The address of the page, with its query.
    pub path: String,
    pub css: String,
    pub icon: String,
    pub step: Step,
}

/// How far somebody has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Which email do you sign in with?
    Ask {
        throttled: bool,
    },
    /// If there is such a user, a letter is on its way.
    Sent,
    /// No letter ever is.
    NoMail,
    /// Which password do you want?
    Set {
        too_short: bool,
    },
    /// The link was used, or is too old.
    Stale,
    Done,
}

impl Step {
    /// The word in `data-page`.
    const fn name(self) -> &'static str {
        match self {
            Self::Ask { .. } => "forgot",
            Self::Sent => "reset-sent",
            Self::NoMail => "no-mail",
            Self::Set { .. } => "reset",
            Self::Stale => "reset-stale",
            Self::Done => "reset-done",
        }
    }

    const fn title(self, texts: &RecoverTexts) -> &'static str {
        match self {
            Self::Ask { .. } => texts.ask_title,
            Self::Sent => texts.sent_title,
            Self::NoMail => texts.no_mail_title,
            Self::Set { .. } => texts.set_title,
            Self::Stale => texts.stale_title,
            Self::Done => texts.done_title,
        }
    }
}

/// The whole HTML document.
pub fn render(page: Recover) -> String {
    let html = Owner::new_root(None).with(|| view! { <Document page /> }.to_html());
    // No script takes the page over, so nothing needs to find its places again; in a title they would be read.
    format!("<!doctype html>{}", html.replace("<!>", ""))
}

#[component]
fn Document(page: Recover) -> impl IntoView {
    let Recover { locale, path, css, icon, step } = page;
    let title = step.title(dashboard::recover(locale));
    view! {
        <html lang=locale.tag() dir=locale.direction()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <title>{title}</title>
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <link rel="icon" href=icon type="image/svg+xml" />
                <link rel="stylesheet" href=css />
            </head>
            <body class="dashboard">
                <main class="alone login" data-page=step.name()>
                    <p class="brand"><Mark letter="R".to_owned() />"Remit"</p>
                    <div class="card login-form">
                        <h1>{title}</h1>
                        {content(locale, step)}
                    </div>
                    <Languages locale path />
                </main>
            </body>
        </html>
    }
}

fn content(locale: Locale, step: Step) -> AnyView {
    let texts = dashboard::recover(locale);
    let way = |href: &str, label: &str, quiet| {
        view! { <ButtonLink href=href.to_owned() label=label.to_owned() quiet /> }
    };
    match step {
        Step::Ask { throttled } => view! { <Ask locale throttled /> }.into_any(),
        Step::Set { too_short } => view! { <Set locale too_short /> }.into_any(),
        Step::Sent => view! { <p>{texts.sent_text}</p> {way("/login", texts.back, true)} }.into_any(),
        Step::NoMail => view! {
            <p>{texts.no_mail_text}</p>
            <p><code dir="ltr">{COMMAND}</code></p>
            {way("/login", texts.back, true)}
        }
        .into_any(),
        Step::Stale => {
            view! { <p>{texts.stale_text}</p> {way("/forgot", texts.stale_again, false)} }.into_any()
        }
        Step::Done => {
            let sign_in = dashboard::texts(locale).sign_in;
            view! { <p>{texts.done_text}</p> {way("/login", sign_in, false)} }.into_any()
        }
    }
}

#[component]
fn Ask(locale: Locale, throttled: bool) -> impl IntoView {
    let (texts, shared) = (dashboard::recover(locale), dashboard::texts(locale));
    let email = FieldIds::of("email");
    let id = email.control.clone();
    let trouble = throttled.then(|| {
        let (title, text) = (shared.sign_in_throttled_title, shared.sign_in_throttled_text);
        view! { <Alert title=title.to_owned() text=text.to_owned() /> }
    });
    view! {
        {trouble}
        <p>{texts.ask_text}</p>
        // What is asked for is answered in this language.
        <form class="login-fields" method="post" action=format!("/forgot?lang={}", locale.tag())>
            <Field ids=email label=shared.email.to_owned() notes=().into_any()>
                <input class="control" id=id name="email" type="email" autocomplete="username" autocapitalize="none"
                    spellcheck="false" dir="ltr" required />
            </Field>
            <button class="button main wide" type="submit">{texts.ask}</button>
        </form>
        <ButtonLink href="/login".to_owned() label=texts.back.to_owned() quiet=true />
    }
}

#[component]
fn Set(locale: Locale, too_short: bool) -> impl IntoView {
    let texts = dashboard::recover(locale);
    let ids = FieldIds::of("password");
    let (id, hint) = (ids.control.clone(), ids.hint.clone());
    let trouble = too_short.then(|| {
        view! { <Alert title=texts.short_title.to_owned() text=texts.short_text.to_owned() /> }
    });
    let notes = view! { <p class="hint" id=hint.clone()>{texts.set_hint}</p> };
    view! {
        {trouble}
        // To the address of this page, which carries the token.
        <form class="login-fields" method="post">
            <Field ids label=texts.set_label.to_owned() notes=notes.into_any()>
                <input class="control" id=id name="password" type="password" autocomplete="new-password" minlength="10"
                    maxlength="1024" dir="ltr" aria-describedby=hint required />
            </Field>
            <button class="button main wide" type="submit">{texts.set}</button>
        </form>
    }
}

#[component]
fn Languages(locale: Locale, path: String) -> impl IntoView {
    let links = Locale::ALL.map(|other| {
        let (tag, current) = (other.tag(), (other == locale).then_some("true"));
        view! {
            <li>
                <a href=in_language(&path, other) lang=tag hreflang=tag dir=other.direction() aria-current=current>
                    {other.own_name()}
                </a>
            </li>
        }
    });
    view! {
        <nav class="languages" aria-label=dashboard::texts(locale).languages>
            <ul>{links.into_iter().collect_view()}</ul>
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_names_itself_in_each_language_and_needs_no_script() {
        let steps = [
            Step::Ask { throttled: true },
            Step::Sent,
            Step::NoMail,
            Step::Set { too_short: true },
            Step::Stale,
            Step::Done,
        ];
        for locale in Locale::ALL {
            for step in steps {
                let page = Recover {
                    locale,
                    path: "/reset/a?lang=en".to_owned(),
                    css: String::new(),
                    icon: String::new(),
                    step,
                };
                let html = render(page);
                let title = step.title(dashboard::recover(locale));
                assert!(html.contains(&format!("data-page=\"{}\"", step.name())), "{html}");
                assert!(html.contains(&format!("<title>{title}</title>")), "{html}");
                assert!(html.contains("href=\"/reset/a?lang=ar\""), "{html}");
                assert!(!html.contains("<script") && !html.contains(" style="), "{html}");
                assert_eq!(
                    html.contains("role=\"alert\""),
                    matches!(step, Step::Ask { .. } | Step::Set { .. })
                );
            }
        }
    }
}
