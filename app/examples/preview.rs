//! Writes every public page and every letter in every language to `target/preview`, with its style, to look at.

use std::{error::Error, fs, path::Path};

use app::{
    checkout::{render, samples},
    mail,
};
use domain::Locale;
use engine::mail::Mail;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let preview = root.join("target/preview");
    copy(&root.join("style"), &preview.join("style"))?;
    for locale in Locale::ALL {
        for (name, mut page) in samples::all(locale) {
            "style/checkout.css".clone_into(&mut page.assets.css);
            fs::write(preview.join(format!("{name}-{}.html", locale.tag())), render(&page))?;
        }
    }
    letters(&preview)?;
    println!("target/preview is ready");
    Ok(())
}

fn letters(preview: &Path) -> Result<(), Box<dyn Error>> {
    for locale in Locale::ALL {
        for letter in mail::samples::letters() {
            let name = format!("mail-{}-{}.html", letter.kind(), locale.tag());
            let mail = Mail { id: uuid::Uuid::nil(), to: String::new(), locale, letter };
            fs::write(preview.join(name), mail::write(&mail, "https://pay.example.com").html)?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (entry, target) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        if entry.is_dir() {
            copy(&entry, &target)?;
        } else {
            fs::copy(&entry, &target)?;
        }
    }
    Ok(())
}
