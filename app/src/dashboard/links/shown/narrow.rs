//! Above the list of links: how many there are, what narrows and orders them, and the way out of all that.
//! A plain form and plain links: all of it lives in the address.

use domain::Currency;
use leptos::prelude::*;

use super::{
    super::{ALL, draft::read_amount, query::ListQuery},
    BoundTo, Total,
};
use crate::{
    dashboard::{customers::ALL as CUSTOMERS, words::Words},
    i18n::{dashboard, fill},
    ui::{
        field::{Field, FieldError, FieldIds},
        icon::{self, Icon},
    },
};

/// What there is to narrow by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrow {
    /// How many links the filters let through, on all pages.
    pub total: Total,
    /// Codes of the currencies that the account's links have.
    pub currencies: Vec<String>,
    pub presets: Presets,
    /// The query with each day as a control shows it.
    pub days: ListQuery,
    /// `Asia/Dubai (UTC+4)`.
    pub zone: String,
    /// Whose links alone are shown.
    pub customer: Option<BoundTo>,
}

/// Ranges of days, first and last: today, 7 days, 30 days, this month; the next 7 and 30 days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presets {
    pub created: [(&'static str, &'static str); 4],
    pub expires: [(&'static str, &'static str); 2],
}

impl Total {
    /// `1 link`, `12,345 links`.
    pub fn said(&self, one: &str, many: &str) -> String {
        if self.is_one { one.to_owned() } else { fill(many, &[("count", &self.text)]) }
    }
}

/// The count, the filters and the export.
#[component]
pub fn NarrowView(narrow: Narrow, query: ListQuery) -> impl IntoView {
    let locale = Words::get().locale;
    let texts = dashboard::lists(locale);
    let total = narrow.total.said(texts.total_one, texts.total_many);
    let export = query.with_more(&[]).href("/payments/links.csv", &[]);
    let open = !query.more.is_empty();
    let key = query.href(ALL, &[]);
    let customer = narrow.customer.clone().map(|bound| view! { <LinksOf bound query=query.clone() /> });
    view! {
        {customer}
        <div class="narrow" data-key=key>
            <details class="narrow-details" open=open>
                <summary class="button small">
                    <Icon path=icon::DOWN />
                    {texts.more_filters}
                </summary>
                <NarrowForm narrow query />
            </details>
            <p class="narrow-total num">{total}</p>
            <a class="button small" href=export rel="external" download="payment-links.csv">
                {texts.export_csv}
            </a>
        </div>
    }
}

/// Says whose links alone are shown, and leads to all of them.
#[component]
fn LinksOf(bound: BoundTo, query: ListQuery) -> impl IntoView {
    let texts = dashboard::customers(Words::get().locale);
    let BoundTo { id, name } = bound;
    let links_of = fill(texts.links_of, &[("name", &name.unwrap_or_else(|| id.clone()))]);
    let all = query.with_more(&[("customer", "")]).href(ALL, &[]);
    view! {
        <p class="links-of">
            <a href=format!("{CUSTOMERS}/{id}")>{links_of}</a>
            <a class="button small" href=all>{texts.show_all}</a>
        </p>
    }
}

#[component]
fn NarrowForm(narrow: Narrow, query: ListQuery) -> impl IntoView {
    let texts = dashboard::lists(Words::get().locale);
    let Narrow { currencies, presets, days, zone, .. } = narrow;
    let amount_alone =
        query.more("currency").is_none() && (query.more("least").is_some() || query.more("most").is_some());
    let cleared = ListQuery { more: String::new(), ..query.with_more(&[]) }.href(ALL, &[]);
    let sorts = [
        ("", texts.sort_newest),
        ("oldest", texts.sort_oldest),
        ("amount", texts.sort_amount),
        ("expiry", texts.sort_expiry),
    ];
    let currencies = std::iter::once((String::new(), texts.any_currency.to_owned()))
        .chain(currencies.into_iter().map(|code| (code.clone(), code)));
    view! {
        <form class="narrow-form" method="get" action=ALL>
            <Kept name="status" value=query.status.clone() />
            <Kept name="q" value=query.q.clone() />
            <Kept name="customer" value=query.more("customer").unwrap_or_default() />
            <Dates names=("created_from", "created_to") labels=(texts.created_from, texts.created_to) query=days.clone() />
            <Dates names=("expires_from", "expires_to") labels=(texts.expires_from, texts.expires_to) query=days />
            <Pick name="currency" label=texts.currency choices=currencies.collect() query=query.clone() />
            <AmountEntry name="least" label=texts.amount_least query=query.clone() />
            <AmountEntry name="most" label=texts.amount_most query=query.clone() />
            <Pick name="sort" label=texts.sort query=query.clone()
                choices=sorts.map(|(value, text)| (value.to_owned(), text.to_owned())).to_vec() />
            {amount_alone.then(|| view! { <p class="error narrow-wide">{texts.amount_needs_currency}</p> })}
            <PresetLinks presets query />
            <p class="narrow-wide faint">{fill(texts.zone_note, &[("zone", &zone)])}</p>
            <p class="narrow-wide narrow-moves">
                <button class="button main small" type="submit">{texts.apply}</button>
                <a class="button small" href=cleared>{texts.clear}</a>
            </p>
        </form>
    }
}

/// A value of the address that the form sends along.
#[component]
pub(super) fn Kept(name: &'static str, value: String) -> impl IntoView {
    (!value.is_empty()).then(|| view! { <input type="hidden" name=name value=value /> })
}

#[component]
pub(super) fn Dates(
    names: (&'static str, &'static str),
    labels: (&'static str, &'static str),
    query: ListQuery,
) -> impl IntoView {
    view! {
        <Entry name=names.0 kind="date" label=labels.0 query=query.clone() />
        <Entry name=names.1 kind="date" label=labels.1 query />
    }
}

#[component]
fn Entry(name: &'static str, kind: &'static str, label: &'static str, query: ListQuery) -> impl IntoView {
    let (id, of) = (format!("narrow-{name}"), format!("narrow-{name}"));
    view! {
        <div class="field">
            <label for=of>{label}</label>
            <input class="control" id=id name=name type=kind dir="ltr" autocomplete="off" value=query.more(name) />
        </div>
    }
}

/// An amount as people write it, and what is wrong with it.
#[component]
fn AmountEntry(name: &'static str, label: &'static str, query: ListQuery) -> impl IntoView {
    let ids = FieldIds::of(&format!("narrow-{name}"));
    let typed = query.more(name);
    let currency: Option<Currency> = query.more("currency").and_then(|code| code.parse().ok());
    let wrong =
        typed.as_deref().zip(currency).and_then(|(typed, currency)| read_amount(typed, currency).err());
    let error = wrong.map(|invalid| dashboard::amount_error(Words::get().locale, &invalid));
    let (invalid, described) = (error.as_ref().map(|_| "true"), error.as_ref().map(|_| ids.error.clone()));
    let notes = error.map(|text| view! { <FieldError id=ids.error.clone() text /> }).into_any();
    view! {
        <Field ids=ids.clone() label=label.to_owned() notes>
            <input class="control" id=ids.control name=name type="text" inputmode="decimal" dir="ltr" autocomplete="off"
                value=typed aria-invalid=invalid aria-describedby=described />
        </Field>
    }
}

#[component]
pub(super) fn Pick(
    name: &'static str,
    label: &'static str,
    choices: Vec<(String, String)>,
    query: ListQuery,
) -> impl IntoView {
    let (id, of) = (format!("narrow-{name}"), format!("narrow-{name}"));
    let chosen = query.more(name).unwrap_or_default();
    let options = choices.into_iter().map(|(value, text)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{text}</option> }
    });
    view! {
        <div class="field">
            <label for=of>{label}</label>
            <span class="select"><select class="control" id=id name=name>{options.collect_view()}</select></span>
        </div>
    }
}

#[component]
fn PresetLinks(presets: Presets, query: ListQuery) -> impl IntoView {
    let texts = dashboard::lists(Words::get().locale);
    let link =
        |names: (&'static str, &'static str), text: &'static str, days: &(&'static str, &'static str)| {
            let target = query.with_more(&[(names.0, days.0), (names.1, days.1)]);
            let current = (target.more == query.more).then_some("true");
            view! { <a class="chip" href=target.href(ALL, &[]) aria-current=current>{text}</a> }
        };
    let created = [texts.today, texts.last_7_days, texts.last_30_days, texts.this_month];
    let expires = [texts.next_7_days, texts.next_30_days];
    let created: Vec<_> = created
        .iter()
        .zip(&presets.created)
        .map(|(text, days)| link(("created_from", "created_to"), text, days))
        .collect();
    let expires: Vec<_> = expires
        .iter()
        .zip(&presets.expires)
        .map(|(text, days)| link(("expires_from", "expires_to"), text, days))
        .collect();
    view! {
        <div class="narrow-wide narrow-presets">
            <span class="faint">{texts.created}</span>
            {created}
            <span class="faint">{texts.expires}</span>
            {expires}
        </div>
    }
}
