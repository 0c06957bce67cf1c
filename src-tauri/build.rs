//! Makes a permission of each command, so that the window reaches these and no other.

const COMMANDS: &[&str] = &include!("src/commands/names.rs");

fn main() {
    println!("cargo:rerun-if-changed=src/commands/names.rs");
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    let built = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest));
    if let Err(error) = built {
        println!("cargo:warning={error:#}");
        std::process::exit(1);
    }
}
