package io.haloom.os.linux;

import jnr.ffi.Pointer;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;

/**
 * The C library's calls as they are. Pointers are addresses; a failed call returns -1 and leaves
 * its cause in {@link Native#errno()}, to be asked at once on the same thread.
 */
public interface LibC {
  int socket(int domain, int type, int protocol);

  int bind(int fd, long address, int length);

  int listen(int fd, int backlog);

  int accept4(int fd, long address, long length, int flags);

  int connect(int fd, long address, int length);

  int shutdown(int fd, int how);

  int close(int fd);

  @ssize_t
  long recv(int fd, long buffer, @size_t long length, int flags);

  @ssize_t
  long send(int fd, long buffer, @size_t long length, int flags);

  @ssize_t
  long sendmsg(int fd, long message, int flags);

  @ssize_t
  long recvmsg(int fd, long message, int flags);

  @ssize_t
  long write(int fd, long buffer, @size_t long length);

  @ssize_t
  long read(int fd, long buffer, @size_t long length);

  @ssize_t
  long splice(
      int from, Pointer fromOffset, int to, Pointer toOffset, @size_t long length, int flags);

  int setsockopt(int fd, int level, int name, long value, int length);

  int getsockopt(int fd, int level, int name, long value, long length);

  int getsockname(int fd, long address, long length);

  int getpeername(int fd, long address, long length);

  int epoll_create1(int flags);

  int epoll_ctl(int epoll, int operation, int fd, long event);

  int epoll_wait(int epoll, long events, int maximum, int timeoutMillis);

  int poll(long fds, long count, int timeoutMillis);

  int eventfd(int initial, int flags);

  int pipe2(long fds, int flags);

  int fcntl(int fd, int command, int argument);

  int open(String path, int flags, int mode);

  int dup2(int from, int to);

  int getrlimit(int resource, long limit);

  int setrlimit(int resource, long limit);

  int kill(int pid, int signal);

  long signal(int signal, long handler);

  int chroot(String path);

  int chdir(String path);

  int execv(String path, long arguments);

  int setgroups(@size_t long count, long groups);

  int sched_getaffinity(int thread, @size_t long length, long mask);

  int sched_setaffinity(int thread, @size_t long length, long mask);

  int getuid();

  int setgid(int gid);

  int setuid(int uid);

  String strerror(int errno);
}
