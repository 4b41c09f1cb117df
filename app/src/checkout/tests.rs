//! What a customer gets, page by page, read from the HTML.
#![cfg(feature = "ssr")]

use domain::Locale;

use super::{
    in_language,
    model::{Body, Field},
    render, samples,
};

fn all() -> impl Iterator<Item = (String, String)> {
    Locale::ALL.into_iter().flat_map(|locale| {
        samples::all(locale)
            .into_iter()
            .map(move |(name, page)| (format!("{name}-{}", locale.tag()), render(&page)))
    })
}

fn html(name: &str) -> String {
    let found = samples::all(Locale::En).into_iter().find(|(sample, _)| *sample == name);
    render(&found.unwrap().1)
}

/// The opening tag with this id or name.
fn tag<'html>(html: &'html str, mark: &str) -> &'html str {
    let at = html.find(mark).unwrap_or_else(|| panic!("no {mark}"));
    let start = html[..at].rfind('<').unwrap();
    &html[start..at + html[at..].find('>').unwrap()]
}

#[test]
fn every_page_names_itself_and_its_statuses() {
    for (name, page) in [
        ("checkout", "checkout"),
        ("expired", "expired"),
        ("disabled", "disabled"),
        ("used", "used"),
        ("used-single", "used"),
        ("deleted", "deleted"),
        ("full", "full"),
        ("full-sent", "full"),
        ("unknown", "unknown"),
        ("paid", "result"),
        ("failed", "result"),
        ("waiting", "result"),
        ("receipt", "receipt"),
    ] {
        assert!(tag(&html(name), "<main").contains(&format!("data-page=\"{page}\"")), "{name}");
    }
    let paid = html("paid");
    assert!(
        tag(&paid, "<main").contains("data-usage-status=\"PAYMENT_CREATED\" data-payment-status=\"SETTLED\"")
    );
    assert!(tag(&html("failed"), "<main").contains("data-usage-status=\"FAILED\" data-payment-status"));
}

#[test]
fn every_page_has_its_language_and_direction_and_links_to_the_others() {
    for locale in Locale::ALL {
        for (name, page) in samples::all(locale) {
            let html = render(&page);
            assert!(html.starts_with("<!doctype html><html"), "{name}");
            let root = tag(&html, "<html");
            assert!(
                root.contains(&format!("lang=\"{}\" dir=\"{}\"", locale.tag(), locale.direction())),
                "{root}"
            );
            for other in Locale::ALL {
                assert!(
                    html.contains(&format!("href=\"/l/spring?lang={0}\" lang=\"{0}\"", other.tag())),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn nothing_is_inline_that_a_strict_policy_forbids() {
    for (name, html) in all() {
        assert!(!html.contains("<style") && !html.contains(" style="), "{name}");
        assert!(!html.contains("javascript:") && !html.contains(" onclick"), "{name}");
        for script in html.split("<script").skip(1) {
            assert!(script.contains("src=\"/assets/checkout.js\"></script>"), "{name}: {script}");
        }
    }
}

#[test]
fn every_control_has_a_label_and_every_reference_leads_somewhere() {
    for (name, html) in all() {
        for control in html.split('<').filter(|tag| tag.starts_with("input") || tag.starts_with("textarea")) {
            let hidden_or_within = control.contains("type=\"hidden\"") || control.contains("type=\"radio\"");
            let labelled = control.contains("aria-label=") || {
                let id = control.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next());
                id.is_some_and(|id| html.contains(&format!("for=\"{id}\"")))
            };
            assert!(hidden_or_within || labelled, "{name}: {control}");
        }
        for attribute in ["aria-describedby=\"", "aria-labelledby=\"", "for=\"", "href=\"#"] {
            for value in html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
                for id in value.split(' ') {
                    assert!(html.contains(&format!("id=\"{id}\"")), "{name}: {attribute}{id}");
                }
            }
        }
    }
}

#[test]
fn a_phone_and_an_email_bring_the_right_keyboard() {
    let html = html("checkout");
    let phone = tag(&html, "id=\"f-phone\"");
    for attribute in [
        "type=\"tel\"",
        "inputmode=\"tel\"",
        "autocomplete=\"tel\"",
        "dir=\"ltr\"",
        "name=\"phone\"",
        "required",
    ] {
        assert!(phone.contains(attribute), "{attribute} in {phone}");
    }
    let email = tag(&html, "id=\"f-email\"");
    for attribute in
        ["type=\"email\"", "autocomplete=\"email\"", "autocapitalize=\"none\"", "spellcheck=\"false\""]
    {
        assert!(email.contains(attribute), "{attribute} in {email}");
    }
    assert!(!email.contains("required"));
}

#[test]
fn a_refused_form_keeps_every_value_and_says_what_to_do_beside_the_field_and_above() {
    let html = html("checkout-errors");
    let phone = tag(&html, "id=\"f-phone\"");
    assert!(phone.contains("value=\"0501234567\"") && phone.contains("aria-invalid=\"true\""), "{phone}");
    assert!(phone.contains("aria-describedby=\"f-phone-hint f-phone-error\""), "{phone}");
    assert!(tag(&html, "id=\"f-email\"").contains("value=\"lina@\""));
    let summary = tag(&html, "id=\"summary\"");
    assert!(
        summary.contains("tabindex=\"-1\"") && summary.contains("autofocus") && !summary.contains("hidden"),
        "{summary}"
    );
    for target in ["href=\"#f-phone\"", "href=\"#f-email\"", "href=\"#f-bank\""] {
        assert!(html.contains(target), "{target}");
    }
    let fine = self::html("checkout");
    let summary = tag(&fine, "id=\"summary\"");
    assert!(summary.contains("hidden") && !summary.contains("autofocus"), "{summary}");
    assert!(!tag(&fine, "id=\"f-phone\"").contains("aria-invalid"));
}

#[test]
fn the_form_sends_its_fields_the_bank_and_the_attempt_and_nothing_else() {
    let html = html("checkout-many-banks");
    let names: std::collections::BTreeSet<_> = html
        .split('<')
        .filter(|tag| tag.starts_with("input") || tag.starts_with("textarea"))
        .filter_map(|tag| tag.split(" name=\"").nth(1)?.split('"').next())
        .collect();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["attempt", "bank", "email", "phone"]);
    assert!(tag(&html, "<form").contains(" method=\"post\" action=\"/l/spring\""));
    assert!(tag(&html, "value=\"falcon bank\"").contains("checked"));
}

#[test]
fn only_a_long_list_of_banks_can_be_searched() {
    assert!(html("checkout-many-banks").contains("type=\"search\""));
    assert!(!html("checkout").contains("type=\"search\""));
}

#[test]
fn the_button_carries_the_amount_and_a_slip_in_an_email_is_pointed_out() {
    let html = html("checkout");
    assert!(html.contains("Pay AED\u{a0}150.00<"));
    assert!(html.contains("Did you mean lina@gmail.com?"));
}

#[test]
fn dead_pages_say_why_and_lead_to_the_merchant() {
    for name in ["expired", "disabled", "used", "used-single", "deleted"] {
        let html = html(name);
        assert!(html.contains("href=\"mailto:hello@palmandstone.example\""), "{name}");
        assert!(!html.contains("<script"), "{name}");
        assert!(html.split("<main").nth(1).unwrap().contains("Palm &amp; Stone"), "{name}");
    }
    assert!(html("expired").contains("30 June, 23:59 (Dubai)"));
}

#[test]
fn waiting_pages_update_themselves_with_and_without_script() {
    for name in ["full", "waiting", "checking", "held"] {
        let html = html(name);
        assert!(html.contains("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>"), "{name}");
        assert!(tag(&html, "<main").contains("data-watch=\"/"), "{name}");
        assert!(html.contains("role=\"status\""), "{name}");
    }
    for name in ["paid", "failed", "reversed", "checkout"] {
        assert!(!html(name).contains("http-equiv"), "{name}");
    }
}

#[test]
fn a_result_offers_the_next_step() {
    let paid = html("paid");
    assert!(paid.contains("href=\"https://palmandstone.example/thanks?usage_id=use_1\""));
    assert!(!paid.contains("You can close this page"));
    assert!(html("paid-accepted").contains("You can close this page"));
    assert!(tag(&html("failed"), "href=\"/l/spring\"").contains("button main"));
    assert!(!html("failed-closed").contains("Try again"));
}

#[test]
fn an_attempt_that_waits_leads_back_to_the_bank_and_to_its_fields() {
    for name in ["waiting", "checkout-waiting"] {
        let html = html(name);
        assert!(tag(&html, "action=\"/u/token/bank\"").contains("method=\"post\""), "{name}");
        assert!(html.contains("14:32 (Dubai)") && html.contains("data-seconds-left=\"754\""), "{name}");
        assert!(html.contains("href=\"/l/spring?again=token\""), "{name}");
    }
    // Its end takes away the card, not the page that is being filled in.
    assert!(tag(&html("checkout-waiting"), "class=\"waiting\"").contains("data-ends"));
}

#[test]
fn who_pressed_pay_on_a_full_link_types_nothing_twice() {
    let sent = html("full-sent");
    assert!(tag(&sent, "value=\"050 123 4567\"").contains("type=\"hidden\" name=\"phone\""));
    assert!(tag(&sent, "action=\"/l/spring\"").contains("method=\"post\""));
    assert!(tag(&sent, "<button").contains("type=\"submit\""));
    // A refresh would ask for an empty form, so only a script waits here.
    assert!(!sent.contains("http-equiv=\"refresh\"") && html("full").contains("http-equiv=\"refresh\""));
    assert!(
        tag(&sent, "watching").contains("scripted") && !tag(&html("full"), "watching").contains("scripted")
    );
    assert!(!html("full").contains("<form"));
}

#[test]
fn who_paid_before_is_asked_and_enter_asks_again() {
    let html = html("checkout-paid-before");
    assert!(html.contains("This number has already paid this link"));
    let again = tag(&html, "id=\"pay-again\"");
    assert!(again.contains("type=\"submit\"") && again.contains("name=\"again\" value=\"yes\""), "{again}");
    assert!(html.find("id=\"pay\"") < html.find("id=\"pay-again\""), "Enter presses the first button");
    assert!(!self::html("checkout").contains("pay-again"));
}

#[test]
fn a_receipt_names_everything_and_says_when_the_payment_was_taken_back() {
    let receipt = html("receipt");
    for fact in [
        "Receipt",
        "Palm &amp; Stone",
        "INV-1042",
        "pay_02nKz8Xq4mTg7RbVw1LdYcE9",
        "Falcon Bank",
        "(Dubai)",
        "Mobile phone",
        "+971501234567",
        "hello@palmandstone.example",
    ] {
        assert!(receipt.contains(fact), "{fact}");
    }
    assert!(!receipt.contains("role=\"alert\""));
    assert!(html("receipt-taken-back").contains("Your bank took this payment back on 30 June"));
    for (name, linked) in [("paid", true), ("reversed", true), ("checking", false), ("failed", false)] {
        assert_eq!(html(name).contains("href=\"/u/token/receipt\""), linked, "{name}");
    }
}

#[test]
fn a_link_that_is_sent_shows_what_it_asks_for_and_nobody_s_details() {
    let html = html("checkout");
    for (property, content) in [
        ("title", "Ceramics workshop, 12 June"),
        ("description", "Pay AED\u{a0}150.00 to Palm &amp; Stone"),
        ("site_name", "Palm &amp; Stone"),
        ("url", "https://pay.example.com/l/spring"),
        ("image", "https://pay.example.com/assets/card.png"),
        ("locale", "en_US"),
    ] {
        let tag = tag(&html, &format!("property=\"og:{property}\""));
        assert!(tag.contains(&format!("content=\"{content}\"")), "{tag}");
    }
    let head = html.split("</head>").next().unwrap();
    assert!(!head.contains("501234567") && !head.contains("150 123") && !head.contains("lina@"));
    assert!(!self::html("paid").contains("og:"), "what is one customer's own is not shown elsewhere");
}

#[test]
fn what_people_write_cannot_become_markup() {
    let mut checkout = samples::checkout(Locale::En);
    let evil = "</div><script>alert('x')</script>\"'";
    checkout.bill.title = Some(evil.to_owned());
    checkout.bill.description = Some(evil.to_owned());
    let identifier = checkout.form.fields[0].identifier.clone();
    checkout.form.fields[0] = Field::new(Locale::En, identifier, evil.to_owned());
    checkout.form.banks[0].name = evil.to_owned();
    let mut page = samples::page(Locale::En, Body::Checkout(Box::new(checkout)));
    page.path = "/l/spring?prefill_phone=\"><script>".to_owned();
    if let Some(merchant) = &mut page.merchant {
        merchant.name = evil.to_owned();
        merchant.support_email = Some(evil.to_owned());
    }
    let html = render(&page);
    assert_eq!(html.matches("<script").count(), 1, "{html}");
}

#[test]
fn a_language_link_keeps_the_rest_of_the_address() {
    assert_eq!(in_language("/l/a", Locale::Ar), "/l/a?lang=ar");
    assert_eq!(
        in_language("/l/a?prefill_phone=%2B971&lang=fr&x=1", Locale::En),
        "/l/a?prefill_phone=%2B971&x=1&lang=en"
    );
}
