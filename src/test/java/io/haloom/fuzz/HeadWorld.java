package io.haloom.fuzz;

import io.haloom.admin.Haproxy;
import io.haloom.harness.Commands;
import io.haloom.harness.Eventually;
import io.haloom.harness.MessageStream;
import io.haloom.harness.Peer;
import io.haloom.harness.ReservedPort;
import io.haloom.harness.Running;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * HAProxy or Haloom between clients that send the messages of cases and a server that answers with
 * those of cases. A client is known to the server and in the log by its port.
 */
final class HeadWorld implements AutoCloseable {
  private static final String GLOBAL =
      """
      global
        log LOG len 4096 local0
        stats socket DIR/s level admin
        nbthread 1
        expose-experimental-directives
        maxconn 2000
      defaults
        mode http
        log global
        log-format "%cp %ft %b/%s %ST %B %U %CC %CS %tsc %rc %hr %hs %HM|%HU|%HP|%HQ|%HV|%{+Q}r"
        timeout client 1s
        timeout client-fin 1s
        timeout http-request 1s
        timeout http-keep-alive 1s
        timeout connect 1s
        timeout queue 1s
        timeout server 1500ms
        timeout server-fin 1s
        timeout tunnel 1s
        http-reuse never
      """;

  private static final int PATIENCE_MILLIS = 6_000;
  private static final int AT_ONCE = Integer.getInteger("haloom.fuzz.connections", 48);

  /** What is logged last. */
  private static final HeadCase MARK =
      new HeadCase(
          new Proxy("mark", List.of(), List.of()),
          HeadCase.LAST,
          HeadCase.Then.END,
          HeadCase.LAST_ANSWER,
          false);

  /** What came of a case of which the program has died. */
  static final String DEATH = "died\n";

  private final Map<Integer, Visit> visits = new ConcurrentHashMap<>();
  private final Semaphore turns = new Semaphore(AT_ONCE);
  private final Map<Proxy, ReservedPort> ports = new HashMap<>();
  private final Path socket;
  private final Peer server;
  private final LogLines log;
  private final String configuration;
  private final Starter starter;
  private Program program;

  /** One of the programs, which serves. */
  private record Program(AutoCloseable running, BooleanSupplier isAlive) {}

  /** Starts one of the programs on a configuration and waits until it serves. */
  @FunctionalInterface
  private interface Starter {
    Program start(String configuration) throws Exception;
  }

  private HeadWorld(Path folder, List<Proxy> served, Starter starter) throws Exception {
    List<Proxy> proxies = new ArrayList<>(served);
    proxies.add(MARK.proxy());
    socket = folder.resolve("s");
    server = Peer.of(this::serve);
    log = new LogLines(this::logged);
    for (Proxy proxy : proxies) {
      ports.put(proxy, new ReservedPort());
    }
    String text = configuration(proxies, proxy -> ports.get(proxy).port(), server.port());
    configuration = text.replace("DIR", folder.toString()).replace("LOG", log.address());
    this.starter = starter;
    program = starter.start(configuration);
  }

  /** The text, in which the words DIR and LOG stand for a folder and the log's address. */
  static String configuration(List<Proxy> proxies, ToIntFunction<Proxy> ports, int server) {
    StringBuilder text = new StringBuilder(GLOBAL);
    for (Proxy proxy : proxies) {
      text.append("frontend ").append(proxy.name()).append("\n  bind 127.0.0.1:");
      text.append(ports.applyAsInt(proxy));
      text.append("\n  capture request header host len 40\n  capture response header server len 9");
      proxy.frontend().forEach(line -> text.append("\n  ").append(line));
      text.append("\n  default_backend b-").append(proxy.name());
      text.append("\nbackend b-").append(proxy.name());
      proxy.backend().forEach(line -> text.append("\n  ").append(line));
      text.append("\n  server s 127.0.0.1:").append(server).append(" send-proxy\n");
    }
    return text.toString();
  }

  /** The installed HAProxy; skips the test where there is none. */
  static HeadWorld haproxy(Path folder, List<Proxy> proxies) throws Exception {
    return new HeadWorld(
        folder,
        proxies,
        text -> {
          Haproxy haproxy = Haproxy.start(folder, text, folder.resolve("s"));
          return new Program(haproxy, haproxy::isAlive);
        });
  }

  static HeadWorld haloom(Path folder, List<Proxy> proxies) throws Exception {
    return new HeadWorld(folder, proxies, text -> new Program(Running.of(text), () -> true));
  }

  /** Plays all of these, some at once; what came of each. The program may die of one of them. */
  List<String> outcomes(List<HeadCase> cases) {
    List<String> all = played(cases);
    if (!isDead()) {
      return all;
    }
    startAgain();
    if (cases.size() == 1) {
      return List.of(DEATH);
    }
    int half = cases.size() / 2;
    List<String> outcomes = new ArrayList<>(outcomes(cases.subList(0, half)));
    outcomes.addAll(outcomes(cases.subList(half, cases.size())));
    return outcomes;
  }

  private void startAgain() {
    try {
      Files.delete(socket);
      program = starter.start(configuration);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<String> played(List<HeadCase> cases) {
    List<Visit> played = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (HeadCase one : cases) {
      Visit visit = new Visit(one);
      played.add(visit);
      turns.acquireUninterruptibly();
      threads.add(Thread.ofVirtual().start(() -> play(visit)));
    }
    for (Thread thread : threads) {
      join(thread);
    }
    settle(played);
    visits.clear();
    return played.stream().map(Visit::outcome).toList();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until every session is over and what it logged has come. */
  private void settle(List<Visit> played) {
    try {
      Eventually.await(() -> isDead() || played.stream().allMatch(Visit::isOver) && isIdle());
    } catch (AssertionError e) {
      throw new AssertionError("one of these does not end:\n" + unfinished(played), e);
    }
    if (isDead()) {
      return;
    }
    Visit visit = new Visit(MARK);
    turns.acquireUninterruptibly();
    play(visit);
    Eventually.await(() -> isDead() || visit.isLogged());
  }

  private boolean isDead() {
    return !program.isAlive.getAsBoolean();
  }

  private static String unfinished(List<Visit> played) {
    List<Visit> open =
        played.stream().filter(visit -> !visit.isOver() || !visit.isLogged()).toList();
    return open.stream().limit(20).map(Visit::toString).collect(Collectors.joining("\n"));
  }

  private boolean isIdle() {
    try {
      return Commands.ask(socket, "show info").contains("CurrConns: 0\n");
    } catch (IOException e) {
      // It is dying.
      return false;
    }
  }

  private void play(Visit visit) {
    HeadCase played = visit.played;
    try (Socket client = new Socket("127.0.0.1", ports.get(played.proxy()).port())) {
      visits.put(client.getLocalPort(), visit);
      client.setSoTimeout(PATIENCE_MILLIS);
      client.setTcpNoDelay(true);
      MessageStream stream = new MessageStream(client.getInputStream());
      try {
        speak(played, client, stream);
      } catch (IOException e) {
        // It is closed; what had come is there still.
        stream.toTheEnd();
      }
      visit.clientGot(stream.text());
    } catch (IOException e) {
      visit.clientGot("<NO CONNECTION>");
    } finally {
      turns.release();
    }
  }

  private static void speak(HeadCase played, Socket client, MessageStream stream)
      throws IOException {
    boolean bodiless = played.sent().startsWith("HEAD");
    boolean atOnce = played.then() == HeadCase.Then.ASK_AT_ONCE;
    write(client.getOutputStream(), atOnce ? played.sent() + HeadCase.LAST : played.sent());
    boolean more = stream.response(bodiless);
    if (played.then() == HeadCase.Then.ASK_AFTER && more) {
      write(client.getOutputStream(), HeadCase.LAST);
    }
    if (played.then() != HeadCase.Then.END) {
      while (more && !stream.text().endsWith("LAST")) {
        more = stream.response(false);
      }
    }
    if (more) {
      client.shutdownOutput();
    }
    stream.toTheEnd();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** The server's side of one connection. */
  private void serve(Socket connection) throws IOException {
    connection.setSoTimeout(PATIENCE_MILLIS);
    Visit visit = visits.get(clientPort(connection));
    if (visit == null) {
      return;
    }
    MessageStream stream = new MessageStream(connection.getInputStream());
    visit.serverConnected(stream);
    try {
      boolean more = true;
      while (more && stream.request()) {
        more = answer(visit.played, connection, stream);
      }
      stream.toTheEnd();
    } finally {
      connection.setSoLinger(true, 0);
      visit.serverLeft();
    }
  }

  private static boolean answer(HeadCase played, Socket connection, MessageStream stream)
      throws IOException {
    boolean last = stream.startLine().contains("/last");
    write(connection.getOutputStream(), last ? HeadCase.LAST_ANSWER : played.answer());
    if (!last && played.answerEnds()) {
      connection.shutdownOutput();
      return false;
    }
    return last || !played.answer().startsWith("HTTP/1.1 101");
  }

  /** Reads the line of the PROXY protocol and no byte more. */
  private static int clientPort(Socket connection) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = connection.getInputStream().read();
    while (c >= 0 && c != '\n') {
      line.append((char) c);
      c = connection.getInputStream().read();
    }
    String[] words = line.toString().split(" ");
    return words.length < 6 ? -1 : Integer.parseInt(words[4]);
  }

  private void logged(String line) {
    int space = line.indexOf(' ');
    String port = space < 0 ? line : line.substring(0, space);
    Visit visit = port.matches("\\d+") ? visits.get(Integer.parseInt(port)) : null;
    if (visit != null) {
      visit.logged(line.substring(space + 1).stripTrailing());
    }
  }

  @Override
  public void close() throws Exception {
    program.running.close();
    server.close();
    log.close();
    ports.values().forEach(ReservedPort::close);
  }
}
