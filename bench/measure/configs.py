"""The same work, written as HAProxy's configuration (Haloom reads it too) and as nginx's."""

import dataclasses
import pathlib
import resource

RULES = pathlib.Path(__file__).with_name("rules.cfg")
NGINX_MODULE = pathlib.Path("/usr/lib/nginx/modules/ngx_stream_module.so")


@dataclasses.dataclass(frozen=True)
class Setup:
    """What a proxy is to do."""

    mode: str = "tcp"
    threads: int = 2
    connections: int = 2_000
    servers: int = 1
    binds: int = 1
    check: str = ""  # words after each server
    rules: bool = False  # a second frontend, with rules.cfg, on the port after the first
    statistics: tuple = ()  # how many backends there are beside, of how many servers, and a page that shows them
    splice: bool = False
    certificate: str = ""  # a PEM file: clients speak TLS
    alpn: str = ""  # what they may speak in it
    server_tls: bool = False  # servers do
    server_port: int = 0  # where they are, when not on that of the bench


def addresses(count, port):
    """`count` addresses of loopback with one port, 127.0.0.1 first."""
    return [f"127.{1 + i // 62500}.{i // 250 % 250}.{1 + i % 250}:{port}" if i else f"127.0.0.1:{port}" for i in range(count)]


def _frontend(name, binds, rules="", words=""):
    lines = [f"frontend {name}", *(f"  bind {address}{words}" for address in binds), rules, "  default_backend servers"]
    return "\n".join(line for line in lines if line)


def haproxy(setup, port, server, more_global=()):
    """HAProxy's configuration; `server` is the port of all servers."""
    lines = ["global", f"  nbthread {setup.threads}", f"  maxconn {setup.connections}", *more_global]
    lines += ["defaults", f"  mode {setup.mode}"]
    lines += [f"  timeout {kind}" for kind in ("connect 5s", "client 300s", "server 300s")]
    if setup.splice:
        lines.append("  option splice-auto")
    words = f" ssl crt {setup.certificate}" if setup.certificate else ""
    words += f" alpn {setup.alpn}" if setup.alpn else ""
    page = "  stats enable\n  stats uri /statistics" if setup.statistics else ""
    lines.append(_frontend("in", addresses(setup.binds, port), page, words))
    if setup.statistics:
        backends, servers = setup.statistics
        for number in range(backends):
            lines.append(f"backend shown{number}")
            lines += [f"  server s{i} 127.0.0.1:{server}" for i in range(servers)]
    if setup.rules:
        lines.append(_frontend("ruled", addresses(1, port + 1), RULES.read_text()))
    lines.append("backend servers")
    secured = " ssl verify none" if setup.server_tls else ""
    lines += [f"  server s{i} 127.0.0.1:{setup.server_port or server}{secured} {setup.check}" for i in range(setup.servers)]
    return "\n".join(lines) + "\n"


def nginx(setup, port, server, folder):
    """nginx's configuration for the plain part of a setup."""
    upstream = "\n".join(f"    server 127.0.0.1:{server};" for _ in range(setup.servers))
    listen = "\n".join(f"    listen {address};" for address in addresses(setup.binds, port))
    block = _nginx_http if setup.mode == "http" else _nginx_stream
    module = f"load_module {NGINX_MODULE};" if NGINX_MODULE.exists() else ""
    return f"""daemon off;
worker_processes {setup.threads};
worker_rlimit_nofile {resource.getrlimit(resource.RLIMIT_NOFILE)[1]};
error_log {folder}/nginx.log;
pid {folder}/nginx.pid;
{module}
events {{ worker_connections {2 * setup.connections + setup.servers + setup.binds + 500}; }}
{block(upstream, listen, folder)}
"""


def _nginx_stream(upstream, listen, folder):
    return f"""stream {{
  upstream servers {{
{upstream}
  }}
  server {{
{listen}
    proxy_pass servers;
    proxy_timeout 300s;
  }}
}}"""


def _nginx_http(upstream, listen, folder):
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "\n".join(f"  {kind}_temp_path {folder}/temporary;" for kind in kinds)
    return f"""http {{
  access_log off;
  keepalive_timeout 300s;
  keepalive_requests 1000000000;
{temporary}
  upstream servers {{
{upstream}
    keepalive 1000;
    keepalive_requests 1000000000;
  }}
  server {{
{listen}
    location / {{
      proxy_pass http://servers;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
    }}
  }}
}}"""
