# Sourced by the scripts of this folder, which run in a sandbox (.ci/sandbox) with what is to be installed in /sandbox.
set -eu
# What the service said, where this does not come to its end.
explain() {
  [ "$?" = 0 ] || journalctl -u haloom -n 30 --no-pager 2>/dev/null
}
trap explain EXIT
export DEBIAN_FRONTEND=noninteractive

step() { echo "== $*"; }

fail() {
  echo "FAILED: $*"
  exit 1
}

# same WHAT WANTED FOUND
same() {
  [ "$2" = "$3" ] || fail "$1: wanted '$2', found '$3'"
}

# until_true COMMAND...: asks it for half a minute.
until_true() {
  for _ in $(seq 600); do
    ! "$@" >/dev/null 2>&1 || return 0
    sleep 0.05
  done
  fail "still not: $*"
}

# Adds a site that says $2 at port $1 to the configuration.
add_site() {
  cat >>/etc/haloom/haloom.cfg <<END

frontend port$1
	bind 127.0.0.1:$1
	http-request return status 200 content-type text/plain string "$2"
END
}

# Connects, through the configuration's port $1, to a server that echoes; `echoed TEXT` asks it by that connection.
add_echo() {
  cat >>/etc/haloom/haloom.cfg <<END

listen echo
	mode tcp
	bind 127.0.0.1:$1
	server one 127.0.0.1:7007
END
  socat TCP-LISTEN:7007,bind=127.0.0.1,fork,reuseaddr EXEC:cat &
}

connect_echo() {
  mkfifo /tmp/ask /tmp/answer
  socat -t 60 "TCP:127.0.0.1:$1" 'STDIO' </tmp/ask >/tmp/answer &
  exec 8>/tmp/ask 9</tmp/answer
}

echoed() {
  echo "$1" >&8
  read -r line <&9 || line='(closed)'
  same 'echo' "$1" "$line"
}

page() { curl -sS --max-time 20 "http://127.0.0.1:$1/"; }

says() { [ "$(page "$1")" = "$2" ]; }

# admin COMMAND: what the stats socket of the installed configuration answers.
admin() { echo "$1" | socat -t 20 stdio unix-connect:/run/haloom/admin.sock; }

# The process that serves, by its own word.
worker() { admin 'show info' | sed -n 's/^Pid: //p'; }

# make_upgrade OLD NEW VERSION: the package as a later version would be, with another /etc/default/haloom.
make_upgrade() {
  rm -rf /tmp/upgrade
  dpkg-deb -R "$1" /tmp/upgrade
  sed -i "s/^Version: .*/Version: $3/" /tmp/upgrade/DEBIAN/control
  echo "# of $3" >>/tmp/upgrade/etc/default/haloom
  dpkg-deb -Znone -b /tmp/upgrade "$2" >/dev/null
  rm -rf /tmp/upgrade
}

# All files but those that come and go while a system runs.
files() {
  find / -xdev \( -path /sandbox -o -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /run -o -path /var/tmp \
    -o -path /var/lib/dpkg -o -path /var/lib/systemd -o -path /var/cache -o -path /var/log -o -path /var/lib/logrotate \) -prune -o -print |
    grep -vE '^/etc/(passwd|group|shadow|gshadow|subuid|subgid)-$|^/etc/\.pwd\.lock$' | sort
}

# What of Haloom's is left in places that the list of files leaves out.
remains() {
  find /run /var/cache /var/log /var/lib/systemd -path /var/cache/man -prune -o -name '*haloom*' -print 2>/dev/null
  getent passwd haloom || :
  getent group haloom || :
}

# nothing_remains BEFORE: what files() said before the installation is what it says now.
nothing_remains() {
  echo "$1" >/tmp/before
  files >/tmp/after
  same 'files left' '' "$(diff /tmp/before /tmp/after)"
  same 'left of haloom' '' "$(remains)"
}
