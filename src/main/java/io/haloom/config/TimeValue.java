package io.haloom.config;

/**
 * Times as a configuration writes them (HAProxy manual, section 2.5): a number and {@code us},
 * {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}; without a unit, the unit the word asks
 * for. Fractions round up.
 */
public final class TimeValue {
  private static final long LIMIT = 0x80000000L;

  private TimeValue() {}

  /** The unit a word counts in. Its order is of size. */
  public enum Unit {
    US(1),
    MS(1_000),
    S(1_000_000),
    M(60_000_000L),
    H(3_600_000_000L),
    D(86_400_000_000L);

    private final long micros;

    Unit(long micros) {
      this.micros = micros;
    }
  }

  /** Why a time could not be read. */
  public enum Problem {
    /** Not a time: see {@link Parsed#rest}. */
    UNEXPECTED,
    /** 2^31 units or more. */
    OVERFLOW
  }

  /**
   * The outcome.
   *
   * @param value in the unit asked for; 0 where there is a problem
   * @param problem null where there is none
   * @param rest what could not be read, from the first bad character on; also set, with no problem,
   *     where characters follow a unit, which HAProxy only warns of
   */
  public record Parsed(int value, Problem problem, String rest) {

    public boolean ok() {
      return problem == null;
    }

    /** The first character of what could not be read; HAProxy prints NUL where there is nothing. */
    public char unexpected() {
      return rest == null || rest.isEmpty() ? ' ' : rest.charAt(0);
    }
  }

  /** Reads {@code text}, counted in {@code unit}. */
  public static Parsed parse(String text, Unit unit) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    if (digits == 0) {
      return new Parsed(0, Problem.UNEXPECTED, text);
    }
    Unit written = unit;
    int end = digits;
    if (end < text.length()) {
      written = unitAt(text, end);
      if (written == null) {
        return new Parsed(0, Problem.UNEXPECTED, text.substring(end));
      }
      end += written == Unit.US || written == Unit.MS ? 2 : 1;
    }
    String rest = end < text.length() ? text.substring(end) : null;
    return scale(text.substring(0, digits), written, unit, rest);
  }

  private static Unit unitAt(String text, int at) {
    boolean s = at + 1 < text.length() && text.charAt(at + 1) == 's';
    return switch (text.charAt(at)) {
      case 'u' -> s ? Unit.US : null;
      case 'm' -> s ? Unit.MS : Unit.M;
      case 's' -> Unit.S;
      case 'h' -> Unit.H;
      case 'd' -> Unit.D;
      default -> null;
    };
  }

  private static Parsed scale(String digits, Unit written, Unit unit, String rest) {
    long value = digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    if (value == 0) {
      return new Parsed(0, null, rest);
    }
    if (value > LIMIT * unit.micros / written.micros) {
      return new Parsed(0, Problem.OVERFLOW, rest);
    }
    long micros = value * written.micros;
    long result = (micros + unit.micros - 1) / unit.micros;
    return result >= LIMIT
        ? new Parsed(0, Problem.OVERFLOW, rest)
        : new Parsed((int) result, null, rest);
  }
}
