package io.haloom.net;

import java.net.InetAddress;

/**
 * The ports of one source address from which connections to one server are made ({@code source
 * IP:low-high}). Each free port is handed out once; a port comes back when its connection closes.
 * Shared by all loops.
 */
public interface SourcePool {

  InetAddress address();

  int low();

  int high();

  /** Takes a free port, or returns -1 when there is none. Ports come round in turn. */
  int acquire();

  /** Gives a port back: its connection closed, or the kernel said it is in use by others. */
  void release(int port);

  /** Ports in use now. */
  int inUse();

  /** The most ports ever in use at once. */
  int peak();

  /** How many times {@link #acquire()} found none. */
  long failures();
}
