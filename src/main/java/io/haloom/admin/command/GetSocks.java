package io.haloom.admin.command;

import io.haloom.admin.Client;
import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.admin.StatsSocket;
import io.haloom.model.BindConfig;
import io.haloom.model.BindConfig.Level;
import io.haloom.os.linux.DescriptorPassing;
import io.haloom.os.linux.ProcessCalls;
import io.haloom.proxy.BindListener;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.ProxyRuntime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code _getsocks}: hands the listening descriptors to the next process, over a stats socket with
 * {@code expose-fd listeners}; {@code _getsocks <pid>} also to the successor that was told to
 * replace this process ({@code -sf}, {@code -st}), over one of level admin. The form is HAProxy's,
 * so that either takes over from the other: how many, as an int; then messages of at most 252
 * descriptors, with for each of them the length and name of its namespace, the length and name of
 * its device, and four bytes of zero. The receiver acknowledges each message that another one
 * follows with an int.
 */
final class GetSocks implements Command {
  /** As many as HAProxy makes room for. */
  static final int MOST_AT_ONCE = 252;

  private static final int PATIENCE_MILLIS = 1000;
  private static final int INT = 4;

  private final ProxyRuntime runtime;
  private final Supplier<List<StatsSocket>> statsSockets;

  GetSocks(ProxyRuntime runtime, Supplier<List<StatsSocket>> statsSockets) {
    this.runtime = runtime;
    this.statsSockets = statsSockets;
  }

  private record Exposed(int descriptor, String device) {}

  @Override
  public Reply run(Request request) throws IOException {
    Client client = request.client();
    client.leave();
    List<Exposed> all = exposed();
    if (mayHave(request) && client.descriptor() >= 0 && !all.isEmpty()) {
      hand(all, new DescriptorPassing(client.descriptor(), PATIENCE_MILLIS));
    }
    return Reply.DONE;
  }

  private static boolean mayHave(Request request) {
    return request.client().bind().stats().exposeListeners() || isSuccessor(request);
  }

  /**
   * A process that names this one, of the same user or of root, on a socket for admins: it could
   * end this one and take its sockets anyway (kill(2), pidfd_getfd(2)).
   */
  private static boolean isSuccessor(Request request) {
    int user = ProcessCalls.userOfPeer(request.client().descriptor());
    return request.allows(Level.ADMIN)
        && (user == 0 || user == ProcessCalls.user())
        && request.word(1).equals(Long.toString(ProcessHandle.current().pid()));
  }

  /** What was given to this process by its parent is not its own to pass on. */
  private List<Exposed> exposed() {
    List<Exposed> all = new ArrayList<>();
    for (Frontend frontend : runtime.frontends()) {
      for (BindListener listener : frontend.listeners()) {
        expose(listener.config(), listener.listener().descriptor(), all);
      }
    }
    for (StatsSocket socket : statsSockets.get()) {
      expose(socket.bind(), socket.descriptor(), all);
    }
    return all;
  }

  private static void expose(BindConfig bind, int descriptor, List<Exposed> into) {
    if (bind.endpoint().inheritedFd() < 0 && descriptor >= 0) {
      into.add(new Exposed(descriptor, bind.options().device()));
    }
  }

  private static void hand(List<Exposed> all, DescriptorPassing to) throws IOException {
    byte[] count =
        ByteBuffer.allocate(INT).order(ByteOrder.nativeOrder()).putInt(all.size()).array();
    to.send(count, new int[0]);
    for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
      List<Exposed> part = all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE));
      to.send(descriptions(part), part.stream().mapToInt(Exposed::descriptor).toArray());
      if (part.size() == MOST_AT_ONCE && to.receive(INT).data().length == 0) {
        return;
      }
    }
  }

  private static byte[] descriptions(List<Exposed> part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Exposed exposed : part) {
      byte[] device =
          exposed.device() == null
              ? new byte[0]
              : exposed.device().getBytes(StandardCharsets.US_ASCII);
      bytes.write(0);
      bytes.write(device.length);
      bytes.writeBytes(device);
      bytes.writeBytes(new byte[INT]);
    }
    return bytes.toByteArray();
  }
}
