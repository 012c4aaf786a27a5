/* again.c -- the command line that runs a program, or a test of it, as it ran before. */
#include "again.h"
#include "../../assert/utf8.h"

#include <inttypes.h>
#include <string.h>

void sb__shell_quoted(sb_text *to, const char *word, size_t n)
{
    sb_text_put(to, "'", 1);
    for (const char *at = word; at < word + n; at++)
        if (*at == '\'')
            sb_text_add(to, "'\\''");
        else
            sb_text_put(to, at, 1);
    sb_text_put(to, "'", 1);
}

void sb__shell_word(sb_text *to, const char *word, size_t n)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,@%+";
    if (n && strspn(word, plain) >= n)
        sb_text_put(to, word, n);
    else
        sb__shell_quoted(to, word, n);
}

void sb__again(sb_text *to, const sb_run_info *info, bool pinned)
{
    const char *program = info->program ? info->program : "";
    sb__shell_word(to, program, strlen(program));
    sb_text_add(to, " --seed=%" PRIu64, pinned ? 1 : info->seed);
    if (info->options && *info->options)
        sb_text_add(to, " %s", info->options);
}

char *sb__again_pattern(const char *name)
{
    sb_text pattern = SB_TEXT_EMPTY;
    sb_text_add(&pattern, "%s", "");
    for (const char *at = name, *end = name + strlen(name); at < end;) {
        const char *from = at;
        uint32_t code = sb_utf8_next(&at, end);
        if (sb_utf8_unseen(code))
            sb_text_put(&pattern, "??????", (size_t)(at - from)); /* a glob's ? fits a byte */
        else
            sb_text_put(&pattern, from, (size_t)(at - from));
    }
    return sb_text_take(&pattern);
}

const char *sb__again_whole(const sb_run_info *info)
{
    return info->shards && info->shard_source && strcmp(info->shard_source, "--shard") != 0 ? " --shard=off" : "";
}
