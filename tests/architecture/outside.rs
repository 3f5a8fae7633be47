//! The program opens no connection and starts no other program.

use std::fs;

use crate::{modules, slashed, sources, tokens};

/// Nothing is ever fetched, and nothing in a file is run.
#[test]
fn there_is_no_network_and_no_other_program() {
    const CLIENTS: [&str; 12] = [
        "reqwest",
        "hyper",
        "ureq",
        "curl",
        "isahc",
        "attohttpc",
        "native-tls",
        "rustls",
        "openssl",
        "tokio",
        "socket2",
        "mio",
    ];
    let lock = fs::read_to_string("Cargo.lock").expect("lock");
    for client in CLIENTS {
        assert!(!lock.contains(&format!("name = \"{client}\"")), "{client} opens connections");
    }
    for path in sources("src") {
        let text = fs::read_to_string(&path).expect("source");
        assert_eq!(reaches_out(&text), None, "{}", slashed(&path));
    }
    for text in [
        "use std::net::TcpStream;",
        "use std::{fs, net};",
        "use std::process as programs;",
        "std::net::lookup_host()",
        "use std::process::Command;",
        "use std::process::{Command, Stdio};",
        "use std::process;",
        "Command::new(\"sh\")",
        "use std::os::unix::net::UnixStream;",
    ] {
        assert!(reaches_out(text).is_some(), "{text} is not seen");
    }
    let allowed = "use std::process::ExitCode; use std::{fs, io}; std::process::exit(1); // TcpStream";
    assert_eq!(reaches_out(allowed), None);
}

/// What opens a connection or starts a program; of `std::process` only the end of the program is used.
fn reaches_out(text: &str) -> Option<String> {
    const WORDS: [&str; 4] = ["TcpStream", "TcpListener", "UdpSocket", "UnixStream"];
    const ENDS: [&str; 2] = ["exit", "ExitCode"];
    let word = tokens::of(text)
        .iter()
        .filter_map(tokens::Token::word)
        .find(|word| WORDS.contains(word))
        .map(str::to_owned);
    let path = modules::paths(text).into_iter().find(|path| {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        match path.as_slice() {
            ["std", "process", name, ..] => !ENDS.contains(name),
            ["std", "process"] | ["libc", ..] | [.., "Command", "new"] => true,
            ["std", rest @ ..] => rest.contains(&"net"),
            _ => false,
        }
    });
    word.or(path.map(|path| path.join("::")))
}
