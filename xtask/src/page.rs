//! The page `repconv.html`: the program as WebAssembly, its glue, the scripts and the styles in one file.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::{Done, oldest};

const TARGET: &str = "wasm32-unknown-unknown";
const WEB: &str = "page/web";
/// In the order in which they use one another.
const SCRIPTS: [&str; 12] = [
    "texts.js",
    "inflate.js",
    "engine.js",
    "store.js",
    "paper.js",
    "panel.js",
    "edit.js",
    "fields.js",
    "fresh.js",
    "files.js",
    "county.js",
    "app.js",
];
/// The largest page that is made, in bytes.
const LARGEST: usize = 6 * 1024 * 1024;

/// Builds the page and writes it to `output`.
pub fn make(output: &Path) -> Done {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args([
            "build",
            "--quiet",
            "--package",
            "repconv-page",
            "--lib",
            "--profile",
            "page",
            "--target",
            TARGET,
        ])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", oldest::FLAGS)
        .status()?;
    if !built.success() {
        return Err("the program for browsers could not be built".into());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let program = Path::new(&target).join(TARGET).join("page/repconv_page.wasm");
    let page = assemble(&program)?;
    if page.len() > LARGEST {
        return Err(format!("the page has {} bytes, more than {LARGEST}", page.len()).into());
    }
    fs::write(output, &page)?;
    println!("{}: {} bytes", output.display(), page.len());
    Ok(())
}

fn assemble(program: &Path) -> Result<String, Box<dyn Error>> {
    // The generator takes files.
    let plain = program.with_extension("plain.wasm");
    fs::write(&plain, oldest::without_references(fs::read(program)?))?;
    let mut bound = Bindgen::new();
    bound
        .input_path(&plain)
        .out_name("repconv_page")
        .no_modules(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    let mut bound = bound.generate_output()?;
    let glue = bound.js().to_owned();
    let wasm = bound.wasm_mut().emit_wasm();
    oldest::check(&wasm)?;

    let worker = [glue.as_str(), &web("serve.js")?, &web("worker.js")?].join("\n");
    let mut script = String::from("\"use strict\";\n");
    for name in SCRIPTS {
        script.push_str(&web(name)?);
    }
    // Markup ends at the first `</script`, wherever it is.
    for text in [&worker, &script] {
        if text.contains("</script") || text.contains("<!--") {
            return Err("a script contains what ends it".into());
        }
    }
    let style = web("style.css")?;
    let parts = [
        ("{{policy}}", policy(&script, &style)),
        ("{{style}}", style),
        ("{{worker}}", worker),
        ("{{program}}", packed(&wasm)?),
        ("{{script}}", script),
    ];
    let mut page = String::new();
    let template = web("page.html")?;
    let mut rest = template.as_str();
    for (name, text) in parts {
        let (before, after) = rest.split_once(name).ok_or_else(|| format!("page.html has no {name}"))?;
        page.push_str(before);
        page.push_str(&text);
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}

fn web(name: &str) -> Result<String, Box<dyn Error>> {
    let path = Path::new(WEB).join(name);
    Ok(fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?)
}

/// Nothing but what is in the page runs or is shown, and nothing is requested. Browsers before Chromium 97 know
/// `wasm-unsafe-eval` only as a part of `unsafe-eval`.
fn policy(script: &str, style: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
    format!(
        "default-src 'none'; script-src {} blob: 'wasm-unsafe-eval' 'unsafe-eval'; worker-src blob:; style-src {}; \
         img-src data: blob:; connect-src 'none'; form-action 'none'; base-uri 'none'",
        hash(script),
        hash(style)
    )
}

fn packed(wasm: &[u8]) -> Result<String, Box<dyn Error>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(wasm)?;
    Ok(STANDARD.encode(encoder.finish()?))
}
