//! What a merchant reads around the usages of a link: filters, counts, and those who were turned away.

use domain::Locale;

use crate::i18n::texts;

texts! {
    /// Words around usages.
    UsageTexts {
        filter, payment_status, any_payment, no_payment, started_from, started_to, started, total_one, total_many,
        column_finished, not_finished, reversed, reversed_why, advise_reversed,
        turned_away, turned_none, turned_note, turned_full, turned_disabled, turned_expired, turned_used,
        did_press, did_open, times,
    }
}

/// In a language.
pub const fn usages(locale: Locale) -> &'static UsageTexts {
    match locale {
        Locale::En => &EN,
        Locale::Ar => &AR,
        Locale::Fr => &FR,
    }
}

const EN: UsageTexts = UsageTexts {
    filter: "Filter",
    payment_status: "Payment status",
    any_payment: "Any",
    no_payment: "No payment",
    started_from: "Started from",
    started_to: "Started to",
    started: "Started",
    total_one: "1 usage",
    total_many: "{count} usages",
    column_finished: "Finished",
    not_finished: "Not finished",
    reversed: "Reversed",
    reversed_why: "{bank} took the payment back after it had accepted it. The amount is not collected.",
    advise_reversed: "Ask the customer before you deliver. They can pay again with the same link while it is active.",
    turned_away: "Customers turned away",
    turned_none: "Nobody so far",
    turned_note: "By the minute, without names: what was entered is not kept when a link says no.",
    turned_full: "Every place was being paid for",
    turned_disabled: "The link was disabled",
    turned_expired: "The link had expired",
    turned_used: "The link was used up",
    did_press: "pressed Pay",
    did_open: "opened the page",
    times: "{count} times",
};

const FR: UsageTexts = UsageTexts {
    filter: "Filtrer",
    payment_status: "Statut du paiement",
    any_payment: "Tous",
    no_payment: "Sans paiement",
    started_from: "Commencé à partir du",
    started_to: "Commencé jusqu’au",
    started: "Commencé",
    total_one: "1 utilisation",
    total_many: "{count} utilisations",
    column_finished: "Terminé",
    not_finished: "Pas terminé",
    reversed: "Annulé",
    reversed_why: "{bank} a repris le paiement après l’avoir accepté. Le montant n’est pas encaissé.",
    advise_reversed: "Demandez au client avant de livrer. Il peut payer à nouveau par le même lien tant qu’il est actif.",
    turned_away: "Clients refusés",
    turned_none: "Personne jusqu’ici",
    turned_note: "À la minute près, sans noms : ce qui est saisi n’est pas conservé quand un lien refuse.",
    turned_full: "Toutes les places étaient en cours de paiement",
    turned_disabled: "Le lien était désactivé",
    turned_expired: "Le lien avait expiré",
    turned_used: "Le lien était épuisé",
    did_press: "a appuyé sur Payer",
    did_open: "a ouvert la page",
    times: "{count} fois",
};

const AR: UsageTexts = UsageTexts {
    filter: "تصفية",
    payment_status: "حالة الدفعة",
    any_payment: "الكل",
    no_payment: "دون دفعة",
    started_from: "بدأ من",
    started_to: "بدأ حتى",
    started: "البدء",
    total_one: "استخدام واحد",
    total_many: "عدد الاستخدامات: {count}",
    column_finished: "الانتهاء",
    not_finished: "لم ينتهِ",
    reversed: "مستردّة",
    reversed_why: "استردّ {bank} الدفعة بعد قبولها. لم يُحصَّل المبلغ.",
    advise_reversed: "اسأل العميل قبل التسليم. يمكنه الدفع مجددًا عبر الرابط نفسه ما دام نشطًا.",
    turned_away: "عملاء لم يتمكنوا من الدفع",
    turned_none: "لا أحد حتى الآن",
    turned_note: "بالدقيقة ودون أسماء: لا يُحفظ ما أُدخل حين يرفض الرابط.",
    turned_full: "كانت كل الأماكن قيد الدفع",
    turned_disabled: "كان الرابط معطّلًا",
    turned_expired: "كانت صلاحية الرابط منتهية",
    turned_used: "كان الرابط قد استُنفد",
    did_press: "ضغط على الدفع",
    did_open: "فتح الصفحة",
    times: "عدد المرات: {count}",
};
