package io.haloom.proxy;

/**
 * The servers a balancer may choose from, published by the backend as one immutable value whenever
 * a state or a weight changes. Holds the active servers while any is usable, else the first usable
 * backup, or all of them with {@code option allbackups}.
 *
 * @param servers in configuration order
 * @param weights effective weights, same order, all above 0
 * @param totalWeight their sum
 * @param backups whether these are backup servers
 */
public record ServerSet(Server[] servers, int[] weights, int totalWeight, boolean backups) {

  /** No usable server. */
  public static final ServerSet EMPTY = new ServerSet(new Server[0], new int[0], 0, false);

  public boolean isEmpty() {
    return servers.length == 0;
  }
}
