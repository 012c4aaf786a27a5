#!/bin/sh
# deps.sh -- finds what building and testing needs; installs what is missing, or prints the one command to type and exits with 2.
#
# It comes before every demo and test, so the good case is three commands and no output. Names of packages stand in the table
# below; a thing to find is a program (p), a pkg-config module (m) or the header files of the C library (h).
set -eu
CC=${CC:-gcc} PKG_CONFIG=${PKG_CONFIG:-pkg-config}
modules="sqlite3 libpq libffi libpcre2-8 libfyaml expat"
[ "$(uname -s 2>/dev/null)" = Darwin ] || modules="$modules libdw" # elfutils is for ELF

# kind name            apt-get         dnf                 apk         pacman          brew
table="
p     compiler         gcc             gcc                 gcc         gcc             gcc
h     libc             libc6-dev       glibc-devel         musl-dev    glibc           -
p     make             make            make                make        make            make
p     pkg-config       pkg-config      pkgconf-pkg-config  pkgconf     pkgconf         pkgconf
m     sqlite3          libsqlite3-dev  sqlite-devel        sqlite-dev  sqlite          sqlite
m     libpq            libpq-dev       libpq-devel         libpq-dev   postgresql-libs libpq
m     libffi           libffi-dev      libffi-devel        libffi-dev  libffi          libffi
m     libpcre2-8       libpcre2-dev    pcre2-devel         pcre2-dev   pcre2           pcre2
m     libfyaml         libfyaml-dev    libfyaml-devel      libfyaml-dev libfyaml       libfyaml
m     expat            libexpat1-dev   expat-devel         expat-dev   expat           expat
m     libdw            libdw-dev       elfutils-devel      elfutils-dev libelf         -
"

have() { command -v "$1" >/dev/null 2>&1; }
has_headers() { echo '#include <stdio.h>' | $CC -E - >/dev/null 2>&1; }
all_here() {
    have "${CC%% *}" && have make && have "$PKG_CONFIG" && has_headers && $PKG_CONFIG --exists $modules 2>/dev/null
}

# Names of the table's rows that are not there. Without a compiler or pkg-config what they would show counts as missing too.
missing() {
    echo "$table" | while read -r kind name rest; do
        case "$kind $name" in
        "p compiler") have "${CC%% *}" ;;
        p\ *) have "$name" ;;
        h\ *) has_headers ;;
        m\ *) case " $modules " in *" $name "*) have "$PKG_CONFIG" && $PKG_CONFIG --exists "$name" 2>/dev/null ;; esac ;;
        esac || echo "$name"
    done
}

find_manager() {
    for manager in apt-get dnf apk pacman brew; do
        if have $manager; then
            return 0
        fi
    done
    manager=none
}

# The packages of the rows named on standard input, for the manager; a compiler asked for by name is its own package.
packages() {
    while read -r name; do
        if [ "$name" = compiler ] && [ "$CC" != gcc ]; then
            echo "${CC%% *}"
        else
            echo "$table" | awk -v name="$name" -v manager="$manager" '
                BEGIN { column["apt-get"] = 3; column["dnf"] = 4; column["apk"] = 5; column["pacman"] = 6; column["brew"] = 7 }
                $2 == name && $column[manager] != "-" { print $column[manager] }'
        fi
    done | tr '\n' ' '
}

# The command that installs, without what makes it run as root. Recommended packages are left out: nothing here needs them.
command_of() {
    case $manager in
    apt-get) echo "apt-get install -y --no-install-recommends" ;;
    dnf) echo "dnf install -y" ;;
    apk) echo "apk add" ;;
    pacman) echo "pacman -S --noconfirm --needed" ;;
    brew) echo "brew install" ;;
    esac
}

# On a fresh machine or image the lists of packages are empty, or old and name files that are gone.
refresh() {
    case $manager in
    apt-get) $as_root apt-get update -q ;;
    apk) $as_root apk update ;;
    pacman) $as_root pacman -Sy --noconfirm ;;
    esac
}

install() {
    if [ "$manager" = apt-get ] && ! ls /var/lib/apt/lists/*Packages* >/dev/null 2>&1; then
        refresh || return 1
    fi
    $as_root $(command_of) $wanted && return 0
    refresh && $as_root $(command_of) $wanted
}

all_here && exit 0

names=$(missing)
echo "deps: missing on this machine:" $names >&2
find_manager
if [ $manager = none ]; then
    echo "deps: no package manager I know is here; install with yours: pkg-config modules and programs of those names" >&2
    exit 2
fi
wanted=$(echo "$names" | packages)
if [ $manager = brew ]; then
    as_root= sudo=
elif [ "$(id -u)" = 0 ]; then
    as_root="env DEBIAN_FRONTEND=noninteractive" sudo=
elif have sudo && sudo -n true 2>/dev/null; then
    as_root="sudo -n env DEBIAN_FRONTEND=noninteractive" sudo="sudo "
else
    echo "deps: installing needs rights I do not have; type this, then start again:" >&2
    echo "    sudo $(command_of) $wanted" >&2
    exit 2
fi
echo "deps: installing: $wanted" >&2
install >&2 || true
if ! all_here; then
    echo "deps: still missing:" $(missing) >&2
    echo "deps: type this and read what it says, then start again:" >&2
    echo "    $sudo$(command_of) $wanted" >&2
    exit 2
fi
