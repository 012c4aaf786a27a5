/* stranger.c -- values of another kind than what a matcher would compare them with. */
#include "stranger.h"
#include "list.h"
#include "value.h"

/* What a value has to be like: the operand, or each element of it. */
static int kind_among(const sb_part *part, const sb_value *actual)
{
    return actual->kind == SB_ARRAY && part->type->fits != SB_FITS_LISTED ? actual->v.view.type->kind : actual->kind;
}

/* Strings compare by what is in them and pointers by where they point, so that the two do not mix; NULL is either. */
static bool like(const sb_value *value, int among)
{
    if (value->kind >> 4 == SB_BYTES >> 4)
        return value->kind == among;
    if (value->kind >> 4 != among >> 4)
        return false;
    return value->kind >> 4 != SB_PTR >> 4 || (value->kind == SB_STR) == (among == SB_STR) || !value->v.p;
}

static bool is_about_values(enum sb_fits fits)
{
    return fits == SB_FITS_LISTED || fits == SB_FITS_CONTAINER || fits == SB_FITS_MEMBERS || fits == SB_FITS_ELEMENTS;
}

/* The first, as a value that has no more than a kind where the list is an array. */
static bool find(const sb_part *part, const sb_value *actual, sb_value *stranger_out)
{
    struct sb_list list = sb_list_given(part->type, &part->x, actual);
    int among = kind_among(part, actual);

    if (part->type->fits == SB_FITS_CONTAINER) /* one value, an array too */
        list = (struct sb_list){ .value = &part->x, .n = 1 };
    if (!list.value) {
        *stranger_out = (sb_value){ .kind = list.array.v.view.type->kind, .v.p = "" };
        return !like(stranger_out, among);
    }
    for (size_t i = 0; i < list.n; i++) {
        *stranger_out = list.value[i];
        if (!like(stranger_out, among))
            return true;
    }
    return false;
}

static bool has_order(int kind) { return sb_kind_number(kind) || kind == SB_STR; }

bool sb_stranger_in(const sb_part *part, const sb_value *actual)
{
    sb_value stranger;

    if (part->type->fits == SB_FITS_ORDERED)
        return !has_order(actual->v.view.type->kind);
    return is_about_values(part->type->fits) && find(part, actual, &stranger);
}

bool sb_stranger_explain(const sb_part *part, const sb_value *actual, const char *name, sb_text *out)
{
    bool listed_array = part->x.kind == SB_ARRAY || sb_list_given(part->type, &part->x, actual).value == NULL;
    int among = kind_among(part, actual);
    sb_value stranger = { .kind = SB_NONE };

    if (!sb_stranger_in(part, actual))
        return false;
    if (part->type->fits == SB_FITS_ORDERED)
        sb_text_add(out, "it is about numbers or strings");
    else if (find(part, actual, &stranger) && listed_array && part->type->fits != SB_FITS_CONTAINER)
        sb_text_add(out, "each value of its array is %s", sb_kind_words(stranger.kind));
    else {
        sb_value_print(out, &stranger);
        sb_text_add(out, " is %s", sb_kind_words(stranger.kind));
    }
    sb_text_add(out, among == actual->kind ? ", and `%s` is %s" : ", and each element of `%s` is %s", name, sb_kind_words(among));
    if (part->type->fits == SB_FITS_CONTAINER && stranger.kind == SB_ARRAY)
        sb_text_add(out, "; contain_all_of, contain_any_of, contain_in_order and contain_exactly take an array");
    return true;
}
