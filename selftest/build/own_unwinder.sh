#!/bin/sh
# own_unwinder.sh -- gives an object file a copy of the compiler's unwinder, whose symbols nothing else sees.
#
#     selftest/build/own_unwinder.sh CC OBJECT
#
# Who links the object needs no libgcc_s for it then, and who has that one, as programs in C++ do, is not given another: exceptions, and
# threads that end, go by the shared one as before. So only what walks up the stack is copied, and above all no personality routine: one
# of those sees frames that the other unwinder describes. What it calls to find the entry of a function is ours (os_crash.c), which may
# call in its turn what it called before. A compiler that has no such archive leaves the object as it is.
set -eu
cc=$1 object=$2
objcopy=${OBJCOPY:-objcopy} parts="unwind-dw2.o unwind-dw2-fde-dip.o"
archive=$($cc -print-file-name=libgcc_eh.a)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
case $archive in /*) ;; *) exit 0 ;; esac
# shellcheck disable=SC2086 # they are words
if (cd "$folder" && ${AR:-ar} x "$archive" $parts) 2>/dev/null &&
    (where=$(cd "$(dirname "$object")" && pwd)/$(basename "$object") && cd "$folder" &&
        "$objcopy" --redefine-sym _Unwind_Find_FDE=sb__frame_entry --redefine-sym strlen=sb__name_length unwind-dw2.o &&
        $cc -r -nostdlib -o whole "$where" $parts) 2>/dev/null &&
    "$objcopy" --wildcard --localize-symbol='_Unwind_*' --localize-symbol='__*register_frame*' \
        --localize-symbol=__frame_state_for "$folder/whole" 2>/dev/null; then
    cp "$folder/whole" "$object"
fi
