package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.LongAnswer;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.net.AddressText;
import io.haloom.net.Connection;
import io.haloom.proxy.BindListener;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.stream.Session;
import io.haloom.stream.SessionTable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** {@code show fd [<number>]}: what the system says of each open descriptor, and whose it is. */
final class ShowFd implements Command {
  private static final Path OPEN = Path.of("/proc/self/fd");

  private final ProxyRuntime runtime;
  private final SessionTable sessions;

  ShowFd(ProxyRuntime runtime, SessionTable sessions) {
    this.runtime = runtime;
    this.sessions = sessions;
  }

  @Override
  public Reply run(Request request) throws IOException {
    Map<Integer, String> open;
    try {
      open = open();
    } catch (IOException e) {
      return Reply.error("This system does not tell which descriptors are open.\n");
    }
    String only = request.word(2);
    Map<Integer, String> owners = owners();
    LongAnswer answer = new LongAnswer(request);
    for (Map.Entry<Integer, String> descriptor : open.entrySet()) {
      int fd = descriptor.getKey();
      if (only.isEmpty() || LeadingInteger.of(only) == fd) {
        String owner = owners.getOrDefault(fd, "");
        answer.text().append(String.format("%7d : %s%s%n", fd, descriptor.getValue(), owner));
        answer.pass();
      }
    }
    return answer.end();
  }

  private static Map<Integer, String> open() throws IOException {
    Map<Integer, String> open = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(OPEN)) {
      for (Path entry : entries) {
        try {
          open.put(
              Integer.parseInt(entry.getFileName().toString()),
              Files.readSymbolicLink(entry).toString());
        } catch (IOException e) {
          // Closed since the directory was read.
          continue;
        }
      }
    }
    return open;
  }

  private Map<Integer, String> owners() {
    Map<Integer, String> owners = new HashMap<>();
    runtime
        .frontends()
        .forEach(
            frontend -> {
              for (BindListener listener : frontend.listeners()) {
                SocketAddress bound = listener.listener().localAddress();
                owners.put(
                    listener.listener().descriptor(),
                    " listener fe=" + frontend.config().name() + " addr=" + text(bound));
              }
            });
    for (Session session : sessions.select(s -> true)) {
      String id = " sess=0x" + Long.toHexString(ShowSess.id(session));
      owner(session.client(), id + " front", owners);
      owner(session.stream().serverConnection(), id + " back", owners);
    }
    return owners;
  }

  private static void owner(Connection connection, String text, Map<Integer, String> owners) {
    if (connection != null) {
      owners.put(
          connection.descriptor(),
          text
              + " local="
              + text(connection.localAddress())
              + " remote="
              + text(connection.remoteAddress())
              + " loop="
              + connection.loop());
    }
  }

  private static String text(SocketAddress address) {
    return address instanceof InetSocketAddress inet
        ? AddressText.of(inet.getAddress()) + ":" + inet.getPort()
        : String.valueOf(address);
  }
}
