//! What is said around the reference of the API, which itself is in English.

use domain::Locale;

use crate::i18n::texts;

texts! {
    /// Words of the reference's frame.
    ReferenceTexts {
        lead, download, quick, quick_key, quick_settings, quick_run, copy, operations, errors, errors_text, all,
        parameters, body, required, refusals, sent, answered,
    }
}

/// In a language.
pub const fn reference(locale: Locale) -> &'static ReferenceTexts {
    match locale {
        Locale::En => &EN,
        Locale::Ar => &AR,
        Locale::Fr => &FR,
    }
}

const EN: ReferenceTexts = ReferenceTexts {
    lead: "Everything that your programs can do, made from the code of this server. It is also an OpenAPI document, for tools that write clients.",
    download: "OpenAPI document",
    quick: "Your first link",
    quick_key: "Create a test key under",
    quick_settings: "Tell your shell where this server is, and the key:",
    quick_run: "Run one of these. It prints the address to send to a customer.",
    copy: "Copy",
    operations: "Operations",
    errors: "Errors",
    errors_text: "A refusal carries one of these codes. A code never changes its meaning; the words around it may.",
    all: "All operations",
    parameters: "Parameters",
    body: "Body",
    required: "required",
    refusals: "Refusals",
    sent: "Example request",
    answered: "Example answer",
};

const AR: ReferenceTexts = ReferenceTexts {
    lead: "كل ما تستطيعه برامجك، مأخوذ من شيفرة هذا الخادم. وهو أيضًا مستند OpenAPI للأدوات التي تولّد المكتبات.",
    download: "مستند OpenAPI",
    quick: "رابطك الأول",
    quick_key: "أنشئ مفتاح اختبار في",
    quick_settings: "عرّف الطرفية بعنوان هذا الخادم وبالمفتاح:",
    quick_run: "شغّل أحد هذه الأمثلة. يطبع العنوان الذي ترسله إلى العميل.",
    copy: "انسخ",
    operations: "العمليات",
    errors: "الأخطاء",
    errors_text: "يحمل كل رفض أحد هذه الرموز. لا يتغير معنى الرمز أبدًا، وقد تتغير الكلمات حوله.",
    all: "كل العمليات",
    parameters: "المعاملات",
    body: "المحتوى",
    required: "مطلوب",
    refusals: "حالات الرفض",
    sent: "مثال على طلب",
    answered: "مثال على جواب",
};

const FR: ReferenceTexts = ReferenceTexts {
    lead: "Tout ce que vos programmes peuvent faire, tiré du code de ce serveur. C’est aussi un document OpenAPI, pour les outils qui écrivent des clients.",
    download: "Document OpenAPI",
    quick: "Votre premier lien",
    quick_key: "Créez une clé de test sous",
    quick_settings: "Indiquez à votre terminal l’adresse de ce serveur, et la clé :",
    quick_run: "Lancez l’un de ces exemples. Il affiche l’adresse à envoyer au client.",
    copy: "Copier",
    operations: "Opérations",
    errors: "Erreurs",
    errors_text: "Un refus porte l’un de ces codes. Un code ne change jamais de sens ; les mots autour peuvent changer.",
    all: "Toutes les opérations",
    parameters: "Paramètres",
    body: "Corps",
    required: "obligatoire",
    refusals: "Refus",
    sent: "Exemple de requête",
    answered: "Exemple de réponse",
};
