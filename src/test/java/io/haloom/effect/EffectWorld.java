package io.haloom.effect;

import io.haloom.admin.Haproxy;
import io.haloom.effect.EffectCase.Variant;
import io.haloom.harness.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** HAProxy or Haloom with the configuration of some variants, each in proxies of its own. */
final class EffectWorld {
  private static final String GLOBAL =
      """
      global
        nbthread 1
        stats maxconn 200
        stats socket \
      """;

  private static final String DEFAULTS =
      """
        mode http
        timeout client 60s
        timeout connect 5s
        timeout server 60s
      """;

  private static final int AT_ONCE = 24;

  private final Path folder;
  private final Program program;

  /** Starts on a configuration and waits until it serves. */
  @FunctionalInterface
  interface Program {
    AutoCloseable start(Path folder, String configuration) throws Exception;
  }

  EffectWorld(Path folder, Program program) {
    this.folder = folder;
    this.program = program;
  }

  static AutoCloseable haproxy(Path folder, String configuration) throws Exception {
    return Haproxy.start(folder, configuration, folder.resolve("s"));
  }

  static AutoCloseable haloom(Path folder, String configuration) {
    return Running.of(configuration);
  }

  /** What comes of each, all in one process. */
  List<String> outcomes(List<Variant> variants) throws Exception {
    List<Place> places = new ArrayList<>();
    try {
      for (Variant variant : variants) {
        places.add(new Place(variant, places.size(), folder));
      }
      String text = configuration(places);
      Files.writeString(folder.resolve("test.cfg"), text);
      try (AutoCloseable started = program.start(folder, text)) {
        return played(places);
      }
    } finally {
      places.forEach(Place::close);
    }
  }

  private List<String> played(List<Place> places) throws InterruptedException, ExecutionException {
    List<Future<String>> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Place place : places) {
        outcomes.add(threads.submit(() -> played(place)));
      }
    }
    List<String> texts = new ArrayList<>();
    for (Future<String> outcome : outcomes) {
      texts.add(outcome.get());
    }
    return texts;
  }

  private String played(Place place) {
    return new Play(place, folder.resolve("s")).outcome(place.variant);
  }

  private String configuration(List<Place> places) throws IOException {
    StringBuilder text = new StringBuilder(GLOBAL);
    text.append(folder).append("/s level admin\n");
    if (places.stream().noneMatch(place -> place.variant.isAlone())) {
      text.append("  expose-experimental-directives\n");
    }
    places.forEach(place -> lines(text, place, "global"));
    text.append("defaults\n").append(DEFAULTS);
    places.forEach(place -> lines(text, place, "defaults"));
    places.forEach(place -> proxies(text, place));
    return text.toString();
  }

  private static void proxies(StringBuilder text, Place place) {
    Variant variant = place.variant;
    text.append(place.filled("frontend $f\n"));
    if (!variant.has("bind")) {
      text.append(place.filled("  bind 127.0.0.1:$port\n"));
    }
    if (variant.has("log") || variant.has("again")) {
      text.append(place.filled("  log $log local0\n"));
    }
    variant.all("bind").forEach(line -> text.append(place.filled("  bind " + line + "\n")));
    lines(text, place, "both");
    lines(text, place, "front");
    if (!variant.has("nobackend")) {
      text.append(place.filled("  default_backend $b\nbackend $b\n"));
      lines(text, place, "both");
      lines(text, place, "back");
      variant.all("server").forEach(line -> text.append(place.filled("  server " + line + "\n")));
      if (!variant.has("server") && !variant.has("noserver")) {
        text.append(place.filled("  server s 127.0.0.1:$server\n"));
      }
    }
    for (String line : variant.all("section")) {
      text.append(place.filled(line.replace("  ", "\n  "))).append('\n');
    }
  }

  private static void lines(StringBuilder text, Place place, String key) {
    place
        .variant
        .all(key)
        .forEach(line -> text.append("  ").append(place.filled(line)).append('\n'));
  }
}
