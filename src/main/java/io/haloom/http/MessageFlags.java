package io.haloom.http;

/** What a parser knows of a message, in the bits that HAProxy prints. */
public final class MessageFlags {
  private static final int LENGTH = 0x1;
  private static final int CHUNKED_LAST = 0x2;
  private static final int RESPONSE = 0x4;
  private static final int VERSION_11 = 0x10;
  private static final int CLOSE = 0x20;
  private static final int KEEP_ALIVE = 0x40;
  private static final int UPGRADE = 0x80;
  private static final int END_KNOWN = 0x100;
  private static final int TRANSFER_ENCODING = 0x200;
  private static final int WEBSOCKET = 0x8000;
  private static final int CHUNKED = 0x10000;
  private static final int OTHER_CODING = 0x20000;

  /** HAProxy's parser is told to make no pseudo-headers, and to clean {@code Connection}. */
  private static final int ALWAYS = 0x1400;

  private MessageFlags() {}

  /** The bits of a message as far as its head is known. */
  public static int of(MessageHead head) {
    boolean endKnown = head.isSettled() && head.framing() != Framing.CLOSE;
    return ALWAYS
        | bit(LENGTH, head.contentLength >= 0)
        | bit(CHUNKED_LAST, head.chunkedLast)
        | bit(RESPONSE, head instanceof ResponseHead)
        | bit(VERSION_11, head.isVersion11())
        | bit(CLOSE, head.close)
        | bit(KEEP_ALIVE, head.keepAlive)
        | bit(UPGRADE, head.upgrade)
        | bit(END_KNOWN, endKnown)
        | bit(TRANSFER_ENCODING, head.transferEncoding)
        | bit(WEBSOCKET, head.upgradeWebsocket)
        | bit(CHUNKED, head.chunkedSeen)
        | bit(OTHER_CODING, head.otherCoding);
  }

  private static int bit(int bit, boolean set) {
    return set ? bit : 0;
  }
}
