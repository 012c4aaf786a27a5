/* kinds_hostile.c -- values that break programs which were not ready for them. */
#include "kinds.h"
#include <string.h>

#define COUNT(table) (sizeof table / sizeof *(table))
#define COMBINING "\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x86\xcc\x87\xcc\x88"

static const char *const names[] = { "O'Brien", "O\xe2\x80\x99Neill", "\"Bobby\"", "Null", "null", "True", "undefined", "Test",
    "Jo", "X", "van der Berg-van den Heuvel",
    "Rosal\xc3\xad"
    "a d'Angelo",
    "Nu\xc3\xb1"
    "ez, Jr.",
    "\xc3\x85sa \xc3\x98stergaard", "Z" COMBINING "oe", "\xd9\x85\xd8\xad\xd9\x85\xd8\xaf",
    "\xe6\x9d\x8e \xe5\xb0\x8f\xe9\xbe\x99", "\xf0\xa0\xae\xb7\xe9\x87\x8e\xe5\xae\xb6", "Ren\x65\xcc\x81", "Ren\xc3\xa9",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80",
    "\xe2\x80\xae"
    "nhoJ",
    " Ann ", "Anne  Marie", "Ann\tLee", "Scunthorpe",
    "\xc4\xb0"
    "brahim \xc4\xb1\xc5\x9f\xc4\xb1k",
    "Stra\xc3\x9f"
    "e",
    "\xef\xac\x81rst", "Robert'); DROP TABLE students;--" };
static const char *const sqls[] = { "'", "''", "\"", "`", "\\", "\\'", "';--", "' OR '1'='1", "\" OR \"\"=\"",
    "1; DROP TABLE users", "'); DROP TABLE users;--", "1' UNION SELECT NULL,NULL--", "admin'--", "admin'/*", "' OR 1=1#", "%",
    "_", "%%", "100%_sure", "[a-z]", "$$;DROP TABLE users;$$", "E'\\x27'", "0x27204f5220312031", "; SELECT pg_sleep(0)", "$1",
    "?", ":name", "@@version", "DEFAULT", "/* comment */", "-- comment", "'||'a'||'" };
static const char *const htmls[] = { "<", ">", "&", "&amp;", "&lt;script&gt;", "<b>bold", "</td></tr></table>",
    "<script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>", "\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>",
    "<img src=\"x\" onerror=\"alert(1)\">", "<svg/onload=alert(1)>", "javascript:alert(1)",
    "<a href=\"javascript:alert(1)\">x</a>", "<!-- comment", "<![CDATA[x]]>", "<?php echo 1 ?>", "{{7*7}}", "${7*7}",
    "<%= 7*7 %>", "#{7*7}", "&#x3c;script&#x3e;", "<iframe src=\"https://example.com/\"></iframe>", "\" onmouseover=\"alert(1)",
    "<style>*{display:none}</style>", "</textarea>", "</title>", "%3Cscript%3E", "<!DOCTYPE x [<!ENTITY e \"e\">]>" };
/* All others: numbers that are none, white space, characters that are not seen, formats, paths. "" stands for what is too long to write here. */
static const char *const others[] = { "NULL", "null", "nil", "None", "NaN", "Infinity", "-Infinity", "true", "false", "0", "-0",
    "-1", "00", "0x10", "1e308", "1e309", "-1e-400", "1,000", "1.000,00", "2147483647", "2147483648", "-2147483649",
    "9223372036854775807", "9223372036854775808", "18446744073709551616", "1/0", " ", "   ", " leading", "trailing ", "\t", "\n",
    "\r\n", "line\nbreak", "line\r\nbreak", "\x01", "\x01\x02\x03\x1b[31m\x7f", "bell\a", "back\bspace",
    "\xef\xbb\xbf"
    "marked",
    "zero\xe2\x80\x8bwidth", "soft\xc2\xadhyphen",
    "no\xc2\xa0"
    "break",
    "\xe2\x80\xaetfel ot thgir", "\xe2\x81\xa6isolated\xe2\x81\xa9", "line\xe2\x80\xa8separator",
    "Z" COMBINING COMBINING COMBINING "algo",
    "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7\xe2\x80\x8d\xf0\x9f\x91\xa6",
    "\xf0\x9f\x8f\xb3\xef\xb8\x8f\xe2\x80\x8d\xf0\x9f\x8c\x88", "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd",
    "\xf0\x9f\x87\xb3\xf0\x9f\x87\xb4", "\xef\xbf\xbd", "\xef\xbf\xbf", "\xf4\x8f\xbf\xbf", "%s%s%s%n", "%n", "%d", "%99999999d",
    "{}", "{0}", "$(id)", "`id`", "| id", "; id", "&& id", "../../etc/passwd", "..\\..\\windows\\win.ini", "/dev/null",
    "file:///etc/passwd", "CON", "aux.txt", ".", "..", "~", "-rf", "--help", "*", "a/b", "a\\b", "\\0", "\\n", "=1+1", "+1",
    "@SUM(A1)", "a,b;c\td", "\"a\"\"b\"", "" };

enum { LONG = 10240 };

/* Where it must be unique and cut, the first values of a short column could be what a number looks like: all of them are numbered then. */
static bool distinct_as_is(const sb_kind_call *call, uint64_t count)
{
    return call->n < count && (!call->most || call->most > 40);
}

/* All of them come, one after the other, beginning somewhere else in each column. */
static uint64_t nth(const sb_kind_call *call, uint64_t count)
{
    sb_draw draw = sb_draw_at(call->seed, call->stream, call->field, 0);

    return (call->n % count + sb_draw_below(&draw, count)) % count;
}

static void give(const sb_kind_call *call, const char *text, uint64_t count, sb_value *out)
{
    sb_kind_text(call, text, strlen(text), distinct_as_is(call, count), '~', out);
}

/* Ten kilobytes of a name, in characters of two bytes and of one. */
static void give_long(const sb_kind_call *call, uint64_t count, sb_value *out)
{
    char *text = sb_store_alloc(call->store, LONG + 1);
    sb_put to = sb_put_into(text, LONG + 1);

    while (sb_put_room(&to))
        sb_put_text(&to,
            sb_put_room(&to) < 12 ? "a"
                                  : "Wolfeschl\xc3\xa4"
                                    "g");
    give(call, text, count, out);
}

static void make_of(const sb_kind_call *call, const char *const *list, uint64_t count, sb_value *out)
{
    give(call, list[nth(call, count)], count, out);
}

static void make_name(const sb_kind_call *call, sb_value *out)
{
    uint64_t at = nth(call, COUNT(names) + 1);

    if (at == COUNT(names))
        give_long(call, COUNT(names) + 1, out);
    else
        give(call, names[at], COUNT(names) + 1, out);
}

static void make_sql(const sb_kind_call *call, sb_value *out) { make_of(call, sqls, COUNT(sqls), out); }

static void make_html(const sb_kind_call *call, sb_value *out) { make_of(call, htmls, COUNT(htmls), out); }

/* From all lists, as far as no value is in two of them: it would be there twice. */
static void make_any(const sb_kind_call *call, sb_value *out)
{
    enum { ALL = COUNT(others) + COUNT(sqls) + COUNT(htmls) };
    uint64_t at = nth(call, ALL);
    const char *text = at < COUNT(others)  ? others[at]
        : at < COUNT(others) + COUNT(sqls) ? sqls[at - COUNT(others)]
                                           : htmls[at - COUNT(others) - COUNT(sqls)];

    if (*text)
        give(call, text, ALL, out);
    else
        give_long(call, ALL, out);
}

/* ---- bytes ---- */
#define BYTES(text) \
    { \
        text, sizeof text - 1 \
    }
static const sb_bytes bytes[] = { BYTES("\0"), BYTES("a\0b"), BYTES("\0\0\0\0"), BYTES("end\0"), BYTES("\0begin"), BYTES("\1"),
    BYTES("\xff"), BYTES("\xff\xfe\0\0"), BYTES("\xfe\xff"), BYTES("\xc3"), BYTES("\xc0\x80"), BYTES("\xed\xa0\x80"),
    BYTES("\xf5\x80\x80\x80"), BYTES("\x80\x80"), BYTES("\\x00"), BYTES("'\0'"), BYTES("\r\n\x1a"),
    BYTES("\x7f"
          "ELF\0\0"),
    BYTES("PK\3\4\0"), BYTES("\x1f\x8b\x08\0") };

static void make_bytes(const sb_kind_call *call, sb_value *out)
{
    sb_bytes one = bytes[nth(call, COUNT(bytes))];
    size_t cut = call->most && call->most < one.size ? call->most : one.size;
    char *copy = sb_store_copy(call->store, one.data, cut);

    *out = sb__box_b((sb_bytes){ copy, cut });
}

const sb_kind sb_kinds_hostile[] = {
    { "hostile",
        "what programs stumble over: quotes, markup, control and unseen characters, numbers that are none, paths, formats, ten kilobytes",
        NULL, true, make_any, NULL },
    { "hostile.bytes", "bytes that are no text: NULs, broken UTF-8, beginnings of files", NULL, false, make_bytes, NULL },
    { "hostile.html", "texts that become markup where they are not escaped", NULL, true, make_html, NULL },
    { "hostile.name", "names that people have, and programs refuse; one of ten kilobytes", NULL, true, make_name, NULL },
    { "hostile.sql", "texts that become SQL where they are not escaped", NULL, true, make_sql, NULL },
    { .name = NULL },
};
