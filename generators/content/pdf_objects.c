/* pdf_objects.c -- the objects of a PDF (ISO 32000): catalogue, pages, font, information. */
#include "pdf.h"

const char sb_pdf_head[] = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", sb_pdf_behind_stream[] = "\nendstream\nendobj\n";

enum { FIRST_PAGE = 5 }; /* behind catalogue, tree of pages, font, information */

static void put_object(sb_put *to, const char *before, uint64_t number, const char *behind)
{
    sb_put_text(to, before);
    sb_put_number(to, number, 0);
    sb_put_text(to, behind);
}

/* With spaces behind, so that it takes as much room whatever it is. */
static void put_padded(sb_put *to, const char *before, uint64_t number)
{
    put_object(to, before, number, "");
    for (int digits = sb_put_digits(number); digits < 10; digits++)
        sb_put_byte(to, ' ');
}

static uint64_t share(uint64_t all, unsigned parts, unsigned part) { return all / parts + (part < all % parts); }

static void put_pages(const sb_pdf *pdf, sb_put *to)
{
    sb_put_text(to, "<< /Type /Pages /Kids [");
    for (unsigned i = 0; i < pdf->texts; i++)
        put_object(to, i % 8 ? " " : "\n", FIRST_PAGE + 2 * i, " 0 R");
    for (unsigned i = 0; i < pdf->images; i++)
        put_object(to, i % 8 ? " " : "\n", FIRST_PAGE + 2 * pdf->texts + 3 * i, " 0 R");
    put_object(to, "\n] /Count ", pdf->texts + pdf->images, " >>");
}

static void put_information(const sb_pdf *pdf, sb_put *to)
{
    sb_put_text(to, "<< /Title (");
    sb_put_text(to, pdf->title);
    sb_put_text(to, ") /Producer (Seedbed) /CreationDate (D:20260102030405Z) >>");
}

/* object: the page's; its content comes behind it, and then its image. */
static void put_page(unsigned object, bool image, sb_put *to)
{
    sb_put_text(to, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >>");
    if (image)
        put_object(to, " /XObject << /Im ", object + 2, " 0 R >>");
    put_object(to, " >> /Contents ", object + 1, " 0 R >>");
}

static void put_image(const sb_pdf *pdf, const sb_pdf_object *it, sb_put *to)
{
    put_padded(to, "<< /Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 /Width ", pdf->width);
    put_padded(to, "/Height ", it->height);
    put_padded(to, "/Length ", it->stream);
    sb_put_text(to, ">>\nstream\n");
}

static void put_placement(unsigned number, sb_put *to)
{
    char text[128];
    sb_put in = sb_put_into(text, sizeof text);

    put_object(&in, "q\n451 0 0 638 72 110 cm\n/Im Do\nQ\nBT\n/F1 9 Tf\n72 90 Td\n(Figure ", number, ") Tj\nET");
    put_object(to, "<< /Length ", (uint64_t)(in.at - text), " >>\nstream\n");
    sb_put_text(to, text);
    sb_put_text(to, sb_pdf_behind_stream);
}

/* Pages of text and then of images; which of them an object belongs to, and as what. */
static sb_pdf_object put_of_page(const sb_pdf *pdf, unsigned object, sb_put *to)
{
    unsigned at = object - FIRST_PAGE, image = (at - 2 * pdf->texts) / 3, part = (at - 2 * pdf->texts) % 3;
    sb_pdf_object it = { SB_PDF_OPEN, 0, 0 };

    if (at < 2 * pdf->texts && at % 2) {
        it = (sb_pdf_object){ SB_PDF_TEXT, share(pdf->text, pdf->texts, at / 2), 0 };
        put_padded(to, "<< /Length ", it.stream);
        sb_put_text(to, ">>\nstream\n");
    } else if (at < 2 * pdf->texts)
        put_page(object, false, to);
    else if (part == 0)
        put_page(object, true, to);
    else if (part == 1) {
        put_placement(image + 1, to);
        it.is = SB_PDF_WHOLE;
    } else {
        uint64_t height = share(pdf->lines, pdf->images, image);
        it = (sb_pdf_object){ SB_PDF_IMAGE, height * pdf->width, height };
        put_image(pdf, &it, to);
    }
    return it;
}

sb_pdf_object sb_pdf_put_object(const sb_pdf *pdf, unsigned object, sb_put *to)
{
    sb_pdf_object it = { SB_PDF_OPEN, 0, 0 };

    put_object(to, "", object, " 0 obj\n");
    switch (object) {
    case 1: sb_put_text(to, "<< /Type /Catalog /Pages 2 0 R >>"); break;
    case 2: put_pages(pdf, to); break;
    case 3: sb_put_text(to, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"); break;
    case 4: put_information(pdf, to); break;
    default: it = put_of_page(pdf, object, to);
    }
    if (it.is == SB_PDF_OPEN)
        sb_put_text(to, "\nendobj\n");
    return it;
}

void sb_pdf_put_trailer(const sb_pdf *pdf, uint64_t at, bool line_break, sb_put *to)
{
    static const char hex[] = "0123456789abcdef";
    char id[33];

    for (int i = 0; i < 32; i++)
        id[i] = hex[pdf->id >> 4 * (i % 16) & 15];
    id[32] = '\0';
    put_object(to, "trailer\n<< /Size ", sb_pdf_objects(pdf), " /Root 1 0 R /Info 4 0 R\n/ID [<");
    sb_put_text(to, id);
    sb_put_text(to, "> <");
    sb_put_text(to, id);
    put_object(to, line_break ? ">] >>\n\nstartxref\n" : ">] >>\nstartxref\n", at, "\n%%EOF\n");
}
