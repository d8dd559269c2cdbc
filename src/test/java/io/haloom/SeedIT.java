package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.demo.DemoServer;
import io.haloom.harness.Needs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The configuration of 2018 that people bring, byte for byte, where its addresses exist: {@link
 * SeedScenario} in a network of its own. Its processes and mounts end with it.
 */
@Timeout(120)
class SeedIT {
  /** The files that the configuration names lie in memory; what else is there stays visible. */
  private static final String PREPARE =
      """
      set -e
      ip link set lo up
      ip address add 172.16.6.161/32 dev lo
      ip address add 172.16.6.162/32 dev lo
      mount --rbind /usr/local "$KEEP"
      mount -t tmpfs none /usr/local
      for old in "$KEEP"/*; do
        new=/usr/local/${old##*/}
        if [ -d "$old" ] && [ ! -h "$old" ]; then
          mkdir "$new"
          mount --rbind "$old" "$new"
        elif [ -e "$old" ] || [ -h "$old" ]; then
          cp -P "$old" "$new"
        fi
      done
      mkdir -p /usr/local/haproxy/conf
      exec "$@"
      """;

  @TempDir Path folder;

  @Test
  void runsAsItIs() throws Exception {
    Needs.namespaces();
    Needs.programs("ip", "curl", "mosquitto", "mosquitto_pub", "mosquitto_sub");
    Path keep = Files.createDirectory(folder.resolve("keep"));
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>(List.of("unshare", "--net", "--mount", "--pid"));
    command.addAll(List.of("--fork", "--kill-child", "--mount-proc", "sh", "-c", PREPARE, "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classes(SeedScenario.class) + ":" + classes(DemoServer.class)));
    command.addAll(List.of(SeedScenario.class.getName(), folder.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KEEP", keep.toString());
    Process process = builder.redirectOutput(output.toFile()).start();
    try {
      boolean ended = process.waitFor(100, TimeUnit.SECONDS);
      String text = Files.readString(output, StandardCharsets.UTF_8);
      assertEquals(0, ended ? process.exitValue() : -1, text);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Path classes(Class<?> one) throws Exception {
    return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
