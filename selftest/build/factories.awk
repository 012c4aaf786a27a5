# factories.awk -- docs/FACTORIES.md, of docs/examples/factories: the page, whose {{name}} become the samples of that name in the sources.
#
#     awk -f factories.awk factory.h SOURCES... page.md
#
# A sample is what stands between `sample: name` and the next such line. Complains of one that is nowhere on the page, of a link that leads
# nowhere, and of a member of the structs of factory.h that the page does not name.
function complain(text) { print "factories: " text | "cat >&2"; bad = 1 }
function close_sample() {
    sub(/^\n+/, "", body)
    sub(/\n+$/, "\n", body)
    if (name && body != "\n") sample[name, kind] = body
    if (name) known[name] = 1
    name = body = ""
}
function fence(language, text) { return text ? "\n```" language "\n" text "```\n" : "" }
FNR == 1 {
    close_sample()
    kind = FILENAME ~ /\.h$/ ? "header" : FILENAME ~ /page\.md$/ ? "page" : FILENAME ~ /\.yaml$/ ? "yaml" : FILENAME ~ /tests\.c$/ ? "test" : "c"
}

kind == "header" && /^typedef struct sb_(rule|children|trait|factory) \{/ { inside = 1; next }
kind == "header" && /^\}/ { inside = 0 }
kind == "header" && inside {
    line = $0
    gsub(/\/\*[^*]*(\*\/|$)/, "", line)
    if (line !~ /;/) next
    sub(/;.*/, "", line)
    n = split(line, part, ",")
    for (i = 1; i <= n; i++)
        if (match(part[i], /[a-z_]+ *$/)) { member = substr(part[i], RSTART, RLENGTH); sub(/ *$/, "", member); members[member] = 1 }
    next
}
kind == "header" { next }

kind != "page" && /sample: [a-z_-]+/ {
    close_sample()
    name = $0
    sub(/.*sample: /, "", name)
    sub(/[^a-z_-].*/, "", name)
    next
}
kind != "page" && /^(\/\* end|# end)/ { close_sample(); next }
kind != "page" && name { body = body $0 "\n"; next }
kind != "page" { next }

/^\{\{[a-z_-]+\}\}$/ {
    want = substr($0, 3, length($0) - 4)
    if (!(want in known)) complain(FILENAME ":" FNR ": there is no sample " want)
    used[want] = 1
    page = page fence("c", sample[want, "c"]) fence("yaml", sample[want, "yaml"]) fence("c", sample[want, "test"]) "\n"
    next
}
/^##+ / { heading = tolower(substr($0, index($0, " ") + 1)); gsub(/ /, "-", heading); anchors[heading] = 1 }
{
    rest = $0
    while (match(rest, /\]\(#[^)]*\)/)) { links[substr(rest, RSTART + 3, RLENGTH - 4)] = FNR; rest = substr(rest, RSTART + RLENGTH) }
    page = page $0 "\n"
}

END {
    for (one in known) if (!used[one]) complain("the sample " one " stands nowhere on the page")
    for (one in links) if (!(one in anchors)) complain(FILENAME ":" links[one] ": there is no heading " one)
    for (one in members) if (index(page, "`." one) == 0) complain("the page does not name the member ." one " of factory.h")
    print "<!-- Made by `make docs` of docs/examples/factories: change page.md and the sources there. -->"
    gsub(/\n\n\n+/, "\n\n", page)
    sub(/\n+$/, "\n", page)
    printf "%s", page
    exit bad
}
