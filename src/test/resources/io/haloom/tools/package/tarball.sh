# The tarball as docs/INSTALL.md says: unpack, start, query, upgrade by a link, reload, remove.
. /sandbox/common.sh

before=$(files)
tarball=$(echo /sandbox/haloom-*.tar.gz)
name=${tarball##*/}
name=${name%.tar.gz}

# The JVM ends if its class-data archive does not fit; Java before 25 has no such option.
uses_archive() {
  if [ -n "$(find "$1/" -maxdepth 1 -name 'haloom-2[1-4].*')" ]; then return; fi
  HALOOM_JAVA_OPTS=-XX:AOTMode=on "$1/bin/haloom" -v | grep -q '^HAProxy version'
}

step 'unpack'
tar -xzf "$tarball" -C /opt
ln -s "$name" /opt/haloom
ln -s /opt/haloom/bin/haloom /usr/local/sbin/haloom
adduser --system --group --home /var/lib/haloom --no-create-home --quiet haloom
mkdir -p /etc/haloom /run/haloom
cp /opt/haloom/etc/haloom.cfg /etc/haloom/
same 'exit status of -v' 0 "$(haloom -v >/dev/null; echo $?)"

step 'its archive is used wherever it is unpacked, and left aside where it does not fit'
uses_archive /opt/haloom || fail 'the archive is not used in /opt'
mkdir '/srv/another place'
tar -xzf "$tarball" -C '/srv/another place'
uses_archive "/srv/another place/$name" || fail 'the archive is not used in another place'
touch -d '2001-02-03' "/srv/another place/$name/haloom.jar"
if uses_archive "/srv/another place/$name" 2>/dev/null; then fail 'a JVM that must use it does with another jar'; fi
"/srv/another place/$name/bin/haloom" -c -f /etc/haloom/haloom.cfg
rm -rf '/srv/another place'

step 'start'
add_site 80 first
haloom -W -D -f /etc/haloom/haloom.cfg -p /run/haloom.pid
same 'page' first "$(page 80)"
same 'user of the worker' haloom "$(ps -o user= -p "$(worker)")"
master=$(cat /run/haloom.pid)

step 'reload'
old=$(worker)
add_site 81 second
kill -USR2 "$master"
until_true says 81 second
same 'master' "$master" "$(cat /run/haloom.pid)"

step 'upgrade: a later version beside it, the link, a reload'
cp -a "/opt/$name" /opt/haloom-later
ln -sfn haloom-later /opt/haloom
old=$(worker)
kill -USR2 "$master"
another() { [ "$(worker)" != "$old" ]; }
until_true another
case $(readlink "/proc/$(worker)/exe") in
  /opt/haloom-later/*) ;;
  *) fail "the worker is still $(readlink "/proc/$(worker)/exe")" ;;
esac
same 'pages' 'first second' "$(page 80) $(page 81)"

step 'remove'
gone() { ! kill -0 "$1"; }
last=$(worker)
kill "$master"
until_true gone "$master"
until_true gone "$last"
rm -rf "/opt/$name" /opt/haloom-later /opt/haloom /usr/local/sbin/haloom /etc/haloom /run/haloom /run/haloom.pid
deluser --quiet --system haloom
nothing_remains "$before"
