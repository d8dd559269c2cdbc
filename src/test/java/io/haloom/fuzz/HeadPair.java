package io.haloom.fuzz;

import io.haloom.harness.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** HAProxy and Haloom, to which the same is sent. */
final class HeadPair {
  private final HeadWorld haproxy;
  private final HeadWorld haloom;
  private final KnownDifferences known;

  /**
   * A case of which not the same came.
   *
   * @param reason why that is meant, where it is
   */
  record Difference(HeadCase played, String haproxy, String haloom, Optional<String> reason) {}

  HeadPair(HeadWorld haproxy, HeadWorld haloom, KnownDifferences known) {
    this.haproxy = haproxy;
    this.haloom = haloom;
    this.known = known;
  }

  List<Difference> differences(List<HeadCase> cases) {
    CompletableFuture<List<String>> theirs =
        CompletableFuture.supplyAsync(() -> haproxy.outcomes(cases), Thread::startVirtualThread);
    List<String> ours = haloom.outcomes(cases);
    List<Difference> found = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      String his = theirs.join().get(i);
      if (!his.equals(ours.get(i))) {
        HeadCase played = cases.get(i);
        Optional<String> reason = known.reason(played.toString(), his, ours.get(i));
        found.add(new Difference(played, his, ours.get(i), reason));
      }
    }
    return found;
  }

  /** Those that differ, and are not meant to. */
  List<HeadCase> unexplained(List<HeadCase> cases) {
    return differences(cases).stream()
        .filter(difference -> difference.reason().isEmpty())
        .map(Difference::played)
        .toList();
  }

  /** The place of the first such case; -1 for none. */
  int firstUnexplained(List<HeadCase> cases) {
    List<HeadCase> found = unexplained(cases);
    return found.isEmpty() ? -1 : cases.indexOf(found.get(0));
  }

  /** Both outcomes, to be read. */
  String told(HeadCase played) {
    String theirs = haproxy.outcomes(List.of(played)).get(0);
    String ours = haloom.outcomes(List.of(played)).get(0);
    return "=== %s\n%s".formatted(played, Printed.difference(theirs, ours));
  }
}
