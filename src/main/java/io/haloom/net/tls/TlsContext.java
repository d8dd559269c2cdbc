package io.haloom.net.tls;

import io.haloom.net.TlsEngine;
import io.haloom.net.TlsException;
import java.lang.ref.Cleaner;
import java.nio.file.Path;

/**
 * What the connections of one kind have in common ({@code SSL_CTX}): certificate, key, versions.
 * Its memory is given back once nobody knows it any more; OpenSSL itself keeps it while a
 * connection is left.
 */
public final class TlsContext {
  private static final Cleaner CLEANER = Cleaner.create();

  // Of openssl/ssl.h.
  private static final int CTRL_MODE = 33;
  private static final int CTRL_SET_MIN_PROTO_VERSION = 123;
  private static final int TLS1_2 = 0x0303;
  private static final int MODE_ENABLE_PARTIAL_WRITE = 0x1;
  private static final int MODE_ACCEPT_MOVING_WRITE_BUFFER = 0x2;
  private static final int MODE_RELEASE_BUFFERS = 0x10;
  private static final int FILETYPE_PEM = 1;

  private final long context;
  private final boolean server;

  private TlsContext(long context, boolean server) {
    this.context = context;
    this.server = server;
    CLEANER.register(this, () -> OpenSsl.SSL.SSL_CTX_free(context));
    int mode = MODE_ENABLE_PARTIAL_WRITE | MODE_ACCEPT_MOVING_WRITE_BUFFER | MODE_RELEASE_BUFFERS;
    OpenSsl.SSL.SSL_CTX_ctrl(context, CTRL_MODE, mode, 0);
    OpenSsl.SSL.SSL_CTX_ctrl(context, CTRL_SET_MIN_PROTO_VERSION, TLS1_2, 0);
  }

  /** Whether the system's OpenSSL 3 is installed. */
  public static boolean isThere() {
    return OpenSsl.isThere();
  }

  /**
   * For a server.
   *
   * @param pem the certificate, its chain and its key, in one file
   * @throws TlsException where they cannot be read, or do not belong together
   */
  public static TlsContext server(Path pem) throws TlsException {
    TlsContext made = made(OpenSsl.SSL.TLS_server_method(), true);
    String file = pem.toString();
    boolean good =
        OpenSsl.SSL.SSL_CTX_use_certificate_chain_file(made.context, file) == 1
            && OpenSsl.SSL.SSL_CTX_use_PrivateKey_file(made.context, file, FILETYPE_PEM) == 1
            && OpenSsl.SSL.SSL_CTX_check_private_key(made.context) == 1;
    if (!good) {
      throw OpenSsl.failure();
    }
    return made;
  }

  /** For clients that trust whoever answers. */
  public static TlsContext trustingClient() throws TlsException {
    return made(OpenSsl.SSL.TLS_client_method(), false);
  }

  private static TlsContext made(long method, boolean server) throws TlsException {
    OpenSsl.CRYPTO.ERR_clear_error();
    long context = OpenSsl.SSL.SSL_CTX_new(method);
    if (context == 0) {
      throw OpenSsl.failure();
    }
    return new TlsContext(context, server);
  }

  /** For a connection that has just been made. */
  public TlsEngine engine() throws TlsException {
    OpenSsl.CRYPTO.ERR_clear_error();
    long ssl = OpenSsl.SSL.SSL_new(context);
    if (ssl == 0) {
      throw OpenSsl.failure();
    }
    return new OpenSslEngine(ssl, server);
  }
}
