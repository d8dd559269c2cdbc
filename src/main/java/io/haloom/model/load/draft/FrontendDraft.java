package io.haloom.model.load.draft;

import io.haloom.model.KeepAliveConfig;
import io.haloom.model.Place;
import java.util.ArrayList;
import java.util.List;

/** What a section says of its frontend. */
public final class FrontendDraft {
  public final List<BindDraft> binds = new ArrayList<>();
  public final List<NamedRule> useBackends = new ArrayList<>();

  public int maxconn;
  public int backlog;
  public int rateLimit;
  public String defaultBackend;
  public Place defaultBackendPlace;
  public KeepAliveConfig keepAlive = KeepAliveConfig.SYSTEM;
  public LogDraft.Format uniqueIdFormat;

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
