//! What letters look like. Mail programs know no style sheets of ours: every element carries its own style, for light
//! themes; [`DARK`] changes the colours where a program tells that its theme is dark. The colours are those of
//! `tokens.css`, in the notation that old programs read.

/// Sizes and colours of the light theme, by what they are for.
pub(super) const BODY: &str = "margin:0;padding:24px 12px;background:#f6f8fa;color:#1b2027;\
    font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic',Arial,sans-serif;\
    -webkit-text-size-adjust:100%";
pub(super) const TEST: &str = "max-width:480px;margin:0 auto 12px;padding:8px 16px;box-sizing:border-box;border-radius:8px;\
    background:#fdf1db;color:#714700;font-size:14px;text-align:center";
pub(super) const CARD: &str = "max-width:480px;margin:0 auto;padding:28px 24px;box-sizing:border-box;background:#ffffff;\
    border:1px solid #dde1e6;border-radius:12px";
pub(super) const WHO: &str = "margin:0 0 20px;font-weight:600";
pub(super) const TITLE: &str = "margin:0 0 4px;font-size:20px;line-height:1.3;font-weight:600";
pub(super) const AMOUNT: &str =
    "margin:0 0 16px;font-size:34px;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums";
pub(super) const TEXT: &str = "margin:8px 0 20px";
pub(super) const ROW: &str = "margin:0;padding:10px 0;border-top:1px solid #dde1e6;overflow-wrap:anywhere";
pub(super) const LABEL: &str = "display:block;color:#58616d;font-size:14px";
pub(super) const STEP: &str = "margin:24px 0 0";
pub(super) const BUTTON: &str = "display:block;padding:13px 20px;border-radius:8px;background:#006a5f;color:#ffffff;\
    font-weight:600;text-align:center;text-decoration:none";
pub(super) const SMALL: &str =
    "margin:16px 0 0;color:#58616d;font-size:14px;line-height:1.45;overflow-wrap:anywhere";
pub(super) const ADDRESS: &str = "color:#58616d";

/// The same by class, for dark themes. Without a character that HTML would escape.
pub(super) const DARK: &str = "@media (prefers-color-scheme: dark) {\
    .ground { background: #0b0e13 !important; color: #eceef1 !important }\
    .test { background: #3c2d12 !important; color: #f6cf8e !important }\
    .card { background: #161a20 !important; border-color: #313740 !important }\
    .row { border-color: #313740 !important }\
    .quiet { color: #a6adb8 !important }\
    .step { background: #5fd3c3 !important; color: #06231f !important }\
}";
