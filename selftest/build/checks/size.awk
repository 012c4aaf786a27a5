# size.awk -- lengths of files and of functions, of code in the format of .clang-format.
#
# There a function's body begins with `{` and ends with `}` in the first column, and so does the body of a TEST; a type or table that
# ends in `};` is none. Its head is the lines before it back to an empty line, a preprocessor line, or the end of what stood before.
BEGIN { file_limit = 500; function_limit = 60 }
function report(line, text) { print FILENAME ":" line ": " text; bad = 1 }
FNR == 1 { head = 1; body = 0 }
FNR == file_limit + 1 { report(FNR, "the file has more than " file_limit " lines; split it: one idea a file") }
FILENAME !~ /\.[ch]$/ { next }
/^\{/ { body = FNR }
/^}/ {
    if (body && $0 !~ /^} *;/ && FNR - head + 1 > function_limit)
        report(head, "the function has " FNR - head + 1 " lines, " function_limit " are allowed; name its parts and call them")
    body = 0
    head = FNR + 1
}
!body && (/^[ \t]*$/ || /^#/ || /[;}\\]$/ || /\*\/$/) { head = FNR + 1 }
END { exit bad }
