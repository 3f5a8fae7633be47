//! Ctrl-C, and the system's request to end: no temporary file stays, what was written is whole, and the
//! user sees how to resume.
//!
//! Temporary files are made, named and removed under one lock, which the handler takes and keeps until
//! the program has ended: none can be made behind its back, and no output is caught between two names.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::print;
use repconv::model::language::{Language, Text};

static TEMPORARIES: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// How many inputs a run has that can be resumed, and how many are done.
static RESUMABLE: OnceLock<usize> = OnceLock::new();
static DONE: AtomicUsize = AtomicUsize::new(0);

const INTERRUPTED: Text = Text::new(
    "已中断；没有写完的文件已经删去，写完的都是完整的",
    "interrupted; no half-written file is left, and those that were written are whole",
);

/// Does `work` whole or not at all; it gets the temporary files and folders that stand, to keep the list
/// up. It must not call this again.
pub fn undisturbed<T>(work: impl FnOnce(&mut BTreeSet<PathBuf>) -> T) -> T {
    work(&mut TEMPORARIES.lock().unwrap_or_else(PoisonError::into_inner))
}

/// From here on the run can be resumed with `--resume`.
pub fn is_resumable(inputs: usize) {
    let _ = RESUMABLE.set(inputs);
}

/// One more input is done and in the log.
pub fn count_done() {
    DONE.fetch_add(1, Ordering::Relaxed);
}

/// Handles interruptions from here on. If that fails, the program runs without.
pub fn heed(language: Language) {
    let _ = listen(move |status| undisturbed(|temporaries| end(temporaries, language, status)));
}

fn end(temporaries: &BTreeSet<PathBuf>, language: Language, status: i32) {
    for path in temporaries {
        let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    }
    print::to_stderr(to_message(language));
    #[allow(clippy::exit, reason = "the threads at work would go on")]
    std::process::exit(status);
}

fn to_message(language: Language) -> String {
    let Some(inputs) = RESUMABLE.get() else { return format!("{}\n", INTERRUPTED.get(language)) };
    let done = DONE.load(Ordering::Relaxed);
    match language {
        Language::Zh => {
            format!("已中断：{inputs} 份里做了 {done} 份，写出的都是完整的；用同一条命令加 --resume 接着做\n")
        }
        Language::En => format!(
            "interrupted: {done} of {inputs} inputs are done, and what was written is whole; \
             repeat the command with --resume to go on\n"
        ),
    }
}

/// Calls `act` with the exit status when the program is interrupted. A second interruption ends it at
/// once, should a disk keep the first waiting.
#[cfg(unix)]
fn listen(act: impl Fn(i32) + Send + 'static) -> io::Result<()> {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::flag;
    use signal_hook::iterator::Signals;

    let interrupted = Arc::new(AtomicBool::new(false));
    let mut signals = Signals::new([0; 0])?;
    for signal in [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| !is_ignored(*signal)) {
        flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&interrupted))?;
        flag::register(signal, Arc::clone(&interrupted))?;
        signals.add_signal(signal)?;
    }
    let wait = move || signals.forever().for_each(|signal| act(128 + signal));
    std::thread::Builder::new().name("interruptions".to_owned()).spawn(wait).map(drop)
}

/// Whether whoever started the program wants it to pass over the signal, as `nohup` does. Where that
/// can't be known it is so for the end of a terminal.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let Ok(status) = fs::read_to_string("/proc/self/status") else {
        return signal == signal_hook::consts::SIGHUP;
    };
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    mask & (1 << (signal - 1)) != 0
}

/// Calls `act` with the exit status on Ctrl-C.
#[cfg(windows)]
fn listen(act: impl Fn(i32) + Send + 'static) -> io::Result<()> {
    ctrlc::set_handler(move || act(130)).map_err(io::Error::other)
}

#[cfg(not(any(unix, windows)))]
fn listen(_act: impl Fn(i32) + Send + 'static) -> io::Result<()> {
    Ok(())
}
