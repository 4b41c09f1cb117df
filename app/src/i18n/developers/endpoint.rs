//! What is said about one webhook endpoint: how it is, what may be done with it, and its secret.

use domain::{Locale, webhook::DisabledReason};

use crate::i18n::texts;

texts! {
    /// Words of the page of one endpoint, and of the page that shows its secret once.
    EndpointTexts {
        details, created, endpoint_id, secret, secrets_until, pause, resume, enable, paused_title, paused_text,
        disabled_title, disabled_gone, disabled_failing, disabled_since, disabled_advice, failing_title,
        failing_text, test, manage, rotate, rotate_about, rotate_title, rotate_text, resend, resend_about,
        resend_title, resend_text, since, resend_closed, delete, delete_about, delete_title, delete_text,
        made_title, rotated_title, secret_warning, secret_use, old_until, copy_secret, try_title, gone_title,
        gone_text, deliveries,
    }
}

/// In a language.
pub const fn endpoint(locale: Locale) -> &'static EndpointTexts {
    match locale {
        Locale::En => &EN,
        Locale::Ar => &AR,
        Locale::Fr => &FR,
    }
}

impl EndpointTexts {
    /// Why Remit has given an endpoint up.
    pub const fn reason(&self, reason: DisabledReason) -> &'static str {
        match reason {
            DisabledReason::Gone => self.disabled_gone,
            DisabledReason::Failing => self.disabled_failing,
        }
    }
}

const EN: EndpointTexts = EndpointTexts {
    details: "Details",
    created: "Created",
    endpoint_id: "Endpoint ID",
    secret: "Signing secret",
    secrets_until: "the old one signs too until {at}",
    pause: "Pause",
    resume: "Resume",
    enable: "Enable again",
    paused_title: "This endpoint is paused",
    paused_text: "Nothing is sent to it. What happens meanwhile is skipped: once it is resumed, send it again from this page.",
    disabled_title: "Remit has disabled this endpoint",
    disabled_gone: "It answered 410 Gone, so nothing is sent to it any more.",
    disabled_failing: "For five days every attempt failed, so nothing is sent to it any more.",
    disabled_since: "Disabled {at}.",
    disabled_advice: "Mend what is wrong, enable it again, and send what it has missed.",
    failing_title: "This endpoint is failing",
    failing_text: "No attempt has succeeded since {at}. After five days of failures Remit disables it.",
    test: "Send test event",
    manage: "Manage",
    rotate: "Rotate secret",
    rotate_about: "Get a new signing secret. The old one signs beside it for 24 hours.",
    rotate_title: "Rotate the secret?",
    rotate_text: "You see the new secret once. For 24 hours each request has two signatures, one with each secret, so nothing is lost while you change it. An even older secret ends at once.",
    resend: "Send missed events",
    resend_about: "Send everything again that failed or was skipped since a moment you choose.",
    resend_title: "Send missed events?",
    resend_text: "Everything that failed or was skipped since then is sent again now, the oldest first.",
    since: "Since",
    resend_closed: "Enable the endpoint first.",
    delete: "Delete",
    delete_about: "Nothing more is sent. What was sent stays to be read at its event.",
    delete_title: "Delete this endpoint?",
    delete_text: "What still waits for {url} is not sent any more. This cannot be undone.",
    made_title: "Your endpoint is ready",
    rotated_title: "Your new signing secret",
    secret_warning: "Copy it now and keep it as safe as a password. It is shown only this once.",
    secret_use: "With it your server checks that a request comes from Remit.",
    old_until: "Until {at} each request is signed with the old secret too.",
    copy_secret: "Copy secret",
    try_title: "Send a test event with curl",
    gone_title: "A secret is shown only once",
    gone_text: "If you did not copy it, rotate the secret of the endpoint to get a new one.",
    deliveries: "Deliveries",
};

const AR: EndpointTexts = EndpointTexts {
    details: "التفاصيل",
    created: "أُنشئت",
    endpoint_id: "معرّف نقطة الاستقبال",
    secret: "سرّ التوقيع",
    secrets_until: "يوقّع القديم أيضًا حتى {at}",
    pause: "أوقِف مؤقتًا",
    resume: "استأنف",
    enable: "فعّل من جديد",
    paused_title: "نقطة الاستقبال هذه متوقفة مؤقتًا",
    paused_text: "لا يُرسَل إليها شيء. ما يحدث في الأثناء يُتخطى: أرسله من هذه الصفحة بعد الاستئناف.",
    disabled_title: "عطّل Remit نقطة الاستقبال هذه",
    disabled_gone: "أجابت بـ \u{2066}410 Gone\u{2069} فلم يعد يُرسَل إليها شيء.",
    disabled_failing: "فشلت كل المحاولات خمسة أيام فلم يعد يُرسَل إليها شيء.",
    disabled_since: "عُطّلت {at}.",
    disabled_advice: "أصلح الخلل، وفعّلها من جديد، ثم أرسل ما فاتها.",
    failing_title: "نقطة الاستقبال هذه تفشل",
    failing_text: "لم تنجح أي محاولة منذ {at}. بعد خمسة أيام من الفشل يعطّلها Remit.",
    test: "أرسل حدثًا تجريبيًا",
    manage: "الإدارة",
    rotate: "بدّل السرّ",
    rotate_about: "احصل على سرّ توقيع جديد. يبقى القديم يوقّع معه 24 ساعة.",
    rotate_title: "تبديل السرّ؟",
    rotate_text: "ترى السرّ الجديد مرة واحدة. يحمل كل طلب توقيعين مدة 24 ساعة، واحدًا بكل سرّ، فلا يضيع شيء وأنت تغيّره. أما السرّ الأقدم فينتهي فورًا.",
    resend: "أرسل ما فات",
    resend_about: "أرسل من جديد كل ما فشل أو جرى تخطّيه منذ وقت تختاره.",
    resend_title: "إرسال ما فات؟",
    resend_text: "يُرسَل الآن كل ما فشل أو جرى تخطّيه منذ ذلك الوقت، الأقدم أولًا.",
    since: "منذ",
    resend_closed: "فعّل نقطة الاستقبال أولًا.",
    delete: "حذف",
    delete_about: "لا يُرسَل شيء بعد ذلك. يبقى ما أُرسل مقروءًا عند حدثه.",
    delete_title: "حذف نقطة الاستقبال هذه؟",
    delete_text: "لن يُرسَل ما ينتظر {url}. لا يمكن التراجع عن ذلك.",
    made_title: "نقطة الاستقبال جاهزة",
    rotated_title: "سرّ التوقيع الجديد",
    secret_warning: "انسخه الآن واحفظه كما تحفظ كلمة المرور. لا يظهر إلا هذه المرة.",
    secret_use: "به يتحقق خادمك من أن الطلب آتٍ من Remit.",
    old_until: "حتى {at} يُوقَّع كل طلب بالسرّ القديم أيضًا.",
    copy_secret: "انسخ السرّ",
    try_title: "أرسل حدثًا تجريبيًا باستخدام curl",
    gone_title: "لا يظهر السرّ إلا مرة واحدة",
    gone_text: "إن لم تنسخه فبدّل سرّ نقطة الاستقبال لتحصل على سرّ جديد.",
    deliveries: "عمليات التسليم",
};

const FR: EndpointTexts = EndpointTexts {
    details: "Fiche",
    created: "Création",
    endpoint_id: "ID de l’endpoint",
    secret: "Secret de signature",
    secrets_until: "l’ancien signe aussi jusqu’à {at}",
    pause: "Mettre en pause",
    resume: "Reprendre",
    enable: "Réactiver",
    paused_title: "Cet endpoint est en pause",
    paused_text: "Rien ne lui est envoyé. Ce qui se passe entre-temps est ignoré\u{a0}: après la reprise, renvoyez-le depuis cette page.",
    disabled_title: "Remit a désactivé cet endpoint",
    disabled_gone: "Il a répondu 410 Gone\u{a0}: plus rien ne lui est envoyé.",
    disabled_failing: "Pendant cinq jours chaque tentative a échoué\u{a0}: plus rien ne lui est envoyé.",
    disabled_since: "Désactivé\u{a0}: {at}.",
    disabled_advice: "Corrigez ce qui ne va pas, réactivez-le, puis renvoyez ce qu’il a manqué.",
    failing_title: "Cet endpoint est en échec",
    failing_text: "Aucune tentative n’a réussi depuis {at}. Après cinq jours d’échecs, Remit le désactive.",
    test: "Envoyer un test",
    manage: "Gérer",
    rotate: "Remplacer le secret",
    rotate_about: "Obtenez un nouveau secret de signature. L’ancien signe encore à ses côtés pendant 24 heures.",
    rotate_title: "Remplacer le secret\u{a0}?",
    rotate_text: "Le nouveau secret n’est affiché qu’une fois. Pendant 24 heures chaque requête porte deux signatures, une par secret\u{a0}: rien ne se perd pendant le changement. Un secret encore plus ancien prend fin aussitôt.",
    resend: "Renvoyer les manqués",
    resend_about: "Renvoyez tout ce qui a échoué ou a été ignoré depuis un moment de votre choix.",
    resend_title: "Renvoyer ce qui a été manqué\u{a0}?",
    resend_text: "Tout ce qui a échoué ou a été ignoré depuis ce moment est renvoyé maintenant, du plus ancien au plus récent.",
    since: "Depuis",
    resend_closed: "Activez d’abord l’endpoint.",
    delete: "Supprimer",
    delete_about: "Plus rien n’est envoyé. Ce qui l’a été reste lisible auprès de son événement.",
    delete_title: "Supprimer cet endpoint\u{a0}?",
    delete_text: "Ce qui attend encore pour {url} ne sera plus envoyé. C’est définitif.",
    made_title: "Votre endpoint est prêt",
    rotated_title: "Votre nouveau secret de signature",
    secret_warning: "Copiez-le maintenant et gardez-le comme un mot de passe. Il n’est affiché que cette fois.",
    secret_use: "Avec lui, votre serveur vérifie qu’une requête vient de Remit.",
    old_until: "Jusqu’à {at}, chaque requête est aussi signée avec l’ancien secret.",
    copy_secret: "Copier le secret",
    try_title: "Envoyer un test avec curl",
    gone_title: "Un secret n’est affiché qu’une fois",
    gone_text: "Si vous ne l’avez pas copié, remplacez le secret de l’endpoint pour en obtenir un nouveau.",
    deliveries: "Envois",
};
