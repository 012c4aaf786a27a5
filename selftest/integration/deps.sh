#!/bin/sh
# deps.sh -- `make deps`: silent when all is there; installs what is missing; or prints the one command to type and ends with 2.
#
# The machine is pretended: a folder of small programs is all of PATH. There is no libfyaml until apt-get has been asked for it.
set -u
fake=$SCRATCH/bin
log=$SCRATCH/log
mkdir "$fake"
for tool in sh awk tr tail echo env ls cat; do
    ln -s "$(command -v $tool)" "$fake/$tool"
done
program() { # name; its text comes on standard input
    { echo "#!$fake/sh"; cat; } >"$fake/$1"
    chmod +x "$fake/$1"
}
program gcc </dev/null
program make </dev/null
program pkg-config <<END
[ -f "$SCRATCH/installed" ] && exit 0
case "\$*" in *libfyaml*) exit 1 ;; esac
END
program apt-get <<END
echo "\$*" >>"$log"
case "\$1" in install) echo >"$SCRATCH/installed" ;; esac
END
program id <<'END'
echo "${PRETEND_UID:-0}"
END

failed=0
fail() {
    echo "$1"
    cat "$SCRATCH/said"
    failed=1
}
deps() { # expected code
    PATH=$fake CC=gcc PKG_CONFIG=pkg-config "$fake/sh" selftest/build/deps.sh >"$SCRATCH/said" 2>&1
    code=$?
    [ $code = "$1" ] || fail "exit code $code, not $1"
}
said() { grep -q -- "$1" "$SCRATCH/said" || fail "it does not say: $1"; }

PRETEND_UID=1000 deps 2
said 'missing on this machine: libfyaml$'
said '^    sudo apt-get install -y --no-install-recommends libfyaml-dev $'
[ ! -f "$log" ] || fail "it ran apt-get without the right to"

# Password-less sudo is as good as root; one that asks is none.
program sudo <<END
exit 1
END
PRETEND_UID=1000 deps 2
program sudo <<END
[ "\$1" = -n ] || exit 1
shift
"\$@"
END
PRETEND_UID=1000 deps 0
grep -q '^install -y --no-install-recommends libfyaml-dev $' "$log" || grep -q '^install.* libfyaml-dev' "$log" || fail "apt-get was not asked"

rm "$SCRATCH/installed" "$log"
deps 0
grep -q '^install.* libfyaml-dev' "$log" || fail "root did not ask apt-get"

# All is there: not a word, and nothing asked of the package manager.
rm "$log"
deps 0
[ ! -s "$SCRATCH/said" ] || fail "it speaks when there is nothing to say"
[ ! -f "$log" ] || fail "it asked apt-get for nothing"

# An installation that does not help is told, with the command; so is a system without a manager that is known.
rm "$SCRATCH/installed"
program apt-get </dev/null
deps 2
said 'still missing: libfyaml$'
rm "$fake/apt-get" "$fake/gcc"
deps 2
said 'missing on this machine: compiler libc libfyaml$'
said 'no package manager'
program dnf </dev/null
PRETEND_UID=1000 deps 2
rm "$fake/sudo"
PRETEND_UID=1000 deps 2
said 'sudo dnf install -y gcc glibc-devel libfyaml-devel'
exit $failed
