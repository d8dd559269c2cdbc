package io.haloom.proxy.statefile;

import io.haloom.proxy.state.LeadingNumber;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A state file taken apart. A line longer than {@link #MAX_LINE}, or cut off, is corrupted, and
 * what follows is not read: whatever the file is, little memory is taken.
 *
 * @param known whether its first line is a version that can be read
 * @param lines those before the first that is corrupted
 * @param corruptedAt the number of that line, not counting the version's; 0 when all are good
 */
public record StateFileText(boolean known, List<StateLine> lines, int corruptedAt) {
  /** Bytes, with the line feed; HAProxy's. */
  private static final int MAX_LINE = 1999;

  /** Bytes of a path, HAProxy's and the system's. */
  private static final int MAX_PATH = 4096;

  /** The JDK says more. */
  private static final String LOOP = "Too many levels of symbolic links";

  private static final String MISSING = "No such file or directory";
  private static final StateFileText UNKNOWN = new StateFileText(false, List.of(), 0);
  private static final StateFileText EMPTY = new StateFileText(false, List.of(), 0);

  /** Whether there is nothing in it, as where the file was only made. */
  public boolean isEmpty() {
    return this == EMPTY;
  }

  /** Whether a file of that path can be asked for. */
  public static boolean fits(String path) {
    return path.getBytes(StandardCharsets.UTF_8).length < MAX_PATH;
  }

  /**
   * Reads a file.
   *
   * @throws NoSuchFileException when there is none; its reason is in the system's words
   * @throws IOException when it cannot be opened otherwise; so is its message
   */
  public static StateFileText read(String path) throws IOException {
    InputStream opened;
    try {
      Path file = Path.of(path);
      if (Files.isDirectory(file)) {
        return UNKNOWN;
      }
      opened = Files.newInputStream(file);
    } catch (InvalidPathException | NoSuchFileException e) {
      throw new NoSuchFileException(path, null, MISSING);
    } catch (IOException e) {
      throw new IOException(reason(e), e);
    }
    try (InputStream in = new BufferedInputStream(opened)) {
      return of(in);
    } catch (IOException e) {
      // As HAProxy, to which it is over then.
      return UNKNOWN;
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "Permission denied";
    }
    boolean said = e instanceof FileSystemException system && system.getReason() != null;
    String reason = said ? ((FileSystemException) e).getReason() : e.getMessage();
    return reason.startsWith(LOOP) ? LOOP : reason;
  }

  static StateFileText of(InputStream in) throws IOException {
    String first = line(in);
    if (!isVersion(first)) {
      return first == null ? EMPTY : UNKNOWN;
    }
    List<StateLine> states = new ArrayList<>();
    String text = line(in);
    for (int number = 1; text != null; number++, text = line(in)) {
      try {
        StateLine line = StateLine.of(text);
        if (line != null) {
          states.add(line);
        }
      } catch (StateLine.Corrupted e) {
        return new StateFileText(true, states, number);
      }
    }
    return new StateFileText(true, states, 0);
  }

  private static boolean isVersion(String line) {
    LeadingNumber number = line == null ? null : LeadingNumber.of(line);
    return number != null && number.value() == StateColumns.VERSION && number.rest().equals("\n");
  }

  /** The next line with its line feed, as much of it as fits and is there; null at the end. */
  private static String line(InputStream in) throws IOException {
    byte[] line = new byte[MAX_LINE];
    int length = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      line[length++] = (byte) b;
      if (b == '\n' || length == MAX_LINE) {
        break;
      }
    }
    return length == 0 ? null : new String(line, 0, length, StandardCharsets.UTF_8);
  }
}
