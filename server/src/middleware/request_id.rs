//! Names each request, so that a person's report finds it in the log.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::HeaderValue;

use crate::Remit;

/// The id in a request's extensions.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(pub String);

/// Makes the id and puts it on the reply too.
pub(crate) async fn name(State(remit): State<Remit>, mut request: Request, next: Next) -> Response {
    let random = remit.make.bytes::<12>();
    let id = format!("req_{}", random.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}
