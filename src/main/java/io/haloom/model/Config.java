package io.haloom.model;

import io.haloom.sample.match.PatternReferences;
import io.haloom.tls.CertificateStore;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One whole configuration.
 *
 * @param global the global section
 * @param proxies frontends, backends and listens, in file order
 * @param userlists by name
 * @param rings log rings by name
 * @param namedServers servers that a fetch names, as {@code backend/server}: they stay for good
 * @param patterns what ACLs and maps compare with, which changes while it is used
 * @param certificates the certificates of bind lines and servers, which change while they are used
 */
public record Config(
    GlobalConfig global,
    List<ProxyConfig> proxies,
    Map<String, UserlistConfig> userlists,
    Map<String, RingConfig> rings,
    Set<String> namedServers,
    PatternReferences patterns,
    CertificateStore certificates) {}
