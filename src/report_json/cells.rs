//! The cells of the statutory tables from JSON.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::node::Node;
use super::number::decimal;
use super::read::{JsonReader, unknown};
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::error::Result;
use crate::model::form::Kind;
use crate::model::place::Place;
use crate::model::report::Cell;
use crate::model::value::Value;

impl JsonReader<'_> {
    pub(super) fn tables(&mut self, root: &Node<'_, '_>) -> Result<BTreeMap<Address, Cell>> {
        let mut cells = BTreeMap::new();
        let Some(tables) = root.get("tables")? else { return Ok(cells) };
        for (key, node) in tables.members()? {
            let Some(table) = self.edition.table(key) else {
                return Err(unknown(&node, self.edition.tables.iter().map(|table| table.key)));
            };
            for (key, node) in node.members()? {
                let Some((block, row)) = table.row(key) else {
                    return Err(unknown(&node, table.rows().map(|(_, row)| row.key)));
                };
                for (key, node) in node.members()? {
                    let Some(column) = block.column(key) else {
                        return Err(unknown(&node, block.columns.iter().map(|column| column.key)));
                    };
                    let address = Address { table: table.key, row: row.key, column: column.key };
                    let value = self.value(&node, address, row.kind(column))?;
                    cells.insert(address, Cell { value, place: Place::Unknown });
                }
            }
        }
        Ok(cells)
    }

    fn value(&mut self, node: &Node<'_, '_>, address: Address, kind: Kind) -> Result<Value> {
        match node.value {
            Json::Null => Ok(Value::Blank),
            Json::Number(_) if kind.is_number() => number(node).map(Value::Number),
            Json::Number(_) => Ok(Value::of_kind(kind, &number(node)?.to_string())),
            Json::Object(_) => {
                self.only(node, &["raw", "value"])?;
                let value = Value::of_kind(kind, self.text(&node.required("raw")?)?);
                if let Some(given) = node.get("value")? {
                    let number = if given.value.is_null() { None } else { Some(number(&given)?) };
                    if number != value.number() && number != value.counted() {
                        self.doubts.contradiction(address, &value, number, &node.pointer());
                    }
                }
                Ok(value)
            }
            Json::Bool(_) | Json::String(_) | Json::Array(_) => Err(node.wrong(
                "应是数字、null（空格）或 {\"raw\": \"原样\", \"value\": 数字}",
                "a number, null (blank) or {\"raw\": \"as written\", \"value\": number} is expected",
            )),
        }
    }
}

fn number(node: &Node<'_, '_>) -> Result<Decimal> {
    let number = node.value.as_number().ok_or_else(|| node.wrong("应是数字", "a number is expected"))?;
    decimal(number)
        .ok_or_else(|| node.wrong("数字最多 28 位有效数字", "a number has at most 28 significant digits"))
}
