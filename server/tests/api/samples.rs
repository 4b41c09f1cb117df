//! The samples of `docs/samples`, which the reference shows: each makes the link it says, and none with a wrong key.

use std::process::Stdio;

use http::Method;
use tokio::process::Command;

use crate::support::{Listening, Shop};

#[path = "../../../docs/samples/create_link.rs"]
#[expect(dead_code, reason = "its main reads the environment, which the tests of a process share")]
mod create_link;

/// A sample that a program runs: what it prints, or `None` when it fails.
async fn run(program: &str, file: &str, listening: &Listening, key: &str) -> Option<String> {
    let path = format!("{}/../docs/samples/{file}", env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(program)
        .arg(path)
        .env("REMIT_URL", listening.url())
        .env("REMIT_API_KEY", key)
        .stdin(Stdio::null())
        .output()
        .await
        .unwrap_or_else(|error| panic!("{program} runs: {error}"));
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

/// The sample in Rust, in this process.
async fn run_rust(listening: &Listening, key: &str) -> Option<String> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    create_link::create_link(&listening.url(), key).await.ok()
}

/// The addresses of the shop's links.
async fn links(shop: &Shop) -> Vec<String> {
    let list = shop.api(Method::GET, "/payment_links?reference=INV-1042", None).await.json();
    list["data"].as_array().unwrap().iter().map(|link| link["url"].as_str().unwrap().to_owned()).collect()
}

/// Runs a sample twice, for a repeat makes no second link; and once with a key that is none.
async fn check(sample: impl AsyncFn(&Listening, &str) -> Option<String>) {
    let shop = Shop::open().await;
    let listening = shop.listen().await;
    assert_eq!(sample(&listening, "rk_test_wrong").await, None, "with a wrong key it fails");
    assert!(links(&shop).await.is_empty());
    for _ in 0..2 {
        let printed = sample(&listening, &shop.key).await.expect("it works");
        let links = links(&shop).await;
        assert_eq!(links.len(), 1);
        assert!(printed.contains(&links[0]), "{printed}");
    }
    listening.stop().await;
}

#[tokio::test]
async fn the_one_for_a_shell() {
    check(async |listening, key| run("bash", "create_link.sh", listening, key).await).await;
}

#[tokio::test]
async fn the_one_for_node() {
    check(async |listening, key| run("node", "create_link.mjs", listening, key).await).await;
}

#[tokio::test]
async fn the_one_for_python() {
    check(async |listening, key| run("python3", "create_link.py", listening, key).await).await;
}

#[tokio::test]
async fn the_one_for_rust() {
    check(async |listening, key| run_rust(listening, key).await).await;
}
