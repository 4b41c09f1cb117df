//! What the terminal shows when the server listens.

use std::fmt::Write as _;

use super::{
    demo::Demo,
    terminal::{Paint, code},
};

/// Where to go; for a demo also how to get in, and the sample link as a code for a phone.
pub(super) fn print(url: &str, demo: Option<(&Demo, &str)>) {
    let paint = Paint::new();
    let mut text = format!("\n  {}  payment links you host yourself\n\n", paint.strong("Remit"));
    match demo {
        None => line(&mut text, &paint, "Dashboard", url),
        Some((demo, link)) => {
            text.push_str(&code(&paint, link));
            for (label, value) in [
                ("Pay", link),
                ("Dashboard", url),
                ("Email", &demo.owner_email),
                ("Password", &demo.owner_password),
                ("API key", &demo.api_key),
            ] {
                line(&mut text, &paint, label, value);
            }
            text.push_str("\n  Test mode: the sandbox bank pays, no money moves.\n");
        }
    }
    println!("{text}\n  {}\n", paint.faint("Ctrl-C stops the server"));
}

fn line(text: &mut String, paint: &Paint, label: &str, value: &str) {
    let _ = writeln!(text, "  {}{value}", paint.faint(&format!("{label:<11}")));
}
