package io.haloom.regex;

import io.haloom.aside.Aside;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An expression of PCRE2, compiled as HAProxy compiles it: to machine code where the library can,
 * with the library's own match limit. Its memory is given back when nobody can reach it any more.
 */
final class Pcre2Regex extends Regex {
  private static final int CASELESS = 0x00000008;
  private static final int NO_AUTO_CAPTURE = 0x00002000;
  private static final int JIT_COMPLETE = 1;
  private static final int NOT_BOL = 1;

  private static final int NO_MATCH = -1;
  private static final int JIT_BAD_OPTION = -45;
  private static final int JIT_STACK_LIMIT = -46;
  private static final int MATCH_LIMIT = -47;

  /** Ours: it was not done in time. */
  private static final int NOT_DONE = Integer.MIN_VALUE;

  /** HAProxy's watchdog ends the process before. */
  private static final long LONGEST_MILLIS = 3_000;

  private static final int MESSAGE_SIZE = 256;

  private static final Cleaner CLEANER = Cleaner.create();
  private static final AtomicLong LIVE = new AtomicLong();

  private final long code;
  private final boolean jit;
  private final StartFacts facts;

  private Pcre2Regex(byte[] pattern, long code, boolean jit, boolean ignoreCase) {
    super(pattern);
    this.code = code;
    this.facts = new StartFacts(code, pattern, ignoreCase);
    // Without the check of UTF-8 that pcre2_match makes, malformed subjects could crash.
    this.jit = jit && !facts.isUtf();
    LIVE.incrementAndGet();
    CLEANER.register(this, new Release(code));
  }

  /** Gives the library its memory back. */
  private record Release(long code) implements Runnable {
    @Override
    public void run() {
      Pcre2Library.calls().pcre2_code_free_8(code);
      LIVE.decrementAndGet();
    }
  }

  /** How many expressions hold memory of the library. */
  static long live() {
    return LIVE.get();
  }

  static Regex compiled(byte[] written, Options options) throws RegexException {
    Aside.prepare();
    Pcre2 calls = Pcre2Library.calls();
    byte[] pattern = untilNul(written);
    ByteBuffer text = ByteBuffer.allocateDirect(Math.max(1, pattern.length));
    text.put(0, pattern);
    ByteBuffer error = ByteBuffer.allocateDirect(2 * Long.BYTES).order(ByteOrder.nativeOrder());
    long where = Pcre2Library.address(error);
    int flags = (options.ignoreCase() ? CASELESS : 0) | (options.captures() ? 0 : NO_AUTO_CAPTURE);
    long code =
        calls.pcre2_compile_8(
            Pcre2Library.address(text), pattern.length, flags, where, where + Long.BYTES, null);
    Reference.reachabilityFence(text);
    if (code == 0) {
      throw new RegexException(message(error.getInt(0)), (int) error.getLong(Long.BYTES));
    }
    int jit = calls.pcre2_jit_compile_8(code, JIT_COMPLETE);
    if (jit != 0 && jit != JIT_BAD_OPTION) {
      calls.pcre2_code_free_8(code);
      throw new RegexException("jit compilation failed", -1);
    }
    return new Pcre2Regex(pattern, code, jit == 0, options.ignoreCase());
  }

  /** A C string ends there. */
  private static byte[] untilNul(byte[] written) {
    int end = 0;
    while (end < written.length && written[end] != 0) {
      end++;
    }
    return end == written.length ? written : Arrays.copyOf(written, end);
  }

  private static String message(int error) {
    ByteBuffer text = ByteBuffer.allocateDirect(MESSAGE_SIZE);
    int length =
        Pcre2Library.calls()
            .pcre2_get_error_message_8(error, Pcre2Library.address(text), MESSAGE_SIZE);
    byte[] bytes = new byte[Math.max(0, length)];
    text.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Override
  public boolean find(byte[] array, int from, int length, boolean notAtStart, Groups groups) {
    if (!facts.allow(array, from, length)) {
      return false;
    }
    int options = notAtStart ? NOT_BOL : 0;
    Subject subject = new Subject(array, from, length);
    int result;
    if (Thread.currentThread().isVirtual()) {
      result = match(subject, options, StepBudget.context(length, facts.atStart()), groups);
      if (result == MATCH_LIMIT) {
        result = aside(subject, options, groups);
      }
    } else {
      result = match(subject, options, 0, groups);
    }
    if (result < NO_MATCH) {
      gaveUp(reason(result), length);
    }
    return result >= 0;
  }

  private record Subject(byte[] array, int from, int length) {}

  /** A match that is too long for a loop. The groups are its own: it may end after the wait. */
  private int aside(Subject subject, int options, Groups groups) {
    Groups found = groups == null ? null : new Groups();
    Integer result = Aside.call(() -> match(subject, options, 0, found), LONGEST_MILLIS, NOT_DONE);
    if (groups != null && result >= 0) {
      groups.copyFrom(found);
    }
    return result;
  }

  private int match(Subject subject, int options, long context, Groups groups) {
    MatchScratch scratch = MatchScratch.take(subject.array, subject.from, subject.length);
    try {
      int result = scratch.call().match(code, jit, options, context);
      if (result >= 0 && groups != null) {
        scratch.read(result, groups);
      }
      return result;
    } finally {
      scratch.give();
      Reference.reachabilityFence(this);
    }
  }

  private static String reason(int result) {
    return switch (result) {
      case NOT_DONE -> "it takes too long";
      case MATCH_LIMIT -> "match limit exceeded";
      case JIT_STACK_LIMIT -> "no more JIT stack";
      default -> message(result);
    };
  }
}
