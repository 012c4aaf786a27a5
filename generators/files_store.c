/* files_store.c -- files that rows tell of, put where the rows say. */
#include "../framework/sandbox/sandbox.h"
#include "factory/row.h"
#include "files.h"
#include "random/permute.h"
#include <string.h>

static const uint64_t KIND = UINT64_C(0x6b696e64); /* stands for a name in the draws */

enum sb_file_kind sb_file_kind_of(uint64_t seed, uint64_t n)
{
    return (enum sb_file_kind)sb_permute(seed, KIND, n, SB_FILE_KINDS);
}

int sb_file_rule_wish(const sb_rule *rule, uint64_t seed, uint64_t n, sb_file_wish *out)
{
    *out = (sb_file_wish){ sb_file_kind_of(seed, n), rule->size };
    return rule->form ? sb_file_kind_named(rule->form, &out->kind) : SB_OK;
}

/* Whether a column leads to the file, and its value is the one that we made. */
static bool leads(const sb_row *row, size_t slot)
{
    const sb_kind *kind = row->recipe->slot[slot].kind;

    if (row->recipe->slot[slot].from != SB_FROM_KIND || row->filled[slot].origin != SB_ORIGIN_MADE)
        return false;
    return strcmp(kind->name, "file.path") == 0 || strcmp(kind->name, "file.digest") == 0;
}

int sb_file_store_row(sb_row *row)
{
    const char *folder;

    if (row->making->build)
        return SB_OK;
    if (sb_sandbox_files(&folder) != SB_OK)
        return SB_ERR;
    for (size_t i = 0; folder && i < row->recipe->columns; i++) {
        sb_file_stored stored;
        sb_file_wish wish;
        if (!leads(row, i))
            continue;
        if (sb_file_rule_wish(row->recipe->slot[i].rule, row->making->stream, row->at, &wish) != SB_OK)
            return SB_ERR;
        return sb_file_put(row->making->stream, row->at, &wish, folder, &stored);
    }
    return SB_OK;
}
