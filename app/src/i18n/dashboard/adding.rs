//! What a merchant reads where the form of a new link adds to the settings: an account to pay to, a redirect URL;
//! and the small words that the server alone puts into that form.

use domain::{
    Locale,
    destination::{InvalidAccountNumber, Scheme},
    redirect_url::InvalidRedirectUrl,
};

use crate::i18n::texts;

texts! {
    /// Words of what is added in place.
    AddingTexts {
        destination_title, destination_text, name, name_hint, holder, holder_hint, scheme, scheme_iban,
        scheme_sort, iban, sort_code, account_number, bank_type, retail, sme, corporate,
        make_default, url_title, url_text, url, url_hint, url_hint_test, missing, iban_shape, iban_checksum,
        sort_shape, bank_type_missing, url_malformed, url_insecure, url_credentials,
        url_fragment, url_long, zone, expires_at, preset_today, preset_week, preset_month, preset_never,
        latest_currency,
    }
}

/// In a language.
pub const fn adding(locale: Locale) -> &'static AddingTexts {
    match locale {
        Locale::En => &EN,
        Locale::Ar => &AR,
        Locale::Fr => &FR,
    }
}

impl AddingTexts {
    /// What is wrong with an account number.
    pub const fn number_error(&self, invalid: &InvalidAccountNumber) -> &'static str {
        match invalid {
            InvalidAccountNumber::IbanShape => self.iban_shape,
            InvalidAccountNumber::IbanChecksum => self.iban_checksum,
            InvalidAccountNumber::SortCodeAccount => self.sort_shape,
        }
    }

    /// What is wrong with a redirect URL.
    pub const fn url_error(&self, invalid: &InvalidRedirectUrl) -> &'static str {
        match invalid {
            InvalidRedirectUrl::Malformed => self.url_malformed,
            InvalidRedirectUrl::Insecure => self.url_insecure,
            InvalidRedirectUrl::Credentials => self.url_credentials,
            InvalidRedirectUrl::Fragment => self.url_fragment,
            InvalidRedirectUrl::TooLong => self.url_long,
        }
    }

    /// A way to name an account.
    pub const fn scheme_name(&self, scheme: Scheme) -> &'static str {
        match scheme {
            Scheme::Iban => self.scheme_iban,
            Scheme::SortCodeAccount => self.scheme_sort,
        }
    }
}

const EN: AddingTexts = AddingTexts {
    destination_title: "Add an account to pay to",
    destination_text: "It is kept for other links too. The account itself cannot be changed later.",
    name: "Name",
    name_hint: "Yours alone, such as “Main account”.",
    holder: "Account holder",
    holder_hint: "As the bank knows them. Customers see this name at their bank.",
    scheme: "Account number",
    scheme_iban: "IBAN",
    scheme_sort: "Sort code and account number",
    iban: "IBAN",
    sort_code: "Sort code",
    account_number: "Account number",
    bank_type: "Kind of account",
    retail: "Personal",
    sme: "Small or medium business",
    corporate: "Corporate",
    make_default: "Use for new links by default",
    url_title: "Register a redirect URL",
    url_text: "Only registered pages can be linked to from a result page.",
    url: "URL",
    url_hint: "The whole address with https://.",
    url_hint_test: "The whole address with https://. In test mode also http://localhost.",
    missing: "Fill this in",
    iban_shape: "An IBAN starts with two letters and two digits and has 15 to 34 letters and digits",
    iban_checksum: "The check digits of this IBAN do not match. Look for a typing slip",
    sort_shape: "Use 6 digits for the sort code and 8 for the account number",
    bank_type_missing: "Choose the kind of account",
    url_malformed: "Write the whole URL, such as https://shop.example.com/thanks",
    url_insecure: "Use https. Plain http is allowed only for this computer (localhost) in test mode",
    url_credentials: "Leave out the user name and password",
    url_fragment: "Leave out the part after #",
    url_long: "Use at most 2,000 characters",
    zone: "Time in {city}: {zone}",
    expires_at: "{moment}, {relative}",
    preset_today: "End of today",
    preset_week: "In 7 days",
    preset_month: "In 30 days",
    preset_never: "Never",
    latest_currency: "The currency of your latest link.",
};

const AR: AddingTexts = AddingTexts {
    destination_title: "أضف حسابًا يُدفع إليه",
    destination_text: "يبقى متاحًا لروابط أخرى أيضًا. لا يمكن تغيير الحساب نفسه لاحقًا.",
    name: "الاسم",
    name_hint: "لك وحدك، مثل «الحساب الرئيسي».",
    holder: "صاحب الحساب",
    holder_hint: "كما يعرفه المصرف. يرى العملاء هذا الاسم لدى مصرفهم.",
    scheme: "رقم الحساب المصرفي",
    scheme_iban: "رقم الآيبان",
    scheme_sort: "رمز الفرع ورقم الحساب",
    iban: "الآيبان",
    sort_code: "رمز الفرع",
    account_number: "رقم الحساب",
    bank_type: "نوع الحساب",
    retail: "شخصي",
    sme: "منشأة صغيرة أو متوسطة",
    corporate: "شركة كبيرة",
    make_default: "استخدمه للروابط الجديدة افتراضيًا",
    url_title: "سجّل عنوان عودة",
    url_text: "لا تقود صفحة النتيجة إلا إلى صفحات مسجّلة.",
    url: "العنوان",
    url_hint: "العنوان كاملًا مع \u{2066}https://\u{2069}.",
    url_hint_test: "العنوان كاملًا مع \u{2066}https://\u{2069}. وفي وضع الاختبار أيضًا \u{2066}http://localhost\u{2069}.",
    missing: "املأ هذه الخانة",
    iban_shape: "يبدأ الآيبان بحرفين ورقمين ويتكوّن من 15 إلى 34 حرفًا ورقمًا",
    iban_checksum: "رقما التحقق في هذا الآيبان غير صحيحين. ابحث عن خطأ في الكتابة",
    sort_shape: "استخدم 6 أرقام لرمز الفرع و8 لرقم الحساب",
    bank_type_missing: "اختر نوع الحساب",
    url_malformed: "اكتب العنوان كاملًا، مثل \u{2066}https://shop.example.com/thanks\u{2069}",
    url_insecure: "استخدم https. لا يُسمح بـ http إلا لهذا الجهاز (localhost) في وضع الاختبار",
    url_credentials: "احذف اسم المستخدم وكلمة المرور",
    url_fragment: "احذف ما بعد العلامة #",
    url_long: "استخدم 2000 حرف كحد أقصى",
    zone: "بتوقيت {city}: {zone}",
    expires_at: "{moment}، {relative}",
    preset_today: "نهاية اليوم",
    preset_week: "بعد 7 أيام",
    preset_month: "بعد 30 يومًا",
    preset_never: "أبدًا",
    latest_currency: "عملة آخر رابط لك.",
};

const FR: AddingTexts = AddingTexts {
    destination_title: "Ajouter un compte bénéficiaire",
    destination_text: "Il servira aussi à d’autres liens. Le compte lui-même ne pourra plus être modifié.",
    name: "Nom",
    name_hint: "Pour vous seul, par exemple «\u{a0}Compte principal\u{a0}».",
    holder: "Titulaire du compte",
    holder_hint: "Tel que la banque le connaît. Vos clients voient ce nom dans leur banque.",
    scheme: "Numéro de compte",
    scheme_iban: "Par IBAN",
    scheme_sort: "Code guichet et numéro de compte",
    iban: "Numéro IBAN",
    sort_code: "Code guichet (sort code)",
    account_number: "Compte",
    bank_type: "Type de compte",
    retail: "Particulier",
    sme: "Petite ou moyenne entreprise",
    corporate: "Grande entreprise",
    make_default: "Utiliser par défaut pour les nouveaux liens",
    url_title: "Enregistrer une URL de retour",
    url_text: "Une page de résultat ne mène qu’à des pages enregistrées.",
    url: "Adresse URL",
    url_hint: "L’adresse entière, avec https://.",
    url_hint_test: "L’adresse entière, avec https://. En mode test, aussi http://localhost.",
    missing: "Remplissez ce champ",
    iban_shape: "Un IBAN commence par deux lettres et deux chiffres et compte de 15 à 34 lettres et chiffres",
    iban_checksum: "La clé de cet IBAN ne correspond pas. Cherchez une faute de frappe",
    sort_shape: "Utilisez 6 chiffres pour le code guichet et 8 pour le numéro de compte",
    bank_type_missing: "Choisissez le type de compte",
    url_malformed: "Écrivez l’URL entière, par exemple https://shop.example.com/thanks",
    url_insecure: "Utilisez https. Le simple http n’est permis que pour cet ordinateur (localhost) en mode test",
    url_credentials: "Retirez le nom d’utilisateur et le mot de passe",
    url_fragment: "Retirez la partie après #",
    url_long: "Utilisez au plus 2\u{202f}000 caractères",
    zone: "Heure locale ({city})\u{a0}: {zone}",
    expires_at: "{moment}, soit {relative}",
    preset_today: "Fin de journée",
    preset_week: "Dans 7 jours",
    preset_month: "Dans 30 jours",
    preset_never: "Jamais",
    latest_currency: "La devise de votre dernier lien.",
};
