//! What letters say. The server alone writes them.

use domain::Locale;

use super::texts;

texts! {
    /// Words of letters.
    MailTexts {
        test_mode, open_instead,
        receipt_subject, receipt_title, receipt_text, receipt_button, receipt_reply, receipt_ask,
        made_subject, made_title, made_text, made_button, made_foot,
        reversed_subject, reversed_title, reversed_text, reversed_foot,
        disabled_subject, disabled_title, disabled_gone, disabled_failing, disabled_button, disabled_row,
        reset_subject, reset_title, reset_text, reset_button, reset_foot,
    }
}

/// In a language.
pub const fn texts(locale: Locale) -> &'static MailTexts {
    match locale {
        Locale::En => &EN,
        Locale::Ar => &AR,
        Locale::Fr => &FR,
    }
}

const EN: MailTexts = MailTexts {
    test_mode: "Test mode: no real money moved",
    open_instead: "If the button does not work, open this address:",
    receipt_subject: "Receipt: {amount} to {merchant}",
    receipt_title: "You paid {merchant}",
    receipt_text: "Your bank has accepted the payment. Keep this email as your receipt.",
    receipt_button: "Open the receipt",
    receipt_reply: "Questions about this payment? Reply to this email: it goes to {merchant}.",
    receipt_ask: "Questions about this payment? Ask {merchant}.",
    made_subject: "Paid: {amount}, {reference}",
    made_title: "A customer has paid",
    made_text: "The bank has accepted a payment through one of your links.",
    made_button: "Open the payment",
    made_foot: "You get this because your account asks for a notice of each payment. An owner or admin can turn it off (PATCH /api/v1/account).",
    reversed_subject: "Payment taken back: {amount}, {reference}",
    reversed_title: "A payment was taken back",
    reversed_text: "The bank had accepted this payment and has now rejected it. Do not count on the money. If you have not delivered yet, talk to your customer first.",
    reversed_foot: "You get this because your account asks for a notice of trouble. An owner or admin can turn it off (PATCH /api/v1/account).",
    disabled_subject: "A webhook endpoint was disabled",
    disabled_title: "Remit has disabled a webhook endpoint",
    disabled_gone: "It answered 410 Gone, so nothing is sent to it any more. Mend it, enable it again, and send what it has missed.",
    disabled_failing: "For five days every attempt failed, so nothing is sent to it any more. Mend it, enable it again, and send what it has missed.",
    disabled_button: "Open the endpoint",
    disabled_row: "Endpoint",
    reset_subject: "Set a new password",
    reset_title: "Set a new password for Remit",
    reset_text: "Somebody asked for a new password for the user with this email. The button works once, for one hour.",
    reset_button: "Set a new password",
    reset_foot: "If it was not you, do nothing: your password stays as it is.",
};

const AR: MailTexts = MailTexts {
    test_mode: "وضع الاختبار: لم يتحرّك مال حقيقي",
    open_instead: "إذا لم يعمل الزر فافتح هذا العنوان:",
    receipt_subject: "إيصال: {amount} إلى {merchant}",
    receipt_title: "دفعتَ إلى {merchant}",
    receipt_text: "قبِل مصرفك الدفعة. احتفظ بهذه الرسالة إيصالًا لك.",
    receipt_button: "فتح الإيصال",
    receipt_reply: "هل لديك سؤال عن هذه الدفعة؟ ردّ على هذه الرسالة لتصل إلى {merchant}.",
    receipt_ask: "هل لديك سؤال عن هذه الدفعة؟ اسأل {merchant}.",
    made_subject: "دفعة جديدة: {amount}، {reference}",
    made_title: "دفع أحد العملاء",
    made_text: "قبِل المصرف دفعة عبر أحد روابطك.",
    made_button: "فتح الدفعة",
    made_foot: "تصلك هذه الرسالة لأن حسابك يطلب إشعارًا بكل دفعة. يستطيع المالك أو المسؤول إيقافها (PATCH /api/v1/account).",
    reversed_subject: "استُرجعت دفعة: {amount}، {reference}",
    reversed_title: "استُرجعت دفعة",
    reversed_text: "كان المصرف قد قبِل هذه الدفعة ثم رفضها الآن. لا تعتمد على هذا المال، وإن لم تسلّم بعد فتحدّث مع عميلك أولًا.",
    reversed_foot: "تصلك هذه الرسالة لأن حسابك يطلب إشعارًا بالمشكلات. يستطيع المالك أو المسؤول إيقافها (PATCH /api/v1/account).",
    disabled_subject: "عُطّلت نقطة استقبال",
    disabled_title: "عطّل Remit نقطة استقبال",
    disabled_gone: "أجابت بـ \u{2066}410 Gone\u{2069} فلم يعد يُرسَل إليها شيء. أصلح الخلل، وفعّلها من جديد، ثم أرسل ما فاتها.",
    disabled_failing: "فشلت كل المحاولات خمسة أيام فلم يعد يُرسَل إليها شيء. أصلح الخلل، وفعّلها من جديد، ثم أرسل ما فاتها.",
    disabled_button: "فتح نقطة الاستقبال",
    disabled_row: "نقطة الاستقبال",
    reset_subject: "تعيين كلمة مرور جديدة",
    reset_title: "تعيين كلمة مرور جديدة في Remit",
    reset_text: "طلب أحدهم كلمة مرور جديدة للمستخدم صاحب هذا البريد. يعمل الزر مرة واحدة خلال ساعة.",
    reset_button: "تعيين كلمة مرور جديدة",
    reset_foot: "إن لم تكن أنت من طلب ذلك فلا تفعل شيئًا: تبقى كلمة مرورك كما هي.",
};

const FR: MailTexts = MailTexts {
    test_mode: "Mode test\u{a0}: aucun argent réel n’a circulé",
    open_instead: "Si le bouton ne fonctionne pas, ouvrez cette adresse\u{a0}:",
    receipt_subject: "Reçu\u{a0}: {amount} à {merchant}",
    receipt_title: "Vous avez payé {merchant}",
    receipt_text: "Votre banque a accepté le paiement. Conservez cet e-mail comme reçu.",
    receipt_button: "Ouvrir le reçu",
    receipt_reply: "Une question sur ce paiement\u{a0}? Répondez à cet e-mail\u{a0}: {merchant} le recevra.",
    receipt_ask: "Une question sur ce paiement\u{a0}? Adressez-vous à {merchant}.",
    made_subject: "Payé\u{a0}: {amount}, {reference}",
    made_title: "Un client a payé",
    made_text: "La banque a accepté un paiement par l’un de vos liens.",
    made_button: "Ouvrir le paiement",
    made_foot: "Vous recevez cet e-mail parce que votre compte demande un avis pour chaque paiement. Un propriétaire ou un administrateur peut le désactiver (PATCH /api/v1/account).",
    reversed_subject: "Paiement repris\u{a0}: {amount}, {reference}",
    reversed_title: "Un paiement a été repris",
    reversed_text: "La banque avait accepté ce paiement et vient de le rejeter. Ne comptez pas sur cet argent. Si vous n’avez pas encore livré, parlez d’abord à votre client.",
    reversed_foot: "Vous recevez cet e-mail parce que votre compte demande un avis en cas de problème. Un propriétaire ou un administrateur peut le désactiver (PATCH /api/v1/account).",
    disabled_subject: "Un endpoint de webhook a été désactivé",
    disabled_title: "Remit a désactivé un endpoint de webhook",
    disabled_gone: "Il a répondu 410 Gone\u{a0}: plus rien ne lui est envoyé. Corrigez ce qui ne va pas, réactivez-le, puis renvoyez ce qu’il a manqué.",
    disabled_failing: "Pendant cinq jours chaque tentative a échoué\u{a0}: plus rien ne lui est envoyé. Corrigez ce qui ne va pas, réactivez-le, puis renvoyez ce qu’il a manqué.",
    disabled_button: "Ouvrir l’endpoint",
    disabled_row: "Adresse de l’endpoint",
    reset_subject: "Choisir un nouveau mot de passe",
    reset_title: "Choisir un nouveau mot de passe pour Remit",
    reset_text: "Quelqu’un a demandé un nouveau mot de passe pour l’utilisateur de cet e-mail. Le bouton fonctionne une seule fois, pendant une heure.",
    reset_button: "Choisir un nouveau mot de passe",
    reset_foot: "Si ce n’était pas vous, ne faites rien\u{a0}: votre mot de passe ne change pas.",
};
