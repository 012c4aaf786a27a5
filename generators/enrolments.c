/* enrolments.c -- enrolments: who is in which course, as plain values, and the factory `enrolment`. */
#include "factory/declare.h"
#include "fake/catalog.h"
#include "fake/put.h"
#include <seedbed/make.h>
#include <string.h>

/* Stand for names in the draws; frozen with SB_DATA_VERSION. */
static const uint64_t ENROLMENTS = UINT64_C(0x656e726f6c), SEAT = UINT64_C(0x73656174), PAIR = UINT64_C(0x70616972);

/* Mode and progress, which need no pair. */
static void fill(uint64_t seed, uint64_t n, sb_enrolment *out)
{
    sb_draw draw = sb_draw_at(seed, ENROLMENTS, SEAT, n);
    sb_put mode = sb_put_into(out->mode, sizeof out->mode);

    sb_put_text(&mode, sb_draw_pick(&draw, sb_modes));
    out->completion = (int)sb_draw_bell(&draw, 0, 100);
}

void sb_enrolment_at(uint64_t seed, uint64_t n, uint64_t users, uint64_t courses, sb_enrolment *out)
{
    uint64_t pairs, pair;

    users += !users; /* of no users or no courses there is no pair; 0 and 0 stand for it */
    courses += !courses;
    /* Beyond 2^64 pairs the users behind the last whole course of them are never asked for: nobody counts that far. */
    if (users > UINT64_MAX / courses)
        users = UINT64_MAX / courses;
    pairs = users * courses;
    pair = sb_permute(seed, PAIR, n, pairs);
    memset(out, 0, sizeof *out);
    out->user_n = pair / courses;
    out->course_n = pair % courses;
    fill(seed, n, out);
}

/* Twenty students to a teacher, and an assistant to two of these; most are in the middle of it. */
static const sb_weighted roles[] = { { "student", 93 }, { "teacher", 5 }, { "assistant", 2 }, { NULL, 0 } },
                         states[] = { { "active", 70 }, { "completed", 18 }, { "withdrawn", 8 }, { "suspended", 4 },
                             { NULL, 0 } };

static const sb_rule columns[] = {
    { "user_id user student_id student account_id", .parent = "user" },
    { "course_id course", .parent = "course" },
    { "mode enrolment_mode", .pick = sb_modes, .yields = true },
    { "role enrolment_role enrollment_role course_role", .pick = roles, .yields = true },
    { "status state", .pick = states, .yields = true },
    { "completion progress percent", .fake = "number", .from = "0", .to = "100", .spread = "normal", .yields = true },
    { 0 },
};

static const sb_rule audit[] = { { "mode enrolment_mode", .text = "audit" }, { 0 } },
                     verified[] = { { "mode enrolment_mode", .text = "verified" }, { 0 } },
                     completed[] = { { "completion progress percent", .text = "100" }, { "status state", .text = "completed" },
                         { 0 } };

#define ROLE(name_) \
    static const sb_rule name_[] = { { "role enrolment_role enrollment_role course_role", .text = #name_ }, { 0 } }
ROLE(student);
ROLE(teacher);
ROLE(assistant);

static const sb_trait traits[] = {
    { "audit", .columns = audit },
    { "verified", .columns = verified },
    { "completed", .columns = completed },
    { "student", .columns = student },
    { "teacher", .columns = teacher },
    { "assistant", .columns = assistant },
    { 0 },
};

const sb_factory sb_factory_enrolment = {
    .name = "enrolment",
    .tables = "enrolment enrolments enrollment enrollments",
    .columns = columns,
    .traits = traits,
};
