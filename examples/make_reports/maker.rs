//! Makes the files of one body after the other, and keeps account of them.

use std::error::Error;
use std::path::PathBuf;

use repconv::forms::{Y2019, Y2021};
use repconv::model::form::Edition;
use serde_json::{Map, Value, json};

use super::YEAR;
use super::archive::Names;
use super::chance::Chance;
use super::county::Body;
use super::faults;
use super::figures::{self, Figure, Figures};
use super::manifest::{self, File, Read};
use super::manner::{self, DOCX, Manner, XLSX};
use super::narrative;
use super::plan::{Double, Kind, Plan, share};
use super::report::{Head, report};
use super::store::{Spot, Store};
use super::totals::Totals;

type Done<T> = Result<T, Box<dyn Error>>;

pub struct Maker {
    store: Store,
    seed: u64,
    files: Vec<Value>,
    bodies: Vec<Value>,
    totals: Totals,
    /// Word files in folders, beside which one may be open.
    documents: Vec<String>,
}

/// A report as a file's bytes, and what is in it.
struct Made {
    bytes: Vec<u8>,
    manner: Manner,
    edition: &'static Edition,
    figures: Figures,
    findings: Vec<&'static str>,
}

impl Maker {
    pub const fn new(root: PathBuf, seed: u64) -> Self {
        Self {
            store: Store::new(root),
            seed,
            files: Vec::new(),
            bodies: Vec::new(),
            totals: Totals::new(),
            documents: Vec::new(),
        }
    }

    /// Makes what the body of this number hands in.
    pub fn hand_in(&mut self, at: usize, body: &Body, plan: Plan) -> Done<()> {
        let number = u64::try_from(at)?;
        let mut chance = Chance::apart(self.seed, number);
        let named = body.short.as_deref().filter(|_| plan.is_short).unwrap_or(&body.name);
        let manner = match plan.kind {
            Kind::Truncated | Kind::Empty | Kind::Password | Kind::Rubbish => DOCX,
            Kind::WrongExtension => *chance.pick(&[DOCX, XLSX]),
            _ => manner::choose(at, &mut chance),
        };
        // Some bodies still fill in the form of the years before.
        let edition = if chance.percent(12) { &Y2019 } else { &Y2021 };
        let text = chance.clone();
        let made = made(named, edition, manner, plan.kind, &mut chance)?;
        let first = self.place(at, body, &made, plan.kind, &mut chance)?;
        self.note(body, named, plan, &made, first);
        if let Some(double) = plan.double {
            let again = match double {
                Double::Identical => None,
                Double::Versions => Some(self::made(named, edition, manner, plan.kind, &mut chance)?),
                Double::Formats => {
                    let other = if made.manner.format == "docx" { XLSX } else { DOCX };
                    Some(self::made(named, edition, other, plan.kind, &mut text.clone())?)
                }
            };
            let again = again.as_ref().unwrap_or(&made);
            let name = file_name(&body.name, extension(again.manner, plan.kind), &mut chance);
            let spot = self.store.put(&format!("补报/{name}"), &again.bytes)?;
            self.note(body, named, plan, again, spot);
        }
        self.account(body, named, plan, &made);
        Ok(())
    }

    /// Puts a report where bodies of its kind put theirs: one in twelve into an archive.
    fn place(&mut self, at: usize, body: &Body, made: &Made, kind: Kind, chance: &mut Chance) -> Done<Spot> {
        const EVERY: usize = 12;
        let name = file_name(&body.name, extension(made.manner, kind), chance);
        let path = format!("{}/{name}", body.folder);
        if at % EVERY == 5 {
            let names = if (at / EVERY).is_multiple_of(2) { Names::Gbk } else { Names::Utf8 };
            return Ok(self.store.pack(&path, &made.bytes, names)?);
        }
        if extension(made.manner, kind) == "docx" {
            self.documents.push(path.clone());
        }
        Ok(self.store.put(&path, &made.bytes)?)
    }

    fn note(&mut self, body: &Body, named: &str, plan: Plan, made: &Made, spot: Spot) {
        let Made { edition, figures, findings, .. } = made;
        let read = Read { year: YEAR, edition, findings: findings.clone(), figures };
        let is_readable = plan.kind.is_readable();
        let file = File {
            spot,
            kind: plan.kind,
            body: Some(&body.name),
            named: is_readable.then_some(named),
            double: plan.double.map(Double::name),
            manner: is_readable.then_some(made.manner),
            report: is_readable.then_some(read),
        };
        self.files.push(file.json());
    }

    /// Says what became of the body, and adds its figures up.
    fn account(&mut self, body: &Body, named: &str, plan: Plan, made: &Made) {
        let status = match plan {
            Plan { kind, .. } if !kind.is_readable() => "unreadable",
            Plan { double: Some(_), .. } => "doubled",
            Plan { is_short: true, .. } => "proposed",
            _ => "handed-in",
        };
        self.bodies.push(json!({
            "name": body.name,
            "status": status,
            "double": plan.double.map(Double::name),
            "named": plan.kind.is_readable().then_some(named),
        }));
        let group = match (status, plan.double) {
            ("handed-in", _) => 0,
            ("doubled", Some(Double::Identical | Double::Formats)) => 1,
            ("proposed", _) => 2,
            _ => return,
        };
        self.totals.add(group, plan.kind.is_valid(), made.edition.id, &made.figures);
    }

    /// Files that are nobody's report.
    pub fn others(&mut self, bodies: usize) -> Done<()> {
        for number in 1..=share(bodies, 10) {
            let bytes = encoding_rs::GBK.encode(&faults::notice(number)).0.into_owned();
            let spot = self.store.put(&format!("县直部门/关于报送有关材料的通知{number}.txt"), &bytes)?;
            self.files.push(nobodys(spot, Kind::Notice).json());
        }
        for path in self.documents.iter().rev().take(share(bodies, 10)) {
            let (folder, name) = path.rsplit_once('/').expect("documents stand in folders");
            let name: String = name.chars().skip(2).collect();
            let spot = self.store.put(&format!("{folder}/~${name}"), &faults::lock())?;
            self.files.push(nobodys(spot, Kind::Lock).json());
        }
        Ok(())
    }

    pub fn finish(mut self, missing: &[Body]) -> Done<Map<String, Value>> {
        self.store.finish()?;
        let told =
            |body: &Body| json!({"name": body.name, "status": "missing", "double": null, "named": null});
        self.bodies.extend(missing.iter().map(told));
        let mut made = Map::new();
        made.insert("lists".to_owned(), manifest::lists(&self.files, &self.bodies));
        made.insert("files".to_owned(), Value::Array(self.files));
        made.insert("bodies".to_owned(), Value::Array(self.bodies));
        made.insert("totals".to_owned(), self.totals.json());
        Ok(made)
    }
}

const fn nobodys(spot: Spot, kind: Kind) -> File<'static> {
    File { spot, kind, body: None, named: None, double: None, manner: None, report: None }
}

fn made(
    named: &str,
    edition: &'static Edition,
    manner: Manner,
    kind: Kind,
    chance: &mut Chance,
) -> Done<Made> {
    let scale = *chance.pick(&[1, 1, 1, 3, 10, 40]);
    let mut figures = figures::figures(edition, scale, chance);
    if kind == Kind::Unbalanced {
        fill_blanks(&mut figures); // a sum that does not add up is told where every figure is certain
    }
    let mut findings = faults::break_figures(kind, edition, &mut figures, chance).to_vec();
    if !(edition.years.0..=edition.years.1).contains(&YEAR) {
        findings.push("S006");
    }
    let has = |is: fn(&Figure) -> bool| figures.values().any(is);
    findings.extend(has(|figure| *figure == Figure::Blank).then_some("C001"));
    findings.extend(has(|figure| matches!(figure, Figure::Spelled(..))).then_some("C005"));
    let told = narrative::narrative(YEAR, &figures, chance);
    let report = report(Head { name: named, year: YEAR, edition }, &figures, &told, chance);
    let (manner, bytes) = manner::write(&report, manner)
        .map_err(|error| format!("{named}: {}", error.message(repconv::model::language::Language::En)))?;
    let bytes = faults::break_bytes(kind, bytes, chance);
    Ok(Made { bytes, manner, edition, figures, findings })
}

fn fill_blanks(figures: &mut Figures) {
    for figure in figures.values_mut().filter(|figure| **figure == Figure::Blank) {
        *figure = Figure::whole(0);
    }
}

/// The extension the file gets: its own, unless it is to bear another's.
fn extension(manner: Manner, kind: Kind) -> &'static str {
    match (kind, manner.extension) {
        (Kind::WrongExtension, "docx") => "xlsx",
        (Kind::WrongExtension, _) => "docx",
        (_, extension) => extension,
    }
}

fn file_name(body: &str, extension: &str, chance: &mut Chance) -> String {
    let names = [
        format!("{body}{YEAR}年政府信息公开工作年度报告"),
        format!("{body}{YEAR}年年报（定稿）"),
        format!("{YEAR}年度报告-{body}"),
        format!("附件1 {body}"),
    ];
    format!("{}.{extension}", chance.pick(&names))
}
