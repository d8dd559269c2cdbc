package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Java {@code bin/haloom} starts, and what it says of one that it cannot use. */
class JavaChoiceIT {
  @TempDir Path folder;

  /** A folder that looks like that version's, and says so instead of running anything. */
  private String javaOf(String version) throws Exception {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"started: $*\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return folder.toString();
  }

  private Launched launch(String javaHome) throws Exception {
    Map<String, String> environment = Map.of("HALOOM_JAVA_HOME", javaHome);
    return Launched.start(environment, Launched.LAUNCHER.toString(), "-v");
  }

  @Test
  void anOldOneIsNotPassedOver() throws Exception {
    for (String version : new String[] {"17.0.15", "1.8.0_392", "20"}) {
      try (Launched program = launch(javaOf(version))) {
        assertEquals(1, program.status());
        String expected =
            "haloom: HALOOM_JAVA_HOME=%s is Java %s, and Haloom needs 21 or later\n"
                .formatted(folder, version);
        assertEquals(expected, program.err());
      }
    }
  }

  /** An option that a Java does not know would stop it. */
  @Test
  void eachGetsTheOptionsThatItKnows() throws Exception {
    assertTrue(optionsFor("25.0.3").contains(" -XX:+UseCompactObjectHeaders "));
    assertTrue(optionsFor("25.0.3").contains(" --sun-misc-unsafe-memory-access=allow "));
    String of21 = optionsFor("21.0.13");
    assertTrue(!of21.contains("CompactObjectHeaders") && !of21.contains("sun-misc"), of21);
    assertTrue(of21.contains(" -XX:TrimNativeHeapInterval=5000 "), of21);
    assertTrue(of21.contains(" -XX:NewSize=24m -XX:MaxNewSize=24m "), "it would grow: " + of21);
    for (String first : new String[] {"21", "21.0.1", "21.0.4.0.1"}) {
      assertTrue(!optionsFor(first).contains("TrimNativeHeapInterval"), first);
    }
  }

  private String optionsFor(String version) throws Exception {
    try (Launched program = launch(javaOf(version))) {
      assertEquals(0, program.status(), program.errSoFar());
      return program.out();
    }
  }
}
