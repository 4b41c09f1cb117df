//! What is typed is kept in this tab until the link is made, so that a reload or a wrong turn costs nothing.
//! Signing out makes the browser forget it.

use leptos::prelude::*;

use super::super::{draft::Draft, model::FormStart};
use crate::ui::select::Choice;

fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

/// The draft that was kept, as far as it is still to be had.
pub fn kept(start: &FormStart) -> Option<Draft> {
    let text = storage()?.get_item(&start.draft_key).ok().flatten()?;
    // One of an earlier release may look different: then it is none.
    let draft = serde_json::from_str(&text).ok()?;
    Some(still_offered(draft, start)).filter(|draft| *draft != start.draft)
}

/// Keeps a draft. A browser that keeps nothing is no reason to trouble anybody.
pub fn keep(key: &str, draft: &Draft) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(draft)) {
        let _ = storage.set_item(key, &text);
    }
}

/// Forgets it.
pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// What was chosen may have been deleted since.
fn still_offered(draft: Draft, start: &FormStart) -> Draft {
    let choose = |choices: &[Choice], chosen: String, instead: &str| {
        let there = chosen.is_empty() || choices.iter().any(|choice| choice.value == chosen);
        if there { chosen } else { instead.to_owned() }
    };
    Draft {
        destination: choose(&start.destinations, draft.destination, &start.draft.destination),
        // One that was found by a search is asked about when the form is there.
        customer: if start.more_customers {
            draft.customer
        } else {
            choose(&start.customers, draft.customer, "")
        },
        redirect_url: choose(&start.redirect_urls, draft.redirect_url, ""),
        cancel_url: choose(&start.redirect_urls, draft.cancel_url, ""),
        ..draft
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::dashboard::{fragment::Fragment, links::model::Picture};

    #[test]
    fn what_was_deleted_meanwhile_is_no_longer_chosen() {
        let choice = |value: &str| Choice::new(value, value);
        let start = FormStart {
            draft: Draft { destination: "dst_default".to_owned(), ..Draft::new("AED") },
            attempt: String::new(),
            draft_key: String::new(),
            currency_hint: None,
            destinations: vec![choice("dst_default"), choice("dst_other")],
            redirect_urls: vec![choice("https://a.example/")],
            customers: vec![choice("cus_here")],
            more_customers: false,
            adding_customer: None,
            zone: String::new(),
            presets: vec![],
            url_prefix: String::new(),
            earliest: String::new(),
            preview: Picture { screen: Fragment(String::new()), expires: String::new() },
            adding: None,
        };
        let draft = Draft {
            destination: "dst_gone".to_owned(),
            customer: "cus_gone".to_owned(),
            redirect_url: "https://a.example/".to_owned(),
            cancel_url: "https://gone.example/".to_owned(),
            title: "Kept".to_owned(),
            ..Draft::new("AED")
        };
        let kept = still_offered(draft, &start);
        assert_eq!((kept.destination.as_str(), kept.title.as_str()), ("dst_default", "Kept"));
        assert_eq!(kept.customer, "");
        assert_eq!((kept.redirect_url.as_str(), kept.cancel_url.as_str()), ("https://a.example/", ""));
    }
}
