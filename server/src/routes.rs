//! A router that knows its own routes, so that a test can ask of each who may take it: axum's does not tell.

use axum::{
    Router,
    handler::Handler,
    routing::{self, MethodRouter},
};
use http::Method;

use crate::Remit;

/// Routes as they are added, and the list of them.
#[derive(Default)]
pub(crate) struct Routes {
    router: Router<Remit>,
    listed: Vec<(Method, String)>,
}

/// What answers at one path.
pub(crate) struct Ways {
    methods: Vec<Method>,
    router: MethodRouter<Remit>,
}

pub(crate) fn get<H: Handler<T, Remit>, T: 'static>(handler: H) -> Ways {
    Ways { methods: vec![Method::GET], router: routing::get(handler) }
}

pub(crate) fn post<H: Handler<T, Remit>, T: 'static>(handler: H) -> Ways {
    Ways { methods: vec![Method::POST], router: routing::post(handler) }
}

impl Ways {
    pub fn post<H: Handler<T, Remit>, T: 'static>(mut self, handler: H) -> Self {
        self.methods.push(Method::POST);
        Self { router: self.router.post(handler), ..self }
    }

    pub fn patch<H: Handler<T, Remit>, T: 'static>(mut self, handler: H) -> Self {
        self.methods.push(Method::PATCH);
        Self { router: self.router.patch(handler), ..self }
    }

    pub fn delete<H: Handler<T, Remit>, T: 'static>(mut self, handler: H) -> Self {
        self.methods.push(Method::DELETE);
        Self { router: self.router.delete(handler), ..self }
    }
}

impl Routes {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn route(mut self, path: &str, ways: Ways) -> Self {
        self.listed.extend(ways.methods.into_iter().map(|method| (method, path.to_owned())));
        Self { router: self.router.route(path, ways.router), ..self }
    }

    pub fn merge(mut self, other: Self) -> Self {
        self.listed.extend(other.listed);
        Self { router: self.router.merge(other.router), ..self }
    }

    /// Puts routes below a path; their own `/` is the path itself.
    pub fn nest(mut self, path: &str, other: Self) -> Self {
        let below =
            |(method, own): (Method, String)| (method, format!("{path}{}", own.trim_end_matches('/')));
        self.listed.extend(other.listed.into_iter().map(below));
        Self { router: self.router.nest(path, other.router), ..self }
    }

    /// Notes routes that [`Self::change`] adds.
    pub fn note(mut self, routes: impl IntoIterator<Item = (Method, String)>) -> Self {
        self.listed.extend(routes);
        self
    }

    /// Changes the router as axum does: layers, or routes that are noted by hand.
    pub fn change(self, change: impl FnOnce(Router<Remit>) -> Router<Remit>) -> Self {
        Self { router: change(self.router), ..self }
    }

    pub fn into_router(self) -> Router<Remit> {
        self.router
    }

    pub fn into_list(self) -> Vec<(Method, String)> {
        self.listed
    }
}
