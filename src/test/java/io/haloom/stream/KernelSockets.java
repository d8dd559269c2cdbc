package io.haloom.stream;

import io.haloom.harness.Needs;
import io.haloom.os.linux.Sockets;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel knows of the sockets of this JVM. */
final class KernelSockets {
  private KernelSockets() {}

  /** What {@code ss} says of the socket that listens at that port. */
  static String listening(int port) throws IOException {
    return told("state listening sport = :" + port);
  }

  /** What it says of the other end of a client's connection. */
  static String accepted(Socket client) throws IOException {
    return told("sport = :" + client.getPort() + " and dport = :" + client.getLocalPort());
  }

  /** What it says of the connection to a server there. */
  static String connectedTo(int port) throws IOException {
    return told("state established dport = :" + port);
  }

  private static String told(String filter) throws IOException {
    String[] words = {Needs.program("ss"), "-Htaioemn", "--tos"};
    List<String> command = Stream.concat(Stream.of(words), Stream.of(filter.split(" "))).toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** The value of an option of the socket of which {@code ss} said that. */
  static int option(String told, int level, int option) throws IOException {
    String name = "socket:[" + told.replaceAll("(?s).* ino:([0-9]+) .*", "$1") + "]";
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : all.toList()) {
        if (Files.isSymbolicLink(file) && name.equals(target(file))) {
          return Sockets.get(Integer.parseInt(file.getFileName().toString()), level, option);
        }
      }
    }
    throw new AssertionError("no socket of this process: " + told);
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      // Closed meanwhile.
      return "";
    }
  }
}
