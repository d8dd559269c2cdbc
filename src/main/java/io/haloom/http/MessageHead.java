package io.haloom.http;

import java.nio.ByteBuffer;

/**
 * What a request's and a response's head have in common. A head is reused for each message of a
 * connection; what it tells is valid until the next one is read.
 */
public abstract sealed class MessageHead permits RequestHead, ResponseHead {
  final HeadBytes content = new HeadBytes();
  final Headers headers = new Headers(content);

  /** The reader's buffer, for parsing. */
  byte[] bytes;

  int versionStart;
  int versionEnd;

  /** Bytes from the first one looked at to the last of the head. */
  int length;

  /** {@code Content-Length}, or -1. */
  long contentLength;

  boolean transferEncoding;
  boolean chunkedSeen;
  boolean chunkedLast;
  boolean otherCoding;
  boolean close;
  boolean keepAlive;
  boolean upgrade;
  boolean upgradeWebsocket;

  /** Bytes of the record of a start line, as HAProxy counts. */
  static final int START_LINE = 20;

  /** Whether the method or the status forbids a body, whatever the fields say. */
  boolean bodiless;

  private Framing framing;
  private boolean settled;

  private static final byte[] VERSION_11 = FieldRules.ascii("HTTP/1.1");

  MessageHead() {}

  void clear(ByteBuffer source) {
    bytes = source == null ? null : source.array();
    content.reset(source);
    headers.clear();
    versionStart = 0;
    versionEnd = 0;
    contentLength = -1;
    transferEncoding = false;
    chunkedSeen = false;
    chunkedLast = false;
    otherCoding = false;
    close = false;
    keepAlive = false;
    upgrade = false;
    upgradeWebsocket = false;
    framing = Framing.NONE;
    bodiless = false;
    settled = false;
  }

  /** The header fields, those that merely repeat a length or a host left out. */
  public Headers headers() {
    return headers;
  }

  /** {@code HTTP/1.1} as it was sent; empty for a request of HTTP/0.9. */
  public String version() {
    return content.string(versionStart, versionEnd);
  }

  /** Whether the sender speaks HTTP/1.1 or later. */
  public boolean isVersion11() {
    if (versionLength() != 8) {
      return false;
    }
    ByteBuffer version = content.at(versionStart);
    int at = HeadBytes.offset(versionStart);
    byte major = version.get(at + 5);
    return major > '1' || major == '1' && version.get(at + 7) >= '1';
  }

  /** Whether the sender allows another message on this connection (RFC 9112, section 9.3). */
  public boolean isPersistent() {
    boolean endless = framing == Framing.CLOSE || framing == Framing.TUNNEL;
    return !close && !endless && (keepAlive || isVersion11());
  }

  /** Whether {@code Connection} has {@code upgrade}. */
  public boolean isUpgrade() {
    return upgrade;
  }

  /** How the body ends. */
  public Framing framing() {
    return framing;
  }

  /** Length of the body in bytes when {@link #framing()} is {@link Framing#LENGTH}, or else -1. */
  public long contentLength() {
    return framing == Framing.LENGTH ? contentLength : -1;
  }

  /** Bytes of the head, the empty lines before it and the one after it included. */
  public int length() {
    return length;
  }

  final void framing(Framing found) {
    framing = found;
    settled = true;
  }

  /** The framing of a message that has no body whatever its fields say. */
  final void withoutBody(Framing found) {
    framing(found);
    bodiless = true;
    contentLength = -1;
    chunkedLast = false;
  }

  /** Whether the whole head has been judged, so that the framing is known. */
  final boolean isSettled() {
    return settled;
  }

  /** Whether the message ends with its head. */
  final boolean isWithoutBody() {
    return framing == Framing.NONE || framing == Framing.TUNNEL;
  }

  /** A length beside a transfer coding is a trap: the length goes, and so does the connection. */
  final void settleTransferEncoding() {
    if (!transferEncoding) {
      return;
    }
    if (contentLength >= 0) {
      contentLength = -1;
      close = true;
      headers.remove(HeaderName.CONTENT_LENGTH);
    } else if (!isVersion11()) {
      close = true;
    }
  }

  /** The framing of a message that may have a body; {@code absent} when nothing announces one. */
  final Framing announced(Framing absent) {
    if (chunkedLast) {
      return Framing.CHUNKED;
    }
    if (contentLength >= 0) {
      return contentLength == 0 ? Framing.NONE : Framing.LENGTH;
    }
    return absent;
  }

  /** Writes the version: a proxy speaks HTTP/1.1 to whom does, whatever comes after it. */
  final void copyVersion(ByteBuffer into) {
    if (isVersion11()) {
      into.put(VERSION_11);
    } else {
      content.copy(versionStart, versionEnd, into);
    }
  }

  final int versionLength() {
    return HeadBytes.length(versionStart, versionEnd);
  }

  /** Leaves out the fields of framing that must not be sent on in this message. */
  abstract void dropUselessFraming();

  /**
   * Takes {@code close} and {@code keep-alive} out of what rules have made of {@code Connection}.
   *
   * @return whether {@code close} was among them
   */
  public boolean dropConnectionOptions() {
    boolean closes = false;
    int field = headers.find(HeaderName.CONNECTION);
    while (field >= 0) {
      String value = headers.value(field);
      String left = ConnectionOptions.withoutPersistence(value);
      closes |= left != null && ConnectionOptions.closes(value);
      if (left == null) {
        field++;
      } else if (left.isEmpty()) {
        headers.remove(field);
      } else {
        headers.replace(field++, left);
      }
      field = headers.find(HeaderName.CONNECTION, field);
    }
    return closes;
  }

  /**
   * What HAProxy counts of this head as bytes: its own form of it, a record of 20 bytes and one at
   * the end, with the texts alone.
   */
  public abstract int countedLength();

  /** Bytes that {@link #copyLine} writes. */
  abstract int lineLength();

  /** Writes the start line without its end. */
  abstract void copyLine(ByteBuffer into);

  /** What HAProxy keeps of this head: each field, the start line and the end have a descriptor. */
  final int storedLength() {
    return countedLength() + 8 * (headers.count() + 2);
  }

  final int countedFields() {
    return headers.countedLength() + 1;
  }

  /** Takes a field into account before it is kept. */
  abstract FieldUse use(int nameStart, int nameEnd, FieldValue value);

  /** What becomes of a field. */
  enum FieldUse {
    KEEP,
    /** It repeats what is known already. */
    DROP,
    /** Its value makes the whole message invalid. */
    INVALID
  }
}
