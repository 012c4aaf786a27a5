/* pdf.h -- a PDF while it is written: which pages it has, and where its objects stand.
 */
#ifndef SEEDBED_GENERATORS_CONTENT_PDF_H
#define SEEDBED_GENERATORS_CONTENT_PDF_H

#include "picture.h"
#include "unit.h"

enum {
    SB_PDF_TEXTS = 64,   /* pages of text, at most */
    SB_PDF_IMAGES = 128, /* and pages with an image */
    SB_PDF_OBJECTS = 5 + 2 * SB_PDF_TEXTS + 3 * SB_PDF_IMAGES,
    SB_PDF_OBJECT = 4096 /* more than any object has, without its stream */
};

typedef struct sb_pdf {
    unsigned texts, images;
    uint64_t text, lines, width; /* bytes of all text; lines of all images, and how wide they are */
    char title[48];
    uint64_t id;
    unsigned object; /* the next one; 0: what stands before them */
    bool in_text, in_image;
    uint64_t left; /* of the stream */
    uint64_t offset[SB_PDF_OBJECTS];
    sb_picture picture;
} sb_pdf;

typedef struct sb_pdf_object {
    enum { SB_PDF_OPEN, SB_PDF_WHOLE, SB_PDF_TEXT, SB_PDF_IMAGE } is; /* the last two have a stream that is still to come */
    uint64_t stream;                                                  /* its bytes */
    uint64_t height;                                                  /* of an image */
} sb_pdf_object;

static inline unsigned sb_pdf_objects(const sb_pdf *pdf) { return 5 + 2 * pdf->texts + 3 * pdf->images; }
/* Writes an object up to its stream, or, where it has none, whole. How long that is does not hang on the sizes of texts and images. */
sb_pdf_object sb_pdf_put_object(const sb_pdf *pdf, unsigned object, sb_put *to);
extern const char sb_pdf_head[], sb_pdf_behind_stream[];
/* What stands behind the table of objects; at: where that begins. line_break: one more, to make the size exact. */
void sb_pdf_put_trailer(const sb_pdf *pdf, uint64_t at, bool line_break, sb_put *to);

#endif
