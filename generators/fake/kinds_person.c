/* kinds_person.c -- kinds that tell of a row's person. */
#include "kinds.h"

const sb_kind sb_kinds_person[] = {
    { .name = NULL },
};
