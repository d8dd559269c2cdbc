# Sourced by bin/master.sh: how a master starts workers and programs, and the pipes between them.

# Takes a free single-digit descriptor; sets `taken`.
take_descriptor() {
  for taken in 9 8 7 6 5 4 3; do
    case $descriptors in *$taken*) continue ;; esac
    if ! [ -e "/proc/$$/fd/$taken" ]; then
      descriptors="$descriptors $taken"
      return
    fi
  done
  echo "haloom: descriptors 3 to 9 are all taken, and three are needed to be a master" >&2
  exit 1
}

# Makes descriptor $1 both ends of a new pipe, which a shell cannot ask for: a short here-document is one in most
# shells, and opening it anew gives the other end. Where it is a file, a named pipe serves.
open_pipe() {
  eval "exec $1<<END
END"
  if [ -p "/proc/self/fd/$1" ]; then
    eval "exec $1<>/proc/self/fd/$1"
  else
    name=${TMPDIR:-/tmp}/haloom.$$.$1
    rm -f "$name"
    (umask 077 && mkfifo "$name") || exit 1
    eval "exec $1<>\"\$name\""
    rm -f "$name"
  fi
}

# What the next worker is to know of the others: one line a process, kind, pid, reloads, socket or name.
describe_processes() {
  processes="master $$ $reloads $failures
"
  for n in $all; do
    eval "kind=\$kind_$n pid=\$pid_$n since=\$since_$n label=\$label_$n state=\$state_$n"
    [ -n "$pid" ] && [ "$state" != starting ] || continue
    processes="$processes$kind $pid $((reloads - since)) $label $state
"
  done
}

# launch KIND LABEL COMMAND...: starts a process under a shell that waits for it and reports its end.
launch() {
  number=$((number + 1))
  eval "kind_$number=\$1 label_$number=\$2 pid_$number= since_$number=$reloads state_$number=starting"
  all="$all $number"
  shift 2
  (
    "$@" &
    child=$!
    # What is sent to the whole group, as by a terminal, must not keep the end from being reported.
    trap '' INT TERM QUIT HUP USR1 USR2 TTIN TTOU
    echo "$number started $child" >&"$events"
    close_master_descriptors
    # Of a daemon, which leaves the streams it was started with.
    exec </dev/null >/dev/null 2>&1
    wait "$child" 2>/dev/null
    echo "$number ended $?" >&"$events"
  ) &
  eval "waiter_$number=\$!"
}

# Closes what only the master holds: a worker sees at the end of its pipe that the master is gone.
close_master_descriptors() {
  for n in "$next" "$answers" "$input" "${HALOOM_READY_FD-}"; do
    [ -z "$n" ] || eval "exec $n>&-"
  done
}

# Keeps the standard input for workers: a command in the background has none of its own, and the master's is
# another one while it reads from a pipe. Where three descriptors are all that is left, workers go without.
keep_input() {
  input='' free=''
  for n in 9 8 7 6 5 4 3; do [ -e "/proc/$$/fd/$n" ] || free="$free$n"; done
  if [ -e "/proc/$$/fd/0" ] && [ "${#free}" -gt 3 ]; then
    take_descriptor && input=$taken
    eval "exec $input<&0"
  fi
}

# The worker begins as bin/haloom does, so that a reload takes a newer Haloom and a newer Java.
launch_worker() {
  open_pipe "$next"
  describe_processes
  launch worker - become_worker "$@"
  worker=$number
}

become_worker() {
  [ -z "$answers" ] || eval "exec $answers>&-"
  [ -z "${HALOOM_READY_FD-}" ] || eval "exec $HALOOM_READY_FD>&-"
  # Each end is opened for one direction alone, so that the other side sees when this one is gone.
  eval "exec $next</proc/self/fd/$next $events>/proc/self/fd/$events"
  HALOOM_MASTER="$number $events $next" HALOOM_PROCESSES=$processes
  export HALOOM_MASTER HALOOM_PROCESSES
  # The configuration may come from standard input.
  [ -z "$input" ] || eval "exec <&$input $input<&-"
  exec "$home/bin/haloom" "$@"
}

# Sets `word` to what a worker wrote as =TEXT, with \0ooo for what is neither a letter nor a digit.
octal() {
  word=$(printf '%b.' "${1#=}") && word=${word%.}
}

# launch_program NAME UID GID RESTART WORD...: the words come as octal() reads them.
launch_program() {
  octal "$1"
  name=$word uid=$2 gid=$3
  [ "$4" = yes ] || [ "$reloads" = 0 ] || return 0
  shift 4
  left=$#
  while [ "$left" -gt 0 ]; do
    octal "$1"
    shift
    set -- "$@" "$word"
    left=$((left - 1))
  done
  launch program "$name" become_program "$@"
}

become_program() {
  close_master_descriptors
  eval "exec $events>&-"
  unset HALOOM_READY_FD HALOOM_ALONE
  if [ "$gid" != - ] || [ "$uid" != - ]; then
    [ "$uid" = - ] || set -- --reuid "$uid" "$@"
    if [ "$gid" = - ]; then set -- --keep-groups "$@"; else set -- --regid "$gid" --clear-groups "$@"; fi
    set -- setpriv "$@"
  fi
  exec env "$@"
}
