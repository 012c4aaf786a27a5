/* plausible_odd.c -- values of types with a form of their own, as odd.c writes them; arrays of as many elements as are wanted. */
#include "plausible_kinds.h"
#include <string.h>
#include <strings.h>

/* The type of an array's elements; false: it is none. */
static bool element_of(const char *type, char *out, size_t room)
{
    size_t size = strlen(type);

    if (size < 3 || size - 1 > room || strcmp(type + size - 2, "[]") != 0)
        return false;
    memcpy(out, type, size - 2);
    out[size - 2] = '\0';
    return true;
}

/* {"a","b"}: in quotes, whatever it is; what is in an array in an array is in braces. */
static bool put_element(sb_wish *wish, const char *type, uint64_t n, sb_put *to)
{
    sb_kind_call call = *wish->call;
    sb_column column = { .name = wish->column->name, .type = type };
    sb_value value;
    char text[300];
    sb_put put = sb_put_into(text, sizeof text);

    call.n = n;
    if (!sb_plausible(&column, NULL, &call, NULL, &value))
        return false;
    if (value.kind == SB_STR)
        sb_put_text(&put, value.v.s);
    else if (value.kind == SB_LLONG && value.v.i >= 0)
        sb_put_number(&put, (uint64_t)value.v.i, 0);
    else
        sb_put_byte(&put, '1');
    sb_put_byte(to, '"');
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\')
            sb_put_byte(to, '\\');
        sb_put_byte(to, *c);
    }
    sb_put_byte(to, '"');
    return true;
}

/* Of types that nobody knows, such as an enumeration, an array is empty: that is one of them. */
static bool knows(const char *type)
{
    static const char *const known[] = { "int", "char", "text", "numeric", "bool", "date", "timestamp", "double", "real",
        "smallint" };
    char form[300];
    sb_put to = sb_put_into(form, sizeof form);

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strstr(type, known[i]))
            return true;
    return sb_put_odd(type, 1, &to);
}

static bool put_array(sb_wish *wish, const char *type, sb_put *to)
{
    size_t n = wish->facts->least > 1 ? wish->facts->least : 1;

    if (strstr(type, "[]"))
        return false;
    sb_put_byte(to, '{');
    for (size_t i = 0; i < n && knows(type); i++) {
        if (i)
            sb_put_byte(to, ',');
        put_element(wish, type, wish->call->n + i, to);
    }
    sb_put_byte(to, '}');
    return true;
}

bool sb_wish_odd(sb_wish *wish, sb_value *out)
{
    char form[2000], element[100];
    sb_put to = sb_put_into(form, sizeof form);

    if (!element_of(wish->column->type, element, sizeof element) || !put_array(wish, element, &to)) {
        if (wish->facts->json || wish->facts->json_valid)
            return sb_wish_text(wish, out);
        if (strcasecmp(wish->column->type, "uuid") == 0)
            sb_put_uuid(wish, &to);
        else
            sb_put_odd(wish->column->type, wish->call->n + 1, &to);
    }
    *out = sb__box_s(sb_store_text(wish->call->store, form));
    return true;
}
