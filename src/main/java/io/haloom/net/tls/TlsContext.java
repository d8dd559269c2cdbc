package io.haloom.net.tls;

import io.haloom.net.TlsEngine;
import io.haloom.net.TlsException;
import java.lang.ref.Reference;
import java.util.BitSet;

/**
 * What the connections of one kind have in common ({@code SSL_CTX}): certificate, key, versions. It
 * is set up by one thread, and then used by any. Its memory is given back once nobody knows it any
 * more; OpenSSL itself keeps it while a connection is left.
 */
public final class TlsContext extends Owned {
  private static final LibSsl SSL = OpenSsl.SSL;
  private static final LibTrust TRUST = OpenSsl.TRUST;

  // Of openssl/ssl.h.
  private static final int CTRL_MODE = 33;
  private static final int CTRL_SET_SERVERNAME_CALLBACK = 53;
  private static final int CTRL_SET_GROUPS_LIST = 92;
  private static final int CTRL_SET_MIN_PROTO_VERSION = 123;
  private static final int CTRL_SET_MAX_PROTO_VERSION = 124;
  private static final int MODE_ENABLE_PARTIAL_WRITE = 0x1;
  private static final int MODE_ACCEPT_MOVING_WRITE_BUFFER = 0x2;
  private static final int MODE_NO_AUTO_CHAIN = 0x8;
  private static final int MODE_RELEASE_BUFFERS = 0x10;
  private static final int VERIFY_PEER = 1;
  private static final int VERIFY_FAIL_IF_NO_PEER_CERT = 2;
  private static final long OP_ALL = 0x8000_0850L;
  private static final long OP_NO_COMPRESSION = 1 << 17;

  /** {@code SSL_OP_NO_TICKET}. */
  public static final long NO_TICKET = 1 << 14;

  /** {@code SSL_OP_NO_SESSION_RESUMPTION_ON_RENEGOTIATION}. */
  public static final long NO_RESUMPTION_ON_RENEGOTIATION = 1 << 16;

  /** {@code SSL_OP_PRIORITIZE_CHACHA}. */
  public static final long PRIORITIZE_CHACHA = 1 << 21;

  /** {@code SSL_OP_CIPHER_SERVER_PREFERENCE}. */
  public static final long CIPHER_SERVER_PREFERENCE = 1 << 22;

  private static final long NO_ANTI_REPLAY = 1 << 24;

  /** {@code SSL_OP_NO_RENEGOTIATION}. */
  public static final long NO_RENEGOTIATION = 1 << 30;

  /** Bytes of what tickets are sealed with. */
  public static final int TICKET_SECRET = ContextSessions.SECRET;

  private final long context;
  private final boolean server;
  private boolean keepsSecrets;
  private boolean verifies;
  private boolean ticketless;
  private boolean takesEarlyData;
  private RecordSizes.Limits records = RecordSizes.Limits.NONE;

  /** Kept for what OpenSSL calls. */
  private TicketKeys ticketKeys;

  private Staple staple;

  /** Which errors of clients' certificates are ignored, or null where none is asked for. */
  private ClientVerification.Ignored ignored;

  /** Where the protocols lie that callbacks choose from; kept as long as this is. */
  private ProtocolList protocols;

  private ProtocolList nextProtocols;

  private TlsContext(boolean server) throws TlsException {
    OpenSsl.CRYPTO.ERR_clear_error();
    this.server = server;
    context = SSL.SSL_CTX_new(server ? SSL.TLS_server_method() : SSL.TLS_client_method());
    if (context == 0) {
      throw OpenSsl.failure();
    }
    long known = context;
    owns(() -> SSL.SSL_CTX_free(known));
    int mode = MODE_ENABLE_PARTIAL_WRITE | MODE_ACCEPT_MOVING_WRITE_BUFFER | MODE_RELEASE_BUFFERS;
    control(CTRL_MODE, mode | MODE_NO_AUTO_CHAIN, 0);
    SSL.SSL_CTX_set_options(context, OP_ALL | OP_NO_COMPRESSION);
    if (server) {
      // Whoever names a host is told that the name was of use.
      SSL.SSL_CTX_callback_ctrl(context, CTRL_SET_SERVERNAME_CALLBACK, OpenSsl.ZERO);
    }
  }

  /** Whether the system's OpenSSL 3 is installed. */
  public static boolean isThere() {
    return OpenSsl.isThere();
  }

  /**
   * Does nothing where the system's OpenSSL 3 is installed.
   *
   * @throws TlsException that names the package, where it is not
   */
  public static void require() throws TlsException {
    if (!isThere()) {
      throw new TlsException(
          "TLS needs OpenSSL 3, which is not installed here: apt install libssl3.");
    }
  }

  /** What the system's OpenSSL says its version is, or null where it is not installed. */
  public static String libraryVersion() {
    return isThere() ? OpenSsl.FACTS.OpenSSL_version(0) : null;
  }

  /** For connections that are accepted. */
  public static TlsContext forClients() throws TlsException {
    return new TlsContext(true);
  }

  /**
   * The same, to be given that certificate.
   *
   * @throws TlsException in HAProxy's words, as where no algorithm is left to the library
   */
  public static TlsContext forClients(String certificate) throws TlsException {
    try {
      return new TlsContext(true);
    } catch (TlsException e) {
      throw new TlsException("unable to allocate SSL context for cert '" + certificate + "'.");
    }
  }

  /**
   * For connections that are made.
   *
   * @throws TlsException in HAProxy's words
   */
  public static TlsContext forServers() throws TlsException {
    try {
      return new TlsContext(false);
    } catch (TlsException e) {
      throw new TlsException("unable to allocate ssl context.");
    }
  }

  private long control(int command, long number, long pointer) {
    return SSL.SSL_CTX_ctrl(context, command, number, pointer);
  }

  private static boolean good(long result) {
    OpenSsl.CRYPTO.ERR_clear_error();
    return result > 0;
  }

  // --- setting it up ---------------------------------------------------------------------------

  /** {@code SSL_CTX*}; borrowed, for as long as this is known. */
  long address() {
    return context;
  }

  /** The lowest and the highest version. */
  public boolean versions(TlsVersion lowest, TlsVersion highest) {
    return good(control(CTRL_SET_MIN_PROTO_VERSION, lowest.number(), 0))
        && good(control(CTRL_SET_MAX_PROTO_VERSION, highest.number(), 0));
  }

  /** Sets {@code SSL_OP_*}, beside those that always are. */
  public void options(long bits) {
    SSL.SSL_CTX_set_options(context, bits);
  }

  /** Up to TLS 1.2; false where OpenSSL knows none of them. */
  public boolean ciphers(String list) {
    return good(SSL.SSL_CTX_set_cipher_list(context, list));
  }

  /** Of TLS 1.3; false where OpenSSL does not know one. */
  public boolean cipherSuites(String list) {
    return good(SSL.SSL_CTX_set_ciphersuites(context, list));
  }

  /** The groups of a key exchange; false where OpenSSL does not know one. */
  public boolean curves(String list) {
    try (NativeBytes text = NativeBytes.ofText(list)) {
      return good(control(CTRL_SET_GROUPS_LIST, 0, text.address()));
    }
  }

  /**
   * The protocols that a client is offered, best first.
   *
   * @param list each behind a byte of its length
   */
  public void alpn(byte[] list) {
    protocols = new ProtocolList(list);
    SSL.SSL_CTX_set_alpn_select_cb(context, Upcalls.ALPN, protocols.address());
  }

  /** The protocols of NPN, of either end; as {@link #alpn}. */
  public void npn(byte[] list) {
    nextProtocols = new ProtocolList(list);
    long address = nextProtocols.address();
    if (server) {
      SSL.SSL_CTX_set_next_protos_advertised_cb(context, Upcalls.NPN_OFFER, address);
    } else {
      SSL.SSL_CTX_set_next_proto_select_cb(context, Upcalls.NPN, address);
    }
  }

  boolean hasNextProtocols() {
    return nextProtocols != null;
  }

  /**
   * How clients come back.
   *
   * @param policy sessions are valid where it is the same; up to 32 bytes
   * @param seconds how long they are; 0 for OpenSSL's own choice
   */
  public void sessions(byte[] policy, int seconds) {
    ticketless = (SSL.SSL_CTX_set_options(context, 0) & NO_TICKET) != 0;
    ContextSessions.cached(context, policy, ticketless);
    if (seconds > 0) {
      SSL.SSL_CTX_set_timeout(context, seconds);
    }
  }

  /** Has the secrets of its connections kept, for {@link io.haloom.net.TlsFacts#secret}. */
  public void keepSecrets() {
    keepsSecrets = true;
    SSL.SSL_CTX_set_keylog_callback(context, Upcalls.KEY_LOG);
  }

  boolean keepsSecrets() {
    return keepsSecrets;
  }

  /** What tickets are sealed with: random bytes, {@link #TICKET_SECRET} of them. */
  public void ticketSecret(byte[] secret) {
    ContextSessions.secret(context, secret);
  }

  /** What tickets are sealed with. */
  public void ticketKeys(TicketKeys keys) {
    ticketKeys = keys;
    OpenSsl.TICKETS.SSL_CTX_set_tlsext_ticket_key_evp_cb(context, keys.callback);
  }

  /** Whether sessions with an identifier are to be kept once a handshake is over. */
  boolean keepsSessions() {
    return server && !ticketless;
  }

  /**
   * Takes what clients that come back send before the handshake is over, as often as they send it.
   *
   * @param most bytes of it that they are told they may send; 0 for none
   */
  public void earlyData(int most) {
    takesEarlyData = most > 0;
    SSL.SSL_CTX_set_options(context, NO_ANTI_REPLAY);
    SSL.SSL_CTX_set_max_early_data(context, most);
  }

  boolean takesEarlyData() {
    return takesEarlyData;
  }

  /** Of key exchanges up to TLS 1.2; false where OpenSSL finds them too weak. */
  public boolean dhParameters(DhParameters parameters) {
    return ContextCertificate.parameters(context, parameters);
  }

  /**
   * How much goes into a record, bytes; 0 for no limit.
   *
   * @param most never more
   * @param usual no more unless much is written
   */
  public void records(int most, int usual) {
    records = new RecordSizes.Limits(most, usual);
  }

  RecordSizes.Limits records() {
    return records;
  }

  /**
   * Its certificate, with chain, key and parameters.
   *
   * @param name what messages call it
   * @throws TlsException in HAProxy's words
   */
  public void certificate(Certificate certificate, String name) throws TlsException {
    ContextCertificate.put(context, certificate, name);
  }

  /** As the other one, for one without a name. */
  public void certificate(Certificate certificate) throws TlsException {
    certificate(certificate, "");
  }

  /** Leaves certificates out of the chain that are signed by themselves; false where it cannot. */
  public boolean leaveRootOut() {
    return ContextCertificate.leaveRootOut(context);
  }

  /** The {@code SignedCertificateTimestampList} of its certificate. */
  public boolean timestamps(byte[] list) {
    return ContextCertificate.timestamps(context, list);
  }

  /** What clients that ask for it are told of its certificate. */
  public void staple(Staple told) {
    staple = told;
    told.put(context);
  }

  /** Whom it trusts. */
  public void trust(TrustStore trusted) {
    TRUST.SSL_CTX_set1_cert_store(context, trusted.address());
    Reference.reachabilityFence(trusted);
  }

  /**
   * Clients are asked for a certificate.
   *
   * @param required whether those without one are refused
   * @param authorityErrors OpenSSL's codes of errors that are ignored, of certificates above theirs
   * @param ownErrors those of their own
   */
  public void verifyClients(boolean required, BitSet authorityErrors, BitSet ownErrors) {
    ignored = new ClientVerification.Ignored(authorityErrors, ownErrors);
    int mode = VERIFY_PEER | (required ? VERIFY_FAIL_IF_NO_PEER_CERT : 0);
    TRUST.SSL_CTX_set_verify(context, mode, ClientVerification.CALLBACK);
  }

  /** Which errors of clients' certificates are ignored, or null where none is asked for. */
  ClientVerification.Ignored ignored() {
    return ignored;
  }

  /** Tells peers that are to show a certificate whose are trusted. */
  public void tellAuthorities(TrustStore named) {
    named.distinctNames().forEach(one -> TRUST.SSL_CTX_add_client_CA(context, one));
    Reference.reachabilityFence(named);
  }

  /** Servers have to show a certificate that is trusted. */
  public void verifyServers() {
    verifies = true;
    TRUST.SSL_CTX_set_verify(context, VERIFY_PEER, HostCheck.CALLBACK);
  }

  /** Whether {@link #verifyServers} was said. */
  boolean verifies() {
    return verifies;
  }

  // --- using it --------------------------------------------------------------------------------

  /** For a connection that has just been made. */
  public TlsEngine engine() throws TlsException {
    return new OpenSslEngine(this);
  }

  /** For a connection to a server that has just been made. */
  public TlsEngine engine(TlsTarget target) throws TlsException {
    return new OpenSslEngine(this, target);
  }

  /** For a client whose hello decides on the context. */
  public static TlsEngine engine(ContextChooser chooser) {
    return new OpenSslEngine(chooser);
  }

  /** {@code SSL*} of a connection of its own; 0 where another context has taken its place. */
  long connection() throws TlsException {
    if (!hold()) {
      return 0;
    }
    OpenSsl.CRYPTO.ERR_clear_error();
    long ssl = SSL.SSL_new(context);
    drop();
    if (ssl == 0) {
      throw OpenSsl.failure();
    }
    if (server) {
      SSL.SSL_set_accept_state(ssl);
    } else {
      SSL.SSL_set_connect_state(ssl);
    }
    return ssl;
  }
}
