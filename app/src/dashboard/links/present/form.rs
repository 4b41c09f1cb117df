//! The start of the form of a new link, and what it sends.

use domain::{FieldError, Timestamp, redirect_url::RedirectUrl, text::Metadata};
use engine::{
    Engine, Error,
    destinations::Destination,
    idempotency::{Reply, Request},
    links::{Link, LinkFilter, LinkOverrides, NewLink},
    page::PageRequest,
};

use super::{
    super::{
        draft::{Draft, DraftField, field},
        model::{FormStart, Screen},
    },
    Desk,
    links::paid_to,
};
use crate::{
    dashboard::desk::id,
    error::AppError,
    i18n::{dashboard, dates, fill},
    ui::select::Choice,
};

/// The currency of an account's first link.
const FIRST_CURRENCY: &str = "AED";
/// More than anyone keeps of these; a choice shows them all.
const MOST: u32 = 100;

impl Desk {
    /// For a new link, which may be for a customer, or as a copy.
    pub async fn form_start(&self, original: Option<Link>, customer: String) -> Result<FormStart, AppError> {
        let texts = dashboard::adding(self.locale);
        let destinations = self.destinations().await?;
        let from = original.as_ref().map_or_else(String::new, |link| link.id.to_string());
        let (draft, currency_hint) = match original {
            Some(link) => (self.copy(link), None),
            None => self.fresh().await?,
        };
        let redirect_urls = self.url_choices().await?;
        let draft = still_there(draft, &destinations, &redirect_urls);
        let asked = !customer.is_empty();
        let draft = if asked { Draft { customer, ..draft } } else { draft };
        let (customers, more_customers) = self.customer_choices_with(&draft.customer).await?;
        // Who is not there to be chosen is not chosen: the record may have been deleted.
        let there = customers.iter().any(|choice| choice.value == draft.customer);
        let draft = if there { draft } else { Draft { customer: String::new(), ..draft } };
        let of = if asked { draft.customer.as_str() } else { "" };
        let city = dates::city(self.locale, &self.clock.zone);
        Ok(FormStart {
            attempt: self.engine.token(),
            draft_key: format!("remit-draft-{}-{}-{from}{of}", self.actor.account, self.actor.mode.as_str()),
            currency_hint,
            preview: self.preview(&draft, self.locale, Screen::default()).await,
            destinations: destinations.iter().map(|destination| self.choice(destination)).collect(),
            redirect_urls,
            customers,
            more_customers,
            adding_customer: self.customer_fields(),
            zone: fill(texts.zone, &[("city", &city), ("zone", &self.clock.zone_name())]),
            presets: self.presets(),
            url_prefix: format!("{}/l/", self.engine.settings().base_url.as_str().trim_end_matches('/')),
            earliest: self.clock.earliest(),
            adding: self.adding_forms(&destinations),
            draft,
        })
    }

    /// A draft in the currency of the newest link, and the words that say so; or in that of a first link.
    async fn fresh(&self) -> Result<(Draft, Option<String>), AppError> {
        let newest = PageRequest::try_new(1, None).unwrap_or_default();
        let page = self.engine.list_links(&self.actor, &LinkFilter::default(), &newest).await?;
        let texts = dashboard::adding(self.locale);
        Ok(match page.items.first() {
            Some(link) => (Draft::new(link.money.currency().code()), Some(texts.latest_currency.to_owned())),
            None => (Draft::new(FIRST_CURRENCY), None),
        })
    }

    /// Ends of days to expire at.
    fn presets(&self) -> Vec<Choice> {
        let texts = dashboard::adding(self.locale);
        let end_of = |days| format!("{}T23:59", self.clock.day_from_today(days));
        vec![
            Choice::new("", texts.preset_never),
            Choice::new(end_of(0), texts.preset_today),
            Choice::new(end_of(7), texts.preset_week),
            Choice::new(end_of(30), texts.preset_month),
        ]
    }

    pub async fn destinations(&self) -> Result<Vec<Destination>, AppError> {
        let all = PageRequest::try_new(MOST, None).unwrap_or_default();
        Ok(self.engine.list_destinations(&self.actor, &all).await?.items)
    }

    pub async fn redirect_urls(&self) -> Result<Vec<String>, AppError> {
        let all = PageRequest::try_new(MOST, None).unwrap_or_default();
        let urls = self.engine.list_redirect_urls(&self.actor, &all).await?.items;
        Ok(urls.into_iter().map(|registered| registered.url).collect())
    }

    pub async fn url_choices(&self) -> Result<Vec<Choice>, AppError> {
        let urls = self.redirect_urls().await?;
        Ok(urls.into_iter().map(|url| Choice::new(url.clone(), url)).collect())
    }

    pub fn choice(&self, destination: &Destination) -> Choice {
        let texts = dashboard::views(self.locale);
        let text = paid_to(destination.holder.as_str(), &destination.number);
        let remark = if destination.bank_type.is_none() {
            format!(" ({})", texts.destination_not_ready)
        } else if destination.is_default {
            format!(" ({})", texts.destination_default)
        } else {
            String::new()
        };
        Choice::new(destination.id.to_string(), text + &remark)
    }

    fn copy(&self, link: Link) -> Draft {
        let fields = link.identifiers.into_iter().map(|identifier| DraftField {
            key: Some(identifier.key),
            kind: identifier.kind,
            label: identifier.display_label.unwrap_or_default(),
            required: identifier.required,
            limit: identifier.limit.map_or_else(String::new, |limit| limit.to_string()),
        });
        let expires = link.lifecycle.expires_at.filter(|at| *at > self.clock.now);
        Draft {
            amount: link.money.decimal(),
            currency: link.money.currency().code().to_owned(),
            reference: link.reference,
            title: link.title.unwrap_or_default(),
            description: link.description.unwrap_or_default(),
            name: link.name.unwrap_or_default(),
            destination: link.destination_id.to_string(),
            customer: link.customer_id.map_or_else(String::new, |id| id.to_string()),
            fields: fields.collect(),
            max_usages: link.slots.max_usages.to_string(),
            expires_at: expires.map_or_else(String::new, |at| self.clock.write(at)),
            redirect_url: link.redirect_url.unwrap_or_default(),
            cancel_url: link.cancel_url.unwrap_or_default(),
            slug: String::new(),
        }
    }

    /// What the form sends, read into the domain's types; or every part that is wrong.
    pub fn new_link(&self, draft: &Draft) -> Result<NewLink, AppError> {
        let problems = draft.problems(self.locale);
        if !problems.is_empty() {
            let error = |(field, text): (String, String)| FieldError::new(field, SAID, text);
            return Err(AppError::invalid(problems.into_iter().map(error).collect()));
        }
        let wrong =
            |field: &'static str| move || AppError::invalid(vec![FieldError::new(field, "invalid", field)]);
        Ok(NewLink {
            slug: part(&draft.slug).ok_or_else(wrong(field::SLUG))?,
            name: part(&draft.name).ok_or_else(wrong(field::NAME))?,
            title: part(&draft.title).ok_or_else(wrong(field::TITLE))?,
            description: part(&draft.description).ok_or_else(wrong(field::DESCRIPTION))?,
            money: draft.money().map_err(|_| wrong(field::AMOUNT)())?,
            reference: draft.reference.parse().map_err(|_| wrong(field::REFERENCE)())?,
            destination_id: part(&draft.destination).ok_or_else(wrong(field::DESTINATION))?,
            identifiers: draft.identifiers().map_err(AppError::invalid)?,
            max_usages: draft.max_usages().ok_or_else(wrong(field::MAX_USAGES))?,
            expires_at: self.expiry(&draft.expires_at).ok_or_else(|| self.no_such_time())?,
            redirect_url: self.url(&draft.redirect_url).ok_or_else(wrong(field::REDIRECT_URL))?,
            cancel_url: self.url(&draft.cancel_url).ok_or_else(wrong(field::CANCEL_URL))?,
            customer_id: part(&draft.customer).ok_or_else(wrong(field::CUSTOMER))?,
            metadata: Metadata::default(),
        })
    }

    /// Makes a link, or a copy of another one that carries on what the form does not show: once, however often the form
    /// with this attempt sends the same.
    pub async fn create_link(&self, draft: &Draft, from: &str, attempt: &str) -> Result<String, AppError> {
        let content =
            serde_json::to_vec(&(draft, from)).map_err(|error| Error::Internal(error.to_string()))?;
        let request = Request::of_form(attempt, &content)?;
        let (engine, actor) = (&self.engine, &self.actor);
        let said = |link: Link| Ok(said(&link));
        let made = if from.is_empty() {
            let new = self.new_link(draft)?;
            engine.once(actor, request, async |engine| engine.create_link(actor, new).await, said).await?
        } else {
            let (id, overrides) = (id(from, "payment link")?, self.overrides(draft)?);
            let copy = async |engine: Engine| engine.duplicate_link(actor, id, overrides).await;
            engine.once(actor, request, copy, said).await?
        };
        Ok(String::from_utf8_lossy(&made.reply.body).into_owned())
    }

    /// The same for a copy: what the form shows is as it says, the rest is copied.
    pub fn overrides(&self, draft: &Draft) -> Result<LinkOverrides, AppError> {
        let new = self.new_link(draft)?;
        Ok(LinkOverrides {
            slug: new.slug,
            name: Some(new.name),
            title: Some(new.title),
            description: Some(new.description),
            amount: Some(new.money.decimal()),
            currency: Some(new.money.currency()),
            reference: Some(new.reference),
            destination_id: new.destination_id,
            identifiers: Some(new.identifiers),
            max_usages: Some(new.max_usages),
            expires_at: Some(new.expires_at),
            redirect_url: Some(new.redirect_url),
            cancel_url: Some(new.cancel_url),
            customer_id: Some(new.customer_id),
            metadata: None,
        })
    }

    fn expiry(&self, text: &str) -> Option<Option<Timestamp>> {
        if text.trim().is_empty() { Some(None) } else { self.clock.read(text.trim()).map(Some) }
    }

    fn no_such_time(&self) -> AppError {
        let text = dashboard::make(self.locale).expires_wrong;
        AppError::invalid(vec![FieldError::new(field::EXPIRES_AT, SAID, text)])
    }

    fn url(&self, text: &str) -> Option<Option<RedirectUrl>> {
        if text.is_empty() { Some(None) } else { RedirectUrl::parse(text, self.actor.mode).ok().map(Some) }
    }
}

/// What is answered to a form that has made a link.
fn said(link: &Link) -> Reply {
    Reply { status: 200, body: link.id.to_string().into_bytes() }
}

/// A draft of what is there: the default account for one that is gone or not said, and no URL that has left the
/// register.
fn still_there(draft: Draft, destinations: &[Destination], urls: &[Choice]) -> Draft {
    let copied = destinations.iter().find(|destination| destination.id.to_string() == draft.destination);
    let default = || destinations.iter().find(|destination| destination.is_default);
    let destination = copied.or_else(default).map_or_else(String::new, |one| one.id.to_string());
    let registered =
        |url: String| if urls.iter().any(|choice| choice.value == url) { url } else { String::new() };
    Draft {
        destination,
        redirect_url: registered(draft.redirect_url),
        cancel_url: registered(draft.cancel_url),
        ..draft
    }
}

/// The code of an error whose detail is in the viewer's language already.
const SAID: &str = dashboard::SAID;

/// A part that may be left out; `None` when it is there and wrong.
fn part<T: std::str::FromStr>(text: &str) -> Option<Option<T>> {
    if text.trim().is_empty() { Some(None) } else { text.trim().parse().ok().map(Some) }
}
