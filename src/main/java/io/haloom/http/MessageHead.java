package io.haloom.http;

import java.nio.ByteBuffer;
import java.util.Set;

/**
 * What a request's and a response's head have in common. A head is reused for each message of a
 * connection; what it tells is valid until the next one is read.
 */
public abstract sealed class MessageHead permits RequestHead, ResponseHead {
  final HeadBytes content = new HeadBytes();
  final Headers headers;

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

  /** Whether {@code Upgrade} names a protocol that may be upgraded to. */
  boolean upgradeKept;

  /** Bytes of the record of a start line, as HAProxy counts. */
  public static final int START_LINE = 20;

  /** Whether the method or the status forbids a body, whatever the fields say. */
  boolean bodiless;

  /** What comes behind a head, as far as its protocol tells that with it. */
  public enum Behind {
    /** Only the fields tell. */
    UNTOLD,
    /** Nothing: the message has ended with it. */
    NOTHING,
    /** A body, or its end, and trailers perhaps, even where the length is told. */
    SOMETHING
  }

  private Framing framing;
  private Behind behind = Behind.UNTOLD;
  private boolean settled;

  /** The eight bytes of {@code HTTP/1.1}. */
  private static final long HTTP_11 = 0x485454502F312E31L;

  private static final byte[] VERSION_11 = FieldRules.ascii("HTTP/1.1");

  MessageHead(int fields) {
    headers = new Headers(content, fields);
  }

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
    upgradeKept = false;
    framing = Framing.NONE;
    behind = Behind.UNTOLD;
    bodiless = false;
    settled = false;
  }

  /** The header fields, those that merely repeat a length or a host left out. */
  public Headers headers() {
    return headers;
  }

  /** {@code HTTP/1.1} as it was sent; empty for a request of HTTP/0.9. */
  public String version() {
    boolean usual =
        versionLength() == 8
            && content.at(versionStart).getLong(HeadBytes.offset(versionStart)) == HTTP_11;
    return usual ? "HTTP/1.1" : content.string(versionStart, versionEnd);
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
    return !close && !isEndless() && (keepAlive || isVersion11());
  }

  /** Whether no other message can follow this one. */
  abstract boolean isEndless();

  /** Whether {@code Connection} has {@code upgrade}. */
  public boolean isUpgrade() {
    return upgrade;
  }

  /** How the body ends. */
  public Framing framing() {
    return framing;
  }

  public final Behind behind() {
    return behind;
  }

  /** Its protocol tells whether it is all of the message. */
  public final void behind(boolean nothing) {
    behind = nothing ? Behind.NOTHING : Behind.SOMETHING;
  }

  /** Length of the body in bytes when {@link #framing()} is {@link Framing#LENGTH}, or else -1. */
  public long contentLength() {
    return framing == Framing.LENGTH ? contentLength : -1;
  }

  /** What {@code Content-Length} says, whatever the framing; -1 where nothing does. */
  public final long announcedLength() {
    return contentLength;
  }

  /** Whether the last transfer coding is {@code chunked}. */
  public final boolean announcesChunks() {
    return chunkedLast;
  }

  /** Whether there is a {@code Transfer-Encoding}. */
  public final boolean hasTransferCoding() {
    return transferEncoding;
  }

  /** Whether the method or the status forbids a body, whatever the fields say. */
  public final boolean isBodiless() {
    return bodiless;
  }

  /** Where the version was received, in the bytes that the head is cleared for. */
  public final void version(int start, int end) {
    versionStart = start;
    versionEnd = end;
  }

  /** All of the head has been received: so many bytes. */
  public final void length(int bytes) {
    length = bytes;
  }

  /** Bytes of the head, the empty lines before it and the one after it included. */
  public int length() {
    return length;
  }

  public final void framing(Framing found) {
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
  public final boolean isWithoutBody() {
    return framing == Framing.NONE || framing == Framing.TUNNEL;
  }

  /** A length beside a transfer coding is a trap: the length goes, and so does the connection. */
  public final void settleTransferEncoding() {
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

  /** Whether {@code Connection}, as rules have left it, asks for another protocol. */
  public boolean saysUpgrade() {
    int field = headers.find(HeaderName.CONNECTION);
    while (field >= 0 && !ConnectionOptions.has(headers.value(field), "upgrade")) {
      field = headers.find(HeaderName.CONNECTION, field + 1);
    }
    return field >= 0;
  }

  /**
   * Takes {@code close} and {@code keep-alive} out of what rules have made of {@code Connection}.
   *
   * @return whether {@code close} was among them
   */
  public boolean dropConnectionOptions() {
    boolean closes = false;
    for (int field = headers.find(HeaderName.CONNECTION);
        field >= 0;
        field = headers.find(HeaderName.CONNECTION, field + 1)) {
      closes |= ConnectionOptions.has(headers.value(field), "close");
    }
    drop(Set.of("close", "keep-alive"));
    return closes;
  }

  /** Takes {@code upgrade} out of {@code Connection}. */
  final void dropUpgradeOption() {
    drop(Set.of("upgrade"));
  }

  private void drop(Set<String> options) {
    int field = headers.find(HeaderName.CONNECTION);
    while (field >= 0) {
      String left = ConnectionOptions.without(headers.value(field), options);
      if (left == null) {
        field++;
      } else if (left.isEmpty()) {
        headers.remove(field);
      } else {
        headers.replace(field++, left);
      }
      field = headers.find(HeaderName.CONNECTION, field);
    }
  }

  /**
   * What HAProxy counts of this head as bytes: its own form of it, a record of 20 bytes and one at
   * the end, with the texts alone.
   */
  public abstract int countedLength();

  /** Bytes that {@link #copyLine} writes. */
  public abstract int lineLength();

  /** Writes the start line without its end. */
  public abstract void copyLine(ByteBuffer into);

  /** What HAProxy keeps of this head: each field, the start line and the end have a descriptor. */
  public final int storedLength() {
    return countedLength() + 8 * (headers.count() + 2);
  }

  final int countedFields() {
    return headers.countedLength() + 1;
  }

  /** Takes a field into account before it is kept. */
  public abstract FieldUse use(int nameStart, int nameEnd, FieldValue value);

  /** What becomes of a field. */
  public enum FieldUse {
    KEEP,
    /** It repeats what is known already. */
    DROP,
    /** Its value makes the whole message invalid. */
    INVALID
  }
}
