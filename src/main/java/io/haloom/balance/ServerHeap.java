package io.haloom.balance;

import io.haloom.proxy.Server;
import java.util.Arrays;

/**
 * A binary heap of servers by key, the earliest inserted first among equals. Nodes know their
 * place, so that any one can be moved or removed in logarithmic time and without allocation.
 */
final class ServerHeap {

  /** A server that may be in one heap at a time. */
  static class Node {
    final Server server;
    private long key;
    private long order;
    private int index = -1;
    private ServerHeap heap;

    Node(Server server) {
      this.server = server;
    }

    long key() {
      return key;
    }

    /** Where it is, or null. */
    ServerHeap heap() {
      return heap;
    }

    boolean before(Node other) {
      return key != other.key ? key < other.key : order < other.order;
    }
  }

  private Node[] nodes = new Node[16];
  private int size;
  private long inserted;

  Node first() {
    return size == 0 ? null : nodes[0];
  }

  int size() {
    return size;
  }

  /** The node at a place of the heap: its children are at {@code 2 * index + 1} and + 2. */
  Node at(int index) {
    return nodes[index];
  }

  void insert(Node node, long key) {
    if (size == nodes.length) {
      nodes = Arrays.copyOf(nodes, size * 2);
    }
    node.key = key;
    node.order = inserted++;
    node.heap = this;
    place(node, size++);
    up(node.index);
  }

  void remove(Node node) {
    int hole = node.index;
    Node last = nodes[--size];
    nodes[size] = null;
    node.heap = null;
    node.index = -1;
    if (last != node) {
      place(last, hole);
      up(hole);
      down(last.index);
    }
  }

  private void place(Node node, int index) {
    nodes[index] = node;
    node.index = index;
  }

  private void up(int start) {
    int index = start;
    Node node = nodes[index];
    while (index > 0) {
      int parent = (index - 1) / 2;
      if (!node.before(nodes[parent])) {
        break;
      }
      place(nodes[parent], index);
      index = parent;
    }
    place(node, index);
  }

  private void down(int start) {
    int index = start;
    Node node = nodes[index];
    while (2 * index + 1 < size) {
      int child = 2 * index + 1;
      if (child + 1 < size && nodes[child + 1].before(nodes[child])) {
        child++;
      }
      if (!nodes[child].before(node)) {
        break;
      }
      place(nodes[child], index);
      index = child;
    }
    place(node, index);
  }
}
