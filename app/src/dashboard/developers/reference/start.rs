//! The start of the reference: how to make a first link, what there is, and what refusals mean.

use leptos::prelude::*;

use super::{
    super::{
        KEYS, REFERENCE,
        shown::head::{Head, Tab},
    },
    document::{Document, Refused, Resource},
    resource::Method,
    samples::{CREATE_LINK, Sample},
};
use crate::{dashboard::words::Words, i18n::developers, ui::copy::CopyButton};

/// Where the whole description is.
const DESCRIPTION: &str = "/api/v1/openapi.json";

#[component]
pub fn StartView(document: Document, base: String) -> impl IntoView {
    let texts = developers::reference(Words::get().locale);
    let resources =
        document.resources().into_iter().map(|resource| view! { <Card resource /> }).collect_view();
    let codes = document.codes().into_iter().map(|code| view! { <CodeRow code /> }).collect_view();
    view! {
        <Head tab=Tab::Reference>
            <a class="button" href=DESCRIPTION rel="external" download="openapi.json">{texts.download}</a>
        </Head>
        <p class="lead">{texts.lead}</p>
        <Quick base />
        <section aria-labelledby="operations">
            <h2 id="operations">{texts.operations}</h2>
            <div class="reference-cards">{resources}</div>
        </section>
        <section aria-labelledby="errors">
            <h2 id="errors">{texts.errors}</h2>
            <p class="lead">{texts.errors_text}</p>
            <div class="card sheet">
                <table class="table reference-table" dir="ltr" lang="en">
                    <tbody>{codes}</tbody>
                </table>
            </div>
        </section>
    }
}

/// A first link, in four languages.
#[component]
fn Quick(base: String) -> impl IntoView {
    let texts = developers::reference(Words::get().locale);
    let settings = format!("export REMIT_URL={base}\nexport REMIT_API_KEY=rk_test_…");
    let samples = CREATE_LINK.into_iter().map(|sample| view! { <SampleView sample /> }).collect_view();
    view! {
        <section class="card section reference-quick" aria-labelledby="quick">
            <h2 id="quick">{texts.quick}</h2>
            <ol class="reference-steps">
                <li>{texts.quick_key} " " <a href=KEYS>{developers::area(Words::get().locale).tab_keys}</a></li>
                <li>{texts.quick_settings}<Block code=settings /></li>
                <li>{texts.quick_run}{samples}</li>
            </ol>
        </section>
    }
}

/// The first is open; opening another closes it.
#[component]
fn SampleView(sample: Sample) -> impl IntoView {
    let Sample { id, language, code } = sample;
    view! {
        <details class="reference-sample" name="sample" open=id == "curl" data-sample=id>
            <summary><bdi>{language}</bdi></summary>
            <Block code=code.trim_end().to_owned() />
        </details>
    }
}

/// Code with a button that copies it.
#[component]
pub fn Block(code: String) -> impl IntoView {
    let texts = developers::reference(Words::get().locale);
    view! {
        <div class="reference-block">
            <pre dir="ltr" lang="en" tabindex="0"><code>{code.clone()}</code></pre>
            <CopyButton value=code label=texts.copy />
        </div>
    }
}

/// A resource and its operations, each a way to its place.
#[component]
fn Card(resource: Resource) -> impl IntoView {
    let Resource { name, description, operations } = resource;
    let place = format!("{REFERENCE}/{name}");
    let operation = |operation: super::document::Operation| {
        view! {
            <li>
                <a href=format!("{REFERENCE}/{name}#{}", operation.id)>
                    <Method method=operation.method />
                    <span>{operation.summary}</span>
                </a>
            </li>
        }
    };
    view! {
        <section class="card section" dir="ltr" lang="en">
            <h3><a class="code" href=place>{name}</a></h3>
            <p class="quiet">{description}</p>
            <ul>{operations.into_iter().map(operation).collect_view()}</ul>
        </section>
    }
}

#[component]
fn CodeRow(code: Refused) -> impl IntoView {
    let Refused { code, status, title, advice } = code;
    view! {
        <tr id=format!("error-{code}")>
            <th scope="row"><code>{code}</code></th>
            <td class="num">{status}</td>
            <td>{title}". "<span class="quiet">{advice}</span></td>
        </tr>
    }
}
