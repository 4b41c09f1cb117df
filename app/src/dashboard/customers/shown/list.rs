//! The list of customers.

use leptos::prelude::*;

use super::{
    super::{ALL, NEW},
    CustomerRow, CustomersShown,
};
use crate::{
    dashboard::{links::ListQuery, words::Words},
    i18n::dashboard,
    ui::{
        empty::{Curl, Empty},
        icon::{self, Icon},
        pager::Pager,
    },
};

/// One page of customers.
#[component]
pub fn CustomerList(shown: CustomersShown, query: ListQuery) -> impl IntoView {
    let words = Words::get();
    let texts = dashboard::customers(words.locale);
    let CustomersShown { total, listed, api_url } = shown;
    if listed.rows.is_empty() {
        return view! { <Nothing plain=query.is_plain() && query.is_first() api_url /> }.into_any();
    }
    let previous = listed.previous.map(|id| query.ending_before(&id).href(ALL, &[]));
    let next = listed.next.map(|id| query.starting_after(&id).href(ALL, &[]));
    view! {
        <div class="narrow"><p class="narrow-total num">{total.said(texts.total_one, texts.total_many)}</p></div>
        <div class="card sheet">
            <table class="table customers-table">
                <thead>
                    <tr>
                        <th scope="col">{texts.column_name}</th>
                        <th scope="col">{texts.column_contact}</th>
                        <th scope="col">{texts.column_reference}</th>
                        <th scope="col">{texts.column_created}</th>
                    </tr>
                </thead>
                <tbody>{listed.rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
            </table>
        </div>
        <Pager label=words.shared.pages previous=words.shared.previous next=words.shared.next previous_href=previous next_href=next />
    }
    .into_any()
}

#[component]
fn Row(row: CustomerRow) -> impl IntoView {
    let texts = dashboard::customers(Words::get().locale);
    let CustomerRow { id, name, email, phone, reference, created } = row;
    let none = email.is_none() && phone.is_none();
    view! {
        <tr data-key=id.clone()>
            <td class="first">
                <a class="whole-row" href=format!("{ALL}/{id}")>
                    <bdi class="row-name">{name}</bdi>
                    <span class="row-under"><span class="code"><bdi>{id.clone()}</bdi></span></span>
                </a>
            </td>
            <td data-label=texts.column_contact>
                <span class="two-lines values">
                    {phone.map(|phone| view! { <bdi class="num" dir="ltr">{phone}</bdi> })}
                    {email.map(|email| view! { <small><bdi>{email}</bdi></small> })}
                    {none.then_some(DASH)}
                </span>
            </td>
            <td data-label=texts.column_reference>
                {reference.map_or_else(|| DASH.into_any(), |reference| view! { <bdi>{reference}</bdi> }.into_any())}
            </td>
            <td data-label=texts.column_created>
                <time class="num" datetime=created.iso title=created.relative>{created.at}</time>
            </td>
        </tr>
    }
}

/// Where there is nothing.
const DASH: &str = "–";

/// No customer at all, or none that matches.
#[component]
fn Nothing(plain: bool, api_url: String) -> impl IntoView {
    let words = Words::get();
    let texts = dashboard::customers(words.locale);
    if plain {
        let curl = Curl { title: texts.empty_curl, command: command(&api_url) };
        view! {
            <div class="card">
                <Empty icon=icon::PERSON title=texts.empty_title.to_owned() text=texts.empty_text.to_owned() curl=Some(curl)>
                    <a class="button main" href=NEW><Icon path=icon::PLUS />{words.shared.new_customer}</a>
                </Empty>
            </div>
        }
    } else {
        view! {
            <div class="card">
                <Empty icon=icon::SEARCH title=texts.none_title.to_owned() text=texts.none_text.to_owned() curl=None>
                    <a class="button" href=ALL>{texts.clear}</a>
                </Empty>
            </div>
        }
    }
    .into_any()
}

/// What makes a customer over the API.
fn command(api_url: &str) -> String {
    let body = r#"{"name": "Lina Haddad", "phone": "+971501234567"}"#;
    [
        &format!(r"curl {api_url}/customers \"),
        r#"  -H "Authorization: Bearer $REMIT_KEY" \"#,
        r#"  -H "Content-Type: application/json" \"#,
        &format!("  -d '{body}'"),
    ]
    .join("\n")
}
