//! The cells of a submitted report, held in few bytes: nearly all are blank or small whole numbers, and reports of one
//! form have the same addresses.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use crate::model::address::Address;
use crate::model::value::Value;

/// What stands for a blank among the counts.
const BLANK: u16 = u16::MAX - 1;
/// What stands for a value that is among the others.
const OTHER: u16 = u16::MAX;

/// The cells of a report that can be added up, in the order of their addresses.
///
/// ```
/// use repconv::aggregate::Cells;
/// use repconv::forms::Y2021;
/// use repconv::model::value::Value;
///
/// let received = Y2021.address("requests/received/total").unwrap();
/// let cells = Cells::of([(received, Value::parse("12"))]);
/// assert_eq!(cells.value(received).as_deref(), Some(&Value::parse("12")));
/// ```
#[derive(Clone, Debug)]
pub struct Cells {
    addresses: Arc<[Address]>,
    /// For each address a whole number, or what stands for another value.
    counts: Box<[u16]>,
    /// The values that are no such number, with their positions, in order.
    others: Box<[(usize, Value)]>,
}

/// The addresses of the reports so far, each list once.
#[derive(Debug, Default)]
pub struct SharedAddresses(HashSet<Arc<[Address]>>);

impl Cells {
    /// The cells of these addresses, each of which occurs once.
    #[must_use]
    pub fn of(cells: impl IntoIterator<Item = (Address, Value)>) -> Self {
        let mut cells: Vec<(Address, Value)> = cells.into_iter().collect();
        cells.sort_by_key(|(address, _)| *address);
        let addresses = cells.iter().map(|(address, _)| *address).collect();
        let mut others = Vec::new();
        let hold = |(at, (_, value))| {
            count(&value).unwrap_or_else(|| {
                others.push((at, value));
                OTHER
            })
        };
        let counts = cells.into_iter().enumerate().map(hold).collect();
        Self { addresses, counts, others: others.into_boxed_slice() }
    }

    /// The value of a cell; `None` if the report does not have the cell.
    #[must_use]
    pub fn value(&self, address: Address) -> Option<Cow<'_, Value>> {
        self.at(self.addresses.binary_search(&address).ok()?)
    }

    /// The cells in order.
    pub fn iter(&self) -> impl Iterator<Item = (Address, Cow<'_, Value>)> {
        self.addresses.iter().enumerate().filter_map(|(at, address)| Some((*address, self.at(at)?)))
    }

    /// The addresses in order.
    pub fn addresses(&self) -> impl Iterator<Item = Address> {
        self.addresses.iter().copied()
    }

    /// The cells with text, in order.
    pub fn texts(&self) -> impl Iterator<Item = (Address, &Value, &str)> {
        self.others.iter().filter_map(|(at, value)| match value {
            Value::Text { raw, .. } => Some((*self.addresses.get(*at)?, value, raw.as_str())),
            Value::Blank | Value::Number(_) => None,
        })
    }

    /// Whether no cell holds anything.
    #[must_use]
    pub fn are_blank(&self) -> bool {
        self.counts.iter().all(|count| *count == BLANK)
    }

    fn at(&self, at: usize) -> Option<Cow<'_, Value>> {
        Some(match *self.counts.get(at)? {
            BLANK => Cow::Owned(Value::Blank),
            OTHER => {
                let other = self.others.binary_search_by_key(&at, |(at, _)| *at).ok()?;
                Cow::Borrowed(&self.others.get(other)?.1)
            }
            count => Cow::Owned(Value::Number(count.into())),
        })
    }
}

/// What stands for the value among the counts. The number has to come back as it is written: 12.0 has other digits than
/// 12.
fn count(value: &Value) -> Option<u16> {
    match value {
        Value::Blank => Some(BLANK),
        Value::Number(number) if number.scale() == 0 && number.is_sign_positive() => {
            u16::try_from(*number).ok().filter(|count| *count < BLANK)
        }
        Value::Number(_) | Value::Text { .. } => None,
    }
}

impl SharedAddresses {
    /// Lets the cells use a list of addresses that an earlier report has, too.
    pub fn share(&mut self, cells: &mut Cells) {
        match self.0.get(&cells.addresses) {
            Some(known) => cells.addresses = Arc::clone(known),
            None => {
                self.0.insert(Arc::clone(&cells.addresses));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Y2021;
    use crate::report_json as json;

    fn written(values: &[&str]) -> Cells {
        let addresses = Y2021.tables.iter().flat_map(|table| {
            table.rows().flat_map(move |(block, row)| {
                block.columns.iter().map(move |column| Address {
                    table: table.key,
                    row: row.key,
                    column: column.key,
                })
            })
        });
        let mut addresses: Vec<Address> = addresses.collect();
        addresses.sort_unstable();
        Cells::of(addresses.into_iter().zip(values.iter().map(|value| Value::parse(value))))
    }

    #[test]
    fn every_value_comes_back_as_it_was() {
        let values = [
            "",
            "0",
            "-0",
            "0.0",
            "12",
            "12.0",
            "-3",
            "65533",
            "65534",
            "65535",
            "65536",
            "0.5",
            "9999999999999999999999999999",
            "1,234",
            "12件",
            "无",
        ];
        let cells = written(&values);
        let back: Vec<String> = cells.iter().map(|(_, value)| value.shown()).collect();
        let parsed: Vec<Value> = values.iter().map(|value| Value::parse(value)).collect();
        assert_eq!(back, parsed.iter().map(Value::shown).collect::<Vec<_>>());
        assert!(cells.iter().map(|(_, value)| value.into_owned()).eq(parsed.iter().cloned()));
        let texts: Vec<&str> = cells.texts().map(|(_, _, raw)| raw).collect();
        assert!(texts.ends_with(&["1,234", "12件", "无"]), "{texts:?}");
    }

    #[test]
    fn a_cell_that_is_not_there_is_not_blank() {
        let cells = written(&["", ""]);
        let second = cells.addresses().nth(1).unwrap();
        assert_eq!(cells.value(second).as_deref(), Some(&Value::Blank));
        let last = written(&[""; 500]).addresses().last().unwrap();
        assert_eq!(cells.value(last), None);
        assert!(cells.are_blank());
        assert!(!written(&["", "0"]).are_blank());
    }

    /// Ten thousand reports must fit into memory: of each only the figures are kept, and no list of addresses.
    #[test]
    fn a_report_takes_few_bytes_and_shares_its_addresses() {
        let text = include_str!("../../fixtures/rules/2021.json");
        let report = json::from_json(&serde_json::from_str(text).unwrap()).unwrap().0;
        let mut shared = SharedAddresses::default();
        let mut cells = || {
            let mut cells =
                Cells::of(report.cells.iter().map(|(address, cell)| (*address, cell.value.clone())));
            shared.share(&mut cells);
            cells
        };
        let (one, other) = (cells(), cells());
        assert!(Arc::ptr_eq(&one.addresses, &other.addresses));
        let own = size_of_val(&*other.counts) + size_of_val(&*other.others);
        assert!(own < 1000, "{own} bytes for {} cells", other.counts.len());
    }
}
