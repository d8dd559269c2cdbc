package io.haloom.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Puts a UNIX socket in its place as HAProxy does: it is bound under a temporary name, gets its
 * owner and mode there, and takes the place of whatever was there by a rename. At no time is there
 * no socket, or one with other rights.
 */
public final class UnixSocketFile {
  private static final int PATH_MAX = 107;

  private UnixSocketFile() {}

  /** Binds a socket to a file that does not exist. */
  @FunctionalInterface
  public interface Binder {
    /**
     * @throws IOException with a message that goes before the path
     */
    void bind(UnixAddress file) throws IOException;
  }

  /**
   * Binds to {@code address}, replacing what is there.
   *
   * @throws IOException in HAProxy's words, with the path
   */
  public static void place(UnixAddress address, ListenOptions options, Binder binder)
      throws IOException {
    String suffix = "." + ProcessHandle.current().pid() + ".tmp";
    Path temporary = Path.of(address.path() + suffix);
    if (temporary.toString().getBytes(StandardCharsets.UTF_8).length > PATH_MAX) {
      throw refusal("name too long for UNIX socket (limit usually 97)", address);
    }
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw refusal(
          "error when trying to unlink previous UNIX socket (" + reason(e) + ")", address);
    }
    try {
      binder.bind(UnixAddress.file(temporary.toString()));
    } catch (IOException e) {
      throw refusal(e.getMessage(), address);
    }
    try {
      setRights(temporary, options);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw refusal("cannot change UNIX socket ownership (" + reason(e) + ")", address);
    }
    try {
      Files.move(temporary, Path.of(address.path()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw refusal("cannot switch final and temporary UNIX sockets (" + reason(e) + ")", address);
    }
  }

  private static void setRights(Path file, ListenOptions options) throws IOException {
    if (options.unix().uid() >= 0) {
      Files.setAttribute(file, "unix:uid", options.unix().uid());
    }
    if (options.unix().gid() >= 0) {
      Files.setAttribute(file, "unix:gid", options.unix().gid());
    }
    if (options.unix().mode() > 0) {
      Files.setAttribute(file, "unix:mode", options.unix().mode());
    }
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException f && f.getReason() != null
        ? f.getReason()
        : String.valueOf(e.getMessage());
  }

  private static IOException refusal(String words, UnixAddress address) {
    return new IOException(words + " [" + address.path() + "]");
  }
}
