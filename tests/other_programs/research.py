"""Runs the queries of a Markdown page one after another and prints the page with their results.

A result is the table that stands behind a query; a query that makes a view has none.
Usage: research.py PAGE, in the folder that holds the dataset.
"""

import re
import sys

import duckdb

QUERY = re.compile(r"(```sql\n(.*?)```\n)(\n\|[^\n]*\n\|[-|]+\n(?:\|[^\n]*\n)*)?", re.S)


def shown(value):
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(map(shown, value))
    return str(value).replace("|", "\\|")


def main():
    connection = duckdb.connect()

    def with_result(match):
        connection.execute(match[2])
        if "CREATE VIEW" in match[2]:
            return match[1]
        lines = [[column[0] for column in connection.description]]
        lines += [[shown(value) for value in row] for row in connection.fetchall()]
        lines = ["| " + " | ".join(line) + " |" for line in lines]
        lines.insert(1, "|" + "---|" * len(connection.description))
        return match[1] + "\n" + "\n".join(lines) + "\n"

    page = open(sys.argv[1], encoding="utf-8").read()
    sys.stdout.reconfigure(encoding="utf-8")
    print(QUERY.sub(with_result, page), end="")


main()
