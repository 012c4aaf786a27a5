/* last.h -- what is worth remembering of a run until the next: which cases were not good, and which took a millisecond or more.
 *
 * Calling sequence: sb_last_read, which finds nothing where nothing is kept; sb_last_recall for the plan; sb_last_note for each result;
 * sb_last_write; sb_last_release.
 *
 * The file has a line that says what it is, and a line per case: state, nanoseconds and name, with a tab between them. A run in which
 * nothing is worth remembering, and before which nothing was remembered, makes a file of that one line where there is none, so that the
 * next knows that nothing failed, and else touches none. Two runs at once never tear it, and each keeps what the other found of tests that
 * it did not run itself. A file that lacks that line is somebody else's, and is never replaced.
 *
 * Cases that did not run keep what was known of them. Those that are no more go with the next run of all cases.
 */
#ifndef SEEDBED_FRAMEWORK_RECORD_LAST_H
#define SEEDBED_FRAMEWORK_RECORD_LAST_H

#include "../plan/plan.h"

typedef struct sb_last_entry {
    enum sb_state state;
    uint64_t duration_ns;
    bool exists, ran; /* in the run of now */
} sb_last_entry;

/* Names and what is known of them, side by side. */
typedef struct sb_last_list {
    char **name;
    sb_last_entry *at;
    size_t n, room, name_room;
} sb_last_list;

typedef struct sb_last {
    char *path;  /* NULL: nothing is remembered */
    char *bytes; /* of the file; the old names stand in it */
    sb_last_list old, fresh;
    sb_name_index index; /* of the old names */
    sb_name_store names; /* of the new ones */
    uint32_t *place;     /* of a case's entry among the new ones, + 1, by the number of the case: rounds of one case share it */
    size_t places;
    bool there;     /* the file is ours, with or without entries */
    bool foreign;   /* there is a file, and it is not ours */
    bool own_place; /* the path is not from the user, so its folders may be made */
} sb_last;

/* asked: the file; "": none; NULL: in the user's cache folder, under a name made from that of the program, where there is one. A file
 * that is not there or is not ours counts as empty. */
void sb_last_read(sb_last *last, const char *asked, const char *program);
/* To be given to the plan while `last` lives; false where no last run is remembered. It may be one in which nothing failed or was slow. */
bool sb_last_recall(const sb_last *last, sb_recall *out);
/* A case that passed is worth no note when it took less than this. */
uint64_t sb_last_worth_ns(const sb_last *last);
void sb_last_note(sb_last *last, const sb_planned *item, enum sb_state state, uint64_t duration_ns);
/* all: every case that is registered was to run. SB_ERR with a message where it could not be written, or is not ours; the old file is
 * whole then. */
int sb_last_write(const sb_last *last, bool all);
void sb_last_release(sb_last *last);

#endif
