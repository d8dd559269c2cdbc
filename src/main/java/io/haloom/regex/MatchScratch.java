package io.haloom.regex;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What one match needs outside the heap: a copy of the subject and the library's match data. A
 * thread takes one for the time of a call, in which it cannot park; there are a few for all
 * threads.
 */
final class MatchScratch {
  /** More than threads that can match at once, and a power of two. */
  private static final int SLOTS =
      Integer.highestOneBit(Runtime.getRuntime().availableProcessors() * 8 - 1);

  /** Entries of an array side by side share a cache line; these do not. */
  private static final int SPACING = 16;

  private static final AtomicReferenceArray<MatchScratch> FREE =
      new AtomicReferenceArray<>(SLOTS * SPACING);

  private static final int USUAL_SUBJECT = 16384;

  /** What is larger is not kept. */
  private static final int LARGEST_KEPT = 1 << 18;

  private static final long UNSET = -1;

  private final long data;
  private final ByteBuffer ranges;
  private ByteBuffer subject;
  private long subjectAddress;
  private final MatchCall call;

  private MatchScratch() {
    Pcre2 calls = Pcre2Library.calls();
    data = calls.pcre2_match_data_create_8(Groups.COUNT, 0);
    if (data == 0) {
      throw new OutOfMemoryError("pcre2_match_data_create");
    }
    ranges =
        MemoryIO.getInstance()
            .newDirectByteBuffer(
                calls.pcre2_get_ovector_pointer_8(data), 2 * Groups.COUNT * Long.BYTES)
            .order(ByteOrder.nativeOrder());
    call = new MatchCall(data);
    allocate(USUAL_SUBJECT);
  }

  private void allocate(int size) {
    subject = ByteBuffer.allocateDirect(size);
    subjectAddress = Pcre2Library.address(subject);
  }

  /** One that holds a copy of the subject; to be given back. */
  static MatchScratch take(byte[] array, int from, int length) {
    int slot = slot();
    MatchScratch scratch = FREE.getAndSet(slot, null);
    if (scratch == null) {
      scratch = new MatchScratch();
    }
    if (scratch.subject.capacity() < length) {
      scratch.allocate(length);
    }
    scratch.subject.put(0, array, from, length);
    scratch.call.subject(scratch.subjectAddress, length);
    return scratch;
  }

  void give() {
    if (subject.capacity() > LARGEST_KEPT) {
      allocate(USUAL_SUBJECT);
    }
    if (!FREE.compareAndSet(slot(), null, this)) {
      Pcre2Library.calls().pcre2_match_data_free_8(data);
    }
  }

  private static int slot() {
    return (int) (Thread.currentThread().threadId() & (SLOTS - 1)) * SPACING;
  }

  /** The call that looks for a match in the subject. */
  MatchCall call() {
    return call;
  }

  /**
   * Copies what the last match found.
   *
   * @param result what it returned: one more than the highest group set, 0 where there were too
   *     many
   */
  void read(int result, Groups into) {
    int count = result == 0 ? Groups.COUNT : Math.min(result, Groups.COUNT);
    for (int group = 0; group < count; group++) {
      long start = ranges.getLong(16 * group);
      long end = ranges.getLong(16 * group + 8);
      boolean set = start != UNSET && end != UNSET;
      into.set(group, set ? (int) start : -1, set ? (int) end : -1);
    }
    into.clearFrom(count);
  }
}
