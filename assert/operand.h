/* operand.h -- one operand read from an argument list, by its kind.
 *
 * In a header, because it is the hot path of every assertion: sb_check reads up to three.
 */
#ifndef SEEDBED_ASSERT_OPERAND_H
#define SEEDBED_ASSERT_OPERAND_H

#include <seedbed/base.h>
#include <stdarg.h>

/* A kind that is SB_BAD has no type to read it by: the value keeps the kind, and whoever judges it says so. */
static inline void sb_operand_read(sb_value *to, int kind, va_list *args)
{
    to->kind = kind;
    switch (kind) {
    case SB_BOOL:
    case SB_CHAR:
    case SB_INT:
    case SB_SMALL: to->v.i = va_arg(*args, int); break;
    case SB_UINT: to->v.i = va_arg(*args, unsigned); break;
    case SB_LONG: to->v.i = va_arg(*args, long); break;
    case SB_ULONG: to->v.u = va_arg(*args, unsigned long); break;
    case SB_LLONG: to->v.i = va_arg(*args, long long); break;
    case SB_ULLONG: to->v.u = va_arg(*args, unsigned long long); break;
    case SB_FLOAT:
    case SB_DOUBLE: to->v.d = va_arg(*args, double); break;
    case SB_LDOUBLE: to->v.d = va_arg(*args, long double); break;
    case SB_BYTES: *to = sb__box_view(va_arg(*args, sb_view)); break;
    default:
        if (kind > SB_NONE && kind < SB_BAD)
            to->v.p = va_arg(*args, const void *);
    }
}

#endif
