# lines.awk -- prints C source with arrays of lines, one for each part of the HTML report's page: `NAME=style file NAME=script file file`.
#
# NAME= between the files says what the following ones are; several files of one name are one text.
function finish() { if (last != "") print "    0 };" }
FNR == 1 && NAME != last {
    finish()
    last = NAME
    print "extern const char *const sb__html_" NAME "[];"
    print "const char *const sb__html_" NAME "[] = {"
}
{
    gsub(/[\\]/, "&&")
    gsub(/"/, "\\\\&")
    print "    \"" $0 "\\n\","
}
END { finish() }
