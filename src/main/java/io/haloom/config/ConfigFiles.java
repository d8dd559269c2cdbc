package io.haloom.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that {@code -f} arguments name (HAProxy management guide, section 3). */
public final class ConfigFiles {
  private ConfigFiles() {}

  /**
   * A file names itself; a folder names its {@code *.cfg} files that are not hidden, in lexical
   * order of their bytes.
   *
   * @throws IOException with HAProxy's message where one cannot be had
   */
  public static List<String> expand(List<String> arguments) throws IOException {
    List<String> files = new ArrayList<>();
    for (String argument : arguments) {
      Path path = Path.of(argument);
      if (!Files.exists(path)) {
        throw new IOException(
            "Cannot open configuration file/directory "
                + argument
                + " : No such file or directory");
      }
      if (Files.isDirectory(path)) {
        folder(argument, path, files);
      } else {
        files.add(argument);
      }
    }
    return files;
  }

  private static void folder(String argument, Path folder, List<String> into) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .filter(Files::isRegularFile)
          .map(p -> p.getFileName().toString())
          .filter(name -> name.endsWith(".cfg") && !name.startsWith("."))
          .sorted()
          .forEach(name -> into.add(argument + "/" + name));
    } catch (IOException e) {
      throw new IOException(
          "Cannot open configuration directory " + argument + " : " + e.getMessage(), e);
    }
  }
}
