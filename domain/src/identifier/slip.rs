//! Notices a typing slip in the domain of an email address.

/// Mail providers people mistype most.
const COMMON_DOMAINS: [&str; 8] = [
    "gmail.com",
    "hotmail.com",
    "outlook.com",
    "yahoo.com",
    "icloud.com",
    "live.com",
    "hotmail.fr",
    "yahoo.fr",
];

/// The address with a likely typing slip in its domain mended: `lina@gmial.com` → `lina@gmail.com`.
pub fn suggest_email(address: &str) -> Option<String> {
    let (local, domain) = address.trim().rsplit_once('@')?;
    let domain = domain.to_ascii_lowercase();
    if local.is_empty() || COMMON_DOMAINS.contains(&domain.as_str()) {
        return None;
    }
    let near = COMMON_DOMAINS.into_iter().find(|common| one_slip(&domain, common))?;
    Some(format!("{local}@{near}"))
}

/// Whether one letter was left out, doubled, changed, or swapped with its neighbour.
fn one_slip(typed: &str, meant: &str) -> bool {
    let (typed, meant): (Vec<char>, Vec<char>) = (typed.chars().collect(), meant.chars().collect());
    let same_start = typed.iter().zip(&meant).take_while(|(a, b)| a == b).count();
    let (typed, meant) = (&typed[same_start..], &meant[same_start..]);
    match (typed, meant) {
        ([_, rest @ ..], _) if rest == meant => true,
        (_, [_, rest @ ..]) if rest == typed => true,
        ([_, rest @ ..], [_, right @ ..]) if rest == right => true,
        ([a, b, rest @ ..], [c, d, right @ ..]) => a == d && b == c && rest == right,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_a_common_domain_is_noticed() {
        assert_eq!(suggest_email("lina@gmial.com").as_deref(), Some("lina@gmail.com"));
        assert_eq!(suggest_email("lina@gmal.com").as_deref(), Some("lina@gmail.com"));
        assert_eq!(suggest_email("lina@hotmaill.com").as_deref(), Some("lina@hotmail.com"));
        for fine in ["lina@gmail.com", "lina@example.com", "lina", "@gmial.com"] {
            assert_eq!(suggest_email(fine), None, "{fine}");
        }
    }
}
