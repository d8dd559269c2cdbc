# Sourced by the scripts of this folder.
# shellcheck shell=sh

# Prints the repository of Debian's main archive in this machine's sources of packages.
mirror() {
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(REPO_URI) $(COMPONENT)' 'Created-By: Packages' |
    sed -n 's,^\([^ ]*/debian\)/* main$,\1,p' | head -n 1
}
