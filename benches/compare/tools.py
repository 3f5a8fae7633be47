"""The programs compared, what each is asked to do, and how they are installed."""
import os, shutil, subprocess, sys, venv
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = ROOT / "target" / "compare"
PYTHON = WORK / "python" / ("Scripts" if os.name == "nt" else "bin") / "python"
REPCONV = ROOT / "target" / "release" / "repconv"
"""GNU time, which tells the memory of what it starts."""
TIME = shutil.which("time") or ""
"""What pip is asked for, by the name under which it is installed."""
MODULES = {"markitdown": "markitdown[docx,pdf,xlsx]", "openpyxl": "openpyxl", "python-docx": "python-docx",
           "pdfplumber": "pdfplumber", "pymupdf": "pymupdf", "camelot-py": "camelot-py", "tabula-py": "tabula-py"}


@dataclass
class Task:
    """One program converting; `command(files, out)` gives the commands, to be run one after the other."""

    name: str
    tool: str
    source: str
    made: str
    command: object
    """Whether one process can take many files."""
    many: bool = True
    """The program against which the ratio is told."""
    against: str = ""
    environment: dict = field(default_factory=dict)


def repconv(to, extra=()):
    def command(files, out):
        if len(files) == 1:
            return [[str(REPCONV), str(files[0]), str(out / f"{files[0].stem}.{to}"), "--overwrite", "-q", *extra]]
        format = "text" if to == "txt" else to
        return [[str(REPCONV), "batch", "-t", format, "-o", str(out), "-q", "--overwrite", *extra, str(files[0].parent)]]

    return command


def pandoc(files, out):
    return [["pandoc", str(file), "-t", "html", "-o", str(out / f"{file.stem}.html")] for file in files]


def office(filter, files, out):
    """LibreOffice with a profile of its own, so that no window or other run is in its way."""
    profile = f"-env:UserInstallation=file://{WORK}/profile"
    return ["soffice", profile, "--headless", *filter, "--outdir", str(out), *map(str, files)]


def office_text(files, out):
    return [office(["--convert-to", "txt:Text (encoded):UTF8"], files, out)]


def office_xlsx(files, out):
    pages = out / "pages"
    pages.mkdir(exist_ok=True)
    made = [pages / f"{file.stem}.html" for file in files]
    to_xlsx = ["--infilter=HTML (StarCalc)", "--convert-to", "xlsx"]
    return [office(["--convert-to", "html:HTML (StarWriter)"], files, pages), office(to_xlsx, made, out)]


def office_html(files, out):
    return [office(["--convert-to", "html:HTML (StarWriter)"], files, out)]


def printed(program, suffix):
    """A program that prints what it reads of one file."""
    return lambda files, out: [
        ["sh", "-c", f'{program} "$1" > "$2"', "sh", str(file), str(out / f"{file.stem}{suffix}")] for file in files
    ]


def python(how):
    return lambda files, out: [[str(PYTHON), str(HERE / "readouts.py"), how, str(out), *map(str, files)]]


TASKS = [
    Task("DOCX → HTML", "repconv", ".docx", ".html", repconv("html")),
    Task("DOCX → HTML", "pandoc", ".docx", ".html", pandoc, many=False),
    Task("DOCX → TXT", "repconv", ".docx", ".txt", repconv("txt", ("--encoding", "utf-8"))),
    Task("DOCX → TXT", "LibreOffice", ".docx", ".txt", office_text),
    Task("DOCX → XLSX", "repconv", ".docx", ".xlsx", repconv("xlsx", ("--values-only",))),
    Task("DOCX → HTML → XLSX", "LibreOffice", ".docx", ".xlsx", office_xlsx),
    Task("DOCX → JSON", "repconv", ".docx", ".json", repconv("json")),
    Task("DOCX → Markdown", "markitdown", ".docx", ".md", python("markitdown")),
    Task("DOCX, read out", "python-docx", ".docx", ".rows", python("docx")),
    Task("XLSX → JSON", "repconv", ".xlsx", ".json", repconv("json")),
    Task("XLSX → Markdown", "markitdown", ".xlsx", ".md", python("markitdown")),
    Task("XLSX, read out", "openpyxl", ".xlsx", ".rows", python("xlsx")),
    Task("PDF → JSON", "repconv", ".pdf", ".json", repconv("json")),
    Task("PDF, tables read out", "pdfplumber", ".pdf", ".rows", python("pdfplumber")),
    Task("PDF, tables read out", "pymupdf", ".pdf", ".rows", python("pymupdf")),
    Task("PDF, tables read out", "camelot-py", ".pdf", ".rows", python("camelot")),
    Task("PDF, tables read out", "tabula-py", ".pdf", ".rows", python("tabula")),
    Task("PDF → Markdown", "markitdown", ".pdf", ".md", python("markitdown")),
    Task("DOC → JSON", "repconv", ".doc", ".json", repconv("json")),
    Task("DOC → HTML", "LibreOffice", ".doc", ".html", office_html),
    Task("DOC → rows of cells", "antiword", ".doc", ".rows", python("antiword")),
    Task("DOC → rows of cells", "catdoc", ".doc", ".rows", python("catdoc")),
    # What the two print, which nobody has looked through for cells yet; with a bar between cells, as in Markdown.
    Task("DOC → text", "antiword", ".doc", ".md", printed("antiword -w 0 -m UTF-8", ".md"), many=False),
    Task("DOC → text", "catdoc", ".doc", ".txt", printed("catdoc -w -d utf-8", ".txt"), many=False),
]


def quietly(*command):
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


def apt(package):
    if os.name == "nt" or not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    return quietly("apt-get", "install", "-y", "-qq", package) or (
        quietly("apt-get", "update", "-qq") and quietly("apt-get", "install", "-y", "-qq", package)
    )


def install():
    """Installs what is missing; what cannot be had is told and left out: {tool: version}."""
    WORK.mkdir(parents=True, exist_ok=True)
    versions = {"repconv": output(str(REPCONV), "--version")}
    for tool, program, packages in (
        ("pandoc", "pandoc", ["pandoc"]),
        ("LibreOffice", "soffice", ["libreoffice-writer", "libreoffice-calc"]),
        ("antiword", "antiword", ["antiword"]),
        ("catdoc", "catdoc", ["catdoc"]),
    ):
        if shutil.which(program) or all(map(apt, packages)):
            versions[tool] = output(program, "--version") or packaged(packages[0])
    if not PYTHON.exists():
        venv.create(WORK / "python", with_pip=True)
    for tool, package in MODULES.items():
        asked = f"import importlib.metadata as m; print(m.version('{tool}'))"
        if not quietly(str(PYTHON), "-c", asked):
            quietly(str(PYTHON), "-m", "pip", "install", "-q", package)
        if version := output(str(PYTHON), "-c", asked):
            versions[tool] = version
    for tool in {task.tool for task in TASKS} - set(versions):
        print(f"left out: {tool} could not be installed", file=sys.stderr)
    return versions


def packaged(package):
    """The version of a program that does not tell it, as its package tells it."""
    return output("dpkg-query", "-W", "-f", "${Version}", package)


def output(*command):
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    words = run.stdout.strip().splitlines()[:1] if run.returncode == 0 else []
    return next((word for line in words for word in line.split() if word[0].isdigit()), "")
