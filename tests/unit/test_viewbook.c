/*
 * tests/unit/test_viewbook.c
 * Purpose: the parts of a workbook, and how they name one another.
 */
#include "libar/viewbook.h"

#include "libar/viewxlsx.h"
#include "tests/unit/parts.h"
#include "tests/unit/viewtext.h"

static struct ar_buf
make(const char *in, const char *title)
{
	struct ar_buf file = {0};
	struct sample s;

	sample_page(&s, ar_slice_of(in), 0);
	s.page.title = ar_slice_of(title);
	assert_int_equal(ar_view_xlsx(&file, &s.page, s.diag), AR_OK);
	sample_free(&s);
	return file;
}

static unsigned
count(struct ar_slice text, const char *what)
{
	unsigned n = 0;
	const char *at;

	while ((at = memmem(text.p, text.n, what, strlen(what))) != NULL) {
		n++;
		text.n -= (size_t)(at + 1 - text.p);
		text.p = at + 1;
	}
	return n;
}

/* Whether the part holds the text so many times. */
static void
check_holds(struct ar_slice file, const char *part, const char *text,
    unsigned times)
{
	struct ar_buf xml = parts_find(file, part);
	unsigned n = count(ar_buf_slice(&xml), text);

	if (n != times)
		fail_msg("%s: %u of '%s', want %u", part, n, text, times);
	ar_buf_free(&xml);
}

#define TYPES "[Content_Types].xml"
#define BOOK "xl/workbook.xml"
#define TIES "xl/_rels/workbook.xml.rels"
#define STYLES "xl/styles.xml"
#define CORE "docProps/core.xml"

/* Of one sheet without rows, and of two. */
static const struct {
	const char *part, *text;
	unsigned of_one, of_two;
} holds[] = {
	{TYPES, "<Override ", 5, 6},
	{TYPES, "\"/xl/worksheets/sheet1.xml\"", 1, 1},
	{TYPES, "\"/xl/worksheets/sheet2.xml\"", 0, 1},
	{TYPES, "\"/xl/sharedStrings.xml\"", 1, 1},
	{"_rels/.rels", "Target=\"xl/workbook.xml\"", 1, 1},
	{"_rels/.rels", "Target=\"docProps/core.xml\"", 1, 1},
	{TIES, "<Relationship ", 3, 4},
	{TIES, "Target=\"worksheets/sheet1.xml\"", 1, 1},
	{TIES, "Target=\"worksheets/sheet2.xml\"", 0, 1},
	{TIES, "Id=\"rId4\"", 0, 1},
	{BOOK, "<sheet name=\"table\" sheetId=\"1\" r:id=\"rId1\"/>", 1, 0},
	{BOOK, "<sheet name=\"EUR\" sheetId=\"1\" r:id=\"rId1\"/>", 0, 1},
	{BOOK, "<sheet name=\"USD\" sheetId=\"2\" r:id=\"rId2\"/>", 0, 1},
	{BOOK, "<definedNames>", 0, 1},
	{BOOK, "localSheetId=\"0\" hidden=\"1\">EUR!$A$1:$C$3<", 0, 1},
	{BOOK, "localSheetId=\"1\" hidden=\"1\">USD!$A$1:$C$2<", 0, 1},
	{BOOK, "fullCalcOnLoad=\"1\"", 1, 1},
	{STYLES, "<numFmt ", 21, 21}, {STYLES, "<numFmts count=\"21\">", 1, 1},
	{STYLES, "<cellXfs count=\"35\">", 1, 1}, {STYLES, "<xf ", 36, 36},
	{STYLES, "numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"", 1, 1},
	{STYLES, "numFmtId=\"165\" formatCode=\"#,##0\"", 1, 1},
	{STYLES, "numFmtId=\"174\" formatCode=\"#,##0.000000000\"", 1, 1},
	{STYLES, "numFmtId=\"175\" formatCode=\"0\"", 1, 1},
	{STYLES, "<xf numFmtId=\"167\" fontId=\"1\"", 1, 1},
	{STYLES, "<xf numFmtId=\"164\" fontId=\"0\"", 1, 1},
	{STYLES, "<xf numFmtId=\"49\" fontId=\"0\"", 1, 1},
	{CORE, "<dc:title>a &lt;b&gt; &amp; c", 1, 1},
	{CORE, ">1980-01-01T00:00:00Z<", 1, 0},
	{CORE, ">2026-06-30T00:00:00Z<", 0, 1},
};

static void
test_parts(void **state)
{
	struct ar_buf one = make("name,total\n", "a <b> & c");
	struct ar_buf two = make("currency,as_of,total\n"
	    "EUR,2026-06-30,1.00\nEUR,2026-06-30,2.00\n"
	    "USD,2026-06-30,3.00\n", "a <b> & c");

	(void)state;
	for (size_t i = 0; i < ROWS(holds); i++) {
		check_holds(ar_buf_slice(&one), holds[i].part, holds[i].text,
		    holds[i].of_one);
		check_holds(ar_buf_slice(&two), holds[i].part, holds[i].text,
		    holds[i].of_two);
	}
	check_holds(ar_buf_slice(&two), "xl/worksheets/sheet2.xml",
	    "</worksheet>", 1);
	check_holds(ar_buf_slice(&two), "xl/sharedStrings.xml", "</sst>", 1);
	ar_buf_free(&one);
	ar_buf_free(&two);
}

/* What begins in a part ends in it: as many elements as ends of them. */
static void
test_closed(void **state)
{
	struct ar_buf file = make("currency,total\nEUR,1.00\nUSD,2.00\n", "");
	struct ar_slice all = ar_buf_slice(&file), name;
	size_t at, n = parts_count(all, &at);

	(void)state;
	assert_int_equal(n, 9);
	while (n-- > 0) {
		struct ar_buf part = parts_take(&name, all, &at);
		struct ar_slice xml = ar_buf_slice(&part);

		assert_memory_equal(xml.p, AR_BOOK_XML,
		    sizeof AR_BOOK_XML - 1);
		assert_int_equal(count(xml, "<") - count(xml, "<?"),
		    2 * count(xml, "</") + count(xml, "/>"));
		ar_buf_free(&part);
	}
	ar_buf_free(&file);
}

static const struct {
	const char *day, *want;
} days[] = {
	{"1980-01-01", "1980-01-01"}, {"1979-12-31", "1980-01-01"},
	{"", "1980-01-01"}, {"9999-12-31", "9999-12-31"},
};

static void
test_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(days); i++) {
		char in[64], want[64];
		struct ar_buf file;

		(void)snprintf(in, sizeof in, "as_of,total\n%s,1.00\n",
		    days[i].day);
		(void)snprintf(want, sizeof want, ">%sT00:00:00Z</",
		    days[i].want);
		file = make(in, "");
		check_holds(ar_buf_slice(&file), CORE, want, 1);
		ar_buf_free(&file);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_closed),
		cmocka_unit_test(test_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
