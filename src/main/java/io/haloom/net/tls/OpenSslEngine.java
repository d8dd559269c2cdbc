package io.haloom.net.tls;

import io.haloom.net.TlsEngine;
import io.haloom.net.TlsException;
import java.nio.ByteBuffer;

/**
 * An engine on OpenSSL ({@code SSL}), whose records come from and go to memory. What of a record
 * has come stays in OpenSSL; what was decrypted and had no room is {@link #pending}.
 */
final class OpenSslEngine implements TlsEngine {
  // Of openssl/ssl.h.
  private static final int ERROR_WANT_READ = 2;
  private static final int ERROR_ZERO_RETURN = 6;

  /** The most bytes that a record adds to 16,384 of payload, and that a handshake may leave. */
  private static final int RECORD = 16_384;

  private static final int OVERHEAD = 256;

  private static final LibSsl SSL = OpenSsl.SSL;
  private static final LibCrypto CRYPTO = OpenSsl.CRYPTO;

  private final ByteBuffer glance = ByteBuffer.allocateDirect(1);
  private final long ssl;
  private final long received;
  private final long toSend;
  private boolean ready;
  private boolean ended;
  private boolean closed;

  OpenSslEngine(long ssl, boolean server) {
    this.ssl = ssl;
    this.received = CRYPTO.BIO_new(CRYPTO.BIO_s_mem());
    this.toSend = CRYPTO.BIO_new(CRYPTO.BIO_s_mem());
    // Both belong to the SSL from here on.
    SSL.SSL_set_bio(ssl, received, toSend);
    if (server) {
      SSL.SSL_set_accept_state(ssl);
    } else {
      SSL.SSL_set_connect_state(ssl);
    }
  }

  // --- reading ---------------------------------------------------------------------------------

  @Override
  public Need decrypt(ByteBuffer in, ByteBuffer out) throws TlsException {
    while (in.hasRemaining()) {
      int taken = CRYPTO.BIO_write(received, OpenSsl.address(in), in.remaining());
      if (taken <= 0) {
        throw OpenSsl.failure();
      }
      in.position(in.position() + taken);
    }
    if (isReady()) {
      read(out);
    }
    return need();
  }

  private void read(ByteBuffer out) throws TlsException {
    while (out.hasRemaining() && !ended) {
      CRYPTO.ERR_clear_error();
      int count = SSL.SSL_read(ssl, OpenSsl.address(out), out.remaining());
      if (count <= 0) {
        judge(count);
        return;
      }
      out.position(out.position() + count);
    }
    if (!ended && SSL.SSL_pending(ssl) == 0) {
      // Of what has come it decrypts no record that nobody asks for.
      CRYPTO.ERR_clear_error();
      int count = SSL.SSL_peek(ssl, OpenSsl.address(glance), 1);
      if (count <= 0) {
        judge(count);
      }
    }
  }

  /** Looks at why a call has done nothing: it waits for bytes, the peer has ended, or it failed. */
  private void judge(int returned) throws TlsException {
    switch (SSL.SSL_get_error(ssl, returned)) {
      case ERROR_WANT_READ -> {
        return;
      }
      case ERROR_ZERO_RETURN -> ended = true;
      default -> throw OpenSsl.failure();
    }
  }

  @Override
  public int pending() {
    return closed ? 0 : SSL.SSL_pending(ssl);
  }

  @Override
  public boolean isEnded() {
    return ended;
  }

  // --- writing ---------------------------------------------------------------------------------

  @Override
  public Need encrypt(ByteBuffer in, ByteBuffer out) throws TlsException {
    boolean isReady = isReady();
    drain(out);
    while (isReady && in.hasRemaining() && out.remaining() > OVERHEAD && !owes()) {
      int most = Math.min(Math.min(in.remaining(), RECORD), out.remaining() - OVERHEAD);
      CRYPTO.ERR_clear_error();
      int taken = SSL.SSL_write(ssl, OpenSsl.address(in), most);
      if (taken <= 0) {
        judge(taken);
        break;
      }
      in.position(in.position() + taken);
      drain(out);
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
  public void end() {
    CRYPTO.ERR_clear_error();
    SSL.SSL_shutdown(ssl);
    CRYPTO.ERR_clear_error();
  }

  // --- both ------------------------------------------------------------------------------------

  /** Goes on with the handshake; whether it is over. */
  private boolean isReady() throws TlsException {
    if (!ready) {
      CRYPTO.ERR_clear_error();
      int done = SSL.SSL_do_handshake(ssl);
      if (done <= 0) {
        judge(done);
      }
      ready = done > 0;
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
  public void close() {
    if (!closed) {
      closed = true;
      SSL.SSL_free(ssl);
    }
  }
}
