//! Creates a payment link and prints its address. Sent again with the same Idempotency-Key, it is still one link.
//! It takes `reqwest` with the feature `json`, `serde_json`, and `tokio`.

use serde_json::{Value, json};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (url, key) = (std::env::var("REMIT_URL")?, std::env::var("REMIT_API_KEY")?);
    println!("{}", create_link(&url, &key).await?);
    Ok(())
}

pub async fn create_link(url: &str, key: &str) -> Result<String, Box<dyn std::error::Error>> {
    let body = json!({
        "title": "Ceramics workshop, 12 June",
        "payment_details": { "amount": "150.00", "currency": "AED", "reference": "INV-1042" },
    });
    let response = reqwest::Client::new()
        .post(format!("{url}/api/v1/payment_links"))
        .bearer_auth(key)
        .header("Idempotency-Key", "order-1042-rust")
        .json(&body)
        .send()
        .await?;
    let done = response.status().is_success();
    let answer: Value = response.json().await?;
    if !done {
        return Err(format!("{}: {}", answer["code"], answer["detail"]).into());
    }
    Ok(answer["url"].as_str().unwrap_or_default().to_owned())
}
