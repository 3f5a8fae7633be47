"""Which statutory cells of a report are found in what a program made of it.

Other programs know no cells, so that the measure is lenient. What they wrote is taken as rows of cells (text without
tables: a line is a cell). A row of the form is found when a row holds its figures one after the other, blanks where
the form has blanks, behind a cell that reads like the row's label; no row counts twice. All its cells are found then,
otherwise none is. The table on reviews and lawsuits has no label. A found figure stands under its column's label when
a row above has that label in the same column of the table.
"""
import csv, difflib, html.parser, io, json, re, unicodedata
from decimal import Decimal, InvalidOperation
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def plain(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str("" if text is None else text)))


def value(cell):
    """A cell as something to compare: a number, words, or "" for a blank."""
    if isinstance(cell, dict):
        cell = cell.get("raw", cell.get("value"))
    text = plain(cell)
    if text in ("", "NaN", "nan", "None") or text.startswith("Unnamed:"):
        return ""
    try:
        return Decimal(text.replace(",", "")).normalize()
    except InvalidOperation:
        return text


def label(text):
    """A label without its number and punctuation."""
    text = re.sub(r"^([一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[.、])", "", plain(text))
    return re.sub(r"[\W_]", "", text)


def labels():
    """The labels of rows and of columns, from docs/cells.md: {(edition, table, row): (label, {column: label})}."""
    found, edition, table, kind, columns = {}, "", "", "", {}
    for line in (ROOT / "docs/cells.md").read_text("utf-8").splitlines():
        item = re.match(r"\| `([\w.]+)` \| ([^|]*) \|", line)
        if head := re.match(r"## (\d{4})", line):
            edition = head[1]
        elif head := re.match(r"### `(\w+)`", line):
            table = head[1]
        elif line.startswith("| 列 column"):
            kind, columns = "column", {}
        elif line.startswith("| 行 row"):
            kind = "row"
        elif not line.startswith("|"):
            kind = ""
        elif item and kind == "column":
            columns[item[1]] = label(item[2].split("›")[-1])
        elif item and kind == "row":
            found[edition, table, item[1]] = label(item[2].split("›")[-1]), columns
    return found


LABELS = labels()


def wanted(truth):
    """The rows of the form with their figures and the labels of these: [(label or None, [values], [labels])]."""
    rows = []
    for table, of in truth["tables"].items():
        table_rows = []
        for row, cells in of.items():
            name, columns = LABELS.get((truth["edition"], table, row), (None, {}))
            figures = [value(cell) for cell in cells.values()]
            table_rows.append((name, figures, [columns.get(column, "") for column in cells]))
        if table == "review":
            table_rows = [(None, sum((row[1] for row in table_rows), []), sum((row[2] for row in table_rows), []))]
        rows += table_rows
    return rows


class Rows(html.parser.HTMLParser):
    """The rows of all tables of a page; `None` stands where a merged cell reaches."""

    def __init__(self):
        super().__init__()
        self.rows, self.cell, self.spans, self.held = [], None, (1, 1), {}

    def handle_starttag(self, tag, attributes):
        span = lambda name: int(dict(attributes).get(name) or 1)
        if tag == "table":
            self.held = {}
        elif tag == "tr":
            self.rows.append([])
            self.held = {column: left - 1 for column, left in self.held.items() if left > 0}
            self.pass_over()
        elif tag in ("td", "th") and self.rows:
            self.cell, self.spans = [], (span("colspan"), span("rowspan"))

    def pass_over(self):
        while self.held.get(len(self.rows[-1]), -1) >= 0:
            self.rows[-1].append(None)

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell is not None:
            columns, rows = self.spans
            at = len(self.rows[-1])
            self.rows[-1] += ["".join(self.cell)] + [None] * (columns - 1)
            if rows > 1:
                self.held |= dict.fromkeys(range(at, at + columns), rows - 1)
            self.cell = None
            self.pass_over()

    def handle_data(self, data):
        if self.cell is not None:
            self.cell.append(data)


def rows_of(path, workbook_rows):
    """What stands in a file: its rows, and whether they have columns; text without tables: each line and those after."""
    kind = path.suffix
    if kind == ".xlsx":
        return workbook_rows(path), True
    text = path.read_text("utf-8-sig", errors="replace")
    if kind == ".html":
        page = Rows()
        page.feed(text)
        return page.rows, True
    if kind == ".md":
        lines = [line.strip() for line in text.splitlines() if line.lstrip().startswith("|")]
        return [[cell.replace("\\", "") for cell in re.split(r"(?<!\\)\|", line.strip("|"))] for line in lines], True
    if kind == ".rows":
        return json.loads(text), True
    if "\t" in text:
        return list(csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)), True
    lines = text.splitlines()
    return [lines[at : at + 17] for at in range(len(lines))], False


def reads_like(cell, want):
    if not isinstance(cell, str) or not cell:
        return 0.0
    cell = label(cell)
    if want in cell or cell in want and len(cell) > 1:
        return 0.9 if cell != want else 1.0
    return difflib.SequenceMatcher(None, cell, want, autojunk=False).ratio()


def likeness(row, want, figures):
    """How well a row of (column, value) fits, and where its figures begin; 0 when no label stands before them."""
    values = [cell for _, cell in row]
    for at in range(len(values) - len(figures) + 1):
        if values[at : at + len(figures)] != figures:
            continue
        best = 1.0 if want is None else max((reads_like(cell, want) for cell in values[:at]), default=0.0)
        if best >= 0.5:
            return best, at
    return 0.0, 0


def stands_under(rows, row, column, want):
    """Whether one of the 40 rows above, as many as a table of the form has, shows the label in this column."""
    above = (dict(rows[at]).get(column) for at in range(row - 1, max(row - 41, -1), -1))
    return any(reads_like(cell, want) >= 0.6 for cell in above)


def found(truth, rows, has_columns):
    """The cells found, those of them that stand under their column's label, and all there are."""
    rows = [[(at, value(cell)) for at, cell in enumerate(row) if cell is not None] for row in rows]
    right = told = total = 0
    used = set()
    for want, figures, heads in wanted(truth):
        total += len(figures)
        fits = [(*likeness(row, want, figures), -at) for at, row in enumerate(rows) if at not in used]
        best, start, at = max(fits, default=(0.0, 0, 0))
        if best > 0:
            used.add(-at)
            right += len(figures)
            columns = [column for column, _ in rows[-at][start : start + len(figures)]]
            told += has_columns and sum(stands_under(rows, -at, *pair) for pair in zip(columns, heads))
    return right, told, total


def by_address(truth, report):
    """The cells of a report JSON that stand at the right address with the right value: right, wrong, all."""
    right = wrong = total = 0
    for table, rows in truth["tables"].items():
        for row, columns in rows.items():
            for column, want in columns.items():
                total += 1
                got = report.get("tables", {}).get(table, {}).get(row, {})
                if column in got:
                    same = value(got[column]) == value(want)
                    right, wrong = right + same, wrong + (not same)
    return right, wrong, total


def load(path):
    return json.loads(path.read_text("utf-8"), parse_float=Decimal)
