package io.haloom.os.linux;

import java.io.IOException;

/**
 * The process's limit of open descriptors ({@code RLIMIT_NOFILE}).
 *
 * @param soft the limit that counts; -1 is unlimited
 * @param hard what the soft limit may be raised to without privilege; -1 is unlimited
 */
public record DescriptorLimit(long soft, long hard) {
  private static final int RLIMIT_NOFILE = 7;

  /** The limit in force. */
  public static DescriptorLimit current() throws IOException {
    NativeBuffer limit = new NativeBuffer(16);
    if (Native.C.getrlimit(RLIMIT_NOFILE, limit.address) < 0) {
      throw new IOException("getrlimit: " + Native.text(Native.errno()));
    }
    return new DescriptorLimit(limit.bytes.getLong(0), limit.bytes.getLong(8));
  }

  /** Puts this limit in force; false when the system refuses. */
  public boolean apply() {
    NativeBuffer limit = new NativeBuffer(16);
    limit.bytes.putLong(0, soft).putLong(8, hard);
    return Native.C.setrlimit(RLIMIT_NOFILE, limit.address) == 0;
  }
}
