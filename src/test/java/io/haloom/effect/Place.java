package io.haloom.effect;

import io.haloom.effect.EffectCase.Variant;
import io.haloom.harness.ReservedPort;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ports, servers, files and log of one variant, and the words that stand for them. */
final class Place implements AutoCloseable {
  static final String NO_LINE = "<NO LINE>";

  private static final Path CERTIFICATES =
      Path.of("src/test/resources/io/haloom/net/tls").toAbsolutePath();

  private static final String NOT_A_NAME = "(?![A-Za-z0-9_])";

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final ReservedPort[] ports = {new ReservedPort(), new ReservedPort(), new ReservedPort()};
  private final ScriptedServer[] servers = new ScriptedServer[2];
  private final DatagramSocket log;
  final Variant variant;

  /**
   * @param number among those of a process
   */
  Place(Variant variant, int number, Path folder) throws IOException {
    this.variant = variant;
    log = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    log.setSoTimeout(Play.PATIENCE_MILLIS);
    Path own = Files.createDirectory(folder.resolve("%04d".formatted(number)));
    value("f", "f%04d".formatted(number), "FRONT");
    value("b", "b%04d".formatted(number), "BACK");
    value("id", "7%04d".formatted(number), "ID");
    value("id2", "8%04d".formatted(number), "ID2");
    value("dir", own.toString(), "DIR");
    value("certs", CERTIFICATES.toString(), "CERTS");
    value("log", "127.0.0.1:" + log.getLocalPort(), "LOG");
    port("port", ports[0].port());
    port("port2", ports[1].port());
    port("closed", ports[2].port());
    servers[0] = server("answer");
    servers[1] = server("answer2");
    port("server", servers[0].port());
    port("server2", servers[1].port());
    for (String file : variant.all("file")) {
      String[] parts = file.split(" ", 2);
      Files.writeString(
          own.resolve(parts[0]), Escapes.read(filled(parts[1])), StandardCharsets.ISO_8859_1);
    }
  }

  private ScriptedServer server(String key) {
    List<String> answers = variant.all(key).stream().map(Escapes::read).toList();
    String greeting = Escapes.read(String.join("", variant.all("greeting")));
    return new ScriptedServer(answers, greeting, variant.has("tcp"));
  }

  private void value(String name, String value, String shown) {
    values.put(name, value);
    names.put(value, shown);
  }

  private void port(String name, int port) {
    value(name, Integer.toString(port), name.toUpperCase(java.util.Locale.ROOT));
  }

  /** How a port is shown that was not known before. */
  void note(int port, String shown) {
    names.put(Integer.toString(port), shown);
  }

  int port(int number) {
    return ports[number - 1].port();
  }

  ScriptedServer server(int number) {
    return servers[number - 1];
  }

  /** With what {@code $port} and its like stand for. */
  String filled(String text) {
    String with = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      with = with.replaceAll("\\$" + value.getKey() + NOT_A_NAME, value.getValue());
    }
    return with;
  }

  /** The other way round: names for what differs from run to run. */
  String named(String text) {
    String with = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      with = with.replaceAll("(?<!\\d)" + name.getKey() + "(?!\\d)", name.getValue());
    }
    return with;
  }

  /** The next line that was logged, as it was sent. */
  String nextLogLine() throws IOException {
    byte[] bytes = new byte[65_536];
    DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
    try {
      log.receive(packet);
    } catch (SocketTimeoutException e) {
      return NO_LINE;
    }
    return new String(bytes, 0, packet.getLength(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    log.close();
    for (ReservedPort port : ports) {
      port.close();
    }
    for (ScriptedServer server : servers) {
      server.close();
    }
  }
}
