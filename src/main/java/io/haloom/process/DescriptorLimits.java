package io.haloom.process;

import io.haloom.model.BackendConfig;
import io.haloom.model.BindConfig;
import io.haloom.model.Config;
import io.haloom.model.GlobalLimits;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.model.ServerConfig;
import java.util.List;

/**
 * How many connections fit into the descriptors there are. The arithmetic is HAProxy's: two a
 * connection, two a pipe, one a listener, one a check, three a thread, and a reserve.
 *
 * @param maxconn the limit that holds
 * @param maxsock the descriptors that needs
 * @param maxPipes the pipes for splicing among them
 * @param wanted the descriptors that all that was asked for needs
 * @param problem what is to be said where less fits than was asked for, or null
 * @param fatal whether that ends the process
 */
public record DescriptorLimits(
    int maxconn, int maxsock, int maxPipes, int wanted, String problem, boolean fatal) {
  /** What the JVM, its jars and the logs keep open. HAProxy puts 10 aside. */
  static final int RESERVE = 50;

  private static final int LEAST_DEFAULT_MAXCONN = 100;

  /**
   * Fits {@code config} into {@code available} descriptors.
   *
   * @param forcedMaxconn of {@code -n}, 0 where not given
   * @param threads how many loops there are
   * @param available the hard limit of the process
   */
  static DescriptorLimits fit(Config config, int forcedMaxconn, int threads, long available) {
    GlobalLimits limits = config.global().limits();
    Need need = Need.of(config, threads);
    long usable = limits.fdHardLimit() > 0 ? Math.min(available, limits.fdHardLimit()) : available;
    int asked = forcedMaxconn > 0 ? forcedMaxconn : limits.maxconn();
    if (asked == 0) {
      int maxconn = Math.max(need.connectionsIn(usable), LEAST_DEFAULT_MAXCONN);
      return new DescriptorLimits(
          maxconn, need.sockets(maxconn), need.pipes(maxconn), 0, null, false);
    }
    int wanted = need.sockets(asked);
    boolean ulimitTooLow = limits.ulimitN() > 0 && limits.ulimitN() < wanted;
    long granted = ulimitTooLow ? Math.min(usable, limits.ulimitN()) : usable;
    if (wanted <= granted && limits.ulimitN() <= usable) {
      return new DescriptorLimits(asked, wanted, need.pipes(asked), wanted, null, false);
    }
    int maxconn = Math.max(1, Math.min(asked, need.connectionsIn(granted)));
    String problem =
        ulimitTooLow && limits.ulimitN() <= usable
            ? tooLow(limits.ulimitN(), asked, wanted)
            : cannotRaise(Math.max(wanted, limits.ulimitN()), usable);
    String text = "[haloom.main()] " + problem + need.explain(asked, wanted, maxconn);
    return new DescriptorLimits(
        maxconn,
        need.sockets(maxconn),
        need.pipes(maxconn),
        Math.max(wanted, limits.ulimitN()),
        text,
        limits.strictWritten());
  }

  private static String tooLow(int ulimit, int maxconn, int wanted) {
    return "FD limit (%d) too low for maxconn=%d/maxsock=%d. ".formatted(ulimit, maxconn, wanted)
        + "Please raise 'ulimit-n' to %d or more to avoid any trouble.".formatted(wanted);
  }

  private static String cannotRaise(long wanted, long limit) {
    return "Cannot raise FD limit to %d, limit is %d.".formatted(wanted, limit)
        + " Run 'ulimit -n %d' before starting, or set LimitNOFILE=%d in the service."
            .formatted(wanted, wanted);
  }

  /** What a configuration needs beside its connections. */
  private record Need(int listeners, int checks, int clients, int threads, long splicing) {

    static Need of(Config config, int threads) {
      int listeners = config.global().stats().binds().size();
      int checks = 0;
      long clientSides = 0;
      long serverSides = 0;
      for (ProxyConfig proxy : config.proxies()) {
        if (proxy.disabled()) {
          continue;
        }
        listeners += proxy.isFrontend() ? binds(proxy).size() : 0;
        checks += proxy.isBackend() ? checks(proxy.backend()) : 0;
        if (splices(proxy)) {
          clientSides += proxy.isFrontend() ? orAll(proxy.frontend().maxconn()) : 0;
          serverSides += proxy.isBackend() ? orAll(proxy.backend().fullconn()) : 0;
        }
      }
      int clients =
          config.global().stats().binds().isEmpty() ? 0 : config.global().stats().maxconn();
      int fixedPipes = config.global().limits().maxPipes();
      long splicing = fixedPipes > 0 ? -fixedPipes : Math.max(clientSides, serverSides);
      return new Need(listeners, checks, clients, threads, splicing);
    }

    private static List<BindConfig> binds(ProxyConfig proxy) {
      return proxy.frontend().binds();
    }

    private static int checks(BackendConfig backend) {
      int checks = 0;
      for (ServerConfig server : backend.servers()) {
        checks += (server.check() != null ? 1 : 0) + (server.agent() != null ? 1 : 0);
      }
      return checks;
    }

    private static boolean splices(ProxyConfig proxy) {
      return proxy.has(Option.SPLICE_AUTO)
          || proxy.has(Option.SPLICE_REQUEST)
          || proxy.has(Option.SPLICE_RESPONSE);
    }

    /** A limit of connections; without one, more than the process may have. */
    private static long orAll(int limit) {
      return limit == 0 ? Integer.MAX_VALUE : limit;
    }

    /** A pipe for a quarter of the connections that may splice. */
    int pipes(int maxconn) {
      if (splicing < 0) {
        return (int) -splicing;
      }
      int pipes = (int) Math.min(splicing, maxconn);
      return pipes >= 4 ? pipes / 4 : pipes;
    }

    private int beside() {
      return RESERVE + listeners + checks + clients + 3 * threads;
    }

    int sockets(int maxconn) {
      return beside() + 2 * maxconn + 2 * pipes(maxconn);
    }

    /** The most connections whose {@link #sockets} are within {@code limit}. */
    int connectionsIn(long limit) {
      long low = 0;
      long high = Math.min(limit / 2 + 1, Integer.MAX_VALUE / 3);
      while (low < high) {
        int middle = (int) ((low + high + 1) / 2);
        if (sockets(middle) <= limit) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return (int) low;
    }

    String explain(int asked, int wanted, int maxconn) {
      return (" maxconn %d takes %d descriptors: 2 a connection, 2 each for %d pipes, %d for"
              + " listeners, %d for checks, %d for stats clients, 3 each for %d threads, %d for"
              + " the rest. maxconn is lowered to %d.")
          .formatted(
              asked, wanted, pipes(asked), listeners, checks, clients, threads, RESERVE, maxconn);
    }
  }
}
