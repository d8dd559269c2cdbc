# Sourced by the scripts of this tree, which first set `home`, and -f: finds Java and builds the jar.

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
  best= best_major=20
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

# find_java java|javac: sets `java_home`, `version` and `major`, or says what to install and exits 1.
find_java() {
  usable_java "${HALOOM_JAVA_HOME-}" "$1" && return
  if [ -n "${HALOOM_JAVA_HOME-}" ] && ! [ -x "$HALOOM_JAVA_HOME/bin/java" ]; then
    echo "haloom: HALOOM_JAVA_HOME=$HALOOM_JAVA_HOME holds no bin/java" >&2
    exit 1
  fi
  usable_java "${JAVA_HOME-}" "$1" && return
  java_home_of_path && usable_java "$found" "$1" && return
  newest_java "$1" && return
  cat >&2 <<END
haloom: needs Java 21 or later, and found none in HALOOM_JAVA_HOME, JAVA_HOME, PATH or /usr/lib/jvm.
  Install one of these packages, or point HALOOM_JAVA_HOME at one:
    openjdk-25-jdk-headless, openjdk-21-jdk-headless, temurin-25-jdk, temurin-21-jdk
END
  exit 1
}

# True in a source tree whose jar is missing or older than what it is made of.
jar_is_stale() {
  [ -f "$home/pom.xml" ] && [ -d "$home/src/main" ] || return 1
  [ -f "$home/target/haloom.jar" ] || return 0
  [ -e "$home/.git" ] || return 1
  [ -n "$(find "$home/src/main" "$home/pom.xml" -type f -newer "$home/target/haloom.jar" -print -quit)" ]
}

# Builds target/haloom.jar. One at a time: starts in parallel wait for the one that builds.
build_jar() {
  if ! command -v mvn >/dev/null; then
    echo "haloom: the jar is built with Maven, which is not installed: apt-get install maven" >&2
    exit 1
  fi
  mkdir -p "$home/target"
  (
    if command -v flock >/dev/null; then flock 9; fi
    jar_is_stale || exit 0
    find_java javac
    echo "haloom: building $home/target/haloom.jar" >&2
    log=$home/target/build.log
    if ! (cd "$home" && JAVA_HOME=$java_home mvn -B -ntp -Dquick -Dmaven.test.skip=true package) >"$log" 2>&1; then
      grep '^\[ERROR\]' "$log" | head -n 20 >&2
      echo "haloom: the build failed, see $log" >&2
      exit 1
    fi
    touch "$home/target/haloom.jar"
  ) 9>"$home/target/.build.lock" || exit 1
}
