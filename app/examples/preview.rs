//! Writes every public page in every language to `target/preview`, with its style, to look at.

use std::{error::Error, fs, path::Path};

use app::checkout::{render, samples};
use domain::Locale;

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
    println!("target/preview is ready");
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
