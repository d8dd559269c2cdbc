"""The figures as they come in, and what is made of them."""

import dataclasses
import statistics


@dataclasses.dataclass(frozen=True)
class Row:
    """A line of the table: `better` is "more", "less" or "" where no ratio is told."""

    key: str
    title: str
    unit: str
    better: str = ""


class Table:
    def __init__(self):
        self.rows = {}
        self._values = {}

    def note(self, row, proxy, value):
        """Adds one figure; each round adds one, and the median stands in the table."""
        self.rows.setdefault(row.key, row)
        self._values.setdefault((row.key, proxy), []).append(value)
        print(f"  {row.title}, {proxy}: {shown(value)} {row.unit}", flush=True)

    def median(self, key, proxy):
        values = self._values.get((key, proxy))
        return statistics.median(values) if values else None

    def ratio(self, key, proxy, to="haproxy"):
        value, base = self.median(key, proxy), self.median(key, to)
        return value / base if value is not None and base else None

    def proxies(self):
        """Those that have figures, HAProxy first."""
        return sorted(dict.fromkeys(proxy for _, proxy in self._values), key=lambda name: name != "haproxy")

    def as_json(self):
        return {
            key: {"title": row.title, "unit": row.unit, "better": row.better,
                  "values": {proxy: self._values[key, proxy] for k, proxy in self._values if k == key}}
            for key, row in self.rows.items()
        }


def shown(value):
    """A figure with three digits, or all of those before the point."""
    if value is None:
        return "-"
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.3g}"
