"""What a script does that reads documents with another library or program: run with the Python that has them.

usage: readouts.py HOW OUT FILE...        HOW: a key of ROWS, or markitdown; each FILE becomes a file in the folder OUT
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


def pdfplumber_rows(path):
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [row for page in pdf.pages for table in page.extract_tables() for row in table]


def pymupdf_rows(path):
    import pymupdf

    with pymupdf.open(path) as pdf:
        return [row for page in pdf for table in page.find_tables().tables for row in table.extract()]


def camelot_rows(path):
    import camelot

    tables = camelot.read_pdf(str(path), pages="all", flavor="lattice")
    return [row for table in tables for row in table.df.values.tolist()]


def tabula_rows(path):
    import tabula

    tables = tabula.read_pdf(str(path), pages="all", lattice=True, output_format="json", silent=True)
    return [[cell["text"] for cell in row] for table in tables for row in table["data"]]


def printed(*command):
    import subprocess

    return subprocess.run(command, capture_output=True, check=False).stdout.decode("utf-8", "replace").splitlines()


def antiword_rows(path):
    # Its tables have a bar between cells.
    lines = [line.strip() for line in printed("antiword", "-w", "0", "-m", "UTF-8", path)]
    return [line.strip("|").split("|") for line in lines if line.startswith("|")]


def catdoc_rows(path):
    return [line.split("\t") for line in printed("catdoc", "-w", "-d", "utf-8", path)]


ROWS = {"docx": docx_rows, "xlsx": xlsx_rows, "pdfplumber": pdfplumber_rows, "pymupdf": pymupdf_rows,
        "camelot": camelot_rows, "tabula": tabula_rows, "antiword": antiword_rows, "catdoc": catdoc_rows}


def main():
    how, out, *files = sys.argv[1:]
    if how == "markitdown":
        from markitdown import MarkItDown

        converter = MarkItDown()
    for file in map(Path, files):
        if how == "markitdown":
            (Path(out) / f"{file.stem}.md").write_text(converter.convert(str(file)).text_content, "utf-8")
        else:
            rows = ROWS[how](file)
            (Path(out) / f"{file.stem}.rows").write_text(json.dumps(rows, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
