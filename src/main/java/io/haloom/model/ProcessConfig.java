package io.haloom.model;

/**
 * How the process runs.
 *
 * @param daemon {@code daemon}
 * @param masterWorker {@code master-worker}
 * @param nbthread {@code nbthread}, 0 for one per core
 * @param pidfile {@code pidfile}, or null
 * @param node {@code node}, the host name by default
 * @param description {@code description}, or null
 * @param localpeer {@code localpeer}
 * @param user {@code user}/{@code uid}: the numeric id to change to, -1 for none
 * @param group {@code group}/{@code gid}: the numeric id to change to, -1 for none
 * @param chroot {@code chroot}, or null
 * @param hardStopAfterMillis {@code hard-stop-after}, 0 for never
 * @param graceMillis {@code grace}: how long after the signal a soft stop begins
 * @param quiet {@code quiet}
 * @param zeroWarning {@code zero-warning}
 * @param noEpoll {@code noepoll}: the JDK's own sockets
 */
public record ProcessConfig(
    boolean daemon,
    boolean masterWorker,
    int nbthread,
    String pidfile,
    String node,
    String description,
    String localpeer,
    int user,
    int group,
    String chroot,
    int hardStopAfterMillis,
    int graceMillis,
    boolean quiet,
    boolean zeroWarning,
    boolean noEpoll) {}
