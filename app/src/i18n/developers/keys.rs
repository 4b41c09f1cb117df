//! What is said about API keys.

use domain::{Locale, Mode, access::Scope};
use engine::auth::Overlap;

use crate::i18n::texts;

texts! {
    /// Words of the keys, of the form that makes one, and of the page that shows a secret once.
    KeysTexts {
        lead_test, lead_live, create, create_title, name, name_hint, access, access_all, access_some,
        scope_read, scope_links, scope_customers, scope_webhooks, scope_settings, no_scope,
        column_key, column_scopes, column_created, column_used, column_ends, column_moves, never_used, no_end,
        rotate, rotate_title, rotate_text, overlap, overlap_none, overlap_hour, overlap_day, overlap_week,
        revoke, revoke_title, revoke_text, made_title, made_warning, copy_key, done, old_until, old_over,
        use_title, gone_title, gone_text, all_keys, closed_title, closed_text, empty_title, empty_text,
        again_title, again_text,
    }
}

/// In a language.
pub const fn keys(locale: Locale) -> &'static KeysTexts {
    match locale {
        Locale::En => &EN,
        Locale::Ar => &AR,
        Locale::Fr => &FR,
    }
}

impl KeysTexts {
    /// What keys of a mode are for.
    pub const fn lead(&self, mode: Mode) -> &'static str {
        match mode {
            Mode::Test => self.lead_test,
            Mode::Live => self.lead_live,
        }
    }

    /// What a scope allows.
    pub const fn scope(&self, scope: Scope) -> &'static str {
        match scope {
            Scope::Read => self.scope_read,
            Scope::WriteLinks => self.scope_links,
            Scope::WriteCustomers => self.scope_customers,
            Scope::WriteWebhooks => self.scope_webhooks,
            Scope::WriteSettings => self.scope_settings,
        }
    }

    /// How long an old key works on.
    pub const fn overlap(&self, overlap: Overlap) -> &'static str {
        match overlap {
            Overlap::None => self.overlap_none,
            Overlap::Hour => self.overlap_hour,
            Overlap::Day => self.overlap_day,
            Overlap::Week => self.overlap_week,
        }
    }
}

const EN: KeysTexts = KeysTexts {
    lead_test: "A key lets your programs use the API. These reach test mode only.",
    lead_live: "A key lets your programs use the API. These reach live mode, where real money moves.",
    create: "Create key",
    create_title: "Create an API key",
    name: "Name",
    name_hint: "What it is for, such as “Web shop”.",
    access: "What it may do",
    access_all: "Everything",
    access_some: "Only what I choose",
    scope_read: "Read everything",
    scope_links: "Create and change payment links",
    scope_customers: "Create and change customers",
    scope_webhooks: "Change webhooks and send them again",
    scope_settings: "Change destinations and redirect URLs",
    no_scope: "Choose at least one",
    column_key: "Key",
    column_scopes: "May",
    column_created: "Created",
    column_used: "Last used",
    column_ends: "Ends",
    column_moves: "Rotate or revoke",
    never_used: "Never used",
    no_end: "Has no end",
    rotate: "Rotate",
    rotate_title: "Rotate this key?",
    rotate_text: "You get a new secret for {name}, with the same rights. The old one works on for a while, so that you can carry the new one over.",
    overlap: "The old key works for",
    overlap_none: "No longer: it ends now",
    overlap_hour: "1 hour",
    overlap_day: "24 hours",
    overlap_week: "7 days",
    revoke: "Revoke",
    revoke_title: "Revoke this key?",
    revoke_text: "Programs that use {name} are refused from this moment. This cannot be undone.",
    made_title: "Your new key: {name}",
    made_warning: "Copy it now and keep it as safe as a password. It is shown only this once: Remit does not keep it.",
    copy_key: "Copy key",
    done: "Done",
    old_until: "The old key works until {at}.",
    old_over: "The old key works no more.",
    use_title: "Use a key with curl",
    gone_title: "A key is shown only once",
    gone_text: "If you did not copy it, rotate the key to get a new secret.",
    all_keys: "API keys",
    closed_title: "Keys belong to admins",
    closed_text: "Only owners and admins of this account see and make API keys. Ask one of them for a key.",
    empty_title: "No key yet",
    empty_text: "Create a key, and your programs can make payment links and hear what became of them.",
    again_title: "The key was not made",
    again_text: "Look at what is marked below.",
};

const AR: KeysTexts = KeysTexts {
    lead_test: "يتيح المفتاح لبرامجك استخدام API. هذه المفاتيح لوضع الاختبار فقط.",
    lead_live: "يتيح المفتاح لبرامجك استخدام API. هذه المفاتيح للوضع الحقيقي حيث تتحرك أموال حقيقية.",
    create: "أنشئ مفتاحًا",
    create_title: "أنشئ مفتاح API",
    name: "الاسم",
    name_hint: "الغرض منه، مثل «المتجر الإلكتروني».",
    access: "ما يُسمح له به",
    access_all: "كل شيء",
    access_some: "ما أختاره فقط",
    scope_read: "قراءة كل شيء",
    scope_links: "إنشاء روابط الدفع وتغييرها",
    scope_customers: "إنشاء العملاء وتغييرهم",
    scope_webhooks: "تغيير إشعارات الويب وإعادة إرسالها",
    scope_settings: "تغيير الحسابات المستفيدة وعناوين العودة",
    no_scope: "اختر واحدًا على الأقل",
    column_key: "المفتاح",
    column_scopes: "يُسمح له",
    column_created: "أُنشئ",
    column_used: "آخر استخدام",
    column_ends: "ينتهي",
    column_moves: "تبديل أو إلغاء",
    never_used: "لم يُستخدم قط",
    no_end: "بلا نهاية",
    rotate: "بدّل",
    rotate_title: "تبديل هذا المفتاح؟",
    rotate_text: "تحصل على سرّ جديد للمفتاح {name} بالصلاحيات نفسها. ويبقى القديم صالحًا مدة تكفي لنقل الجديد.",
    overlap: "يبقى المفتاح القديم صالحًا",
    overlap_none: "لا يبقى: ينتهي الآن",
    overlap_hour: "ساعة واحدة",
    overlap_day: "24 ساعة",
    overlap_week: "7 أيام",
    revoke: "ألغِ",
    revoke_title: "إلغاء هذا المفتاح؟",
    revoke_text: "تُرفض البرامج التي تستخدم {name} من هذه اللحظة. لا يمكن التراجع عن ذلك.",
    made_title: "مفتاحك الجديد: {name}",
    made_warning: "انسخه الآن واحفظه كما تحفظ كلمة المرور. لا يظهر إلا هذه المرة: لا يحتفظ Remit به.",
    copy_key: "انسخ المفتاح",
    done: "تم",
    old_until: "يبقى المفتاح القديم صالحًا حتى {at}.",
    old_over: "لم يعد المفتاح القديم صالحًا.",
    use_title: "استخدم مفتاحًا مع curl",
    gone_title: "لا يظهر المفتاح إلا مرة واحدة",
    gone_text: "إن لم تنسخه فبدّل المفتاح لتحصل على سرّ جديد.",
    all_keys: "مفاتيح API",
    closed_title: "المفاتيح للمشرفين",
    closed_text: "لا يرى مفاتيح API ولا ينشئها إلا مالكو هذا الحساب ومشرفوه. اطلب مفتاحًا من أحدهم.",
    empty_title: "لا مفاتيح بعد",
    empty_text: "أنشئ مفتاحًا لتتمكن برامجك من إنشاء روابط الدفع ومعرفة ما آلت إليه.",
    again_title: "لم يُنشأ المفتاح",
    again_text: "راجع ما هو معلَّم أدناه.",
};

const FR: KeysTexts = KeysTexts {
    lead_test: "Une clé permet à vos programmes d’utiliser l’API. Celles-ci ne valent qu’en mode test.",
    lead_live: "Une clé permet à vos programmes d’utiliser l’API. Celles-ci valent en mode réel, où l’argent est réel.",
    create: "Créer une clé",
    create_title: "Créer une clé API",
    name: "Nom",
    name_hint: "Son usage, par exemple «\u{a0}Boutique en ligne\u{a0}».",
    access: "Ce qu’elle permet",
    access_all: "Tout",
    access_some: "Seulement ce que je choisis",
    scope_read: "Tout lire",
    scope_links: "Créer et modifier des liens de paiement",
    scope_customers: "Créer et modifier des clients",
    scope_webhooks: "Modifier les webhooks et les renvoyer",
    scope_settings: "Modifier les comptes bénéficiaires et les URL de retour",
    no_scope: "Choisissez-en au moins un",
    column_key: "Clé",
    column_scopes: "Permet",
    column_created: "Créée",
    column_used: "Dernière utilisation",
    column_ends: "Fin",
    column_moves: "Remplacer ou révoquer",
    never_used: "Jamais utilisée",
    no_end: "Sans fin",
    rotate: "Remplacer",
    rotate_title: "Remplacer cette clé\u{a0}?",
    rotate_text: "Vous obtenez un nouveau secret pour {name}, avec les mêmes droits. L’ancien vaut encore un moment, le temps de le changer partout.",
    overlap: "L’ancienne clé vaut encore",
    overlap_none: "Plus du tout\u{a0}: elle prend fin maintenant",
    overlap_hour: "1 heure",
    overlap_day: "24 heures",
    overlap_week: "7 jours",
    revoke: "Révoquer",
    revoke_title: "Révoquer cette clé\u{a0}?",
    revoke_text: "Les programmes qui utilisent {name} sont refusés dès maintenant. C’est définitif.",
    made_title: "Votre nouvelle clé\u{a0}: {name}",
    made_warning: "Copiez-la maintenant et gardez-la comme un mot de passe. Elle n’est affichée que cette fois\u{a0}: Remit ne la conserve pas.",
    copy_key: "Copier la clé",
    done: "Terminé",
    old_until: "L’ancienne clé vaut jusqu’à {at}.",
    old_over: "L’ancienne clé ne vaut plus.",
    use_title: "Utiliser une clé avec curl",
    gone_title: "Une clé n’est affichée qu’une fois",
    gone_text: "Si vous ne l’avez pas copiée, remplacez-la pour obtenir un nouveau secret.",
    all_keys: "Clés API",
    closed_title: "Les clés sont aux administrateurs",
    closed_text: "Seuls les propriétaires et administrateurs de ce compte voient et créent des clés API. Demandez-leur une clé.",
    empty_title: "Pas encore de clé",
    empty_text: "Créez une clé et vos programmes pourront créer des liens de paiement et savoir ce qu’ils deviennent.",
    again_title: "La clé n’a pas été créée",
    again_text: "Voyez ce qui est marqué ci-dessous.",
};
