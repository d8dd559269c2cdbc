# docs/INSTALL.md: from HAProxy to Haloom and back, with systemd, under load; nothing is lost.
. /sandbox/common.sh

step 'HAProxy serves'
sed -i 's,stats socket .*,& expose-fd listeners,' /etc/haproxy/haproxy.cfg
cat >>/etc/haproxy/haproxy.cfg <<'END'

frontend web
	bind 127.0.0.1:80
	http-request return status 200 content-type text/plain string "site"
END
systemctl restart haproxy
until_true says 80 site

step 'Haloom takes its configuration'
dpkg -i /sandbox/haloom_*.deb
systemctl stop haloom
sed 's/\(user\|group\) haproxy/\1 haloom/; s,/run/haproxy/,/run/haloom/,' /etc/haproxy/haproxy.cfg >/etc/haloom/haloom.cfg
haloom -c -q -f /etc/haloom/haloom.cfg

(
  while ! [ -e /tmp/enough ]; do
    [ "$(page 80 2>&1)" = site ] || echo "lost: $(page 80 2>&1)"
  done
) >/tmp/lost 2>&1 &
load=$!

step 'to Haloom'
echo 'EXTRAOPTS=-x /run/haproxy/admin.sock' >>/etc/default/haloom
systemctl start haloom
mkdir -p /run/systemd/system/haproxy.service.d
printf '[Service]\nKillSignal=SIGUSR1\nTimeoutStopSec=infinity\n' >/run/systemd/system/haproxy.service.d/leave.conf
systemctl daemon-reload
systemctl stop --no-block haproxy
is_inactive() { [ "$(systemctl is-active "$1")" = inactive ]; }
until_true is_inactive haproxy
sed -i '$d' /etc/default/haloom
admin 'show info' | grep -q '^Version: .*haloom' || fail 'it is not Haloom that answers'
same 'page' site "$(page 80)"
same 'what listens' 1 "$(ss -Hltn 'sport = :80' | wc -l)"

step 'a reload of the service does without that option'
systemctl reload haloom
same 'page' site "$(page 80)"

step 'and back'
echo 'EXTRAOPTS=-x /run/haloom/admin.sock' >>/etc/default/haproxy
rm -rf /run/systemd/system/haproxy.service.d
systemctl daemon-reload
systemctl start haproxy
systemctl kill --kill-whom=main -s USR1 haloom
until_true is_inactive haloom
sed -i '$d' /etc/default/haproxy
same 'page' site "$(page 80)"
touch /tmp/enough
wait $load
same 'lost' '' "$(cat /tmp/lost)"
