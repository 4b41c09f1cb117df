//! What has happened, newest first.

use domain::event::EventType;
use leptos::prelude::*;

use super::{
    super::{
        super::shown::head::{Head, Tab},
        EVENTS,
    },
    EventRow,
    moment::Moment,
};
use crate::{
    dashboard::{
        links::{ListQuery, NEW, shown::Listed},
        words::Words,
    },
    i18n::developers,
    ui::{
        empty::{Curl, Empty},
        icon,
        pager::Pager,
    },
};

/// One page of events, with what narrows them. `command` reads them over the API.
#[component]
pub fn EventList(listed: Listed<EventRow>, query: ListQuery, command: String) -> impl IntoView {
    let words = Words::get();
    let texts = developers::events(words.locale);
    let Listed { rows, previous, next } = listed;
    let is_all = query.is_plain() && query.is_first();
    let narrow = (!(rows.is_empty() && is_all)).then(|| view! { <Narrow query=query.clone() /> });
    let body = if rows.is_empty() {
        view! { <Nothing plain=is_all command /> }.into_any()
    } else {
        let previous = previous.map(|id| query.ending_before(&id).href(EVENTS, &[]));
        let next = next.map(|id| query.starting_after(&id).href(EVENTS, &[]));
        view! {
            <Table rows />
            <Pager label=words.shared.pages previous=words.shared.previous next=words.shared.next previous_href=previous next_href=next />
        }
        .into_any()
    };
    view! {
        <Head tab=Tab::Events />
        <p class="lead">{texts.lead}</p>
        {narrow}
        {body}
    }
}

/// By type, and by what they are about.
#[component]
fn Narrow(query: ListQuery) -> impl IntoView {
    let texts = developers::events(Words::get().locale);
    let (chosen, object) = (query.more("type").unwrap_or_default(), query.more("object").unwrap_or_default());
    let option = |kind: &EventType| {
        let selected = kind.as_str() == chosen;
        view! { <option value=kind.as_str() selected=selected>{kind.as_str()}</option> }
    };
    let options = EventType::ALL.iter().map(option).collect_view();
    view! {
        <form class="tools" method="get" action=EVENTS>
            <span class="select">
                <select class="control" name="type" aria-label=texts.filter_type>
                    <option value="">{texts.any_type}</option>
                    {options}
                </select>
            </span>
            <input class="control event-object" name="object" value=object dir="ltr" autocomplete="off" spellcheck="false"
                autocapitalize="none" aria-label=texts.filter_object placeholder=texts.filter_object />
            <button class="button" type="submit">{texts.show}</button>
        </form>
    }
}

#[component]
fn Table(rows: Vec<EventRow>) -> impl IntoView {
    let texts = developers::events(Words::get().locale);
    view! {
        <div class="card sheet">
            <table class="table events-table">
                <thead>
                    <tr>
                        <th scope="col">{texts.column_event}</th>
                        <th scope="col">{texts.column_object}</th>
                        <th scope="col" class="end-column">{texts.column_number}</th>
                        <th scope="col">{texts.column_time}</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: EventRow) -> impl IntoView {
    let texts = developers::events(Words::get().locale);
    let EventRow { id, kind, meaning, number, object, at } = row;
    let none = || view! { <span class="faint">"–"<span class="sr">{texts.no_number}</span></span> };
    view! {
        <tr data-key=id.clone()>
            <td class="first">
                <a class="whole-row" href=format!("{EVENTS}/{id}")>
                    <span class="row-name code" dir="ltr">{kind}</span>
                    {meaning.map(|text| view! { <span class="row-under">{text}</span> })}
                </a>
            </td>
            <td data-label=texts.column_object>
                {match object {
                    Some(object) => view! { <bdi class="code">{object}</bdi> }.into_any(),
                    None => none().into_any(),
                }}
            </td>
            <td data-label=texts.column_number class="end-column num">
                {match number {
                    Some(number) => number.into_any(),
                    None => none().into_any(),
                }}
            </td>
            <td data-label=texts.column_time><Moment when=at /></td>
        </tr>
    }
}

/// No event at all, or none that matches.
#[component]
fn Nothing(plain: bool, command: String) -> impl IntoView {
    let words = Words::get();
    let texts = developers::events(words.locale);
    if plain {
        let curl = Curl { title: texts.empty_curl, command };
        view! {
            <div class="card">
                <Empty icon=icon::CLOCK title=texts.empty_title.to_owned() text=texts.empty_text.to_owned() curl=Some(curl)>
                    <a class="button main" href=NEW>{words.links.new_link}</a>
                </Empty>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class="card">
                <Empty icon=icon::SEARCH title=texts.none_title.to_owned() text=texts.none_text.to_owned() curl=None>
                    <a class="button" href=EVENTS>{texts.clear}</a>
                </Empty>
            </div>
        }
        .into_any()
    }
}
