/* fit.c -- which kinds a matcher goes with, at run time. */
#include "fit.h"
#include "stranger.h"
#include "value.h"

bool sb_fit(enum sb_fits fits, int actual, int x)
{
    bool sized = actual == SB_STR || actual == SB_BYTES || actual == SB_ARRAY;

    if (sb_kind_bad(actual) || sb_kind_bad(x))
        return false;
    switch (fits) {
    case SB_FITS_SAME: return actual >> 4 == x >> 4 && (actual >> 4 != SB_BYTES >> 4 || actual == x);
    case SB_FITS_NUMBERS: return sb_kind_number(actual) && sb_kind_number(x);
    case SB_FITS_NUMBER: return sb_kind_number(actual);
    case SB_FITS_STRINGS: return actual == SB_STR && x == SB_STR;
    case SB_FITS_POINTER: return actual >> 4 == SB_PTR >> 4;
    case SB_FITS_LENGTH: return sized && sb_kind_number(x);
    case SB_FITS_EMPTY: return sized || actual == SB_TABLE;
    case SB_FITS_TABLE: return actual == SB_TABLE;
    case SB_FITS_TABLES: return actual == SB_TABLE && x == SB_TABLE;
    case SB_FITS_STRING: return actual == SB_STR;
    case SB_FITS_ARRAY: return actual == SB_ARRAY;
    case SB_FITS_OBJECT: return actual == SB_OBJECT;
    case SB_FITS_NUMBERED: return actual == SB_STR && sb_kind_number(x);
    case SB_FITS_RESULT:
        return ((sb_kind_number(actual) && !sb_kind_floating(actual)) || actual >> 4 == SB_PTR >> 4) &&
            (x == SB_NONE || sb_kind_number(x));
    case SB_FITS_ORDERED: return actual == SB_ARRAY;
    case SB_FITS_CONTAINER: return actual == SB_STR || actual == SB_BYTES ? x == actual : actual == SB_ARRAY;
    case SB_FITS_MEMBERS: return actual == SB_STR || actual == SB_ARRAY;
    case SB_FITS_ELEMENTS: return actual == SB_ARRAY && (x == SB_ARRAY || x == SB_PARTS);
    case SB_FITS_PRINTED: return (sized || sb_kind_number(actual) || actual == SB_OBJECT) && x == SB_STR;
    case SB_FITS_ROW_OF:
        return (actual == SB_ROW || actual == SB_PTR || (sb_kind_number(actual) && !sb_kind_floating(actual))) && x == SB_STR;
    case SB_FITS_TEXT: return actual == SB_STR || actual == SB_ARRAY || actual == SB_OBJECT;
    case SB_FITS_LISTED:
    case SB_FITS_ANYTHING: return true;
    }
    return false;
}

static const sb_part *misfit_in(const sb_parts *parts, const sb_value *actual)
{
    for (size_t i = 0; i < parts->n; i++) {
        const sb_part *part = &parts->part[i], *inner;

        if (!sb_fit(part->type->fits, actual->kind, part->x.kind) || sb_kind_bad(part->y.kind) || sb_stranger_in(part, actual))
            return part;
        inner = part->x.kind == SB_PARTS && !part->type->inside ? misfit_in(part->x.v.p, actual) : NULL;
        if (inner)
            return inner;
    }
    return NULL;
}

bool sb_fit_find(const sb_match *match, sb_part *misfit_out)
{
    sb_part whole = { .type = match->type, .x = match->x, .y = match->y };
    sb_parts alone = { 1, &whole, 0, NULL };
    const sb_part *misfit = misfit_in(&alone, &match->actual);

    if (misfit)
        *misfit_out = *misfit;
    return misfit != NULL;
}

bool sb_fit_misfits(const sb_match *match)
{
    sb_part misfit;
    return sb_fit_find(match, &misfit);
}

/* What the operand is to be, and the argument: NULL where any will do. */
struct wants {
    const char *actual, *x;
    int good; /* an argument of the right kind */
};

static struct wants wants(const sb_part *part, int actual)
{
    switch (part->type->fits) {
    case SB_FITS_SAME: return (struct wants){ sb_kind_words(part->x.kind), NULL, 0 };
    case SB_FITS_NUMBERS: return (struct wants){ "a number", "a number", SB_INT };
    case SB_FITS_NUMBER: return (struct wants){ "a number", NULL, 0 };
    case SB_FITS_STRINGS: return (struct wants){ "a string", "a string", SB_STR };
    case SB_FITS_POINTER: return (struct wants){ "a pointer or a string", NULL, 0 };
    case SB_FITS_LENGTH: return (struct wants){ "a string, bytes or an array", "a number", SB_INT };
    case SB_FITS_EMPTY: return (struct wants){ "a string, bytes, an array or a table", NULL, 0 };
    case SB_FITS_TABLE: return (struct wants){ "a table", NULL, 0 };
    case SB_FITS_TABLES: return (struct wants){ "a table", "a table", SB_TABLE };
    case SB_FITS_STRING: return (struct wants){ "a string", NULL, 0 };
    case SB_FITS_ARRAY: return (struct wants){ "an array", NULL, 0 };
    case SB_FITS_OBJECT: return (struct wants){ "an object", NULL, 0 };
    case SB_FITS_NUMBERED: return (struct wants){ "a string", "a number", SB_INT };
    case SB_FITS_RESULT: return (struct wants){ "an integer, a pointer or a string", part->x.kind ? "a number" : NULL, SB_INT };
    case SB_FITS_CONTAINER:
        if (actual == SB_BYTES)
            return (struct wants){ "", "bytes", SB_BYTES };
        return (struct wants){ "a string, bytes or an array", "a string", SB_STR };
    case SB_FITS_MEMBERS: return (struct wants){ "a string or an array", NULL, 0 };
    case SB_FITS_ELEMENTS: return (struct wants){ "an array", "an array", SB_ARRAY };
    case SB_FITS_ORDERED: return (struct wants){ "an array", NULL, 0 };
    case SB_FITS_PRINTED: return (struct wants){ "a string, bytes, a number, an array or an object", "a string", SB_STR };
    case SB_FITS_ROW_OF: return (struct wants){ "a row or its number", "a string", SB_STR };
    case SB_FITS_TEXT: return (struct wants){ "a string, or an array or object with strings in it", NULL, 0 };
    case SB_FITS_LISTED:
    case SB_FITS_ANYTHING: break;
    }
    return (struct wants){ "a number, a string, bytes or a pointer", NULL, 0 };
}

/* The argument is to blame where another one, of the right kind, would do. */
void sb_fit_explain(const sb_part *misfit, const char *name, const sb_value *actual, sb_text *out)
{
    struct wants want = wants(misfit, actual->kind);

    if (actual->kind == SB_ABSURD || misfit->x.kind == SB_ABSURD)
        sb_text_add(out, "the count of %s is %lld, which cannot be", actual->kind == SB_ABSURD ? "the operand" : "its argument",
            (long long)(actual->kind == SB_ABSURD ? actual : &misfit->x)->v.view.size);
    else if (sb_kind_bad(misfit->x.kind) || sb_kind_bad(misfit->y.kind))
        sb_text_add(out,
            "its argument is a struct, or a number too wide, complex or a vector, which cannot be compared; "
            "give object(type, &it) or bytes(&it, sizeof it)");
    else if (want.x && !sb_fit(misfit->type->fits, actual->kind, misfit->x.kind) &&
        sb_fit(misfit->type->fits, actual->kind, want.good))
        sb_text_add(out, "its argument should be %s and is %s", want.x, sb_kind_words(misfit->x.kind));
    else if (!sb_fit(misfit->type->fits, actual->kind, misfit->x.kind) || !sb_stranger_explain(misfit, actual, name, out))
        sb_text_add(out, "it is about %s, and `%s` is %s", want.actual, name, sb_kind_words(actual->kind));
}
