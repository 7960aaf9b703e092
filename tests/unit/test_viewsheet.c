/*
 * tests/unit/test_viewsheet.c
 * Purpose: the cells, widths and texts that sheets of a workbook have.
 */
#include "libar/viewsheet.h"

#include "libar/viewbook.h"
#include "tests/unit/parts.h"
#include "tests/unit/viewtext.h"

#define ROW(number, cells) "<row r=\"" number "\">" cells "</row>"
#define TEXT(place, style, number) \
	"<c r=\"" place "\" s=\"" style "\" t=\"s\"><v>" number "</v></c>"
#define NUMBER(place, style, number) \
	"<c r=\"" place "\" s=\"" style "\"><v>" number "</v></c>"
#define SUM(place, style, cells, sum) "<c r=\"" place "\" s=\"" style \
	"\"><f>SUM(" cells ")</f><v>" sum "</v></c>"
#define SI(text) "<si><t>" text "</t></si>"

/* Pages of one sheet: what stands in it, and the texts. */
static const struct {
	const char *name, *in;
	size_t top;
	const char *rows, *texts;
} sheets[] = {
	{"no rows", "customer_id,total\n", 0,
	    ROW("1", TEXT("A1", "1", "0") TEXT("B1", "1", "1")),
	    SI("customer_id") SI("total")},
	{"kinds", "customer_id,due_date,name,total,instalment,x\n"
	    "007,2026-05-31,a,-1.50,2,2026\n", 0,
	    ROW("1", TEXT("A1", "1", "0") TEXT("B1", "1", "1")
	    TEXT("C1", "1", "2") TEXT("D1", "1", "3") TEXT("E1", "1", "4")
	    TEXT("F1", "1", "5"))
	    ROW("2", TEXT("A2", "2", "6") NUMBER("B2", "4", "46173")
	    TEXT("C2", "0", "7") NUMBER("D2", "7", "-1.5")
	    NUMBER("E2", "25", "2") NUMBER("F2", "25", "2026"))
	    ROW("3", TEXT("A3", "3", "3") SUM("D3", "17", "D2:D2", "-1.5")),
	    SI("customer_id") SI("due_date") SI("name") SI("total")
	    SI("instalment") SI("x") SI("007") SI("a")},
	{"empty cells, a day before sheets",
	    "customer_id,due_date\n1,\n,1900-01-01\n", 0,
	    ROW("1", TEXT("A1", "1", "0") TEXT("B1", "1", "1"))
	    ROW("2", TEXT("A2", "2", "2")) ROW("3", TEXT("B3", "0", "3")),
	    SI("customer_id") SI("due_date") SI("1") SI("1900-01-01")},
	{"more rows", "name,total\na,2.00\nb,\nc,4.00\nd,1.25\n", 1,
	    ROW("1", TEXT("A1", "1", "0") TEXT("B1", "1", "1"))
	    ROW("2", TEXT("A2", "0", "2") NUMBER("B2", "7", "2"))
	    ROW("3", TEXT("A3", "0", "3") NUMBER("B3", "7", "5.25"))
	    ROW("4", TEXT("A4", "3", "1") SUM("B4", "17", "B2:B3", "7.25")),
	    SI("name") SI("total") SI("a") SI("3 more")},
	{"a number that is text is in no formula",
	    "name,total\na,12345678901234.56\nb,-12345678901200.00\n", 0,
	    ROW("1", TEXT("A1", "1", "0") TEXT("B1", "1", "1"))
	    ROW("2", TEXT("A2", "0", "2") TEXT("B2", "0", "3"))
	    ROW("3", TEXT("A3", "0", "4") TEXT("B3", "0", "5"))
	    ROW("4", TEXT("A4", "3", "1") TEXT("B4", "3", "6")),
	    SI("name") SI("total") SI("a") SI("12345678901234.56") SI("b")
	    SI("-12345678901200.00") SI("34.56")},
	{"blanks and marks",
	    "memo,\" <\"\n\"a\nb \",&\n\"\nc\",\"\td\"\n", 0,
	    ROW("1", TEXT("A1", "1", "0") TEXT("B1", "1", "1"))
	    ROW("2", TEXT("A2", "0", "2") TEXT("B2", "0", "3"))
	    ROW("3", TEXT("A3", "0", "4") TEXT("B3", "0", "5")),
	    SI("memo") "<si><t xml:space=\"preserve\"> &lt;</t></si>"
	    "<si><t xml:space=\"preserve\">a\nb </t></si>" SI("&amp;")
	    "<si><t xml:space=\"preserve\">\nc</t></si>"
	    "<si><t xml:space=\"preserve\">\td</t></si>"},
};

/* What stands between two marks of a text; there are both. */
static struct ar_slice
between(struct ar_slice text, const char *from, const char *to)
{
	const char *begin = memmem(text.p, text.n, from, strlen(from));
	const char *end;

	assert_non_null(begin);
	begin += strlen(from);
	end = memmem(begin, text.n - (size_t)(begin - text.p), to,
	    strlen(to));
	assert_non_null(end);
	return ar_slice(begin, (size_t)(end - begin));
}

/* The sheets of a page and their texts, as parts 1, 2 and so on, and 0. */
static struct ar_buf
make(const char *in, size_t top)
{
	struct ar_view_texts texts;
	struct ar_buf file = {0};
	struct ar_zip zip;
	struct sample s;
	char name[24];

	sample_page(&s, ar_slice_of(in), top);
	ar_view_texts_init(&texts);
	ar_zip_open(&zip, &file);
	for (size_t i = 0; i < s.blocks.n; i++) {
		(void)snprintf(name, sizeof name, "%zu", i + 1);
		ar_zip_begin(&zip, ar_slice_of(name));
		ar_view_sheet_put(&zip, &texts, &s.page, i);
		ar_zip_end(&zip);
	}
	ar_zip_begin(&zip, AR_S("0"));
	ar_view_texts_put(&zip, &texts);
	ar_zip_end(&zip);
	assert_int_equal(ar_zip_close(&zip), AR_OK);
	ar_view_texts_release(&texts);
	sample_free(&s);
	return file;
}

static void
check_part(const char *name, struct ar_slice file, const char *part,
    const char *from, const char *to, const char *want)
{
	struct ar_buf xml = parts_find(file, part);
	struct ar_slice got = between(ar_buf_slice(&xml), from, to);

	if (!ar_slice_eq(got, ar_slice_of(want)))
		fail_msg("failing row: %s: '%.*s', want '%s'", name,
		    (int)got.n, got.p, want);
	ar_buf_free(&xml);
}

static void
test_sheets(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(sheets); i++) {
		struct ar_buf file = make(sheets[i].in, sheets[i].top);
		struct ar_slice all = ar_buf_slice(&file);

		check_part(sheets[i].name, all, "1", "<sheetData>",
		    "</sheetData>", sheets[i].rows);
		check_part(sheets[i].name, all, "0", "\">", "</sst>",
		    sheets[i].texts);
		ar_buf_free(&file);
	}
}

#define COLUMN(number, width) "<col min=\"" number "\" max=\"" number \
	"\" width=\"" width ".7109375\" customWidth=\"1\"/>"

/* A sheet for each currency, with the texts of all of them. */
static void
test_several(void **state)
{
	struct ar_buf file = make("currency,name,total\nEUR,ten letter,1.00\n"
	    "EUR,山😀456789,2.00\nUSD,ten letter,3.00\n", 0);
	struct ar_slice all = ar_buf_slice(&file);

	(void)state;
	check_part("first", all, "1", AR_BOOK_MAIN ">", "<sheetFormatPr",
	    "<dimension ref=\"A1:C4\"/><sheetViews><sheetView "
	    "tabSelected=\"1\" workbookViewId=\"0\"><pane ySplit=\"1\" "
	    "topLeftCell=\"A2\" activePane=\"bottomLeft\" "
	    "state=\"frozen\"/><selection pane=\"bottomLeft\"/></sheetView>"
	    "</sheetViews>");
	check_part("second", all, "2", AR_BOOK_MAIN ">", "<pane",
	    "<dimension ref=\"A1:C3\"/><sheetViews><sheetView "
	    "workbookViewId=\"0\">");
	check_part("widths", all, "1", "<cols>", "</cols>",
	    COLUMN("1", "10") COLUMN("2", "14") COLUMN("3", "10"));
	check_part("end", all, "1", "</sheetData>", "</worksheet>",
	    "<autoFilter ref=\"A1:C3\"/>");
	check_part("texts", all, "0", AR_BOOK_MAIN, "</sst>",
	    " count=\"14\" uniqueCount=\"7\">" SI("currency") SI("name")
	    SI("total") SI("EUR") SI("ten letter") SI("山😀456789")
	    SI("USD"));
	ar_buf_free(&file);
}

/* More than is packed at once. */
static void
test_long(void **state)
{
	enum { MANY = 20000 };
	struct ar_buf in = {0}, rows = {0}, texts = {0}, file;

	(void)state;
	ar_buf_add(&in, AR_S("name\n"));
	ar_buf_add(&rows, AR_S(ROW("1", TEXT("A1", "1", "0"))));
	ar_buf_add(&texts, AR_S(SI("name")));
	for (unsigned i = 1; i <= MANY; i++) {
		ar_buf_addf(&in, "row %u\n", i);
		ar_buf_addf(&rows, ROW("%u", TEXT("A%u", "0", "%u")), i + 1,
		    i + 1, i);
		ar_buf_addf(&texts, SI("row %u"), i);
	}
	ar_buf_add(&in, AR_S("\0"));
	ar_buf_add(&rows, AR_S("\0"));
	ar_buf_add(&texts, AR_S("\0"));
	file = make(in.p, 0);
	check_part("rows", ar_buf_slice(&file), "1", "<sheetData>",
	    "</sheetData>", rows.p);
	check_part("texts", ar_buf_slice(&file), "0", "\">", "</sst>",
	    texts.p);
	ar_buf_free(&file);
	ar_buf_free(&texts);
	ar_buf_free(&rows);
	ar_buf_free(&in);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sheets),
		cmocka_unit_test(test_several),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
