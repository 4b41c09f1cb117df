//! The description of the API as the server carries it: `docs/openapi.json`, compressed by `build.rs`.

use std::{io::Read as _, sync::LazyLock};

use flate2::read::GzDecoder;
use serde_json::Value;

static COMPRESSED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/openapi.json.gz"));

/// The OpenAPI document, as JSON without spaces.
pub(crate) fn text() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        let mut text = String::new();
        // What the build has compressed is whole.
        let _ = GzDecoder::new(COMPRESSED).read_to_string(&mut text);
        text
    });
    &TEXT
}

/// The same, to be read.
pub(crate) fn value() -> &'static Value {
    static VALUE: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(text()).unwrap_or_default());
    &VALUE
}
