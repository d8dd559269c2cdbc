"""All cases of bench/diff."""
from .vocabulary import CASES, DEFAULTS, GLOBAL, files
from . import basic, early, slow, framing
