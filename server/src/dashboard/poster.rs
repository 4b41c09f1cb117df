//! `GET /payments/links/{id}/poster?size=a4|a6|label&lang=ar`: a link to print and hang up. A page of its own,
//! without a script.

use app::{
    dashboard::poster::{self, Poster, Size},
    i18n::format,
    session::{asked_locale, viewer_locale},
};
use axum::{
    extract::{Request, State},
    response::{Html, IntoResponse as _, Redirect, Response},
};
use domain::{Mode, id::LinkId};
use engine::auth::Session;

use crate::{Remit, path::Id, problem::Problem};

/// The `size` of a query; A4 when it names none.
fn size(query: &str) -> Size {
    let named = query.split('&').find_map(|pair| pair.strip_prefix("size="));
    named.and_then(|size| size.parse().ok()).unwrap_or_default()
}

pub(super) async fn poster(
    State(remit): State<Remit>,
    Id(id): Id<LinkId>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    let Some(session) = parts.extensions.get::<Option<Session>>().cloned().flatten() else {
        return Ok(Redirect::to("/login").into_response());
    };
    let link = remit.engine.get_link(&session.actor(), id).await?;
    let account = remit.engine.account(link.account).await?;
    let viewer = viewer_locale(&parts.headers);
    let locale = asked_locale(parts.uri.query()).unwrap_or(viewer);
    let page = Poster {
        size: size(parts.uri.query().unwrap_or_default()),
        locale,
        viewer,
        merchant: account.name.to_string(),
        url: remit.engine.link_url(&link),
        amount: format::money(locale, link.money),
        test_mode: link.mode == Mode::Test,
        id: link.id.to_string(),
        slug: link.slug,
        title: link.title,
        css: remit.assets.url("poster.css"),
        icon: remit.assets.url("favicon.svg"),
    };
    Ok(Html(poster::render(page)).into_response())
}
