package io.haloom.model;

import java.net.InetSocketAddress;

/**
 * {@code source}.
 *
 * @param address where to come from, port 0 with a range; null for {@code 0.0.0.0 usesrc client}
 * @param lowPort first port of the range, 0 for none
 * @param highPort last port of the range, 0 for none
 * @param device {@code interface}, or null
 * @param use {@code usesrc}
 * @param foreign the address after {@code usesrc}, or null
 */
public record SourceConfig(
    InetSocketAddress address,
    int lowPort,
    int highPort,
    String device,
    UseSource use,
    InetSocketAddress foreign) {

  /** Whose address to show to the server. */
  public enum UseSource {
    OWN,
    ADDRESS,
    CLIENT_IP,
    CLIENT
  }
}
