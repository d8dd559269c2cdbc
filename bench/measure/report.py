"""Writes what was measured: a table in Markdown, its figures as JSON, and the plot."""

import json

from . import plot
from .table import shown

BEGIN, END = "<!-- bench/run -->", "<!-- end -->"


def _cell(table, row, proxy):
    value = table.median(row.key, proxy)
    ratio = table.ratio(row.key, proxy) if row.better and proxy != "haproxy" else None
    return shown(value) + (f" ({ratio:.2f})" if ratio is not None else "")


def markdown(table, about, settings, picture):
    names = table.proxies()
    lines = ["# What bench/run measured", "", *(f"- {line}" for line in about), f"- {settings}", ""]
    lines += ["Medians of the rounds; in brackets the ratio to HAProxy in the same run. CPU is that of the proxy and its children.", ""]
    lines += [f"![ratios to HAProxy]({picture})", ""]
    lines += ["| | unit | better | " + " | ".join(names) + " |", "|---|---|---|" + "---|" * len(names)]
    for row in table.rows.values():
        cells = " | ".join(_cell(table, row, name) for name in names)
        lines.append(f"| {row.title} | {row.unit} | {row.better} | {cells} |")
    return "\n".join(lines) + "\n"


def publish(text, page):
    """Puts what a whole run printed between the marks of the page."""
    before, found, rest = page.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    body = text.partition("\n\n")[2].replace("](", "](../bench/results/")
    if found:
        page.write_text(f"{before}{BEGIN}\n{body}{END}{after}")


def write(table, about, settings, folder, name):
    """Writes NAME.md, NAME.json and NAME.svg, and prints the table; returns its text."""
    folder.mkdir(parents=True, exist_ok=True)
    text = markdown(table, about, settings, f"{name}.svg")
    (folder / f"{name}.md").write_text(text)
    (folder / f"{name}.json").write_text(json.dumps({"about": about, "settings": settings, "rows": table.as_json()}, indent=1) + "\n")
    (folder / f"{name}.svg").write_text(plot.svg(table))
    print("\n" + text)
    return text
