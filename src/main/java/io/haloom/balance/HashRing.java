package io.haloom.balance;

import io.haloom.proxy.Server;
import io.haloom.sample.Hashes;
import java.util.Arrays;

/**
 * The ring of consistent hashing: every server at as many points as its weight, the same points as
 * HAProxy's (they follow from the server's id). Immutable.
 */
final class HashRing {
  /** Points a server may have. */
  private static final int RANGE = 4096;

  /** Sorted as unsigned numbers. */
  private final int[] points;

  private final Server[] owners;

  /** Which of its owner's points it is. */
  private final char[] numbers;

  static final HashRing EMPTY = new HashRing(new int[0], new Server[0], new char[0]);

  private HashRing(int[] points, Server[] owners, char[] numbers) {
    this.points = points;
    this.owners = owners;
    this.numbers = numbers;
  }

  int size() {
    return points.length;
  }

  Server owner(int index) {
    return owners[index];
  }

  /** The point nearest to the hash on either side, the lower one when both are as far. */
  int nearest(int hash) {
    int above = atOrAbove(hash);
    int next = above == points.length ? 0 : above;
    int previous = next == 0 ? points.length - 1 : next - 1;
    int down = hash - points[previous];
    int up = points[next] - hash;
    return Integer.compareUnsigned(down, up) <= 0 ? previous : next;
  }

  private int atOrAbove(int hash) {
    int low = 0;
    int high = points.length;
    int wanted = hash ^ Integer.MIN_VALUE;
    while (low < high) {
      int middle = low + high >>> 1;
      if ((points[middle] ^ Integer.MIN_VALUE) < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Where this ring has a point of another one, or -1. */
  int find(HashRing other, int index) {
    int point = other.points[index];
    for (int i = atOrAbove(point); i < points.length && points[i] == point; i++) {
      if (owners[i] == other.owners[index] && numbers[i] == other.numbers[index]) {
        return i;
      }
    }
    return -1;
  }

  // --- making ----------------------------------------------------------------------------------

  /** Of all these servers, each with as many points as its weight. */
  static HashRing of(Server[] servers, int[] weights) {
    int total = Arrays.stream(weights).sum();
    int[] owner = new int[total];
    int[] first = new int[servers.length];
    long[] sorted = new long[total];
    int index = 0;
    for (int i = 0; i < servers.length; i++) {
      first[i] = index;
      for (int number = 0; number < weights[i]; number++) {
        owner[index] = i;
        sorted[index] = unsigned(pointOf(servers[i], number)) << 31 | index;
        index++;
      }
    }
    Arrays.sort(sorted);
    HashRing ring = sized(total);
    for (int i = 0; i < total; i++) {
      int which = (int) (sorted[i] & 0x7fffffff);
      int server = owner[which];
      ring.set(i, (int) (sorted[i] >>> 31), servers[server], (char) (which - first[server]));
    }
    return ring;
  }

  private static int pointOf(Server server, int number) {
    return Hashes.avalanche(server.id() * RANGE + number);
  }

  private static long unsigned(int point) {
    return point & 0xffffffffL;
  }

  /** With the server's points from number {@code from} to before {@code to} added. */
  HashRing with(Server server, int from, int to) {
    long[] added = new long[to - from];
    for (int number = from; number < to; number++) {
      added[number - from] = unsigned(pointOf(server, number)) << 16 | number;
    }
    Arrays.sort(added);
    HashRing merged = sized(points.length + added.length);
    int old = 0;
    int fresh = 0;
    for (int i = 0; i < merged.points.length; i++) {
      boolean takeOld =
          fresh == added.length
              || old < points.length && unsigned(points[old]) <= added[fresh] >>> 16;
      if (takeOld) {
        merged.set(i, points[old], owners[old], numbers[old]);
        old++;
      } else {
        merged.set(i, (int) (added[fresh] >>> 16), server, (char) added[fresh]);
        fresh++;
      }
    }
    return merged;
  }

  /** Without the server's points of number {@code from} and above. */
  HashRing without(Server server, int from) {
    int gone = 0;
    for (int i = 0; i < points.length; i++) {
      gone += owners[i] == server && numbers[i] >= from ? 1 : 0;
    }
    HashRing rest = sized(points.length - gone);
    int to = 0;
    for (int i = 0; i < points.length; i++) {
      if (owners[i] != server || numbers[i] < from) {
        rest.set(to++, points[i], owners[i], numbers[i]);
      }
    }
    return rest;
  }

  private static HashRing sized(int size) {
    return new HashRing(new int[size], new Server[size], new char[size]);
  }

  private void set(int index, int point, Server owner, char number) {
    points[index] = point;
    owners[index] = owner;
    numbers[index] = number;
  }
}
