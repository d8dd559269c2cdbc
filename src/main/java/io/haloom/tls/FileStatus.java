package io.haloom.tls;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What the system says of a path.
 *
 * @param attributes null where there is no such file
 * @param problem the system's text for why not, or null
 */
record FileStatus(BasicFileAttributes attributes, String problem) {
  private static final String LOOP = "Too many levels of symbolic links";

  static FileStatus of(String path) {
    try {
      return new FileStatus(Files.readAttributes(Path.of(path), BasicFileAttributes.class), null);
    } catch (IOException e) {
      return new FileStatus(null, text(e, path));
    }
  }

  /** The system's text for why a call on that path failed. */
  static String text(IOException e, String path) {
    if (e instanceof NoSuchFileException) {
      return isBelowFile(Path.of(path)) ? "Not a directory" : "No such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "Permission denied";
    }
    String reason =
        e instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : String.valueOf(e.getMessage());
    return reason.startsWith(LOOP) ? LOOP : reason;
  }

  /** Java says the same of that as of a file that is not there. */
  private static boolean isBelowFile(Path path) {
    try {
      if (Files.isSymbolicLink(path)) {
        return isBelowFile(path.resolveSibling(Files.readSymbolicLink(path)));
      }
    } catch (IOException e) {
      return false;
    }
    Path above = path.getParent();
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    return above != null && !Files.isDirectory(above);
  }

  boolean isThere() {
    return attributes != null;
  }

  boolean isFolder() {
    return isThere() && attributes.isDirectory();
  }

  boolean isFile() {
    return isThere() && attributes.isRegularFile();
  }
}
