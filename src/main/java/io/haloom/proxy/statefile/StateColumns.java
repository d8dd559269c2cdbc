package io.haloom.proxy.statefile;

import java.util.List;

/** What stands where in a state file (management guide, {@code show servers state}). */
public final class StateColumns {
  public static final int VERSION = 1;

  public static final List<String> COLUMNS =
      List.of(
          "be_id",
          "be_name",
          "srv_id",
          "srv_name",
          "srv_addr",
          "srv_op_state",
          "srv_admin_state",
          "srv_uweight",
          "srv_iweight",
          "srv_time_since_last_change",
          "srv_check_status",
          "srv_check_result",
          "srv_check_health",
          "srv_check_state",
          "srv_agent_state",
          "bk_f_forced_id",
          "srv_f_forced_id",
          "srv_fqdn",
          "srv_port",
          "srvrecord",
          "srv_use_ssl",
          "srv_check_port",
          "srv_check_addr",
          "srv_agent_addr",
          "srv_agent_port");

  // Bits of srv_check_state and srv_agent_state.
  public static final int RUNNING = 1;
  public static final int CONFIGURED = 2;
  public static final int ENABLED = 4;
  public static final int PAUSED = 8;
  public static final int AGENT = 16;

  private StateColumns() {}
}
