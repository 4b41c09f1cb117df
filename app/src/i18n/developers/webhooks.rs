//! What is said about webhook endpoints in their list, in the form of one, and above every page.

use domain::{
    Locale,
    webhook::{EndpointStatus, InvalidEndpointUrl},
};

use crate::i18n::texts;

texts! {
    /// Words of the list of endpoints, of the form of one, and of the notice of one that was disabled.
    WebhookTexts {
        lead, add, new_title, edit_title, save, edit, optional, url, url_hint, description, description_hint,
        events, every_event, some_events, every_short, no_event, url_malformed, url_insecure, url_credentials,
        url_fragment, url_too_long, url_forbidden, too_many, again_title, again_text, column_endpoint, column_events,
        column_status, column_last, enabled, paused, disabled, failing_since, empty_title, empty_text,
        empty_curl, read_only, notice_one, notice_many, notice_open,
    }
}

/// In a language.
pub const fn webhooks(locale: Locale) -> &'static WebhookTexts {
    match locale {
        Locale::En => &EN,
        Locale::Ar => &AR,
        Locale::Fr => &FR,
    }
}

impl WebhookTexts {
    /// The word for a status.
    pub const fn status(&self, status: EndpointStatus) -> &'static str {
        match status {
            EndpointStatus::Enabled => self.enabled,
            EndpointStatus::Paused => self.paused,
            EndpointStatus::Disabled => self.disabled,
        }
    }

    /// What is wrong with a URL.
    pub const fn wrong_url(&self, wrong: &InvalidEndpointUrl) -> &'static str {
        match wrong {
            InvalidEndpointUrl::Malformed => self.url_malformed,
            InvalidEndpointUrl::Insecure => self.url_insecure,
            InvalidEndpointUrl::Credentials => self.url_credentials,
            InvalidEndpointUrl::Fragment => self.url_fragment,
            InvalidEndpointUrl::TooLong => self.url_too_long,
            InvalidEndpointUrl::Forbidden(_) => self.url_forbidden,
        }
    }
}

const EN: WebhookTexts = WebhookTexts {
    lead: "Remit tells these addresses what happens, signed, and again until they answer.",
    add: "Add endpoint",
    new_title: "Add an endpoint",
    edit_title: "Edit endpoint",
    save: "Save changes",
    edit: "Edit",
    optional: "optional",
    url: "Endpoint URL",
    url_hint: "Each event is sent here as a POST. It begins with https://; in test mode, http:// to this computer works too.",
    description: "Description",
    description_hint: "For you and your colleagues, such as “Web shop”.",
    events: "Events",
    every_event: "Every event, also of later versions",
    some_events: "Only what I choose",
    every_short: "Every event",
    no_event: "Choose at least one event",
    url_malformed: "Enter a full URL, such as https://shop.example.com/webhooks",
    url_insecure: "Use https://. Plain http:// works only for this computer in test mode, and where the operator allows it",
    url_credentials: "Leave out the user name and password: the signature says who sends",
    url_fragment: "Leave out the part after #",
    url_too_long: "Use at most 2,000 characters",
    url_forbidden: "Nothing is sent to this address: it is not on the public internet. Use another, or ask the operator to allow it",
    too_many: "There are 20 endpoints already. Delete one first",
    again_title: "The endpoint was not saved",
    again_text: "Look at what is marked below.",
    column_endpoint: "Endpoint",
    column_events: "Events",
    column_status: "Status",
    column_last: "Last delivery",
    enabled: "Enabled",
    paused: "Paused",
    disabled: "Disabled",
    failing_since: "Failing since {at}",
    empty_title: "Hear what happens",
    empty_text: "Add an endpoint, and your server learns of every payment within a second.",
    empty_curl: "Or add one with the API",
    read_only: "Only owners and admins of this account change webhooks. Ask one of them.",
    notice_one: "Remit has disabled the webhook endpoint {url}.",
    notice_many: "Remit has disabled {count} webhook endpoints.",
    notice_open: "See why",
};

const AR: WebhookTexts = WebhookTexts {
    lead: "يخبر Remit هذه العناوين بما يحدث، موقَّعًا، ويعيد الإرسال حتى تجيب.",
    add: "أضِف نقطة استقبال",
    new_title: "إضافة نقطة استقبال",
    edit_title: "تعديل نقطة الاستقبال",
    save: "احفظ التغييرات",
    edit: "تعديل",
    optional: "اختياري",
    url: "عنوان نقطة الاستقبال",
    url_hint: "يُرسَل كل حدث إلى هنا بطلب POST. يبدأ العنوان بـ \u{2066}https://\u{2069}، ويصلح \u{2066}http://\u{2069} لهذا الحاسوب في وضع الاختبار.",
    description: "الوصف",
    description_hint: "لك ولزملائك، مثل «المتجر الإلكتروني».",
    events: "الأحداث",
    every_event: "كل الأحداث، ومنها ما تضيفه إصدارات لاحقة",
    some_events: "ما أختاره فقط",
    every_short: "كل الأحداث",
    no_event: "اختر حدثًا واحدًا على الأقل",
    url_malformed: "أدخل عنوانًا كاملًا، مثل \u{2066}https://shop.example.com/webhooks\u{2069}",
    url_insecure: "استخدم \u{2066}https://\u{2069}. لا يصلح \u{2066}http://\u{2069} إلا لهذا الحاسوب في وضع الاختبار، وحيث يسمح المشغّل",
    url_credentials: "احذف اسم المستخدم وكلمة المرور: التوقيع يبيّن المرسل",
    url_fragment: "احذف ما بعد #",
    url_too_long: "استخدم 2,000 حرف على الأكثر",
    url_forbidden: "لا يُرسَل شيء إلى هذا العنوان لأنه ليس على الإنترنت العام. استخدم عنوانًا آخر، أو اطلب من المشغّل السماح به",
    too_many: "هناك 20 نقطة استقبال. احذف واحدة أولًا",
    again_title: "لم تُحفظ نقطة الاستقبال",
    again_text: "راجع ما هو معلَّم أدناه.",
    column_endpoint: "نقطة الاستقبال",
    column_events: "الأحداث",
    column_status: "الحالة",
    column_last: "آخر تسليم",
    enabled: "مفعّلة",
    paused: "متوقفة مؤقتًا",
    disabled: "معطّلة",
    failing_since: "تفشل منذ {at}",
    empty_title: "اعرف ما يحدث",
    empty_text: "أضِف نقطة استقبال ليعلم خادمك بكل دفعة خلال ثانية.",
    empty_curl: "أو أضِف واحدة عبر الواجهة البرمجية",
    read_only: "لا يغيّر إشعارات الويب إلا مالكو هذا الحساب ومشرفوه. اطلب ذلك من أحدهم.",
    notice_one: "عطّل Remit نقطة الاستقبال {url}.",
    notice_many: "عدد نقاط الاستقبال التي عطّلها Remit: {count}.",
    notice_open: "اعرف السبب",
};

const FR: WebhookTexts = WebhookTexts {
    lead: "Remit raconte à ces adresses ce qui se passe, avec signature, et recommence jusqu’à ce qu’elles répondent.",
    add: "Ajouter un endpoint",
    new_title: "Ajouter un endpoint",
    edit_title: "Modifier l’endpoint",
    save: "Enregistrer",
    edit: "Modifier",
    optional: "facultatif",
    url: "URL de l’endpoint",
    url_hint: "Chaque événement y est envoyé par POST. Elle commence par https://\u{a0}; en mode test, http:// vers cet ordinateur convient aussi.",
    description: "Votre description",
    description_hint: "Pour vous et vos collègues, par exemple «\u{a0}Boutique en ligne\u{a0}».",
    events: "Événements",
    every_event: "Tous les événements, y compris ceux de versions futures",
    some_events: "Seulement ce que je choisis",
    every_short: "Tous les événements",
    no_event: "Choisissez au moins un événement",
    url_malformed: "Saisissez une URL complète, par exemple https://shop.example.com/webhooks",
    url_insecure: "Utilisez https://. http:// ne vaut que pour cet ordinateur en mode test, et là où l’opérateur l’autorise",
    url_credentials: "Retirez le nom d’utilisateur et le mot de passe\u{a0}: la signature dit qui envoie",
    url_fragment: "Retirez ce qui suit le #",
    url_too_long: "2\u{202f}000 caractères au plus",
    url_forbidden: "Rien n’est envoyé à cette adresse\u{a0}: elle n’est pas sur l’internet public. Utilisez-en une autre, ou demandez à l’opérateur de l’autoriser",
    too_many: "Il y a déjà 20 endpoints. Supprimez-en un d’abord",
    again_title: "L’endpoint n’a pas été enregistré",
    again_text: "Voyez ce qui est marqué ci-dessous.",
    column_endpoint: "Adresse",
    column_events: "Événements",
    column_status: "Statut",
    column_last: "Dernier envoi",
    enabled: "Activé",
    paused: "En pause",
    disabled: "Désactivé",
    failing_since: "En échec depuis {at}",
    empty_title: "Sachez ce qui se passe",
    empty_text: "Ajoutez un endpoint\u{a0}: votre serveur apprend chaque paiement en une seconde.",
    empty_curl: "Ou ajoutez-en un par l’API",
    read_only: "Seuls les propriétaires et administrateurs de ce compte modifient les webhooks. Adressez-vous à eux.",
    notice_one: "Remit a désactivé l’endpoint {url}.",
    notice_many: "Remit a désactivé {count} endpoints.",
    notice_open: "Voir pourquoi",
};
