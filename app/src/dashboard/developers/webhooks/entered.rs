//! What a form says of an endpoint, read into the domain's types; and what is wrong with it.

use domain::{
    event::EventType,
    text::{Description, InvalidText},
    webhook::{EndpointUrl, InvalidEndpointUrl, Subscription},
};
use engine::{
    Error,
    webhooks::{Endpoint, EndpointEdit, NewEndpoint},
};

/// Names of the fields.
pub const URL: &str = "url";
pub const DESCRIPTION: &str = "description";
pub const EVENTS: &str = "events";
pub const EVENT: &str = "event";

/// The choice of events one by one, in [`EVENTS`].
pub const SOME: &str = "some";

/// A form as it was sent.
#[derive(Clone, Debug, Default)]
pub struct EndpointForm {
    pub url: String,
    pub description: String,
    /// Events are chosen one by one; otherwise the endpoint hears of all.
    pub some: bool,
    pub kinds: Vec<EventType>,
    pub problems: Problems,
}

/// What is wrong, field by field.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    pub url: Option<WrongUrl>,
    pub description: Option<InvalidText>,
    pub no_event: bool,
}

#[derive(Clone, Debug)]
pub enum WrongUrl {
    Invalid(InvalidEndpointUrl),
    /// There are as many endpoints as there may be.
    TooMany,
}

impl Problems {
    pub const fn any(&self) -> bool {
        self.url.is_some() || self.description.is_some() || self.no_event
    }
}

impl EndpointForm {
    /// From the pairs of a form. A type of event that nobody can listen to is not chosen.
    pub fn sent(pairs: &[(String, String)]) -> Self {
        let of =
            |field: &'static str| pairs.iter().filter(move |(name, _)| name == field).map(|(_, value)| value);
        let first = |field| of(field).next().map(|value| value.trim().to_owned()).unwrap_or_default();
        let kinds =
            of(EVENT).filter_map(|kind| kind.parse().ok()).filter(|kind: &EventType| kind.is_listed());
        Self {
            url: first(URL),
            description: first(DESCRIPTION),
            some: first(EVENTS) == SOME,
            kinds: kinds.collect(),
            problems: Problems::default(),
        }
    }

    /// What the form of an endpoint begins with.
    pub fn of(endpoint: Endpoint) -> Self {
        let (some, kinds) = match endpoint.events {
            Subscription::Everything => (false, Vec::new()),
            Subscription::Only(kinds) => (true, kinds),
        };
        Self {
            url: endpoint.url,
            description: endpoint.description.unwrap_or_default(),
            some,
            kinds,
            problems: Problems::default(),
        }
    }

    /// The endpoint that was entered; `None` when something is wrong, which the form then names.
    pub fn read(
        &mut self,
        url: impl FnOnce(&str) -> Result<EndpointUrl, InvalidEndpointUrl>,
    ) -> Option<NewEndpoint> {
        let url = self.read_url(url);
        let (events, description) = self.read_rest()?;
        Some(NewEndpoint { url: url?, events, description })
    }

    /// The same as changes of an endpoint that is at `kept`. A URL that stays is not judged again: what the operator
    /// allowed may have changed since.
    pub fn read_edit(
        &mut self,
        kept: &str,
        url: impl FnOnce(&str) -> Result<EndpointUrl, InvalidEndpointUrl>,
    ) -> Option<EndpointEdit> {
        let url = if self.url == kept { Some(None) } else { self.read_url(url).map(Some) };
        let (events, description) = self.read_rest()?;
        Some(EndpointEdit { url: url?, events: Some(events), description: Some(description), status: None })
    }

    fn read_url(
        &mut self,
        url: impl FnOnce(&str) -> Result<EndpointUrl, InvalidEndpointUrl>,
    ) -> Option<EndpointUrl> {
        url(&self.url).map_err(|wrong| self.problems.url = Some(WrongUrl::Invalid(wrong))).ok()
    }

    fn read_rest(&mut self) -> Option<(Subscription, Option<Description>)> {
        let description = match self.description.as_str() {
            "" => Some(None),
            text => match text.parse::<Description>() {
                Ok(description) => Some(Some(description)),
                Err(wrong) => {
                    self.problems.description = Some(wrong);
                    None
                }
            },
        };
        self.problems.no_event = self.some && self.kinds.is_empty();
        let events =
            if self.some { Subscription::Only(self.kinds.clone()) } else { Subscription::Everything };
        description.filter(|_| !self.problems.no_event).map(|description| (events, description))
    }

    /// Notes what the engine refused; gives back an error that no field is to blame for.
    pub fn refuse(&mut self, error: Error) -> Result<(), Error> {
        match error {
            Error::Invalid(errors) if errors.iter().all(|error| error.code == "too_many_endpoints") => {
                self.problems.url = Some(WrongUrl::TooMany);
                Ok(())
            }
            error => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::Mode;

    use super::*;

    fn sent(pairs: &[(&str, &str)]) -> EndpointForm {
        let pairs: Vec<_> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        EndpointForm::sent(&pairs)
    }

    fn read(form: &mut EndpointForm) -> Option<NewEndpoint> {
        form.read(|text| EndpointUrl::parse(text, Mode::Live, |_| false))
    }

    #[test]
    fn an_endpoint_hears_everything_or_what_was_chosen() {
        let all = read(&mut sent(&[("url", " https://a.example/x "), ("events", "all"), ("event", "x")]));
        let all = all.unwrap();
        assert_eq!((all.url.as_str(), all.events), ("https://a.example/x", Subscription::Everything));
        let mut some = sent(&[
            ("url", "https://a.example/x"),
            ("events", "some"),
            ("event", "usage.failed"),
            ("event", "webhook_endpoint.test"),
        ]);
        assert_eq!(read(&mut some).unwrap().events, Subscription::Only(vec![EventType::UsageFailed]));
    }

    #[test]
    fn an_address_that_stays_is_not_judged_again() {
        let judge = |text: &str| EndpointUrl::parse(text, Mode::Live, |_| false);
        let mut form = sent(&[("url", "https://10.0.0.1/"), ("events", "all")]);
        let edit = form.read_edit("https://10.0.0.1/", judge).unwrap();
        assert!(edit.url.is_none() && edit.events.is_some());
        assert!(form.read_edit("https://shop.example/", judge).is_none());
        assert!(form.problems.url.is_some());
    }

    #[test]
    fn everything_that_is_wrong_is_named_at_once() {
        let long = "x".repeat(501);
        let mut wrong = sent(&[("url", "http://a.example"), ("events", "some"), ("description", &long)]);
        assert!(read(&mut wrong).is_none());
        let Problems { url, description, no_event } = wrong.problems;
        assert!(matches!(url, Some(WrongUrl::Invalid(InvalidEndpointUrl::Insecure))));
        assert!(description.is_some() && no_event);
    }
}
