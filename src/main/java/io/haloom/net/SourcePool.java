package io.haloom.net;

import java.net.InetAddress;
import java.util.BitSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The ports of one source address from which connections to one server are made ({@code source
 * IP:low-high}). Each free port is handed out once; a port comes back when its connection closes.
 * Shared by all loops.
 *
 * <p>Free ports wait in a ring, so that a port rests as long as possible between two uses and the
 * far end's memory of the last one has faded.
 */
public final class SourcePool {
  private final InetAddress address;
  private final int low;
  private final int high;

  private final ReentrantLock lock = new ReentrantLock();
  private final char[] free;
  private final BitSet taken;
  private int head;
  private int available;
  private int peak;
  private long failures;

  /**
   * @param address the source address
   * @param low the first port, at least 1
   * @param high the last port, at most 65535, not below {@code low}
   */
  public SourcePool(InetAddress address, int low, int high) {
    if (low < 1 || high > 65535 || low > high) {
      throw new IllegalArgumentException("port range " + low + "-" + high);
    }
    this.address = address;
    this.low = low;
    this.high = high;
    available = high - low + 1;
    free = new char[available];
    taken = new BitSet(available);
    for (int i = 0; i < available; i++) {
      free[i] = (char) (low + i);
    }
  }

  public InetAddress address() {
    return address;
  }

  public int low() {
    return low;
  }

  public int high() {
    return high;
  }

  /** How many ports the range has. */
  public int size() {
    return free.length;
  }

  /** Takes a free port, or returns -1 when there is none. Ports come round in turn. */
  public int acquire() {
    lock.lock();
    try {
      if (available == 0) {
        failures++;
        return -1;
      }
      int port = free[head];
      head = (head + 1) % free.length;
      available--;
      taken.set(port - low);
      peak = Math.max(peak, free.length - available);
      return port;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives a port back: its connection closed, or the kernel said it is in use by others.
   *
   * @throws IllegalStateException when the port was not out
   */
  public void release(int port) {
    lock.lock();
    try {
      if (port < low || port > high || !taken.get(port - low)) {
        throw new IllegalStateException("port " + port + " was not taken");
      }
      taken.clear(port - low);
      free[(head + available) % free.length] = (char) port;
      available++;
    } finally {
      lock.unlock();
    }
  }

  /** Ports in use now. */
  public int inUse() {
    lock.lock();
    try {
      return free.length - available;
    } finally {
      lock.unlock();
    }
  }

  /** The most ports ever in use at once. */
  public int peak() {
    lock.lock();
    try {
      return peak;
    } finally {
      lock.unlock();
    }
  }

  /** How many times {@link #acquire()} found none. */
  public long failures() {
    lock.lock();
    try {
      return failures;
    } finally {
      lock.unlock();
    }
  }

  /** As in a configuration: {@code 127.0.0.1:20000-20009}. */
  @Override
  public String toString() {
    return AddressText.of(address) + ":" + low + "-" + high;
  }
}
