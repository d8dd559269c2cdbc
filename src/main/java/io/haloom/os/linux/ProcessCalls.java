package io.haloom.os.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** System calls on processes that the JDK does not have. */
public final class ProcessCalls {
  public static final int SIGHUP = 1;
  public static final int SIGINT = 2;
  public static final int SIGUSR1 = 10;
  public static final int SIGTERM = 15;
  public static final int SIGTTIN = 21;
  public static final int SIGTTOU = 22;

  private ProcessCalls() {}

  /** Sends a signal; false when there is no such process, or it is somebody else's. */
  public static boolean signal(long pid, int number) {
    return Native.C.kill((int) pid, number) == 0;
  }

  /**
   * Whether there is such a process. It need not be in sight: /proc may hide it, and is out of
   * reach after chroot.
   */
  public static boolean exists(long pid) {
    return Native.C.kill((int) pid, 0) == 0 || Native.errno() == Linux.EPERM;
  }

  /**
   * Becomes another user for good: first the groups, then the user, for all threads.
   *
   * @param uid the user, -1 to stay
   * @param gid the group, -1 to stay
   * @throws IOException with what failed, in HAProxy's words
   */
  public static void become(int uid, int gid) throws IOException {
    if (gid >= 0) {
      Native.C.setgroups(0, 0);
      if (Native.C.setgid(gid) != 0) {
        throw new IOException("Cannot set gid " + gid + ".");
      }
    }
    if (uid >= 0 && Native.C.setuid(uid) != 0) {
      throw new IOException("Cannot set uid " + uid + ".");
    }
  }

  /**
   * Makes a folder the root of this process.
   *
   * @throws IOException with what failed, in HAProxy's words
   */
  public static void root(String folder) throws IOException {
    if (Native.C.chroot(folder) != 0 || Native.C.chdir("/") != 0) {
      throw new IOException("Cannot chroot(" + folder + ").");
    }
  }

  /** Gives a signal that may be ignored its default action back, for the JVM leaves those alone. */
  public static void unignore(int number) {
    Native.C.signal(number, 0);
  }

  /**
   * Becomes another program; returns only where that fails. It gets the sockets and pipes of this
   * one, and none of its files.
   *
   * @param command the path and the arguments
   */
  public static void become(List<String> command) throws IOException {
    Descriptors.keepFromPrograms();
    List<NativeBuffer> words = new ArrayList<>();
    NativeBuffer addresses = new NativeBuffer(8 * (command.size() + 1));
    for (String word : command) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      NativeBuffer memory = new NativeBuffer(bytes.length + 1);
      memory.bytes.put(0, bytes);
      addresses.bytes.putLong(8 * words.size(), memory.address);
      words.add(memory);
    }
    Native.C.execv(command.get(0), addresses.address);
    throw new IOException("Cannot execute " + command.get(0) + ": " + Native.text(Native.errno()));
  }

  /** The user of this process. */
  public static int user() {
    return Native.C.getuid();
  }

  /** The user at the other end of a connected UNIX socket, or -1 ({@code struct ucred}). */
  public static int userOfPeer(int socket) {
    NativeBuffer memory = new NativeBuffer(16);
    memory.bytes.putInt(12, 12);
    int result =
        Native.C.getsockopt(
            socket, Linux.SOL_SOCKET, Linux.SO_PEERCRED, memory.address, memory.address + 12);
    return result == 0 ? memory.bytes.getInt(4) : -1;
  }
}
