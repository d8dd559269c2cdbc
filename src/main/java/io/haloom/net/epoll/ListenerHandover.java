package io.haloom.net.epoll;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * HAProxy's way to pass listening sockets to a new process ({@code _getsocks} on the stats socket),
 * so that either may take over from the other: their number as an int, then messages with up to 253
 * descriptors each, acknowledged with an int. Beside each descriptor stand its network namespace
 * and its interface, a length of one byte and the name, and four bytes of zero.
 */
public final class ListenerHandover {
  private static final String COMMAND = "_getsocks\n";
  private static final int TIMEOUT_MILLIS = 1000;
  private static final int LARGEST_ENTRY = 1 + 255 + 1 + 255 + 4;

  private ListenerHandover() {}

  /**
   * A listening socket.
   *
   * @param descriptor it
   * @param device the interface it is bound to, or empty
   */
  public record Handed(int descriptor, String device) {}

  /**
   * Answers the command: sends copies of {@code listeners}.
   *
   * @param socket the descriptor of the connection that asked
   */
  public static void send(int socket, List<Handed> listeners) throws IOException {
    if (listeners.isEmpty()) {
      return;
    }
    DescriptorPassing passing = new DescriptorPassing(socket, TIMEOUT_MILLIS);
    passing.send(number(listeners.size()), new int[0]);
    int batch = DescriptorPassing.MAX;
    for (int from = 0; from < listeners.size(); from += batch) {
      List<Handed> part = listeners.subList(from, Math.min(from + batch, listeners.size()));
      passing.send(entries(part), part.stream().mapToInt(Handed::descriptor).toArray());
      if (part.size() == batch && passing.receive(4).data().length == 0) {
        throw new IOException("the new process left");
      }
    }
  }

  /**
   * Asks for the listeners of another process.
   *
   * @param socket the descriptor of a connection to its stats socket
   * @return its listeners, which now are this process's too
   * @throws IOException when it does not give all it said it would
   */
  public static List<Handed> receive(int socket) throws IOException {
    DescriptorPassing passing = new DescriptorPassing(socket, TIMEOUT_MILLIS);
    passing.send(COMMAND.getBytes(StandardCharsets.US_ASCII), new int[0]);
    byte[] head = passing.receive(4).data();
    if (head.length != 4) {
      throw new IOException("Failed to get the number of sockets to be transferred !");
    }
    int expected = ByteBuffer.wrap(head).order(ByteOrder.nativeOrder()).getInt();
    List<Handed> received = new ArrayList<>();
    try {
      while (received.size() < expected) {
        DescriptorPassing.Message message = passing.receive(DescriptorPassing.MAX * LARGEST_ENTRY);
        if (message.data().length == 0 || message.descriptors().length == 0) {
          throw new IOException(
              "We didn't get the expected number of sockets (expecting %d got %d)"
                  .formatted(expected, received.size()));
        }
        read(message, received);
        acknowledge(passing, received.size());
      }
    } catch (IOException e) {
      received.forEach(handed -> Descriptors.close(handed.descriptor()));
      throw e;
    }
    return received;
  }

  private static void acknowledge(DescriptorPassing passing, int count) {
    try {
      passing.send(number(count), new int[0]);
    } catch (IOException e) {
      // After its last message the sender does not wait for this, and may have left.
    }
  }

  private static byte[] entries(List<Handed> listeners) {
    ByteBuffer entries = ByteBuffer.allocate(listeners.size() * LARGEST_ENTRY);
    for (Handed handed : listeners) {
      byte[] device = handed.device().getBytes(StandardCharsets.UTF_8);
      entries.put((byte) 0).put((byte) device.length).put(device).putInt(0);
    }
    return Arrays.copyOf(entries.array(), entries.position());
  }

  private static void read(DescriptorPassing.Message message, List<Handed> into)
      throws IOException {
    ByteBuffer entries = ByteBuffer.wrap(message.data());
    List<Handed> read = new ArrayList<>();
    for (int descriptor : message.descriptors()) {
      String namespace = name(entries);
      String device = name(entries);
      if (namespace == null || device == null || entries.remaining() < 4) {
        Arrays.stream(message.descriptors()).forEach(Descriptors::close);
        throw new IOException("Inconsistency while transferring sockets");
      }
      entries.getInt();
      read.add(new Handed(descriptor, device));
    }
    into.addAll(read);
  }

  /** A name with its length before it, or null when it is cut short. */
  private static String name(ByteBuffer entries) {
    int length = entries.hasRemaining() ? entries.get() & 0xff : Integer.MAX_VALUE;
    if (length > entries.remaining()) {
      return null;
    }
    byte[] name = new byte[length];
    entries.get(name);
    return new String(name, StandardCharsets.UTF_8);
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
  }
}
