//! What may be done to an endpoint that is not done every day, each with what follows from it.

use domain::webhook::EndpointStatus;
use leptos::prelude::*;

use super::{super::ALL, EndpointDetail};
use crate::{
    dashboard::words::Words,
    i18n::{developers, fill},
    ui::{
        dialog::{Ask, Question},
        field::FieldIds,
    },
};

/// The card; for whoever may not change anything, who may.
#[component]
pub fn Manage(detail: EndpointDetail) -> impl IntoView {
    let locale = Words::get().locale;
    let texts = developers::endpoint(locale);
    let title = view! { <h2 id="manage-title">{texts.manage}</h2> };
    if !detail.may_write {
        return view! {
            <section class="card section" aria-labelledby="manage-title">
                {title}
                <p class="quiet">{developers::webhooks(locale).read_only}</p>
            </section>
        }
        .into_any();
    }
    let EndpointDetail { row, csrf, since, .. } = detail;
    let path = format!("{ALL}/{}", row.id);
    let resend = if row.status == EndpointStatus::Enabled {
        view! { <Resend path=path.clone() csrf=csrf.clone() since /> }.into_any()
    } else {
        view! { <p class="faint">{texts.resend_closed}</p> }.into_any()
    };
    view! {
        <section class="card section" aria-labelledby="manage-title">
            {title}
            <ul class="endpoint-moves">
                <li><p>{texts.resend_about}</p>{resend}</li>
                <li><p>{texts.rotate_about}</p><Rotate path=path.clone() csrf=csrf.clone() /></li>
                <li><p>{texts.delete_about}</p><Delete path csrf url=row.url /></li>
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn Resend(path: String, csrf: String, since: String) -> impl IntoView {
    let words = Words::get();
    let texts = developers::endpoint(words.locale);
    let question = Question {
        id: "resend",
        title: texts.resend_title,
        text: texts.resend_text.to_owned(),
        verb: texts.resend,
        cancel: words.shared.cancel,
        danger: false,
    };
    let FieldIds { control, .. } = FieldIds::of("since");
    let of = control.clone();
    view! {
        <Ask question action=format!("{path}/retry") csrf>
            <div class="field">
                <label for=of>{texts.since}</label>
                <input class="control num" id=control name="since" type="datetime-local" required autofocus value=since />
            </div>
        </Ask>
    }
}

#[component]
fn Rotate(path: String, csrf: String) -> impl IntoView {
    let words = Words::get();
    let texts = developers::endpoint(words.locale);
    let question = Question {
        id: "rotate",
        title: texts.rotate_title,
        text: texts.rotate_text.to_owned(),
        verb: texts.rotate,
        cancel: words.shared.cancel,
        danger: false,
    };
    view! { <Ask question action=format!("{path}/rotated") csrf /> }
}

#[component]
fn Delete(path: String, csrf: String, url: String) -> impl IntoView {
    let words = Words::get();
    let texts = developers::endpoint(words.locale);
    let question = Question {
        id: "delete",
        title: texts.delete_title,
        text: fill(texts.delete_text, &[("url", &url)]),
        verb: texts.delete,
        cancel: words.shared.cancel,
        danger: true,
    };
    view! { <Ask question action=format!("{path}/delete") csrf /> }
}
