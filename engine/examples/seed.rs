//! Fills a demo's database with very many links and usages, and prints what there is to ask for:
//! `seed URL LINKS USAGES`. For `cargo xtask bench lists`.

use engine::testing::{Many, fill};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().unwrap_or_default();
    let mut number = || arguments.next().and_then(|text| text.parse().ok()).unwrap_or_default();
    let many = Many { links: number(), usages: number() };
    let filled = fill(&url, many).await;
    let json = serde_json::json!({
        "busiest": filled.busiest.to_string(),
        "link": filled.link.to_string(),
        "usage": filled.usage.to_string(),
        "phone": filled.phone,
        "email": filled.email,
    });
    println!("{json}");
}
