//! Which language to speak: `--lang`, else the locale, and Chinese when in doubt.

use std::env;
use std::ffi::{OsStr, OsString};

use repconv::model::language::Language;

/// The value of `--name VALUE` or `--name=VALUE` among arguments that are not parsed yet: help and
/// usage errors must speak the right language, too.
pub fn peek<'a>(arguments: &'a [OsString], name: &str) -> Option<&'a str> {
    let options = arguments.split(|argument| argument == "--").next().unwrap_or_default();
    let mut found = None;
    let mut next_is_value = false;
    for argument in options.iter().map(OsString::as_os_str) {
        let text = argument.to_str().unwrap_or_default();
        if next_is_value {
            found = Some(text);
        } else if let Some(value) = text.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')) {
            found = Some(value);
        }
        next_is_value = argument == OsStr::new(name);
    }
    found
}

/// The language of the arguments, else that of the environment.
pub fn of_arguments(arguments: &[OsString]) -> Language {
    peek(arguments, "--lang").and_then(named).unwrap_or_else(of_environment)
}

/// The language `--lang` names.
fn named(name: &str) -> Option<Language> {
    match name {
        "zh" => Some(Language::Zh),
        "en" => Some(Language::En),
        _ => None,
    }
}

/// The language of the locale that the environment sets; on Windows, where it usually sets none, that of the system.
fn of_environment() -> Language {
    of_locale(|name| env::var(name).ok().or_else(|| system_locale(name)))
}

#[cfg(windows)]
fn system_locale(name: &str) -> Option<String> {
    (name == "LANG").then(sys_locale::get_locale).flatten()
}

#[cfg(not(windows))]
const fn system_locale(_: &str) -> Option<String> {
    None
}

/// As gettext does it: `LC_ALL` rules; `LANGUAGE` refines a locale that is set; a locale that is
/// unset, `C` or `POSIX` says nothing about the reader, who then is taken to read Chinese.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Language {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| {
        let locale = set("LC_MESSAGES").or_else(|| set("LANG"));
        if locale.as_deref().is_some_and(is_neutral) { locale } else { set("LANGUAGE").or(locale) }
    });
    match locale {
        Some(locale) if !is_neutral(&locale) && !is_chinese(&locale) => Language::En,
        _ => Language::Zh,
    }
}

fn is_neutral(locale: &str) -> bool {
    matches!(locale.split(['.', '@']).next(), Some("C" | "POSIX"))
}

fn is_chinese(locale: &str) -> bool {
    let language = locale.split(['_', '-', '.', '@', ':']).next().unwrap_or_default();
    ["zh", "yue", "chinese"].iter().any(|chinese| language.eq_ignore_ascii_case(chinese))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_spoken_unless_another_locale_is_set() {
        use Language::{En, Zh};
        for (environment, want) in [
            (&[][..], Zh),
            (&[("LANG", "C.UTF-8")], Zh),
            (&[("LC_ALL", "POSIX")], Zh),
            (&[("LANG", "zh_CN.UTF-8")], Zh),
            (&[("LANG", "en_US.UTF-8")], En),
            (&[("LANG", "de_DE@euro")], En),
            (&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "zh_TW")], Zh),
            (&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "en_GB.UTF-8")], En),
            (&[("LANG", "en_US.UTF-8"), ("LANGUAGE", "zh_CN:en")], Zh),
            (&[("LC_ALL", "zh_CN.UTF-8"), ("LANGUAGE", "en")], Zh),
            (&[("LANG", "C"), ("LANGUAGE", "en")], Zh),
            (&[("LC_ALL", ""), ("LANGUAGE", "en")], En),
            // As Windows names them.
            (&[("LANG", "en-US")], En),
            (&[("LANG", "zh-Hans-CN")], Zh),
        ] {
            let variable = |name: &str| {
                environment.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(of_locale(variable), want, "{environment:?}");
        }
    }

    #[test]
    fn lang_is_seen_before_arguments_are_parsed() {
        let arguments = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(peek(&arguments("repconv --lang en --help"), "--lang"), Some("en"));
        assert_eq!(peek(&arguments("repconv show a --lang=zh"), "--lang"), Some("zh"));
        assert_eq!(peek(&arguments("repconv -- --lang en"), "--lang"), None);
        assert_eq!(peek(&arguments("repconv --language en"), "--lang"), None);
    }
}
