# The Debian package on a machine where systemd runs: install, configure, reload, upgrade, remove, purge.
. /sandbox/common.sh

before=$(files)
deb=$(echo /sandbox/haloom_*.deb)

step 'install: it runs, and takes commands'
dpkg -i "$deb"
same 'state' active "$(systemctl is-active haloom)"
same 'at boot' enabled "$(systemctl is-enabled haloom)"
worker >/dev/null
same 'user of the worker' haloom "$(ps -o user= -p "$(worker)")"
master=$(systemctl show -P MainPID haloom)
same 'pid file' "$master" "$(cat /run/haloom/haloom.pid)"

step 'the unit is sound'
systemd-analyze verify haloom.service
systemd-analyze security --threshold=30 haloom.service | tail -n 1

step 'a reload: a privileged port, by who is root no more'
add_site 80 first
add_echo 7000
systemctl reload haloom
until_true says 80 first
same 'main process' "$master" "$(systemctl show -P MainPID haloom)"
same 'state' active "$(systemctl is-active haloom)"
same 'user of the worker' haloom "$(ps -o user= -p "$(worker)")"

step 'a wrong file: the service stays as it is'
cp /etc/haloom/haloom.cfg /tmp/good.cfg
echo 'wrongword here' >>/etc/haloom/haloom.cfg
if systemctl reload haloom; then fail 'the reload of a wrong file succeeded'; fi
journalctl -u haloom --no-pager | grep -q "unknown keyword 'wrongword'" || fail 'the journal does not say what is wrong'
same 'state' active "$(systemctl is-active haloom)"
same 'page' first "$(page 80)"
cp /tmp/good.cfg /etc/haloom/haloom.cfg

step 'logs: a file of its own, that is rotated'
until_true grep -q ' port80 .*"GET / HTTP/1.1"' /var/log/haloom.log
logrotate -f /etc/logrotate.d/haloom
[ -s /var/log/haloom.log.1 ] || fail 'the log was not rotated'

step 'upgrade under load: configuration kept, reloaded and not restarted, nothing lost'
make_upgrade "$deb" /tmp/next.deb 999
connect_echo 7000
echoed before
old=$(worker)
(
  while ! [ -e /tmp/enough ]; do
    [ "$(page 80 2>&1)" = first ] || echo 'a request was lost'
  done
) >/tmp/lost 2>&1 &
load=$!
dpkg -i /tmp/next.deb
another() { [ "$(worker)" != "$old" ]; }
until_true another
touch /tmp/enough
wait $load
same 'lost' '' "$(cat /tmp/lost)"
echoed after
same 'main process' "$master" "$(systemctl show -P MainPID haloom)"
same 'configuration' "$(cat /tmp/good.cfg)" "$(cat /etc/haloom/haloom.cfg)"
grep -q '^# of 999' /etc/default/haloom || fail '/etc/default/haloom is still the old one'
systemctl restart haloom
until_true says 80 first

step 'what was ended by its administrator stays so through an upgrade'
systemctl disable --now haloom
dpkg -i "$deb"
same 'at boot' disabled "$(systemctl is-enabled haloom || :)"

step 'remove: stopped, configuration kept'
systemctl start haloom
until_true says 80 first
dpkg -r haloom
same 'state' inactive "$(systemctl is-active haloom || :)"
same 'processes' '' "$(pgrep -f /usr/lib/haloom || :)"
same 'configuration' "$(cat /tmp/good.cfg)" "$(cat /etc/haloom/haloom.cfg)"
[ ! -e /usr/lib/haloom ] || fail '/usr/lib/haloom is still there'

step 'purge: nothing is left'
dpkg -P haloom
nothing_remains "$before"
