//! What a terminal can show and a pipe should not: colours and codes for a phone.

use std::io::{IsTerminal, stdout};

use qrcode::{EcLevel, QrCode, render::unicode::Dense1x2};

/// Colours, only for a terminal, and for nobody who asked for none (`NO_COLOR`).
pub(super) struct Paint(bool);

impl Paint {
    /// For what goes to standard output.
    pub fn new() -> Self {
        Self::of(&stdout())
    }

    /// For what goes to this stream.
    pub fn of(stream: &impl IsTerminal) -> Self {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self(stream.is_terminal() && !unwanted)
    }

    pub fn strong(&self, text: &str) -> String {
        self.wrap("1", text)
    }

    pub fn faint(&self, text: &str) -> String {
        self.wrap("2", text)
    }

    pub fn bad(&self, text: &str) -> String {
        self.wrap("1;31", text)
    }

    fn ink(&self, text: &str) -> String {
        self.wrap("38;5;16;48;5;231", text)
    }

    fn wrap(&self, style: &str, text: &str) -> String {
        if self.0 { format!("\x1b[{style}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// The code in half blocks; in a terminal black on white whatever its colours are, as cameras expect it.
pub(super) fn code(paint: &Paint, link: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(link, EcLevel::L) else { return String::new() };
    let drawn = code.render::<Dense1x2>().dark_color(Dense1x2::Dark).light_color(Dense1x2::Light).build();
    let lines = drawn.lines().map(|line| format!("  {}\n", paint.ink(line)));
    lines.chain(["\n".to_owned()]).collect()
}
