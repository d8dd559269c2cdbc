package io.haloom.proxy;

import java.net.InetAddress;

/** What a balancer may look at of a session. */
public interface BalanceKey {

  /** The client's IP address, or null (UNIX socket). */
  InetAddress sourceAddress();
}
