package io.haloom.model;

/**
 * How the process runs.
 *
 * @param daemon {@code daemon}
 * @param master what concerns the master process
 * @param nbthread {@code nbthread}, 0 for one per core
 * @param pidfile {@code pidfile}, or null
 * @param node what it is called
 * @param privileges what it gives up once it has started
 * @param stop how it ends
 * @param messages what is said while it starts
 * @param noEpoll {@code noepoll}: the JDK's own sockets
 * @param followNames {@code haloom.follow-names}: names of servers are looked up while it runs
 */
public record ProcessConfig(
    boolean daemon,
    MasterConfig master,
    int nbthread,
    String pidfile,
    Node node,
    Privileges privileges,
    Stop stop,
    Messages messages,
    boolean noEpoll,
    boolean followNames) {

  /**
   * What a process is called.
   *
   * @param name {@code node}, the host name by default
   * @param description {@code description}, or null
   * @param localpeer {@code localpeer}
   */
  public record Node(String name, String description, String localpeer) {}

  /**
   * What a process gives up once it has started.
   *
   * @param user {@code user}/{@code uid}: the numeric id to change to, -1 for none
   * @param group {@code group}/{@code gid}: the numeric id to change to, -1 for none
   * @param chroot {@code chroot}, or null
   */
  public record Privileges(int user, int group, String chroot) {}

  /**
   * How a process ends.
   *
   * @param hardAfterMillis {@code hard-stop-after}, 0 for never
   * @param graceMillis {@code grace}: how long after the signal a soft stop begins
   */
  public record Stop(int hardAfterMillis, int graceMillis) {}

  /**
   * What is said while a process starts.
   *
   * @param quiet {@code quiet}
   * @param zeroWarning {@code zero-warning}
   */
  public record Messages(boolean quiet, boolean zeroWarning) {}
}
