#!/bin/sh
# generate.sh -- the rounds of the table `generate`: each way once per round, so that a slow minute of the machine hits all alike.
#
#     generate.sh ROUNDS sqlite|server FOLDER PYTHON          PYTHON: empty where there is no factory_boy
#
# The programs stand in FOLDER, and write to the file BENCH_TO.
set -u
rounds=$1 place=$2 folder=$3 python=$4
here=$(cd "$(dirname "$0")" && pwd)
project=$folder/generate_project
mkdir -p "$project"
case $BENCH_TO in
    /*) ;;
    *) export BENCH_TO="$(pwd)/$BENCH_TO" ;;
esac

# A test's sandbox: nothing is installed, each worker has a database or a schema of its own.
configure() {
    cat >"$project/seedbed.yaml" <<END
environment: development
debug: developer
sandboxes:
  bench:
    url: "$1"
    placement: $2
    schema: [ tables.sql ]
  rolled:
    url: "$1"
    placement: $2
    schema: [ tables.sql ]
    reset: rollback
END
    "$folder/generate_sqlite" --tables "$3" >"$project/tables.sql"
}

tests() {
    (cd "$project" && BENCH_PLACE=$1 "$folder/generate_make" --jobs=1 >said 2>&1 || { cat said >&2 && exit 1; }) || exit 1
}

django() {
    [ -z "$python" ] || "$python" -B "$here/programs/generate_django.py" "$1" "$folder" || exit 1
}

while [ "$rounds" -gt 0 ]; do
    rounds=$((rounds - 1))
    if [ "$place" = sqlite ]; then
        configure "sqlite:live.db" database INTEGER
        "$folder/generate_sqlite" "$folder" || exit 1
        tests memory
        django sqlite_memory
        django sqlite_file
    else
        configure "postgres:$SEEDBED_TEST_POSTGRES" schema serial
        "$folder/generate_postgres" || exit 1
        tests server
        django postgres
    fi
done
