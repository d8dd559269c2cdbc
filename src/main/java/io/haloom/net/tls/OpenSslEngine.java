package io.haloom.net.tls;

import io.haloom.net.TlsEngine;
import io.haloom.net.TlsException;
import io.haloom.net.TlsFacts;
import java.nio.ByteBuffer;

/**
 * An engine on OpenSSL ({@code SSL}), whose records come from and go to memory. What of a record
 * has come stays in OpenSSL; what was decrypted and had no room is {@link #pending}.
 *
 * <p>Where the context depends on what the client says first, there is no {@code SSL} before that.
 */
final class OpenSslEngine implements TlsEngine {
  // Of openssl/ssl.h.
  private static final int ERROR_WANT_READ = 2;
  private static final int ERROR_ZERO_RETURN = 6;
  private static final int STATE_BEFORE = 0;

  private static final int TLS_1_3 = 0x0304;

  /** The most bytes that a record adds to its payload, and that a handshake may leave. */
  private static final int OVERHEAD = 256;

  /**
   * What went through memory for records before that is exchanged, so that idle ones hold little.
   */
  private static final int WORN = 512;

  private static final ByteBuffer UNRECOGNIZED_NAME =
      ByteBuffer.wrap(new byte[] {0x15, 3, 1, 0, 2, 2, 112}).asReadOnlyBuffer();

  private static final LibSsl SSL = OpenSsl.SSL;
  private static final LibCrypto CRYPTO = OpenSsl.CRYPTO;

  /** Where a byte is put that nobody looks at. */
  private static final ByteBuffer GLANCE = ByteBuffer.allocateDirect(1);

  private final OpenSslFacts facts = new OpenSslFacts();

  /** Until the context is known. */
  private ContextChooser chooser;

  private HelloCollector collector;

  /** Kept for what its callbacks look at. */
  private TlsContext used;

  /** Null for a connection of a client. */
  private ServerHandshake server;

  /** Null where none is taken. */
  private EarlyData early;

  private RecordSizes sizes;
  private long ssl;
  private long received;
  private long toSend;

  /** Bytes that went into {@link #received} and {@link #toSend} since these were made. */
  private int worn;

  private ByteBuffer alert;
  private boolean ready;

  /** What is to be told of with the next bytes, or null. */
  private TlsException late;

  private boolean failed;
  private boolean ended;
  private boolean closed;
  private Runnable afterwards = () -> {};

  /** For a connection to a server. */
  OpenSslEngine(TlsContext context, TlsTarget target) throws TlsException {
    this(context);
    server = ServerHandshake.begin(target, ssl, context.verifies());
    if (target.alpn().length > 0 || context.hasNextProtocols()) {
      facts.offersProtocols();
    }
  }

  OpenSslEngine(TlsContext context) throws TlsException {
    if (!begin(context)) {
      throw new TlsException(TlsException.HANDSHAKE);
    }
  }

  /** For a client, whose hello decides on the context. */
  OpenSslEngine(ContextChooser chooser) {
    this.chooser = chooser;
    this.collector = new HelloCollector();
  }

  /** False where the context is used no more. */
  private boolean begin(TlsContext context) throws TlsException {
    ssl = context.connection();
    if (ssl == 0) {
      return false;
    }
    used = context;
    sizes = new RecordSizes(context.records());
    early = context.takesEarlyData() ? new EarlyData(ssl) : null;
    facts.begins(ssl, context);
    newMemory();
    return true;
  }

  private void newMemory() {
    received = CRYPTO.BIO_new(CRYPTO.BIO_s_mem());
    toSend = CRYPTO.BIO_new(CRYPTO.BIO_s_mem());
    worn = 0;
    // Both belong to the SSL from here on, which frees those it had.
    SSL.SSL_set_bio(ssl, received, toSend);
  }

  // --- reading ---------------------------------------------------------------------------------

  @Override
  public Need decrypt(ByteBuffer in, ByteBuffer out) throws TlsException {
    if (chooser != null) {
      if (!in.hasRemaining() || !collector.take(in)) {
        return Need.READ;
      }
      choose();
    } else {
      put(in);
    }
    boolean established = ready;
    if (isReady()) {
      read(out, established);
      renew();
    }
    return need();
  }

  /**
   * Reads what has come.
   *
   * @param established whether the handshake was over before; if not, it has succeeded all the same
   *     where what came behind it is none, which is told of next time
   */
  private void read(ByteBuffer out, boolean established) throws TlsException {
    if (late != null) {
      throw late;
    }
    try {
      read(out);
    } catch (TlsException e) {
      if (established) {
        throw e;
      }
      late = e;
    }
  }

  private void choose() throws TlsException {
    ClientHello hello = collector.hello();
    if (hello != null) {
      facts.serverName(hello.serverName().name());
    }
    TlsContext context = chooser.choose(hello);
    while (context != null && !begin(context)) {
      context = chooser.choose(hello);
    }
    chooser = null;
    if (context == null) {
      facts.refused();
      alert = UNRECOGNIZED_NAME.duplicate();
      throw new TlsException(TlsException.HANDSHAKE);
    }
    try (NativeBytes said = collector.bytes()) {
      put(said.address(), said.length());
    }
    collector = null;
  }

  private void put(ByteBuffer in) throws TlsException {
    put(OpenSsl.address(in), in.remaining());
    in.position(in.limit());
  }

  private void put(long from, int length) throws TlsException {
    // Memory takes all there is, or there is none left.
    if (length > 0 && CRYPTO.BIO_write(received, from, length) != length) {
      throw OpenSsl.failure();
    }
    worn += length;
  }

  private void read(ByteBuffer out) throws TlsException {
    if (early != null) {
      early.take(out);
    }
    while (out.hasRemaining() && !ended) {
      CRYPTO.ERR_clear_error();
      int count = SSL.SSL_read(ssl, OpenSsl.address(out), out.remaining());
      if (count <= 0) {
        judge(count);
        return;
      }
      out.position(out.position() + count);
      if (server != null) {
        server.heard();
      }
    }
    if (!ended && SSL.SSL_pending(ssl) == 0) {
      // Of what has come it decrypts no record that nobody asks for.
      CRYPTO.ERR_clear_error();
      int count = SSL.SSL_peek(ssl, OpenSsl.address(GLANCE), 1);
      if (count <= 0) {
        judge(count);
      }
    }
  }

  /** Memory that records have gone through has grown with them: small ones take its place. */
  private void renew() {
    if (worn > WORN && !owes() && CRYPTO.BIO_ctrl_pending(received) == 0) {
      newMemory();
    }
  }

  /** Looks at why a call has done nothing: it waits for bytes, the peer has ended, or it failed. */
  private void judge(int returned) throws TlsException {
    switch (SSL.SSL_get_error(ssl, returned)) {
      case ERROR_WANT_READ -> {
        return;
      }
      case ERROR_ZERO_RETURN -> ended = true;
      default -> {
        failed = true;
        throw failure();
      }
    }
  }

  private TlsException failure() {
    boolean established = ready;
    TlsException failure = facts.failure();
    return server == null || established ? failure : new TlsException(server.failed());
  }

  @Override
  public int pending() {
    if (closed || ssl == 0) {
      return 0;
    }
    if (late != null) {
      // Whoever asks for it is told.
      return 1;
    }
    return SSL.SSL_pending(ssl) + (early == null ? 0 : early.pending());
  }

  @Override
  public boolean isEnded() {
    return ended;
  }

  // --- writing ---------------------------------------------------------------------------------

  @Override
  public Need encrypt(ByteBuffer in, ByteBuffer out) throws TlsException {
    if (ssl == 0) {
      if (alert == null) {
        return Need.READ;
      }
      if (out.remaining() >= alert.remaining()) {
        out.put(alert);
      }
      return alert.hasRemaining() ? Need.WRITE : Need.NONE;
    }
    if (failed) {
      drain(out);
      if (!owes() && in.hasRemaining()) {
        throw new TlsException(TlsException.FATAL);
      }
      return owes() ? Need.WRITE : Need.NONE;
    }
    boolean isReady = isReady();
    sizes.offered(in.remaining());
    drain(out);
    while (isReady && in.hasRemaining() && out.remaining() > OVERHEAD && !owes()) {
      int most = Math.min(Math.min(in.remaining(), sizes.most()), out.remaining() - OVERHEAD);
      CRYPTO.ERR_clear_error();
      int taken = SSL.SSL_write(ssl, OpenSsl.address(in), most);
      if (taken <= 0) {
        judge(taken);
        break;
      }
      in.position(in.position() + taken);
      worn += taken;
      drain(out);
    }
    if (isReady) {
      renew();
    }
    return need();
  }

  private void drain(ByteBuffer out) {
    while (out.hasRemaining() && owes()) {
      int count = CRYPTO.BIO_read(toSend, OpenSsl.address(out), out.remaining());
      if (count <= 0) {
        return;
      }
      out.position(out.position() + count);
    }
  }

  private boolean owes() {
    return CRYPTO.BIO_ctrl_pending(toSend) > 0;
  }

  @Override
  public boolean isBegun() {
    return ssl == 0 ? collector.isBegun() : SSL.SSL_get_state(ssl) != STATE_BEFORE;
  }

  @Override
  public void end() {
    if (ssl != 0) {
      CRYPTO.ERR_clear_error();
      SSL.SSL_shutdown(ssl);
      CRYPTO.ERR_clear_error();
    }
  }

  // --- both ------------------------------------------------------------------------------------

  /** Goes on with the handshake; whether it is over. */
  private boolean isReady() throws TlsException {
    if (!ready) {
      CRYPTO.ERR_clear_error();
      int done = early == null || early.read() ? SSL.SSL_do_handshake(ssl) : 0;
      if (done <= 0) {
        judge(done);
      }
      ready = done > 0;
      if (ready) {
        facts.established();
        if (server != null) {
          server.established();
        } else if (used.keepsSessions() && !facts.isResumed() && SSL.SSL_version(ssl) < TLS_1_3) {
          SessionCache.keep(ssl);
        }
      }
    }
    return ready;
  }

  private Need need() {
    if (owes()) {
      return Need.WRITE;
    }
    return ready ? Need.NONE : Need.READ;
  }

  @Override
  public TlsFacts facts() {
    return facts;
  }

  @Override
  public void whenClosed(Runnable then) {
    afterwards = then;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      used = null;
      if (early != null) {
        early.free();
      }
      if (server != null) {
        server.ends(ready && !failed);
      }
      facts.ends();
      afterwards.run();
    }
  }
}
