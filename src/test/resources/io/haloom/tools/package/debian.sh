# The Debian package where no systemd runs, as in a container: install, start, query, reload, upgrade, remove, purge.
. /sandbox/common.sh

before=$(files)
deb=$(echo /sandbox/haloom_*.deb)

step 'install'
dpkg -i "$deb"
haloom -c -q -f /etc/haloom/haloom.cfg
man haloom | grep -q 'master-worker' || fail 'the manual page has no -W'
same 'group of the user' haloom "$(id -gn haloom)"

step 'start'
add_site 80 first
start() { haloom -D -f /etc/haloom/haloom.cfg -p /run/haloom.pid "$@"; }
start
same 'page' first "$(page 80)"
first=$(worker)
same 'pid file' "$first" "$(cat /run/haloom.pid)"
same 'user of the worker' haloom "$(ps -o user= -p "$first")"

step 'reload: another process takes over'
add_site 81 second
start -sf "$(cat /run/haloom.pid)"
same 'pages' 'first second' "$(page 80) $(page 81)"
gone() { ! kill -0 "$1"; }
until_true gone "$first"

step 'upgrade: what runs is left alone, and taken over from by hand'
make_upgrade "$deb" /tmp/next.deb 999
cp /etc/haloom/haloom.cfg /tmp/good.cfg
second=$(worker)
dpkg -i /tmp/next.deb
same 'worker' "$second" "$(worker)"
same 'configuration' "$(cat /tmp/good.cfg)" "$(cat /etc/haloom/haloom.cfg)"
start -sf "$second"
until_true gone "$second"
same 'pages' 'first second' "$(page 80) $(page 81)"

step 'remove and purge'
third=$(worker)
kill "$third"
until_true gone "$third"
rm -f /run/haloom.pid
dpkg -r haloom
same 'configuration' "$(cat /tmp/good.cfg)" "$(cat /etc/haloom/haloom.cfg)"
dpkg -P haloom
nothing_remains "$before"
