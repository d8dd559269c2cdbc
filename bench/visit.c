/* visit PORT SECONDS RATE: RATE new connections per second to 127.0.0.1:PORT, evenly spread; each sends a
 * request for 64 bytes as peer.h has it, reads them and closes. A connection has 10 s.
 *
 * Prints: visits, answered, refused, reset, closed (before the answer was whole), late (10 s went by), other,
 * and the longest time to an answer in milliseconds. Exits 1 when one was not answered.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { REQUEST = 32, REPLY = 64, MAX_FD = 65536, EVENTS = 256 };
static const int64_t PATIENCE = 10000000000LL;

struct visit {
  int64_t since; /* 0: no such visit */
  uint32_t received;
  uint8_t sent;
};

static struct visit visits[MAX_FD];
static int poller, open_now;
static int64_t answered, refused, reset, closed, late, other, longest;

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void end(int fd, int64_t *why) {
  (*why)++;
  if (visits[fd].since == 0) return;
  visits[fd].since = 0;
  open_now--;
  close(fd);
}

static int64_t *cause(int error) {
  return error == ECONNREFUSED ? &refused : error == ECONNRESET || error == EPIPE ? &reset : &other;
}

static void begin(int port) {
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (fd < 0 || fd >= MAX_FD) {
    perror("socket");
    exit(2);
  }
  visits[fd] = (struct visit){.since = now()};
  open_now++;
  if (connect(fd, (void *)&a, sizeof a) != 0 && errno != EINPROGRESS) {
    end(fd, cause(errno));
    return;
  }
  struct epoll_event e = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.fd = fd};
  epoll_ctl(poller, EPOLL_CTL_ADD, fd, &e);
}

static void go_on(int fd) {
  struct visit *v = &visits[fd];
  char bytes[REQUEST + REPLY] = {'p', REPLY};
  if (!v->sent) {
    if (send(fd, bytes, REQUEST, MSG_NOSIGNAL) != REQUEST) {
      if (errno != EAGAIN && errno != ENOTCONN) end(fd, cause(errno));
      return;
    }
    v->sent = 1;
  }
  ssize_t n = recv(fd, bytes, REPLY, 0);
  if (n < 0) {
    if (errno != EAGAIN) end(fd, cause(errno));
    return;
  }
  v->received += n;
  if (v->received >= REPLY) {
    int64_t took = now() - v->since;
    if (took > longest) longest = took;
    end(fd, &answered);
  } else if (n == 0) {
    end(fd, &closed);
  }
}

static void expire(int64_t t) {
  for (int fd = 0; fd < MAX_FD; fd++) {
    if (visits[fd].since != 0 && t - visits[fd].since > PATIENCE) end(fd, &late);
  }
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "visit PORT SECONDS RATE\n");
    return 2;
  }
  int port = atoi(argv[1]), seconds = atoi(argv[2]), rate = atoi(argv[3]);
  struct rlimit all = {MAX_FD, MAX_FD};
  setrlimit(RLIMIT_NOFILE, &all);
  poller = epoll_create1(0);
  int64_t start = now(), made = 0, total = (int64_t)seconds * rate, swept = start;
  struct epoll_event events[EVENTS];
  while (made < total || open_now > 0) {
    int64_t t = now(), due = (t - start) * rate / 1000000000LL;
    for (int i = 0; made < due && made < total && i < 64; i++, made++) begin(port);
    int n = epoll_wait(poller, events, EVENTS, 1);
    for (int i = 0; i < n; i++) {
      if (visits[events[i].data.fd].since != 0) go_on(events[i].data.fd);
    }
    if (t - swept > 500000000) {
      swept = t;
      expire(t);
    }
  }
  printf("visits %ld answered %ld refused %ld reset %ld closed %ld late %ld other %ld longest %ld ms\n", made,
         answered, refused, reset, closed, late, other, longest / 1000000);
  return answered == made ? 0 : 1;
}
