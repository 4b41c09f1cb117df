//! Usages as rows and in the drawer.

use domain::{Timestamp, id::LinkId, identifier::IdentifierKind, payment::PaymentStatus, usage::UsageState};
use engine::{
    page::Page,
    payments::Payment,
    usages::{Usage, UsageFilter, UsageHistory},
};

use leptos::prelude::*;

use super::{
    super::{
        query::ListQuery,
        shown::{
            Entered, PaymentDetail, Step, UsageDetail, UsageRow, Why, usage::UsageView, usages::UsageList,
        },
    },
    Desk, listed, name_in,
};
use crate::{
    dashboard::fragment::Fragment,
    error::AppError,
    i18n::{dashboard, fill, format, link_page},
};

/// What an address asks for. A status that is none narrows nothing.
pub fn usage_filter(query: &ListQuery) -> UsageFilter {
    UsageFilter {
        status: query.status.to_uppercase().parse().ok(),
        q: Some(query.q.clone()).filter(|q| !q.is_empty()),
    }
}

impl Desk {
    pub fn usage_rows(&self, page: Page<Usage>, link: LinkId, query: ListQuery) -> Fragment {
        let page = listed(page, &query, |usage| self.usage_row(usage), |row| row.id.clone());
        self.show(|| view! { <UsageList page link=link.to_string() query /> })
    }

    fn usage_row(&self, usage: Usage) -> UsageRow {
        UsageRow {
            id: usage.id.to_string(),
            started: self.clock.when(usage.started_at),
            customer: usage.collected.into_iter().filter_map(|collected| collected.value).take(2).collect(),
            status: usage.state.status(),
            payment: usage.payment.map(|payment| payment.status),
            amount: format::money(self.locale, usage.money),
        }
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
        let entered = usage.collected.into_iter().map(|collected| Entered {
            label: collected.label,
            value: collected.value,
            phone: collected.kind == IdentifierKind::MobilePhone,
        });
        Ok(UsageDetail {
            id: usage.id.to_string(),
            status: usage.state.status(),
            amount: format::money(self.locale, usage.money),
            bank,
            entered: entered.collect(),
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
