//! Pages of links that take no payment, and of no link.

use domain::Locale;

use super::{
    super::model::{Body, Deadline, Failure, Full, Resend},
    date,
};

pub(super) fn dead(locale: Locale) -> Vec<(&'static str, Body)> {
    let full = Full {
        until: Some(Deadline { text: "14:32".to_owned(), seconds_left: Some(540) }),
        status_url: "/l/spring/status".to_owned(),
        single: false,
        resend: None,
    };
    let resend = Resend {
        action: "/l/spring".to_owned(),
        fields: vec![("phone".to_owned(), "050 123 4567".to_owned())],
    };
    let sent = Full { resend: Some(resend), ..full.clone() };
    vec![
        ("expired", Body::Expired { at: Some(date(locale)) }),
        ("disabled", Body::Disabled),
        ("used", Body::Used { single: false }),
        ("used-single", Body::Used { single: true }),
        ("deleted", Body::Deleted),
        ("full", Body::Full(full)),
        ("full-sent", Body::Full(sent)),
        ("unknown", Body::Unknown),
        ("not-found", Body::Failure(Failure::NotFound)),
        ("refused", Body::Failure(Failure::Refused)),
        ("too-many", Body::Failure(Failure::TooMany)),
        ("server-error", Body::Failure(Failure::Server { request_id: Some("7f3c1d20-51aa".to_owned()) })),
    ]
}
