package io.haloom;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What {@link SeedIT} runs inside its network: servers at the addresses that the configuration
 * names, the balancer as a daemon, a thousand clients, checks, the page, and MQTT. Prints what it
 * found, and fails with an exception.
 */
final class SeedScenario {
  private static final int CLIENTS = 1000;
  private static final int PATIENCE_MILLIS = 30_000;
  private static final Path PID_FILE = Path.of("/usr/local/haproxy/conf/haproxy.pid");
  private static final String PAGE = "http://172.16.6.161:1080/stats";
  private static final List<InetSocketAddress> SERVERS =
      List.of(
          new InetSocketAddress("172.16.6.161", 1883),
          new InetSocketAddress("172.16.6.161", 1888),
          new InetSocketAddress("172.16.6.162", 1888));

  private final Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Integer, EchoServer> servers = new TreeMap<>();

  private SeedScenario(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    new SeedScenario(Path.of(args[0])).run();
    System.exit(0);
  }

  private void run() throws Exception {
    try (DatagramSocket log = new DatagramSocket(514, InetAddress.getLoopbackAddress())) {
      for (int i = 1; i <= SERVERS.size(); i++) {
        servers.put(i, new EchoServer(i));
      }
      startBalancer();
      page();
      List<Client> clients = connectAll();
      serverDiesAndComesBack(clients);
      for (Client client : clients) {
        client.close();
      }
      logged(log);
    }
    mqtt();
    Launched.signal(Long.parseLong(Files.readString(PID_FILE).strip()), "TERM");
  }

  private static void check(boolean right, String what) {
    System.out.println((right ? "ok: " : "WRONG: ") + what);
    if (!right) {
      throw new AssertionError(what);
    }
  }

  // --- servers and clients ---------------------------------------------------------------------

  /** Says its number to who comes, and then echoes. */
  private final class EchoServer {
    final int number;
    final Set<Socket> open = ConcurrentHashMap.newKeySet();
    final ServerSocket listener = new ServerSocket();

    EchoServer(int number) throws IOException {
      this.number = number;
      listener.setReuseAddress(true);
      listener.bind(SERVERS.get(number - 1), 1024);
      threads.submit(this::accept);
    }

    private Void accept() throws IOException {
      while (true) {
        Socket client = listener.accept();
        open.add(client);
        threads.submit(() -> serve(client));
      }
    }

    private Void serve(Socket client) throws IOException {
      try (client) {
        client.getOutputStream().write(number);
        client.getInputStream().transferTo(client.getOutputStream());
      } finally {
        open.remove(client);
      }
      return null;
    }

    /** As a process that is killed: nobody listens any more when this returns. */
    void kill() throws IOException, InterruptedException {
      listener.close();
      for (Socket client : open) {
        reset(client);
      }
      // The JDK closes the socket when the thread that accepts has left it.
      while (isListening()) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }

    private boolean isListening() {
      InetSocketAddress address = SERVERS.get(number - 1);
      try (Socket probe = new Socket(address.getAddress(), address.getPort())) {
        return true;
      } catch (IOException e) {
        return false;
      }
    }

    private static void reset(Socket client) throws IOException {
      try {
        client.setSoLinger(true, 0);
      } catch (SocketException e) {
        // Its own thread has closed it just now.
        return;
      }
      client.close();
    }
  }

  private static final class Client {
    final Socket socket = new Socket();
    final int server;

    Client() throws IOException {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress("172.16.6.161", 1884), PATIENCE_MILLIS);
      server = socket.getInputStream().read();
      echo(server);
    }

    void echo(int value) throws IOException {
      socket.getOutputStream().write(value);
      int answer = socket.getInputStream().read();
      if (answer != value) {
        throw new IOException("client of server" + server + " got " + answer + " for " + value);
      }
    }

    void close() throws IOException {
      socket.close();
    }
  }

  private List<Client> connectAll() throws Exception {
    List<Future<Client>> coming = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      coming.add(threads.submit(Client::new));
    }
    List<Client> clients = new ArrayList<>();
    Map<Integer, Integer> shares = new TreeMap<>();
    for (Future<Client> client : coming) {
      clients.add(client.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
      shares.merge(clients.getLast().server, 1, Integer::sum);
    }
    int least = shares.values().stream().min(Integer::compare).orElse(0);
    check(
        shares.size() == 3 && least == CLIENTS / 3,
        CLIENTS + " clients at once, shared out as " + shares);
    return clients;
  }

  // --- the balancer ----------------------------------------------------------------------------

  private void startBalancer() throws Exception {
    Path file = folder.resolve("haproxy.cfg");
    try (InputStream seed = SeedScenario.class.getResourceAsStream("model/load/seed.cfg")) {
      Files.copy(seed, file);
    }
    Result result = run(Launched.LAUNCHER.toString(), "-f", file.toString());
    check(result.status() == 0, "bin/haloom -f haproxy.cfg: " + result.output());
    check(Files.exists(PID_FILE), "the daemon has written its pid");
  }

  private record Result(int status, String output) {}

  private static Result run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    String transport = System.getenv("SEED_TRANSPORT");
    if (transport != null) {
      builder.environment().put("HALOOM_JAVA_OPTS", "-Dhaloom.transport=" + transport);
    }
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private static String curl(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("curl", "-s", "-w", "\n%{http_code}"));
    command.addAll(List.of(words));
    return run(command.toArray(String[]::new)).output();
  }

  private static void page() throws Exception {
    String page = curl("-u", "admin:admin", PAGE);
    check(page.endsWith("\n200") && page.contains("my-servers"), "admin:admin opens the page");
    check(curl("-u", "admin:wrong", PAGE).endsWith("\n401"), "a wrong password gets 401");
    String refused = curl("-i", PAGE);
    check(
        refused.endsWith("\n401") && refused.contains("realm=\"welcome\""),
        "nobody gets 401 and the realm");
  }

  private static String[] server3() throws Exception {
    return curl("-u", "admin:admin", PAGE + ";csv")
        .lines()
        .filter(line -> line.startsWith("my-servers,server3,"))
        .findFirst()
        .orElseThrow()
        .split(",");
  }

  // --- checks ----------------------------------------------------------------------------------

  private void serverDiesAndComesBack(List<Client> clients) throws Exception {
    List<Client> others = clients.stream().filter(c -> c.server != 3).toList();
    AtomicBoolean end = new AtomicBoolean();
    Future<Integer> traffic = threads.submit(() -> echoUntil(end, others));
    servers.get(3).kill();
    Set<String> states = statesUntil("DOWN");
    check(states.equals(Set.of("UP 2/3", "UP 1/3", "DOWN")), "server3 on its way down: " + states);
    check(server3()[21].equals("3"), "after three failed checks");
    for (int i = 0; i < 20; i++) {
      Client client = new Client();
      check(client.server != 3, "a new client is served by server" + client.server);
      client.close();
    }
    servers.put(3, new EchoServer(3));
    states = statesUntil("UP");
    check(states.equals(Set.of("DOWN 1/2", "UP")), "server3 on its way up: " + states);
    check(server3()[22].equals("1"), "it was down once");
    end.set(true);
    int rounds = traffic.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    check(
        rounds > 1, others.size() + " clients of the others noticed nothing, " + rounds + " times");
    Set<Integer> reached = new LinkedHashSet<>();
    for (int i = 0; i < 3; i++) {
      Client client = new Client();
      reached.add(client.server);
      client.close();
    }
    check(reached.size() == 3, "all three serve: " + reached);
  }

  /**
   * The states it was seen in until that one, which comes last; those of the start are left out.
   */
  private static Set<String> statesUntil(String wanted) throws Exception {
    String before = server3()[17];
    Set<String> seen = new LinkedHashSet<>();
    long giveUp = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (!seen.contains(wanted)) {
      String now = server3()[17];
      if (!now.equals(before)) {
        seen.add(now);
      }
      if (System.nanoTime() > giveUp) {
        throw new AssertionError("server3 was only " + seen);
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return seen;
  }

  private static int echoUntil(AtomicBoolean end, List<Client> clients) throws Exception {
    int rounds = 0;
    while (!end.get()) {
      rounds++;
      for (Client client : clients) {
        client.echo(rounds & 0x7f);
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
    return rounds;
  }

  // --- logs and MQTT ---------------------------------------------------------------------------

  private static void logged(DatagramSocket log) throws IOException {
    log.setSoTimeout(PATIENCE_MILLIS);
    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
    String text;
    do {
      log.receive(packet);
      text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    } while (!text.contains("Connect from"));
    String expected =
        "Connect from 172\\.16\\.6\\.161:\\d+ to 172\\.16\\.6\\.161:1884 \\(my-tcp-in/TCP\\)";
    check(text.matches("(?s)<134>.*" + expected + "\\s*"), "syslog got: " + text.strip());
  }

  private void mqtt() throws Exception {
    for (Map.Entry<Integer, EchoServer> server : servers.entrySet()) {
      server.getValue().kill();
      InetSocketAddress address = SERVERS.get(server.getKey() - 1);
      Path file = folder.resolve("mosquitto" + server.getKey() + ".conf");
      Files.writeString(
          file,
          "listener %d %s\nallow_anonymous true\nuser root\n"
              .formatted(address.getPort(), address.getAddress().getHostAddress()));
      new ProcessBuilder("mosquitto", "-c", file.toString())
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("mosquitto" + server.getKey()).toFile())
          .start();
      awaitListener(address);
    }
    for (int i = 0; i < 6; i++) {
      Result result =
          run("mosquitto_pub", "-h", "172.16.6.161", "-p", "1884", "-q", "1", "-t", "t", "-m", "x");
      check(result.status() == 0, "MQTT: a message was acknowledged " + result.output());
    }
    Result version =
        run(
            "mosquitto_sub",
            "-h",
            "172.16.6.162",
            "-p",
            "1884",
            "-C",
            "1",
            "-W",
            "20",
            "-t",
            "$SYS/broker/version");
    check(version.output().startsWith("mosquitto version"), "MQTT: " + version.output().strip());
  }

  private static void awaitListener(InetSocketAddress address) throws Exception {
    for (int i = 0; i < 200; i++) {
      try (Socket probe = new Socket(address.getAddress(), address.getPort())) {
        return;
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new AssertionError("nobody listens at " + address);
  }
}
