//! `GET /l/{slug}/qr.svg` and `qr.png`: the link as a code, to print or to show.

use std::io::Cursor;

use axum::{
    extract::{RawQuery, State},
    response::{IntoResponse as _, Response},
};
use engine::Error;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use image::{ImageFormat, Luma};
use qrcode::{EcLevel, QrCode, render::svg};

use super::Code;
use crate::{Remit, assets, problem::Problem};

/// Pixels of a PNG's side, at least: enough for a poster.
const SIDE: u32 = 1_024;

pub(super) async fn svg(
    State(remit): State<Remit>,
    Code(slug): Code,
    RawQuery(query): RawQuery,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let code = code(&remit, &slug).await?;
    let image = code.render::<svg::Color<'_>>().min_dimensions(256, 256).build();
    Ok(image_of(image.into_bytes(), ("image/svg+xml", "svg"), &slug, query.as_deref(), &asked))
}

pub(super) async fn png(
    State(remit): State<Remit>,
    Code(slug): Code,
    RawQuery(query): RawQuery,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let code = code(&remit, &slug).await?;
    let image = code.render::<Luma<u8>>().min_dimensions(SIDE, SIDE).build();
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(image_of(bytes.into_inner(), ("image/png", "png"), &slug, query.as_deref(), &asked))
}

/// The code of a link that was not deleted. Of medium redundancy: it survives a crease or a stain.
async fn code(remit: &Remit, slug: &str) -> Result<QrCode, Problem> {
    let public = remit.engine.public_link(slug).await?;
    let public = public.filter(|public| public.link.lifecycle.deleted_at.is_none());
    let link = public.ok_or_else(|| Problem::not_found("link"))?.link;
    let code = QrCode::with_error_correction_level(remit.engine.link_url(&link), EcLevel::M);
    code.map_err(|error| Error::Internal(error.to_string()).into())
}

/// With `?download` browsers save it under the link's name.
fn image_of(
    bytes: Vec<u8>,
    (kind, ending): (&'static str, &str),
    slug: &str,
    query: Option<&str>,
    asked: &HeaderMap,
) -> Response {
    let tag = assets::tag_of(&bytes);
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    // Merchants show the code on pages of their own.
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    let download =
        query.is_some_and(|query| query.split('&').any(|pair| pair == "download" || pair == "download=1"));
    if let (true, Ok(value)) =
        (download, HeaderValue::from_str(&format!("attachment; filename=\"{slug}.{ending}\"")))
    {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    match asked.get(header::IF_NONE_MATCH) {
        Some(known) if known.as_bytes() == tag.as_bytes() => {
            (StatusCode::NOT_MODIFIED, headers).into_response()
        }
        _ => (headers, bytes).into_response(),
    }
}
