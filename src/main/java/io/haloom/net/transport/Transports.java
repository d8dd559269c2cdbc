package io.haloom.net.transport;

import io.haloom.net.Transport;
import io.haloom.net.epoll.EpollTransport;
import io.haloom.net.jdk.JdkTransport;
import java.io.IOException;

/** Chooses the transport. The C library's binding is loaded only when it is epoll. */
public final class Transports {
  private Transports() {}

  /**
   * A started transport.
   *
   * @param transport the one chosen
   * @param note why it is not epoll though nobody asked for another, in one line for the user; or
   *     null
   */
  public record Opened(Transport transport, String note) {}

  /**
   * Starts the transport of that name, or the best there is.
   *
   * @param name {@code epoll}, {@code jdk}, or null for epoll where it works
   * @param loops how many loops, at least 1
   * @throws IOException when the one asked for does not work here; the message says why
   */
  public static Opened open(String name, int loops) throws IOException {
    if (name == null) {
      try {
        return new Opened(new EpollTransport(loops), null);
      } catch (UnsupportedOperationException | LinkageError e) {
        return new Opened(
            new JdkTransport(loops), "running on JDK sockets, epoll is unavailable: " + reason(e));
      }
    }
    return switch (name) {
      case "epoll" -> new Opened(epoll(loops), null);
      case "jdk" -> new Opened(new JdkTransport(loops), null);
      default -> throw new IOException("unknown transport '" + name + "', there are epoll and jdk");
    };
  }

  private static Transport epoll(int loops) throws IOException {
    try {
      return new EpollTransport(loops);
    } catch (UnsupportedOperationException | LinkageError e) {
      throw new IOException("the epoll transport is unavailable: " + reason(e), e);
    }
  }

  private static String reason(Throwable e) {
    return e.getMessage() != null ? e.getMessage() : e.toString();
  }
}
