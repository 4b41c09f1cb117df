//! The session's token: pages carry it, actions send it along, and no other site can read it.

use std::future::Future;

use futures_util::{Sink, Stream};
use leptos::{
    prelude::document,
    server_fn::{
        Bytes,
        client::{self, browser::BrowserClient},
        error::FromServerFnError,
        request::browser::BrowserRequest,
        response::browser::BrowserResponse,
    },
};

/// The header that carries it.
pub const HEADER: &str = "x-csrf-token";

/// Calls server functions from the browser, with the token that the document's root holds.
pub struct Client;

impl<E, I, O> client::Client<E, I, O> for Client
where
    E: FromServerFnError,
    I: FromServerFnError,
    O: FromServerFnError,
{
    type Request = BrowserRequest;
    type Response = BrowserResponse;

    fn send(request: BrowserRequest) -> impl Future<Output = Result<BrowserResponse, E>> + Send {
        let token = document().document_element().and_then(|root| root.get_attribute("data-csrf"));
        request.headers().set(HEADER, &token.unwrap_or_default());
        <BrowserClient as client::Client<E, I, O>>::send(request)
    }

    fn open_websocket(
        path: &str,
    ) -> impl Future<
        Output = Result<
            (impl Stream<Item = Result<Bytes, Bytes>> + Send + 'static, impl Sink<Bytes> + Send + 'static),
            E,
        >,
    > + Send {
        <BrowserClient as client::Client<E, I, O>>::open_websocket(path)
    }

    fn spawn(future: impl Future<Output = ()> + Send + 'static) {
        <BrowserClient as client::Client<E, I, O>>::spawn(future);
    }
}
