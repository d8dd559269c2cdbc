"""All cases of bench/diff."""
from .vocabulary import CASES, CERTIFICATES, DEFAULTS, GLOBAL, files
from . import basic, early, slow, framing, tls, ends
