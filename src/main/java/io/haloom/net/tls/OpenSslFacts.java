package io.haloom.net.tls;

import io.haloom.net.TlsCertificate;
import io.haloom.net.TlsException;
import io.haloom.net.TlsFacts;
import io.haloom.net.TlsVerification;
import java.nio.charset.StandardCharsets;

/**
 * What is known of a connection of OpenSSL's, whose {@code SSL} this frees once neither the
 * connection nor who holds it needs it. Those two may be threads of their own that come to their
 * ends at one moment, so one of them is the last.
 */
final class OpenSslFacts implements TlsFacts {
  private static final LibSsl SSL = OpenSsl.SSL;
  private static final LibFacts FACTS = OpenSsl.FACTS;

  // Of openssl/ssl.h.
  private static final int BOTH_ENDED = 3;
  private static final long CALLBACK_FAILED = 0x0A0000EA;
  private static final int HOST_NAME = 0;
  private static final int RANDOM_LENGTH = 32;
  private static final int LONGEST_SECRET = 64;

  /** {@code SSL*}, 0 while there is none. */
  private long ssl;

  private boolean ended;
  private boolean held;
  private boolean established;

  /** {@code SSL_CIPHER*}, as of the end of the handshake, or of the connection. */
  private long cipher;

  /** As {@link #cipher}; OpenSSL begins with its highest. */
  private int version = TlsVersion.TLS_1_3.number();

  private boolean resumed;
  private long error;
  private String serverName;

  /** Whether protocols were offered. */
  private boolean offers;

  /** Kept once it was asked for. */
  private String alpn;

  private String npn;
  private boolean isRefused;

  /** Null where none are kept. */
  private Secrets secrets;

  /** Null where no certificate is asked for. */
  private ClientVerification client;

  private TlsVerification verification = TlsVerification.NONE;

  void begins(long connection, TlsContext context) {
    ssl = connection;
    if (context.ignored() != null) {
      client = ClientVerification.begin(ssl, context.ignored());
    }
    if (context.keepsSecrets()) {
      secrets = new Secrets();
      Upcalls.SECRETS.put(ssl, secrets);
    }
  }

  /** A protocol may be agreed on. */
  void offersProtocols() {
    offers = true;
  }

  void serverName(String host) {
    serverName = host;
  }

  /** There is no context for the host that the client names. */
  void refused() {
    isRefused = true;
    error = CALLBACK_FAILED;
  }

  void established() {
    established = true;
    note();
  }

  private void note() {
    version = SSL.SSL_version(ssl);
    cipher = SSL.SSL_get_current_cipher(ssl);
    resumed = SSL.SSL_session_reused(ssl) == 1;
    verified();
  }

  private void verified() {
    if (client != null) {
      client.end();
      verification = client.verification(FACTS.SSL_get_verify_result(ssl));
    }
  }

  /** The connection is closed. */
  synchronized void ends() {
    ended = true;
    if (!held) {
      free();
    }
  }

  @Override
  public TlsFacts noted() {
    OpenSslFacts noted = new OpenSslFacts();
    noted.established = established;
    noted.cipher = cipher;
    noted.version = version;
    noted.resumed = resumed;
    noted.error = error;
    noted.serverName = serverName;
    noted.verification = verification;
    if (offers) {
      noted.alpn = alpn();
      noted.npn = npn();
    }
    return noted;
  }

  @Override
  public synchronized void hold() {
    held = true;
  }

  @Override
  public synchronized void release() {
    held = false;
    if (ended) {
      free();
    }
  }

  private void free() {
    if (ssl != 0) {
      if (!established) {
        note();
      }
      if (client != null) {
        client.close();
      }
      if (secrets != null) {
        Upcalls.SECRETS.remove(ssl);
      }
      // A session of which nobody said goodbye would not be resumed.
      SSL.SSL_set_shutdown(ssl, BOTH_ENDED);
      SSL.SSL_free(ssl);
      ssl = 0;
    }
  }

  /** Why a call has failed, in HAProxy's words; the error queue is empty then. */
  TlsException failure() {
    long first = OpenSsl.CRYPTO.ERR_get_error();
    OpenSsl.CRYPTO.ERR_clear_error();
    if (error == 0) {
      error = first;
    }
    if (established) {
      return new TlsException(TlsException.FATAL);
    }
    verified();
    boolean refused = client != null && client.failure() != null;
    return new TlsException(refused ? client.failure() : TlsException.HANDSHAKE);
  }

  // --- the agreement ---------------------------------------------------------------------------

  @Override
  public String version() {
    int number = ssl == 0 || established ? version : SSL.SSL_version(ssl);
    TlsVersion known = TlsVersion.numbered(number);
    return known == null ? "unknown" : known == TlsVersion.TLS_1_0 ? "TLSv1" : known.text();
  }

  @Override
  public String cipher() {
    return CipherNames.of(currentCipher());
  }

  private long currentCipher() {
    return ssl == 0 || established ? cipher : SSL.SSL_get_current_cipher(ssl);
  }

  @Override
  public int algorithmBits() {
    long current = currentCipher();
    if (current == 0) {
      return 0;
    }
    try (NativeBytes bits = NativeBytes.room(Integer.BYTES)) {
      FACTS.SSL_CIPHER_get_bits(current, bits.address());
      return bits.numberAt(0);
    }
  }

  @Override
  public int secretBits() {
    long current = currentCipher();
    return current == 0 ? 0 : FACTS.SSL_CIPHER_get_bits(current, 0);
  }

  @Override
  public String cipherName(int suite) {
    return CipherNames.ofSuite(suite);
  }

  /** Asks where something lies, and how long it is. */
  private interface Place {
    void ask(long ssl, long into, long length);
  }

  @Override
  public String alpn() {
    if (alpn == null) {
      alpn = protocol(SSL::SSL_get0_alpn_selected);
    }
    return alpn;
  }

  @Override
  public String npn() {
    if (npn == null) {
      npn = protocol(FACTS::SSL_get0_next_proto_negotiated);
    }
    return npn;
  }

  private String protocol(Place place) {
    if (ssl == 0) {
      return null;
    }
    try (NativeBytes out = NativeBytes.room(Long.BYTES + Integer.BYTES)) {
      place.ask(ssl, out.address(), out.address() + Long.BYTES);
      long text = out.pointerAt(0);
      return text == 0
          ? null
          : new String(
              NativeBytes.copy(text, out.numberAt(Long.BYTES)), StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public String serverName() {
    return ssl == 0 || established ? serverName : FACTS.SSL_get_servername(ssl, HOST_NAME);
  }

  @Override
  public boolean hasServerName() {
    return !isRefused && serverName() != null;
  }

  @Override
  public boolean isResumed() {
    return ssl == 0 || established ? resumed : SSL.SSL_session_reused(ssl) == 1;
  }

  @Override
  public boolean isEstablished() {
    return established;
  }

  // --- its secrets -----------------------------------------------------------------------------

  private long session() {
    return ssl == 0 ? 0 : OpenSsl.SESSION.SSL_get_session(ssl);
  }

  @Override
  public byte[] sessionId() {
    long session = session();
    if (session == 0) {
      return null;
    }
    try (NativeBytes length = NativeBytes.room(Integer.BYTES)) {
      long id = OpenSsl.SESSION.SSL_SESSION_get_id(session, length.address());
      return id == 0 || length.numberAt(0) == 0 ? null : NativeBytes.copy(id, length.numberAt(0));
    }
  }

  /** Copies a secret, and tells how long it is. */
  private interface Secret {
    long copy(long from, long into, long size);
  }

  private static byte[] secret(long from, int size, Secret secret) {
    if (from == 0) {
      return null;
    }
    try (NativeBytes into = NativeBytes.room(size)) {
      int length = (int) secret.copy(from, into.address(), size);
      return length == 0 ? null : into.bytes(length);
    }
  }

  @Override
  public byte[] sessionKey() {
    return secret(session(), LONGEST_SECRET, FACTS::SSL_SESSION_get_master_key);
  }

  @Override
  public byte[] clientRandom() {
    return secret(ssl, RANDOM_LENGTH, FACTS::SSL_get_client_random);
  }

  @Override
  public byte[] serverRandom() {
    return secret(ssl, RANDOM_LENGTH, FACTS::SSL_get_server_random);
  }

  @Override
  public byte[] uniqueId() {
    return isResumed()
        ? secret(ssl, LONGEST_SECRET, FACTS::SSL_get_finished)
        : secret(ssl, LONGEST_SECRET, FACTS::SSL_get_peer_finished);
  }

  @Override
  public String secret(String label) {
    return secrets == null ? null : secrets.get(label);
  }

  // --- the ends --------------------------------------------------------------------------------

  @Override
  public TlsCertificate own() {
    return view(ssl == 0 ? 0 : FACTS.SSL_get_certificate(ssl));
  }

  @Override
  public TlsCertificate peer() {
    long accepted = ssl == 0 ? 0 : FACTS.SSL_get0_peer_certificate(ssl);
    return view(accepted == 0 && client != null ? client.certificate() : accepted);
  }

  private static TlsCertificate view(long certificate) {
    return certificate == 0 ? null : new X509View(certificate);
  }

  @Override
  public byte[][] peerChain() {
    long chain = ssl == 0 ? 0 : FACTS.SSL_get_peer_cert_chain(ssl);
    int count = chain == 0 ? 0 : OpenSsl.CRYPTO.OPENSSL_sk_num(chain);
    byte[][] all = new byte[count][];
    for (int i = 0; i < count; i++) {
      all[i] = OpenSsl.der(OpenSsl.CRYPTO.OPENSSL_sk_value(chain, i));
    }
    return all;
  }

  @Override
  public TlsVerification verification() {
    return verification;
  }

  // --- what went wrong -------------------------------------------------------------------------

  @Override
  public long errorCode() {
    return error;
  }

  @Override
  public String error() {
    return error == 0 ? null : OpenSsl.reason(error);
  }

  @Override
  public String errorLine() {
    return error == 0 ? null : OpenSsl.line(error);
  }
}
