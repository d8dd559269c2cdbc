/* The TLS clients of bench/run, and a TLS server: what load.c and serve.c are without it, on the system's OpenSSL.
 *
 *   tls VERSION ask PORT CONNS SECONDS REPLY      CONNS connections kept alive, one HTTP request after the other
 *   tls VERSION connect PORT CONNS SECONDS REPLY  a connection and a full handshake per request
 *   tls VERSION resume PORT CONNS SECONDS REPLY   the same, each with the session of one before
 *   tls VERSION pace PORT CONNS SECONDS RATE      as ask, RATE requests a second in all, each timed from when it was due
 *   tls VERSION flood PORT RATE SECONDS           RATE full handshakes a second, after which the client leaves
 *   tls VERSION bulk PORT CONNS SECONDS           receives one answer without end on each, as fast as it can
 *   tls VERSION hold PORT CONNS STEP              as hold of load.c
 *   tls VERSION first PORT                        tries until one request is answered, then ends
 *   tls serve PORT PEM                            answers such requests, with the certificate and key of a file
 *
 * VERSION is 1.2 or 1.3. What is printed is what load prints, and resumed: how many handshakes were.
 */
#include "peer.h"
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <strings.h>

enum { HEAD = 512, LAST = 1 << 20, FLOOD = 1000 /* handshakes under way at most */ };

struct connection {
  SSL *ssl;
  uint64_t left; /* bytes of the answer to come; 0 while that is not known */
  int known, sent, connected;
  int64_t since;
};

static struct connection conns[LAST];
static SSL_CTX *context;
static SSL_SESSION *session;
static char scratch[BULK + 1], request_bytes[HEAD];
static int port, resume, per_request, endless, flooding;
static uint64_t reply;
static size_t request_length;
static int64_t answered, errors, received, resumed, under_way;

static void make_request(void) {
  request_length = snprintf(
      request_bytes, HEAD,
      "GET /shop/items/42?size=%lu HTTP/1.1\r\nHost: www.example.com\r\n"
      "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\r\nAccept: text/html,*/*;q=0.8\r\n"
      "Accept-Language: en-GB,en;q=0.7\r\nCookie: theme=dark; session=0123456789abcdef\r\n%s\r\n",
      (unsigned long)reply, per_request ? "Connection: close\r\n" : "");
}

static int on_session(SSL *ssl, SSL_SESSION *fresh) {
  (void)ssl;
  if (session) SSL_SESSION_free(session);
  session = fresh;
  return 1;
}

static int dial(void) {
  static int turn;
  struct sockaddr_in from = loopback(2 + turn++ % 16, 0), to = loopback(1, port);
  int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (fd < 0) die("socket");
  setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  nodelay(fd);
  if (bind(fd, (void *)&from, sizeof from) != 0) die("bind");
  if (connect(fd, (void *)&to, sizeof to) != 0 && errno != EINPROGRESS) die("connect");
  struct connection *c = &conns[fd];
  memset(c, 0, sizeof *c);
  c->since = now();
  c->ssl = SSL_new(context);
  SSL_set_fd(c->ssl, fd);
  SSL_set_connect_state(c->ssl);
  SSL_set_tlsext_host_name(c->ssl, "localhost");
  if (resume && session) SSL_set_session(c->ssl, session);
  return fd;
}

/* As if both had said goodbye: a session of which none did is not resumed. */
static void end(int fd) {
  SSL_set_shutdown(conns[fd].ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
  SSL_free(conns[fd].ssl);
  conns[fd].ssl = NULL;
  close(fd);
}

static void begin(void) {
  watch(dial(), EPOLLIN | EPOLLOUT, EPOLL_CTL_ADD);
}

static void ask(int fd) {
  struct connection *c = &conns[fd];
  c->since = now();
  c->known = 0;
  c->left = 0;
  c->sent = SSL_write(c->ssl, request_bytes, request_length) == (int)request_length;
}

/* 1 when the answer is whole, 0 when more is to come, -1 when it failed. */
static int take(int fd) {
  struct connection *c = &conns[fd];
  int n;
  while ((n = SSL_read(c->ssl, scratch, BULK)) > 0) {
    received += n;
    if (!c->known) {
      scratch[n] = 0;
      char *blank = memmem(scratch, n, "\r\n\r\n", 4);
      char *field = blank ? strcasestr(scratch, "\r\ncontent-length:") : NULL;
      if (!field || memcmp(scratch + 8, " 200", 4)) return -1;
      c->left = strtoull(field + 17, NULL, 10) + (blank + 4 - scratch);
      c->known = 1;
    }
    if ((uint64_t)n >= c->left) return 1;
    c->left -= n;
  }
  int error = SSL_get_error(c->ssl, n);
  return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? 0 : -1;
}

static void fail(int fd) {
  if (errors++ == 0) ERR_print_errors_fp(stderr);
  if (errors > 1000) die("too many errors");
  end(fd);
}

/* Goes on with the handshake; 1 when the request has left, -1 when it failed. */
static int greet(int fd) {
  struct connection *c = &conns[fd];
  int done = SSL_do_handshake(c->ssl);
  if (done == 1) {
    c->connected = 1;
    resumed += SSL_session_reused(c->ssl);
    watch(fd, EPOLLIN, EPOLL_CTL_MOD);
    int64_t since = c->since;
    ask(fd);
    if (per_request) c->since = since;
    return c->sent ? 1 : -1;
  }
  int error = SSL_get_error(c->ssl, done);
  if (error == SSL_ERROR_WANT_READ) watch(fd, EPOLLIN, EPOLL_CTL_MOD);
  else if (error != SSL_ERROR_WANT_WRITE) return -1;
  return 0;
}

static void ask_due(int fd, int64_t since) {
  ask(fd);
  conns[fd].since = since;
}

/* Of a flood: the connection ends with its handshake. */
static void on_flood(int fd) {
  int done = SSL_do_handshake(conns[fd].ssl);
  int error = done == 1 ? 0 : SSL_get_error(conns[fd].ssl, done);
  if (error == SSL_ERROR_WANT_READ) {
    watch(fd, EPOLLIN, EPOLL_CTL_MOD);
  } else if (error != SSL_ERROR_WANT_WRITE) {
    answered += done == 1;
    errors += done != 1;
    under_way--;
    end(fd);
  }
}

static void on_client(int fd) {
  struct connection *c = &conns[fd];
  if (flooding) {
    on_flood(fd);
    return;
  }
  int state = c->connected ? take(fd) : greet(fd);
  if (state < 0) {
    fail(fd);
    if (per_request) begin();
  } else if (state == 1 && c->sent && c->known) {
    answered++;
    if (per_request) {
      end(fd);
      begin();
    } else if (every) {
      note(now() - c->since);
      put_idle(fd);
      pace(now(), ask_due);
    } else {
      ask(fd);
    }
  }
}

static void on_tick(int timer) {
  uint64_t ticks;
  if (read(timer, &ticks, sizeof ticks) <= 0) return;
  if (!flooding) {
    pace(now(), ask_due);
    return;
  }
  /* What is due and cannot begin, since as many are under way, is not made up for. */
  for (int64_t t = now(); due <= t; due += every) {
    if (under_way < FLOOD) under_way++, begin();
  }
}

static void run(double seconds, int timer) {
  struct epoll_event events[EVENTS];
  int64_t start = now(), stop = start + seconds * 1e9;
  while (now() < stop) {
    int n = epoll_wait(poller, events, EVENTS, 100);
    for (int i = 0; i < n; i++) {
      int fd = events[i].data.fd;
      if (fd == timer) on_tick(timer);
      else if (conns[fd].ssl) on_client(fd);
    }
  }
  double took = (now() - start) / 1e9;
  double rate = endless ? received / 1e6 / took : answered / took;
  printf("{\"rate\": %.1f, \"answered\": %ld, \"errors\": %ld, \"resumed\": %ld, \"p50\": %ld, \"p99\": %ld, \"p999\": %ld, \"cpu\": %.3f}\n",
         rate, (long)answered, (long)errors, (long)resumed, percentile(0.5, answered), percentile(0.99, answered),
         percentile(0.999, answered), own_cpu());
}

static void clients(int count, double seconds) {
  for (int i = 0; i < count; i++) begin();
  run(seconds, -1);
}

static void flood(long rate, double seconds) {
  flooding = 1;
  run(seconds, begin_pace(rate, 1000000));
}

static int wait_for(int fd, uint32_t what) {
  struct epoll_event e = {.events = what};
  int one = epoll_create1(0);
  epoll_ctl(one, EPOLL_CTL_ADD, fd, &e);
  int ready = epoll_wait(one, &e, 1, 5000);
  close(one);
  return ready == 1;
}

/* One request on a connection of its own; the descriptor, or -1. */
static int once(void) {
  int fd = dial(), error;
  struct connection *c = &conns[fd];
  while ((error = SSL_do_handshake(c->ssl)) != 1) {
    error = SSL_get_error(c->ssl, error);
    int what = error == SSL_ERROR_WANT_READ ? EPOLLIN : error == SSL_ERROR_WANT_WRITE ? EPOLLOUT : 0;
    if (!what || !wait_for(fd, what)) return end(fd), -1;
  }
  ask(fd);
  while (c->sent && wait_for(fd, EPOLLIN)) {
    int state = take(fd);
    if (state == 1) return fd;
    if (state < 0) break;
  }
  return end(fd), -1;
}

static void paced(int count, double seconds, long rate) {
  idle = calloc(idle_size = count, sizeof *idle);
  for (int i = 0; i < count; i++) {
    int fd = once();
    if (fd < 0) die("a connection failed");
    conns[fd].connected = 1;
    watch(fd, EPOLLIN, EPOLL_CTL_ADD);
    put_idle(fd);
  }
  run(seconds, begin_pace(rate, 0));
}

static void hold(int count, int step) {
  char line[16];
  for (int i = 1; i <= count; i++) {
    if (once() < 0) {
      fprintf(stderr, "connection %d failed\n", i);
      exit(1);
    }
    if (i == step || i == count) {
      printf("held %d\n", i);
      fflush(stdout);
      if (!fgets(line, sizeof line, stdin)) return;
    }
  }
}

static void first(void) {
  int64_t stop = now() + 30000000000LL;
  while (now() < stop) {
    if (once() >= 0) return;
    usleep(2000);
  }
  fprintf(stderr, "no answer within 30 s\n");
  exit(1);
}

/* --- the server ----------------------------------------------------------------------------------------------- */

static void on_request(int fd) {
  struct connection *c = &conns[fd];
  int n = SSL_read(c->ssl, scratch, HEAD * 4);
  if (n <= 0) {
    int error = SSL_get_error(c->ssl, n);
    if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) end(fd);
    return;
  }
  scratch[n] = 0;
  char *size = strstr(scratch, "size=");
  size_t length = size ? strtoul(size + 5, NULL, 10) : 0;
  if (length > BULK - HEAD) length = BULK - HEAD;
  int head = sprintf(scratch, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", length);
  memset(scratch + head, 'x', length);
  size_t left = head + length, at = 0;
  while (left > 0) {
    int sent = SSL_write(c->ssl, scratch + at, left);
    if (sent > 0) {
      at += sent;
      left -= sent;
    } else if (SSL_get_error(c->ssl, sent) != SSL_ERROR_WANT_WRITE || !wait_for(fd, EPOLLOUT)) {
      end(fd);
      return;
    }
  }
}

static void serve(const char *pem) {
  struct epoll_event events[EVENTS];
  struct sockaddr_in here = loopback(1, port);
  int on = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  context = SSL_CTX_new(TLS_server_method());
  if (SSL_CTX_use_certificate_chain_file(context, pem) != 1 || SSL_CTX_use_PrivateKey_file(context, pem, SSL_FILETYPE_PEM) != 1) {
    ERR_print_errors_fp(stderr);
    exit(1);
  }
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  if (bind(listener, (void *)&here, sizeof here) != 0 || listen(listener, 4096) != 0) die("listen");
  watch(listener, EPOLLIN, EPOLL_CTL_ADD);
  for (;;) {
    int n = epoll_wait(poller, events, EVENTS, -1);
    for (int i = 0; i < n; i++) {
      int fd = events[i].data.fd;
      if (fd != listener) {
        on_request(fd);
        continue;
      }
      while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        nodelay(fd);
        conns[fd].ssl = SSL_new(context);
        SSL_set_fd(conns[fd].ssl, fd);
        SSL_set_accept_state(conns[fd].ssl);
        watch(fd, EPOLLIN, EPOLL_CTL_ADD);
      }
    }
  }
}

int main(int argc, char **argv) {
  signal(SIGPIPE, SIG_IGN);
  all_descriptors();
  if (argc == 4 && !strcmp(argv[1], "serve")) {
    port = atoi(argv[2]);
    serve(argv[3]);
  }
  const char *mode = argc > 3 ? argv[2] : "";
  long a[4] = {0};
  for (int i = 3; i < argc && i < 7; i++) a[i - 3] = atol(argv[i]);
  double seconds = argc > 5 ? atof(argv[5]) : 0;
  int version = argc > 1 && !strcmp(argv[1], "1.2") ? TLS1_2_VERSION : TLS1_3_VERSION;
  port = a[0];
  context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_min_proto_version(context, version);
  SSL_CTX_set_max_proto_version(context, version);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  resume = !strcmp(mode, "resume");
  if (resume) {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(context, on_session);
  }
  per_request = resume || !strcmp(mode, "connect");
  endless = !strcmp(mode, "bulk");
  reply = endless ? 4000000000UL : per_request || !strcmp(mode, "ask") ? a[3] : 64;
  make_request();
  if (!strcmp(mode, "first")) first();
  else if (!strcmp(mode, "hold")) hold(a[1], a[2]);
  else if (!strcmp(mode, "pace")) paced(a[1], seconds, a[3]);
  else if (!strcmp(mode, "flood")) flood(a[1], seconds);
  else if (endless || per_request || !strcmp(mode, "ask")) clients(a[1], seconds);
  else {
    fprintf(stderr, "usage: see the head of tls.c\n");
    return 2;
  }
  return 0;
}
