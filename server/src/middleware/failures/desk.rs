//! The page for who works in the dashboard, when one of its plain forms or files is refused: in its words and the viewer's
//! language, with a way back; who is signed out is led to sign in.

use app::{
    checkout::model::{Body, Failure, Page, Turned},
    i18n::{checkout as texts, dashboard},
    session::{asked_locale, viewer_locale},
};
use axum::extract::Request;
use domain::Locale;
use http::{HeaderMap, Method, StatusCode, header};
use url::Url;

use crate::{Remit, checkout, problem::Problem};

/// The rooms of the dashboard.
const ROOMS: [&str; 5] = ["/payments", "/customers", "/developers", "/settings", "/logout"];
const HOME: &str = "/payments/links";

/// What was asked for, and from where.
pub(super) struct Desk {
    locale: Locale,
    /// The page that the viewer looked at, which can be asked for again.
    back: String,
}

impl Desk {
    pub fn of(request: &Request) -> Option<Self> {
        let uri = request.uri();
        if !is_of_dashboard(uri.path()) {
            return None;
        }
        let headers = request.headers();
        let back = match *request.method() {
            Method::GET => uri.path_and_query().map(|whole| whole.as_str().to_owned()),
            _ => referer(headers),
        };
        Some(Self {
            locale: asked_locale(uri.query()).unwrap_or_else(|| viewer_locale(headers)),
            back: back.unwrap_or_else(|| HOME.to_owned()),
        })
    }

    pub fn page(self, remit: &Remit, problem: &Problem, request_id: String) -> String {
        let (title, text) = words(self.locale, problem);
        let (href, label) = match problem.status() {
            StatusCode::UNAUTHORIZED => (sign_in(&self.back), dashboard::texts(self.locale).sign_in),
            // There is something to correct where it was sent from.
            StatusCode::UNPROCESSABLE_ENTITY => (self.back.clone(), dashboard::texts(self.locale).back),
            _ => (HOME.to_owned(), dashboard::links(self.locale).all_links),
        };
        let request_id = problem.status().is_server_error().then_some(request_id);
        app::checkout::render(&Page {
            locale: self.locale,
            path: self.back,
            test_mode: false,
            merchant: None,
            assets: checkout::page_assets(remit),
            body: Body::Failure(Failure::Dashboard(Turned { title, text, href, label, request_id })),
        })
    }
}

fn is_of_dashboard(path: &str) -> bool {
    ROOMS
        .iter()
        .any(|room| path.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// What happened and what to do. What the dashboard has no words for is a form that is too old, too long or not ours.
fn words(locale: Locale, problem: &Problem) -> (&'static str, String) {
    let ours = dashboard::error(locale, "internal");
    let known = problem.errors().iter().find_map(|error| dashboard::refusal(locale, error));
    let (title, text) = match dashboard::error(locale, problem.code()) {
        words if words == ours && problem.status().is_client_error() => {
            let texts = texts::pages(locale);
            (texts.refused_title, texts.refused_text)
        }
        words => words,
    };
    (title, known.unwrap_or_else(|| text.to_owned()))
}

/// The sign-in page that leads back here.
fn sign_in(back: &str) -> String {
    let next = serde_urlencoded::to_string([("next", back)]).unwrap_or_default();
    format!("/login?{next}")
}

/// The page of ours that a form was sent from. Only its path is used, so it leads nowhere else.
fn referer(headers: &HeaderMap) -> Option<String> {
    let from = Url::parse(headers.get(header::REFERER)?.to_str().ok()?).ok()?;
    let query = from.query().map(|query| format!("?{query}")).unwrap_or_default();
    is_of_dashboard(from.path()).then(|| format!("{}{query}", from.path()))
}
