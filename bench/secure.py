"""A connection of bench/diff with TLS: as a socket, but what its bytes go through is kept in memory, so that what comes
before and after is seen, too: how a handshake fails, whether an end was told, whether it came as FIN or as RST."""
import re, socket, ssl, subprocess, threading

PROTOCOLS = {"1.0": ssl.TLSVersion.TLSv1, "1.1": ssl.TLSVersion.TLSv1_1, "1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}


class Secure:
    """`told` says what the handshake came to. Options: version, ciphers, curve, alpn, name, cert, keep and resume (names
    of sessions), level (of OpenSSL's security)."""

    def __init__(self, sock, options, sessions):
        self.sock, self.options, self.sessions, self.over = sock, options, sessions, False
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.set_ciphers(options.get("ciphers", "ALL") + ":@SECLEVEL=%d" % options.get("level", 0))
        context.minimum_version = context.maximum_version = PROTOCOLS[options.get("version", "1.3")]
        if "curve" in options:
            context.set_ecdh_curve(options["curve"])
        if "alpn" in options:
            context.set_alpn_protocols(options["alpn"].split(","))
        if "cert" in options:
            context.load_cert_chain(options["cert"])
        if "resume" in options:
            context = sessions[options["resume"]].context
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self.incoming, self.outgoing, server_hostname=options.get("name"))
        if "resume" in options:
            self.tls.session = sessions[options["resume"]].session
        self.told = self.handshake()

    def handshake(self):
        while True:
            try:
                self.tls.do_handshake()
                self.flush()
                break
            except ssl.SSLWantReadError:
                self.flush()
                data = self.sock.recv(65536)
                if not data:
                    self.over = True
                    return b"<CLOSED>"
                self.incoming.write(data)
            except ssl.SSLError as e:
                self.flush()
                self.over = True
                return f"<{e.reason}>".encode()
        name = self.tls.getpeercert(True)
        return "<{} {} alpn={} resumed={} cert={}>".format(
            self.tls.version(), self.tls.cipher()[0], self.tls.selected_alpn_protocol(), self.tls.session_reused,
            common_name(name)).encode()

    def flush(self):
        data = self.outgoing.read()
        if data:
            self.sock.sendall(data)

    def recv(self, most):
        while not self.over:
            try:
                data = self.tls.read(most)
                if data:
                    self.keep()
                    return data
                self.over = True
                return b"<NOTIFY>"
            except ssl.SSLWantReadError:
                self.flush()
                data = self.sock.recv(65536)
                if not data:
                    return data
                self.incoming.write(data)
            except ssl.SSLZeroReturnError:
                self.over = True
                return b"<NOTIFY>"
            except ssl.SSLError as e:
                self.over = True
                return f"<{e.reason}>".encode()
        return self.sock.recv(most)

    def keep(self):
        if "keep" in self.options:
            self.sessions[self.options["keep"]] = self.tls

    def sendall(self, data):
        self.tls.write(data)
        self.flush()

    def notify(self):
        try:
            self.tls.unwrap()
        except ssl.SSLError:
            pass
        self.flush()

    def settimeout(self, seconds):
        self.sock.settimeout(seconds)

    def shutdown(self, how):
        self.sock.shutdown(how)

    def setsockopt(self, *args):
        self.sock.setsockopt(*args)

    def close(self):
        self.sock.close()


def common_name(der):
    """The last one in a certificate, which is the subject's."""
    at = der.rfind(b"\x06\x03\x55\x04\x03")
    return der[at + 7:at + 7 + der[at + 6]].decode()


def s_client(sock, arguments, text, told):
    """Has `openssl s_client` use the connection, with a text as its input; the lines it prints that match `told`."""
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    door.listen(1)
    command = ["openssl", "s_client", "-connect", "127.0.0.1:%d" % door.getsockname()[1], *arguments]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    inner, _ = door.accept()
    door.close()

    def carry(source, target):
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            inner.close()

    threads = [threading.Thread(target=carry, args=pair, daemon=True) for pair in ((sock, inner), (inner, sock))]
    for thread in threads:
        thread.start()
    process.stdin.write(text)
    process.stdin.flush()
    try:
        out = process.communicate(timeout=5)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        out = process.communicate()[0]
    return b"".join(line + b"\n" for line in out.split(b"\n") if re.search(told, line))
