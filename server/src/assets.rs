//! What browsers load: files built into the binary under content-hashed names, compressed beforehand.
//!
//! A debug build reads them from `target/site` as they are asked for.

use std::{borrow::Cow, collections::HashMap};

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use rust_embed::{Embed, EmbeddedFile};
use sha2::{Digest as _, Sha256};

use crate::{Remit, problem::Problem};

#[derive(Embed)]
#[folder = "../target/site"]
struct Site;

/// A hashed name never changes its content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const AN_HOUR: &str = "public, max-age=3600";

/// Encodings in the order of preference, with the ending of the compressed copy.
const ENCODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

/// The names pages use, and the URLs they stand for.
#[derive(Debug, Default)]
pub struct Assets(HashMap<String, String>);

impl Assets {
    /// Reads the manifest of the embedded site.
    pub fn embedded() -> serde_json::Result<Self> {
        match Site::get("manifest.json") {
            Some(manifest) => serde_json::from_slice(&manifest.data).map(Self),
            None => Ok(Self::default()),
        }
    }

    /// The URL of an asset by its plain name, such as `checkout.css`. A name that was not built keeps a
    /// URL that answers 404, so that a page without its site still shows.
    pub fn url(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_else(|| format!("/assets/{name}"))
    }
}

/// `GET /assets/{*path}`
pub(crate) async fn hashed(Path(path): Path<String>, headers: HeaderMap) -> Response {
    serve(&format!("assets/{path}"), FOR_EVER, &headers)
}

/// `GET /robots.txt`
pub(crate) async fn robots(headers: HeaderMap) -> Response {
    serve("robots.txt", AN_HOUR, &headers)
}

/// `GET /favicon.ico` and `/favicon.svg`: asked for by fixed names; the icon itself is a hashed SVG.
pub(crate) async fn favicon(State(remit): State<Remit>) -> Response {
    let location = remit.assets.url("favicon.svg");
    (StatusCode::FOUND, [(header::LOCATION, location)]).into_response()
}

fn serve(path: &str, caching: &'static str, asked: &HeaderMap) -> Response {
    // The site is one folder: no path of it climbs.
    if path.split('/').any(|part| part == "..") {
        return Problem::not_found("file").into_response();
    }
    let mut compressed = ENCODINGS.iter().filter(|(name, _)| accepts(asked, name));
    let found = compressed
        .find_map(|(name, ending)| Some((Some(*name), Site::get(&format!("{path}.{ending}"))?)))
        .or_else(|| Some((None, Site::get(path)?)));
    let Some((encoding, file)) = found else {
        return Problem::not_found("file").into_response();
    };
    let tag = tag(&file);
    let mut headers = headers(path, caching, encoding, &tag);
    if asked.get(header::IF_NONE_MATCH).is_some_and(|known| matches(known, &tag)) {
        headers.remove(header::CONTENT_TYPE);
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    match file.data {
        Cow::Borrowed(bytes) => (headers, bytes).into_response(),
        Cow::Owned(bytes) => (headers, bytes).into_response(),
    }
}

fn headers(path: &str, caching: &'static str, encoding: Option<&'static str>, tag: &str) -> HeaderMap {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let text = matches!(kind.type_().as_str(), "text") || kind.subtype().as_str() == "javascript";
    let kind = if text { format!("{kind}; charset=utf-8") } else { kind.to_string() };
    let mut headers = HeaderMap::new();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, &kind);
    set(header::CACHE_CONTROL, caching);
    set(header::ETAG, tag);
    set(header::VARY, "accept-encoding");
    if let Some(encoding) = encoding {
        set(header::CONTENT_ENCODING, encoding);
    }
    headers
}

fn tag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    let short = hash.iter().take(8).map(|byte| format!("{byte:02x}"));
    format!("\"{}\"", short.collect::<String>())
}

fn matches(known: &HeaderValue, tag: &str) -> bool {
    let listed = |known: &str| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag);
    known.to_str().is_ok_and(|known| known == "*" || listed(known))
}

/// Whether the browser takes this encoding: named, and not with weight 0.
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    accepted.unwrap_or_default().split(',').any(|part| {
        let (name, weight) = part.split_once(';').unwrap_or((part, ""));
        let refused = weight.trim().trim_start_matches("q=").trim_matches(['0', '.']).is_empty()
            && weight.contains('0');
        name.trim().eq_ignore_ascii_case(encoding) && !refused
    })
}

/// A tag for a body made on the fly.
pub(crate) fn tag_of(bytes: &[u8]) -> String {
    let short = Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>();
    format!("\"{short}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_counts_only_when_it_is_wanted() {
        for (header, expected) in [
            ("gzip, deflate, br, zstd", true),
            ("br;q=1.0", true),
            ("BR", true),
            ("br;q=0", false),
            ("br;q=0.0, gzip", false),
            ("gzip", false),
            ("brotli", false),
            ("", false),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(header))]);
            assert_eq!(accepts(&headers, "br"), expected, "{header}");
        }
    }

    #[test]
    fn a_known_tag_is_found_in_a_list() {
        let tag = "\"0123\"";
        assert!(matches(&HeaderValue::from_static("\"9\", W/\"0123\""), tag));
        assert!(matches(&HeaderValue::from_static("*"), tag));
        assert!(!matches(&HeaderValue::from_static("\"01234\""), tag));
    }
}
