//! What a merchant reads about the keyboard.

use domain::Locale;

use crate::i18n::texts;

texts! {
    /// Words of the palette and of the list of keys.
    KeyTexts {
        palette, palette_hint, nothing_found, all_links, active_links, new_link, customers, new_customer, shortcuts, key_palette,
        key_search, key_new, key_rows, key_open, key_close, key_send, key_help, letters,
    }
}

/// In a language.
pub const fn keys(locale: Locale) -> &'static KeyTexts {
    match locale {
        Locale::En => &EN,
        Locale::Ar => &AR,
        Locale::Fr => &FR,
    }
}

const EN: KeyTexts = KeyTexts {
    palette: "Find or go to",
    palette_hint: "Search links, or go to a page",
    nothing_found: "Nothing found. Enter searches the list of links.",
    all_links: "Payment links",
    active_links: "Active payment links",
    new_link: "New payment link",
    customers: "Customers",
    new_customer: "New customer",
    shortcuts: "Keyboard shortcuts",
    key_palette: "Find a link or go to a page",
    key_search: "Search the list",
    key_new: "New payment link",
    key_rows: "Move through rows",
    key_open: "Open the row",
    key_close: "Close",
    key_send: "Send the form",
    key_help: "Show these keys",
    letters: "Keys of one letter",
};

const AR: KeyTexts = KeyTexts {
    palette: "بحث أو انتقال",
    palette_hint: "ابحث في الروابط أو انتقل إلى صفحة",
    nothing_found: "لا نتائج. اضغط Enter للبحث في قائمة الروابط.",
    all_links: "روابط الدفع",
    active_links: "روابط الدفع النشطة",
    new_link: "رابط دفع جديد",
    customers: "العملاء",
    new_customer: "عميل جديد",
    shortcuts: "اختصارات لوحة المفاتيح",
    key_palette: "ابحث عن رابط أو انتقل إلى صفحة",
    key_search: "ابحث في القائمة",
    key_new: "رابط دفع جديد",
    key_rows: "تنقّل بين الصفوف",
    key_open: "افتح الصف",
    key_close: "إغلاق",
    key_send: "أرسل النموذج",
    key_help: "أظهر هذه المفاتيح",
    letters: "مفاتيح الحرف الواحد",
};

const FR: KeyTexts = KeyTexts {
    palette: "Chercher ou aller à",
    palette_hint: "Cherchez un lien ou une page",
    nothing_found: "Rien trouvé. Entrée cherche dans la liste des liens.",
    all_links: "Liens de paiement",
    active_links: "Liens de paiement actifs",
    new_link: "Nouveau lien de paiement",
    customers: "Clients",
    new_customer: "Nouveau client",
    shortcuts: "Raccourcis clavier",
    key_palette: "Chercher un lien ou une page",
    key_search: "Chercher dans la liste",
    key_new: "Nouveau lien de paiement",
    key_rows: "Parcourir les lignes",
    key_open: "Ouvrir la ligne",
    key_close: "Fermer",
    key_send: "Envoyer le formulaire",
    key_help: "Afficher ces touches",
    letters: "Touches d’une seule lettre",
};
