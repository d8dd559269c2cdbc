package io.haloom.net.tls;

import io.haloom.net.TlsException;
import java.nio.charset.StandardCharsets;

/**
 * What a connection to a server has beside that of a client: what it asks for, whether the
 * certificate is for the host that was meant, and the session that may be resumed.
 */
final class ServerHandshake {
  private static final LibSession CALLS = OpenSsl.SESSION;

  // Of openssl/ssl.h and tls1.h.
  private static final int CTRL_SET_TLSEXT_HOSTNAME = 55;
  private static final int NAMETYPE_HOST_NAME = 0;

  private final TlsTarget target;
  private final long ssl;

  /** Null where the host does not matter, or the handshake is over. */
  private HostCheck check;

  private boolean differs;

  /** The {@code SSL_SESSION*} that was kept last, to tell it from another. */
  private long kept;

  private boolean heard;

  private ServerHandshake(TlsTarget target, long ssl) {
    this.target = target;
    this.ssl = ssl;
  }

  /**
   * Sets a connection up that has not begun.
   *
   * @param verifies whether the server's certificate is verified
   */
  static ServerHandshake begin(TlsTarget target, long ssl, boolean verifies) {
    ServerHandshake handshake = new ServerHandshake(target, ssl);
    String name = target.serverName();
    if (name != null) {
      byte[] text = (name + '\0').getBytes(StandardCharsets.ISO_8859_1);
      try (NativeBytes bytes = NativeBytes.of(text)) {
        CALLS.SSL_ctrl(ssl, CTRL_SET_TLSEXT_HOSTNAME, NAMETYPE_HOST_NAME, bytes.address());
      }
    }
    if (target.alpn().length > 0) {
      try (NativeBytes bytes = NativeBytes.of(target.alpn())) {
        CALLS.SSL_set_alpn_protos(ssl, bytes.address(), target.alpn().length);
      }
    }
    String host = name != null ? name : target.verifyHost();
    if (verifies && host != null) {
      handshake.check = HostCheck.begin(ssl, host);
    }
    if (target.sessions() != null) {
      target.sessions().resume(ssl, name);
    }
    OpenSsl.CRYPTO.ERR_clear_error();
    return handshake;
  }

  /** The handshake is over, well or not. */
  private void over() {
    if (check != null) {
      differs = check.differs();
      check = null;
      HostCheck.end(ssl);
    }
  }

  void established() {
    over();
  }

  /** It failed: what of, in HAProxy's words. */
  String failed() {
    over();
    if (target.sessions() != null) {
      target.sessions().forget(target.serverName());
    }
    if (!differs) {
      return TlsException.HANDSHAKE;
    }
    return target.serverName() == null ? TlsException.OTHER_HOST : TlsException.OTHER_NAME;
  }

  /** Plain bytes have come, so what a server says of sessions mostly has, too. */
  void heard() {
    if (!heard) {
      heard = true;
      keep();
    }
  }

  /** Just before the end. */
  void ends(boolean established) {
    over();
    if (established) {
      keep();
    }
  }

  private void keep() {
    if (target.sessions() == null) {
      return;
    }
    long session = CALLS.SSL_get_session(ssl);
    if (session != 0 && session != kept && CALLS.SSL_SESSION_is_resumable(session) == 1) {
      kept = session;
      target.sessions().keep(session, target.serverName());
    }
  }
}
