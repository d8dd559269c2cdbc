/* serve PORT: the servers behind the proxy, on 127.0.0.1:PORT, until killed. One thread with epoll.
 *
 * The first byte of a request tells its kind: see peer.h. Answers to HTTP are `200` with a length; the connection
 * stays unless the request is HTTP/1.0 or says `Connection: close`.
 */
#include "peer.h"
#include <strings.h>

enum { HEAD = 4096, SINK = 1 << 18 };

struct connection {
  char head[HEAD];
  uint32_t have;    /* bytes of a request read */
  uint32_t left;    /* bytes of the answer still to be sent */
  uint32_t length;  /* of the answer that follows a request's body */
  uint64_t body;    /* bytes of a request's body still to come */
  uint8_t endless, closing, blocked;
};

static struct connection *conns[MAX_FD];
static char *bytes, sink[SINK];

static void end(int fd) {
  free(conns[fd]);
  conns[fd] = NULL;
  close(fd);
}

/* Sends what is left; false when the connection ended. */
static int push(int fd) {
  struct connection *c = conns[fd];
  for (int turn = 0; (c->endless && turn < 8) || c->left > 0; turn++) {
    uint32_t size = c->endless || c->left > BULK ? BULK : c->left;
    ssize_t n = send(fd, bytes, size, MSG_NOSIGNAL);
    if (n < 0 && errno != EAGAIN) return end(fd), 0;
    if (!c->endless && n > 0) c->left -= n;
    if (n < (ssize_t)size) break;
  }
  int blocked = c->endless || c->left > 0;
  if (blocked != c->blocked) watch(fd, blocked ? EPOLLOUT : EPOLLIN, EPOLL_CTL_MOD);
  c->blocked = blocked;
  if (c->closing && c->left == 0) return end(fd), 0;
  return 1;
}

/* The head and the start of the body in one segment, as servers do. */
static int respond(int fd) {
  struct connection *c = conns[fd];
  char out[HEAD];
  int n = snprintf(out, sizeof out, "HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: text/plain\r\n%sContent-Length: %u\r\n\r\n",
                   c->closing ? "Connection: close\r\n" : "", c->length);
  uint32_t first = c->length < HEAD - (uint32_t)n ? c->length : HEAD - (uint32_t)n;
  memset(out + n, 'x', first);
  if (send(fd, out, n + first, MSG_NOSIGNAL) != (ssize_t)(n + first)) return end(fd), 0;
  c->left = c->length - first;
  return 1;
}

/* A request's head; its answer waits for the body that it announces. */
static int answer_http(int fd, size_t head) {
  struct connection *c = conns[fd];
  c->head[head - 1] = 0;
  char *line = strstr(c->head, " HTTP/1.");
  if (line == NULL) return end(fd), 0;
  c->closing = line[8] == '0' || strcasestr(c->head, "\r\nconnection: close") != NULL;
  char *digits = line;
  while (digits > c->head && digits[-1] >= '0' && digits[-1] <= '9') digits--;
  c->length = strtoul(digits, NULL, 10);
  char *announced = strcasestr(c->head, "\r\ncontent-length: ");
  c->body = announced == NULL ? 0 : strtoull(announced + 18, NULL, 10);
  return c->body > 0 || respond(fd);
}

/* Takes what has come of a body; false when the connection ended. */
static int discard(int fd, ssize_t n) {
  struct connection *c = conns[fd];
  c->body -= n;
  return c->body > 0 || (respond(fd) && push(fd));
}

/* Answers one request when it is complete; its length, or 0. */
static size_t answer(int fd) {
  struct connection *c = conns[fd];
  size_t taken = REQUEST;
  if (c->head[0] == 'p' || c->head[0] == 'b') {
    if (c->have < REQUEST) return 0;
    c->endless = c->head[0] == 'b';
    memcpy(&c->left, c->head + 1, 4);
  } else {
    char *blank = memmem(c->head, c->have, "\r\n\r\n", 4);
    if (blank == NULL) return 0;
    taken = blank + 4 - c->head;
    if (!answer_http(fd, taken)) return 0;
    if (c->body > 0) return taken;
  }
  return push(fd) ? taken : 0;
}

static void on_bytes(int fd) {
  struct connection *c = conns[fd];
  char *into = c->body > 0 ? sink : c->head + c->have;
  ssize_t n = recv(fd, into, c->body > SINK ? SINK : c->body > 0 ? c->body : HEAD - c->have, 0);
  if (n <= 0) {
    if (n == 0 || errno != EAGAIN) end(fd);
    return;
  }
  if (c->body > 0) {
    discard(fd, n);
    return;
  }
  c->have += n;
  size_t taken;
  while (c->have > 0 && !c->blocked && (taken = answer(fd)) > 0) {
    uint32_t of_body = 0;
    if (c->body > 0) of_body = c->have - taken < c->body ? c->have - taken : c->body;
    c->have -= taken + of_body;
    memmove(c->head, c->head + taken + of_body, c->have);
    if (of_body > 0 && !discard(fd, of_body)) return;
  }
}

static void on_listener(int listener) {
  int fd;
  for (int k = 0; k < 64 && (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0; k++) {
    nodelay(fd);
    conns[fd] = calloc(1, sizeof **conns);
    watch(fd, EPOLLIN, EPOLL_CTL_ADD);
  }
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: serve PORT\n");
    return 2;
  }
  all_descriptors();
  bytes = calloc(1, BULK);
  memset(bytes, 'x', BULK);
  struct sockaddr_in a = loopback(1, atoi(argv[1]));
  int on = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (void *)&a, sizeof a) != 0 || listen(listener, 8192) != 0) die("listen");
  watch(listener, EPOLLIN, EPOLL_CTL_ADD);
  struct epoll_event events[EVENTS];
  for (;;) {
    int n = epoll_wait(poller, events, EVENTS, -1);
    for (int i = 0; i < n; i++) {
      int fd = events[i].data.fd;
      if (fd == listener) on_listener(fd);
      else if (conns[fd] == NULL) continue;
      else if (conns[fd]->blocked) push(fd);
      else on_bytes(fd);
    }
  }
}
