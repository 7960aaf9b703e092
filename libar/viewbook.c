/*
 * libar/viewbook.c
 * Purpose: what a workbook has beside its sheets and their texts.
 */
#include "libar/viewbook.h"

#include "libar/escape.h"

#define SCHEMA "http://schemas.openxmlformats.org/"
#define RELATION SCHEMA "officeDocument/2006/relationships"
#define RELATIONS \
	"<Relationships xmlns=\"" SCHEMA "package/2006/relationships\">"
#define CORE SCHEMA "package/2006/metadata/core-properties"
#define TYPE "application/vnd.openxmlformats-"
#define SHEET_TYPE TYPE "officedocument.spreadsheetml."

/* Numbers of formats: below 164 they are those that every reader knows. */
enum {
	AS_TEXT = 49, AS_DATE = 164, AS_NUMBER,
	AS_YEAR = AS_NUMBER + AR_CELL_PLACES, SHAPES = 1 + 2 * AR_CELL_PLACES
};

void
ar_view_book_sheet(struct ar_buf *into, size_t block)
{
	ar_buf_addf(into, "xl/worksheets/sheet%zu.xml", block + 1);
}

void
ar_view_book_part(struct ar_zip *zip, const char *name, struct ar_buf *xml)
{
	ar_zip_begin(zip, ar_slice_of(name));
	ar_zip_add(zip, ar_buf_slice(xml));
	ar_zip_end(zip);
	xml->n = 0;
}

static void
add_type(struct ar_buf *xml, const char *part, const char *type)
{
	ar_buf_addf(xml, "<Override PartName=\"/%s\" ContentType=\"%s+xml\"/>",
	    part, type);
}

static void
put_types(struct ar_zip *zip, struct ar_buf *xml, size_t sheets)
{
	struct ar_buf name = {0};

	ar_buf_add(xml, AR_S(AR_BOOK_XML "<Types xmlns=\"" SCHEMA
	    "package/2006/content-types\"><Default Extension=\"rels\" "
	    "ContentType=\"" TYPE "package.relationships+xml\"/>"
	    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"));
	add_type(xml, "xl/workbook.xml", SHEET_TYPE "sheet.main");
	for (size_t i = 0; i < sheets; i++) {
		name.n = 0;
		ar_view_book_sheet(&name, i);
		ar_buf_add(&name, AR_S("\0"));
		add_type(xml, name.p, SHEET_TYPE "worksheet");
	}
	add_type(xml, AR_BOOK_TEXTS, SHEET_TYPE "sharedStrings");
	add_type(xml, "xl/styles.xml", SHEET_TYPE "styles");
	add_type(xml, "docProps/core.xml", TYPE "package.core-properties");
	ar_buf_add(xml, AR_S("</Types>"));
	ar_view_book_part(zip, "[Content_Types].xml", xml);
	ar_buf_free(&name);
}

static void
put_root(struct ar_zip *zip, struct ar_buf *xml)
{
	ar_buf_add(xml, AR_S(AR_BOOK_XML RELATIONS
	    "<Relationship Id=\"rId1\" Type=\"" RELATION "/officeDocument\" "
	    "Target=\"xl/workbook.xml\"/><Relationship Id=\"rId2\" Type=\""
	    SCHEMA "package/2006/relationships/metadata/core-properties\" "
	    "Target=\"docProps/core.xml\"/></Relationships>"));
	ar_view_book_part(zip, "_rels/.rels", xml);
}

static void
put_relations(struct ar_zip *zip, struct ar_buf *xml, size_t sheets)
{
	ar_buf_add(xml, AR_S(AR_BOOK_XML RELATIONS));
	for (size_t i = 1; i <= sheets; i++)
		ar_buf_addf(xml, "<Relationship Id=\"rId%zu\" Type=\"" RELATION
		    "/worksheet\" Target=\"worksheets/sheet%zu.xml\"/>", i, i);
	ar_buf_addf(xml, "<Relationship Id=\"rId%zu\" Type=\"" RELATION
	    "/styles\" Target=\"styles.xml\"/>", sheets + 1);
	ar_buf_addf(xml, "<Relationship Id=\"rId%zu\" Type=\"" RELATION
	    "/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>",
	    sheets + 2);
	ar_view_book_part(zip, "xl/_rels/workbook.xml.rels", xml);
}

static const char *
name_of(const struct ar_view_block *block)
{
	return block->ccy.code[0] == '\0' ? "table" : block->ccy.code;
}

/* The cells that have a filter: spreadsheets know them by a hidden name. */
static void
add_filter(struct ar_buf *xml, const struct ar_view_page *p, size_t block)
{
	const struct ar_view_block *b = &p->blocks->block[block];

	if (ar_view_lines(b) == 0)
		return;
	ar_buf_addf(xml, "<definedName name=\"_xlnm._FilterDatabase\" "
	    "localSheetId=\"%zu\" hidden=\"1\">%s!$A$1:$", block, name_of(b));
	ar_cell_letters(xml, p->view->header.n - 1);
	ar_buf_addf(xml, "$%zu</definedName>", ar_view_lines(b) + 1);
}

/* What the formulas come to is reckoned again by whoever opens it. */
static void
put_workbook(struct ar_zip *zip, struct ar_buf *xml,
    const struct ar_view_page *p)
{
	struct ar_buf filters = {0};

	ar_buf_add(xml, AR_S(AR_BOOK_XML "<workbook xmlns=" AR_BOOK_MAIN
	    " xmlns:r=\"" RELATION "\"><bookViews><workbookView/></bookViews>"
	    "<sheets>"));
	for (size_t i = 0; i < p->blocks->n; i++) {
		ar_buf_addf(xml, "<sheet name=\"%s\" sheetId=\"%zu\" "
		    "r:id=\"rId%zu\"/>", name_of(&p->blocks->block[i]), i + 1,
		    i + 1);
		add_filter(&filters, p, i);
	}
	ar_buf_add(xml, AR_S("</sheets>"));
	if (filters.n > 0) {
		ar_buf_add(xml, AR_S("<definedNames>"));
		ar_buf_add(xml, ar_buf_slice(&filters));
		ar_buf_add(xml, AR_S("</definedNames>"));
	}
	ar_buf_add(xml, AR_S("<calcPr fullCalcOnLoad=\"1\"/></workbook>"));
	ar_view_book_part(zip, "xl/workbook.xml", xml);
	ar_buf_free(&filters);
}

static void
add_shape(struct ar_buf *xml, size_t number, const char *whole,
    size_t places)
{
	ar_buf_addf(xml, "<numFmt numFmtId=\"%zu\" formatCode=\"%s%s%.*s\"/>",
	    number, whole, places > 0 ? "." : "", (int)places, "000000000");
}

static void
add_shapes(struct ar_buf *xml)
{
	ar_buf_addf(xml, "<numFmts count=\"%d\">", SHAPES);
	add_shape(xml, AS_DATE, "yyyy-mm-dd", 0);
	for (size_t i = 0; i < AR_CELL_PLACES; i++) {
		add_shape(xml, AS_NUMBER + i, "#,##0", i);
		add_shape(xml, AS_YEAR + i, "0", i);
	}
	ar_buf_add(xml, AR_S("</numFmts>"));
}

static void
add_style(struct ar_buf *xml, size_t shape, bool bold)
{
	ar_buf_addf(xml, "<xf numFmtId=\"%zu\" fontId=\"%d\" fillId=\"0\" "
	    "borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" "
	    "applyFont=\"1\"/>", shape, bold);
}

/* In the order of enum ar_view_book_style. */
static void
add_styles(struct ar_buf *xml)
{
	ar_buf_addf(xml, "<cellXfs count=\"%d\">",
	    AR_BOOK_YEAR + AR_CELL_PLACES);
	add_style(xml, 0, false);
	ar_buf_add(xml, AR_S("<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" "
	    "borderId=\"1\" xfId=\"0\" applyFont=\"1\" applyBorder=\"1\" "
	    "applyAlignment=\"1\"><alignment wrapText=\"1\"/></xf>"));
	add_style(xml, AS_TEXT, false);
	add_style(xml, 0, true);
	add_style(xml, AS_DATE, false);
	for (size_t i = 0; i < AR_CELL_PLACES; i++)
		add_style(xml, AS_NUMBER + i, false);
	for (size_t i = 0; i < AR_CELL_PLACES; i++)
		add_style(xml, AS_NUMBER + i, true);
	for (size_t i = 0; i < AR_CELL_PLACES; i++)
		add_style(xml, AS_YEAR + i, false);
	ar_buf_add(xml, AR_S("</cellXfs>"));
}

#define FONT "<sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>"

/* Two fonts, plain and bold; two borders, none and a line below. */
static void
put_styles(struct ar_zip *zip, struct ar_buf *xml)
{
	ar_buf_add(xml, AR_S(AR_BOOK_XML "<styleSheet xmlns=" AR_BOOK_MAIN
	    ">"));
	add_shapes(xml);
	ar_buf_add(xml, AR_S("<fonts count=\"2\"><font>" FONT "<font><b/>" FONT
	    "</fonts><fills count=\"2\">"
	    "<fill><patternFill patternType=\"none\"/></fill>"
	    "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
	    "<borders count=\"2\"><border><left/><right/><top/><bottom/>"
	    "<diagonal/></border><border><left/><right/><top/>"
	    "<bottom style=\"thin\"><color auto=\"1\"/></bottom><diagonal/>"
	    "</border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" "
	    "fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"));
	add_styles(xml);
	ar_buf_add(xml, AR_S("<cellStyles count=\"1\"><cellStyle "
	    "name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
	    "</styleSheet>"));
	ar_view_book_part(zip, "xl/styles.xml", xml);
}

/* The day of the rows, so that the file does not know when it was made. */
static void
add_day(struct ar_buf *xml, const struct ar_view_page *p)
{
	enum { FIRST = 722815 };        /* 1980-01-01 */
	char text[AR_DAY_TEXT];
	ar_day day;

	if (p->day < 0 || p->view->n == 0 || ar_day_parse(&day,
	    p->view->row[0].cell[p->day]) != AR_DAY_OK || day < FIRST)
		day = FIRST;
	ar_day_format(text, day);
	ar_buf_addf(xml, "<dcterms:created xsi:type=\"dcterms:W3CDTF\">"
	    "%.*sT00:00:00Z</dcterms:created>", AR_DAY_TEXT, text);
}

static void
put_properties(struct ar_zip *zip, struct ar_buf *xml,
    const struct ar_view_page *p)
{
	struct ar_buf title = {0};

	ar_view_caption(&title, p, NULL);
	ar_buf_add(xml, AR_S(AR_BOOK_XML "<cp:coreProperties xmlns:cp=\"" CORE
	    "\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
	    "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
	    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
	    "<dc:title>"));
	ar_escape_add(xml, AR_ESCAPE_XML, ar_buf_slice(&title));
	ar_buf_add(xml, AR_S("</dc:title>"));
	add_day(xml, p);
	ar_buf_add(xml, AR_S("</cp:coreProperties>"));
	ar_view_book_part(zip, "docProps/core.xml", xml);
	ar_buf_free(&title);
}

void
ar_view_book_frame(struct ar_zip *zip, const struct ar_view_page *p)
{
	struct ar_buf xml = {0};

	put_types(zip, &xml, p->blocks->n);
	put_root(zip, &xml);
	put_relations(zip, &xml, p->blocks->n);
	put_workbook(zip, &xml, p);
	put_styles(zip, &xml);
	put_properties(zip, &xml, p);
	ar_buf_free(&xml);
}
