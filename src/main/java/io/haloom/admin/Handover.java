package io.haloom.admin;

import io.haloom.model.BindConfig;
import io.haloom.net.UnixAddress;
import io.haloom.os.linux.DescriptorPassing;
import io.haloom.os.linux.Descriptors;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;

/**
 * The listening sockets of the process before ({@code -x}, {@code -sf}), asked for on its stats
 * socket; that process may be HAProxy. Each is given once, to a bind line that asks for the same.
 * Used by one thread.
 */
public final class Handover implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 1000;
  private static final int INT = 4;
  private static final int MESSAGE = 252 * (1 + 4096 + 1 + 16 + INT);

  /** A socket file is bound under such a name and renamed afterwards. */
  private static final Pattern TEMPORARY = Pattern.compile("\\.\\d+\\.tmp$");

  private final List<Socket> sockets = new ArrayList<>();

  private record Socket(
      int descriptor, SocketAddress address, String device, boolean v6Only, boolean foreign) {}

  private Handover() {}

  /** Nothing to take over. */
  public static Handover none() {
    return new Handover();
  }

  /**
   * Asks for all of them ({@code -x}).
   *
   * @param path the stats socket of the process before, which must have {@code expose-fd
   *     listeners}; behind an at sign, a name in the abstract space
   * @throws IOException when there is nobody, or what comes is no answer
   */
  public static Handover from(String path) throws IOException {
    return ask(path, "_getsocks\n");
  }

  /**
   * Asks for all of them as the successor of that process ({@code -sf}).
   *
   * @param path its stats socket, of level admin or with {@code expose-fd listeners}
   * @param pid its number, which proves that this process was told to replace it
   * @throws IOException when there is nobody, or what comes is no answer
   */
  public static Handover from(String path, long pid) throws IOException {
    return ask(path, "_getsocks " + pid + "\n");
  }

  private static Handover ask(String path, String command) throws IOException {
    Handover handover = new Handover();
    try (UnixSocketChannel channel =
        path.startsWith("@")
            ? UnixAdminChannel.connect(path.substring(1))
            : UnixSocketChannel.open(new UnixSocketAddress(new File(path)))) {
      channel.write(ByteBuffer.wrap(command.getBytes(StandardCharsets.US_ASCII)));
      handover.receive(new DescriptorPassing(channel.getFD(), PATIENCE_MILLIS));
      return handover;
    } catch (IOException e) {
      handover.close();
      throw e;
    }
  }

  private void receive(DescriptorPassing from) throws IOException {
    byte[] count = from.receive(INT).data();
    if (count.length == 0) {
      throw new IOException("it exposes no listening sockets ('expose-fd listeners')");
    }
    if (count.length != INT) {
      throw new IOException("unexpected answer");
    }
    int expected = ByteBuffer.wrap(count).order(ByteOrder.nativeOrder()).getInt();
    List<Integer> descriptors = new ArrayList<>();
    ByteArrayOutputStream descriptions = new ByteArrayOutputStream();
    try {
      while (descriptors.size() < expected) {
        DescriptorPassing.Message message = from.receive(MESSAGE);
        for (int descriptor : message.descriptors()) {
          descriptors.add(descriptor);
        }
        if (message.data().length == 0) {
          throw new IOException("only " + descriptors.size() + " of " + expected + " sockets came");
        }
        descriptions.writeBytes(message.data());
        acknowledge(from);
      }
    } catch (IOException e) {
      descriptors.forEach(Descriptors::close);
      throw e;
    }
    keep(descriptors, ByteBuffer.wrap(descriptions.toByteArray()));
  }

  /** A sender that has no more to send does not wait for it. */
  private static void acknowledge(DescriptorPassing to) {
    try {
      to.send(new byte[INT], new int[0]);
    } catch (IOException e) {
      return;
    }
  }

  private void keep(List<Integer> descriptors, ByteBuffer descriptions) {
    for (int descriptor : descriptors) {
      name(descriptions);
      String device = name(descriptions);
      descriptions.position(Math.min(descriptions.limit(), descriptions.position() + INT));
      SocketAddress address = Descriptors.localAddress(descriptor);
      if (address == null || !Descriptors.isListening(descriptor)) {
        Descriptors.close(descriptor);
        continue;
      }
      boolean six = Descriptors.isV6Only(descriptor);
      boolean foreign = Descriptors.isForeign(descriptor);
      sockets.add(new Socket(descriptor, named(address), device, six, foreign));
    }
  }

  private static String name(ByteBuffer from) {
    int length = from.hasRemaining() ? Math.min(from.get() & 0xff, from.remaining()) : 0;
    byte[] bytes = new byte[length];
    from.get(bytes);
    return length == 0 ? null : new String(bytes, StandardCharsets.US_ASCII);
  }

  private static SocketAddress named(SocketAddress address) {
    return address instanceof UnixAddress unix && !unix.isAbstract()
        ? UnixAddress.file(TEMPORARY.matcher(unix.path()).replaceFirst(""))
        : address;
  }

  /** How many are left. */
  public int size() {
    return sockets.size();
  }

  /** The descriptor for that bind line, now the caller's; or -1 when there is none. */
  public int take(BindConfig bind) {
    for (Iterator<Socket> all = sockets.iterator(); all.hasNext(); ) {
      Socket socket = all.next();
      if (fits(socket, bind)) {
        all.remove();
        return socket.descriptor();
      }
    }
    return -1;
  }

  private static boolean fits(Socket socket, BindConfig bind) {
    if (!socket.address().equals(bind.address())
        || !Objects.equals(socket.device(), bind.options().device())) {
      return false;
    }
    boolean inet = bind.address() instanceof InetSocketAddress;
    boolean six = inet && ((InetSocketAddress) bind.address()).getAddress() instanceof Inet6Address;
    return (!six || socket.v6Only() == wantsV6Only(bind))
        && (!inet || socket.foreign() == bind.options().transparent());
  }

  private static boolean wantsV6Only(BindConfig bind) {
    return switch (bind.options().v6Only()) {
      case ON -> true;
      case OFF -> false;
      case SYSTEM -> Descriptors.isV6OnlyByDefault();
    };
  }

  /** Closes those that nobody took. */
  @Override
  public void close() {
    sockets.forEach(socket -> Descriptors.close(socket.descriptor()));
    sockets.clear();
  }
}
