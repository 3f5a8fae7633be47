//! repconv reads the yearly report on government information disclosure
//! (政府信息公开工作年度报告) from any format into one report model, validates it and writes any other.
//!
//! ```text
//! bytes ──formats──▶ reader ──▶ Document ──recognise(edition)──▶ Report ──validate(rules)──▶ findings
//! bytes ◀──────────  writer ◀── Document + roles ◀──compose(edition)──┘
//! ```
//!
//! ```
//! use repconv::Session;
//! use repconv::model::language::Language;
//!
//! # fn main() -> repconv::model::error::Result<()> {
//! let page = "<h1>某镇人民政府2021年政府信息公开工作年度报告</h1>
//!     <p>一、总体情况</p><p>全年主动公开信息186条。</p><p>六、其他需要报告的事项</p><p>无。</p>";
//! let session = Session::new();
//! let reading = session.read_and_check(page.as_bytes())?;
//! assert_eq!(reading.report.organization.as_deref(), Some("某镇人民政府"));
//! let mut missing = reading.findings.iter().filter(|finding| finding.rule.code == "S003");
//! assert!(missing.any(|finding| finding.message.get(Language::Zh).contains("缺少表二")));
//!
//! let json = session.write(&reading.report, "json")?;
//! assert!(String::from_utf8_lossy(&json).contains("\"year\": 2021"));
//! # Ok(())
//! # }
//! ```
//!
//! Nothing here prints or exits, and only the functions of `batch` open files; they say so.
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `html` | the reader of web pages; without it pages are written without being read back |
//! | `xlsx` | the writer of workbooks |
//! | `results` | `compare`, `aggregate` and `present`; includes `xlsx` |
//! | `batch` | `batch`: folders, archives, rosters, settings, threads |
//! | `dataset` | `dataset`: tables as Parquet, CSV and JSON lines |
//! | `cli` | the program; includes all of the above but `dataset` |
//!
//! `cli` and `dataset` are the default. All but `cli` and `batch` build for `wasm32-unknown-unknown`.

#![warn(missing_docs)]

#[cfg(feature = "results")]
pub mod aggregate;
#[cfg(feature = "batch")]
pub mod batch;
#[cfg(feature = "results")]
pub mod compare;
pub mod compose;
#[cfg(feature = "dataset")]
pub mod dataset;
pub mod derive;
pub mod fix;
pub mod formats;
pub mod forms;
pub mod model;
#[cfg(feature = "results")]
pub mod present;
pub mod prose;
pub mod readers;
pub mod recognise;
mod registry;
pub mod report_json;
pub mod session;
pub mod validate;
pub mod writers;

pub use session::{Session, read, write, write_checked, write_with};
