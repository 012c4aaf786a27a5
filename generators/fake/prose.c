/* prose.c -- sentences from four small tables. */
#include "prose.h"
#include <stdbool.h>

/* Powers of two, so that one random word holds a whole sentence, five bits a word of it, all equally likely. */
enum { NOUNS = SB_FAKE_NOUNS, ADJECTIVES = 32, VERBS = 32, PREPOSITIONS = 16, ARTICLES = 4 };

static const char *const nouns[NOUNS] = { "teacher", "student", "course", "lecture", "exam", "library", "lesson", "question",
    "answer", "project", "letter", "chapter", "example", "problem", "story", "seminar", "notebook", "essay", "theory", "method",
    "experiment", "diagram", "sentence", "garden", "machine", "picture", "river", "window", "journey", "language", "result",
    "bridge" };

static const char *const adjectives[ADJECTIVES] = { "short", "long", "quiet", "clear", "early", "final", "simple", "careful",
    "open", "difficult", "gentle", "modern", "patient", "famous", "bright", "curious", "hidden", "useful", "common", "steady",
    "honest", "distant", "narrow", "broad", "recent", "plain", "formal", "local", "practical", "small", "large", "gradual" };

static const char *const verbs[VERBS] = { "reads", "explains", "describes", "compares", "follows", "remembers", "finishes",
    "discusses", "improves", "repeats", "measures", "draws", "collects", "corrects", "imagines", "studies", "writes", "teaches",
    "solves", "presents", "reviews", "questions", "translates", "prepares", "observes", "answers", "begins", "supports",
    "records", "shares", "illustrates", "notices" };

static const char *const prepositions[PREPOSITIONS] = { "before", "after", "during", "without", "behind", "near", "against",
    "beyond", "between", "under", "above", "about", "through", "beside", "despite", "towards" };

static const char *const articles[ARTICLES] = { "the", "this", "another", "every" };

static const char *take(uint64_t *bits, const char *const *table, unsigned size)
{
    const char *word = table[*bits % size];

    *bits /= size;
    return word;
}

const char *sb_fake_word(sb_draw *draw)
{
    uint64_t bits = sb_draw_word(draw);

    switch (bits >> 62) {
    case 0: return take(&bits, adjectives, ADJECTIVES);
    case 1: return take(&bits, verbs, VERBS);
    default: return take(&bits, nouns, NOUNS);
    }
}

void sb_fake_words(sb_draw *draw, int count, sb_put *to)
{
    for (int i = 0; i < count; i++) {
        if (i)
            sb_put_byte(to, ' ');
        sb_put_text(to, sb_fake_word(draw));
    }
}

const char *sb_fake_noun(unsigned n) { return nouns[n % NOUNS]; }

static void put_capital(sb_put *to, const char *word)
{
    sb_put_byte(to, (char)(*word - 'a' + 'A'));
    sb_put_text(to, word + 1);
}

/* Seen from its end: a noun, before it an adjective, before that a preposition, and so on; none begins with a preposition. */
void sb_fake_title(sb_draw *draw, int count, sb_put *to)
{
    for (int left = count; left-- > 0;) {
        uint64_t bits = sb_draw_word(draw);
        if (left + 1 < count)
            sb_put_byte(to, ' ');
        if (left % 3 == 2 && left + 1 < count)
            sb_put_text(to, take(&bits, prepositions, PREPOSITIONS));
        else
            put_capital(to, left % 3 == 0 ? take(&bits, nouns, NOUNS) : take(&bits, adjectives, ADJECTIVES));
    }
}

static bool flip(uint64_t *bits)
{
    bool heads = *bits & 1;

    *bits >>= 1;
    return heads;
}

static void put_noun(sb_put *to, uint64_t *bits)
{
    sb_put_text(to, take(bits, articles, ARTICLES));
    sb_put_byte(to, ' ');
    if (flip(bits)) {
        sb_put_text(to, take(bits, adjectives, ADJECTIVES));
        sb_put_byte(to, ' ');
    }
    sb_put_text(to, take(bits, nouns, NOUNS));
}

void sb_fake_sentence(sb_draw *draw, sb_put *to)
{
    uint64_t bits = sb_draw_word(draw);
    char *capital = to->at;

    put_noun(to, &bits);
    if (to->at > capital)
        *capital = (char)(*capital - 'a' + 'A');
    sb_put_byte(to, ' ');
    sb_put_text(to, take(&bits, verbs, VERBS));
    sb_put_byte(to, ' ');
    put_noun(to, &bits);
    if (flip(&bits)) {
        sb_put_byte(to, ' ');
        sb_put_text(to, take(&bits, prepositions, PREPOSITIONS));
        sb_put_byte(to, ' ');
        put_noun(to, &bits);
    }
    sb_put_byte(to, '.');
}

void sb_fake_paragraph(sb_draw *draw, sb_put *to)
{
    int sentences = (int)sb_draw_between(draw, 3, 7);

    for (int i = 0; i < sentences; i++) {
        if (i)
            sb_put_byte(to, ' ');
        sb_fake_sentence(draw, to);
    }
}
