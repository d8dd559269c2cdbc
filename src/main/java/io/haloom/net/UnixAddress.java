package io.haloom.net;

import java.net.SocketAddress;
import java.util.Objects;

/** The address of a UNIX stream socket: a file, or a name in Linux's abstract space. */
public final class UnixAddress extends SocketAddress {
  private static final long serialVersionUID = 1;

  private final String path;
  private final boolean abstractName;

  private UnixAddress(String path, boolean abstractName) {
    this.path = path;
    this.abstractName = abstractName;
  }

  /** A socket file. The kernel takes at most 107 bytes. */
  public static UnixAddress file(String path) {
    return new UnixAddress(path, false);
  }

  /** A name in the abstract space, written {@code abns@name} in a configuration. */
  public static UnixAddress abstractName(String name) {
    return new UnixAddress(name, true);
  }

  public String path() {
    return path;
  }

  public boolean isAbstract() {
    return abstractName;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnixAddress a && a.abstractName == abstractName && a.path.equals(path);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, abstractName);
  }

  /** As in a configuration: {@code unix@/path} or {@code abns@name}. */
  @Override
  public String toString() {
    return (abstractName ? "abns@" : "unix@") + path;
  }
}
