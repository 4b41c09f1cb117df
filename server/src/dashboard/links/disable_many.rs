//! `POST /payments/links/disable`

use app::dashboard::{LINKS, Notice};
use axum::{
    body::Bytes,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};

use crate::{
    Remit,
    dashboard::{
        form::{Pairs, check, value},
        notice,
    },
    problem::Problem,
    session::SignedIn,
};

/// Disables the chosen links and leads back to the list.
pub(super) async fn disable_many(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    body: Bytes,
) -> Result<Response, Problem> {
    let sent: Pairs = serde_urlencoded::from_bytes(&body).unwrap_or_default();
    check(&signed_in, &sent)?;
    let back = Some(value(&sent, "back")).filter(|back| is_of_list(back)).unwrap_or(LINKS);
    let chosen = sent.iter().filter(|(name, _)| name == "id");
    let ids: Vec<_> = chosen.filter_map(|(_, id)| id.parse().ok()).collect();
    let none = ids.is_empty();
    remit.engine.disable_links(&signed_in.session.actor(), ids).await?;
    if none {
        return Ok(Redirect::to(back).into_response());
    }
    Ok(notice::lead(&remit, back, Notice::LinksDisabled))
}

/// The list itself, with any filters.
fn is_of_list(path: &str) -> bool {
    path.strip_prefix(LINKS).is_some_and(|rest| rest.is_empty() || rest.starts_with('?'))
        && !path.contains(|c: char| c.is_control())
}

#[cfg(test)]
mod tests {
    use super::is_of_list;

    #[test]
    fn back_leads_to_the_list_only() {
        for (path, expected) in [
            ("/payments/links", true),
            ("/payments/links?status=active", true),
            ("/payments/links/new", false),
            ("//evil.test", false),
            ("/payments/linksevil", false),
        ] {
            assert_eq!(is_of_list(path), expected, "{path}");
        }
    }
}
