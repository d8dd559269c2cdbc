package io.haloom.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that {@code -p} and {@code pidfile} name. */
public final class PidFile {
  private PidFile() {}

  /** Writes {@code pid}, into a file that replaces an old one. */
  public static void write(String path, long pid) throws IOException {
    Path file = Path.of(path);
    Files.deleteIfExists(file);
    Files.writeString(file, pid + "\n");
  }
}
