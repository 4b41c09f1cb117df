//! What the terminal shows when the server listens.

use std::{
    fmt::Write as _,
    io::{IsTerminal as _, stdout},
};

use qrcode::{EcLevel, QrCode, render::unicode::Dense1x2};

use super::demo::Demo;

/// Where to go; for a demo also how to get in, and the sample link as a code for a phone.
pub(super) fn print(url: &str, demo: Option<(&Demo, &str)>) {
    let paint = Paint(stdout().is_terminal());
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

/// The code in half blocks; in a terminal black on white whatever its colours are, as cameras expect it.
fn code(paint: &Paint, link: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(link, EcLevel::L) else { return String::new() };
    let drawn = code.render::<Dense1x2>().dark_color(Dense1x2::Dark).light_color(Dense1x2::Light).build();
    let lines = drawn.lines().map(|line| format!("  {}\n", paint.ink(line)));
    lines.chain(["\n".to_owned()]).collect()
}

/// Colours, only for a terminal.
struct Paint(bool);

impl Paint {
    fn strong(&self, text: &str) -> String {
        self.wrap("1", text)
    }

    fn faint(&self, text: &str) -> String {
        self.wrap("2", text)
    }

    fn ink(&self, text: &str) -> String {
        self.wrap("38;5;16;48;5;231", text)
    }

    fn wrap(&self, style: &str, text: &str) -> String {
        if self.0 { format!("\x1b[{style}m{text}\x1b[0m") } else { text.to_owned() }
    }
}
