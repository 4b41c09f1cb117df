//! A payment initiator written from the protocol, not from the bank's code, and a clock to move.

use std::sync::{
    Arc, LazyLock,
    atomic::{AtomicI64, AtomicU64, Ordering},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use bank::{Bank, Client, Database, Settings};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as B64};
use ring::{
    rand::SystemRandom,
    signature::{RSA_PSS_2048_8192_SHA256, RSA_PSS_SHA256, RsaKeyPair, RsaPublicKeyComponents},
};
use rsa::pkcs8::EncodePrivateKey;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tower::ServiceExt;
use url::{Url, form_urlencoded};

pub const MOUNT: &str = "/sandbox-bank";
pub const REDIRECT: &str = "https://pay.example.com/callbacks/bank";
const INTERNAL: &str = "http://127.0.0.1:3000/sandbox-bank";
const VERIFIER: &str = "a-verifier-that-is-long-enough-for-the-rules-of-pkce";
const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

fn new_key() -> RsaKeyPair {
    let key = rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 2048).unwrap();
    RsaKeyPair::from_pkcs8(key.to_pkcs8_der().unwrap().as_bytes()).unwrap()
}

static KEY: LazyLock<RsaKeyPair> = LazyLock::new(new_key);
/// A key that the bank does not know.
pub static STRANGER: LazyLock<RsaKeyPair> = LazyLock::new(new_key);

fn sign(key: &RsaKeyPair, message: &str) -> String {
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(&RSA_PSS_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature).unwrap();
    B64.encode(signature)
}

fn b64(value: &Value) -> String {
    B64.encode(value.to_string())
}

/// A signed token with these claims.
pub fn jwt(key: &RsaKeyPair, claims: &Value) -> String {
    let message = format!("{}.{}", b64(&json!({ "alg": "PS256", "kid": "k1" })), b64(claims));
    format!("{message}.{}", sign(key, &message))
}

/// A token signed with the registered key.
pub fn signed(claims: &Value) -> String {
    jwt(&KEY, claims)
}

/// An answer of the bank.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("not JSON: {self:?}"))
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The codes of a refusal.
    pub fn codes(&self) -> Vec<String> {
        let body = self.json();
        body["Errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["ErrorCode"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Where a redirect leads, by the name of its parameter.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let url = Url::parse(self.header("location")).unwrap();
        url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }
}

/// A client, the bank it talks to, and the time.
pub struct World {
    router: Router,
    pub now: Arc<AtomicI64>,
    counter: AtomicU64,
    pub brand: &'static str,
    pub client_id: &'static str,
    pub currency: &'static str,
}

fn registered(client_id: &str) -> Client {
    let public = RsaPublicKeyComponents::<Vec<u8>>::from(KEY.public());
    Client {
        client_id: client_id.into(),
        organisation_id: "org".into(),
        software_id: client_id.into(),
        jwks: json!({ "keys": [{ "kty": "RSA", "kid": "k1", "n": B64.encode(public.n), "e": B64.encode(public.e) }] }),
        redirect_uris: vec![Url::parse(REDIRECT).unwrap()],
    }
}

impl World {
    pub async fn new() -> Self {
        Self::with(Database::Memory, true).await
    }

    pub async fn with(database: Database, control: bool) -> Self {
        let now = Arc::new(AtomicI64::new(1_780_000_000_000));
        let clock = now.clone();
        let bank = Bank::open(Settings {
            database,
            clients: vec![registered("remit"), registered("other")],
            control,
            clock: Arc::new(move || clock.load(Ordering::SeqCst)),
            ..Settings::new(
                INTERNAL.parse().unwrap(),
                format!("https://pay.example.com{MOUNT}").parse().unwrap(),
            )
        })
        .await
        .unwrap();
        let router = Router::new().nest(MOUNT, bank.router());
        Self { router, now, counter: AtomicU64::new(0), brand: "falcon", client_id: "remit", currency: "AED" }
    }

    /// Lets time pass, in milliseconds.
    pub fn pass(&self, millis: i64) {
        self.now.fetch_add(millis, Ordering::SeqCst);
    }

    pub fn seconds(&self) -> i64 {
        self.now.load(Ordering::SeqCst) / 1000
    }

    pub fn unique(&self) -> String {
        format!("u{}-{}", self.now.load(Ordering::SeqCst), self.counter.fetch_add(1, Ordering::SeqCst))
    }

    pub fn issuer(&self) -> String {
        format!("{INTERNAL}/{}", self.brand)
    }

    pub async fn try_send(&self, request: Request<Body>) -> Result<Answer, axum::Error> {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await?.to_vec();
        Ok(Answer { status: parts.status, headers: parts.headers, bytes })
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        self.try_send(request).await.unwrap()
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(format!("{MOUNT}{path}")).body(Body::empty()).unwrap()).await
    }

    pub async fn post_json(&self, path: &str, body: Value) -> Answer {
        let request = Request::post(format!("{MOUNT}{path}")).header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(format!("{MOUNT}{path}"))
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    pub fn assertion_claims(&self) -> Value {
        json!({
            "iss": self.client_id, "sub": self.client_id, "aud": format!("{}/token", self.issuer()),
            "iat": self.seconds(), "exp": self.seconds() + 60, "jti": self.unique(),
        })
    }

    pub fn assertion(&self) -> String {
        signed(&self.assertion_claims())
    }

    /// `POST` to an OAuth endpoint with client authentication.
    pub async fn oauth(&self, endpoint: &str, fields: &[(&str, &str)]) -> Answer {
        let assertion = self.assertion();
        let mut all = vec![("client_assertion_type", TYPE), ("client_assertion", assertion.as_str())];
        all.extend_from_slice(fields);
        self.post_form(&format!("/{}/{endpoint}", self.brand), &all).await
    }

    pub async fn oauth_with(&self, assertion: &str) -> Answer {
        let fields = [
            ("client_assertion_type", TYPE),
            ("client_assertion", assertion),
            ("grant_type", "client_credentials"),
            ("scope", "payments"),
        ];
        self.post_form(&format!("/{}/token", self.brand), &fields).await
    }

    /// A token of the client itself.
    pub async fn own_token(&self) -> String {
        let answer =
            self.oauth("token", &[("grant_type", "client_credentials"), ("scope", "payments")]).await;
        answer.json()["access_token"].as_str().unwrap().to_owned()
    }

    pub fn detached(&self, key: &RsaKeyPair, body: &str) -> String {
        let names = ["iat", "iss", "tan"].map(|name| format!("http://openbanking.org.uk/{name}"));
        let header = B64.encode(
            json!({
                "alg": "PS256", "kid": "k1", &names[0]: self.seconds(),
                &names[1]: format!("org/{}", self.client_id), &names[2]: "openbanking.org.uk", "crit": names,
            })
            .to_string(),
        );
        format!("{header}..{}", sign(key, &format!("{header}.{}", B64.encode(body))))
    }

    /// A signed `POST` to the resource API.
    pub fn post_request(&self, path: &str, token: &str, key: &str, body: &Value) -> Request<Body> {
        let body = body.to_string();
        Request::post(format!("{MOUNT}/{}/open-banking/v4.0/pisp{path}", self.brand))
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .header("x-idempotency-key", key)
            .header("x-fapi-interaction-id", "93bac548-d2de-4546-b106-880a5018460d")
            .header("x-jws-signature", self.detached(&KEY, &body))
            .body(Body::from(body))
            .unwrap()
    }

    pub async fn post(&self, path: &str, token: &str, key: &str, body: &Value) -> Answer {
        self.send(self.post_request(path, token, key, body)).await
    }

    pub fn read_request(&self, path: &str, token: &str) -> Request<Body> {
        Request::get(format!("{MOUNT}/{}/open-banking/v4.0/pisp{path}", self.brand))
            .header("authorization", format!("Bearer {token}"))
            .body(Body::empty())
            .unwrap()
    }

    pub async fn read(&self, path: &str, token: &str) -> Answer {
        self.send(self.read_request(path, token)).await
    }

    /// Whether the bank signed exactly this body.
    pub async fn is_signed(&self, answer: &Answer) -> bool {
        let jwks = self.get(&format!("/{}/jwks", self.brand)).await.json();
        let part = |name: &str| B64.decode(jwks["keys"][0][name].as_str().unwrap()).unwrap();
        let Some((header, proof)) = answer.header("x-jws-signature").split_once("..") else {
            return false;
        };
        let head: Value = serde_json::from_slice(&B64.decode(header).unwrap()).unwrap();
        assert_eq!(head["http://openbanking.org.uk/iss"], format!("sandbox-{}", self.brand));
        let message = format!("{header}.{}", B64.encode(&answer.bytes));
        RsaPublicKeyComponents { n: part("n"), e: part("e") }
            .verify(&RSA_PSS_2048_8192_SHA256, message.as_bytes(), &B64.decode(proof).unwrap())
            .is_ok()
    }

    pub fn consent_body(&self, amount: &str) -> Value {
        json!({
            "Data": { "ReadRefundAccount": "Yes", "Initiation": {
                "InstructionIdentification": "I1", "EndToEndIdentification": "E1",
                "InstructedAmount": { "Amount": amount, "Currency": self.currency },
                "CreditorAccount": {
                    "SchemeName": "UK.OBIE.IBAN", "Identification": "AE070331234567890123456", "Name": "Palm & Stone",
                },
                "RemittanceInformation": {
                    "Structured": [{ "CreditorReferenceInformation": { "Reference": "INV-1042" } }],
                },
            }},
            "Risk": { "PaymentContextCode": "EcommerceMerchantInitiatedPayment" },
        })
    }

    pub async fn consent(&self, amount: &str) -> String {
        let (token, key) = (self.own_token().await, self.unique());
        let answer = self.post("/domestic-payment-consents", &token, &key, &self.consent_body(amount)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        answer.json()["Data"]["ConsentId"].as_str().unwrap().to_owned()
    }

    pub fn request_claims(&self, consent_id: &str) -> Value {
        let now = self.seconds();
        json!({
            "iss": self.client_id, "client_id": self.client_id, "aud": self.issuer(), "nbf": now, "exp": now + 300,
            "response_type": "code", "scope": "openid payments", "redirect_uri": REDIRECT,
            "state": "st-1", "nonce": "no-1", "code_challenge_method": "S256",
            "code_challenge": B64.encode(Sha256::digest(VERIFIER)),
            "claims": { "id_token": { "openbanking_intent_id": { "value": consent_id, "essential": true } } },
        })
    }

    pub async fn push_claims(&self, claims: &Value) -> Answer {
        self.oauth("par", &[("request", &jwt(&KEY, claims))]).await
    }

    /// The path of the authorise page for a consent.
    pub async fn push(&self, consent_id: &str) -> String {
        let answer = self.push_claims(&self.request_claims(consent_id)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        let uri = answer.json()["request_uri"].as_str().unwrap().to_owned();
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("client_id", self.client_id)
            .append_pair("request_uri", &uri)
            .finish();
        format!("/{}/authorize?{query}", self.brand)
    }

    pub async fn exchange(&self, code: &str, verifier: Option<&str>) -> Answer {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", verifier.unwrap_or(VERIFIER)),
        ];
        self.oauth("token", &fields).await
    }

    /// Everything up to the order: the consent and the customer's token.
    pub async fn authorised(&self, account: &str, amount: &str) -> (String, String) {
        let consent_id = self.consent(amount).await;
        let page = self.push(&consent_id).await;
        let back = self.post_form(&page, &[("account", account), ("decision", "approve")]).await;
        let answer = self.exchange(&back.parameter("code").unwrap(), None).await;
        (consent_id, answer.json()["access_token"].as_str().unwrap().to_owned())
    }

    pub fn payment_body(&self, consent_id: &str, amount: &str) -> Value {
        let mut body = self.consent_body(amount);
        body["Data"].as_object_mut().unwrap().remove("ReadRefundAccount");
        body["Data"]["ConsentId"] = consent_id.into();
        body
    }

    /// Orders the payment; the answer may be anything.
    pub async fn order(&self, consent_id: &str, token: &str, key: &str) -> Answer {
        self.post("/domestic-payments", token, key, &self.payment_body(consent_id, "150.00")).await
    }

    /// A payment of AED 150.00 from this account.
    pub async fn pay(&self, account: &str) -> String {
        let (consent_id, token) = self.authorised(account, "150.00").await;
        let answer = self.order(&consent_id, &token, &self.unique()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        answer.json()["Data"]["DomesticPaymentId"].as_str().unwrap().to_owned()
    }

    pub async fn status(&self, payment_id: &str) -> String {
        let token = self.own_token().await;
        let answer = self.read(&format!("/domestic-payments/{payment_id}"), &token).await;
        answer.json()["Data"]["Status"].as_str().unwrap().to_owned()
    }
}
