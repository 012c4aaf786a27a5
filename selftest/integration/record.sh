#!/bin/sh
# record.sh -- the record of a run as docs/RECORD.md tells it: its sample is what a program writes, and each key stands in its tables.
set -u
golden=$(dirname "$BUILD")/debug/golden
failed=0
fail() {
    echo "$1"
    failed=1
}
# The digest is of no interest here, and names of folders differ.
mask() { sed -e 's/"digest":"[0-9a-f]*"/"digest":"0123456789abcdef"/' -e "s|$golden/||"; }

"$golden/fails" --pinned --jobs=1 --report=json values/a_number values/this_one_passes | mask >"$SCRATCH/sample"
sed -n '/^```json$/,/^```$/{/^```/!p;}' docs/RECORD.md >"$SCRATCH/told"
[ -s "$SCRATCH/told" ] || fail "docs/RECORD.md has no sample"
diff -u "$SCRATCH/told" "$SCRATCH/sample" || fail "the sample in docs/RECORD.md is not what a program writes"

for program in passes fails ends; do
    "$golden/$program" --report=json="$SCRATCH/$program.json" >/dev/null 2>&1
done
# Strings go first, so that nothing inside them looks like a key.
cat "$SCRATCH"/*.json | sed -e 's/\\.//g' -e 's/:"[^"]*"/:0/g' | grep -o '"[a-z_0-9]*":' | tr -d '":' | sort -u >"$SCRATCH/keys"
[ "$(wc -l <"$SCRATCH/keys")" -ge 40 ] || fail "fewer keys were found than a record has"
while read -r key; do
    case $key in *_base64) continue ;; esac
    sed -n 's/^|\([^|]*\)|.*/\1/p' docs/RECORD.md | grep -q "\`$key\`" || fail "the key $key stands in no table of docs/RECORD.md"
done <"$SCRATCH/keys"

if command -v python3 >/dev/null 2>&1; then
    python3 -c 'import json, sys
for name in sys.argv[1:]:
    with open(name, "rb") as record:
        events = [json.loads(line.decode("utf-8"))["event"] for line in record]
    assert events[0] == "run" and events[-1] == "end" and set(events[1:-1]) == {"result"}, (name, events)
' "$SCRATCH"/*.json || fail "python does not read the records"
fi
exit $failed
