/* course.h -- courses whose parts belong together: one draw gives subject, topic, title, code, term, room and price.
 */
#ifndef SEEDBED_GENERATORS_FAKE_COURSE_H
#define SEEDBED_GENERATORS_FAKE_COURSE_H

#include "catalog.h"
#include <seedbed/make.h>

/* Course n of a stream; sb_course_at is that of the table `courses`. topic: what it is about, "Botany"; may be NULL. */
void sb_course_of(uint64_t seed, uint64_t stream, uint64_t n, sb_course *out, const char **topic);

#endif
