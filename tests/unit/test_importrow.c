/*
 * tests/unit/test_importrow.c
 * Purpose: what rows of a foreign file are, and their cells as clean text.
 */
#include "libar/importrow.h"

#include "tests/unit/scratch.h"

/* The fields: id, customer, date, due date, amount, status, and no column. */
enum { FIELDS = 7 };

static struct ar_slice names[FIELDS];
static const struct ar_header header = {.n = FIELDS, .name = names};
static struct ar_import_file file = {.header = &header};
static struct ar_import_map map;
static uint32_t cuts[16];

static struct ar_row
row_of(const char *text)
{
	struct ar_row row = {.base = text, .cut = cuts,
	    .raw = ar_slice_of(text)};

	for (uint32_t i = 0; i <= row.raw.n; i++)
		if (i == row.raw.n || text[i] == ';')
			cuts[++row.n] = i + 1;
	return row;
}

static const struct {
	const char *text;
	bool after_total;
	int want;
} rows[] = {
	{";;;;;;", false, AR_ROW_BLANK}, {" ; ;;;;;", true, AR_ROW_BLANK},
	{"1;a;;;;;", false, AR_ROW_DOCUMENT},
	{"1;;2026-01-31;;;;", false, AR_ROW_DOCUMENT},
	{";a;2026-01-31;;;;", false, AR_ROW_DOCUMENT},
	{"Total;a;;;1;;", false, AR_ROW_DOCUMENT},
	{";;;;;Draft;", false, AR_ROW_DOCUMENT},
	{"1;;;;2.00;;", false, AR_ROW_DOCUMENT},
	{"1;;;;;;", false, AR_ROW_STRANGE}, {"1;;;;;;", true, AR_ROW_STRANGE},
	{";;;;2.00;;", false, AR_ROW_STRANGE},
	{"total;;;;2.00;;", false, AR_ROW_TOTAL},
	{"Grand Total:;;;;2.00;;", true, AR_ROW_TOTAL},
	{";Summe;;;2.00;;", false, AR_ROW_TOTAL},
	{"Gesamtsumme;;;;2.00;;", false, AR_ROW_TOTAL},
	{"Totally;;;;2.00;;", false, AR_ROW_DOCUMENT},
	{"Total;;;2026-01-31;2.00;;", false, AR_ROW_DOCUMENT},
	{"Printed on 1 July;;;;;;", true, AR_ROW_FOOTER},
	{"Printed on 1 July;;;;;;", false, AR_ROW_STRANGE},
	{";;;;;;text", true, AR_ROW_FOOTER},
	{";;;;;;text", false, AR_ROW_STRANGE},
};

static void
test_classify(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct ar_row row = row_of(rows[i].text);
		struct ar_arena arena = {0};
		struct ar_import_texts t;
		int got;

		ar_import_texts_take(&t, &file, &map, &row, &arena);
		got = (int)ar_import_classify(&t, &file, &map, &row,
		    rows[i].after_total);
		if (got != rows[i].want)
			fail_msg("%s: %d", rows[i].text, got);
		ar_arena_free(&arena);
	}
}

static const struct {
	const char *text, *want;
	unsigned trimmed, broken;
} cells[] = {
	{"1", "1", 0, 0}, {"", "", 0, 0}, {" a b ", "a b", 1, 0},
	{"a\nb", "a b", 0, 1}, {"a\r\nb\rc", "a b c", 0, 1},
	{"a\n", "a", 1, 1},
};

static void
test_clean(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(cells); i++) {
		const struct ar_row row = row_of(cells[i].text);
		struct ar_arena arena = {0};
		struct ar_import_texts t;

		ar_import_texts_take(&t, &file, &map, &row, &arena);
		assert_slice(t.text[AR_INV_INVOICE_ID],
		    ar_slice_of(cells[i].want));
		assert_int_equal(t.text[AR_INV_AMOUNT].n, 0);
		assert_int_equal(t.trimmed, cells[i].trimmed);
		assert_int_equal(t.broken, cells[i].broken);
		ar_arena_free(&arena);
	}
}

static const struct {
	const char *text;
	bool want;
} fits[] = {
	{";;;;;;", true}, {";;;;;", false}, {";;;;;;; ", true},
	{";;;;;;;x", false}, {";;;;;;;;x", false},
};

static void
test_fits(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(fits); i++) {
		const struct ar_row row = row_of(fits[i].text);

		if (ar_import_row_fits(&file, &row) != fits[i].want)
			fail_msg("'%s'", fits[i].text);
	}
}

static void
test_words(void **state)
{
	struct ar_map_word re = {AR_INV_KIND, AR_KIND_INVOICE, AR_S("RE")};
	struct ar_import_map m = map;

	(void)state;
	m.word = &re;
	m.nwords = 1;
	assert_int_equal(ar_import_word(&m, AR_INV_KIND, AR_S("re")),
	    AR_KIND_INVOICE);
	assert_int_equal(ar_import_word(&m, AR_INV_STATUS, AR_S("re")), 0);
	assert_int_equal(ar_import_word(&m, AR_INV_STATUS, AR_S("PAID")),
	    AR_STATUS_PAID);
	assert_int_equal(ar_import_word(&m, AR_INV_KIND, AR_S("")), 0);
}

int
main(void)
{
	static const size_t column[] = {AR_INV_INVOICE_ID, AR_INV_CUSTOMER_ID,
	    AR_INV_INVOICE_DATE, AR_INV_DUE_DATE, AR_INV_AMOUNT,
	    AR_INV_STATUS};
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_classify), cmocka_unit_test(test_clean),
		cmocka_unit_test(test_fits), cmocka_unit_test(test_words),
	};

	ar_import_map_init(&map, ar_import_stream_of(AR_S("invoices")));
	for (size_t i = 0; i < AR_COLUMNS_KNOWN; i++)
		file.field[i] = -1;
	for (size_t i = 0; i < ROWS(column); i++)
		file.field[column[i]] = (ptrdiff_t)i;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
