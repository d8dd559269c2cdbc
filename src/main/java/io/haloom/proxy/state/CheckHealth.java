package io.haloom.proxy.state;

import io.haloom.model.AgentConfig;
import io.haloom.model.CheckConfig;
import java.net.SocketAddress;

/**
 * Where one check (or agent check) of a server stands: HAProxy's counter from 0 to rise + fall - 1,
 * at or above rise is up. Written under the state lock, read anywhere.
 */
public final class CheckHealth {
  private final int rise;
  private final int fall;
  private volatile int health;
  private final boolean configured;
  private volatile boolean enabled = true;
  private volatile boolean paused;
  private volatile boolean running;
  private volatile Outcome last = Outcome.UNKNOWN;
  private volatile SocketAddress address;
  private volatile int port;
  private volatile String send;

  /**
   * What a check ended with.
   *
   * @param status HAProxy's status word: {@code L4OK}, {@code L7STS}, ...; see its manual's {@code
   *     check_status}
   * @param code layer 7 status code, {@link #NO_CODE} where the status has none
   * @param durationMillis how long it took
   * @param description its text, "Layer4 check passed" and so on
   * @param detail what the server said, or null ({@code last_chk})
   */
  public record Outcome(
      String status, int code, long durationMillis, String description, String detail) {
    /** The status carries no code: all below layer 7, timeouts and invalid responses. */
    public static final int NO_CODE = Integer.MIN_VALUE;

    /** No check has ended yet. */
    public static final Outcome UNKNOWN = new Outcome("INI", NO_CODE, -1, "Initializing", null);

    /** Whether HAProxy shows a code with this status: L7OK, L7OKC, L7STS and PROC*. */
    public boolean hasCode() {
      return code != NO_CODE;
    }
  }

  public CheckHealth(int rise, int fall) {
    this(rise, fall, true);
  }

  private CheckHealth(int rise, int fall, boolean configured) {
    this.rise = rise;
    this.fall = fall;
    this.health = rise;
    this.configured = configured;
    this.enabled = configured;
  }

  /**
   * Of a server whose active check is {@code check}, or null when it has none.
   *
   * @param rise {@code rise}, which a server without checks has too
   */
  public static CheckHealth of(CheckConfig check, int rise) {
    if (check == null) {
      return new CheckHealth(rise, 3, false);
    }
    CheckHealth health = new CheckHealth(check.timing().rise(), check.timing().fall(), true);
    health.address = check.address();
    health.port = check.port();
    return health;
  }

  /** Of a server whose agent check is {@code agent}, or null when it has none. */
  public static CheckHealth of(AgentConfig agent) {
    CheckHealth health = new CheckHealth(1, 1, agent != null);
    if (agent != null) {
      health.address = agent.address();
      health.port = agent.port();
      health.send = agent.send();
    }
    return health;
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

  /** The counter's top: up, with no failure since. */
  public int full() {
    return rise + fall - 1;
  }

  /** It is in force, and says down. */
  public boolean holdsDown() {
    return enabled && !up();
  }

  /** False after {@code disable health} or {@code disable agent}. */
  public boolean enabled() {
    return enabled;
  }

  public void enabled(boolean value) {
    enabled = value;
  }

  /** Whether the server has this check at all, enabled or not. */
  public boolean configured() {
    return configured;
  }

  /** True while the server is in maintenance: the active check rests, the agent's goes on. */
  public boolean paused() {
    return paused;
  }

  public void paused(boolean value) {
    paused = value;
  }

  /** Where to check: {@code addr} or {@code agent-addr} as it is now, or null for the server's. */
  public SocketAddress address() {
    return address;
  }

  public void address(SocketAddress value) {
    address = value;
  }

  /**
   * {@code port} or {@code agent-port} as it is now, 0 for {@link #address()}'s or the server's.
   */
  public int port() {
    return port;
  }

  public void port(int value) {
    port = value;
  }

  /** {@code agent-send} as it is now, or null. */
  public String send() {
    return send;
  }

  public void send(String value) {
    send = value;
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
