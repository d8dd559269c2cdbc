"""TLS of bind lines: what clients are told, and what the log is."""
import re
from .vocabulary import *

CERT = "ssl crt %(certs)s/localhost.pem "
CERTS = f"{CERTIFICATES}/"
LOG = ['log-format "%%ci:%%cp [%%tr] %%ft %%b/%%s %%ST %%B %%ts %%sslv %%sslc"']


def shown(name):
    return CERTS + name + ".pem"


# --- certificates of clients ------------------------------------------------------------------------
VERIFY = CERT + "ca-file %(certs)s/authority.pem verify "
for version in ("1.2", "1.3"):
    short = version.replace(".", "")
    case(f"tls_verify_trusted_{short}", [tls(version=version, cert=shown("client")), *ASK], answers(OK), bind=VERIFY + "required", frontend=LOG)
    case(f"tls_verify_none_shown_{short}", [tls(version=version), *ASK, "end"], answers(OK), bind=VERIFY + "required", frontend=LOG)
    case(f"tls_verify_optional_{short}", [tls(version=version), *ASK], answers(OK), bind=VERIFY + "optional", frontend=LOG)
    case(f"tls_verify_expired_{short}", [tls(version=version, cert=shown("expired")), *ASK, "end"], answers(OK), bind=VERIFY + "required", frontend=LOG)
    case(f"tls_verify_above_{short}", [tls(version=version, cert=shown("below")), *ASK, "end"], answers(OK), bind=CERT + "ca-file %(certs)s/client.pem verify required", frontend=LOG)
case("tls_verify_off", [tls(cert=shown("expired")), *ASK], answers(OK), bind=VERIFY + "none")
case("tls_verify_below", [tls(cert=shown("below")), *ASK], answers(OK), bind=VERIFY + "required")
case("tls_verify_revoked", [tls(cert=shown("revoked")), *ASK, "end"], answers(OK), bind=VERIFY + "required crl-file %(certs)s/revoked.crl")
case("tls_verify_not_revoked", [tls(cert=shown("client")), *ASK, "end"], answers(OK), bind=VERIFY + "required crl-file %(certs)s/revoked.crl")
case("tls_verify_no_list", [tls(cert=shown("below")), *ASK, "end"], answers(OK), bind=VERIFY + "required crl-file %(certs)s/revoked.crl")
case("tls_verify_unnamed", [tls(cert=shown("client")), *ASK, "end"], answers(OK), bind=CERT + "ca-verify-file %(certs)s/authority.pem verify required")
ABOVE = CERT + "ca-file %(certs)s/client.pem verify required "
case("tls_crt_ignore", [tls(cert=shown("expired")), *ASK, "end"], answers(OK), bind=VERIFY + "required crt-ignore-err 9,10")
case("tls_crt_ignore_all", [tls(cert=shown("expired")), *ASK, "end"], answers(OK), bind=VERIFY + "required crt-ignore-err all")
case("tls_crt_ignore_others", [tls(cert=shown("expired")), *ASK, "end"], answers(OK), bind=VERIFY + "required crt-ignore-err 9,11")
case("tls_crt_ignore_above", [tls(cert=shown("below")), *ASK, "end"], answers(OK), bind=ABOVE + "crt-ignore-err all")
case("tls_ca_ignore", [tls(cert=shown("below")), *ASK, "end"], answers(OK), bind=ABOVE + "ca-ignore-err 2,20,27")
case("tls_ca_ignore_one", [tls(cert=shown("below")), *ASK, "end"], answers(OK), bind=ABOVE + "ca-ignore-err 20")
case("tls_ca_ignore_own", [tls(cert=shown("expired")), *ASK, "end"], answers(OK), bind=VERIFY + "required ca-ignore-err all")

# --- who is named to clients --------------------------------------------------------------------------
ACCEPTABLE = ("s_client", (["-tls1_2"], b"", b"(?i)acceptable|^(CN|O) = |no client certificate ca names"))
case("tls_names", [ACCEPTABLE], answers(OK), bind=VERIFY + "optional")
case("tls_no_ca_names", [ACCEPTABLE], answers(OK), bind=VERIFY + "optional no-ca-names")
case("tls_names_of_two", [ACCEPTABLE], answers(OK), bind=CERT + "ca-file %(certs)s/below.pem ca-verify-file %(certs)s/authority.pem verify optional")

# --- sessions -------------------------------------------------------------------------------------------
def twice(version, first=None, second=None):
    """A client that comes again with its session."""
    return [[tls(version=version, keep="s", **(first or {})), *ASK, "fin"],
            [tls(version=version, resume="s", keep="s", **(second or {})), *ASK, "fin"]]


for version in ("1.2", "1.3"):
    short = version.replace(".", "")
    case(f"tls_resume_{short}", twice(version), answers(OK, OK), bind=CERT, logs=2)
    case(f"tls_resume_name_{short}", twice(version, {"name": "a.example"}, {"name": "a.example"}), answers(OK, OK), bind=CERT, logs=2)
    case(f"tls_resume_verified_{short}", twice(version, {"cert": shown("client")}), answers(OK, OK), bind=VERIFY + "required", logs=2)
case("tls_no_tls_tickets", twice("1.2"), answers(OK, OK), bind=CERT + "no-tls-tickets", logs=2)
case("tls_no_tls_tickets_13", twice("1.3"), answers(OK, OK), bind=CERT + "no-tls-tickets", logs=2)
case("tls_no_tls_tickets_verified", twice("1.2", {"cert": shown("client")}), answers(OK, OK), bind=VERIFY + "required no-tls-tickets", logs=2)
case("tls_ticket_keys", twice("1.2"), answers(OK, OK), bind=CERT + "tls-ticket-keys %(certs)s/tickets48", logs=2)
case("tls_ticket_keys_13", twice("1.3"), answers(OK, OK), bind=CERT + "tls-ticket-keys %(certs)s/tickets80", logs=2)
TICKET = ("s_client", (["-tls1_2"], b"", rb"^    0000 - "))
case("tls_ticket_key_name", [TICKET], answers(OK), bind=CERT + "tls-ticket-keys %(certs)s/tickets80")
case("tls_ticket_key_name_short", [TICKET], answers(OK), bind=CERT + "tls-ticket-keys %(certs)s/tickets48")

# --- key exchange -----------------------------------------------------------------------------------------
DH = ("s_client", (["-tls1_2", "-cipher", "DHE:@SECLEVEL=0"], b"", rb"(?i)cipher is|Temp Key"))
case("tls_dh_none", [DH], answers(OK), bind="ssl crt %(certs)s/rsa.pem")
for curves in ("", "curves P-384:P-256", "curves X25519", "ecdhe secp521r1"):
    case("tls_" + (re.sub(r"\W+", "_", curves) or "any_curve"), [("s_client", (["-tls1_2"], b"", rb"Temp Key"))], answers(OK), bind=CERT + curves)
for curve in ("prime256v1", "secp521r1"):
    case(f"tls_curve_{curve}_only", [tls(version="1.2", curve=curve), *ASK], answers(OK), bind=CERT + "curves P-521")
