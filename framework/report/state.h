/* state.h -- how each state of a case looks and counts: the one table that every reporter reads. */
#ifndef SEEDBED_FRAMEWORK_REPORT_STATE_H
#define SEEDBED_FRAMEWORK_REPORT_STATE_H

#include "../../assert/text.h"
#include <seedbed/ext/reporter.h>

/* Colours, as SGR parameters. */
#define SB__RED "31"
#define SB__GREEN "32"
#define SB__YELLOW "33"
#define SB__DIM "2"
#define SB__BOLD "1"

enum { SB__STATES = SB_XPASSED + 1 };

typedef struct sb_state_look {
    const char *name;   /* for programs: as sb_tally spells it */
    const char *word;   /* behind a count: "2 timed out" */
    const char *mark;   /* before a name: "FAIL" */
    const char *colour; /* of the mark */
    const char *xml;    /* the element of JUnit that stands for it; NULL: none */
    const char *tap;    /* the directive of TAP that stands for it; NULL: none */
    size_t tally;       /* where sb_tally counts it */
    bool fails;         /* the run fails with it */
    bool aside;         /* it does not count, and a line says why */
    bool explain;       /* its reason is its author's, and says little without the word before it */
} sb_state_look;

extern const sb_state_look sb__state_look[SB__STATES];

/* The state of this name; false: there is none. */
bool sb__state_find(const char *name, enum sb_state *out);
size_t sb__tally_count(const sb_tally *tally, enum sb_state state);
/* What the reason says, or, where the runner gave none, the word of the state. Never NULL. */
const char *sb__reason(const sb_result *result);
/* Add what stands for the reason in a report: "failed as expected: no printer". */
void sb__put_reason(sb_text *to, const sb_result *result);

#endif
