package io.haloom.model.load;

import io.haloom.model.KeepAliveConfig;
import io.haloom.model.Place;
import java.util.ArrayList;
import java.util.List;

/** What a section says of its frontend. */
final class FrontendDraft {
  final List<BindDraft> binds = new ArrayList<>();
  final List<NamedRule> useBackends = new ArrayList<>();

  int maxconn;
  int backlog;
  int rateLimit;
  String defaultBackend;
  Place defaultBackendPlace;
  KeepAliveConfig keepAlive = KeepAliveConfig.SYSTEM;
  LogDraft.Format uniqueIdFormat;

  /** A copy for a section that is made from this one; bind lines and rules stay behind. */
  FrontendDraft inherit() {
    FrontendDraft copy = new FrontendDraft();
    copy.maxconn = maxconn;
    copy.backlog = backlog;
    copy.rateLimit = rateLimit;
    copy.defaultBackend = defaultBackend;
    copy.defaultBackendPlace = defaultBackendPlace;
    copy.keepAlive = keepAlive;
    copy.uniqueIdFormat = uniqueIdFormat;
    return copy;
  }
}
