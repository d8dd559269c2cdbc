package io.haloom;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which package names classes of which, told by the compiled classes of the program. Packages are
 * called without {@code io.haloom.}; the root's name is empty.
 */
final class PackageGraph {
  private static final Pattern NAME = Pattern.compile("io/haloom/((?:[a-z]\\w*/)*)[A-Z]");

  /** For each package those it names, and for each of these the classes that do. */
  private final Map<String, Map<String, Set<String>>> uses = new TreeMap<>();

  /** How many source files each package has. */
  private final Map<String, Integer> files = new TreeMap<>();

  static PackageGraph ofProgram() throws Exception {
    Path root = Path.of(Haloom.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path base = root.resolve("io/haloom");
    PackageGraph graph = new PackageGraph();
    try (Stream<Path> classes = Files.walk(base)) {
      for (Path file : classes.filter(f -> f.toString().endsWith(".class")).toList()) {
        graph.add(base.relativize(file).toString(), file);
      }
    }
    return graph;
  }

  private void add(String path, Path file) throws IOException {
    String user = packageOf(path.substring(0, path.lastIndexOf('/') + 1));
    if (path.indexOf('$') < 0) {
      files.merge(user, 1, Integer::sum);
    }
    Map<String, Set<String>> used = uses.computeIfAbsent(user, k -> new TreeMap<>());
    for (String folder : foldersNamedIn(file)) {
      String other = packageOf(folder);
      if (!other.equals(user)) {
        used.computeIfAbsent(other, k -> new TreeSet<>()).add(path);
      }
    }
  }

  private static String packageOf(String folder) {
    return folder.isEmpty() ? "" : folder.substring(0, folder.length() - 1).replace('/', '.');
  }

  Set<String> packages() {
    return uses.keySet();
  }

  /** The packages that a package names, and for each of these the classes that do. */
  Map<String, Set<String>> usesOf(String user) {
    return uses.getOrDefault(user, Map.of());
  }

  int files(String name) {
    return files.getOrDefault(name, 0);
  }

  /** Packages that need each other: the largest sets in which each reaches each. */
  Set<Set<String>> cycles() {
    Map<String, Set<String>> reached = new TreeMap<>();
    packages().forEach(name -> reached.put(name, reach(name)));
    Set<Set<String>> cycles = new HashSet<>();
    for (String name : packages()) {
      Set<String> both = new TreeSet<>(reached.get(name));
      both.removeIf(other -> !reached.getOrDefault(other, Set.of()).contains(name));
      if (!both.isEmpty()) {
        cycles.add(both);
      }
    }
    return cycles;
  }

  /** What a package reaches over others; itself only where it is in a cycle. */
  private Set<String> reach(String start) {
    Set<String> reached = new TreeSet<>();
    Collection<String> next = usesOf(start).keySet();
    while (!next.isEmpty()) {
      Collection<String> further = new ArrayList<>();
      for (String name : next) {
        if (reached.add(name)) {
          further.addAll(usesOf(name).keySet());
        }
      }
      next = further;
    }
    return reached;
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
