/* kinds_make.c -- what kinds share: the words of a call, numbers that differ, and texts that are cut and numbered. */
#include "../../assert/context.h"
#include "../random/spread.h"
#include "kinds.h"
#include <string.h>

sb_draw sb_kind_draw(const sb_kind_call *call) { return sb_draw_at(call->seed, call->stream, call->field, call->n); }

uint64_t sb_kind_nth(const sb_kind_call *call, uint64_t size)
{
    sb_permutation order = sb_permutation_at(call->seed, call->stream, call->field, size);

    return sb_permuted(&order, call->n);
}

void sb_kind_cannot(sb_value *out, const char *format, ...)
{
    sb_text text = SB_TEXT_EMPTY;
    va_list args;

    va_start(args, format);
    sb_text_addv(&text, format, args);
    va_end(args);
    sb_fail_with(SB_ERR, "%s", text.at);
    sb_text_release(&text);
    *out = (sb_value){ .kind = SB_BAD };
}

bool sb_kind_has_room(const sb_kind_call *call, uint64_t room, sb_value *out)
{
    if (call->n < room)
        return true;
    sb_kind_cannot(out, "there are %llu different values, and row %llu wants one more", (unsigned long long)room,
        (unsigned long long)call->n + 1);
    return false;
}

size_t sb_kind_cut(const char *text, size_t size, size_t most)
{
    size_t characters = 0;

    if (size <= most)
        return size;
    for (size_t i = 0; i < size; i++)
        if (((unsigned char)text[i] & 0xc0) != 0x80 && characters++ == most)
            return i;
    return size;
}

static void give(const sb_kind_call *call, const char *text, size_t size, sb_value *out)
{
    *out = sb__box_s(sb_store_copy(call->store, text, size));
}

/* Where n + 1 has more digits than there is room for: as many letters and digits as there is, of which the first is a letter, so that none of
 * them is one of the numbers that had room. */
static void give_letters(const sb_kind_call *call, sb_value *out)
{
    static const char signs[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    char text[24];
    uint64_t shorter = 1, at = 0, room = 26;

    for (size_t i = 0; i < call->most; i++) /* most is below 20, the digits of the highest n */
        shorter *= 10;
    at = call->n + 1 - shorter;
    for (size_t i = 1; i < call->most && room < UINT64_MAX / 36; i++)
        room *= 36;
    if (at >= room) {
        sb_kind_cannot(
            out, "%zu characters are too few for a different text in row %llu", call->most, (unsigned long long)call->n + 1);
        return;
    }
    for (size_t i = call->most; i-- > 0;) {
        text[i] = signs[at % (i ? 36 : 26)];
        at /= 36;
    }
    give(call, text, call->most, out);
}

static void give_numbered(const sb_kind_call *call, const char *text, size_t size, char mark, sb_value *out)
{
    char number[24], *whole;
    sb_put to = sb_put_into(number, sizeof number);
    size_t digits;

    sb_put_number(&to, call->n + 1, 0);
    digits = sizeof number - 1 - sb_put_room(&to);
    if (call->most && digits > call->most) {
        give_letters(call, out);
        return;
    }
    if (call->most)
        size = digits + 1 < call->most ? sb_kind_cut(text, size, call->most - digits - 1) : 0;
    while (size && (text[size - 1] == ' ' || text[size - 1] == mark))
        size--;
    whole = sb_store_alloc(call->store, size + 1 + digits + 1);
    memcpy(whole, text, size);
    if (size)
        whole[size++] = mark;
    memcpy(whole + size, number, digits);
    *out = sb__box_s(whole);
}

void sb_kind_text(const sb_kind_call *call, const char *text, size_t size, bool distinct, char mark, sb_value *out)
{
    size_t cut = call->most ? sb_kind_cut(text, size, call->most) : size;

    if (call->unique && (!distinct || cut < size)) {
        give_numbered(call, text, size, mark, out);
        return;
    }
    while (cut < size && cut > 1 && text[cut - 1] == ' ')
        cut--;
    give(call, text, cut, out);
}

void sb_kind_one_of(const sb_kind_call *call, const char *const *texts, uint64_t n, sb_value *out)
{
    sb_draw draw = sb_kind_draw(call);
    const char *text = texts[sb_draw_below(&draw, n)];

    sb_kind_text(call, text, strlen(text), false, ' ', out);
}

static int64_t clamp(int64_t x, int64_t low, int64_t high) { return x < low ? low : x > high ? high : x; }

/* Drawn finer than it is given, so that a mean of 2.5 and a deviation of 0.5 are possible for whole numbers. */
static int64_t normal(const sb_numbers *numbers, sb_draw *draw)
{
    int64_t finer = numbers->finer,
            x = sb_draw_normal(draw, numbers->mean, numbers->deviation, numbers->low * finer, numbers->high * finer), down;

    if (finer == 1)
        return x;
    x += finer / 2;
    down = x / finer - (x % finer < 0);
    return clamp(down, numbers->low, numbers->high);
}

bool sb_kind_number(const sb_kind_call *call, const sb_numbers *numbers, sb_draw *draw, int64_t *out)
{
    uint64_t span = (uint64_t)numbers->high - (uint64_t)numbers->low, offset;
    sb_value cannot;

    if (!call->unique && numbers->spread == SB_SPREAD_NORMAL) {
        *out = normal(numbers, draw);
        return true;
    }
    if (call->unique) {
        uint64_t room = span == UINT64_MAX ? span : span + 1;
        if (!sb_kind_has_room(call, room, &cannot))
            return false;
        offset = sb_kind_nth(call, room);
    } else if (numbers->spread == SB_SPREAD_ZIPF) {
        offset = sb_draw_zipf(draw, span < UINT64_C(1) << 62 ? span + 1 : UINT64_C(1) << 62) - 1;
    } else {
        *out = sb_draw_between(draw, numbers->low, numbers->high);
        return true;
    }
    offset += (uint64_t)numbers->low;
    *out = offset <= INT64_MAX ? (int64_t)offset : -(int64_t)(UINT64_MAX - offset) - 1;
    return true;
}
