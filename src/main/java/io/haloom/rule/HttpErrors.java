package io.haloom.rule;

import io.haloom.http.HttpReply;
import io.haloom.http.h1.ErrorFile;
import io.haloom.sample.CompileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The {@code http-errors} sections of a configuration, and the error files it has read. It is
 * filled while the configuration is read, by one thread, and only looked at afterwards.
 */
public final class HttpErrors {
  /** The statuses that proxies answer by themselves, and error messages can be set for. */
  public static final List<Integer> STATUSES =
      List.of(
          200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 421, 422, 425, 429, 500, 501, 502, 503,
          504);

  private final Map<String, Map<Integer, HttpReply>> sections = new HashMap<>();
  private final Map<String, HttpReply> files = new HashMap<>();
  private int bufsize = 16384;

  /** Sets {@code tune.bufsize}, which bounds what is read of a file. */
  public void bufsize(int bytes) {
    bufsize = bytes;
  }

  /** Opens a section. Returns false where there is one of that name. */
  public boolean add(String section) {
    return sections.putIfAbsent(section, new HashMap<>()) == null;
  }

  public boolean has(String section) {
    return sections.containsKey(section);
  }

  /** Sets a reply of a section that was added. */
  public void put(String section, int status, HttpReply reply) {
    sections.get(section).put(status, reply);
  }

  /** The reply of a section, or null. */
  public HttpReply find(String section, int status) {
    return sections.getOrDefault(section, Map.of()).get(status);
  }

  /**
   * Reads an error file, once.
   *
   * @param warnings told where the file is cut
   * @throws CompileException with HAProxy's message where it is no HTTP response
   */
  public HttpReply load(String file, Consumer<String> warnings) throws CompileException {
    HttpReply known = files.get(file);
    if (known != null) {
      return known;
    }
    byte[] content;
    try {
      content = read(file);
    } catch (IOException e) {
      throw new CompileException("error opening file '" + file + "'.");
    }
    if (content.length > bufsize) {
      warnings.accept(
          "custom error message file '%s' larger than %d bytes. Truncating."
              .formatted(file, bufsize));
      content = java.util.Arrays.copyOf(content, bufsize);
    }
    try {
      HttpReply reply = ErrorFile.parse(content);
      files.put(file, reply);
      return reply;
    } catch (ErrorFile.InvalidException e) {
      throw new CompileException("'" + file + "': " + e.getMessage());
    }
  }

  /** Reads a file, and one byte more than fits where it is too long. */
  private byte[] read(String file) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return in.readNBytes(bufsize + 1);
    }
  }

  /**
   * Reads the body of a reply.
   *
   * @throws CompileException with HAProxy's message
   */
  byte[] body(String file) throws CompileException {
    try {
      long size = Files.size(Path.of(file));
      if (size > bufsize) {
        throw new CompileException(
            "file '%s' exceeds the buffer size (%d > %d)".formatted(file, size, bufsize));
      }
      return read(file);
    } catch (IOException e) {
      throw new CompileException("error opening file '" + file + "'");
    }
  }
}
