/* form_parts.h -- what a form is made of. Private to form*.c.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_FORM_PARTS_H
#define SEEDBED_GENERATORS_FACTORY_FORM_PARTS_H

#include "form.h"

enum sb_part_kind { SB_PART_SET = 1, SB_PART_GROUP, SB_PART_START, SB_PART_END };
#define SB_PART_ENDLESS UINT32_MAX

typedef struct sb_sequence {
    struct sb_form_part *part;
    size_t n, room;
} sb_sequence;

typedef struct sb_form_part {
    enum sb_part_kind kind;
    uint64_t set[4];     /* a bit per byte */
    sb_sequence *choice; /* of a group */
    size_t choices;
    uint32_t least, most;
} sb_form_part;

struct sb_form {
    sb_form_part whole;   /* a group */
    const uint64_t *only; /* of all characters */
};

static inline bool sb_part_takes(const sb_form_part *part, char c)
{
    return part->set[(unsigned char)c >> 6] >> ((unsigned char)c & 63) & 1;
}

#endif
