package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Which package may know which, nested ones too: dependencies point one way, and what is not
 * allowed here is refused.
 *
 * <p>A line is {@code PACKAGE: what it may know}. {@code x.*} stands for x and all below it: on the
 * right for any of them, on the left for those that have no line of their own, which may also know
 * each other as long as that makes no cycle. The root is called {@code root}.
 */
class DependencyTest {
  private static final String ROOT = "root";

  private static final Map<String, Set<String>> ALLOWED =
      rules(
          """
          # Slow work is done aside by whoever has it.
          aside:
          regex: aside
          crypt: aside

          # Sockets and text are at the bottom. The C library's sockets are made as net asks for them.
          config:
          net:
          net.proxyproto: net
          os.linux: net
          net.tls: net
          net.epoll: net net.tls os.linux
          net.jdk: net net.tls
          net.transport: net net.epoll net.jdk

          # Messages are read from and written to connections. The codec of a version stands behind
          # interfaces; only who chooses it knows it, and who reads files that hold messages of it.
          http: net
          http.h1: http net
          http.h2: http net

          # Fetches look at heads of messages; addresses are written as net writes them.
          # Values are below; what compiles expressions knows every fetch and converter.
          sample: config http net regex
          sample.match: config regex sample
          sample.fetch: http net net.tls sample
          sample.convert: regex sample sample.match
          sample.format: sample
          sample.compile: config regex sample sample.convert sample.fetch sample.format sample.match

          # Misspelt actions are told as misspelt words of lines are.
          rule: config http http.h1 regex sample.*

          # Records hold compiled rules and formats, and the options of sockets as net takes them.
          # Names of header fields, and the replies that error files hold.
          # Certificates and contexts are made while a configuration is read.
          tls: net net.tls
          model: http http.h2 net net.proxyproto regex rule sample.* tls

          # A configuration is read: words, addresses, drafts and lines at the bottom, then a room for
          # each kind of line, sections above them, and the loader on top.
          model.load.word: config
          model.load.address: config model.load.word net
          model.load.draft: config http http.h2 model model.load.address net net.proxyproto net.tls rule sample sample.compile sample.format sample.match tls
          model.load.line: config model.load.draft model.load.word net sample.compile tls
          model.load.bind: config model model.load.address model.load.draft model.load.line model.load.word net net.tls tls
          model.load.log: config model model.load.address model.load.draft model.load.line model.load.word net
          model.load.check: config model model.load.address model.load.draft model.load.line model.load.word regex sample sample.compile sample.format
          model.load.server: config model model.load.address model.load.draft model.load.line model.load.word net net.proxyproto sample sample.compile tls
          model.load.rules: config http model model.load.draft model.load.line model.load.word rule sample sample.compile
          model.load.old: config model.load.draft model.load.line model.load.rules model.load.word
          model.load.proxy: config http.* model model.load.address model.load.bind model.load.check model.load.draft model.load.line model.load.log model.load.old model.load.rules model.load.server model.load.word rule sample sample.compile sample.match
          model.load.global: config crypt model model.load.address model.load.bind model.load.draft model.load.line model.load.log model.load.word net net.tls sample sample.compile sample.format tls
          model.load.validate: config http model model.load.address model.load.draft model.load.proxy net net.tls rule sample sample.compile sample.format tls
          model.load: config model model.load.address model.load.draft model.load.global model.load.line model.load.log model.load.proxy model.load.server model.load.validate model.load.word net net.tls regex rule sample sample.compile sample.match tls

          # Servers and bind lines hold source pools and listeners. A session shows balancers its
          # request.
          proxy.count: net
          proxy.state: model
          proxy.statefile: proxy.state
          proxy: http model net net.proxyproto sample proxy.count proxy.state proxy.statefile

          # Cookies of messages name servers; conditions say whether they do.
          persist: http model proxy proxy.state sample

          # Algorithms hash parts of requests with the functions of the converters.
          balance: http model proxy proxy.count sample

          # Names are resolved again for servers that run.
          resolve: model proxy

          # Checks connect, speak HTTP, and evaluate expressions and formats.
          check: config http model net net.proxyproto proxy proxy.count proxy.state regex sample tls

          # Log lines are formats over what a session tells; events are of proxies.
          log: model net proxy sample sample.format

          # The page is served by HTTP and asks conditions who may change what.
          stats: config http model net net.tls proxy proxy.count proxy.state sample

          # The way of a connection. It knows neither algorithms nor the statistics. Passwords are
          # bytes of the configuration.
          # What fetches see and what all streams need is below; requests go to servers; all of it
          # begins with accepting.
          stream.facts: config crypt http model proxy proxy.count proxy.state sample
          stream: http log model net net.proxyproto persist proxy proxy.count rule sample stream.facts tls
          stream.server: http model net net.proxyproto persist proxy proxy.count proxy.state sample stream tls
          stream.http: http model net persist proxy proxy.count proxy.state rule sample stream stream.server
          stream.accept: model net persist proxy proxy.count rule sample stream stream.http stream.server

          # Commands look at all that runs, and show messages that were refused. Sockets are handed
          # over stats sockets.
          admin: config log model net os.linux proxy proxy.count stats stream.*
          admin.command.tls: admin model net tls
          admin.command: admin.command.tls admin config http log model model.load.* net os.linux proxy proxy.count proxy.state sample.* stats stream.* tls

          # The command line, and what may be asked of it.
          cli: config crypt net.tls proxy regex

          # A balancer that runs, to be embedded.
          root: admin.* balance check config http.* log model.* net net.transport proxy proxy.count regex resolve sample.* stats stream.*

          # One that is a program: it starts, takes over, drops its privileges, is told by signals.
          process: root admin balance cli config demo log model.* net net.tls net.transport os.linux proxy proxy.count proxy.state stats
          demo: cli net.tls os.linux
          """);

  /** What still needs each other. To be split, and nothing is to be added. */
  private static final Set<Set<String>> NOT_SPLIT = Set.of();

  /** Heaps: packages of more files than a reader can look over. To be split. */
  private static final Set<String> HEAPS = Set.of();

  private static final int FILES = 60;

  @Test
  void packagesKnowOnlyWhatIsBelowThem() throws Exception {
    PackageGraph graph = PackageGraph.ofProgram();
    Map<String, Set<String>> found = new TreeMap<>();
    for (String user : graph.packages()) {
      graph
          .usesOf(user)
          .forEach(
              (used, classes) -> {
                if (entry(user, used) == null && !allowedAmong(user, used)) {
                  found.put(user + " -> " + used, classes);
                }
              });
    }
    assertEquals(Map.of(), found);
  }

  @Test
  void nothingIsAllowedThatIsNotNeeded() throws Exception {
    PackageGraph graph = PackageGraph.ofProgram();
    Map<String, Set<String>> unused = new TreeMap<>();
    ALLOWED.forEach((user, used) -> unused.put(user, new TreeSet<>(used)));
    for (String user : graph.packages()) {
      for (String used : graph.usesOf(user).keySet()) {
        String entry = entry(user, used);
        if (entry != null) {
          unused.get(line(user)).remove(entry);
        }
      }
    }
    unused.values().removeIf(Set::isEmpty);
    assertEquals(Map.of(), unused);
  }

  @Test
  void eachPackageHasItsLineAndEachLineItsPackage() throws Exception {
    PackageGraph graph = PackageGraph.ofProgram();
    Set<String> lines =
        graph.packages().stream().map(p -> String.valueOf(line(p))).collect(Collectors.toSet());
    assertEquals(ALLOWED.keySet(), lines);
  }

  @Test
  void noPackagesNeedEachOther() throws Exception {
    assertEquals(NOT_SPLIT, PackageGraph.ofProgram().cycles());
  }

  @Test
  void onlyTheChooserKnowsTransports() throws Exception {
    PackageGraph graph = PackageGraph.ofProgram();
    Set<String> found = new TreeSet<>();
    for (String user : graph.packages()) {
      Set<String> used = graph.usesOf(user).keySet();
      if (used.contains("net.epoll") || used.contains("net.jdk")) {
        found.add(user);
      }
    }
    assertEquals(Set.of("net.transport"), found);
  }

  @Test
  void noPackageIsAHeap() throws Exception {
    PackageGraph graph = PackageGraph.ofProgram();
    Set<String> found =
        graph.packages().stream().filter(p -> graph.files(p) > FILES).collect(Collectors.toSet());
    assertEquals(HEAPS, found);
  }

  /** The word of the user's line that allows it to know the used one, or null. */
  private static String entry(String user, String used) {
    String line = line(user);
    return line == null
        ? null
        : ALLOWED.get(line).stream().filter(entry -> covers(entry, used)).findFirst().orElse(null);
  }

  /** Whether both are of a group that one line is for. */
  private static boolean allowedAmong(String user, String used) {
    String line = line(user);
    return line != null && line.endsWith(".*") && covers(line, used);
  }

  /** The name of the line for a package: its own, or that of a group; null where there is none. */
  private static String line(String name) {
    String own = name.isEmpty() ? ROOT : name;
    if (ALLOWED.containsKey(own)) {
      return own;
    }
    return ALLOWED.keySet().stream()
        .filter(line -> line.endsWith(".*") && covers(line, name))
        .findFirst()
        .orElse(null);
  }

  private static boolean covers(String entry, String name) {
    if (entry.endsWith(".*")) {
      String top = entry.substring(0, entry.length() - 2);
      return name.equals(top) || name.startsWith(top + ".");
    }
    return entry.equals(name.isEmpty() ? ROOT : name);
  }

  private static Map<String, Set<String>> rules(String text) {
    Map<String, Set<String>> rules = new TreeMap<>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(
            line -> {
              String[] sides = line.split(":", 2);
              Set<String> used =
                  Arrays.stream(sides[1].trim().split(" +"))
                      .filter(word -> !word.isEmpty())
                      .collect(Collectors.toCollection(TreeSet::new));
              rules.put(sides[0].trim(), used);
            });
    return rules;
  }
}
