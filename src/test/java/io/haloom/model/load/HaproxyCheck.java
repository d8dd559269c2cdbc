package io.haloom.model.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code haproxy -c} says of a configuration.
 *
 * @param status its exit status
 * @param said severity and text of each message, without its process id; messages of several lines
 *     are several
 */
record HaproxyCheck(int status, List<String> said) {
  private static final Pattern LABEL =
      Pattern.compile("\\[([A-Z]+)\\] *\\(\\d+\\) : (?:config : )?(.*)");

  /** Variables of the environment it runs in, as {@link GoldenCase#run} has them. */
  private static final Map<String, String> VARIABLES =
      Map.of("LIST", "a b c", "PORT", "8080", "HOST", "127.0.0.3");

  /**
   * Runs it on a file named {@code haproxy.cfg}.
   *
   * @param folder for the file, and a file for what is said
   */
  static HaproxyCheck of(String haproxy, Path folder, String config)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("haproxy.cfg"), config);
    ProcessBuilder builder =
        new ProcessBuilder(haproxy, "-c", "-f", "haproxy.cfg").directory(folder.toFile());
    builder.environment().putAll(VARIABLES);
    Path output = folder.resolve("output");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return new HaproxyCheck(
        process.exitValue(),
        messages(new String(Files.readAllBytes(output), StandardCharsets.UTF_8)));
  }

  private static List<String> messages(String output) {
    List<String> said = new ArrayList<>();
    for (String line : output.lines().toList()) {
      Matcher m = LABEL.matcher(line);
      if (m.matches()) {
        boolean naming =
            m.group(1).equals("NOTICE")
                && (m.group(2).startsWith("haproxy version is")
                    || m.group(2).startsWith("path to executable"));
        if (!naming) {
          said.add(m.group(1) + " " + m.group(2));
        }
      } else if (!isVerdict(line)) {
        said.add(line);
      }
    }
    return said;
  }

  private static boolean isVerdict(String line) {
    return line.equals("Configuration file is valid")
        || line.equals("Warnings were found.")
        || line.startsWith("Configuration file has no error but will not start");
  }
}
