# matchers.awk -- the page of matchers, of three kinds of input: the list of words, and of each family the expected output and the source.
#
# A message belongs to the line of the source that its place names; a sample is a TEST whose suite is the matcher. See matchers.sh.
function complain(text) { print "matchers: " text | "cat >&2"; bad = 1 }
function anchor(word, again) { return "[`" word "`](#" word (again ? "-" again : "") ")" }
function add(text) { page = page text "\n" }
FNR == 1 {
    kind = FILENAME ~ /\.c$/ ? "source" : FILENAME ~ /expected/ ? "expected" : "words"
    if (kind == "expected") delete message
    comment = said = inside = ""
    at = 0
}

kind == "words" {
    sub(/^[a-z]+ /, "")
    name = $0
    sub(/\(.*/, "", name)
    how[name] = how[name] (how[name] ? ", " : "") "`" $0 "`"
    next
}

# FAIL suite/test (0 ms), then each failure: its place, and the message four blanks deep.
kind == "expected" && /^  [^ ]+:[0-9]+$/ { at = $0; sub(/.*:/, "", at); next }
kind == "expected" && /^    / && at { message[at] = message[at] substr($0, 5) "\n"; next }
kind == "expected" { at = 0; next }

FNR == 1 {
    title = $0
    sub(/^.*samples of /, "", title)
    sub(/\. *\*\/$/, "", title)
    add("\n## " toupper(substr(title, 1, 1)) substr(title, 2))
    families++
    family[families] = title
    next
}
!inside && /^\/\*/ && !/run:/ { comment = "" }
!inside && (/^\/\*/ || comment_open) && !/run:/ {
    line = $0
    comment_open = line !~ /\*\/ *$/
    sub(/^ *\/?\* ?/, "", line)
    sub(/ *\*\/ *$/, "", line)
    comment = comment (comment ? " " : "") line
    next
}
/^TEST\(/ {
    name = $0
    sub(/^TEST\(/, "", name)
    sub(/,.*/, "", name)
    if (!(name in how)) complain(FILENAME ":" FNR ": no public header defines " name)
    if (name != last || title != last_title) {
        add("\n### " name "\n\n" how[name] (comment ? ": " comment : ""))
        # As pages of Markdown name headings that come again.
        if (!((title, name) in listed))
            list[families] = list[families] (list[families] ? ", " : "") anchor(name, headings[name]++)
        listed[title, name] = 1
    } else if (comment) add("\n" comment)
    last = name
    last_title = title
    comment = code = said = ""
    next
}
/^\{$/ && name { inside = 1; next }
/^}/ && inside {
    add("\n```c\n" code "```\n\n```text\n" said "```")
    inside = ""
    name = ""
    next
}
inside {
    line = substr($0, 5)
    if (match(line, /^(passes|passes_at_a_cost|fails) /)) {
        verdict = substr(line, 1, RLENGTH - 1)
        line = substr(line, RLENGTH + 1)
        if (verdict == "fails" && !(FNR in message)) complain(FILENAME ":" FNR ": the expected output has no failure of this line")
        if (verdict == "fails") said = said (said ? "\n" : "") message[FNR]
        verdict = verdict == "fails" ? "fails" : "passes"
        count[name, verdict]++
        line = line (line ~ /[;}{]$/ ? " " : "\n") "// " verdict
    }
    code = code line "\n"
    next
}
{ comment = "" }

END {
    for (name in how) {
        if (!count[name, "passes"]) complain(name " has no sample that passes in selftest/golden/matchers_*.c")
        if (!count[name, "fails"]) complain(name " has no sample that fails in selftest/golden/matchers_*.c")
    }
    print "<!-- Made by `make docs` of selftest/golden/matchers_*.c and their expected output: change those. -->"
    print "# Every matcher, passing and failing\n"
    print "What `should(actual, matcher)` takes, each with an assertion that holds and one that does not, and what the latter says. All of it ran:"
    print "the messages are those of the samples above them, to the byte. `should_not` negates a matcher, `expect` and `expect_not` go on after a"
    print "failure. The headers in `include/seedbed/` say what each of them means for NULL, for nothing, and at the ends.\n"
    for (i = 1; i <= families; i++) print "- " toupper(substr(family[i], 1, 1)) substr(family[i], 2) ": " list[i]
    printf "%s", page
    exit bad
}
