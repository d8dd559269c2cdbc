package io.haloom.proxy;

import io.haloom.model.AgentConfig;
import io.haloom.model.CheckConfig;
import io.haloom.model.HealthConfig;
import io.haloom.model.Place;
import io.haloom.model.PoolConfig;
import io.haloom.model.ProxyCheckConfig;
import io.haloom.model.ServerAddress;
import io.haloom.model.ServerConfig;
import io.haloom.model.SourceConfig;
import io.haloom.net.ConnectOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/** A server line in the words of the configuration, as far as these tests need them. */
final class ServerLine {
  private final List<String> words;

  ServerLine(String line) {
    words = List.of(line.split(" "));
  }

  ServerConfig config(int id) {
    boolean checked = words.contains("check");
    CheckConfig check =
        new CheckConfig(
            timing(),
            null,
            0,
            false,
            false,
            new CheckConfig.Tls(false, null, null),
            null,
            ProxyCheckConfig.CONNECT_ONLY);
    AgentConfig agent = new AgentConfig(new CheckConfig.Timing(2000, 0, 0, 1, 1), null, 9999, null);
    return new ServerConfig(
        new ServerConfig.Declaration(
            words.get(0), number("id", id), words.contains("id"), new Place("test", id)),
        address(),
        words.contains("disabled"),
        share(),
        new ServerConfig.Connect(
            source(), ServerConfig.ProxyHeader.NONE, null, ConnectOptions.DEFAULT, null),
        checked ? check : null,
        words.contains("agent-check") ? agent : null,
        after("track", null),
        health(),
        new ServerConfig.Http(
            after("cookie", null),
            after("redir", null),
            PoolConfig.DEFAULT,
            null,
            ServerConfig.WebSocket.AUTO));
  }

  private ServerConfig.Share share() {
    return new ServerConfig.Share(
        number("weight", 1),
        words.contains("backup"),
        number("slowstart", 0),
        new ServerConfig.ServerLimits(
            number("maxconn", 0), number("minconn", 0), number("maxqueue", 0)));
  }

  private ServerAddress address() {
    String fqdn = after("fqdn", null);
    InetSocketAddress at = at(after("addr", fqdn == null ? "127.0.0.1" : "0.0.0.0"));
    ServerAddress.ResolveConfig resolve =
        new ServerAddress.ResolveConfig(
            !words.contains("prefer4"), nets(), words.contains("allow-dup-ip"));
    String mapped = after("map", null);
    int port = mapped != null ? Integer.parseInt(mapped) : at.getPort();
    return new ServerAddress(
        "test", fqdn, at, mapped != null, port, List.of("last", "libc"), resolve);
  }

  private List<ServerAddress.PrefixedNet> nets() {
    String net = after("net", null);
    if (net == null) {
      return List.of();
    }
    int slash = net.indexOf('/');
    int bits = Integer.parseInt(net.substring(slash + 1));
    return List.of(new ServerAddress.PrefixedNet(at(net.substring(0, slash)).getAddress(), bits));
  }

  private InetSocketAddress at(String ip) {
    try {
      return new InetSocketAddress(InetAddress.getByName(ip), number("port", 80));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private CheckConfig.Timing timing() {
    return new CheckConfig.Timing(
        2000, number("fastinter", 0), 0, number("rise", 2), number("fall", 3));
  }

  private SourceConfig source() {
    int low = number("source-low", 0);
    return low == 0
        ? null
        : new SourceConfig(
            at("127.0.0.1"),
            low,
            number("source-high", low),
            null,
            SourceConfig.UseSource.OWN,
            null);
  }

  private HealthConfig health() {
    String onError = after("on-error", "fail-check").toUpperCase().replace('-', '_');
    return new HealthConfig(
        words.contains("observe") ? HealthConfig.Observe.LAYER4 : HealthConfig.Observe.NONE,
        number("error-limit", 10),
        HealthConfig.OnError.valueOf(onError),
        words.contains("on-marked-down"),
        words.contains("on-marked-up"),
        number("rise", 2));
  }

  private int number(String word, int otherwise) {
    return Integer.parseInt(after(word, String.valueOf(otherwise)));
  }

  private String after(String word, String otherwise) {
    int at = words.indexOf(word);
    return at < 0 ? otherwise : words.get(at + 1);
  }
}
