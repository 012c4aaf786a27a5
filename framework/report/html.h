/* html.h -- what the files of the HTML reporter share. Private to them. */
#ifndef SEEDBED_FRAMEWORK_REPORT_HTML_H
#define SEEDBED_FRAMEWORK_REPORT_HTML_H

#include "html_escape.h"
#include "html_words.h"
#include "state.h"

enum { SB__HTML_SLOWEST = 12 };

/* One of the slowest tests. */
struct sb__slow {
    char *name;
    size_t index;
    uint64_t duration_ns;
    enum sb_state state;
};

struct sb__html {
    FILE *out;
    sb_report_options options;
    char nonce[20];
    sb_text program; /* as it was called */
    sb_text again;   /* the command that runs the program with the same seed; names of tests go behind it */
    sb_text facts;   /* about the run, known when it begins */
    size_t count;    /* results so far: a test is known by its place among the rows */
    sb_text rows;    /* the tests as rows of JSON, one line each */
    struct sb__words words;
    sb_text bad;  /* articles of the tests that fail the run */
    sb_text told; /* and of the others that have more to say than that they passed */
    struct sb__slow slow[SB__HTML_SLOWEST + 1];
    size_t slow_count;
};

/* States as the page names them: CSS classes, and words of the link to a filtered list. */
extern const char *const sb__html_slug[SB__STATES];

/* The parts of the page that stand in page/ and are compiled in line by line; each ends in NULL. */
extern const char *const sb__html_style[], *const sb__html_timeline[], *const sb__html_tests[], *const sb__html_script[];
void sb__html_lines(sb_text *to, const char *const *line);

/* html_begin.c: what is known when the run begins. */
void sb__html_begin(struct sb__html *h, const sb_run_info *info);
/* Add a command that runs one test again: a word of the shell, in which ? stands for what cannot be typed. */
void sb__html_again(const struct sb__html *h, sb_text *to, const sb_result *result);

/* html_case.c: add a test as an article. */
void sb__html_case(const struct sb__html *h, sb_text *to, const sb_result *result);

/* html_changed.c: add the rows that a test changed, as tables. */
void sb__html_changed(sb_text *to, const sb_result *result);

/* html_data.c: add a test to the rows, and all of them to the page. */
void sb__html_row(struct sb__html *h, const sb_result *result);
void sb__html_data(const struct sb__html *h, sb_text *to);

/* html_head.c: the page from its first byte to the counts, and what it says of its trouble. */
void sb__html_head(const struct sb__html *h, sb_text *to, const sb_tally *tally);

/* html_slow.c: the slowest tests so far, and their table. */
void sb__html_slow_note(struct sb__html *h, const sb_result *result);
void sb__html_slow(const struct sb__html *h, sb_text *to);

#endif
