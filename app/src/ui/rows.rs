//! Names and values, as on a receipt.

use std::borrow::Cow;

use leptos::prelude::*;

/// One line of a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub name: Cow<'static, str>,
    pub value: String,
    /// Ids and references are set in figures of one width.
    pub code: bool,
}

impl Row {
    pub fn new(name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into(), code: false }
    }

    pub fn code(name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        Self { code: true, ..Self::new(name, value) }
    }
}

/// A list of rows.
#[component]
pub fn Rows(rows: Vec<Row>) -> impl IntoView {
    let rows = rows.into_iter().map(|Row { name, value, code }| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd class:code=code>
                    <bdi>{value}</bdi>
                </dd>
            </div>
        }
    });
    view! { <dl class="rows">{rows.collect_view()}</dl> }
}
