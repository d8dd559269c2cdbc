/* What serve.c and load.c share: the clock, the poller and loopback addresses. */
#ifndef PEER_H
#define PEER_H
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

/* A request without HTTP is REQUEST bytes: 'p' and the length of the answer wanted (native order, 4 bytes),
 * or 'b' for bytes without end. One of HTTP is a head whose target ends with that length. */
enum { REQUEST = 32, EVENTS = 256, BULK = 256 * 1024, MAX_FD = 1 << 20 };

static int poller;

/* How many answers took how many microseconds; more than that is as much. */
enum { BUCKETS = 10000000 };
static uint32_t histogram[BUCKETS];

static inline void note(int64_t nanos) {
  int64_t micros = nanos / 1000;
  histogram[micros < BUCKETS ? micros : BUCKETS - 1]++;
}

/* The microseconds within which that share of so many answers came. */
static inline long percentile(double share, int64_t answered) {
  int64_t below = 0;
  for (int i = 0; i < BUCKETS; i++) {
    below += histogram[i];
    if (below >= share * answered) return i;
  }
  return BUCKETS;
}

static inline void die(const char *what) {
  perror(what);
  exit(1);
}

static inline int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static inline void watch(int fd, uint32_t events, int op) {
  struct epoll_event e = {.events = events, .data.fd = fd};
  if (epoll_ctl(poller, op, fd, &e) != 0) die("epoll_ctl");
}

/* A ring of the connections that have no request, and when the next one is due. */
static int *idle, idle_size, idle_from, idle_count;
static int64_t due, every;

static inline void put_idle(int fd) {
  idle[(idle_from + idle_count++) % idle_size] = fd;
}

/* Requests that are due go out on connections that are idle, each as if it had left when it was. */
static inline void pace(int64_t t, void (*request)(int fd, int64_t since)) {
  for (; idle_count > 0 && due <= t; due += every, idle_count--) {
    int fd = idle[idle_from];
    idle_from = (idle_from + 1) % idle_size;
    request(fd, due);
  }
}

/* The first of so many a second is due in a moment; a descriptor that is readable each time so many nanoseconds are over. */
static inline int begin_pace(long rate, int64_t nanos) {
  every = 1000000000L / rate;
  due = now() + every;
  if (nanos == 0) nanos = every;
  struct itimerspec tick = {{0, nanos}, {0, nanos}};
  int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  timerfd_settime(timer, 0, &tick, NULL);
  watch(timer, EPOLLIN, EPOLL_CTL_ADD);
  return timer;
}

static inline double own_cpu(void) {
  struct rusage u;
  getrusage(RUSAGE_SELF, &u);
  return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static inline void nodelay(int fd) {
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

static inline struct sockaddr_in loopback(int last_byte, int port) {
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};
  a.sin_addr.s_addr = htonl(0x7f000000 | last_byte);
  return a;
}

static inline void all_descriptors(void) {
  struct rlimit r;
  getrlimit(RLIMIT_NOFILE, &r);
  r.rlim_cur = r.rlim_max;
  setrlimit(RLIMIT_NOFILE, &r);
  poller = epoll_create1(0);
}

#endif
