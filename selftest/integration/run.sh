#!/bin/sh
# run.sh -- runs integration scripts, as many side by side as there are processors; each by ../build/script.sh.
#
#     selftest/integration/run.sh build/release [NAME...]
set -u
release=$1
shift
scripts=
for name; do
    scripts="$scripts integration/$name"
done
exec make -f selftest/build/test.mk "-j$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)" BUILD="$(dirname "$release")" RELEASE="$release" \
    ${scripts:+SCRIPTS="$scripts"} integration
