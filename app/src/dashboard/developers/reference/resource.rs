//! The page of one resource: each operation with its parameters, an example of what is sent and of what comes back.

use leptos::prelude::*;

use super::{
    super::{
        REFERENCE,
        shown::head::{Head, Tab},
    },
    document::{Field, Operation, Resource},
    start::Block,
};
use crate::{dashboard::words::Words, i18n::developers};

#[component]
pub fn ResourceView(resource: Resource) -> impl IntoView {
    let texts = developers::reference(Words::get().locale);
    let Resource { name, description, operations } = resource;
    view! {
        <Head tab=Tab::Reference />
        <p class="reference-back"><a href=REFERENCE>{texts.all}</a></p>
        <div class="reference-title" dir="ltr" lang="en">
            <h2 class="code">{name}</h2>
            <p class="lead">{description}</p>
        </div>
        {operations.into_iter().map(|operation| view! { <OperationView operation /> }).collect_view()}
    }
}

#[component]
fn OperationView(operation: Operation) -> impl IntoView {
    let texts = developers::reference(Words::get().locale);
    let Operation { id, method, path, summary, description, parameters, body, request, answer, refusals } =
        operation;
    let (status, answer) = answer;
    let refusals =
        refusals.into_iter().map(|(status, codes)| view! { <Refusal status codes /> }).collect_view();
    view! {
        <section class="card section reference-operation" id=id aria-labelledby=format!("{id}-title")>
            <header dir="ltr" lang="en">
                <h3 id=format!("{id}-title")><a href=format!("#{id}")>{summary}</a></h3>
                <p class="reference-path"><Method method /><code>{path}</code></p>
                <p>{description.replace('`', "")}</p>
            </header>
            <div class="reference-facts">
                <Fields title=texts.parameters fields=parameters />
                <Fields title=texts.body fields=body />
                <h4>{texts.refusals}</h4>
                <ul class="reference-refusals" dir="ltr">{refusals}</ul>
            </div>
            <div class="reference-examples">
                {request.map(|code| view! { <h4>{texts.sent}</h4><Block code /> })}
                <h4>{texts.answered}" "<span class="num">{status}</span></h4>
                <Block code=answer />
            </div>
        </section>
    }
}

/// The word for what is done, in its colour.
#[component]
pub fn Method(method: String) -> impl IntoView {
    let of = method.clone();
    view! { <span class="reference-method" data-method=of>{method}</span> }
}

/// Nothing at all when there are none.
#[component]
fn Fields(title: &'static str, fields: Vec<Field>) -> impl IntoView {
    let texts = developers::reference(Words::get().locale);
    let row = |Field { name, kind, required, description }: Field| {
        view! {
            <div>
                <dt>
                    <code>{name}</code>
                    {required.then(|| view! { <em>{texts.required}</em> })}
                </dt>
                <dd><span class="code faint">{kind}</span>{paragraph(description)}</dd>
            </div>
        }
    };
    (!fields.is_empty()).then(|| {
        view! {
            <h4>{title}</h4>
            <dl class="reference-fields" dir="ltr">{fields.into_iter().map(row).collect_view()}</dl>
        }
    })
}

/// The first paragraph; those that follow explain single words.
fn paragraph(description: &'static str) -> Option<impl IntoView> {
    let first = description.split("\n\n").next().unwrap_or_default().replace('`', "");
    (!first.is_empty()).then(|| view! { <p lang="en">{first}</p> })
}

#[component]
fn Refusal(status: String, codes: Vec<&'static str>) -> impl IntoView {
    let code = |code: &'static str| view! { <a href=format!("{REFERENCE}#error-{code}")>{code}</a>" " };
    view! { <li><span class="num">{status}</span><span>{codes.into_iter().map(code).collect_view()}</span></li> }
}
