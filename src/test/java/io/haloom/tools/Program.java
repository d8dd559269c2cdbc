package io.haloom.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code bin/haloom} as a process of its own: a frontend {@code in} before the backend {@code app}
 * with servers {@code one} and {@code two} that echo and {@code gone} that is down, a page of
 * statistics, a stats socket, and logs sent here.
 */
final class Program implements AutoCloseable {
  private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

  /** {@code Nov 22 19:00:00}. */
  private static final int DATE_LENGTH = 15;

  private final Path folder = Files.createTempDirectory("haloom-tools");
  private final DatagramSocket log = new DatagramSocket(0, LOCAL);
  private final List<ServerSocket> echoes = new ArrayList<>();
  private final int frontend = freePort();
  private final int page = freePort();
  private final Process process;

  private Program() throws IOException {
    Files.writeString(folder.resolve("haloom.cfg"), config());
    String program = System.getProperty("haloom.program", "bin/haloom");
    process =
        new ProcessBuilder(program, "-db", "-f", folder.resolve("haloom.cfg").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
  }

  /** Starts it and waits until its checks have found who is up. */
  static Program start() throws Exception {
    Program program = new Program();
    try {
      Tool.until(
          () -> program.command("show stat"),
          text ->
              text.contains("L4CON")
                  && text.lines().filter(line -> line.contains(",L4OK,")).count() == 2);
      return program;
    } catch (AssertionError e) {
      String output = Files.readString(program.folder.resolve("output"));
      program.close();
      throw new AssertionError(output, e);
    }
  }

  private String config() throws IOException {
    return """
    global
      stats socket %s mode 600 level admin
      log 127.0.0.1:%d local0
      maxconn 500
    defaults
      mode tcp
      log global
      option tcplog
      timeout connect 5s
      timeout client 1m
      timeout server 1m
    frontend in
      bind 127.0.0.1:%d
      default_backend app
    backend app
      balance roundrobin
      server one 127.0.0.1:%d check inter 500
      server two 127.0.0.1:%d check inter 500
      server gone 127.0.0.1:%d check inter 500
    listen stats
      bind 127.0.0.1:%d
      mode http
      stats enable
      stats uri /stats
    """
        .formatted(socket(), log.getLocalPort(), frontend, echo(), echo(), freePort(), page);
  }

  /** A port nobody listens at now; the language has no way to ask for any. */
  static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, LOCAL)) {
      return any.getLocalPort();
    }
  }

  private int echo() throws IOException {
    ServerSocket listener = new ServerSocket(0, 64, LOCAL);
    echoes.add(listener);
    daemon(
        () -> {
          while (!listener.isClosed()) {
            Socket client = listener.accept();
            daemon(() -> echo(client));
          }
        });
    return listener.getLocalPort();
  }

  private static void echo(Socket client) throws IOException {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // Its socket was closed: the work is done.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** The path of the stats socket. */
  String socket() {
    return folder.resolve("stats.sock").toString();
  }

  /** The address of the statistics in CSV. */
  String csvUrl() {
    return "http://127.0.0.1:" + page + "/stats;csv";
  }

  /** What the stats socket answers. */
  String command(String line) throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(socket());
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(address);
      channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
      InputStream in = Channels.newInputStream(channel);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The status of a server of {@code app} in {@code show stat}. */
  String status(String server) throws IOException {
    return column(server, 17);
  }

  /** A column of a server of {@code app} in {@code show stat}, from 0. */
  String column(String server, int number) throws IOException {
    return command("show stat")
        .lines()
        .filter(line -> line.startsWith("app," + server + ","))
        .map(line -> line.split(",")[number])
        .findFirst()
        .orElseThrow();
  }

  /** Sends so many clients through the frontend, one after the other; each is echoed to. */
  void clients(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      try (Socket client = new Socket()) {
        client.setSoTimeout(20_000);
        client.connect(new InetSocketAddress(LOCAL, frontend), 20_000);
        OutputStream out = client.getOutputStream();
        out.write("hello".getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput();
        String answer = new String(client.getInputStream().readAllBytes());
        if (!answer.equals("hello")) {
          throw new IOException("echoed '" + answer + "'");
        }
      }
    }
  }

  /** The next lines of the log that a syslog daemon would write for clients of {@code in}. */
  List<String> logLines(int count) throws IOException {
    List<String> lines = new ArrayList<>();
    log.setSoTimeout((int) TimeUnit.SECONDS.toMillis(30));
    byte[] datagram = new byte[65536];
    while (lines.size() < count) {
      DatagramPacket packet = new DatagramPacket(datagram, datagram.length);
      try {
        log.receive(packet);
      } catch (SocketTimeoutException e) {
        throw new IOException("only " + lines.size() + " lines came: " + lines);
      }
      String text = new String(datagram, 0, packet.getLength(), StandardCharsets.UTF_8);
      if (text.contains(" in app/")) {
        String line = text.substring(text.indexOf('>') + 1).stripTrailing();
        // The daemon puts the sender's name behind the date.
        lines.add(line.substring(0, DATE_LENGTH) + " host" + line.substring(DATE_LENGTH));
      }
    }
    return lines;
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    log.close();
    for (ServerSocket echo : echoes) {
      echo.close();
    }
    try (var files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
