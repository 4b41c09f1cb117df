//! The form of an endpoint, and its secret.

use domain::id::EndpointId;
use engine::{Error, webhooks::Endpoint};
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use secrecy::ExposeSecret as _;

use super::super::{
    super::{
        MadeSecret, Once,
        shown::{
            head::Tab,
            once::{Gone, SecretView, Shown},
        },
    },
    ALL, EndpointForm,
    shown::form::EndpointFormView,
};
use crate::{
    dashboard::{desk::Desk, links::NamedPage},
    error::AppError,
    i18n::{developers, fill},
};

impl Desk {
    /// The form of one, or of a new one; as it was sent, when that was refused.
    pub fn endpoint_form(&self, current: Option<Endpoint>) -> Result<NamedPage, AppError> {
        if !self.may_write_webhooks() {
            return Err(Error::Forbidden.into());
        }
        let sent = match use_context::<Once>() {
            Some(Once::EndpointForm(form)) => {
                refused();
                Some(form)
            }
            _ => None,
        };
        Ok(self.endpoint_form_of(current, sent))
    }

    fn endpoint_form_of(&self, current: Option<Endpoint>, sent: Option<EndpointForm>) -> NamedPage {
        let texts = developers::webhooks(self.locale);
        let name = if current.is_some() { texts.edit_title } else { texts.new_title }.to_owned();
        let (id, csrf) = (current.as_ref().map(|endpoint| endpoint.id.to_string()), self.csrf.clone());
        let form = sent.unwrap_or_else(|| current.map(EndpointForm::of).unwrap_or_default());
        NamedPage { name, body: self.show(|| view! { <EndpointFormView id form csrf /> }) }
    }

    /// What the answer to a form shows once; without one, that there is nothing to see any more.
    pub fn endpoint_secret(&self, id: Option<EndpointId>) -> Result<NamedPage, AppError> {
        let texts = developers::endpoint(self.locale);
        let made = match use_context::<Once>() {
            Some(Once::Secret(made)) => made,
            Some(Once::EndpointForm(_)) => return self.endpoint_form(None),
            _ => {
                let back = id.map_or_else(|| ALL.to_owned(), |id| format!("{ALL}/{id}"));
                let back = (back, developers::area(self.locale).tab_webhooks);
                let said = (texts.gone_title, texts.gone_text);
                let body = self.show(|| view! { <Gone tab=Tab::Webhooks said back /> });
                return Ok(NamedPage { name: texts.gone_title.to_owned(), body });
            }
        };
        let shown = self.shown_secret(&made);
        Ok(NamedPage { name: shown.title.clone(), body: self.show(|| view! { <SecretView shown /> }) })
    }

    fn shown_secret(&self, made: &MadeSecret) -> Shown {
        let texts = developers::endpoint(self.locale);
        let old = made.old_until.map(|until| fill(texts.old_until, &[("at", &self.clock.when(until).at)]));
        let title = if old.is_some() { texts.rotated_title } else { texts.made_title };
        Shown {
            tab: Tab::Webhooks,
            title: title.to_owned(),
            warning: texts.secret_warning,
            remark: Some(old.unwrap_or_else(|| texts.secret_use.to_owned())),
            secret: made.secret.expose_secret().to_owned(),
            copy: texts.copy_secret,
            command: Some((texts.try_title, self.test_command(made.id))),
            done: format!("{ALL}/{}", made.id),
        }
    }
}

/// Says in the status of the answer that the form was not taken.
fn refused() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::UNPROCESSABLE_ENTITY);
    }
}
