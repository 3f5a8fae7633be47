//! The attributes of a cell of an ODS sheet, read in one pass.

use crate::readers::xml::Element;

/// The attributes of a cell.
#[derive(Debug)]
pub(super) struct CellAttributes {
    pub columns_repeated: Option<String>,
    pub style: Option<String>,
    pub columns_spanned: Option<String>,
    pub rows_spanned: Option<String>,
    pub kind: Option<String>,
    pub formula: Option<String>,
    pub value: Option<String>,
    pub string: Option<String>,
    pub date: Option<String>,
    pub time: Option<String>,
    pub boolean: Option<String>,
}

impl CellAttributes {
    pub fn of(start: &Element<'_>) -> Self {
        // The usual ones first.
        let [
            kind,
            value,
            style,
            columns_repeated,
            columns_spanned,
            rows_spanned,
            formula,
            string,
            date,
            time,
            boolean,
        ] = start.attributes([
            "office:value-type",
            "office:value",
            "table:style-name",
            "table:number-columns-repeated",
            "table:number-columns-spanned",
            "table:number-rows-spanned",
            "table:formula",
            "office:string-value",
            "office:date-value",
            "office:time-value",
            "office:boolean-value",
        ]);
        Self {
            columns_repeated,
            style,
            columns_spanned,
            rows_spanned,
            kind,
            formula,
            value,
            string,
            date,
            time,
            boolean,
        }
    }
}
