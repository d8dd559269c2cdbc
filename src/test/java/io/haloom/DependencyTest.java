package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Which package may know which: dependencies point one way, and a package that is not named here
 * knows nothing but itself and the JDK. Told by the names in the compiled classes.
 */
class DependencyTest {
  private static final Pattern NAME = Pattern.compile("io/haloom/((?:[a-z]\\w*/)*)[A-Z]");

  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          // Sockets and text are at the bottom.
          Map.entry("net", Set.of()),
          Map.entry("config", Set.of()),
          // Messages are read from and written to connections.
          Map.entry("http", Set.of("net")),
          // Fetches look at heads of messages; addresses are written as net writes them.
          Map.entry("sample", Set.of("config", "http", "net")),
          // Misspelt actions are told as misspelt words of lines are.
          Map.entry("rule", Set.of("config", "http", "sample")),
          // Records hold compiled rules and formats, and the options of sockets as net takes them.
          // Names of header fields, and the replies that error files hold.
          Map.entry("model", Set.of("config", "http", "net", "rule", "sample")),
          // Servers and bind lines hold source pools and listeners. A session shows balancers its
          // request.
          Map.entry("proxy", Set.of("http", "model", "net", "sample")),
          // Cookies of messages name servers; conditions say whether they do.
          Map.entry("persist", Set.of("http", "model", "proxy", "sample")),
          // Algorithms hash parts of requests with the functions of the converters.
          Map.entry("balance", Set.of("http", "model", "proxy", "sample")),
          // Names are resolved again for servers that run.
          Map.entry("resolve", Set.of("model", "proxy")),
          // Checks connect, speak HTTP, and evaluate expressions and formats.
          Map.entry("check", Set.of("config", "http", "model", "net", "proxy", "sample")),
          // Log lines are formats over what a session tells; events are of proxies.
          Map.entry("log", Set.of("model", "net", "proxy", "sample")),
          // The page is served by HTTP and asks conditions who may change what.
          Map.entry("stats", Set.of("config", "http", "model", "net", "proxy", "sample")),
          // The way of a connection. It knows neither algorithms nor the statistics. Passwords are
          // bytes of the configuration.
          Map.entry(
              "stream",
              Set.of(
                  "config", "http", "log", "model", "net", "persist", "proxy", "rule", "sample")),
          // Commands look at all that runs, and show messages that were refused.
          Map.entry(
              "admin",
              Set.of(
                  "config", "http", "log", "model", "net", "proxy", "sample", "stats", "stream")));

  /** Packages that may know which transport there is. */
  private static final Set<String> TRANSPORT_AWARE = Set.of("", "net", "admin");

  @Test
  void packagesKnowOnlyWhatIsBelowThem() throws Exception {
    Map<String, Set<String>> found = new TreeMap<>();
    forEachName(
        (path, from, to) -> {
          String user = first(from);
          String used = first(to);
          boolean allowed =
              user.isEmpty()
                  || user.equals(used)
                  || ALLOWED.getOrDefault(user, Set.of()).contains(used);
          if (!allowed) {
            found.computeIfAbsent(user + " -> " + used, k -> new TreeSet<>()).add(path);
          }
        });
    assertEquals(Map.of(), found);
  }

  @Test
  void nothingIsAllowedThatIsNotNeeded() throws Exception {
    Map<String, Set<String>> unused = new TreeMap<>();
    ALLOWED.forEach((user, used) -> unused.put(user, new TreeSet<>(used)));
    forEachName(
        (path, from, to) -> unused.getOrDefault(first(from), new TreeSet<>()).remove(first(to)));
    unused.values().removeIf(Set::isEmpty);
    assertEquals(Map.of(), unused);
  }

  @Test
  void noCycleIsAllowed() {
    for (String start : ALLOWED.keySet()) {
      assertEquals(false, reach(start).contains(start), start + " is below itself");
    }
  }

  @Test
  void onlyTheNetKnowsItsTransports() throws Exception {
    Set<String> found = new TreeSet<>();
    forEachName(
        (path, from, to) -> {
          boolean transport = to.startsWith("net/epoll/") || to.startsWith("net/jdk/");
          if (transport && !TRANSPORT_AWARE.contains(first(from))) {
            found.add(path);
          }
        });
    assertEquals(Set.of(), found);
  }

  private static Set<String> reach(String start) {
    Set<String> reached = new TreeSet<>();
    Set<String> next = ALLOWED.get(start);
    while (!reached.containsAll(next)) {
      reached.addAll(next);
      Set<String> further = new TreeSet<>();
      next.forEach(p -> further.addAll(ALLOWED.get(p)));
      next = further;
    }
    return reached;
  }

  private static String first(String folder) {
    int slash = folder.indexOf('/');
    return slash < 0 ? folder : folder.substring(0, slash);
  }

  private interface Use {
    /**
     * @param path the class that names another
     * @param from its folder under {@code io/haloom/}
     * @param to the other's
     */
    void in(String path, String from, String to);
  }

  private static void forEachName(Use use) throws Exception {
    Path root = Path.of(Haloom.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path base = root.resolve("io/haloom");
    try (Stream<Path> files = Files.walk(base)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String path = base.relativize(file).toString();
        String from = path.substring(0, path.lastIndexOf('/') + 1);
        for (String to : foldersNamedIn(file)) {
          use.in(path, from, to);
        }
      }
    }
  }

  /** The folders of all classes of the project that a class file names. */
  private static Set<String> foldersNamedIn(Path file) throws IOException {
    Set<String> folders = new TreeSet<>();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.skipNBytes(8);
      int count = in.readUnsignedShort();
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> {
            Matcher names = NAME.matcher(in.readUTF());
            while (names.find()) {
              folders.add(names.group(1));
            }
          }
          // Long and double take two places.
          case 5, 6 -> {
            in.skipNBytes(8);
            i++;
          }
          case 15 -> in.skipNBytes(3);
          case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
          default -> in.skipNBytes(4);
        }
      }
    }
    return folders;
  }
}
