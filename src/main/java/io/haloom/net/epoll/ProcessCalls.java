package io.haloom.net.epoll;

import java.io.IOException;

/** System calls on processes that the JDK does not have. */
public final class ProcessCalls {
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
