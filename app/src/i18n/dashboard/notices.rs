//! What a merchant reads after a plain form was sent.

use domain::Locale;

use crate::i18n::texts;

texts! {
    /// Words that say what became of it.
    NoticeTexts {
        link_edited, link_disabled, link_enabled, link_deleted, links_disabled, link_succeeded, name_differs, view_saved,
        view_forgotten,
    }
}

/// In a language.
pub const fn notices(locale: Locale) -> &'static NoticeTexts {
    match locale {
        Locale::En => &EN,
        Locale::Ar => &AR,
        Locale::Fr => &FR,
    }
}

const EN: NoticeTexts = NoticeTexts {
    link_edited: "Changes saved",
    link_disabled: "Link disabled",
    link_enabled: "Link enabled",
    link_deleted: "Link deleted",
    links_disabled: "Chosen links disabled",
    link_succeeded: "Successor created",
    name_differs: "That is not its name. Nothing was deleted.",
    view_saved: "View saved",
    view_forgotten: "View removed",
};

const AR: NoticeTexts = NoticeTexts {
    link_edited: "حُفظت التغييرات",
    link_disabled: "عُطّل الرابط",
    link_enabled: "فُعّل الرابط",
    link_deleted: "حُذف الرابط",
    links_disabled: "عُطّلت الروابط المختارة",
    link_succeeded: "أُنشئ الرابط البديل",
    name_differs: "ليس هذا اسمه. لم يُحذف شيء.",
    view_saved: "حُفظ العرض",
    view_forgotten: "أُزيل العرض",
};

const FR: NoticeTexts = NoticeTexts {
    link_edited: "Modifications enregistrées",
    link_disabled: "Lien désactivé",
    link_enabled: "Lien activé",
    link_deleted: "Lien supprimé",
    links_disabled: "Liens choisis désactivés",
    link_succeeded: "Successeur créé",
    name_differs: "Ce n’est pas son nom. Rien n’a été supprimé.",
    view_saved: "Vue enregistrée",
    view_forgotten: "Vue retirée",
};
