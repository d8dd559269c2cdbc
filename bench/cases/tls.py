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

# --- the choice by name -------------------------------------------------------------------------------------
LIST = "ssl crt-list %(folder)s/list "
for title, host in (("none", None), ("exact", "a.example"), ("wild", "x.b.example"), ("not", "not.b.example"), ("wild_deep", "x.y.b.example"),
                    ("exact_over_wild", "exact.b.example"), ("case", "UPPER.example"), ("unknown", "nobody.example"), ("dot", "a.example.")):
    for strict in ("", "strict-sni"):
        case(f"tls_name_{title}_{strict and 'strict'}", [tls(name=host), *ASK, "end"], answers(OK), bind=LIST + strict, frontend=LOG)
case("tls_name_12", [tls(name="x.b.example", version="1.2"), *ASK], answers(OK), bind=LIST, frontend=LOG)
case("tls_name_12_strict", [tls(name="nobody.example", version="1.2"), *ASK, "end"], answers(OK), bind=LIST + "strict-sni", frontend=LOG)
case("tls_line_alpn", [tls(name="exact.b.example", alpn="http/1.1,own"), *ASK], answers(OK), bind=LIST + "alpn http/1.1", frontend=LOG)
case("tls_line_alpn_other", [tls(name="a.example", alpn="http/1.1,own"), *ASK], answers(OK), bind=LIST + "alpn http/1.1", frontend=LOG)
case("tls_line_verify", [tls(name="asked.example"), *ASK, "end"], answers(OK), bind=LIST, frontend=LOG)
case("tls_line_verified", [tls(name="asked.example", cert=shown("client")), *ASK], answers(OK), bind=LIST, frontend=LOG)
case("tls_line_version", [tls(name="old.example"), *ASK, "end"], answers(OK), bind=LIST, frontend=LOG)
case("tls_line_ciphers", [tls(name="old.example", version="1.2"), *ASK], answers(OK), bind=LIST, frontend=LOG)
case("tls_two_kinds_of_keys", [tls(version="1.2", ciphers="aRSA"), *ASK], answers(OK), bind=CERT + "crt %(certs)s/rsa.pem", frontend=LOG)

# --- handshakes that fail -----------------------------------------------------------------------------------
FACTS = LOG + ['error-log-format "%%ci:%%cp [%%tr] %%ft %%[fc_err] %%[fc_err_str] %%[ssl_fc_err,hex] %%[ssl_fc_err_str] %%[ssl_c_err] %%sslv %%sslc"']
HELLO = bytes.fromhex("160301007b01000077030300000000000000000000000000000000000000000000000000000000000000000000060035002f00ff01000048000d0016001404010501060102010403050306030203080408050806000a00040002001d000b00020100002b0003020304003300260024001d0020") + bytes(32)
for title, data in (("garbage", bytes(range(40, 140))), ("plain", GET), ("sslv2", bytes.fromhex("802e0100020015000000100700c00300800100800600400400800200800000") + bytes(18)),
                    ("oversized", b"\x16\x03\x01\xff\xff" + HELLO[5:]), ("alert", b"\x15\x03\x01\x00\x02\x02\x28"), ("warning", b"\x15\x03\x01\x00\x02\x01\x00"),
                    ("data", b"\x17\x03\x03\x00\x05hello"), ("empty_record", b"\x16\x03\x01\x00\x00"), ("finished_first", b"\x16\x03\x01\x00\x04\x14\x00\x00\x00"),
                    ("long_hello", b"\x16\x03\x01\x00\x04\x01\xff\xff\xff"), ("cut_extensions", HELLO[:60] + b"\xff" + HELLO[61:]), ("sslv3", b"\x16\x03\x00" + HELLO[3:9] + b"\x03\x00" + HELLO[11:])):
    case(f"tls_bad_{title}", [send(data), "end"], answers(OK), bind=CERT, frontend=FACTS)
    case(f"tls_bad_{title}_slowly", [("slowly", data), "end"], answers(OK), bind=CERT, frontend=FACTS)
case("tls_silence", ["end"], answers(OK), bind=CERT, frontend=FACTS)
case("tls_half_hello", [send(HELLO[:50]), "end"], answers(OK), bind=CERT, frontend=FACTS)
case("tls_half_hello_slowly", drip(HELLO[:90], 4, 0.2) + ["end"], answers(OK), bind=CERT, frontend=FACTS)
case("tls_half_handshake", [send(HELLO), "end"], answers(OK), bind=CERT, frontend=FACTS)
case("tls_closed_at_once", ["fin", "end"], answers(OK), bind=CERT, frontend=FACTS)
case("tls_closed_inside", [send(HELLO[:50]), "fin", "end"], answers(OK), bind=CERT, frontend=FACTS)
case("tls_reset_inside", [send(HELLO[:50]), ("pause", 0.1), "rst"], answers(OK), bind=CERT, frontend=FACTS)
case("tls_closed_at_once_null", ["fin", "end"], answers(OK), bind=CERT, frontend=FACTS + ["option dontlognull"], logs=0)
case("tls_closed_inside_null", [send(HELLO[:50]), "fin", "end"], answers(OK), bind=CERT, frontend=FACTS + ["option dontlognull"], logs=0)
case("tls_bad_plain_short_log", [send(GET), "end"], answers(OK), bind=CERT)
for version in ("1.0", "1.1"):
    case("tls_version_" + version.replace(".", ""), [tls(version=version), *ASK, "end"], answers(OK), bind=CERT, frontend=FACTS)
case("tls_version_min", [tls(version="1.2"), *ASK, "end"], answers(OK), bind=CERT + "ssl-min-ver TLSv1.3", frontend=FACTS)
case("tls_version_max", [tls(version="1.3"), *ASK, "end"], answers(OK), bind=CERT + "ssl-max-ver TLSv1.2", frontend=FACTS)
case("tls_no_cipher", [tls(version="1.2", ciphers="AES256-SHA"), *ASK, "end"], answers(OK), bind=CERT, frontend=FACTS)
case("tls_no_alpn", [tls(alpn="other"), *ASK], answers(OK), bind=CERT + "alpn http/1.1", frontend=FACTS)
case("tls_verify_failed_facts", [tls(cert=shown("expired")), *ASK, "end"], answers(OK), bind=VERIFY + "required", frontend=FACTS)
case("tls_verify_failed_facts_12", [tls(cert=shown("expired"), version="1.2"), *ASK, "end"], answers(OK), bind=VERIFY + "required", frontend=FACTS)
RENEGOTIATES = ("s_client", (["-tls1_2"], b"R\n", rb"RENEGOTIATING"))
case("tls_renegotiation", [RENEGOTIATES], answers(OK), bind=CERT)

# --- what breaks later --------------------------------------------------------------------------------------
case("tls_garbage_later", [tls(), *ASK, ("raw", b"\x17\x03\x03\x00\x20" + bytes(32)), "end"], answers(OK), bind=CERT)
case("tls_plain_later", [tls(), *ASK, ("raw", GET), "end"], answers(OK), bind=CERT)
case("tls_told_end", [tls(), *ASK, "notify", "end"], answers(OK), bind=CERT)
case("tls_garbage_first", [tls(), ("raw", b"\x17\x03\x03\x00\x20" + bytes(32)), "end"], answers(OK), bind=CERT)
case("tls_alert_first", [tls(), ("raw", b"\x15\x03\x03\x00\x02\x02\x28"), "end"], answers(OK), bind=CERT)
case("tls_reset_first", [tls(), ("pause", 0.1), "rst"], answers(OK), bind=CERT)
case("tls_reset_head", [tls(), send(GET[:20]), ("pause", 0.1), "rst"], answers(OK), bind=CERT)
case("tls_reset_first_null", [tls(), ("pause", 0.1), "rst"], answers(OK), bind=CERT, frontend=["option dontlognull"], logs=0)
case("tls_reset_probe", [tls(), ("pause", 0.1), "rst"], answers(OK), bind=CERT, frontend=["option http-ignore-probes"], logs=0)
case("reset_first", [("pause", 0.1), "rst"], answers(OK))
case("reset_head", [send(GET[:20]), ("pause", 0.1), "rst"], answers(OK))
case("tls_no_request", [tls(), "end"], answers(OK), bind=CERT, frontend=LOG)
case("tls_no_request_told", [tls(), "notify", "end"], answers(OK), bind=CERT, frontend=LOG)

# --- fetches and logs ---------------------------------------------------------------------------------------
SAID = " ".join("%%[" + f + "]" for f in (
    "ssl_fc", "ssl_fc_protocol", "ssl_fc_cipher", "ssl_fc_alg_keysize", "ssl_fc_use_keysize", "ssl_fc_has_sni", "ssl_fc_sni", "ssl_fc_has_crt", "ssl_fc_alpn", "ssl_fc_is_resumed",
    "ssl_fc_has_early", "ssl_c_used", "ssl_c_verify", "ssl_c_err", "ssl_c_ca_err", "ssl_c_ca_err_depth", "ssl_c_serial,hex", "ssl_c_s_dn(CN)", "ssl_c_i_dn(CN)", "ssl_c_notafter",
    "ssl_c_sig_alg", "ssl_c_key_alg", "ssl_c_version", "ssl_c_sha1,hex", "ssl_f_s_dn", "ssl_f_serial,hex", "ssl_f_sha1,hex", "ssl_f_notbefore"))
for title, options in (("", {}), ("shown", {"cert": shown("client")}), ("expired", {"cert": shown("expired")}), ("named", {"name": "a.example", "alpn": "http/1.1"}), ("12", {"version": "1.2", "cert": shown("client")})):
    case("tls_facts_" + title, [tls(**options), *ASK], answers(OK), bind=VERIFY + "optional crt-ignore-err all alpn http/1.1", frontend=[f'log-format "%%ci:%%cp [%%tr] %%ft {SAID}"'])
case("tls_httpslog", [tls(name="a.example", cert=shown("client")), *ASK], answers(OK), bind=VERIFY + "optional", frontend=["option httpslog"])
case("tls_httpslog_failed", [tls(cert=shown("expired")), *ASK, "end"], answers(OK), bind=VERIFY + "required", frontend=["option httpslog"])

# --- towards servers ----------------------------------------------------------------------------------------
def behind(name, words, bind="", **rest):
    """A case whose server is reached by TLS, in the same process."""
    socket = "%(folder)s/" + name
    case(name, [*ASK, "end"], answers(OK), servers=[f"server s unix@{socket} ssl {words}"],
         sections=[f"frontend o_{name}", f"  bind unix@{socket} ssl crt %(certs)s/localhost.pem {bind}", f"  use_backend in_{name}",
                   f"backend in_{name}", "  server s 127.0.0.1:%(server)d"],
         frontend=['log-format "%%ci:%%cp [%%tr] %%ft %%b/%%s %%ST %%B %%ts %%[bc_err] %%[ssl_bc_err,hex] %%[ssl_bc_protocol] %%[ssl_bc_cipher] %%[ssl_bc_alpn] %%rc"'],
         backend=["retries 1"], **rest)


behind("tls_server", "verify none")
behind("tls_server_trusted", "verify required ca-file %(certs)s/localhost.pem")
behind("tls_server_not_trusted", "verify required ca-file %(certs)s/authority.pem")
behind("tls_server_other_host", "verify required ca-file %(certs)s/localhost.pem verifyhost other")
behind("tls_server_other_name", "verify required ca-file %(certs)s/localhost.pem sni str(other)")
behind("tls_server_versions", "verify none ssl-max-ver TLSv1.2", "ssl-min-ver TLSv1.3")
behind("tls_server_asks", "verify none", "ca-file %(certs)s/authority.pem verify required ssl-max-ver TLSv1.2")
behind("tls_server_asks_13", "verify none", "ca-file %(certs)s/authority.pem verify required",
       known="TLS 1.3 refuses a client's certificate behind the client's end of the handshake: the request may be under way by then")
behind("tls_server_asks_and_gets", "verify none crt %(certs)s/client.pem", "ca-file %(certs)s/authority.pem verify required")
behind("tls_server_alpn", "verify none alpn http/1.1", "alpn http/1.1")
behind("tls_server_npn", "verify none npn http/1.1 ssl-max-ver TLSv1.2", "npn http/1.1")
case("tls_server_is_plain", [*ASK, "end"], [send(OK), ("pause", 0.5)], servers=["server s 127.0.0.1:%(server)d ssl verify none"], backend=["retries 1"])
case("tls_server_is_silent", [*ASK, "end"], [("pause", 2)], servers=["server s 127.0.0.1:%(server)d ssl verify none"], backend=["retries 0"])
