package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code show libs}: the Java runtime, and the object files mapped to run code from. */
final class ShowLibs implements Command {

  @Override
  public Reply run(Request request) {
    String runtime =
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      String files =
          maps.map(line -> line.split(" +", 6))
              .filter(f -> f.length == 6 && f[1].contains("x") && f[5].startsWith("/"))
              .map(f -> "0x" + f[0].replace("-", "-0x") + " " + f[5] + "\n")
              .collect(Collectors.joining());
      return Reply.data("# " + runtime + "\n" + files);
    } catch (IOException e) {
      return Reply.data("# " + runtime + "\n");
    }
  }
}
