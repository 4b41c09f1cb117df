//! What who has forgotten their password reads. The server alone renders it.

use domain::Locale;

use crate::i18n::texts;

texts! {
    /// Words on the way to a new password.
    RecoverTexts {
        ask_title, ask_text, ask, sent_title, sent_text, no_mail_title, no_mail_text,
        set_title, set_label, set_hint, set, short_title, short_text, stale_title, stale_text, stale_again,
        done_title, done_text, back,
    }
}

/// In a language.
pub const fn recover(locale: Locale) -> &'static RecoverTexts {
    match locale {
        Locale::En => &EN,
        Locale::Ar => &AR,
        Locale::Fr => &FR,
    }
}

const EN: RecoverTexts = RecoverTexts {
    ask_title: "Forgot your password?",
    ask_text: "Enter the email you sign in with. We send it a link to set a new password.",
    ask: "Send the link",
    sent_title: "Look into your mail",
    sent_text: "If somebody signs in with this email, a link to set a new password is on its way. It works once, for one hour. Nothing there after a few minutes? Look among the spam.",
    no_mail_title: "Ask the operator of this server",
    no_mail_text: "This server sends no mail. Whoever runs it can set a new password for you with this command:",
    set_title: "Set a new password",
    set_label: "New password",
    set_hint: "At least 10 characters. You are signed out everywhere.",
    set: "Set the password",
    short_title: "Too short",
    short_text: "A password has 10 to 1,024 characters.",
    stale_title: "This link does not work any more",
    stale_text: "It was used already, or it is older than an hour. Ask for another one.",
    stale_again: "Ask for another link",
    done_title: "Your new password is set",
    done_text: "You are signed out everywhere. Sign in with the new password.",
    back: "Back to sign-in",
};

const AR: RecoverTexts = RecoverTexts {
    ask_title: "هل نسيت كلمة المرور؟",
    ask_text: "أدخل البريد الإلكتروني الذي تسجّل الدخول به. سنرسل إليه رابطًا لتعيين كلمة مرور جديدة.",
    ask: "إرسال الرابط",
    sent_title: "تحقّق من بريدك",
    sent_text: "إن كان أحد يسجّل الدخول بهذا البريد فسيصله رابط لتعيين كلمة مرور جديدة. يعمل الرابط مرة واحدة خلال ساعة. لم يصل شيء بعد دقائق؟ ابحث في البريد غير المرغوب فيه.",
    no_mail_title: "اسأل مشغّل هذا الخادم",
    no_mail_text: "لا يرسل هذا الخادم بريدًا. يستطيع من يشغّله تعيين كلمة مرور جديدة لك بهذا الأمر:",
    set_title: "تعيين كلمة مرور جديدة",
    set_label: "كلمة المرور الجديدة",
    set_hint: "10 أحرف على الأقل. سيُسجَّل خروجك من كل مكان.",
    set: "تعيين كلمة المرور",
    short_title: "قصيرة جدًا",
    short_text: "تتكوّن كلمة المرور من 10 إلى 1,024 حرفًا.",
    stale_title: "لم يعد هذا الرابط يعمل",
    stale_text: "استُخدم من قبل أو مضت عليه أكثر من ساعة. اطلب رابطًا آخر.",
    stale_again: "طلب رابط آخر",
    done_title: "تم تعيين كلمة المرور الجديدة",
    done_text: "سُجّل خروجك من كل مكان. سجّل الدخول بكلمة المرور الجديدة.",
    back: "العودة إلى تسجيل الدخول",
};

const FR: RecoverTexts = RecoverTexts {
    ask_title: "Mot de passe oublié\u{a0}?",
    ask_text: "Saisissez l’e-mail avec lequel vous vous connectez. Nous y envoyons un lien pour choisir un nouveau mot de passe.",
    ask: "Envoyer le lien",
    sent_title: "Consultez votre messagerie",
    sent_text: "Si quelqu’un se connecte avec cet e-mail, un lien pour choisir un nouveau mot de passe est en route. Il fonctionne une seule fois, pendant une heure. Rien après quelques minutes\u{a0}? Regardez parmi les indésirables.",
    no_mail_title: "Demandez à l’exploitant de ce serveur",
    no_mail_text: "Ce serveur n’envoie pas d’e-mails. La personne qui l’exploite peut vous donner un nouveau mot de passe avec cette commande\u{a0}:",
    set_title: "Choisir un nouveau mot de passe",
    set_label: "Nouveau mot de passe",
    set_hint: "Au moins 10 caractères. Vous serez déconnecté partout.",
    set: "Enregistrer le mot de passe",
    short_title: "Trop court",
    short_text: "Un mot de passe a de 10 à 1\u{202f}024 caractères.",
    stale_title: "Ce lien ne fonctionne plus",
    stale_text: "Il a déjà servi, ou il a plus d’une heure. Demandez-en un autre.",
    stale_again: "Demander un autre lien",
    done_title: "Votre nouveau mot de passe est enregistré",
    done_text: "Vous êtes déconnecté partout. Connectez-vous avec le nouveau mot de passe.",
    back: "Retour à la connexion",
};
