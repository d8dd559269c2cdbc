package io.haloom.net.proxyproto;

import io.haloom.net.TlsCertificate;
import io.haloom.net.TlsFacts;
import io.haloom.net.TlsVerification;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * What a PROXY header of version 2 says of a client's TLS (PROXY protocol specification, 2.2.1 to
 * 2.2.6).
 */
public final class TlsFields {
  /** What may be said of it ({@code proxy-v2-options}). */
  public enum Field {
    SSL,
    CERT_CN,
    CERT_KEY,
    CERT_SIG,
    SSL_CIPHER,
    AUTHORITY
  }

  // Types of fields, the last ones within that of TLS.
  private static final int ALPN = ProxyHeader.TLV_ALPN;
  private static final int AUTHORITY = ProxyHeader.TLV_AUTHORITY;
  private static final int VERSION = 0x21;
  private static final int COMMON_NAME = 0x22;
  private static final int CIPHER = 0x23;
  private static final int SIGNATURE_ALGORITHM = 0x24;
  private static final int KEY_ALGORITHM = 0x25;

  // Bits of the client's byte.
  private static final int SPEAKS_TLS = 1;
  private static final int SHOWED_CERTIFICATE = 2;
  private static final int HAS_CERTIFICATE = 4;

  private final TlsFacts client;
  private final Set<Field> wanted;

  /**
   * Of a client.
   *
   * @param client null for one without TLS
   * @param wanted what is to be said of it
   */
  public TlsFields(TlsFacts client, Set<Field> wanted) {
    this.client = client;
    this.wanted = wanted;
  }

  /**
   * Writes those that come before the unique id.
   *
   * @param authority what the client's own PROXY header says of that, or null
   */
  void writeNames(ByteArrayOutputStream out, byte[] authority) {
    if (client != null) {
      write(out, ALPN, client.alpn());
    }
    if (wanted.contains(Field.AUTHORITY)) {
      if (authority != null) {
        write(out, AUTHORITY, authority);
      } else if (client != null) {
        write(out, AUTHORITY, client.serverName());
      }
    }
  }

  /** Writes that of TLS, if it is wanted. */
  void writeTls(ByteArrayOutputStream out) {
    if (!wanted.contains(Field.SSL)) {
      return;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream(64);
    int flags = 0;
    long verified = 0;
    ByteArrayOutputStream fields = new ByteArrayOutputStream(64);
    if (client != null) {
      flags = SPEAKS_TLS;
      write(fields, VERSION, client.version());
      TlsCertificate peer = client.peer();
      if (peer != null) {
        TlsVerification verification = client.verification();
        flags |= HAS_CERTIFICATE | (verification.isDone() ? SHOWED_CERTIFICATE : 0);
        verified = verification.result();
      }
      writeCertificates(fields, peer);
    }
    all.write(flags);
    for (int shift = 24; shift >= 0; shift -= 8) {
      all.write((int) (verified >>> shift));
    }
    all.writeBytes(fields.toByteArray());
    write(out, ProxyHeader.TLV_SSL, all.toByteArray());
  }

  private void writeCertificates(ByteArrayOutputStream out, TlsCertificate peer) {
    if (wanted.contains(Field.CERT_CN) && peer != null) {
      byte[] name = peer.subject().entry("CN", 1);
      if (name != null && name.length > 0) {
        write(out, COMMON_NAME, name);
      }
    }
    TlsCertificate own = client.own();
    if (wanted.contains(Field.CERT_KEY) && own != null) {
      write(out, KEY_ALGORITHM, own.keyText());
    }
    if (wanted.contains(Field.CERT_SIG) && own != null) {
      write(out, SIGNATURE_ALGORITHM, own.signatureAlgorithm());
    }
    if (wanted.contains(Field.SSL_CIPHER)) {
      write(out, CIPHER, client.cipher());
    }
  }

  private static void write(ByteArrayOutputStream out, int type, String text) {
    if (text != null) {
      write(out, type, text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  static void write(ByteArrayOutputStream out, int type, byte[] value) {
    out.write(type);
    out.write(value.length >>> 8);
    out.write(value.length);
    out.writeBytes(value);
  }
}
