package io.haloom.net.tls;

/** A version of the protocol, the oldest first, as configurations and {@code %sslv} name it. */
public enum TlsVersion {
  SSL_3("SSLv3", 0x0300),
  TLS_1_0("TLSv1.0", 0x0301),
  TLS_1_1("TLSv1.1", 0x0302),
  TLS_1_2("TLSv1.2", 0x0303),
  TLS_1_3("TLSv1.3", 0x0304);

  private final String text;
  private final int number;

  TlsVersion(String text, int number) {
    this.text = text;
    this.number = number;
  }

  /** As configurations write it. */
  public String text() {
    return text;
  }

  /** Its number on the wire. */
  public int number() {
    return number;
  }

  /** The version that a configuration names, or null. */
  public static TlsVersion named(String text) {
    for (TlsVersion version : values()) {
      if (version.text.equals(text)) {
        return version;
      }
    }
    return null;
  }

  /** The version of that number, or null. */
  public static TlsVersion numbered(int number) {
    for (TlsVersion version : values()) {
      if (version.number == number) {
        return version;
      }
    }
    return null;
  }
}
