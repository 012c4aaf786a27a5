#!/bin/sh
# libraries.sh -- one library, one user; and what belongs to one system stands in the files made for it.
#
# Columns: a pattern of grep -E; the files that may match it, as a pattern; what to do instead.
set -u
bad=0
only() {
    hits=$(find include assert framework generators \( -name '*.c' -o -name '*.h' \) -exec grep -HnE "$1" {} + | grep -vE "^($2):")
    if [ -n "$hits" ]; then
        echo "$hits" | sed "s,^\([^:]*:[0-9]*\):.*,\1: $3,"
        bad=1
    fi
}
sub='framework/sandbox/sqlite/[^:]*'
only '^ *# *include *[<"]sqlite3\.h' "$sub" 'sqlite3.h is for framework/sandbox/sqlite/ alone; go through sb_backend'
only '^ *# *include *[<"]pcre2\.h' 'assert/pattern\.c' 'pcre2.h is for assert/pattern.c alone; go through pattern.h'
only '^ *# *include *[<"]libfyaml\.h' 'framework/config/yaml\.c' 'libfyaml.h is for framework/config/yaml.c alone; go through yaml.h'
only '^ *# *include *[<"](elfutils/|dwarf\.h|libelf|gelf)' 'framework/record/symbols\.c' 'elfutils is for framework/record/symbols.c alone; go through symbols.h'
sub='framework/sandbox/postgres/[^:]*'
only '^ *# *include *[<"]libpq-fe\.h' "$sub" 'libpq-fe.h is for framework/sandbox/postgres/ alone; go through sb_backend'
# By its own name a function of libpq may be the one that watches the application; and it is not there where libpq is not.
only '(^|[^>.A-Za-z_])PQ[a-z][A-Za-z]* *\([^)*]*\);' "framework/sandbox/postgres/interpose[^:]*" 'libpq is not linked; call it through sb__libpq()'
only '^ *# *include *[<"]expat\.h' 'generators/fixture/read_xml\.c' 'expat.h is for generators/fixture/read_xml.c alone; go through read.h'
only '^ *# *include *[<"]ffi\.h' 'nobody' 'libffi has no user yet'
system='framework/process/os_[^:]*|framework/sandbox/sqlite/memory_[^:]*'
here='belongs in framework/process/os_*.c or framework/sandbox/sqlite/memory_*.c; go through os.h or memory.h'
only '(memfd_create|prctl|pidfd_[a-z_]*|signalfd) *\(' "$system" "a call of one system $here"
only '^ *# *include *<(sys/(prctl|signalfd|eventfd|epoll|inotify|timerfd|syscall|ptrace|sendfile|random|auxv|personality|event|sysctl)\.h|(linux|asm|mach)/|link\.h|ucontext\.h)' \
    "$system" "a header of one system $here"
only '"/proc/' "$system" "a path of one system $here"
exit $bad
