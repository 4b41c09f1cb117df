//! Keeps the linker's relocations in the bundle: by them `xtask` splits off what only some pages need.

fn main() {
    println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    println!("cargo::rerun-if-changed=build.rs");
}
