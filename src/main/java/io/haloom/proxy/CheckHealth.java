package io.haloom.proxy;

/**
 * Where one check (or agent check) of a server stands: HAProxy's counter from 0 to rise + fall - 1,
 * at or above rise is up. Written under the backend's lock, read anywhere.
 */
public final class CheckHealth {
  private final int rise;
  private final int fall;
  private volatile int health;
  private volatile boolean enabled = true;
  private volatile boolean running;
  private volatile Outcome last = Outcome.UNKNOWN;

  /**
   * What a check ended with.
   *
   * @param status HAProxy's status word: {@code L4OK}, {@code L7STS}, ...; see its manual's {@code
   *     check_status}
   * @param code layer 7 status code, -1 for none
   * @param durationMillis how long it took
   * @param description its text, "Layer4 check passed" and so on
   * @param detail what the server said, or null ({@code last_chk})
   */
  public record Outcome(
      String status, int code, long durationMillis, String description, String detail) {
    /** No check has ended yet. */
    public static final Outcome UNKNOWN = new Outcome("UNK", -1, -1, "unknown", null);
  }

  public CheckHealth(int rise, int fall) {
    this.rise = rise;
    this.fall = fall;
    this.health = rise;
  }

  public int rise() {
    return rise;
  }

  public int fall() {
    return fall;
  }

  public int health() {
    return health;
  }

  public void health(int value) {
    health = value;
  }

  public boolean up() {
    return health >= rise;
  }

  /** False after {@code disable health} or {@code disable agent}. */
  public boolean enabled() {
    return enabled;
  }

  public void enabled(boolean value) {
    enabled = value;
  }

  /** True while a check is under way ({@code *} in statistics). */
  public boolean running() {
    return running;
  }

  public void running(boolean value) {
    running = value;
  }

  public Outcome last() {
    return last;
  }

  public void last(Outcome outcome) {
    last = outcome;
  }
}
