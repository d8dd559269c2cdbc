# Sourced by the scripts of this tree, which first set `home`, and -f: finds Java and Maven, and builds the jar.
# shellcheck shell=sh disable=SC2154

# java_version DIR: sets `version` (25.0.3) and `major` (25) of the Java in DIR without starting it.
# Fails where DIR holds none.
java_version() {
  [ -x "$1/bin/java" ] || return 1
  version=
  if [ -r "$1/release" ]; then
    while IFS='=' read -r key value; do
      case $key in JAVA_VERSION) version=${value#\"} version=${version%\"} ;; esac
    done <"$1/release"
  fi
  if [ -z "$version" ]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
  fi
  major=${version%%[!0-9]*}
  [ -n "$major" ]
}

# usable_java DIR PROGRAM: DIR is Java 21 or later and has bin/PROGRAM. Sets `java_home` and the above.
usable_java() {
  [ -n "$1" ] && [ -x "$1/bin/$2" ] && java_version "$1" && [ "$major" -ge 21 ] && java_home=$1
}

# The folder of the java in PATH, behind its links.
java_home_of_path() {
  found=$(command -v java) && found=$(readlink -f "$found") && found=${found%/bin/java}
}

# Sets `java_home` to the newest of the installed ones that have bin/$1.
newest_java() {
  best='' best_major=20
  set +f
  for candidate in /usr/lib/jvm/*; do
    [ -h "$candidate" ] && continue
    if usable_java "$candidate" "$1" && [ "$major" -gt "$best_major" ]; then
      best=$candidate best_major=$major
    fi
  done
  set -f
  [ -n "$best" ] && usable_java "$best" "$1"
}

# Prints the packages with a new enough JDK that this machine's apt knows, newest first, four at most.
java_packages() {
  apt-cache --names-only search '^(openjdk|temurin)-[0-9]+-jdk(-headless)?$' 2>/dev/null | cut -d ' ' -f 1 | sort -t - -k 2,2nr -k 3r |
    while IFS=- read -r maker release rest; do
      [ "$release" -lt 21 ] || echo "    $maker-$release-$rest"
    done | head -n 4
}

# miss_java java|javac: the last words of a start that found none.
miss_java() {
  what="Java 21"
  [ "$1" = java ] || what="a JDK of 21"
  echo "haloom: needs $what or later, and found none in HALOOM_JAVA_HOME, JAVA_HOME, PATH or /usr/lib/jvm." >&2
  packages=$(java_packages)
  if [ -n "$packages" ]; then
    printf '  Install one of these packages, or point HALOOM_JAVA_HOME at the folder of a JDK:\n%s\n' "$packages" >&2
  elif command -v apt-cache >/dev/null; then
    echo "  apt knows no package that has one (after apt-get update, it may). Or point HALOOM_JAVA_HOME at the folder of a JDK." >&2
  else
    echo "  Install a package that has one, or point HALOOM_JAVA_HOME at the folder of a JDK." >&2
  fi
  exit 1
}

# Ends a start whose HALOOM_JAVA_HOME is not what it says: what is named and cannot be used is not passed over.
check_named_java() {
  [ -n "${HALOOM_JAVA_HOME-}" ] || return 0
  if ! java_version "$HALOOM_JAVA_HOME"; then
    echo "haloom: HALOOM_JAVA_HOME=$HALOOM_JAVA_HOME holds no bin/java" >&2
    exit 1
  fi
  if [ "$major" -lt 21 ]; then
    echo "haloom: HALOOM_JAVA_HOME=$HALOOM_JAVA_HOME is Java $version, and Haloom needs 21 or later" >&2
    exit 1
  fi
}

# find_java java|javac: sets `java_home`, `version` and `major`, or says what to install and exits 1.
find_java() {
  check_named_java
  usable_java "${HALOOM_JAVA_HOME-}" "$1" && return
  # The one that was packaged with this Haloom.
  usable_java "$home/java" "$1" && return
  usable_java "${JAVA_HOME-}" "$1" && return
  java_home_of_path && usable_java "$found" "$1" && return
  newest_java "$1" && return
  miss_java "$1"
}

# find_maven: sets `maven` to the installed one, or to mvnw, which downloads one, where there is none or one older than
# 3.6.3, which the plugins ask for. After find_java.
find_maven() {
  maven=$home/mvnw
  command -v mvn >/dev/null || return 0
  old=$(JAVA_HOME=$java_home mvn -v 2>/dev/null |
    sed -n 's/.*Apache Maven \([0-9][0-9]*\)\.\([0-9][0-9]*\)\.\([0-9][0-9]*\).*/\1 \2 \3/p' |
    while read -r first second third; do echo $((first * 10000 + second * 100 + third < 30603)); done)
  [ "${old:-1}" = 1 ] || maven=mvn
}

# True in a source tree whose jar is missing or older than what it is made of.
jar_is_stale() {
  [ -f "$home/pom.xml" ] && [ -d "$home/src/main" ] || return 1
  [ -f "$home/target/haloom.jar" ] || return 0
  [ -e "$home/.git" ] || return 1
  [ -n "$(find "$home/src/main" "$home/pom.xml" -type f -newer "$home/target/haloom.jar" -print -quit)" ]
}

# On a terminal, a dot a second until this is killed, or the script has ended otherwise.
show_work() {
  [ -t 2 ] || return 0
  while sleep 1 && kill -0 $$ 2>/dev/null; do printf . >&2; done
}

# Builds target/haloom.jar. One at a time: starts in parallel wait for the one that builds.
build_jar() {
  mkdir -p "$home/target"
  (
    if command -v flock >/dev/null; then flock 9; fi
    jar_is_stale || exit 0
    find_java javac
    find_maven
    first=
    [ -f "$home/target/haloom.jar" ] || first=", the first time; Maven may have much to download"
    echo "haloom: building $home/target/haloom.jar$first" >&2
    log=$home/target/build.log
    show_work 9>&- &
    worker=$!
    (cd "$home" && JAVA_HOME=$java_home "$maven" -B -ntp -Dquick -Dmaven.test.skip=true package) >"$log" 2>&1
    status=$?
    kill $worker 2>/dev/null
    [ ! -t 2 ] || echo >&2
    if [ $status != 0 ]; then
      grep -E '^(\[ERROR\]|mvnw:)' "$log" | head -n 20 >&2
      echo "haloom: the build failed, see $log" >&2
      exit 1
    fi
    touch "$home/target/haloom.jar"
  ) 9>"$home/target/.build.lock" || exit 1
}
