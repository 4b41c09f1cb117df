//! Usages as rows and in the drawer.

use domain::{
    Locale, Timestamp,
    id::LinkId,
    identifier::{Collected, IdentifierKind},
    payment::PaymentStatus,
    usage::UsageState,
};
use engine::{
    page::{Count, Page},
    payments::Payment,
    usages::{PaymentFilter, Usage, UsageFilter, UsageHistory},
};

use leptos::prelude::*;

use super::{
    super::{
        ALL,
        query::ListQuery,
        shown::{
            Entered, PaymentDetail, Step, UsageDetail, UsageRow, Why, usage::UsageView,
            usage_narrow::UsageNarrow, usages::UsageList,
        },
    },
    DAYS, Desk, listed, name_in, with_plain_days,
};
use crate::{
    dashboard::{format::Clock, fragment::Fragment},
    error::AppError,
    i18n::{checkout, dashboard, fill, format, link_page},
};

/// What an address asks for. A status that is none narrows nothing.
pub fn usage_filter(query: &ListQuery, clock: &Clock) -> UsageFilter {
    let day = |name, days_after| clock.read_day(&query.more(name)?, days_after);
    UsageFilter {
        customer_id: None,
        status: query.status.to_uppercase().parse().ok(),
        payment: query.more("payment").and_then(|payment| payment_filter(&payment)),
        started_gte: day("started_from", 0),
        // To the end of that day.
        started_lt: day("started_to", 1),
        q: Some(query.q.clone()).filter(|q| !q.is_empty()),
    }
}

fn payment_filter(word: &str) -> Option<PaymentFilter> {
    match word {
        "none" => Some(PaymentFilter::None),
        word => word.to_uppercase().parse().ok().map(PaymentFilter::Status),
    }
}

/// The filter of the usages at an address, by its query, for an account in this time zone.
pub fn usage_filter_of_address(query: &str, now: Timestamp, zone: &str) -> UsageFilter {
    let clock = Clock { locale: Locale::default(), now, zone: zone.to_owned() };
    usage_filter(&ListQuery::parse(query), &clock)
}

impl Desk {
    pub fn usage_rows(&self, page: Page<Usage>, total: Count, link: LinkId, query: ListQuery) -> Fragment {
        let page = listed(page, &query, |usage| self.usage_row(usage), |row| row.id.clone());
        let narrow = UsageNarrow {
            total: self.total(total),
            presets: DAYS,
            days: with_plain_days(&self.clock, &query),
            zone: self.clock.zone_name(),
            path: format!("{ALL}/{link}"),
        };
        self.show(|| view! { <UsageList page narrow query /> })
    }

    pub fn usage_row(&self, usage: Usage) -> UsageRow {
        UsageRow {
            id: usage.id.to_string(),
            started: self.clock.when(usage.started_at),
            finished: usage.finished_at.map(|at| self.clock.when(at)),
            entered: self.entered(usage.collected, usage.snapshot.locale),
            state: usage.state,
            payment: usage.payment.map(|payment| payment.status),
            amount: format::money(self.locale, usage.money),
        }
    }

    /// What a customer entered. Where the merchant has not named a field, its name is in the viewer's language
    /// and not in the customer's.
    fn entered(&self, collected: Vec<Collected>, customers: Locale) -> Vec<Entered> {
        let one = |Collected { kind, label, value, .. }: Collected| {
            let unnamed = label == kind.default_label(customers);
            let label = if unnamed { checkout::default_label(self.locale, kind).to_owned() } else { label };
            Entered { label, value, phone: kind == IdentifierKind::MobilePhone }
        };
        collected.into_iter().map(one).collect()
    }

    pub async fn usage_view(&self, usage: Usage) -> Result<Fragment, AppError> {
        let detail = self.usage_detail(usage).await?;
        Ok(self.show(|| view! { <UsageView detail /> }))
    }

    async fn usage_detail(&self, usage: Usage) -> Result<UsageDetail, AppError> {
        let payment = match usage.payment {
            Some(brief) => Some(self.engine.get_payment(&self.actor, brief.id).await?),
            None => None,
        };
        let bank = self.bank_name(&usage.bank_id).await;
        let history = self.engine.usage_history(&self.actor, &usage).await?;
        let timeline = self.timeline(&usage, &history, &bank);
        let why = self.why(&usage, &bank);
        let base = self.engine.settings().base_url.as_str().trim_end_matches('/');
        Ok(UsageDetail {
            id: usage.id.to_string(),
            state: usage.state,
            amount: format::money(self.locale, usage.money),
            bank,
            entered: self.entered(usage.collected, usage.snapshot.locale),
            link_id: usage.link_id.to_string(),
            why,
            payment: payment.map(payment_detail),
            customer_id: usage.customer_id.map(|id| id.to_string()),
            timeline,
            page_url: format!("{base}/u/{}", usage.token),
        })
    }

    /// The bank's name in the viewer's language; its id when the rail cannot be asked.
    async fn bank_name(&self, id: &str) -> String {
        let banks = self.engine.banks(self.actor.mode).await.unwrap_or_default();
        let found = banks.into_iter().find(|bank| bank.id == id);
        found.map_or_else(|| id.to_owned(), |bank| name_in(self.locale, bank))
    }

    /// Why a usage came to nothing.
    fn why(&self, usage: &Usage, bank: &str) -> Option<Why> {
        let texts = link_page::texts(self.locale);
        match (&usage.failure, usage.state) {
            (Some(failure), _) => Some(Why {
                reason: dashboard::failure(self.locale, failure.code).to_owned(),
                advice: link_page::advice(self.locale, failure.code),
            }),
            (None, UsageState::Expired) => {
                Some(Why { reason: fill(texts.expired_why, &[("bank", bank)]), advice: texts.advise_expired })
            }
            (None, UsageState::Reversed) => {
                let texts = dashboard::usages(self.locale);
                Some(Why {
                    reason: fill(texts.reversed_why, &[("bank", bank)]),
                    advice: texts.advise_reversed,
                })
            }
            (None, _) => None,
        }
    }

    /// What happened, newest first.
    fn timeline(&self, usage: &Usage, history: &UsageHistory, bank: &str) -> Vec<Step> {
        let mut steps = self.steps(usage, history, bank);
        // Of one moment, in the order they are told.
        steps.sort_by_key(|(at, _)| *at);
        let step = |(at, text)| {
            let when = self.clock.when(at);
            Step { text, at: self.clock.joined(&when.day, &self.clock.to_the_second(at)), iso: when.iso }
        };
        steps.into_iter().rev().map(step).collect()
    }

    fn steps(&self, usage: &Usage, history: &UsageHistory, bank: &str) -> Vec<(Timestamp, String)> {
        let (texts, page) = (dashboard::views(self.locale), link_page::texts(self.locale));
        let named = |text: &str| fill(text, &[("bank", bank)]);
        let ended = match usage.state {
            UsageState::PaymentCreated | UsageState::Reversed => texts.step_created,
            UsageState::Failed => texts.step_failed,
            UsageState::Expired => texts.step_expired,
            UsageState::AwaitingCustomer | UsageState::Submitting => "",
        };
        let payment = |(status, at): &(PaymentStatus, Timestamp)| {
            let word = dashboard::payment_status(self.locale, *status);
            (*at, fill(texts.step_payment, &[("status", word)]))
        };
        // Where the usage itself says so at that moment, the payment's word says it twice.
        let said = |(status, at): &&(PaymentStatus, Timestamp)| match status {
            PaymentStatus::Accepted => usage.finished_at != Some(*at),
            PaymentStatus::Rejected => usage.finished_at != Some(*at) && usage.reversed_at != Some(*at),
            PaymentStatus::Pending | PaymentStatus::Held | PaymentStatus::Settled => true,
        };
        let (before, after): (Vec<_>, Vec<_>) =
            history.payment.iter().filter(said).partition(|(status, _)| *status == PaymentStatus::Pending);
        let at = |at: Option<Timestamp>, text: &str| at.map(|at| (at, named(text)));
        let mut steps = vec![(usage.started_at, texts.step_started.to_owned())];
        steps.extend(at(history.sent_to_bank_at, page.step_sent));
        steps.extend(at(usage.claimed_at, texts.step_approved));
        steps.extend(before.into_iter().map(payment));
        steps.extend(at(usage.finished_at, ended));
        steps.extend(after.into_iter().map(payment));
        steps.extend(at(usage.reversed_at, texts.step_reversed));
        steps
    }
}

fn payment_detail(payment: Payment) -> PaymentDetail {
    let creditor = payment.destination;
    let number = creditor.identification;
    let end = number.get(number.len().saturating_sub(4)..).unwrap_or_default().to_owned();
    let says = [payment.bank_status, payment.reason_code];
    let says: Vec<_> = says.into_iter().flatten().collect();
    PaymentDetail {
        id: payment.id.to_string(),
        status: payment.status,
        bank_payment_id: payment.bank_payment_id,
        bank_says: (!says.is_empty()).then(|| says.join(" · ")),
        paid_to: format!("{}, {} … {end}", creditor.name, number.get(..4).unwrap_or_default()),
        reference: payment.reference,
    }
}
