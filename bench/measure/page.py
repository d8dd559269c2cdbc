"""CPU of the statistics: the page that browsers ask for, and the forms that tools ask for."""

import http.client

from . import peers, proxies
from .configs import Setup
from .table import Row

BACKENDS, SERVERS = 40, 10
FORMS = (("page", ""), ("csv", ";csv"), ("json", ";json"))
WARM = 600  # requests of each form that Haloom gets before; it compiles itself meanwhile
ASKED = 150


def measure(bench, table, given):
    for name in bench.plain:
        if name in ("nginx", "haloom-jdk"):
            continue
        proxy = proxies.Proxy(bench, name, Setup(mode="http", statistics=(BACKENDS, SERVERS)))
        if proxies.started(proxy):
            with proxy:
                peers.attempt(f"page of {name}", _measure_one, table, proxy, given)


def _measure_one(table, proxy, given):
    client = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=30)
    for _, form in FORMS:
        if proxies.is_haloom(proxy.name):
            _ask(client, form, int(WARM * given.warm))
    for key, form in FORMS:
        before = proxies.cpu_seconds(proxy.pid)
        length = _ask(client, form, ASKED)
        spent = proxies.cpu_seconds(proxy.pid) - before
        title = f"statistics of {BACKENDS} backends of {SERVERS} servers, {key}"
        table.note(Row(f"stats-{key}", f"{title}: CPU", "ms", "less"), proxy.name, spent * 1000 / ASKED)
        table.note(Row(f"stats-{key}-size", f"{title}: size", "KB"), proxy.name, length / 1024)


def _ask(client, form, count):
    """Asks that often; the length of the last answer."""
    length = 0
    for _ in range(count):
        client.request("GET", "/statistics" + form)
        length = len(client.getresponse().read())
    return length
