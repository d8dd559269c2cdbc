package io.haloom.sample.match;

/**
 * Patterns by address prefix: a binary tree whose nodes skip the bits that all below them share. A
 * change copies the nodes on its way and puts a new root in place, so that look-ups need no lock.
 */
final class PrefixTree {
  private volatile Node root;

  /**
   * A prefix.
   *
   * @param high upper 64 bits, zero past the length
   * @param low lower 64 bits, zero past the length
   * @param length in bits, 0 to 128
   * @param entries those of exactly this prefix, null where it only branches
   * @param zero below, with the next bit clear
   * @param one below, with the next bit set
   */
  private record Node(
      long high, long low, int length, PatternEntry[] entries, Node zero, Node one) {

    boolean contains(long otherHigh, long otherLow) {
      return common(high, low, otherHigh, otherLow) >= length;
    }

    Node with(PatternEntry[] changed) {
      return new Node(high, low, length, changed, zero, one);
    }

    Node with(int bit, Node child) {
      return bit == 0
          ? new Node(high, low, length, entries, child, one)
          : new Node(high, low, length, entries, zero, child);
    }

    Node child(int bit) {
      return bit == 0 ? zero : one;
    }
  }

  /** How many leading bits two addresses share. */
  private static int common(long highA, long lowA, long highB, long lowB) {
    long upper = highA ^ highB;
    return upper != 0
        ? Long.numberOfLeadingZeros(upper)
        : 64 + Long.numberOfLeadingZeros(lowA ^ lowB);
  }

  private static int bit(long high, long low, int index) {
    return (int) (index < 64 ? high >>> 63 - index : low >>> 127 - index) & 1;
  }

  /** The pattern of a version with the longest prefix of this address, or null. */
  PatternEntry find(long high, long low, int version) {
    PatternEntry longest = null;
    Node node = root;
    while (node != null && node.contains(high, low)) {
      PatternEntry found = Entries.first(node.entries, version);
      longest = found == null ? longest : found;
      if (node.length == 128) {
        break;
      }
      node = node.child(bit(high, low, node.length));
    }
    return longest;
  }

  /** Adds a pattern of a prefix, whose bits past {@code length} are zero. */
  void add(long high, long low, int length, PatternEntry entry) {
    Node leaf = new Node(high, low, length, new PatternEntry[] {entry}, null, null);
    root = add(root, leaf, entry);
  }

  private static Node add(Node node, Node leaf, PatternEntry entry) {
    if (node == null) {
      return leaf;
    }
    int shared = common(node.high, node.low, leaf.high, leaf.low);
    shared = Math.min(shared, Math.min(node.length, leaf.length));
    if (shared == node.length && shared == leaf.length) {
      return node.with(Entries.with(node.entries, entry));
    }
    if (shared == node.length) {
      int bit = bit(leaf.high, leaf.low, shared);
      return node.with(bit, add(node.child(bit), leaf, entry));
    }
    if (shared == leaf.length) {
      return leaf.with(bit(node.high, node.low, shared), node);
    }
    Node branch =
        new Node(mask(leaf.high, shared), mask(leaf.low, shared - 64), shared, null, null, null);
    return branch
        .with(bit(leaf.high, leaf.low, shared), leaf)
        .with(bit(node.high, node.low, shared), node);
  }

  /** The first {@code bits} bits of 64. */
  static long mask(long half, int bits) {
    return bits <= 0 ? 0 : bits >= 64 ? half : half & -1L << 64 - bits;
  }

  /** Removes a pattern from its prefix. */
  void remove(long high, long low, int length, PatternEntry entry) {
    root = remove(root, high, low, length, entry);
  }

  private static Node remove(Node node, long high, long low, int length, PatternEntry entry) {
    if (node == null || node.length > length || !node.contains(high, low)) {
      return node;
    }
    Node changed;
    if (node.length == length) {
      changed = node.with(Entries.without(node.entries, entry));
    } else {
      int bit = bit(high, low, node.length);
      changed = node.with(bit, remove(node.child(bit), high, low, length, entry));
    }
    if (changed.entries != null || changed.zero != null && changed.one != null) {
      return changed;
    }
    return changed.zero == null ? changed.one : changed.zero;
  }
}
