"""A picture of the ratios to HAProxy: one line a row, a dot a proxy, on a logarithmic scale."""

import math
from xml.sax.saxutils import escape

COLOURS = {"nginx": "#7a9a01", "haloom": "#c2410c", "haloom-jdk": "#0e7490", "haloom-splice": "#be185d", "haproxy-splice": "#64748b"}
LEFT, WIDTH, LINE, TOP = 440, 480, 20, 70
LOW, HIGH = 0.1, 10.0
TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10)


def _x(ratio):
    share = math.log(min(HIGH, max(LOW, ratio)) / LOW) / math.log(HIGH / LOW)
    return LEFT + share * WIDTH


def _speed(table, row, proxy):
    """How many times as good as HAProxy: above 1 is better, whichever way the unit goes."""
    ratio = table.ratio(row.key, proxy)
    if not ratio:
        return None
    return ratio if row.better == "more" else 1 / ratio


def svg(table):
    names = [name for name in table.proxies() if name != "haproxy"]
    rows = [row for row in table.rows.values() if row.better and any(_speed(table, row, name) for name in names)]
    height = TOP + LINE * len(rows) + 20
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 30} {height}" font-family="sans-serif" font-size="12">']
    out.append(f'<rect width="{LEFT + WIDTH + 30}" height="{height}" fill="white"/>')
    out.append('<text x="10" y="20" font-size="14">Times as good as HAProxy 2.6 in the same run: right of 1 is better</text>')
    for place, name in enumerate(names):
        x = 10 + place * 130
        out.append(f'<circle cx="{x + 5}" cy="38" r="4.5" fill="{COLOURS.get(name, "black")}"/><text x="{x + 15}" y="42">{name}</text>')
    for tick in TICKS:
        x, strong = _x(tick), "#111" if tick == 1 else "#ddd"
        out.append(f'<line x1="{x:.1f}" y1="{TOP - 8}" x2="{x:.1f}" y2="{height - 15}" stroke="{strong}"/>')
        out.append(f'<text x="{x:.1f}" y="{TOP - 12}" text-anchor="middle" fill="#555">{tick:g}</text>')
    for place, row in enumerate(rows):
        y = TOP + LINE * place + LINE / 2
        out.append(f'<text x="{LEFT - 10}" y="{y + 4:.1f}" text-anchor="end">{escape(row.title)}</text>')
        for name in names:
            speed = _speed(table, row, name)
            if speed:
                told = f"{escape(row.title)}, {name}: {speed:.2f}"
                out.append(f'<circle cx="{_x(speed):.1f}" cy="{y:.1f}" r="4.5" fill="{COLOURS.get(name, "black")}"><title>{told}</title></circle>')
    return "\n".join(out + ["</svg>"]) + "\n"
