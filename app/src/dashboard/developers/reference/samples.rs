//! The samples of `docs/samples`, each of which a test runs.

/// A sample in one language.
pub struct Sample {
    pub id: &'static str,
    pub language: &'static str,
    pub code: &'static str,
}

/// What creates a link.
pub const CREATE_LINK: [Sample; 4] = [
    Sample { id: "curl", language: "curl", code: include_str!("../../../../../docs/samples/create_link.sh") },
    Sample {
        id: "javascript",
        language: "JavaScript",
        code: include_str!("../../../../../docs/samples/create_link.mjs"),
    },
    Sample {
        id: "python",
        language: "Python",
        code: include_str!("../../../../../docs/samples/create_link.py"),
    },
    Sample { id: "rust", language: "Rust", code: include_str!("../../../../../docs/samples/create_link.rs") },
];
