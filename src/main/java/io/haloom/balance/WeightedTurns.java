package io.haloom.balance;

import io.haloom.proxy.Server;
import io.haloom.proxy.ServerSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The order of a smooth weighted round robin, the same as HAProxy's for the same history.
 *
 * <p>Turns are points on a line. A round is as long as the sum of the weights, and a server of
 * weight w has its turn every total / w points, remainders carried over. At the start of a round
 * all servers are <em>fresh</em>: they come by weight, the heaviest first, and each one's later
 * turns are counted from its first. A server whose next turn lies beyond the round waits among the
 * <em>later</em> ones, which are the fresh ones of the next round. Between the two, the
 * <em>due</em> servers go by the point of their turn; a point nobody is due at is filled from the
 * fresh ones.
 *
 * <p>Used under the balancer's lock.
 */
final class WeightedTurns {
  private static final int MAX_WEIGHT = 4096;

  /**
   * Effective weights are 16 times the configured ones; among equal turns the coarse one counts.
   */
  private static final int FINENESS = 16;

  /** Orders turns before weights. */
  private static final long POINT = 256;

  /** A turn of the next round, wherever it ends. */
  private static final long BEYOND = Long.MAX_VALUE / POINT / 4;

  /** A server's place on the line. */
  private static final class Turn extends ServerHeap.Node {
    private int weight;
    private long last;
    private long next;
    private int remainder;
    private Turn aside;
    private boolean kept;

    Turn(Server server) {
      super(server);
    }
  }

  private final List<Turn> turns = new ArrayList<>();
  private final ServerHeap due = new ServerHeap();
  private ServerHeap fresh = new ServerHeap();
  private ServerHeap later = new ServerHeap();
  private boolean begun;
  private long total;
  private long round;
  private long point;

  // --- picking ---------------------------------------------------------------------------------

  /** The next server with room; the avoided one only when there is no other; null when all full. */
  Server next(Server avoid) {
    if (round == 0) {
      round = total;
      point = total;
    }
    boolean switched = false;
    Turn aside = null;
    Turn avoided = null;
    Turn chosen = null;
    while (chosen == null) {
      Turn turn = upcoming();
      if (turn == null) {
        if (switched) {
          break;
        }
        switched = true;
        switchRounds();
        continue;
      }
      advance(turn);
      if (turn.server.hasRoom()) {
        if (turn.server != avoid || avoided != null) {
          chosen = turn;
          break;
        }
        avoided = turn;
      }
      turn.aside = aside;
      aside = turn;
    }
    chosen = chosen == null ? avoided : chosen;
    if (chosen != null) {
      place(chosen);
    }
    putBack(aside, chosen, switched);
    return chosen == null ? null : chosen.server;
  }

  private Turn upcoming() {
    Turn first = (Turn) due.first();
    if (first != null && first.next <= point) {
      return first;
    }
    Turn other = (Turn) fresh.first();
    if (other == null) {
      return first;
    }
    other.next = 0;
    other.remainder = 0;
    return other;
  }

  private void switchRounds() {
    ServerHeap emptied = fresh;
    fresh = later;
    later = emptied;
    round = total;
    point = round;
  }

  /** Takes the server out of its queue and computes its turn after this one. */
  private void advance(Turn turn) {
    if (turn.next == 0) {
      turn.next = point;
    }
    turn.last = turn.next;
    turn.next += total / turn.weight;
    turn.remainder += (int) (total % turn.weight);
    if (turn.remainder >= turn.weight) {
      turn.remainder -= turn.weight;
      turn.next++;
    }
    turn.heap().remove(turn);
    point++;
  }

  private void place(Turn turn) {
    if (turn.next >= 2 * round || turn.next >= round + total) {
      turn.next -= round;
      byWeight(later, turn);
    } else {
      int fine = MAX_WEIGHT + turn.remainder - turn.weight;
      due.insert(turn, turn.next * POINT + fine / FINENESS);
    }
  }

  private static void byWeight(ServerHeap heap, Turn turn) {
    heap.insert(turn, MAX_WEIGHT - turn.weight);
  }

  /** Full servers had their turn; in a round that began meanwhile they start with the others. */
  private void putBack(Turn first, Turn chosen, boolean switched) {
    Turn turn = first;
    while (turn != null) {
      if (turn != chosen) {
        if (switched) {
          byWeight(fresh, turn);
        } else {
          place(turn);
        }
      }
      Turn next = turn.aside;
      turn.aside = null;
      turn = next;
    }
  }

  // --- changes ---------------------------------------------------------------------------------

  /** Follows servers that came, went, or changed their weight. */
  void update(ServerSet set) {
    if (!begun) {
      begin(set);
      return;
    }
    for (Turn turn : turns) {
      turn.kept = false;
    }
    List<Turn> added = new ArrayList<>();
    for (int i = 0; i < set.servers().length; i++) {
      Server server = set.servers()[i];
      Turn turn = turnOf(server);
      turn.kept = true;
      if (turn.heap() == null) {
        turn.weight = set.weights()[i];
        added.add(turn);
      } else if (turn.weight != set.weights()[i]) {
        reweigh(turn, set.weights()[i]);
      }
    }
    turns.removeIf(this::removeGone);
    added.forEach(this::add);
  }

  private void begin(ServerSet set) {
    begun = true;
    for (int i = 0; i < set.servers().length; i++) {
      Turn turn = turnOf(set.servers()[i]);
      turn.weight = set.weights()[i];
      turns.add(turn);
      byWeight(fresh, turn);
    }
    total = set.totalWeight();
    round = total;
    point = total;
  }

  private static Turn turnOf(Server server) {
    if (server.balancerData() instanceof Turn turn) {
      return turn;
    }
    Turn turn = new Turn(server);
    server.balancerData(turn);
    return turn;
  }

  private boolean removeGone(Turn turn) {
    if (turn.kept) {
      return false;
    }
    total -= turn.weight;
    turn.heap().remove(turn);
    return true;
  }

  private void add(Turn turn) {
    turns.add(turn);
    total += turn.weight;
    long left = total + round - point;
    turn.next = left < 0 ? BEYOND : point + left / turn.weight;
    place(turn);
  }

  private void reweigh(Turn turn, int weight) {
    total += weight - turn.weight;
    turn.weight = weight;
    ServerHeap heap = turn.heap();
    heap.remove(turn);
    if (heap == fresh) {
      byWeight(fresh, turn);
      return;
    }
    long before = heap == later ? turn.next + round : turn.next;
    long step = total / weight;
    turn.remainder = 0;
    turn.next = Math.min(before, turn.last + step);
    if (turn.next < point + 2) {
      turn.next = point + step;
    }
    place(turn);
  }
}
