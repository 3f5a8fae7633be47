//! `repconv formats`: the table of formats as a person reads it.

use super::{Fault, Outcome, OutputOptions};
use repconv::formats::Formats;
use repconv::model::language::Text;
use repconv::present::grid::{Align, Grid};

const HEADER: [Text; 6] = [
    Text::new("名称", "name"),
    Text::new("格式", "format"),
    Text::new("扩展名", "extensions"),
    Text::new("读", "read"),
    Text::new("写", "write"),
    Text::new("办法", "what to do"),
];
const YES: Text = Text::new("能", "yes");
const NO: &str = "-";

/// Prints the table of formats.
pub fn formats(options: OutputOptions) -> Result<Outcome, Fault> {
    let language = options.language;
    let mark = |able: bool| if able { YES.get(language).to_owned() } else { NO.to_owned() };
    let mut grid = Grid::new(Align::Left);
    grid.header(HEADER.iter().map(|text| text.get(language).to_owned()).collect());
    for row in Formats::builtin().rows() {
        let extensions: Vec<String> =
            row.extensions.iter().map(|extension| format!(".{extension}")).collect();
        let cells = vec![
            row.name.to_string(),
            row.title.get(language).to_owned(),
            extensions.join(" "),
            mark(row.reader.is_some()),
            mark(row.writer.is_some()),
            row.hint.as_ref().map(|hint| hint.get(language).to_owned()).unwrap_or_default(),
        ];
        grid.row(0, cells);
    }
    grid.draw(&mut anstream::stdout())?;
    Ok(Outcome::Done)
}
