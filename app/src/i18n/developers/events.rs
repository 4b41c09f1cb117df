//! What is said about events, and what each type means.

use domain::{Locale, Mode, event::EventType};

use crate::i18n::texts;

texts! {
    /// Words of the log of events, and of one.
    EventTexts {
        lead, column_event, column_number, column_object, column_time,
        filter_type, any_type, filter_object, show, clear, empty_title, empty_text, empty_curl, none_title, none_text,
        event_id, happened, number, no_number, mode, mode_test, mode_live, object, json, copy_json,
        no_deliveries_title, no_deliveries_text, link_created, link_updated, link_disabled, link_enabled,
        link_expired, link_used, link_deleted, usage_started, usage_payment_created, usage_failed, usage_expired,
        usage_reversed, payment_created, payment_updated, endpoint_test,
    }
}

/// In a language.
pub const fn events(locale: Locale) -> &'static EventTexts {
    match locale {
        Locale::En => &EN,
        Locale::Ar => &AR,
        Locale::Fr => &FR,
    }
}

impl EventTexts {
    pub const fn mode(&self, mode: Mode) -> &'static str {
        match mode {
            Mode::Test => self.mode_test,
            Mode::Live => self.mode_live,
        }
    }

    /// What has happened, in words.
    pub const fn meaning(&self, kind: EventType) -> &'static str {
        match kind {
            EventType::LinkCreated => self.link_created,
            EventType::LinkUpdated => self.link_updated,
            EventType::LinkDisabled => self.link_disabled,
            EventType::LinkEnabled => self.link_enabled,
            EventType::LinkExpired => self.link_expired,
            EventType::LinkUsed => self.link_used,
            EventType::LinkDeleted => self.link_deleted,
            EventType::UsageStarted => self.usage_started,
            EventType::UsagePaymentCreated => self.usage_payment_created,
            EventType::UsageFailed => self.usage_failed,
            EventType::UsageExpired => self.usage_expired,
            EventType::UsageReversed => self.usage_reversed,
            EventType::PaymentCreated => self.payment_created,
            EventType::PaymentUpdated => self.payment_updated,
            EventType::EndpointTest => self.endpoint_test,
        }
    }
}

const EN: EventTexts = EventTexts {
    lead: "Everything that happened, newest first, numbered without gaps.",
    column_event: "Event",
    column_number: "Number",
    column_object: "Object",
    column_time: "Happened",
    filter_type: "Type of event",
    any_type: "Every type",
    filter_object: "ID of a link, usage or payment",
    show: "Show",
    clear: "Show all events",
    empty_title: "Nothing has happened yet",
    empty_text: "Create a payment link, and its story begins here.",
    empty_curl: "Or read events with the API",
    none_title: "No such event",
    none_text: "Choose another type, or look at the ID again.",
    event_id: "Event ID",
    happened: "Happened",
    number: "Number",
    no_number: "None",
    mode: "Mode",
    mode_test: "Test",
    mode_live: "Live",
    object: "Object",
    json: "As it is sent",
    copy_json: "Copy JSON",
    no_deliveries_title: "Sent to nobody",
    no_deliveries_text: "No endpoint listened to this type when it happened.",
    link_created: "A payment link was created",
    link_updated: "A payment link was changed",
    link_disabled: "A payment link was disabled",
    link_enabled: "A payment link was enabled again",
    link_expired: "The time of a payment link is over",
    link_used: "The last payment of a link was made",
    link_deleted: "A payment link was deleted",
    usage_started: "A customer pressed Pay",
    usage_payment_created: "The bank has accepted a payment",
    usage_failed: "Declined, cancelled or rejected",
    usage_expired: "The customer did not come back in time",
    usage_reversed: "The bank took an accepted payment back",
    payment_created: "A payment exists at the bank",
    payment_updated: "The status of a payment has changed",
    endpoint_test: "A test that somebody asked for",
};

const AR: EventTexts = EventTexts {
    lead: "كل ما حدث، الأحدث أولًا، مرقّمًا بلا فجوات.",
    column_event: "الحدث",
    column_number: "الرقم",
    column_object: "الكائن",
    column_time: "وقت الحدوث",
    filter_type: "نوع الحدث",
    any_type: "كل الأنواع",
    filter_object: "معرّف رابط أو استخدام أو دفعة",
    show: "اعرض",
    clear: "اعرض كل الأحداث",
    empty_title: "لم يحدث شيء بعد",
    empty_text: "أنشئ رابط دفع لتبدأ قصته هنا.",
    empty_curl: "أو اقرأ الأحداث عبر الواجهة البرمجية",
    none_title: "لا حدث كهذا",
    none_text: "اختر نوعًا آخر، أو راجع المعرّف.",
    event_id: "معرّف الحدث",
    happened: "وقت الحدوث",
    number: "الرقم",
    no_number: "بلا رقم",
    mode: "الوضع",
    mode_test: "اختبار",
    mode_live: "حقيقي",
    object: "الكائن",
    json: "كما يُرسَل",
    copy_json: "انسخ JSON",
    no_deliveries_title: "لم يُرسَل إلى أحد",
    no_deliveries_text: "لم تكن أي نقطة استقبال تتابع هذا النوع حين حدث.",
    link_created: "أُنشئ رابط دفع",
    link_updated: "غُيّر رابط دفع",
    link_disabled: "عُطّل رابط دفع",
    link_enabled: "فُعّل رابط دفع من جديد",
    link_expired: "انتهت مدة رابط دفع",
    link_used: "تمّت آخر دفعة لرابط",
    link_deleted: "حُذف رابط دفع",
    usage_started: "ضغط عميل زر الدفع",
    usage_payment_created: "قبِل المصرف دفعة",
    usage_failed: "رُفضت أو أُلغيت",
    usage_expired: "لم يعد العميل في الوقت المحدد",
    usage_reversed: "استرجع المصرف دفعة قبِلها",
    payment_created: "صارت لدى المصرف دفعة",
    payment_updated: "تغيّرت حالة دفعة",
    endpoint_test: "اختبار طلبه أحدهم",
};

const FR: EventTexts = EventTexts {
    lead: "Tout ce qui s’est passé, du plus récent au plus ancien, numéroté sans trou.",
    column_event: "Événement",
    column_number: "Numéro",
    column_object: "Objet",
    column_time: "Survenu",
    filter_type: "Type d’événement",
    any_type: "Tous les types",
    filter_object: "ID d’un lien, d’une utilisation ou d’un paiement",
    show: "Afficher",
    clear: "Afficher tous les événements",
    empty_title: "Il ne s’est encore rien passé",
    empty_text: "Créez un lien de paiement\u{a0}: son histoire commence ici.",
    empty_curl: "Ou lisez les événements par l’API",
    none_title: "Aucun événement de ce genre",
    none_text: "Choisissez un autre type, ou vérifiez l’ID.",
    event_id: "ID de l’événement",
    happened: "Survenu",
    number: "Numéro",
    no_number: "Aucun",
    mode: "Mode du compte",
    mode_test: "Mode test",
    mode_live: "Mode réel",
    object: "Objet",
    json: "Tel qu’il est envoyé",
    copy_json: "Copier le JSON",
    no_deliveries_title: "Envoyé à personne",
    no_deliveries_text: "Aucun endpoint n’écoutait ce type à ce moment-là.",
    link_created: "Un lien de paiement a été créé",
    link_updated: "Un lien de paiement a été modifié",
    link_disabled: "Un lien de paiement a été désactivé",
    link_enabled: "Un lien de paiement a été réactivé",
    link_expired: "Le temps d’un lien de paiement est écoulé",
    link_used: "Le dernier paiement d’un lien a été fait",
    link_deleted: "Un lien de paiement a été supprimé",
    usage_started: "Un client a appuyé sur Payer",
    usage_payment_created: "La banque a accepté un paiement",
    usage_failed: "Refusé, annulé ou rejeté",
    usage_expired: "Le client n’est pas revenu à temps",
    usage_reversed: "La banque a repris un paiement accepté",
    payment_created: "Un paiement existe à la banque",
    payment_updated: "Le statut d’un paiement a changé",
    endpoint_test: "Un test que quelqu’un a demandé",
};
