# Sourced by bin/haloom, with `home` set: the master of HAProxy's master-worker mode (-W, -Ws, `master-worker`).
#
# The master is this shell. It keeps the privileges it was started with, starts the worker (the JVM, which gives
# them up) and `program` commands, passes signals on, and on USR2 or HUP starts the next worker. That one takes
# the listening sockets from the one before it; only when it serves is the one before told to leave, so a start
# that fails changes nothing. The master CLI (-S) is answered by the worker that serves.
#
# Each process has a number here. What happens comes as lines in one pipe, and is handled one after the other:
#   N started PID                  by the shell that waits for it
#   N ended STATUS
#   N ready SOCKET EXIT MAX QUIET  by a worker: it serves; SOCKET is where other workers reach it, EXIT is "exit"
#                                  or "stay" for a failure of a process, MAX is mworker-max-reloads or -1
#   N program NAME UID GID RESTART WORD...   by a worker, before "ready"; words as octal() reads them
#   N failed TEXT                  by a worker: it will not serve, and has said why
#   N alone|foreground|daemon      by a worker: the configuration does not want what was guessed
#   N reload                       by a worker, for the master CLI
#   N told                         by the worker that was told that all stops
#   N tick                         every second by the worker that serves: a signal that came just before a read
#                                  waits for the next line
# The other way the worker that serves is told, in a pipe of its own, what `show proc` and systemd are told:
#   started PID NAME    of a program
#   complete            all programs are told
#   ended PID
#   reloading | failed TEXT | replaced | stopping

# shellcheck source-path=SCRIPTDIR source=processes.sh
. "$home/bin/processes.sh"

# say LEVEL TEXT: as HAProxy's master says it.
say() {
  [ -n "$silent" ] || printf '%-10s (%s) : %s\n' "[$1]" "$$" "$2" >&2
}

tell_worker() {
  [ -z "$answers" ] || printf '%s\n' "$1" >&"$answers"
}

# The words of a signal's number as strsignal(3) has them, for exit statuses over 128.
status_text() {
  case $1 in
    129) echo Hangup ;; 130) echo Interrupt ;; 131) echo Quit ;; 132) echo 'Illegal instruction' ;;
    134) echo Aborted ;; 135) echo 'Bus error' ;; 136) echo 'Floating point exception' ;; 137) echo Killed ;;
    138) echo 'User defined signal 1' ;; 139) echo 'Segmentation fault' ;; 140) echo 'User defined signal 2' ;;
    141) echo 'Broken pipe' ;; 143) echo Terminated ;;
    *) if [ "$1" -ge 128 ]; then echo "Unknown signal $(($1 - 128))"; else echo Exit; fi ;;
  esac
}

signal_all() {
  for n in $all; do
    eval "pid=\$pid_$n"
    [ -z "$pid" ] || kill -s "$1" "$pid" 2>/dev/null
  done
}

reload() {
  if [ -n "$worker" ]; then
    # One is starting: its configuration may be older than this signal.
    again=yes
    return
  fi
  say NOTICE 'Reloading HAProxy'
  again=
  reloads=$((reloads + 1))
  tell_worker reloading
  launch_worker "$@"
}

# A worker serves, but what it wants run beside it may not have been started yet.
complete_start() {
  [ -n "$ready" ] || return 0
  for n in $all; do
    eval "kind=\$kind_$n state=\$state_$n"
    if [ "$kind" = program ] && [ "$state" = starting ]; then return 0; fi
  done
  text=$ready
  ready=
  # shellcheck disable=SC2086
  on_ready $text
}

# A worker serves: those before it are told to leave.
on_ready() {
  label=$1 on_failure=$2 most=$3
  eval "label_$worker=\$label"
  for n in $all; do
    eval "kind=\$kind_$n state=\$state_$n pid=\$pid_$n since=\$since_$n"
    if [ "$state" = current ] && { [ "$kind" = worker ] || [ "$since" != "$reloads" ]; }; then
      leave "$n"
    fi
    if [ "$kind" = worker ] && [ "$n" != "$worker" ] && [ "$most" -ge 0 ] && [ $((reloads - since)) -gt "$most" ]; then
      kill -s TERM "$pid" 2>/dev/null
    fi
  done
  eval "state_$worker=current"
  if [ "$4" = quiet ]; then silent=yes; fi
  say NOTICE "New worker ($(eval "echo \$pid_$worker")) forked"
  # Who waits for a daemon does not hear of it, as with HAProxy.
  [ -n "${HALOOM_READY_FD-}" ] || say NOTICE 'Loading success.'
  failures=0
  tell_worker replaced
  swap=$answers answers=$next
  if [ -z "$swap" ]; then take_descriptor; next=$taken; else eval "exec $swap>&-"; next=$swap; fi
  worker=
  for n in $all; do
    eval "kind=\$kind_$n state=\$state_$n pid=\$pid_$n label=\$label_$n"
    [ "$kind" != program ] || [ "$state" != current ] || [ -z "$pid" ] || tell_worker "started $pid $label"
  done
  tell_worker complete
  if [ -n "${HALOOM_READY_FD-}" ]; then answer_start ready; fi
  if [ -n "$stopping" ]; then stop "$stopping"; elif [ -n "$again" ]; then reload_wanted=yes; fi
}

leave() {
  eval "state_$1=leaving pid=\$pid_$1"
  [ -z "$pid" ] || kill -s USR1 "$pid" 2>/dev/null
}

# Has the script that waits in front of a daemon end, or go on; the streams lead nowhere from then on.
answer_start() {
  echo "$1" >&"$HALOOM_READY_FD"
  eval "exec $HALOOM_READY_FD>&-"
  unset HALOOM_READY_FD
  exec </dev/null >/dev/null 2>&1
  [ -z "$input" ] || eval "exec $input</dev/null"
  silent=yes
}

on_started() {
  eval "pid_$1=$2 kind=\$kind_$1 label=\$label_$1"
  if [ "$kind" = program ]; then
    eval "state_$1=current"
    say NOTICE "New program '$label' ($2) forked"
    complete_start
  fi
  if [ -n "$stopping" ]; then kill -s "$stopping" "$2" 2>/dev/null; fi
}

on_ended() {
  status=$2
  eval "kind=\$kind_$1 pid=\$pid_$1 state=\$state_$1 label=\$label_$1; wait \$waiter_$1 2>/dev/null"
  eval "unset kind_$1 pid_$1 state_$1 label_$1 since_$1 waiter_$1"
  rest=
  for n in $all; do [ "$n" = "$1" ] || rest="$rest $n"; done
  all=$rest
  tell_worker "ended $pid"
  how=$(status_text "$status")
  case $kind:$state in
    worker:starting) start_ended "$@" ;;
    worker:current | program:current) current_ended ;;
    worker:*) say WARNING "Former worker ($pid) exited with code $status ($how)" ;;
    program:*) say WARNING "Former program '$label' ($pid) exited with code $status ($how)" ;;
  esac
  if [ -z "${all# }" ]; then
    say WARNING "All workers exited. Exiting... ($code)"
    exit "$code"
  fi
}

current_ended() {
  level=ALERT
  if [ "$kind" = worker ]; then
    if [ "$status" -lt 128 ]; then level=WARNING; fi
    say $level "Current worker ($pid) exited with code $status ($how)"
    # Nobody reads any more.
    if [ -n "$answers" ]; then eval "exec $answers>&-"; answers=; fi
  else
    say ALERT "Current program '$label' ($pid) exited with code $status ($how)"
  fi
  case $status in
    0 | 143) return ;;
    130) ;;
    *)
      if [ "$on_failure" = exit ]; then
        say ALERT 'exit-on-failure: killing every processes with SIGTERM'
        signal_all TERM
      fi
      ;;
  esac
  if [ "$code" = 0 ]; then code=$status; fi
}

# Becomes what the configuration wants, which is no master in the foreground.
start_otherwise() {
  for n in "$events" "$next" "$input"; do
    [ -z "$n" ] || eval "exec $n>&-"
  done
  if [ "$wish" = daemon ]; then exec "$home/bin/haloom" -D "$@"; fi
  HALOOM_ALONE=yes
  export HALOOM_ALONE
  exec "$home/bin/haloom" "$@"
}

# A worker that never served: on a reload the one before goes on, and at the start there is nothing else.
start_ended() {
  failed=$reason
  worker= reason= ready=
  if [ -n "$stopping" ]; then
    say ALERT "Current worker ($pid) exited with code $status ($how)"
    case $status in 0 | 143) ;; *) code=$status ;; esac
    return
  fi
  case $wish in
    foreground) answer_start foreground; exit 0 ;;
    alone | daemon) shift 2; start_otherwise "$@" ;;
  esac
  if [ -z "$failed" ] && [ "$2" -ge 128 ]; then
    failed="The worker was ended by a signal ($how) before it served"
    say ALERT "$failed"
  fi
  if [ "$reloads" = 0 ] && [ -z "$answers" ]; then
    [ -z "$failed" ] || [ -z "${HALOOM_READY_FD-}" ] || answer_start failed
    if [ "$2" = 0 ]; then exit 1; fi
    exit "$2"
  fi
  failures=$((failures + 1))
  say WARNING 'Loading failure!'
  tell_worker "failed $failed"
  if [ -n "$again" ]; then reload_wanted=yes; fi
}

# Signals all once the worker that serves has told systemd, which the signal could overtake.
stop() {
  stopping=$1
  say WARNING 'Exiting Master process...'
  if [ -n "$telling" ] || [ -z "$answers" ]; then
    signal_all "$stopping"
    return
  fi
  telling=yes
  tell_worker stopping
  # One that does not answer is not waited for.
  (
    close_master_descriptors
    exec </dev/null >/dev/null 2>&1
    sleep 1
    echo '0 told' >&"$events"
  ) &
}

on_told() {
  [ -n "$telling" ] || return 0
  telling=
  signal_all "$stopping"
}

on_signals() {
  if [ -n "$stop_wanted" ]; then
    signal=$stop_wanted stop_wanted=
    stop "$signal"
  fi
  for signal in $pass_wanted; do signal_all "$signal"; done
  pass_wanted=
  if [ -n "$reload_wanted" ]; then
    reload_wanted=
    [ -n "$stopping" ] || reload "$@"
  fi
}

on_event() {
  n=$1 what=$2 text=$3
  shift 3
  # shellcheck disable=SC2086
  case $what in
    tick) ;;
    started) on_started "$n" "$text" ;;
    ready) if [ "$n" = "$worker" ]; then ready=$text; complete_start; fi ;;
    program) [ "$n" != "$worker" ] || launch_program $text ;;
    failed) reason=${text:-the worker did not say why} ;;
    alone | foreground | daemon) wish=$what ;;
    reload) reload_wanted=yes ;;
    told) on_told ;;
    ended)
      eval "kind=\$kind_$n"
      if [ "$kind" = program ] && [ -n "$worker" ] && [ -z "$stopping" ]; then
        # What its end means is said by the worker that starts.
        ended_early="$ended_early $n:$text"
      else
        on_ended "$n" "$text" "$@"
      fi
      ;;
  esac
}

# The programs that ended while a worker started are judged once it serves, or has failed.
judge_ended_early() {
  [ -z "$worker" ] || [ -n "$stopping" ] || return 0
  judged=$ended_early
  ended_early=
  for one in $judged; do
    on_ended "${one%:*}" "${one#*:}" "$@"
  done
}

# run_master ARGUMENT...: does not return.
run_master() {
  all='' number=0 worker='' reloads=0 failures=0 code=0 on_failure=exit
  silent= stopping= again= reason= ready= ended_early= telling= wish= answers= descriptors=${HALOOM_READY_FD-}
  stop_wanted= pass_wanted= reload_wanted=
  if [ -z "$quiet" ] && [ -z "$foreground" ] && files_say quiet; then quiet=yes; fi
  if [ -n "$quiet" ] && [ -z "$verbose" ]; then silent=yes; fi
  trap 'reload_wanted=yes' USR2 HUP
  trap 'stop_wanted=TERM' TERM
  trap 'stop_wanted=INT' INT
  trap 'stop_wanted=USR1' USR1
  trap 'pass_wanted="$pass_wanted TTIN"' TTIN
  trap 'pass_wanted="$pass_wanted TTOU"' TTOU
  keep_input
  take_descriptor && events=$taken
  take_descriptor && next=$taken
  open_pipe "$events"
  launch_worker "$@"
  while :; do
    if read -r n what text <&"$events"; then on_event "$n" "$what" "$text" "$@"; fi
    on_signals "$@"
    [ -z "$ended_early" ] || judge_ended_early "$@"
  done
}
