//! Splits off what only some pages of a bundle need, into chunks that the browser loads when it opens such a
//! page. A function marked `#[lazy]` is where a chunk begins.

use anyhow::{Context, Result, anyhow};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_split_cli_support::{Options, transform};

/// A module in its parts; the chunks are files of the bundle's folder.
pub struct Split {
    /// What every page needs; wasm-bindgen goes on from it.
    pub main: PathBuf,
    /// The script that loads the chunks.
    loader: String,
}

/// Where the main module imports the loader's functions from.
const LOADER: &str = "./loader.js";
/// How the name of every such function begins.
const LOAD: &str = "__wasm_split_load_";

/// Splits a module. Chunks go to `folder`, what is only needed on the way to a folder in it.
pub fn split(module: &[u8], folder: &Path) -> Result<Split> {
    let way = folder.join("split");
    fs::create_dir_all(&way)?;
    let main = way.join("main.wasm");
    let mut options = Options::new(module);
    options.output_dir = &way;
    options.main_out_path = &main;
    options.link_name = LOADER;
    let split = transform(options).map_err(|error| anyhow!("cannot split the module: {error:#}"))?;
    let mut loader = fs::read_to_string(way.join(LOADER))?;
    for made in split.split_modules {
        let made_as = made.file_name().context("a chunk has a name")?.to_string_lossy().into_owned();
        let name = chunk_name(&made_as);
        loader = loader.replace(&made_as, &name);
        fs::rename(&made, folder.join(name))?;
    }
    Ok(Split { main, loader })
}

/// `split_new_link_10664941318805787550.wasm` is `new_link.wasm`.
fn chunk_name(made_as: &str) -> String {
    let name = made_as.strip_prefix("split_").unwrap_or(made_as);
    match name.rsplit_once('_') {
        Some((name, rest)) if rest.trim_end_matches(".wasm").len() > 10 => format!("{name}.wasm"),
        _ => name.to_owned(),
    }
}

impl Split {
    /// Puts the loader into the script that wasm-bindgen wrote: the two import each other, and a file
    /// whose name carries its content's hash cannot be named by another that names it.
    pub fn join(&self, script: &Path) -> Result<()> {
        let joined = join(&self.loader, &fs::read_to_string(script)?)?;
        Ok(fs::write(script, joined)?)
    }
}

fn join(loader: &str, script: &str) -> Result<String> {
    let import = format!("from \"{LOADER}\"");
    let line = script.lines().find(|line| line.starts_with("import ") && line.contains(&import));
    let line = line.context("the script imports no loader")?;
    let module = line.split_whitespace().nth(3).context("the loader is imported as a whole")?;
    let functions: Vec<_> = loader
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| word.starts_with(LOAD))
        .collect();
    let own: Vec<_> = loader.lines().filter(|line| !line.starts_with("import ")).collect();
    let own = own.join("\n").replace("export const", "const");
    let module = format!("{own}\nconst {module} = {{ {} }};", functions.join(", "));
    Ok(script.replacen(line, &module, 1))
}

#[cfg(test)]
mod tests {
    use super::{chunk_name, join};

    #[test]
    fn chunks_are_named_after_the_function_that_needs_them() {
        assert_eq!(chunk_name("split_new_link_10664941318805787550.wasm"), "new_link.wasm");
        assert_eq!(chunk_name("chunk_3.wasm"), "chunk_3.wasm");
    }

    #[test]
    fn the_loader_becomes_part_of_the_script() {
        let loader = "import { initSync } from \"./main.js\";\nlet shared = initSync();\n\
                      export const __wasm_split_load_a_1 = wrap(shared);\n";
        let script = "import * as import1 from \"./loader.js\"\nuse(import1);\n";
        assert_eq!(
            join(loader, script).unwrap(),
            "let shared = initSync();\nconst __wasm_split_load_a_1 = wrap(shared);\n\
             const import1 = { __wasm_split_load_a_1 };\nuse(import1);\n"
        );
        assert!(join(loader, "use(nothing);\n").is_err());
    }
}
