//! An attempt whose customer has left the bank's page: how long it is held, and the way back.

use leptos::prelude::*;

use super::{context::Context, model::Waiting, pay::TimeLeft};
use crate::ui::{
    alert::Alert,
    icon::{self, Icon},
};

/// Above the form, for who opens the link again.
#[component]
pub(super) fn WaitingCard(context: Context, waiting: Waiting) -> impl IntoView {
    let texts = context.texts;
    let title = context.fill(texts.waiting_title, &[("bank", &waiting.bank)]);
    let status_url = waiting.status_url.clone();
    view! {
        <section
            class="waiting"
            data-ends
            data-watch=status_url
            data-usage-status="STARTED"
            data-payment-status=""
            aria-labelledby="waiting"
        >
            <Icon path=icon::HOURGLASS />
            <div>
                <h2 id="waiting">{title}</h2>
                <p>
                    {held(&context, &waiting)} " "
                    <TimeLeft deadline=waiting.until.clone() text=texts.time_left />
                </p>
            </div>
            <WaysOn context waiting />
        </section>
    }
}

/// Until when it is held.
pub(super) fn held(context: &Context, waiting: &Waiting) -> String {
    context.fill(context.texts.waiting_text, &[("time", &waiting.until.text)])
}

/// Back to the bank, or to the form with every field kept.
#[component]
pub(super) fn WaysOn(context: Context, waiting: Waiting) -> impl IntoView {
    let texts = context.texts;
    let Waiting { bank, back, change, unreachable, .. } = waiting;
    let fill = |text| context.fill(text, &[("bank", &bank)]);
    let alert = unreachable.then(|| {
        let (title, text) = (fill(texts.waiting_unreachable_title), texts.waiting_unreachable_text);
        view! { <Alert title text=text.to_owned() /> }
    });
    view! {
        <div class="ways-on">
            {alert}
            <form method="post" action=back>
                <button class="button main wide" type="submit">
                    {fill(texts.waiting_back)}
                </button>
            </form>
            {change.map(|href| view! { <a class="link" href=href>{texts.waiting_change}</a> })}
        </div>
    }
}
