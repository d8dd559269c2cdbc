package io.haloom.regex;

/**
 * How many steps a match may take on a loop. The library counts a step for each time it enters a
 * repetition or a bracket, anew for each byte at which a match may start; between two steps it may
 * look at all that follows. So the time is bounded by steps times starts times length, and the
 * steps are chosen such that it stays near ten milliseconds; ordinary matches take less than a
 * hundredth of that. What needs more is done aside, with the library's own limit.
 */
final class StepBudget {
  /** Bytes looked at in ten milliseconds: an eighth of a nanosecond each, as measured. */
  private static final long BYTES = 80_000_000;

  private static final long LEAST = 32;
  private static final long MOST = 1_000_000;
  private static final int LENGTHS = Integer.SIZE;

  private static final long[] ANYWHERE = contexts(2);
  private static final long[] AT_START = contexts(1);

  private StepBudget() {}

  private static long[] contexts(int power) {
    long[] contexts = new long[LENGTHS];
    for (int bits = 0; bits < LENGTHS; bits++) {
      long steps = Math.clamp(BYTES >> Math.min(62, power * bits), LEAST, MOST);
      long context = Pcre2Library.calls().pcre2_match_context_create_8(0);
      Pcre2Library.calls().pcre2_set_match_limit_8(context, (int) steps);
      contexts[bits] = context;
    }
    return contexts;
  }

  /**
   * The address of the library's match context for a subject of that length.
   *
   * @param atStart whether a match can only begin at the subject's start
   */
  static long context(int length, boolean atStart) {
    int bits = LENGTHS - Integer.numberOfLeadingZeros(length);
    return (atStart ? AT_START : ANYWHERE)[bits];
  }
}
