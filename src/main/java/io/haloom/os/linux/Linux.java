package io.haloom.os.linux;

/** Numbers of Linux's headers ({@code asm-generic}), the same on x86-64, aarch64 and riscv64. */
public final class Linux {
  static final int EPERM = 1;
  public static final int EINTR = 4;
  public static final int EAGAIN = 11;
  public static final int ENOMEM = 12;
  public static final int ENFILE = 23;
  public static final int EMFILE = 24;
  public static final int EPIPE = 32;
  public static final int EADDRINUSE = 98;
  public static final int EADDRNOTAVAIL = 99;
  public static final int ENETDOWN = 100;
  public static final int ENETUNREACH = 101;
  static final int ECONNABORTED = 103;
  public static final int ECONNRESET = 104;
  public static final int ENOBUFS = 105;
  public static final int ETIMEDOUT = 110;
  public static final int ECONNREFUSED = 111;
  public static final int EHOSTDOWN = 112;
  public static final int EHOSTUNREACH = 113;
  public static final int EINPROGRESS = 115;

  public static final int AF_UNIX = 1;
  public static final int AF_INET = 2;
  static final int AF_INET6 = 10;

  public static final int SOCK_STREAM = 1;
  static final int SOCK_DGRAM = 2;
  public static final int SOCK_NONBLOCK = 0x800;
  public static final int SOCK_CLOEXEC = 0x80000;

  public static final int SOL_IP = 0;
  public static final int SOL_SOCKET = 1;
  public static final int SOL_TCP = 6;
  public static final int SOL_IPV6 = 41;

  public static final int SO_REUSEADDR = 2;
  public static final int SO_ERROR = 4;
  public static final int SO_KEEPALIVE = 9;
  public static final int SO_SNDBUF = 7;
  public static final int SO_RCVBUF = 8;
  public static final int IP_TTL = 2;
  public static final int IPV6_UNICAST_HOPS = 16;
  public static final int TCP_REPAIR = 19;
  static final int SO_LINGER = 13;
  static final int SO_REUSEPORT = 15;
  public static final int SO_BINDTODEVICE = 25;
  static final int SO_ACCEPTCONN = 30;
  static final int SO_PEERCRED = 17;
  public static final int SO_MARK = 36;

  public static final int TCP_NODELAY = 1;
  public static final int TCP_MAXSEG = 2;
  public static final int TCP_KEEPIDLE = 4;
  public static final int TCP_KEEPINTVL = 5;
  public static final int TCP_KEEPCNT = 6;
  static final int TCP_DEFER_ACCEPT = 9;
  public static final int TCP_QUICKACK = 12;
  public static final int TCP_USER_TIMEOUT = 18;
  static final int TCP_FASTOPEN = 23;
  public static final int TCP_FASTOPEN_CONNECT = 30;

  public static final int IP_TOS = 1;
  static final int IP_FREEBIND = 15;
  static final int IP_TRANSPARENT = 19;
  public static final int IP_BIND_ADDRESS_NO_PORT = 24;
  static final int IPV6_V6ONLY = 26;
  public static final int IPV6_TCLASS = 67;
  static final int IPV6_TRANSPARENT = 75;

  public static final int MSG_PEEK = 2;
  public static final int MSG_NOSIGNAL = 0x4000;
  public static final int SHUT_WR = 1;

  static final int EPOLL_CTL_ADD = 1;
  static final int EPOLL_CTL_DEL = 2;
  static final int EPOLL_CTL_MOD = 3;
  public static final int EPOLLIN = 1;
  public static final int EPOLLOUT = 4;
  public static final int EPOLLERR = 8;
  public static final int EPOLLHUP = 0x10;
  public static final int EPOLLRDHUP = 0x2000;
  public static final int EPOLLEXCLUSIVE = 1 << 28;
  public static final int EPOLLET = 1 << 31;
  static final int EPOLL_CLOEXEC = 0x80000;
  public static final int EFD_CLOEXEC = 0x80000;
  public static final int EFD_NONBLOCK = 0x800;

  static final int O_RDWR = 2;
  static final int O_NONBLOCK = 0x800;
  static final int O_CLOEXEC = 0x80000;
  static final int F_SETFD = 2;
  static final int F_GETFL = 3;
  static final int F_SETFL = 4;
  public static final int F_DUPFD_CLOEXEC = 1030;
  static final int FD_CLOEXEC = 1;

  private Linux() {}

  /** Whether this platform is one whose numbers and structures are those written here. */
  public static boolean isHere() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.arch").matches("amd64|x86_64|aarch64|riscv64");
  }
}
