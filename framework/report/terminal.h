/* terminal.h -- what the three files of the terminal reporter share. Private to them. */
#ifndef SEEDBED_FRAMEWORK_REPORT_TERMINAL_H
#define SEEDBED_FRAMEWORK_REPORT_TERMINAL_H

#include "../../assert/text.h"
#include "state.h"

/* A case that made the run fail, kept for the summary. */
struct sb__failed {
    char *name, *shown; /* as the command line wants it, and safe to print */
    char *file;
    int line;
    enum sb_state state;
};

/* A case that is among the slowest so far. */
struct sb__slow {
    char *shown;
    uint64_t duration_ns;
};

struct sb__terminal {
    FILE *out;
    sb_report_options options;
    sb_text text;  /* written and not yet out */
    sb_text again; /* the command that runs the program as it ran; names go behind it */
    uint64_t seed;
    bool shuffled;
    bool github; /* the log is read by GitHub Actions, which takes some lines for commands */
    bool shard;  /* other shards may have the tests that this one has not */
    struct sb__failed *failed;
    size_t failed_count, failed_room;
    struct sb__slow *slow; /* the slowest first, as many as are asked for */
    size_t slow_count, slow_room;
    bool after_block; /* the last thing printed wants a blank line below it */
    bool drawn;       /* the progress bar stands on the last line */
};

/* Add to the text, in a colour (an SGR parameter, or NULL) where colours are wanted. */
__attribute__((format(printf, 3, 4))) void sb__paint(struct sb__terminal *t, const char *colour, const char *format, ...);
/* Rub out the progress bar, print the text. */
void sb__terminal_flush(struct sb__terminal *t);

/* terminal_live.c */
void sb__terminal_progress(void *env, const sb_progress *progress);
void sb__terminal_erase(struct sb__terminal *t);
/* terminal_slow.c */
void sb__terminal_keep_slow(struct sb__terminal *t, const sb_result *result);
void sb__terminal_put_slow(struct sb__terminal *t);
void sb__terminal_drop_slow(struct sb__terminal *t);
/* terminal_summary.c */
void sb__terminal_end(void *env, const sb_tally *tally);

#endif
