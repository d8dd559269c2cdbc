package io.haloom.sample.fetch;

import io.haloom.sample.FetchWord;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fetches by name. */
public final class FetchTable {
  /** All fetches there are. */
  public static final FetchTable STANDARD =
      new FetchTable(
          List.of(
              ConstantFetches.words(),
              InternalFetches.words(),
              ProxyFetches.words(),
              SessionFetches.words(),
              ErrorFetches.words(),
              AddressFetches.words(),
              BufferFetches.words(),
              TlsFetches.words(),
              TlsConnectionFetches.words(),
              TlsCertificateFetches.words(),
              TlsHelloFetches.words(),
              RdpFetches.words(),
              MessageFetches.words(),
              TargetFetches.words(),
              BaseFetches.words(),
              HeaderFetches.words(),
              HeadFetches.words(),
              CookieFetches.words(),
              ParameterFetches.words(),
              CaptureFetches.words(),
              AuthFetches.words(),
              VariableFetches.words()));

  private final Map<String, FetchWord> words = new HashMap<>();

  FetchTable(List<List<FetchWord>> families) {
    for (List<FetchWord> family : families) {
      for (FetchWord word : family) {
        words.put(word.name(), word);
      }
    }
  }

  /** The fetch of that name, or null. */
  public FetchWord find(String name) {
    return words.get(name);
  }

  public Collection<FetchWord> all() {
    return words.values();
  }
}
