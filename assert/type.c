/* type.c -- the types of C as data, and one of a type read from memory. */
#include "item.h"
#include "value.h"
#include "view.h"
#include <string.h>

#define NUMBER(name_, c, kind_, signed_) \
    const sb_type name_ = { .name = #c, .kind = kind_, .size = sizeof(c), .is_signed = signed_ }

NUMBER(sb_type_bool, bool, SB_BOOL, false);
NUMBER(sb_type_char, char, SB_CHAR, (char)-1 < 0);
NUMBER(sb_type_schar, signed char, SB_INT, true);
NUMBER(sb_type_uchar, unsigned char, SB_INT, false);
NUMBER(sb_type_short, short, SB_INT, true);
NUMBER(sb_type_ushort, unsigned short, SB_INT, false);
NUMBER(sb_type_int, int, SB_INT, true);
NUMBER(sb_type_uint, unsigned, SB_UINT, false);
NUMBER(sb_type_long, long, SB_LONG, true);
NUMBER(sb_type_ulong, unsigned long, SB_ULONG, false);
NUMBER(sb_type_llong, long long, SB_LLONG, true);
NUMBER(sb_type_ullong, unsigned long long, SB_ULLONG, false);
NUMBER(sb_type_float, float, SB_FLOAT, true);
NUMBER(sb_type_double, double, SB_DOUBLE, true);
NUMBER(sb_type_ldouble, long double, SB_LDOUBLE, true);
const sb_type sb_type_string = { .name = "char *", .kind = SB_STR, .size = sizeof(char *) };
const sb_type sb_type_pointer = { .name = "void *", .kind = SB_PTR, .size = sizeof(void *) };

enum { BIG_ENDIAN_HERE = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ };

static int64_t read_integer(const sb_type *type, const void *at)
{
    uint8_t u8;
    uint16_t u16;
    uint32_t u32;
    int64_t i64;

    switch (type->size) {
    case 1: return memcpy(&u8, at, 1), type->is_signed ? (int64_t)(int8_t)u8 : (int64_t)u8;
    case 2: return memcpy(&u16, at, 2), type->is_signed ? (int64_t)(int16_t)u16 : (int64_t)u16;
    case 4: return memcpy(&u32, at, 4), type->is_signed ? (int64_t)(int32_t)u32 : (int64_t)u32;
    default: return memcpy(&i64, at, 8), i64;
    }
}

static long double read_floating(const sb_type *type, const void *at)
{
    float f;
    double d;
    long double l;

    if (type->kind == SB_FLOAT)
        return memcpy(&f, at, sizeof f), (long double)f;
    if (type->kind == SB_DOUBLE)
        return memcpy(&d, at, sizeof d), (long double)d;
    return memcpy(&l, at, sizeof l), l;
}

/* Copied out of the memory, which a packed struct may not have aligned. */
static sb_value read_scalar(const sb_type *type, const void *at)
{
    sb_value value = { .kind = type->kind };

    if (type->kind == SB_STR || type->kind == SB_PTR)
        memcpy(&value.v.p, at, sizeof value.v.p);
    else if (type->kind >= SB_FLOAT && type->kind <= SB_LDOUBLE)
        value.v.d = read_floating(type, at);
    else
        value.v.i = read_integer(type, at);
    return value;
}

static void write_number(const sb_type *type, const sb_value *number, void *at)
{
    long double d = number->v.d;
    float f = (float)d;
    double wide = (double)d;

    if (type->kind == SB_FLOAT)
        memcpy(at, &f, sizeof f);
    else if (type->kind == SB_DOUBLE)
        memcpy(at, &wide, sizeof wide);
    else if (type->kind == SB_LDOUBLE)
        memcpy(at, &d, sizeof d);
    else
        memcpy(at, (const char *)&number->v.u + (BIG_ENDIAN_HERE ? sizeof number->v.u - type->size : 0), type->size);
}

bool sb_type_print_number(sb_text *to, const sb_type *type, const sb_value *number)
{
    bool floating = sb_kind_floating(type->of->kind);
    long double room = 0;
    sb_value there;

    if (!sb_kind_number(number->kind) || sb_kind_floating(number->kind) != floating)
        return false;
    write_number(type->of, number, &room);
    there = read_scalar(type->of, &room);
    if (sb_value_compare(&there, number) != 0)
        return false;
    type->print(&room, to);
    return true;
}

/* A type of the user's own that is a number is read as the type of C that it has. */
sb_value sb_type_read(const sb_type *type, const void *at)
{
    struct sb_item item;

    if (sb_kind_number(type->kind) && type->of)
        return read_scalar(type->of, at);
    if (type->kind != SB_OBJECT && (!type->of || type->of == &sb_type_pointer || type->of == &sb_type_string))
        return read_scalar(type, at);
    item = sb_item_of(&(sb_value){ .kind = SB_OBJECT, .v.view = sb_view_of(at, SB_ONE_OBJECT, type) });
    return sb_item_value(&item);
}
