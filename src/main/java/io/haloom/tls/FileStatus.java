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
  static FileStatus of(String path) {
    try {
      return new FileStatus(Files.readAttributes(Path.of(path), BasicFileAttributes.class), null);
    } catch (IOException e) {
      return new FileStatus(null, text(e));
    }
  }

  /** The system's text for why a call failed. */
  static String text(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "Permission denied";
    }
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : String.valueOf(e.getMessage());
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
