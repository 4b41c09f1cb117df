//! The words of the bank's pages in its three languages.

use crate::accounts::Account;

/// A language of the bank's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Locale {
    En,
    Ar,
    Fr,
}

impl Locale {
    pub(crate) const ALL: [Self; 3] = [Self::En, Self::Ar, Self::Fr];

    /// The language the customer chose, else the one the client asked for, else the browser's, else English.
    pub(crate) fn choose(lang: Option<&str>, ui_locales: Option<&str>, accepted: Option<&str>) -> Self {
        let first = |list: Option<&str>| {
            list.unwrap_or_default().split([',', ' ']).find_map(|tag| Self::parse(tag.split(';').next()?))
        };
        first(lang).or_else(|| first(ui_locales)).or_else(|| first(accepted)).unwrap_or(Self::En)
    }

    fn parse(tag: &str) -> Option<Self> {
        let language = tag.split('-').next()?.trim().to_ascii_lowercase();
        Self::ALL.into_iter().find(|locale| locale.tag() == language)
    }

    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ar => "ar",
            Self::Fr => "fr",
        }
    }

    pub(crate) const fn direction(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::En | Self::Fr => "ltr",
        }
    }

    /// The one of three names, given in the order of [`Locale::ALL`].
    pub(crate) const fn of<T: Copy>(self, names: [T; 3]) -> T {
        match self {
            Self::En => names[0],
            Self::Ar => names[1],
            Self::Fr => names[2],
        }
    }

    pub(crate) const fn texts(self) -> &'static Texts {
        match self {
            Self::En => &EN,
            Self::Ar => &AR,
            Self::Fr => &FR,
        }
    }
}

/// Every text of the pages.
pub(crate) struct Texts {
    /// The language's own name.
    pub(crate) name: &'static str,
    pub(crate) languages: &'static str,
    /// Between thousands, and before decimals.
    pub(crate) marks: [&'static str; 2],
    pub(crate) sandbox: &'static str,
    pub(crate) heading: &'static str,
    pub(crate) payee: &'static str,
    pub(crate) to: &'static str,
    pub(crate) reference: &'static str,
    pub(crate) from: &'static str,
    pub(crate) balance: &'static str,
    pub(crate) choose: &'static str,
    pub(crate) approve: &'static str,
    pub(crate) decline: &'static str,
    /// Title and sentence.
    pub(crate) answered: [&'static str; 2],
    pub(crate) expired: [&'static str; 2],
    pub(crate) unknown: [&'static str; 2],
    pub(crate) go_on: &'static str,
    pub(crate) back: &'static str,
    /// Name and effect, in the order of [`Account::ALL`].
    accounts: [[&'static str; 2]; 7],
}

impl Texts {
    /// What an account is called, and what happens to a payment from it.
    pub(crate) const fn account(&self, account: Account) -> [&'static str; 2] {
        self.accounts[account as usize]
    }
}

static EN: Texts = Texts {
    name: "English",
    languages: "Language",
    marks: [",", "."],
    sandbox: "Sandbox: no real money",
    heading: "Approve this payment",
    payee: "To",
    to: "Account",
    reference: "Reference",
    from: "Pay from",
    balance: "Balance",
    choose: "Choose an account, then approve or decline",
    approve: "Approve {amount}",
    decline: "Decline",
    answered: [
        "You have already answered",
        "This payment request has your answer. Go on to see how it went.",
    ],
    expired: ["This request has expired", "Nothing was paid. Go back and start the payment again."],
    unknown: [
        "We do not know this request",
        "The link is incomplete or was never ours. Nothing was paid. Go back to the page you came from and start again.",
    ],
    go_on: "Continue",
    back: "Go back",
    accounts: [
        ["Current account", "Pays at once"],
        ["Savings account", "Accepted after about 5 seconds"],
        ["Spare account", "Not enough money"],
        ["Travel account", "Accepted, then rejected"],
        ["Joint account", "Held by the bank"],
        ["Home account", "Pays, but the first answer gets lost"],
        ["Rainy-day account", "Stays pending, no answer"],
    ],
};

static AR: Texts = Texts {
    name: "العربية",
    languages: "اللغة",
    marks: [",", "."],
    sandbox: "تجريبي: لا أموال حقيقية",
    heading: "الموافقة على هذه الدفعة",
    payee: "إلى",
    to: "الحساب",
    reference: "المرجع",
    from: "الدفع من",
    balance: "الرصيد",
    choose: "اختر حسابًا، ثم وافق أو ارفض",
    approve: "الموافقة على {amount}",
    decline: "رفض",
    answered: ["لقد أجبت من قبل", "سجّلنا إجابتك عن طلب الدفع هذا. تابع لمعرفة النتيجة."],
    expired: ["انتهت صلاحية هذا الطلب", "لم يُدفع أي مبلغ. ارجع وابدأ الدفع من جديد."],
    unknown: [
        "لا نعرف هذا الطلب",
        "الرابط غير مكتمل أو ليس صادرًا منا. لم يُدفع أي مبلغ. ارجع إلى الصفحة التي جئت منها وابدأ من جديد.",
    ],
    go_on: "متابعة",
    back: "رجوع",
    accounts: [
        ["الحساب الجاري", "يدفع فورًا"],
        ["حساب التوفير", "يُقبل بعد نحو 5 ثوانٍ"],
        ["الحساب الاحتياطي", "الرصيد غير كافٍ"],
        ["حساب السفر", "يُقبل ثم يُرفض"],
        ["الحساب المشترك", "يحتجزه المصرف"],
        ["حساب المنزل", "يدفع، لكن الرد الأول يضيع"],
        ["حساب الطوارئ", "يبقى معلقًا دون رد"],
    ],
};

static FR: Texts = Texts {
    name: "Français",
    languages: "Langue",
    marks: ["\u{202f}", ","],
    sandbox: "Test : argent fictif",
    heading: "Approuver ce paiement",
    payee: "À",
    to: "Compte",
    reference: "Référence",
    from: "Payer depuis",
    balance: "Solde",
    choose: "Choisissez un compte, puis approuvez ou refusez",
    approve: "Approuver {amount}",
    decline: "Refuser",
    answered: [
        "Vous avez déjà répondu",
        "Votre réponse à cette demande est enregistrée. Continuez pour voir le résultat.",
    ],
    expired: ["Cette demande a expiré", "Rien n’a été payé. Revenez en arrière et recommencez le paiement."],
    unknown: [
        "Nous ne connaissons pas cette demande",
        "Le lien est incomplet ou ne vient pas de nous. Rien n’a été payé. Revenez à la page précédente et recommencez.",
    ],
    go_on: "Continuer",
    back: "Retour",
    accounts: [
        ["Compte courant", "Paie aussitôt"],
        ["Compte épargne", "Accepté après environ 5 secondes"],
        ["Compte d’appoint", "Solde insuffisant"],
        ["Compte voyage", "Accepté, puis rejeté"],
        ["Compte joint", "Retenu par la banque"],
        ["Compte maison", "Paie, mais la première réponse se perd"],
        ["Compte de réserve", "Reste en attente, sans réponse"],
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_chosen_by_the_customer_then_the_client_then_the_browser() {
        assert_eq!(Locale::choose(Some("ar"), Some("fr"), Some("en")), Locale::Ar);
        assert_eq!(Locale::choose(Some("xx"), Some("fr-FR en"), Some("ar")), Locale::Fr);
        assert_eq!(Locale::choose(None, None, Some("de-DE,ar-AE;q=0.8,en;q=0.5")), Locale::Ar);
        assert_eq!(Locale::choose(None, None, None), Locale::En);
    }

    #[test]
    fn every_account_has_the_words_of_its_place() {
        for (index, account) in Account::ALL.into_iter().enumerate() {
            assert_eq!(account as usize, index);
        }
    }
}
