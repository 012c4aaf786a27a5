/* kinds_text.c -- words, sentences, paragraphs, titles and slugs, of the tables of prose.c. */
#include "../../assert/context.h"
#include "kinds.h"
#include "prose.h"
#include <string.h>

/* The longest that prose.c makes; and how many there may be of anything. */
enum { WORD = 13, SENTENCE = 120, PARAGRAPH = 7 * SENTENCE, MOST_SIZE = 100000, SMALL = 4096 };

/* A place for a text while it is made, of `bytes` or of as many as there is room for: prose is ASCII. */
typedef struct building {
    char small[SMALL];
    char *text;
    sb_put to;
} building;

static void begin(const sb_kind_call *call, size_t bytes, building *it)
{
    /* One more than there is room for, so that it is seen that the text was cut. */
    if (call->most && call->most + 2 < bytes)
        bytes = call->most + 2;
    it->text = bytes < SMALL ? it->small : sb_store_alloc(call->store, bytes + 1);
    it->to = sb_put_into(it->text, bytes + 1);
}

static void end(const sb_kind_call *call, building *it, char mark, sb_value *out)
{
    sb_kind_text(call, it->text, (size_t)(it->to.at - it->text), false, mark, out);
}

static const void *prepare(const sb_rule *rule, sb_store *store)
{
    static const char ready[] = "";

    (void)store;
    if (rule->size <= MOST_SIZE)
        return ready;
    sb_fail_with(SB_ERR, "size is %u; a value has at most %d of them", rule->size, MOST_SIZE);
    return NULL;
}

/* What the rule says, or a few. */
static int size_of(const sb_kind_call *call, sb_draw *draw, int low, int high)
{
    return call->rule->size ? (int)call->rule->size : (int)sb_draw_between(draw, low, high);
}

static void make_word(const sb_kind_call *call, sb_value *out)
{
    sb_draw draw = sb_kind_draw(call);
    const char *word = sb_fake_word(&draw);

    sb_kind_text(call, word, strlen(word), false, '-', out);
}

static void make_words(const sb_kind_call *call, sb_value *out)
{
    building it;
    sb_draw draw = sb_kind_draw(call);
    int size = size_of(call, &draw, 2, 5);

    begin(call, (size_t)size * WORD, &it);
    sb_fake_words(&draw, size, &it.to);
    end(call, &it, ' ', out);
}

static void make_title(const sb_kind_call *call, sb_value *out)
{
    building it;
    sb_draw draw = sb_kind_draw(call);
    int size = size_of(call, &draw, 2, 5);

    begin(call, (size_t)size * WORD, &it);
    sb_fake_title(&draw, size, &it.to);
    end(call, &it, ' ', out);
}

static void make_slug(const sb_kind_call *call, sb_value *out)
{
    building it;
    sb_draw draw = sb_kind_draw(call);
    int size = size_of(call, &draw, 2, 3);

    begin(call, (size_t)size * WORD, &it);
    for (int i = 0; i < size; i++) {
        if (i)
            sb_put_byte(&it.to, '-');
        sb_put_text(&it.to, sb_fake_word(&draw));
    }
    end(call, &it, '-', out);
}

static void put_sentences(const sb_kind_call *call, int low, int high, sb_value *out)
{
    building it;
    sb_draw draw = sb_kind_draw(call);
    int size = size_of(call, &draw, low, high);

    begin(call, (size_t)size * SENTENCE, &it);
    for (int i = 0; i < size && sb_put_room(&it.to); i++) {
        if (i)
            sb_put_byte(&it.to, ' ');
        sb_fake_sentence(&draw, &it.to);
    }
    end(call, &it, ' ', out);
}

static void make_sentence(const sb_kind_call *call, sb_value *out) { put_sentences(call, 1, 1, out); }

static void make_sentences(const sb_kind_call *call, sb_value *out) { put_sentences(call, 2, 4, out); }

static void make_paragraph(const sb_kind_call *call, sb_value *out) { put_sentences(call, 3, 7, out); }

static void make_paragraphs(const sb_kind_call *call, sb_value *out)
{
    building it;
    sb_draw draw = sb_kind_draw(call);
    int size = size_of(call, &draw, 2, 4);

    begin(call, (size_t)size * (PARAGRAPH + 2), &it);
    for (int i = 0; i < size && sb_put_room(&it.to); i++) {
        if (i)
            sb_put_text(&it.to, "\n\n");
        sb_fake_paragraph(&draw, &it.to);
    }
    end(call, &it, ' ', out);
}

/* Whole sentences, as many as there is room for; the first is cut where it alone is too long. */
static void make_text(const sb_kind_call *call, sb_value *out)
{
    building it;
    sb_draw draw = sb_kind_draw(call);
    size_t size = call->rule->size ? call->rule->size : 200;
    char *end_of_last = NULL;

    begin(call, size, &it);
    for (;;) {
        char sentence[SENTENCE + 1];
        sb_put one = sb_put_into(sentence, sizeof sentence);
        sb_fake_sentence(&draw, &one);
        if (end_of_last && strlen(sentence) + 1 > sb_put_room(&it.to))
            break;
        if (end_of_last)
            sb_put_byte(&it.to, ' ');
        sb_put_text(&it.to, sentence);
        end_of_last = it.to.at;
    }
    end(call, &it, ' ', out);
}

const sb_kind sb_kinds_text[] = {
    { "text", "whole sentences, of `size` characters or a little less, 200 where it says nothing", "size", true, make_text,
        prepare },
    { "text.paragraph", "a paragraph of three to seven sentences, or of `size` of them", "size", true, make_paragraph, prepare },
    { "text.paragraphs", "two to four paragraphs, or `size` of them, with empty lines between", "size", true, make_paragraphs,
        prepare },
    { "text.sentence", "a sentence", NULL, true, make_sentence, NULL },
    { "text.sentences", "two to four sentences, or `size` of them", "size", true, make_sentences, prepare },
    { "text.slug", "two or three words for an address, quiet-garden, or `size` of them", "size", true, make_slug, prepare },
    { "text.title", "a title of two to five words, or of `size` of them", "size", true, make_title, prepare },
    { "text.word", "a word", NULL, true, make_word, NULL },
    { "text.words", "two to five words, or `size` of them", "size", true, make_words, prepare },
    { .name = NULL },
};
