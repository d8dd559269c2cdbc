package io.haloom.sample;

import io.haloom.http.HeaderName;
import java.nio.ByteBuffer;

/**
 * An HTTP message as rules have left it, for fetches to look at. What it puts into a sample may lie
 * in the message's own buffer and is valid until the message changes.
 *
 * <p>A field is a number from 0 to {@link #fieldCount()} - 1, in the order of the message.
 */
public interface HttpView {

  /** How many header fields there are. A repeated name counts each time. */
  int fieldCount();

  /** The first field of this name at or after {@code from}, letters of any case; or -1. */
  int findField(HeaderName name, int from);

  /** Puts the field's name into a sample, as a string; letters of any case. */
  void fieldName(int field, Sample into);

  /** Puts the field's value without the blanks around it into a sample, as a string. */
  void fieldValue(int field, Sample into);

  /** The version as a string: {@code HTTP/1.1}. */
  void version(Sample into);

  /** Bytes of the body received so far and not yet forwarded, without framing; only to look at. */
  ByteBuffer body();

  /** Whether no more of the body will come than {@link #body()} has. */
  boolean isBodyComplete();

  /** The announced length of the body in bytes, or -1 where it is not known. */
  long bodyLength();
}
