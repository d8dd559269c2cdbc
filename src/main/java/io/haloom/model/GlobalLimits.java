package io.haloom.model;

/**
 * Limits of the whole process; 0 is "not set".
 *
 * @param maxconn {@code maxconn}
 * @param ulimitN {@code ulimit-n}
 * @param maxConnRate {@code maxconnrate}, connections per second
 * @param maxSessRate {@code maxsessrate}, sessions per second
 * @param maxSslConn {@code maxsslconn}, connections with TLS
 * @param maxSslRate {@code maxsslrate}, those of clients per second
 * @param maxPipes {@code maxpipes}
 * @param fdHardLimit {@code fd-hard-limit}
 * @param strictWritten whether {@code strict-limits} was written out
 */
public record GlobalLimits(
    int maxconn,
    int ulimitN,
    int maxConnRate,
    int maxSessRate,
    int maxSslConn,
    int maxSslRate,
    int maxPipes,
    int fdHardLimit,
    boolean strictWritten) {}
