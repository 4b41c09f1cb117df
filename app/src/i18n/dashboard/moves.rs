//! What a merchant reads before something is done with a link.

use domain::Locale;

use crate::i18n::texts;

texts! {
    /// Words of what may be done with a link.
    MoveTexts {
        edit, edit_title, edit_text, edit_save, edit_no_url, duplicate, disable, disable_title, disable_text, disable_text_paying, enable, enable_title, enable_text,
        succeed, succeed_title, succeed_text, succeed_most, succeed_expires, succeeded_by,
        delete, delete_title, delete_text, delete_text_paying, delete_type,
    }
}

/// In a language.
pub const fn moves(locale: Locale) -> &'static MoveTexts {
    match locale {
        Locale::En => &EN,
        Locale::Ar => &AR,
        Locale::Fr => &FR,
    }
}

const EN: MoveTexts = MoveTexts {
    edit: "Edit",
    edit_title: "Edit this link",
    edit_text: "Customers see the new words at once. Amount, fields, limits and expiry stay as they are: for others, duplicate the link.",
    edit_save: "Save",
    edit_no_url: "None",
    duplicate: "Duplicate",
    disable: "Disable",
    disable_title: "Disable this link?",
    disable_text: "Customers who open it are told that it is disabled. You can enable it again at any time.",
    disable_text_paying: "Customers who open it are told that it is disabled. Attempts under way ({count}) can still finish. You can enable it again at any time.",
    enable: "Enable",
    enable_title: "Enable this link?",
    enable_text: "Everyone who has it can pay again.",
    succeed: "Create a successor",
    succeed_title: "Create a successor?",
    succeed_text: "A new link with the same details takes its place. Customers who open the old address, also by a printed QR code, come to the new one.",
    succeed_most: "Number of payments",
    succeed_expires: "Expires (optional, {zone})",
    succeeded_by: "Its address leads to",
    delete: "Delete",
    delete_title: "Delete this link?",
    delete_text: "It disappears for good, and customers who open it are told so. Its usages and payments stay readable by their IDs.",
    delete_text_paying: "It disappears for good, and customers who open it are told so. Attempts under way ({count}) can still finish. Usages and payments stay readable by their IDs.",
    delete_type: "Type “{name}” to delete it",
};

const AR: MoveTexts = MoveTexts {
    edit: "تعديل",
    edit_title: "تعديل هذا الرابط",
    edit_text: "يرى العملاء الكلمات الجديدة فورًا. يبقى المبلغ والحقول والحدود وتاريخ الانتهاء كما هي: لتغييرها كرّر الرابط.",
    edit_save: "حفظ",
    edit_no_url: "لا يوجد",
    duplicate: "تكرار",
    disable: "إيقاف",
    disable_title: "هل تريد إيقاف هذا الرابط؟",
    disable_text: "من يفتحه يُخبر بأنه موقوف. يمكنك تفعيله مجددًا في أي وقت.",
    disable_text_paying: "من يفتحه يُخبر بأنه موقوف. المحاولات الجارية ({count}) تستطيع أن تكتمل. يمكنك تفعيله مجددًا في أي وقت.",
    enable: "تفعيل",
    enable_title: "هل تريد تفعيل هذا الرابط؟",
    enable_text: "سيتمكن كل من لديه الرابط من الدفع مجددًا.",
    succeed: "إنشاء رابط خلف",
    succeed_title: "هل تريد إنشاء رابط خلف؟",
    succeed_text: "يحل محله رابط جديد بالتفاصيل نفسها. من يفتح العنوان القديم، ولو برمز QR مطبوع، يصل إلى الرابط الجديد.",
    succeed_most: "عدد الدفعات",
    succeed_expires: "تاريخ الانتهاء (اختياري، {zone})",
    succeeded_by: "عنوانه يؤدي إلى",
    delete: "حذف",
    delete_title: "هل تريد حذف هذا الرابط؟",
    delete_text: "يختفي نهائيًا ويُخبر من يفتحه بذلك. تبقى استخداماته ودفعاته متاحة عبر معرّفاتها.",
    delete_text_paying: "يختفي نهائيًا ويُخبر من يفتحه بذلك. المحاولات الجارية ({count}) تستطيع أن تكتمل. تبقى الاستخدامات والدفعات متاحة عبر معرّفاتها.",
    delete_type: "اكتب «{name}» لحذفه",
};

const FR: MoveTexts = MoveTexts {
    edit: "Modifier",
    edit_title: "Modifier ce lien",
    edit_text: "Vos clients voient aussitôt les nouveaux textes. Montant, champs, limites et expiration restent les mêmes\u{a0}: pour en changer, dupliquez le lien.",
    edit_save: "Enregistrer",
    edit_no_url: "Aucune",
    duplicate: "Dupliquer",
    disable: "Désactiver",
    disable_title: "Désactiver ce lien\u{a0}?",
    disable_text: "Les clients qui l’ouvrent apprennent qu’il est désactivé. Vous pourrez le réactiver à tout moment.",
    disable_text_paying: "Les clients qui l’ouvrent apprennent qu’il est désactivé. Les tentatives en cours ({count}) peuvent encore aboutir. Vous pourrez le réactiver à tout moment.",
    enable: "Activer",
    enable_title: "Activer ce lien\u{a0}?",
    enable_text: "Tous ceux qui l’ont pourront de nouveau payer.",
    succeed: "Créer un successeur",
    succeed_title: "Créer un successeur\u{a0}?",
    succeed_text: "Un nouveau lien avec les mêmes détails prend sa place. Les clients qui ouvrent l’ancienne adresse, même par un QR code imprimé, arrivent sur le nouveau.",
    succeed_most: "Nombre de paiements",
    succeed_expires: "Expiration (facultatif, {zone})",
    succeeded_by: "Son adresse mène à",
    delete: "Supprimer",
    delete_title: "Supprimer ce lien\u{a0}?",
    delete_text: "Il disparaît définitivement et les clients qui l’ouvrent en sont informés. Ses utilisations et ses paiements restent consultables par leur ID.",
    delete_text_paying: "Il disparaît définitivement et les clients qui l’ouvrent en sont informés. Les tentatives en cours ({count}) peuvent encore aboutir. Utilisations et paiements restent consultables par leur ID.",
    delete_type: "Écrivez « {name} » pour le supprimer",
};
