/* pdf.c -- PDF documents (ISO 32000): pages of text, and behind them, in larger ones, pages with an image; of an exact size. */
#include "pdf.h"
#include "../fake/prose.h"
#include <string.h>

enum {
    PAGE = 3000,  /* bytes of a page of text: more would not be on the paper */
    WIDE = 1240,  /* pixels of an image at 150 dpi */
    FEW = 8,      /* pages of text before images */
    SHORT = 1700, /* bytes of each; what whole lines of pixels leave is put to it */
    ENTRY = 20,   /* of the table of objects */
    LEAST = 840,
    WIDTH = 78, /* characters of a line of text */
    PARAGRAPH = 1024,
    STRIP = 16384, /* bytes of an image, in one unit */
    UNIT = ENTRY * SB_PDF_OBJECTS + SB_PDF_OBJECT
};
static const char text_head[] = "BT\n/F1 11 Tf\n14 TL\n72 770 Td\n", text_tail[] = "ET", line_end[] = ") Tj T*\n";
enum { AROUND_TEXT = sizeof text_head + sizeof text_tail - 2, AROUND_LINE = sizeof line_end };

/* ---- which pages make this size ---- */

/* All bytes before the table of objects that are no text and no pixel. */
static uint64_t around(const sb_pdf *pdf)
{
    uint64_t size = strlen(sb_pdf_head);

    for (unsigned object = 1; object < sb_pdf_objects(pdf); object++) {
        char text[SB_PDF_OBJECT];
        sb_put to = sb_put_into(text, sizeof text);
        sb_pdf_object it = sb_pdf_put_object(pdf, object, &to);
        size += (uint64_t)(to.at - text) + (it.is == SB_PDF_TEXT || it.is == SB_PDF_IMAGE ? strlen(sb_pdf_behind_stream) : 0);
    }
    return size;
}

static size_t put_table_head(const sb_pdf *pdf, sb_put *to)
{
    char *begin = to->at;

    sb_put_text(to, "xref\n0 ");
    sb_put_number(to, sb_pdf_objects(pdf), 0);
    sb_put_byte(to, '\n');
    return (size_t)(to->at - begin);
}

/* The trailer says where the table begins, which hangs on how many digits it says that in. Where no number of digits is right for itself, it
 * is with one more line break. */
static uint64_t table_at(const sb_pdf *pdf, uint64_t size, bool *line_break)
{
    char text[512];

    for (unsigned i = 0;; i++) {
        sb_put to = sb_put_into(text, sizeof text);
        uint64_t guess = 1, behind = put_table_head(pdf, &to) + (uint64_t)ENTRY * sb_pdf_objects(pdf);
        for (unsigned digits = i / 2; digits; digits--)
            guess *= 10;
        to = sb_put_into(text, sizeof text);
        sb_pdf_put_trailer(pdf, guess, i % 2, &to);
        behind += (uint64_t)(to.at - text);
        *line_break = i % 2;
        if (behind < size && sb_put_digits(size - behind) == sb_put_digits(guess))
            return size - behind;
    }
}

/* Pages of text alone, each about as full as the others. */
static bool plan_texts(sb_pdf *pdf, uint64_t size)
{
    bool line_break;

    if (size > (uint64_t)PAGE * SB_PDF_TEXTS)
        return false;
    pdf->texts = (unsigned)((size + PAGE - 1) / PAGE);
    pdf->text = table_at(pdf, size, &line_break) - around(pdf);
    return true;
}

/* A few pages of text, then images; they grow where there would be too many. What is left over of a line of pixels goes to the text. */
static void plan_images(sb_pdf *pdf, uint64_t size)
{
    uint64_t nominal, room;
    bool line_break;

    pdf->texts = FEW;
    pdf->width = WIDE;
    while (size / (pdf->width * pdf->width * 7 / 5) >= SB_PDF_IMAGES)
        pdf->width *= 2;
    nominal = pdf->width * pdf->width * 7 / 5;
    pdf->images = (unsigned)(size / nominal + 1);
    room = table_at(pdf, size, &line_break) - around(pdf) - FEW * SHORT;
    pdf->lines = room / pdf->width;
    pdf->text = FEW * SHORT + room % pdf->width;
}

static void put_title(sb_content *content, sb_pdf *pdf)
{
    sb_put to = sb_put_into(pdf->title, sizeof pdf->title);

    pdf->id = sb_draw_word(&content->draw);
    if (content->size < 2 * LEAST)
        sb_put_text(&to, "A page");
    else {
        sb_put_text(&to, "The ");
        sb_fake_words(&content->draw, 3, &to);
    }
}

static bool pdf_begin(sb_content *content)
{
    sb_pdf *pdf = content->state;

    put_title(content, pdf);
    if (!plan_texts(pdf, content->size))
        plan_images(pdf, content->size);
    return true;
}

/* ---- streams ---- */

static unsigned char *put_line(unsigned char *to, const char *text, size_t size)
{
    *to++ = '(';
    memcpy(to, text, size);
    memcpy(to + size, line_end, sizeof line_end - 1);
    return to + size + sizeof line_end - 1;
}

static unsigned char *put_paragraph(sb_draw *draw, unsigned char *to)
{
    char text[PARAGRAPH];
    sb_put in = sb_put_into(text, sizeof text);

    sb_fake_paragraph(draw, &in);
    sb_wrap(text, (size_t)(in.at - text), WIDTH);
    for (const char *line = text; *line; line += *line != '\0') {
        size_t size = strcspn(line, "\n");
        to = put_line(to, line, size);
        line += size;
    }
    memcpy(to, "T*\n", 3);
    return to + 3;
}

/* A page of text: paragraphs, then lines of words, of which the last is as long as it must be. */
static void put_text(sb_draw *draw, unsigned char *to, size_t size)
{
    enum { ROOM = PARAGRAPH + 2 * WIDTH + AROUND_LINE * (PARAGRAPH / WIDTH * 2) }; /* for a paragraph and the last line */
    unsigned char *end = to + size - strlen(text_tail);

    memcpy(to, text_head, strlen(text_head));
    to += strlen(text_head);
    while (end - to > ROOM)
        to = put_paragraph(draw, to);
    while (end - to > WIDTH + 2 * AROUND_LINE) {
        char text[WIDTH];
        sb_put in = sb_put_into(text, sizeof text);
        sb_fake_words(draw, 6, &in);
        to = put_line(to, text, (size_t)(in.at - text));
    }
    if (end - to > AROUND_LINE) {
        size_t last = (size_t)(end - to) - AROUND_LINE;
        *to = '(';
        sb_fill_words(draw, to + 1, last);
        memcpy(to + 1 + last, line_end, sizeof line_end - 1);
    } else
        memset(to, '\n', (size_t)(end - to));
    memcpy(end, text_tail, strlen(text_tail));
}

static unsigned char *put_stream(sb_content *content, sb_pdf *pdf, unsigned char *to)
{
    size_t size = pdf->in_image && pdf->left > STRIP ? STRIP : (size_t)pdf->left;

    if (pdf->in_image)
        sb_picture_read(&pdf->picture, to, size);
    else
        put_text(&content->draw, to, size);
    to += size;
    pdf->left -= size;
    if (pdf->left)
        return to;
    pdf->in_text = pdf->in_image = false;
    memcpy(to, sb_pdf_behind_stream, strlen(sb_pdf_behind_stream));
    return to + strlen(sb_pdf_behind_stream);
}

/* ---- units ---- */

static void put_object(sb_content *content, sb_pdf *pdf, sb_put *to)
{
    sb_pdf_object it;

    if (pdf->object == 0)
        sb_put_text(to, sb_pdf_head);
    else {
        pdf->offset[pdf->object] = content->made;
        it = sb_pdf_put_object(pdf, pdf->object, to);
        pdf->in_text = it.is == SB_PDF_TEXT;
        pdf->in_image = it.is == SB_PDF_IMAGE;
        pdf->left = it.stream;
        if (pdf->in_image)
            pdf->picture = sb_picture_of(&content->draw, pdf->width, it.height, 1, false);
    }
    pdf->object++;
}

static void put_table(sb_content *content, const sb_pdf *pdf, sb_put *to)
{
    bool line_break;
    uint64_t at = table_at(pdf, content->size, &line_break);

    put_table_head(pdf, to);
    sb_put_text(to, "0000000000 65535 f \n");
    for (unsigned object = 1; object < sb_pdf_objects(pdf); object++) {
        sb_put_number(to, pdf->offset[object], 10);
        sb_put_text(to, " 00000 n \n");
    }
    sb_pdf_put_trailer(pdf, at, line_break, to);
}

static size_t pdf_unit(sb_content *content, unsigned char *out)
{
    sb_pdf *pdf = content->state;
    sb_put to = sb_put_into((char *)out, UNIT);

    if (pdf->in_text || pdf->in_image)
        return (size_t)(put_stream(content, pdf, out) - out);
    if (pdf->object < sb_pdf_objects(pdf))
        put_object(content, pdf, &to);
    else
        put_table(content, pdf, &to);
    return (size_t)(to.at - (char *)out);
}

const sb_content_kind sb_content_pdf = { .least = LEAST,
    .most = UINT64_C(9999999999), /* an entry of the table has ten digits */
    .unit_most = UNIT + STRIP,
    .state_size = sizeof(sb_pdf),
    .begin = pdf_begin,
    .unit = pdf_unit };
