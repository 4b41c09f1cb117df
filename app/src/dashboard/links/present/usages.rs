//! Usages as rows and in the drawer.

use domain::{id::LinkId, identifier::IdentifierKind, usage::UsageState};
use engine::{
    page::Page,
    payments::Payment,
    usages::{Usage, UsageFilter},
};

use leptos::prelude::*;

use super::{
    super::{
        query::ListQuery,
        shown::{Entered, PaymentDetail, Step, UsageDetail, UsageRow, usage::UsageView, usages::UsageList},
    },
    Desk, listed, name_in,
};
use crate::{
    dashboard::fragment::Fragment,
    error::AppError,
    i18n::{dashboard, fill, format},
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
        let timeline = self.timeline(&usage, payment.as_ref(), &bank);
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
            failure: usage.failure.map(|failure| dashboard::failure(self.locale, failure.code).to_owned()),
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

    /// What happened, newest first.
    fn timeline(&self, usage: &Usage, payment: Option<&Payment>, bank: &str) -> Vec<Step> {
        let texts = dashboard::views(self.locale);
        let mut steps = vec![(usage.started_at, texts.step_started.to_owned())];
        if let Some(at) = usage.claimed_at {
            steps.push((at, fill(texts.step_approved, &[("bank", bank)])));
        }
        let ended = match usage.state {
            UsageState::PaymentCreated | UsageState::Reversed => Some(texts.step_created),
            UsageState::Failed => Some(texts.step_failed),
            UsageState::Expired => Some(texts.step_expired),
            UsageState::AwaitingCustomer | UsageState::Submitting => None,
        };
        if let (Some(at), Some(text)) = (usage.finished_at, ended) {
            steps.push((at, fill(text, &[("bank", bank)])));
        }
        if let Some(payment) =
            payment.filter(|payment| usage.finished_at.is_none_or(|at| payment.updated_at > at))
        {
            let status = dashboard::payment_status(self.locale, payment.status);
            steps.push((payment.updated_at, fill(texts.step_payment, &[("status", status)])));
        }
        if let Some(at) = usage.reversed_at {
            steps.push((at, fill(texts.step_reversed, &[("bank", bank)])));
        }
        steps.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let step = |(at, text)| {
            let when = self.clock.when(at);
            Step { text, at: self.clock.joined(&when.day, &self.clock.to_the_second(at)), iso: when.iso }
        };
        steps.into_iter().map(step).collect()
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
