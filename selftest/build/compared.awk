# compared.awk -- the page of comparisons: values, Seedbed's messages and source, and of each other framework its source and its record.
function complain(text) { print "compared: " text | "cat >&2"; bad = 1 }
FNR == 1 { who = FILENAME; sub(/.*\//, "", who); kind = who; sub(/\..*/, "", who); sub(/.*\./, "", kind); inside = at = name = "" }

FILENAME ~ /values\.h$/ {
    if (/^typedef/) values_open = 1
    if (/^#endif/) values_open = 0
    sub(/^UNUSED static /, "")
    if (values_open && !/^#define/) values = values ($0 == "" ? held "" : held $0 "\n")
    if (values_open) held = $0 == "" ? "\n" : ""
    next
}

# Seedbed's messages, by the line that their places name.
FILENAME ~ /expected/ && /^  [^ ]+:[0-9]+$/ { at = $0; sub(/.*:/, "", at); next }
FILENAME ~ /expected/ && /^    / && at { message[at] = message[at] substr($0, 5) "\n"; next }
FILENAME ~ /expected/ { at = ""; next }

# What the others printed, by case.
kind == "txt" && FNR == 1 { version[who] = $0; next }
kind == "txt" && /^== / { name = substr($0, 4); next }
kind == "txt" { said[who, name] = said[who, name] $0 "\n"; next }

who == "compared" && /^\/\* .* \*\/$/ && !/run:|compared\.c/ { title = substr($0, 4, length($0) - 6) }
/^(TEST|Test)\(/ {
    name = $0
    sub(/^[A-Za-z]*\((compared, )?/, "", name)
    sub(/\).*/, "", name)
    if (who == "compared") { order[++cases] = name; heading[name] = title; said[who, name] = message[FNR] }
    if ($0 ~ /\}$/) {
        line = $0
        sub(/^[^{]*\{ /, "", line)
        sub(/ \}$/, "", line)
        code[who, name] = line "\n"
    } else inside = 1
    next
}
inside && /^\{/ { next }
inside && /^}/ { inside = ""; next }
inside { code[who, name] = code[who, name] substr($0, 5) "\n" }

function show(who, name, title) {
    if (code[who, name] == "" || said[who, name] == "") complain(who " has no " name)
    printf "**%s**\n\n```c\n%s```\n\n```text\n%s```\n\n", title, code[who, name], said[who, name]
}
END {
    print "<!-- Made by `make docs` of selftest/golden/compared.c and selftest/golden/compared/: change those. -->"
    print "# What a failure says, beside three others\n"
    print "The same " cases " mistakes, each in Seedbed, " version["cmocka"] ", " version["criterion"] ", and " version["gtest"] ": the"
    print "assertion as its manual would have it, and what it printed, to the byte but for banners, counts, times and the folder of the source."
    print "Seedbed's half is part of its own tests; that of the others is recorded by `sh selftest/golden/compared/run.sh`. \"(it passes)\" is a"
    print "program that says nothing and ends with 0. All of it is about these values:\n"
    printf "```c\n%s```\n", values
    for (i = 1; i <= cases; i++) {
        name = order[i]
        printf "%s## %s\n\n", (i == 1 ? "\n" : ""), heading[name]
        show("compared", name, "Seedbed")
        show("cmocka", name, "cmocka")
        show("criterion", name, "Criterion")
        show("gtest", name, "gtest")
    }
    exit bad
}
