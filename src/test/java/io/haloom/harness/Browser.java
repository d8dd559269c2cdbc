package io.haloom.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chromium without a window, and one page in it, driven by its DevTools protocol: what a script
 * makes of a page, and how large it is, only a browser knows.
 */
public final class Browser implements AutoCloseable {
  private static final Pattern LISTENS = Pattern.compile("DevTools listening on ws://([0-9.:]+)/");
  private static final Pattern SOCKET =
      Pattern.compile("\"webSocketDebuggerUrl\":\\s*\"(ws://[^\"]+/page/[^\"]+)\"");
  private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+)");
  private static final Pattern VALUE = Pattern.compile("\"value\":\"([A-Za-z0-9+/=]*)\"");

  private final Path folder;
  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();

  private Browser(String program, String... more) throws IOException, InterruptedException {
    folder = Files.createTempDirectory("haloom-browser");
    List<String> words = new ArrayList<>(List.of(program));
    words.addAll(List.of(more));
    words.addAll(
        List.of(
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--remote-debugging-port=0",
            "--user-data-dir=" + folder,
            "about:blank"));
    process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    String address = address();
    HttpRequest pages = HttpRequest.newBuilder(URI.create("http://" + address + "/json")).build();
    Matcher page = SOCKET.matcher(client.send(pages, HttpResponse.BodyHandlers.ofString()).body());
    if (!page.find()) {
      throw new AssertionError("the browser has no page");
    }
    socket =
        client.newWebSocketBuilder().buildAsync(URI.create(page.group(1)), new Answers()).join();
    send("Page.enable", "{}");
  }

  /**
   * Starts one; the test is skipped where there is none.
   *
   * @param more options of its command line
   */
  public static Browser start(String... more) throws IOException, InterruptedException {
    return new Browser(Needs.program("chromium-headless-shell"), more);
  }

  /** Where it says that it can be reached. */
  private String address() throws IOException {
    String[] found = {null};
    Eventually.await(
        () -> {
          found[0] = said();
          return found[0] != null || !process.isAlive();
        });
    if (found[0] == null) {
      throw new AssertionError(Files.readString(folder.resolve("said")));
    }
    return found[0];
  }

  private String said() {
    try (BufferedReader lines = Files.newBufferedReader(folder.resolve("said"))) {
      return lines
          .lines()
          .map(LISTENS::matcher)
          .filter(Matcher::find)
          .map(found -> found.group(1))
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Collects what it says; answers are told apart by their number, and events are no answers. */
  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        Matcher id = ID.matcher(text);
        CompletableFuture<String> waits =
            id.find() ? answers.remove(Integer.parseInt(id.group(1))) : null;
        if (waits != null) {
          waits.complete(text.toString());
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private String send(String method, String parameters) {
    int number = numbers.incrementAndGet();
    CompletableFuture<String> answer = new CompletableFuture<>();
    answers.put(number, answer);
    String text =
        "{\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(number, method, parameters);
    socket.sendText(text, true).join();
    String said = answer.orTimeout(20, TimeUnit.SECONDS).join();
    if (said.contains("\"error\":{") || said.contains("\"exceptionDetails\":")) {
      throw new AssertionError(said);
    }
    return said;
  }

  /** Opens an address and waits until it is loaded; what is stored from pages before stays. */
  public void open(String address) {
    evaluate("window.left = true");
    send("Page.navigate", "{\"url\":\"%s\"}".formatted(address));
    Eventually.await(() -> is("!window.left && document.readyState === 'complete'"));
  }

  /** Gives the page another size. */
  public void resize(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":false}"
            .formatted(width, height));
  }

  /** Types into what has the focus. */
  public void type(String text) {
    for (String letter : text.split("")) {
      send("Input.insertText", "{\"text\":\"%s\"}".formatted(letter));
    }
  }

  /** Presses a key that writes nothing, by its name and number. */
  public void press(String key, int number) {
    press(key, number, "");
  }

  /** Presses Enter, which sends a form off. */
  public void enter() {
    press("Enter", 13, ",\"text\":\"\\r\"");
  }

  private void press(String key, int number, String text) {
    for (String type : List.of("keyDown", "keyUp")) {
      send(
          "Input.dispatchKeyEvent",
          "{\"type\":\"%s\",\"key\":\"%s\",\"code\":\"%s\",\"windowsVirtualKeyCode\":%d%s}"
              .formatted(type, key, key, number, text));
    }
  }

  /** What an expression of the page's script has for a value, as text. */
  public String evaluate(String expression) {
    String wrapped = "btoa(unescape(encodeURIComponent(String((() => (" + expression + "))()))))";
    String parameters =
        "{\"expression\":\"%s\"}"
            .formatted(wrapped.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " "));
    String said = send("Runtime.evaluate", parameters);
    Matcher value = VALUE.matcher(said);
    if (!value.find()) {
      throw new AssertionError(said);
    }
    return new String(Base64.getDecoder().decode(value.group(1)), StandardCharsets.UTF_8);
  }

  /** Whether an expression holds. */
  public boolean is(String expression) {
    return evaluate(expression).equals("true");
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
