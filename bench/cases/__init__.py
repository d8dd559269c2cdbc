"""All cases of bench/diff."""
from .vocabulary import CASES, CERTIFICATES, DEFAULTS, GLOBAL, files, switching
from . import basic, early, slow, framing, tls, ends, h2, h2_servers, smuggled
