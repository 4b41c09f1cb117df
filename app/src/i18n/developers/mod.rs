//! What a developer reads in the dashboard, which the server alone renders: [`keys`] of the API, [`webhooks`],
//! one [`endpoint`] of them and its [`deliveries`], [`events`]; what stands around the [`reference`] of the API.

mod deliveries;
mod endpoint;
mod events;
mod keys;
mod reference;
mod webhooks;

use domain::Locale;

pub use deliveries::{DeliveryTexts, deliveries};
pub use endpoint::{EndpointTexts, endpoint};
pub use events::{EventTexts, events};
pub use keys::{KeysTexts, keys};
pub use reference::reference;
pub use webhooks::{WebhookTexts, webhooks};

use super::texts;

texts! {
    /// Words that all pages of the area share.
    AreaTexts { title, tabs, tab_keys, tab_webhooks, tab_events, tab_api }
}

/// In a language.
pub const fn area(locale: Locale) -> &'static AreaTexts {
    match locale {
        Locale::En => &EN,
        Locale::Ar => &AR,
        Locale::Fr => &FR,
    }
}

const EN: AreaTexts = AreaTexts {
    title: "Developers",
    tabs: "Pages for developers",
    tab_keys: "API keys",
    tab_webhooks: "Webhooks",
    tab_events: "Events",
    tab_api: "API reference",
};

const AR: AreaTexts = AreaTexts {
    title: "المطوّرون",
    tabs: "صفحات المطوّرين",
    tab_keys: "مفاتيح API",
    tab_webhooks: "إشعارات الويب",
    tab_events: "الأحداث",
    tab_api: "مرجع API",
};

const FR: AreaTexts = AreaTexts {
    title: "Développeurs",
    tabs: "Pages pour les développeurs",
    tab_keys: "Clés API",
    tab_webhooks: "Les webhooks",
    tab_events: "Événements",
    tab_api: "Référence de l’API",
};
