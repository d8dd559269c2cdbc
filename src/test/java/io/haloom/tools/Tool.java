package io.haloom.tools;

import static org.junit.jupiter.api.Assertions.fail;

import io.haloom.harness.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program of the system that these tests drive as its users do. */
final class Tool {
  private static final long PATIENCE_SECONDS = 60;

  private final String path;

  private Tool(String path) {
    this.path = path;
  }

  /** The program of that name; where there is none the test is skipped. */
  static Tool named(String name) {
    return new Tool(Needs.program(name));
  }

  /** The program in that file. */
  static Tool named(Path file) {
    return new Tool(file.toString());
  }

  /** Where it is. */
  @Override
  public String toString() {
    return path;
  }

  /**
   * What one run printed and how it ended.
   *
   * @param status the exit status
   * @param output what it wrote, errors included
   */
  record Result(int status, String output) {}

  /** Runs it to its end with nothing to read. */
  Result run(String... arguments) throws Exception {
    return runReading("", arguments);
  }

  /** Runs it to its end with {@code input} to read. */
  Result runReading(String input, String... arguments) throws Exception {
    Process process = start(arguments);
    CompletableFuture<String> output = reading(process.getInputStream());
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // It ended without reading all; its output tells.
    }
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      fail(path + " did not end: " + output.get());
    }
    return new Result(process.exitValue(), output.get());
  }

  /** Starts it and leaves it running. */
  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(path));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("TERM", "xterm");
    return builder.start();
  }

  private static CompletableFuture<String> reading(InputStream in) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                text.complete(new String(in.readAllBytes(), StandardCharsets.UTF_8));
              } catch (IOException e) {
                text.completeExceptionally(e);
              }
            });
    reader.setDaemon(true);
    reader.start();
    return text;
  }

  /** Something that may fail while it is not there yet. */
  interface Question {
    String ask() throws Exception;
  }

  /** Asks until the answer is as wanted, and returns it. */
  static String until(Question question, Predicate<String> wanted) throws Exception {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    String answer = "";
    while (System.nanoTime() < giveUp) {
      try {
        answer = question.ask();
        if (wanted.test(answer)) {
          return answer;
        }
      } catch (IOException e) {
        answer = e.toString();
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return fail("still not as expected:\n" + answer);
  }
}
