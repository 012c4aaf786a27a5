#!/bin/sh
# own_unwinder.sh -- gives an object file a copy of the compiler's unwinder, whose symbols nothing else sees.
#
#     selftest/build/own_unwinder.sh CC OBJECT
#
# Who links the object needs no libgcc_s for it then, and who has that one, as programs in C++ do, is not given another: exceptions go by
# the shared one as before. Compilers that have no libgcc_eh leave the object as it is.
set -eu
cc=$1 object=$2
if $cc -r -nostdlib -o "$object.own" "$object" -lgcc_eh 2>/dev/null &&
    "${OBJCOPY:-objcopy}" --wildcard --localize-symbol='_Unwind_*' --localize-symbol='__*register_frame*' \
        --localize-symbol=__frame_state_for "$object.own" 2>/dev/null; then
    mv "$object.own" "$object"
else
    rm -f "$object.own"
fi
