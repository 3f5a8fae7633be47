"""What repconv, pandoc and LibreOffice keep of the documents in fixtures/documents, there and back.

usage: kept.py REPCONV [--sample] [repconv | pandoc | libreoffice]

With --sample only between DOCX and HTML, which needs python-docx alone.

Each document is converted to another format and back by the same program. What python-docx, openpyxl and
LibreOffice, html.parser or plain lines read of the result (fixtures/documents/readout.py) is compared with what they
read of the source. Prints the table of docs/formats.md.
"""
import collections
import decimal
import functools
import glob
import importlib.util
import os
import re
import subprocess
import sys
import tempfile

import docx

HERE = os.path.dirname(os.path.abspath(__file__))
DOCUMENTS = os.path.join(HERE, "..", "..", "fixtures", "documents")
spec = importlib.util.spec_from_file_location("readout", os.path.join(DOCUMENTS, "readout.py"))
readout = importlib.util.module_from_spec(spec)
spec.loader.exec_module(readout)

WAYS = [
    ("docx", "html"), ("html", "docx"), ("xlsx", "html"), ("txt", "docx"), ("txt", "html"),
    ("docx", "xlsx"), ("html", "xlsx"), ("xlsx", "docx"), ("txt", "xlsx"),
    ("docx", "txt"), ("html", "txt"), ("xlsx", "txt"),
]
SAMPLE = 2
PANDOC = {"docx", "html", "txt"}  # it reads no workbooks and writes none
WRITER = {"docx": "docx:Office Open XML Text", "html": "html:HTML (StarWriter)", "txt": "txt:Text (encoded):UTF8"}
CALC = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "html": "html:HTML (StarCalc)"}


def repconv(paths, extension, folder, _):
    for path in paths:
        out = target(path, extension, folder)
        more = ["--encoding", "utf-8"] if extension == "txt" else []
        subprocess.run([sys.argv[1], path, out, "-q", *more], capture_output=True, check=False)


def pandoc(paths, extension, folder, _):
    for path in paths:
        to = "plain" if extension == "txt" else extension
        more = ["--from", "markdown"] if path.endswith(".txt") else []
        command = ["pandoc", "--standalone", "--wrap", "none", *more, "--to", to, "-o", target(path, extension, folder), path]
        subprocess.run(command, capture_output=True, check=False)


def libreoffice(paths, extension, folder, kind):
    filters = CALC if kind == "xlsx" else WRITER
    name = "HTML (StarCalc)" if kind == "xlsx" else "HTML (StarWriter)"
    more = [f"--infilter={name}"] if paths[0].endswith(".html") else []
    command = ["soffice", f"-env:UserInstallation=file://{PROFILE.name}", "--headless", *more]
    command += ["--convert-to", filters[extension], "--outdir", folder, *paths]
    subprocess.run(command, capture_output=True, check=False)


def can(program, source, via):
    if program is pandoc:
        return {source, via} <= PANDOC
    if program is libreoffice and source == "xlsx" and via == "txt":
        return False
    if program is libreoffice:
        return "xlsx" not in (source, via) or {source, via} == {"xlsx", "html"} and source == "xlsx"
    return True


def target(path, extension, folder):
    return os.path.join(folder, os.path.splitext(os.path.basename(path))[0] + "." + extension)


def there_and_back(program, paths, source, via):
    """The results by the name of the document; those that failed are left out."""
    folder = tempfile.mkdtemp(dir=WORK.name)
    out, back = os.path.join(folder, "there"), os.path.join(folder, "back")
    os.mkdir(out), os.mkdir(back)
    program(paths, via, out, source)
    made = [target(path, via, out) for path in paths if os.path.exists(target(path, via, out))]
    if made:
        program(made, source, back, source)
    return {os.path.basename(path): target(path, source, back) for path in paths}


COLUMNS = ("texts", "figures", "merged", "headings")
Content = collections.namedtuple("Content", (*COLUMNS, "whole", "all_headings"))


@functools.cache
def content(path):
    texts, figures, merged, headings = (collections.Counter() for _ in COLUMNS)
    raw, normal = [], []
    try:
        blocks = list(readout.READERS[path.rsplit(".", 1)[1]](path))
    except (OSError, subprocess.CalledProcessError):
        blocks = []

    def add(text):
        for line in text.split("\n"):
            text = shown(line)
            texts[text] += bool(text)
            raw.append(solid(line))
            normal.append(text)
            for part in line.split():
                figures.update(re.findall(r"\d[\d,]*(?:\.\d+)?", shown(part)))

    for block in blocks:
        if isinstance(block, str):
            add(block)
        elif "rows" in block:
            for cell in (cell for row in block["rows"] for cell in row):
                text, columns, rows = cell if isinstance(cell, list) else (cell, 1, 1)
                add(text)
                merged[(solid(text), columns, rows)] += columns * rows > 1 and bool(text)
        else:
            add(block["text"])
            headings[solid(block["text"])] += 1
    headings.update(solid(title) for title in titles(path))
    return Content(texts, figures, merged, headings, "".join([*raw, "\n", *normal]), "".join(headings))


def titles(path):
    """The title of a Word document, which a page has as a heading."""
    if not path.endswith(".docx") or not os.path.exists(path):
        return []
    paragraphs = docx.Document(path).paragraphs
    return [line.text for line in paragraphs if line.style and line.style.name == "Title" and line.text.strip()]


def solid(text):
    return "".join(text.split())


def shown(text):
    """A number by its value and a date by its day, as programs show them differently."""
    text = solid(text)
    date = re.fullmatch(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{4})[-年](\d{1,2})月?", text)
    if date:
        return "-".join(str(int(part)) for part in date.groups() if part)
    if re.fullmatch(r"-?[1-9]?[\d,]*\.?\d+", text) and not re.match(r"-?0\d", text):
        return f"{decimal.Decimal(text.replace(',', '')).normalize():f}"
    return text


def kept(before, after, name):
    """(kept, all) of texts, figures, merged cells or headings."""
    counts = getattr(before, name)
    # A paragraph may be part of a longer one, two lines of a title one heading.
    whole = {"texts": after.whole, "headings": after.all_headings}.get(name)
    if whole is not None:
        return sum(count for text, count in counts.items() if text in whole), sum(counts.values())
    return sum((counts & getattr(after, name)).values()), sum(counts.values())


def row(program, source, via, documents):
    results = there_and_back(program, documents, source, via)
    sums = {name: [0, 0] for name in COLUMNS}
    for path in documents:
        before, after = content(path), content(results[os.path.basename(path)])
        for name, total in sums.items():
            part, whole = kept(before, after, name)
            total[0] += part
            total[1] += whole
            if os.environ.get("REPCONV_SHOW") and part < whole:
                missing = getattr(before, name) - getattr(after, name)
                print(program.__name__, via, os.path.basename(path), name, part, whole, list(missing)[:3], file=sys.stderr)
    return sums


def cell(part, whole):
    return "—" if whole == 0 else f"{part}/{whole}"


def main():
    print("| way | program | texts | figures | merged cells | headings |")
    print("|---|---|---|---|---|---|")
    programs = [name for name in sys.argv[2:] if name != "--sample"]
    for source, via in WAYS[: SAMPLE if "--sample" in sys.argv else None]:
        documents = sorted(glob.glob(os.path.join(DOCUMENTS, f"*.{source}")))
        for program in (repconv, pandoc, libreoffice):
            if programs and program.__name__ not in programs:
                continue
            way = f"{source.upper()} → {via.upper()} → {source.upper()}"
            if not can(program, source, via):
                print(f"| {way} | {program.__name__} | cannot | | | |")
                continue
            sums = row(program, source, via, documents)
            print(f"| {way} | {program.__name__} | " + " | ".join(cell(*sums[name]) for name in COLUMNS) + " |", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as WORKPATH, tempfile.TemporaryDirectory() as PROFILEPATH:
        WORK, PROFILE = collections.namedtuple("Folder", "name")(WORKPATH), collections.namedtuple("Folder", "name")(PROFILEPATH)
        main()
