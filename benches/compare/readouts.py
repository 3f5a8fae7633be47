"""What a script does that reads documents with python-docx, openpyxl or markitdown: run with the Python that has them.

usage: readouts.py HOW OUT FILE...        HOW: docx, xlsx, markitdown; each FILE becomes a file in the folder OUT
"""
import json, sys
from pathlib import Path


def docx_rows(path):
    import docx

    # A merged cell is given once for each place it covers.
    rows = []
    for table in docx.Document(path).tables:
        before = []
        for row in table.rows:
            cells = row.cells
            known = lambda at: any(cells[at]._tc is other._tc for other in cells[:at] + tuple(before))
            rows.append([None if known(at) else cell.text for at, cell in enumerate(cells)])
            before = cells
    return rows


def xlsx_rows(path):
    import openpyxl
    from openpyxl.cell.cell import MergedCell

    def shown(cell):
        if isinstance(cell, MergedCell):
            return None
        return "" if cell.value is None else str(cell.value)

    book = openpyxl.load_workbook(path, data_only=True)
    return [[shown(cell) for cell in row] for sheet in book for row in sheet.iter_rows()]


def main():
    how, out, *files = sys.argv[1:]
    if how == "markitdown":
        from markitdown import MarkItDown

        converter = MarkItDown()
    for file in map(Path, files):
        if how == "markitdown":
            (Path(out) / f"{file.stem}.md").write_text(converter.convert(str(file)).text_content, "utf-8")
        else:
            rows = docx_rows(file) if how == "docx" else xlsx_rows(file)
            (Path(out) / f"{file.stem}.rows").write_text(json.dumps(rows, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
