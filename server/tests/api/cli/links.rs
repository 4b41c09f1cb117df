//! `remit links`

use http::Method;
use serde_json::json;

use super::{Terminal, bare, finish};

const LEAST: [&str; 8] =
    ["links", "create", "--amount", "150.00", "--currency", "AED", "--reference", "INV-1042"];

#[tokio::test]
async fn a_new_link_is_its_url_for_a_script_and_the_object_with_json() {
    let terminal = Terminal::open().await;
    let left = terminal.run(&LEAST).await;
    assert_eq!((left.code, left.err.as_str()), (0, ""));
    let url = left.out.strip_suffix('\n').unwrap();
    assert!(url.starts_with("https://pay.example.com/l/") && !url.contains('\n'), "{url}");

    let more = [
        "--name",
        "Spring",
        "--title",
        "Ceramics",
        "--description",
        "Clay included",
        "--max-usages",
        "2",
        "--expires-at",
        "2099-01-01T00:00:00Z",
        "--slug",
        "spring-26",
        "--metadata",
        "order=7",
        "--metadata",
        "note=a=b",
    ];
    let made = terminal.json(&[&LEAST[..], &more].concat()).await.remove(0);
    assert_eq!(
        (&made["url"], &made["metadata"]),
        (&json!("https://pay.example.com/l/spring-26"), &json!({"order": "7", "note": "a=b"}))
    );
    let kept = terminal
        .shop
        .api(Method::GET, &format!("/payment_links/{}", made["id"].as_str().unwrap()), None)
        .await;
    assert_eq!(kept.json(), made);
}

#[tokio::test]
async fn what_the_server_refuses_is_named_by_its_flag() {
    let terminal = Terminal::open().await;
    let mut wrong = LEAST;
    wrong[3] = "1.505";
    let left = terminal.run(&[&wrong[..], &["--expires-at", "tomorrow"]].concat()).await;
    assert_eq!((left.code, left.out.as_str()), (1, ""));
    assert!(left.err.starts_with("error: --amount: AED has 2 digits"), "{}", left.err);
    assert!(left.err.contains("\n  --expires-at: "), "{}", left.err);

    let unregistered =
        terminal.run(&[&LEAST[..], &["--redirect-url", "https://shop.example/x"]].concat()).await;
    assert_eq!(unregistered.code, 1);
    assert!(unregistered.err.contains("--redirect-url"), "{}", unregistered.err);
}

#[tokio::test]
async fn a_link_is_shown_disabled_and_enabled() {
    let terminal = Terminal::open().await;
    let link = terminal.shop.link(json!({"name": "Spring", "max_usages": 3})).await;
    let id = link["id"].as_str().unwrap();
    let left = terminal.run(&["links", "get", id]).await;
    let shown = left.out.replace(id, "plink_…").replace(link["slug"].as_str().unwrap(), "…");
    insta::assert_snapshot!(shown, @r"
    Link         https://pay.example.com/l/…
    ID           plink_…
    Status       ACTIVE
    Amount       AED 150.00
    Reference    INV-1042
    Name         Spring
    Usages       0 / 3
    Created      2026-06-01T09:00:00Z
    ");

    for (verb, status) in [("disable", "DISABLED"), ("disable", "DISABLED"), ("enable", "ACTIVE")] {
        let left = terminal.run(&["links", verb, id]).await;
        assert_eq!((left.code, left.out), (0, format!("{id} is {status}\n")));
    }
    assert_eq!(terminal.json(&["links", "disable", id]).await[0]["status"], "DISABLED");

    let unknown = terminal.run(&["links", "get", "plink_000000000000000000000000"]).await;
    assert_eq!((unknown.code, unknown.out.as_str()), (1, ""));
    assert!(
        unknown.err.starts_with("error: there is no such payment link\n  hint: check the id"),
        "{}",
        unknown.err
    );
    let odd = terminal.run(&["links", "get", "../account"]).await;
    assert_eq!(odd.code, 2);
}

#[tokio::test]
async fn a_list_is_filtered_aligned_and_read_to_its_end() {
    let terminal = Terminal::open().await;
    for count in 0..103 {
        terminal.shop.link(json!({"payment_details": {"amount": format!("{count}1.50")}})).await;
    }
    terminal.shop.link(json!({"slug": "lamp", "name": "Lamp", "expires_at": "2099-01-01T00:00:00Z"})).await;
    let all = terminal.json(&["links", "list", "--all"]).await;
    assert_eq!((all.len(), &all[0]["slug"]), (104, &json!("lamp")));
    assert_eq!(terminal.json(&["links", "list", "--q", "lamp"]).await, all[..1]);

    let left = terminal.run(&["links", "list", "--status", "active", "--limit", "2"]).await;
    let id = |index: usize| all[index]["id"].as_str().unwrap();
    let shown = left
        .out
        .replace(id(0), "plink_aaaaaaaaaaaaaaaaaaaaaaaa")
        .replace(id(1), "plink_bbbbbbbbbbbbbbbbbbbbbbbb");
    insta::assert_snapshot!(shown, @r"
    ID                              STATUS  AMOUNT       USAGES    EXPIRES               REFERENCE  NAME
    plink_aaaaaaaaaaaaaaaaaaaaaaaa  ACTIVE  AED 150.00   0 / 1000  2099-01-01T00:00:00Z  INV-1042   Lamp
    plink_bbbbbbbbbbbbbbbbbbbbbbbb  ACTIVE  AED 1021.50  0 / 1000  -                     INV-1042   -
    ");
    assert_eq!(left.err, format!("there are more: --all lists them, --starting-after {} goes on\n", id(1)));
    let rest = terminal.json(&["links", "list", "--all", "--starting-after", id(1)]).await;
    assert_eq!(rest, all[2..]);
    let none = terminal.run(&["links", "list", "--status", "used"]).await;
    assert_eq!((none.code, none.out.as_str(), none.err.as_str()), (0, "", "no links found\n"));
}

#[tokio::test]
async fn without_a_key_or_a_server_it_says_what_to_do() {
    let left = finish(bare(&["links", "list"])).await;
    assert_eq!((left.code, left.out.as_str()), (2, ""));
    assert!(
        left.err.starts_with("error: there is no API key to ask with\n  hint: set REMIT_API_KEY"),
        "{}",
        left.err
    );
    let mut password = bare(&["links", "list"]);
    password.env("REMIT_API_KEY", "hunter2");
    let left = finish(password).await;
    assert!(left.code == 2 && !left.err.contains("hunter2"), "{}", left.err);

    let terminal = Terminal::open().await;
    let mut forged = terminal.command(&["links", "list"]);
    forged.env("REMIT_API_KEY", "rk_test_forged");
    let left = finish(forged).await;
    assert!(left.code == 1 && left.err.contains("hint: check REMIT_API_KEY"), "{}", left.err);

    let url = terminal.server.url();
    terminal.server.stop().await;
    let mut nobody = bare(&["links", "list", "--url", &url]);
    nobody.env("REMIT_API_KEY", &terminal.shop.key);
    let left = finish(nobody).await;
    assert_eq!(left.code, 1);
    assert_eq!(
        left.err,
        format!(
            "error: cannot reach {url}: connection refused\n  hint: start it with `remit serve`, or name another with --url or REMIT_URL\n"
        )
    );
}

#[tokio::test]
async fn the_key_may_come_from_a_file() {
    let terminal = Terminal::open().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key");
    std::fs::write(&file, format!("{}\n", terminal.shop.key)).unwrap();
    let mut command = bare(&["links", "list", "--url", &terminal.server.url()]);
    command.env("REMIT_API_KEY_FILE", &file);
    assert_eq!(finish(command).await.code, 0);
}
