package io.haloom.effect;

import io.haloom.effect.EffectCase.Line;
import io.haloom.effect.EffectCase.Variant;
import io.haloom.harness.Commands;
import io.haloom.harness.Eventually;
import io.haloom.harness.MessageStream;
import io.haloom.harness.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Does the steps of one variant, and keeps what came of them. */
final class Play {
  /** For what comes, however slow the machine. */
  static final int PATIENCE_MILLIS = 30_000;

  private static final int ATTEMPTS = 20;
  private static final long PAUSE_NANOS = 10_000_000;

  private final Place place;
  private final Path socket;
  private final List<Client> clients = new ArrayList<>();
  private final Transcript transcript;
  private int current;
  private int logged;

  private record Client(Socket socket, MessageStream stream) {}

  Play(Place place, Path socket) {
    this.place = place;
    this.socket = socket;
    this.transcript = new Transcript(place);
  }

  /** What came of it. */
  String outcome(Variant variant) {
    try {
      for (Line line : variant.lines()) {
        step(line.key(), place.filled(line.text()));
      }
    } catch (IOException e) {
      transcript.failed(e);
    } finally {
      for (Client client : clients) {
        close(client);
      }
    }
    return transcript.text(clients.stream().map(client -> client.stream.text()).toList());
  }

  private static void close(Client client) {
    try {
      client.socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is no step belongs to the configuration. */
  private void step(String key, String text) throws IOException {
    switch (key) {
      case "open" -> open(text.isEmpty() ? place.port(1) : Integer.parseInt(text));
      case "tls" -> secure(text);
      case "on" -> current = Integer.parseInt(text) - 1;
      case "send" -> say(Escapes.read(text));
      case "get" -> get(text);
      case "recv" -> client().stream.response(text.equals("head"));
      case "end" -> client().stream.toTheEnd();
      case "bytes" -> client().stream.bytes(Integer.parseInt(text));
      case "fin" -> finish();
      case "rst" -> reset();
      case "quiet" -> quiet(Integer.parseInt(text));
      case "silence" -> silence(Integer.parseInt(text));
      case "reaches" -> reaches(Pattern.compile(text, Pattern.MULTILINE));
      case "again" -> again(Pattern.compile(text));
      case "pause" -> LockSupport.parkNanos(Long.parseLong(text) * 1_000_000);
      case "cli" -> transcript.part(text, Commands.ask(socket, Escapes.read(text)));
      case "tell" -> Commands.ask(socket, Escapes.read(text));
      case "stat" -> stat(text);
      case "until" -> until(text);
      case "release" -> place.server(1).release();
      case "served" -> served(Integer.parseInt(text));
      case "log" -> log(Integer.parseInt(text));
      default -> {}
    }
  }

  /** The one that was opened last, or that the case named. */
  private Client client() throws IOException {
    if (clients.isEmpty()) {
      open(place.port(1));
    }
    return clients.get(current);
  }

  /** Who is reset at once has a connection that has ended. */
  private void open(int port) throws IOException {
    Socket client = socket();
    InputStream in;
    try {
      client.connect(new InetSocketAddress("127.0.0.1", port));
      in = client.getInputStream();
      place.note(client.getLocalPort(), "CLIENT" + (clients.isEmpty() ? "" : clients.size() + 1));
    } catch (SocketException e) {
      client.close();
      client = socket();
      in = InputStream.nullInputStream();
    }
    current = clients.size();
    clients.add(new Client(client, new MessageStream(in)));
  }

  /**
   * A client of TLS, of which it is told what the handshake agreed on. {@code version=}, {@code
   * name=}, {@code alpn=}, {@code suites=} and {@code groups=} say what it offers.
   */
  private void secure(String text) throws IOException {
    open(place.port(1));
    Socket plain = clients.remove(clients.size() - 1).socket;
    try {
      SSLSocket secured = TlsOffer.of(text).on(plain);
      transcript.part("tls", TlsOffer.agreement(secured));
      clients.add(new Client(secured, new MessageStream(secured.getInputStream())));
    } catch (SSLException | SocketException e) {
      transcript.part("tls", "failed");
      plain.close();
      clients.add(new Client(plain, new MessageStream(InputStream.nullInputStream())));
    }
  }

  private static Socket socket() throws IOException {
    Socket client = new Socket();
    client.setSoTimeout(PATIENCE_MILLIS);
    client.setTcpNoDelay(true);
    return client;
  }

  /** To who has closed the connection, too; what came back tells that. */
  private void say(String text) throws IOException {
    Client to = client();
    try {
      Wire.say(to.socket, text);
    } catch (SocketException e) {
      to.stream.toTheEnd();
    }
  }

  /** A target, and fields between bars. */
  private void get(String text) throws IOException {
    String[] parts = text.split(" \\| ");
    StringBuilder head = new StringBuilder("GET " + parts[0] + " HTTP/1.1\r\nhost: h\r\n");
    for (int i = 1; i < parts.length; i++) {
      head.append(parts[i]).append("\r\n");
    }
    say(head + "\r\n");
    client().stream.response(false);
  }

  private void finish() throws IOException {
    try {
      client().socket.shutdownOutput();
    } catch (SocketException e) {
      client().stream.toTheEnd();
    }
  }

  private void reset() throws IOException {
    client().socket.setSoLinger(true, 0);
    client().socket.close();
  }

  /** What comes, and all behind it until nothing does for so long. */
  private void quiet(int millis) throws IOException {
    client().stream.bytes(1);
    silence(millis);
  }

  /** What comes until nothing does for so long, which is to be nothing at all. */
  private void silence(int millis) throws IOException {
    client().socket.setSoTimeout(millis);
    client().stream.toTheEnd();
  }

  /** Waits until a connection of the server has received what matches. */
  private void reaches(Pattern wanted) throws IOException {
    long end = end();
    while (place.server(1).received().stream().noneMatch(one -> wanted.matcher(one).find())) {
      pause(end, "the server has not received " + wanted);
    }
  }

  /** For what fades: a client with a request and its line of the log, until that line matches. */
  private void again(Pattern wanted) throws IOException {
    String line = "";
    for (int attempt = 0; attempt < ATTEMPTS && !wanted.matcher(line).find(); attempt++) {
      open(place.port(1));
      get("/");
      line = place.nextLogLine();
      if (line.equals(Place.NO_LINE)) {
        break;
      }
    }
    transcript.log(line);
  }

  /** A command, and an expression that its answer comes to match. */
  private void until(String text) throws IOException {
    String[] parts = text.split(" ~ ", 2);
    Pattern wanted = Pattern.compile(parts[1]);
    long end = end();
    String answer = Commands.ask(socket, parts[0]);
    while (!wanted.matcher(answer).find()) {
      pause(end, parts[0] + " says in the end: " + answer);
      answer = Commands.ask(socket, parts[0]);
    }
  }

  private static long end() {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
  }

  /** A moment before the next look. */
  private static void pause(long end, String otherwise) throws IOException {
    if (System.nanoTime() > end) {
      throw new IOException(otherwise);
    }
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  /** A proxy, a name in it, and columns, whose values are told. */
  private void stat(String text) throws IOException {
    String[] words = text.split(" ");
    String csv = Commands.ask(socket, "show stat " + words[0] + " -1 -1");
    List<String> columns = List.of(csv.substring(2).split("\n")[0].split(","));
    StringBuilder values = new StringBuilder();
    csv.lines()
        .filter(line -> line.startsWith(words[0] + "," + words[1] + ","))
        .map(line -> line.split(",", -1))
        .forEach(
            cells -> {
              for (int i = 2; i < words.length; i++) {
                values.append(words[i]).append(' ').append(cells[columns.indexOf(words[i])]);
                values.append('\n');
              }
            });
    transcript.part(words[0] + " " + words[1], values.toString());
  }

  private void served(int connections) {
    Eventually.await(() -> place.server(1).hasEnded(connections));
    transcript.serverHasEnded();
  }

  private void log(int lines) throws IOException {
    while (logged < lines) {
      transcript.log(place.nextLogLine());
      logged++;
    }
  }
}
