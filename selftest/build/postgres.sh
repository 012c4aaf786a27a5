#!/bin/sh
# postgres.sh -- a PostgreSQL of one's own for the time of a command: a cluster in a temporary folder, on a unix socket alone.
#
#     selftest/build/postgres.sh run COMMAND [ARGUMENT...]   with SEEDBED_TEST_POSTGRES="host=... port=... user=... dbname=..." set
#     selftest/build/postgres.sh bin                         prints the folder of the server's programs
#     selftest/build/postgres.sh start                       prints the folder of a cluster that stays; stop FOLDER takes it away
#
# Where there is no PostgreSQL, or it does not start, the variable is empty, and what needs it is skipped with a reason. Where it is set
# already, nothing is started.
# The cluster goes with this script, whichever way it ends, and holds nothing that would have to survive a crash: fsync is off.
set -u

# The folder of initdb and pg_ctl: Debian and Fedora keep them out of PATH. The newest of several.
find_bin() {
    if command -v initdb >/dev/null 2>&1 && command -v pg_ctl >/dev/null 2>&1; then
        dirname "$(command -v initdb)"
        return
    fi
    for folder in $(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/libexec/postgresql*/ /opt/homebrew/opt/postgresql@*/bin \
        /usr/local/opt/postgresql@*/bin 2>/dev/null | sort -rV); do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            echo "$folder"
            return
        fi
    done
    return 1
}

# PostgreSQL refuses to be root.
find_user() {
    if [ "$(id -u)" = 0 ]; then
        id -u postgres >/dev/null 2>&1 && echo postgres || echo nobody
    fi
}
as_user() {
    if [ -z "$user" ]; then
        "$@"
    elif command -v setpriv >/dev/null 2>&1; then
        setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups -- "$@"
    else
        su -s /bin/sh "$user" -c 'exec "$@"' -- sh "$@"
    fi
}

# Tests make thousands of tables and hundreds of databases. Where files are memory, the server needs a tenth less for them; it has up to
# 300 MB, of which there must be plenty.
find_place() {
    place=/tmp
    if [ -w /dev/shm ] && [ "$(df -Pk /dev/shm 2>/dev/null | awk 'END { print ($4 > 2000000) }')" = 1 ] &&
        [ "$(awk '/^MemAvailable:/ { print ($2 > 4000000) }' /proc/meminfo 2>/dev/null)" = 1 ]; then
        place=/dev/shm
    fi
    echo "${SEEDBED_POSTGRES_FOLDER:-$place}"
}

make_cluster() {
    # The path of a socket is short: 100 bytes or so.
    folder=$(mktemp -d "$(find_place)/seedbed-postgres-XXXXXX") || return 1
    if [ -n "$user" ]; then
        chown "$user" "$folder"
    fi
    chmod 755 "$folder"
    as_user env LC_ALL=C "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --no-sync >"$folder.log" 2>&1 || return 1
    cat >>"$folder/data/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$folder'
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_connections = 200
max_prepared_transactions = 10
shared_buffers = 64MB
autovacuum = off
jit = off
max_locks_per_transaction = 1024
END
    # Databases into which no new role comes, for what is done where an administrator's rules are like that.
    as_user sh -c 'for database in seedbed_shut seedbed_shut_script; do
            printf "local %s postgres,shut_owner trust\nlocal %s all reject\n" $database $database
        done | cat - "$1/pg_hba.conf" >"$1/pg_hba.new" && mv "$1/pg_hba.new" "$1/pg_hba.conf"' sh "$folder/data" || return 1
    # It has no terminal, and none of our files: who waits for the end of our output would wait for its end, too.
    (cd / && as_user env LC_ALL=C "$bin/pg_ctl" start -w -t 60 -D "$folder/data" -l "$folder/log") >>"$folder.log" 2>&1 </dev/null
}

take_away() {
    if [ -f "$folder/data/postmaster.pid" ]; then
        (cd / && as_user "$bin/pg_ctl" stop -w -m immediate -D "$folder/data") >/dev/null 2>&1
    fi
    rm -rf "$folder" "$folder.log"
}

# Who kills this script keeps it from taking the cluster away; this one looks after it from outside.
watch_over() {
    (
        while kill -0 $$ 2>/dev/null; do
            sleep 2
        done
        [ ! -d "$folder" ] || take_away
    ) </dev/null >/dev/null 2>&1 &
}

without() {
    echo "postgres: tests on PostgreSQL are skipped: $1" >&2
    shift
    SEEDBED_TEST_POSTGRES="" "$@"
    exit $?
}

run() {
    if [ -n "${SEEDBED_TEST_POSTGRES+said}" ]; then # somebody has started one already, or tried to
        "$@"
        exit $?
    fi
    bin=$(find_bin) || without "there is no PostgreSQL server on this machine (apt-get install postgresql)" "$@"
    user=$(find_user)
    folder=
    trap '[ -z "$folder" ] || take_away' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    if ! make_cluster; then
        tail -n 3 "$folder.log" "$folder/log" >&2 2>/dev/null
        without "PostgreSQL does not start" "$@"
    fi
    watch_over
    SEEDBED_TEST_POSTGRES="host=$folder port=5432 user=postgres dbname=postgres" "$@"
}

case ${1:-} in
bin) find_bin ;;
run)
    shift
    run "$@"
    ;;
start)
    bin=$(find_bin) || exit 1
    user=$(find_user)
    make_cluster || exit 1
    echo "$folder"
    ;;
stop)
    bin=$(find_bin) || exit 1
    user=$(find_user)
    folder=$2
    take_away
    ;;
*)
    echo "postgres.sh: say run COMMAND..., start, stop FOLDER or bin" >&2
    exit 64
    ;;
esac
