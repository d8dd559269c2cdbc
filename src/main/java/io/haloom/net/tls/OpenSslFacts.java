package io.haloom.net.tls;

import com.kenai.jffi.MemoryIO;
import io.haloom.net.TlsException;
import io.haloom.net.TlsFacts;
import io.haloom.net.TlsVerification;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What is known of a connection of OpenSSL's. Asked for by the connection's thread, or after the
 * end: what is told then was noted before.
 */
final class OpenSslFacts implements TlsFacts {
  private static final LibSsl SSL = OpenSsl.SSL;
  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  /** {@code SSL*}, 0 while there is none. */
  private long ssl;

  private boolean established;

  /** {@code SSL_CIPHER*}, which lives as long as the library. */
  private long cipher;

  private int version;
  private boolean resumed;
  private long error;
  private String serverName;

  /** Null where no certificate is asked for. */
  private ClientVerification client;

  private TlsVerification verification = TlsVerification.NONE;

  void begins(long connection, TlsContext context) {
    ssl = connection;
    if (context.ignored() != null) {
      client = ClientVerification.begin(ssl, context.ignored());
    }
  }

  void serverName(String host) {
    serverName = host;
  }

  void established() {
    established = true;
    version = SSL.SSL_version(ssl);
    cipher = SSL.SSL_get_current_cipher(ssl);
    resumed = SSL.SSL_session_reused(ssl) == 1;
    verified();
  }

  private void verified() {
    if (client != null) {
      client.end();
      verification = client.verification(OpenSsl.TRUST.SSL_get_verify_result(ssl));
    }
  }

  void ends() {
    ssl = 0;
    if (client != null) {
      client.close();
    }
  }

  /** Why the handshake has failed, in HAProxy's words. */
  TlsException handshakeFailure() {
    error = OpenSsl.CRYPTO.ERR_get_error();
    OpenSsl.CRYPTO.ERR_clear_error();
    verified();
    boolean refused = client != null && client.failure() != null;
    return new TlsException(refused ? client.failure() : TlsException.HANDSHAKE);
  }

  @Override
  public String version() {
    TlsVersion known = TlsVersion.numbered(version);
    return known == null ? null : known == TlsVersion.TLS_1_0 ? "TLSv1" : known.text();
  }

  @Override
  public String cipher() {
    return cipher == 0 ? null : SSL.SSL_CIPHER_get_name(cipher);
  }

  @Override
  public String alpn() {
    if (ssl == 0) {
      return null;
    }
    ByteBuffer out = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
    SSL.SSL_get0_alpn_selected(ssl, OpenSsl.address(out), OpenSsl.address(out) + 8);
    int length = out.getInt(8);
    if (length == 0) {
      return null;
    }
    byte[] text = new byte[length];
    MEMORY.getByteArray(out.getLong(0), text, 0, length);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String serverName() {
    return serverName;
  }

  @Override
  public boolean isResumed() {
    return resumed;
  }

  @Override
  public boolean isEstablished() {
    return established;
  }

  @Override
  public TlsVerification verification() {
    return verification;
  }

  @Override
  public long errorCode() {
    return error;
  }

  @Override
  public String error() {
    return error == 0 ? null : OpenSsl.reason(error);
  }
}
