#!/bin/sh
# part.sh -- runs one part of `make test`: what it says is printed when it has ended, and kept with its exit code for sum.sh.
#
#     selftest/build/part.sh build/test/NAME COMMAND [ARGUMENT...]
#
# Its own exit code is 0, so that make goes on with the others.
set -u
log=$1.log
shift
echo interrupted >"$log.code"
# Also what is asked to end takes along what it started: `timeout` has a process group to itself.
limit=
command -v timeout >/dev/null 2>&1 && limit="timeout 900"
# What starts make starts its own, not a branch of the one that runs this.
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
$limit "$@" >"$log" 2>&1 </dev/null &
part=$!
trap 'kill $part 2>/dev/null; wait $part; exit 143' INT TERM HUP
wait $part
echo $? >"$log.code"
cat "$log"
