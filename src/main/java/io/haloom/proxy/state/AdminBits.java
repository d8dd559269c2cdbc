package io.haloom.proxy.state;

import java.util.EnumSet;
import java.util.Set;

/** Sets of {@link AdminFlag} as the numbers state files hold, and the groups HAProxy forms. */
public final class AdminBits {
  /** In maintenance. A server disabled by its configuration has the forced flag too. */
  static final int MAINTENANCE =
      AdminFlag.FORCED_MAINT.bit()
          | AdminFlag.INHERITED_MAINT.bit()
          | AdminFlag.RESOLUTION_MAINT.bit();

  static final int DRAIN = AdminFlag.FORCED_DRAIN.bit() | AdminFlag.INHERITED_DRAIN.bit();

  private AdminBits() {}

  public static boolean has(int bits, AdminFlag flag) {
    return (bits & flag.bit()) != 0;
  }

  public static boolean maintenance(int bits) {
    return (bits & MAINTENANCE) != 0;
  }

  public static boolean drain(int bits) {
    return (bits & DRAIN) != 0;
  }

  /** Whether the flag was in {@code before} and is not in {@code after}. */
  public static boolean left(int before, int after, AdminFlag flag) {
    return has(before & ~after, flag);
  }

  /** What servers that track get of it. */
  public static AdminFlag inherited(AdminFlag flag) {
    if ((flag.bit() & MAINTENANCE) != 0) {
      return AdminFlag.INHERITED_MAINT;
    }
    return (flag.bit() & DRAIN) != 0 ? AdminFlag.INHERITED_DRAIN : flag;
  }

  /** The other flags of the same group that are in {@code bits}. */
  public static int others(int bits, AdminFlag flag) {
    if ((flag.bit() & MAINTENANCE) != 0) {
      return bits & MAINTENANCE & ~flag.bit();
    }
    return (flag.bit() & DRAIN) != 0 ? bits & DRAIN & ~flag.bit() : 0;
  }

  public static Set<AdminFlag> flags(int bits) {
    EnumSet<AdminFlag> flags = EnumSet.noneOf(AdminFlag.class);
    for (AdminFlag flag : AdminFlag.values()) {
      if (has(bits, flag)) {
        flags.add(flag);
      }
    }
    return flags;
  }
}
