package io.haloom.model.load.draft;

/**
 * What was given on the command line that a configuration is read with.
 *
 * @param localpeer {@code -L}, which wins over {@code localpeer}
 * @param resolveMayFail {@code -dr}: a name that does not resolve is no error
 * @param proxyMaxconn {@code -N}: what a frontend without {@code maxconn} has, 0 where not given
 * @param noReusePort {@code -dR}, as {@code noreuseport}
 * @param noSplice {@code -dS}, as {@code nosplice}
 * @param noServerVerify {@code -dV}, as {@code ssl-server-verify none} before all else
 */
public record LoadOptions(
    boolean localpeer,
    boolean resolveMayFail,
    int proxyMaxconn,
    boolean noReusePort,
    boolean noSplice,
    boolean noServerVerify) {
  /** Nothing was given. */
  public static final LoadOptions NONE = new LoadOptions(false, false, 0, false, false, false);
}
