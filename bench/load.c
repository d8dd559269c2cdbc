/* The clients of bench/run: one thread with epoll, so that the proxy before them is what is measured.
 *
 *   load [http] ask PORT CONNS SECONDS REPLY      CONNS connections kept alive, one request after the other
 *   load [http] connect PORT CONNS SECONDS REPLY  the same with one connection per request
 *   load [http] pace PORT CONNS SECONDS RATE      RATE requests per second in all, evenly spread; a latency
 *                                                 counts from when its request was due
 *   load bulk PORT CONNS SECONDS                  receives as fast as it can
 *   load [http] hold PORT CONNS STEP              opens CONNS, a request on each; says "held N" at STEP and at the
 *                                                 end, and after each waits for a line on standard input
 *   load [http] first PORT                        tries until one request is answered, then ends
 *
 * ask, connect and pace print as JSON: rate (requests per second), answered, errors, and of the latencies p50, p99
 * and p999 in microseconds; bulk: rate (megabytes per second) and errors. All also cpu: seconds of the clients' own.
 * All addresses are 127.0.0.1. serve.c is the other end; peer.h tells what a request is.
 */
#include "peer.h"
#include <strings.h>

enum { HEAD = 512 };

struct connection {
  uint32_t done;  /* bytes of the answer received */
  uint32_t total; /* its length; 0 while that is not known */
  uint8_t sent;   /* the request has left */
  int64_t since;  /* when the request was sent, or was due; ns */
};

static struct connection *conns;
static char *scratch, request_bytes[HEAD];
static size_t request_length;
static int port, http, per_request, paced;
static uint32_t reply = 64;
static int64_t answered, errors, received;

static void make_request(char kind) {
  if (!http) {
    request_length = REQUEST;
    request_bytes[0] = kind;
    memcpy(request_bytes + 1, &reply, 4);
    return;
  }
  request_length = snprintf(
      request_bytes, HEAD,
      "GET /shop/items/42?size=%u HTTP/1.1\r\nHost: www.example.com\r\n"
      "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\r\nAccept: text/html,*/*;q=0.8\r\n"
      "Accept-Language: en-GB,en;q=0.7\r\nCookie: theme=dark; session=0123456789abcdef\r\n%s\r\n",
      reply, per_request ? "Connection: close\r\n" : "");
}

static void request(int fd, int64_t since) {
  struct connection *c = &conns[fd];
  c->since = since;
  c->done = 0;
  c->total = http ? 0 : reply;
  c->sent = send(fd, request_bytes, request_length, MSG_NOSIGNAL) == (ssize_t)request_length;
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

static int wait_for(int fd, uint32_t what) {
  struct epoll_event e = {.events = what};
  int one = epoll_create1(0);
  epoll_ctl(one, EPOLL_CTL_ADD, fd, &e);
  int ready = epoll_wait(one, &e, 1, 5000);
  close(one);
  return ready == 1;
}

/* A connection that is established, or -1. */
static int dial_and_wait(void) {
  int error = 0, fd = dial();
  socklen_t length = sizeof error;
  int ready = wait_for(fd, EPOLLOUT);
  getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length);
  if (ready && error == 0) return fd;
  close(fd);
  return -1;
}

static int dial_or_die(void) {
  int fd = dial_and_wait();
  if (fd < 0) die("cannot connect");
  watch(fd, EPOLLIN, EPOLL_CTL_ADD);
  return fd;
}

static void begin_connection(void) {
  watch(dial(), EPOLLIN | EPOLLOUT, EPOLL_CTL_ADD);
}

/* The length of the answer whose first n bytes are in scratch, or 0 when it is not a whole head of a 200. */
static uint32_t answer_length(ssize_t n) {
  char *blank = memmem(scratch, n, "\r\n\r\n", 4);
  if (blank == NULL || n < 12 || memcmp(scratch + 8, " 200", 4) != 0) return 0;
  *blank = 0;
  char *field = strcasestr(scratch, "\r\ncontent-length:");
  return field == NULL ? 0 : blank + 4 - scratch + strtoul(field + 17, NULL, 10);
}

/* Reads; true when an answer is complete. What fails ends the connection. */
static int complete(int fd, int *failed) {
  struct connection *c = &conns[fd];
  ssize_t n = recv(fd, scratch, BULK, 0);
  *failed = n == 0 || (n < 0 && errno != EAGAIN);
  if (n <= 0) return 0;
  if (c->total == 0) *failed = (c->total = answer_length(n)) == 0;
  c->done += n;
  return !*failed && c->done >= c->total;
}

static void fail(int fd) {
  if (++errors > 1000) die("too many errors");
  close(fd);
}

static void count(const struct connection *c, int64_t t) {
  note(t - c->since);
  answered++;
}

static void on_client(int fd, uint32_t events) {
  struct connection *c = &conns[fd];
  int failed = 0;
  if (per_request && !c->sent && (events & (EPOLLOUT | EPOLLERR | EPOLLHUP))) {
    watch(fd, EPOLLIN, EPOLL_CTL_MOD);
    request(fd, now());
    if (c->sent) return;
    failed = 1;
  } else if (complete(fd, &failed)) {
    int64_t t = now();
    count(c, t);
    if (per_request) {
      close(fd);
      begin_connection();
    } else if (paced) {
      put_idle(fd);
      pace(t, request);
    } else {
      request(fd, t);
    }
    return;
  }
  if (failed) {
    fail(fd);
    if (per_request) begin_connection();
  }
}

/* Handles events until `seconds` have passed; says how many passed. */
static double run(double seconds, void (*on_event)(int, uint32_t), int timer) {
  struct epoll_event events[EVENTS];
  int64_t start = now(), end = start + seconds * 1e9;
  uint64_t ticks;
  while (now() < end) {
    int n = epoll_wait(poller, events, EVENTS, 100);
    for (int i = 0; i < n; i++) {
      int fd = events[i].data.fd;
      if (fd != timer) on_event(fd, events[i].events);
      else if (read(timer, &ticks, sizeof ticks) > 0) pace(now(), request);
    }
  }
  return (now() - start) / 1e9;
}

static void clients(int count_, double seconds, long rate) {
  int timer = -1;
  idle = calloc(idle_size = count_, sizeof *idle);
  for (int i = 0; i < count_; i++) {
    if (per_request) {
      begin_connection();
      continue;
    }
    int fd = dial_or_die();
    if (rate) put_idle(fd);
    else request(fd, now());
  }
  if (rate) timer = begin_pace(rate, 0);
  double took = run(seconds, on_client, timer);
  printf("{\"rate\": %.1f, \"answered\": %ld, \"errors\": %ld, \"p50\": %ld, \"p99\": %ld, \"p999\": %ld, \"cpu\": %.3f}\n",
         answered / took, (long)answered, (long)errors, percentile(0.5, answered), percentile(0.99, answered), percentile(0.999, answered), own_cpu());
}

static void on_bulk(int fd, uint32_t events) {
  (void)events;
  ssize_t got = recv(fd, scratch, BULK, 0);
  if (got > 0) received += got;
  else if (got == 0 || errno != EAGAIN) fail(fd);
}

static void bulk(int count_, double seconds) {
  make_request('b');
  for (int i = 0; i < count_; i++) request(dial_or_die(), 0);
  double took = run(seconds, on_bulk, -1);
  printf("{\"rate\": %.1f, \"errors\": %ld, \"cpu\": %.3f}\n", received / 1e6 / took, (long)errors, own_cpu());
}

static int ask_once(int fd) {
  int failed = 0;
  request(fd, now());
  while (conns[fd].sent && !failed && wait_for(fd, EPOLLIN)) {
    if (complete(fd, &failed)) return 1;
  }
  return 0;
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
  int64_t end = now() + 30000000000LL;
  while (now() < end) {
    int fd = dial_and_wait();
    if (fd >= 0 && ask_once(fd)) return;
    if (fd >= 0) close(fd);
    usleep(500);
  }
  fprintf(stderr, "no answer within 30 s\n");
  exit(1);
}

int main(int argc, char **argv) {
  if (argc > 1 && !strcmp(argv[1], "http")) {
    http = 1;
    argc--;
    argv++;
  }
  const char *mode = argc > 2 ? argv[1] : "";
  long a[4] = {0};
  for (int i = 2; i < argc && i < 6; i++) a[i - 2] = atol(argv[i]);
  double seconds = argc > 4 ? atof(argv[4]) : 0;
  port = a[0];
  all_descriptors();
  conns = calloc(MAX_FD, sizeof *conns);
  scratch = calloc(1, BULK + 1);
  paced = !strcmp(mode, "pace");
  per_request = !strcmp(mode, "connect");
  if (per_request || !strcmp(mode, "ask")) reply = a[3];
  make_request('p');
  if (!strcmp(mode, "first")) first();
  else if (!strcmp(mode, "hold")) hold(a[1], a[2]);
  else if (!strcmp(mode, "bulk")) bulk(a[1], seconds);
  else if (paced || !strcmp(mode, "ask") || per_request) clients(a[1], seconds, paced ? a[3] : 0);
  else {
    fprintf(stderr, "usage: see the head of load.c\n");
    return 2;
  }
  return 0;
}
