/* odd.c -- values of types that have a form of their own: what PostgreSQL knows beyond texts, numbers and dates. */
#include "../fake/dates.h"
#include "types.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* %: the number of the row; #: a byte of it, from the lowest; @: a digit of it in sixteen, 12 of them in a uuid. */
static const struct {
    const char *type; /* in small letters; its whole name, or all before a ( */
    const char *form;
} forms[] = {
    { "uuid", "00000000-0000-4000-8000-@@@@@@@@@@@@" },
    { "json", "{\"n\": %}" },
    { "jsonb", "{\"n\": %}" },
    { "hstore", "n=>%" },
    { "ltree", "top.n%" },
    { "xml", "<n>%</n>" },
    { "inet", "10.#.#.#" },
    { "cidr", "10.#.#.#/32" },
    { "macaddr", "02:00:@@:@@:@@:@@" },
    { "macaddr8", "02:00:00:00:@@:@@:@@:@@" },
    { "interval", "% days" },
    { "point", "(%,1)" },
    { "line", "{1,1,%}" },
    { "lseg", "[(0,0),(%,1)]" },
    { "box", "(%,1),(0,0)" },
    { "path", "[(0,0),(%,1)]" },
    { "polygon", "((0,0),(%,1))" },
    { "circle", "<(0,0),%>" },
    { "tsvector", "'n%'" },
    { "tsquery", "'n%'" },
    { "pg_lsn", "0/@@@@@@" },
    { "int4range", "[%,%]" },
    { "int8range", "[%,%]" },
    { "numrange", "[%,%]" },
    { "int4multirange", "{[%,%]}" },
    { "int8multirange", "{[%,%]}" },
    { "nummultirange", "{[%,%]}" },
    { "oid", "%" },
    { "xid", "%" },
};

/* The size of a type's name: up to its length, without the spaces before that. */
static size_t name_size(const char *type)
{
    size_t size = strcspn(type, "(");

    while (size > 0 && type[size - 1] == ' ')
        size--;
    return size;
}

static bool is_type(const char *type, size_t size, const char *name)
{
    size_t i = 0;

    while (i < size && name[i] && tolower((unsigned char)type[i]) == name[i])
        i++;
    return i == size && !name[i];
}

static bool begins(const char *type, const char *name)
{
    return strlen(type) >= strlen(name) && is_type(type, strlen(name), name);
}

static void put_form(const char *form, uint64_t n, sb_put *to)
{
    static const char digits[] = "0123456789abcdef";
    unsigned left = 0, bytes = 3;

    for (const char *at = form; *at; at++)
        left += *at == '@';
    for (; *form; form++) {
        if (*form == '%')
            sb_put_number(to, n, 0);
        else if (*form == '#')
            sb_put_number(to, n >> (8 * --bytes) & 255, 0);
        else if (*form == '@')
            sb_put_byte(to, digits[n >> (4 * --left) & 15]);
        else
            sb_put_byte(to, *form);
    }
}

/* bit(8) has exactly eight; of bit varying a few are enough. */
static void put_bits(const char *type, uint64_t n, sb_put *to)
{
    const char *open = strchr(type, '(');
    bool varying = begins(type, "bit varying") || begins(type, "varbit");
    unsigned long size = open ? strtoul(open + 1, NULL, 10) : varying ? 64 : 1;

    for (size = size < 256 ? size : 256; size > 0; size--)
        sb_put_byte(to, size <= 64 && n >> (size - 1) & 1 ? '1' : '0');
}

/* Times of day, one second after the other. */
static void put_time(uint64_t n, sb_put *to)
{
    sb_put_number(to, n / 3600 % 24, 2);
    sb_put_byte(to, ':');
    sb_put_number(to, n / 60 % 60, 2);
    sb_put_byte(to, ':');
    sb_put_number(to, n % 60, 2);
}

/* A day of its own, from 2020 on: no two overlap. */
static void put_days(uint64_t n, bool many, sb_put *to)
{
    sb_put_text(to, many ? "{[" : "[");
    sb_fake_date(SB_FIRST_MOMENT + (int64_t)n * SB_DAY_SECONDS, to);
    sb_put_byte(to, ',');
    sb_fake_date(SB_FIRST_MOMENT + (int64_t)(n + 1) * SB_DAY_SECONDS, to);
    sb_put_text(to, many ? ")}" : ")");
}

/* What begins with a day: "daterange", "tstzmultirange". */
static bool is_of_days(const char *type, size_t size)
{
    static const char *const names[] = { "daterange", "tsrange", "tstzrange", "datemultirange", "tsmultirange",
        "tstzmultirange" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_type(type, size, names[i]))
            return true;
    return false;
}

bool sb_put_odd(const char *type, uint64_t n, sb_put *to)
{
    size_t size = name_size(type), whole = strlen(type);

    if (whole > 2 && strcmp(type + whole - 2, "[]") == 0) {
        sb_put_text(to, "{}");
        return true;
    }
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (is_type(type, size, forms[i].type)) {
            put_form(forms[i].form, n, to);
            return true;
        }
    if (is_of_days(type, size))
        put_days(n, strchr(type, 'm') != NULL, to);
    else if (is_type(type, size, "bit") || begins(type, "bit varying") || is_type(type, size, "varbit"))
        put_bits(type, n, to);
    else if (is_type(type, size, "time") || begins(type, "time with") || begins(type, "time("))
        put_time(n, to);
    else
        return false;
    return true;
}
