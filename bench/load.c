/* The peers of bench/run: a server that answers, and clients that ask. One thread each, epoll, so that
 * the proxy between them is what is measured.
 *
 *   load serve PORT                        answers until killed
 *   load ask PORT CONNS SECONDS REPLY      CONNS connections kept alive, one request after the other
 *   load connect PORT CONNS SECONDS REPLY  the same with one connection per request
 *   load pace PORT CONNS SECONDS RATE      RATE requests per second in all, evenly spread
 *   load bulk PORT CONNS SECONDS           receives as fast as it can
 *   load hold PORT CONNS STEP              opens CONNS; says "held N" at STEP and at the end, and after
 *                                          each waits for a line on standard input
 *   load first PORT                        tries until one request is answered, then ends
 *
 * ask, connect and pace print: requests per second, p50 and p99 in microseconds, errors.
 * bulk prints megabytes per second and errors. All addresses are 127.0.0.1.
 *
 * A request is 32 bytes: 'p' and the length of the answer wanted (little endian, 4 bytes), or 'b' for bytes
 * without end.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { REQUEST = 32, EVENTS = 256, BULK = 256 * 1024, MAX_FD = 1 << 20, BUCKETS = 1000000 };

struct connection {
  uint32_t done;    /* bytes of the request read (server) or of the answer (client) */
  uint8_t busy;     /* a request is under way, or an endless answer */
  uint8_t sent;     /* the request has left */
  int64_t since;    /* when the request was sent, ns */
};

static struct connection *conns;
static char *scratch;
static int poller, port;
static uint32_t reply = 64;
static uint32_t histogram[BUCKETS];
static int64_t answered, errors, received;

static void die(const char *what) {
  perror(what);
  exit(1);
}

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void watch(int fd, uint32_t events, int op) {
  struct epoll_event e = {.events = events, .data.fd = fd};
  if (epoll_ctl(poller, op, fd, &e) != 0) die("epoll_ctl");
}

static void nodelay(int fd) {
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

static struct sockaddr_in loopback(int last_byte, int p) {
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(p)};
  a.sin_addr.s_addr = htonl(0x7f000000 | last_byte);
  return a;
}

/* ---- server ---- */

static void push(int fd) {
  for (int i = 0; i < 8; i++) {
    if (send(fd, scratch, BULK, MSG_NOSIGNAL) < 0) {
      if (errno != EAGAIN) close(fd);
      return;
    }
  }
}

static void answer(int fd) {
  struct connection *c = &conns[fd];
  ssize_t n = recv(fd, scratch, REQUEST - c->done, 0);
  if (n <= 0) {
    if (n == 0 || errno != EAGAIN) close(fd);
    return;
  }
  if (c->done == 0) {
    c->busy = scratch[0] == 'b';
    memcpy(&c->since, scratch + 1, 4);
  }
  c->done += n;
  if (c->done < REQUEST) return;
  c->done = 0;
  if (c->busy) {
    watch(fd, EPOLLOUT, EPOLL_CTL_MOD);
  } else {
    memset(scratch, 'x', 16);
    if (send(fd, scratch, (uint32_t)c->since, MSG_NOSIGNAL) < 0) close(fd);
  }
}

static void serve(void) {
  struct sockaddr_in a = loopback(1, port);
  int on = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (void *)&a, sizeof a) != 0 || listen(listener, 8192) != 0) die("listen");
  watch(listener, EPOLLIN, EPOLL_CTL_ADD);
  struct epoll_event events[EVENTS];
  for (;;) {
    int n = epoll_wait(poller, events, EVENTS, -1);
    for (int i = 0; i < n; i++) {
      int fd = events[i].data.fd;
      if (fd != listener) {
        if (events[i].events & EPOLLOUT) push(fd); else answer(fd);
        continue;
      }
      for (int k = 0; k < 64 && (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0; k++) {
        nodelay(fd);
        memset(&conns[fd], 0, sizeof conns[fd]);
        watch(fd, EPOLLIN, EPOLL_CTL_ADD);
      }
    }
  }
}

/* ---- clients ---- */

static void request(int fd, char kind) {
  char r[REQUEST] = {kind};
  memcpy(r + 1, &reply, 4);
  struct connection *c = &conns[fd];
  c->since = now();
  c->done = 0;
  c->busy = 1;
  c->sent = send(fd, r, REQUEST, MSG_NOSIGNAL) == REQUEST;
}

/* A connection under way; several source addresses, so that ports do not run out. */
static int dial(void) {
  static int turn;
  struct sockaddr_in from = loopback(2 + turn++ % 16, 0), to = loopback(1, port);
  int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (fd < 0) die("socket");
  setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  nodelay(fd);
  if (bind(fd, (void *)&from, sizeof from) != 0) die("bind");
  memset(&conns[fd], 0, sizeof conns[fd]);
  if (connect(fd, (void *)&to, sizeof to) != 0 && errno != EINPROGRESS) die("connect");
  return fd;
}

/* A connection that is established, or -1. */
static int dial_and_wait(void) {
  int error = 0, fd = dial();
  socklen_t length = sizeof error;
  struct epoll_event e;
  int one = epoll_create1(0);
  e.events = EPOLLOUT;
  epoll_ctl(one, EPOLL_CTL_ADD, fd, &e);
  int ready = epoll_wait(one, &e, 1, 5000);
  close(one);
  getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length);
  if (ready == 1 && error == 0) return fd;
  close(fd);
  return -1;
}

static void begin_connection(void) {
  watch(dial(), EPOLLIN | EPOLLOUT, EPOLL_CTL_ADD);
}

static void count(struct connection *c) {
  int64_t micros = (now() - c->since) / 1000;
  histogram[micros < BUCKETS ? micros : BUCKETS - 1]++;
  answered++;
}

/* Reads; true when an answer is complete. Failures end the connection. */
static int complete(int fd, int *failed) {
  struct connection *c = &conns[fd];
  ssize_t n = recv(fd, scratch, BULK, 0);
  *failed = n == 0 || (n < 0 && errno != EAGAIN);
  if (n > 0) c->done += n;
  return n > 0 && c->done >= reply;
}

static void fail(int fd) {
  errors++;
  close(fd);
}

static void on_client(int fd, uint32_t events, int per_request, int paced) {
  struct connection *c = &conns[fd];
  int failed = 0;
  if (per_request && !c->sent && (events & (EPOLLOUT | EPOLLERR | EPOLLHUP))) {
    int64_t since = c->since;
    watch(fd, EPOLLIN, EPOLL_CTL_MOD);
    request(fd, 'p');
    if (since) c->since = since;
    if (!c->sent) {
      fail(fd);
      begin_connection();
    }
    return;
  }
  if (complete(fd, &failed)) {
    count(c);
    c->busy = 0;
    if (per_request) {
      close(fd);
      begin_connection();
    } else if (!paced) {
      request(fd, 'p');
    }
  } else if (failed) {
    fail(fd);
    if (per_request) begin_connection();
    else if (errors > 1000) die("too many errors");
  }
}

static int64_t percentile(double share) {
  int64_t below = 0;
  for (int i = 0; i < BUCKETS; i++) {
    below += histogram[i];
    if (below >= share * answered) return i;
  }
  return BUCKETS;
}

static void start_timer(int timer, long rate) {
  struct itimerspec every = {{0, 1000000000L / rate}, {0, 1000000000L / rate}};
  timerfd_settime(timer, 0, &every, NULL);
  watch(timer, EPOLLIN, EPOLL_CTL_ADD);
}

static void clients(int count_, double seconds, int per_request, long rate) {
  int *fds = calloc(count_, sizeof *fds), next = 0, timer = -1;
  for (int i = 0; i < count_; i++) {
    if (per_request) {
      begin_connection();
      continue;
    }
    if ((fds[i] = dial_and_wait()) < 0) die("cannot connect");
    watch(fds[i], EPOLLIN, EPOLL_CTL_ADD);
    if (!rate) request(fds[i], 'p');
  }
  if (rate) start_timer(timer = timerfd_create(CLOCK_MONOTONIC, 0), rate);
  struct epoll_event events[EVENTS];
  int64_t start = now(), end = start + seconds * 1e9;
  while (now() < end) {
    int n = epoll_wait(poller, events, EVENTS, 100);
    for (int i = 0; i < n; i++) {
      int fd = events[i].data.fd;
      if (fd != timer) {
        on_client(fd, events[i].events, per_request, rate > 0);
        continue;
      }
      uint64_t ticks;
      if (read(timer, &ticks, sizeof ticks) != sizeof ticks) continue;
      for (; ticks > 0; ticks--, next = (next + 1) % count_) {
        if (!conns[fds[next]].busy) request(fds[next], 'p');
      }
    }
  }
  printf("%.0f %ld %ld %ld\n", answered / ((now() - start) / 1e9), (long)percentile(0.5),
         (long)percentile(0.99), (long)errors);
}

static void bulk(int count_, double seconds) {
  for (int i = 0; i < count_; i++) {
    int fd = dial_and_wait();
    if (fd < 0) die("cannot connect");
    request(fd, 'b');
    watch(fd, EPOLLIN, EPOLL_CTL_ADD);
  }
  struct epoll_event events[EVENTS];
  int64_t start = now(), end = start + seconds * 1e9;
  while (now() < end) {
    int n = epoll_wait(poller, events, EVENTS, 100);
    for (int i = 0; i < n; i++) {
      ssize_t got = recv(events[i].data.fd, scratch, BULK, 0);
      if (got > 0) received += got;
      else if (got == 0 || errno != EAGAIN) fail(events[i].data.fd);
    }
  }
  printf("%.0f %ld\n", received / 1e6 / ((now() - start) / 1e9), (long)errors);
}

static int ask_once(int fd) {
  int failed = 0;
  struct timeval patience = {5, 0};
  struct epoll_event e = {.events = EPOLLIN};
  int one = epoll_create1(0);
  epoll_ctl(one, EPOLL_CTL_ADD, fd, &e);
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  request(fd, 'p');
  int done = conns[fd].sent && epoll_wait(one, &e, 1, 5000) == 1 && complete(fd, &failed);
  close(one);
  return done;
}

static void hold(int count_, int step) {
  char line[16];
  for (int i = 1; i <= count_; i++) {
    int fd = dial_and_wait();
    if (fd < 0 || !ask_once(fd)) {
      fprintf(stderr, "connection %d failed\n", i);
      exit(1);
    }
    if (i == step || i == count_) {
      printf("held %d\n", i);
      fflush(stdout);
      if (!fgets(line, sizeof line, stdin)) return;
    }
  }
}

static void first(void) {
  int64_t end = now() + 15000000000LL;
  while (now() < end) {
    int fd = dial_and_wait();
    if (fd >= 0 && ask_once(fd)) return;
    if (fd >= 0) close(fd);
    usleep(500);
  }
  fprintf(stderr, "no answer within 15 s\n");
  exit(1);
}

int main(int argc, char **argv) {
  long a[5] = {0};
  for (int i = 2; i < argc && i < 7; i++) a[i - 2] = atol(argv[i]);
  struct rlimit r;
  getrlimit(RLIMIT_NOFILE, &r);
  r.rlim_cur = r.rlim_max;
  setrlimit(RLIMIT_NOFILE, &r);
  port = a[0];
  poller = epoll_create1(0);
  conns = calloc(MAX_FD, sizeof *conns);
  scratch = calloc(1, BULK);
  double seconds = argc > 4 ? atof(argv[4]) : 0;
  const char *mode = argc > 2 ? argv[1] : "";
  if (!strcmp(mode, "serve")) serve();
  else if (!strcmp(mode, "first")) first();
  else if (!strcmp(mode, "hold")) hold(a[1], a[2]);
  else if (!strcmp(mode, "bulk")) bulk(a[1], seconds);
  else if (!strcmp(mode, "pace")) clients(a[1], seconds, 0, a[3]);
  else if (!strcmp(mode, "ask") || !strcmp(mode, "connect")) {
    reply = a[3];
    clients(a[1], seconds, mode[0] == 'c', 0);
  } else {
    fprintf(stderr, "usage: see the head of load.c\n");
    return 2;
  }
  return 0;
}
