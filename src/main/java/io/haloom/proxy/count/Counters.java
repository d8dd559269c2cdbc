package io.haloom.proxy.count;

import io.haloom.net.Transport;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counters striped per event loop: each loop adds to its own padded stripe, readers sum.
 *
 * <p>Who adds names a <em>stripe</em>. The number of a loop, where the transport is {@linkplain
 * Transport#isConfined confined}, is for that loop's threads: they add without an atomic operation.
 * A negative one, the complement of a number, is for any thread.
 */
public final class Counters {
  /** The stripe of a thread that belongs to no loop. */
  public static final int ANYWHERE = ~0;

  private static final Set<Counter> ALL = EnumSet.allOf(Counter.class);

  private static final int COUNT = Counter.values().length;

  /** Columns behind those of {@link Counter}: current numbers, which are never cleared. */
  public static final int CURRENT_SESSIONS = (COUNT + 7) / 8 * 8;

  public static final int SERVED = CURRENT_SESSIONS + 1;
  public static final int USED_CONNECTIONS = CURRENT_SESSIONS + 2;
  public static final int H1_OPEN_CONNECTIONS = CURRENT_SESSIONS + 3;
  public static final int H1_OPEN_STREAMS = CURRENT_SESSIONS + 4;
  public static final int H2_OPEN_CONNECTIONS = CURRENT_SESSIONS + 5;
  public static final int H2_OPEN_STREAMS = CURRENT_SESSIONS + 6;

  /** A stripe is padded to whole cache lines so that loops do not share one. */
  private static final int STRIDE = (H2_OPEN_STREAMS + 16) / 8 * 8;

  /** Null until something is added: most of many servers wait for a first session. */
  private volatile AtomicLongArray cells;

  private final int rows;

  /** What the cells had when they were cleared, for only their owners write them; or null. */
  private volatile long[] cleared;

  /**
   * All zero.
   *
   * @param loops of the transport
   */
  public Counters(int loops) {
    this.rows = loops + 1;
  }

  /** The stripe for a session of that loop. */
  public static int stripe(Transport transport, int loop) {
    return transport.isConfined() ? loop : ~loop;
  }

  /** The first row is everybody's, the next one that of loop 0. */
  static int row(int stripe) {
    return stripe < 0 ? ~stripe : stripe + 1;
  }

  public void add(int stripe, Counter counter, long amount) {
    add(stripe, counter.ordinal(), amount);
  }

  public void increment(int stripe, Counter counter) {
    add(stripe, counter.ordinal(), 1);
  }

  public void add(int stripe, int column, long amount) {
    int at = row(stripe) * STRIDE + column;
    AtomicLongArray own = cells();
    if (stripe < 0) {
      own.getAndAdd(at, amount);
    } else {
      own.setOpaque(at, own.getPlain(at) + amount);
    }
  }

  /** As {@link #add}; what the stripe alone has then. */
  long addAndGet(int stripe, int column, long amount) {
    int at = row(stripe) * STRIDE + column;
    AtomicLongArray own = cells();
    if (stripe < 0) {
      return own.addAndGet(at, amount);
    }
    long now = own.getPlain(at) + amount;
    own.setOpaque(at, now);
    return now;
  }

  private AtomicLongArray cells() {
    AtomicLongArray own = cells;
    return own == null ? made() : own;
  }

  private synchronized AtomicLongArray made() {
    if (cells == null) {
      cells = new AtomicLongArray(rows * STRIDE);
    }
    return cells;
  }

  private long cell(int at) {
    AtomicLongArray own = cells;
    return own == null ? 0 : own.getOpaque(at);
  }

  /** How many stripes there are: one for each loop, and the first one that is everybody's. */
  int rows() {
    return rows;
  }

  /** What one stripe alone has of a column behind those of {@link Counter}. */
  long share(int row, int column) {
    return cell(row * STRIDE + column);
  }

  /** The sum over all stripes. */
  public long get(Counter counter) {
    return get(counter.ordinal());
  }

  public long get(int column) {
    long[] before = cleared;
    long sum = 0;
    for (int at = column; at < rows * STRIDE; at += STRIDE) {
      sum += cell(at) - (before == null ? 0 : before[at]);
    }
    return sum;
  }

  /** The share of one loop; the first has that of all threads without one. */
  public long get(int loop, Counter counter) {
    long share = at((loop + 1) * STRIDE + counter.ordinal());
    return loop == 0 ? share + at(counter.ordinal()) : share;
  }

  private long at(int at) {
    long[] before = cleared;
    return cell(at) - (before == null ? 0 : before[at]);
  }

  /** Sets all to zero ({@code clear counters all}). */
  public void clear() {
    clear(ALL);
  }

  /** Sets some to zero. */
  public void clear(Set<Counter> which) {
    long[] before = cleared;
    long[] now = before == null ? new long[rows * STRIDE] : before.clone();
    for (int row = 0; row < now.length; row += STRIDE) {
      for (Counter counter : which) {
        int at = row + counter.ordinal();
        now[at] = cell(at);
      }
    }
    cleared = now;
  }
}
