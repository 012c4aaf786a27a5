# people.awk -- prints C source with the tables of people, from one text file per language. Run it with LC_ALL=C: it counts bytes.
#
# A file has, in this order, after lines that begin with #:
#   locale TAG WEIGHT ORDER         how many of a hundred people it is; names stand first, last or (last and) joined: the family name
#   title FEMALE, MALE
#   plain Ä=ae, ...                 letters that become others in a user name than elsewhere; may be left out
#   female, male, last, street, form  on a line of their own, then names with commas between, over any number of lines. In other scripts
#                                   NAME=LATIN; a last name with a form of its own for women is NAME/NAME. A form has * for the street
#   country CODE NAME; TIME ZONE    then its address and its line, the whole address in one, with {street}, {number}, {digit} and
#                                   {address}, {postcode}, {city}, {region} in them; and its places:
#   place CITY; REGION; POSTCODE; PHONE; TIME ZONE      # is a digit, ? a letter; the time zone may be left out
BEGIN {
    word_count = place_count = country_count = locale_count = feminine_count = 0
    letters = "à a á a â a ã a ä a å a æ ae ç c è e é e ê e ë e ì i í i î i ï i ñ n ò o ó o ô o õ o ö o ø o œ oe ù u ú u û u ü u ý y ÿ y ß ss " \
        "À a Á a Â a Ã a Ä a Å a Æ ae Ç c È e É e Ê e Ë e Ì i Í i Î i Ï i Ñ n Ò o Ó o Ô o Õ o Ö o Ø o Ù u Ú u Û u Ü u Ý y " \
        "ą a ć c ę e ł l ń n ś s ź z ż z Ą a Ć c Ę e Ł l Ń n Ś s Ź z Ż z"
    n = split(letters, pair, " ")
    for (i = 1; i < n; i += 2)
        usual[pair[i]] = pair[i + 1]
    split("street number digit address postcode city region", slot, " ")
    for (i = 1; i in slot; i++)
        code["{" slot[i] "}"] = sprintf("\\%03o", i)
}
function fail(why) {
    print FILENAME ":" FNR ": " why >"/dev/stderr"
    bad = 1
    exit 1
}
function trim(text) {
    gsub(/^[ \t]+|[ \t]+$/, "", text)
    return text
}
# As it stands in a user name: a-z alone.
function plain(name, i, c, out) {
    for (i = 1; i <= length(name); i++) {
        c = substr(name, i, 1)
        if (c >= "\200")
            c = substr(name, i++, 2)
        if (c in own)
            out = out own[c]
        else if (c in usual)
            out = out usual[c]
        else if (c ~ /^[A-Za-z]$/)
            out = out tolower(c)
        else if (c !~ /^[ '.-]$/)
            fail("no Latin letter is known for " c " in " name "; write NAME=LATIN")
    }
    return out
}
function word(text, latin) {
    if (text ~ /["\\]/)
        fail("no quotes and backslashes: " text)
    if (length(text) > 44 || length(latin) > 18)
        fail("too long for a word of people.h: " text)
    words[word_count] = sprintf("{ %d, %d, \"%s\", \"%s\" }", length(text), length(latin), text, latin)
    return word_count++
}
# A word that others have, too: a region, a time zone.
function shared(text) {
    if (!(text in known))
        known[text] = word(text, "")
    return known[text]
}
function name(text, half) {
    if (section == "street" || section == "form")
        return word(text, "")
    if (split(text, half, "=") == 2)
        return word(half[1], half[2])
    return word(text, plain(text))
}
function add(text, half) {
    if (split(text, half, "/") == 2)
        has_feminine = 1
    name(half[1])
    if (section == "last")
        feminine[feminine_count++] = half[2] ? half[2] : half[1]
}
function close_section() {
    if (section)
        slice[section] = sprintf("{ %d, %d }", from, word_count - from)
    section = ""
}
function close_locale(i) {
    close_section()
    if (!tag)
        return
    slice["feminine"] = slice["last"]
    if (has_feminine) {
        section = "feminine"
        from = word_count
        for (i = 0; i < feminine_count; i++)
            name(feminine[i])
        close_section()
    }
    for (i = 0; i < weight; i++)
        mixture = mixture locale_count ", "
    locales[locale_count++] = sprintf("{ \"%s\", %s, { \"%s\", \"%s\" }, { %s, %s }, { %s, %s }, %s, %s, { %d, %d }, { %d, %d } }",
        tag, "SB_ORDER_" toupper(order), title[1], title[2], slice["female"], slice["male"], slice["feminine"], slice["last"],
        slice["street"], slice["form"], first_place, place_count - first_place, first_country, country_count - first_country)
    tag = ""
}
function close_country() {
    if (land)
        countries[country_count++] = sprintf("{ \"%s\", \"%s\", \"%s\", \"%s\", %d, { %d, %d } }",
            land, language "_" land, address, line, shared(land_name), land_place, place_count - land_place)
    land = ""
}
function template(text, one) {
    for (one in code)
        while (i = index(text, one))
            text = substr(text, 1, i - 1) code[one] substr(text, i + length(one))
    if (text ~ /[{}"]/)
        fail("there is no such part: " text)
    return text
}
function rest() { return trim(substr($0, length($1) + 1)) }
FNR == 1 {
    close_country()
    close_locale()
    has_feminine = feminine_count = 0
    split("", own)
    split("", slice)
}
/^#/ { next }
/^$/ { close_section(); next }
/^(female|male|last|street|form)$/ { close_section(); section = $0; from = word_count; next }
section {
    n = split($0, part, ",")
    for (i = 1; i <= n; i++)
        if ((one = trim(part[i])) != "")
            add(one)
    next
}
$1 == "locale" {
    tag = $2
    weight = $3
    order = $4
    split(tag, half, "_")
    language = half[1]
    first_place = place_count
    first_country = country_count
    next
}
$1 == "title" { split(rest(), title, / *, */); next }
$1 == "plain" {
    n = split(rest(), part, / *, */)
    for (i = 1; i <= n; i++) {
        split(part[i], half, "=")
        own[half[1]] = half[2]
    }
    next
}
$1 == "country" {
    close_country()
    land = $2
    split(trim(substr(rest(), 3)), part, / *; */)
    land_name = part[1]
    zone = part[2]
    land_place = place_count
    next
}
$1 == "address" { address = template(rest()); next }
$1 == "line" { line = template(rest()); next }
$1 == "place" && (n = split(rest(), part, / *; */)) >= 4 {
    places[place_count++] = sprintf("{ \"%s\", \"%s\", %d, %d, %d, %d }", part[3], part[4], country_count, shared(part[1]), shared(part[2]),
        shared(n > 4 ? part[5] : zone))
    next
}
{ fail("what is this? " $0) }
function print_table(what, table, count, i) {
    print "const " what "[] = {"
    for (i = 0; i < count; i++)
        print "    " table[i] ","
    print "};"
}
END {
    if (bad)
        exit 1
    close_country()
    close_locale()
    print "/* Made by generators/fake/people/people.awk from the files beside it. */"
    print "#include \"generators/fake/people.h\""
    print_table("sb_people_word sb__people_words", words, word_count)
    print_table("sb_people_place sb__people_places", places, place_count)
    print_table("sb_people_country sb__people_countries", countries, country_count)
    locales[locale_count++] = "{ .tag = \"\" }"
    print_table("sb_locale sb_locales", locales, locale_count)
    print "const unsigned char sb__people_mixture[SB_MIXTURE] = { " mixture "};"
}
