//! The receipt of a payment: what a customer prints, saves or shows.

use leptos::prelude::*;

use super::{
    context::Context,
    model::{Proof, Receipt},
    pay::AmountView,
};
use crate::ui::{
    alert::Alert,
    button::ButtonLink,
    mark::{Mark, letter},
    rows::{Row, Rows},
};

/// The page of a receipt.
#[component]
pub(super) fn ReceiptPage(context: Context, proof: Proof) -> impl IntoView {
    let texts = context.texts;
    let name = context.merchant.name.clone();
    let payment_status = proof.payment_status.map_or("", domain::payment::PaymentStatus::as_str);
    let (facts, entered) = (facts(&context, &proof), entered(&proof));
    let notice = proof.taken_back.map(|date| {
        let values = [("date", date.as_str()), ("amount", &proof.amount.text())];
        let text = context.fill(texts.receipt_taken_back_text, &values);
        view! { <Alert title=texts.receipt_taken_back.to_owned() text /> }
    });
    view! {
        <main
            class="receipt"
            data-page="receipt"
            data-usage-status=proof.usage_status.as_str()
            data-payment-status=payment_status
        >
            <p class="who">
                <Mark letter=letter(&name) />
                <bdi>{name}</bdi>
            </p>
            <h1>{texts.receipt_title}</h1>
            <AmountView amount=proof.amount />
            {notice}
            <Rows rows=facts />
            <h2>{texts.receipt_entered}</h2>
            <Rows rows=entered />
            <div class="steps">
                <button class="button main wide scripted" type="button" data-print>
                    {texts.receipt_print}
                </button>
                <noscript>
                    <p class="quiet">{texts.receipt_print_hint}</p>
                </noscript>
                <ButtonLink href=proof.back label=texts.receipt_back.to_owned() quiet=true />
            </div>
        </main>
    }
}

fn facts(context: &Context, proof: &Proof) -> Vec<Row> {
    use domain::payment::PaymentStatus::{Held, Settled};
    let texts = context.texts;
    let Receipt { title, reference, bank, date, payment_id } = proof.receipt.clone();
    let status = match proof.payment_status {
        _ if proof.taken_back.is_some() => texts.receipt_taken_back,
        Some(Settled) => texts.receipt_settled,
        Some(Held) => texts.receipt_held,
        _ => texts.receipt_accepted,
    };
    let merchant = &context.merchant;
    let contacts = [&merchant.support_email, &merchant.support_phone].into_iter().flatten().cloned();
    let rows = [
        Some(Row::new(texts.row_status, status)),
        Some(Row::new(texts.row_to, merchant.name.clone())),
        title.map(|title| Row::new(texts.row_for, title)),
        Some(Row::new(texts.row_reference, reference)),
        bank.map(|bank| Row::new(texts.row_bank, bank)),
        date.map(|date| Row::new(texts.row_date, date)),
        payment_id.map(|id| Row::code(texts.row_payment_id, id)),
    ];
    rows.into_iter().flatten().chain(contacts.map(|way| Row::new(texts.row_contact, way))).collect()
}

fn entered(proof: &Proof) -> Vec<Row> {
    proof.entered.iter().map(|(label, value)| Row::new(label.clone(), value.clone())).collect()
}
