/*
 * tests/unit/test_importrow.c
 * Purpose: what rows of a foreign file are, and their cells as clean text.
 */
#include "libar/importrow.h"

#include "libar/importmapread.h"
#include "tests/unit/scratch.h"

/* The fields: id, customer, date, due date, amount, status, and no column. */
enum { FIELDS = 7 };

static struct ar_slice names[FIELDS] = {{"", 0}, {"", 0}, {"d", 1}};
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

/*
 * Rows under a map; the fields are as above, and "x" is the header of the last.
 * section: what is open; "" for none.
 */
static const struct mapped {
	const char *map, *section, *text;
	int want;
} mapped[] = {
#define SECTION "section = customer_id\nfooter = Current\n"
	{SECTION, "", "Ada;;;;;;", AR_ROW_SECTION},
	{SECTION, "", "Total Wine;;;;;;", AR_ROW_SECTION},
	{SECTION, "Ada", "17", AR_ROW_DOCUMENT},
	{SECTION, "Ada", "Current", AR_ROW_FOOTER},
	{SECTION, "Ada", "Total Wine;;;;;;", AR_ROW_TOTAL},
	{SECTION, "Ada", "Bob;;;;;;", AR_ROW_SECTION},
	{SECTION, "Ada", "Bob;;;;2.00;;", AR_ROW_DOCUMENT},
	{SECTION, "Ada", ";Bob;;;;;", AR_ROW_SECTION},
	{SECTION, "Ada", ";;Bob;;;;", AR_ROW_DOCUMENT},
	{SECTION, "Ada", ";;;;;;Bob", AR_ROW_STRANGE},
	{SECTION, "Ada", "Current;;;;;;", AR_ROW_FOOTER},
	{SECTION, "Ada", "1;;2026-01-31;;2.00;;", AR_ROW_DOCUMENT},
	{SECTION, "", "1;;2026-01-31;;2.00;;", AR_ROW_DOCUMENT},
	{SECTION, "Ada", "Total Ada;;;;2.00;;", AR_ROW_TOTAL},
	{SECTION, "Ada", "Total;;2026-01-31;;2.00;;", AR_ROW_DOCUMENT},
	{SECTION, "Ada", "Total;;;2026-01-31;2.00;;", AR_ROW_DOCUMENT},
	{SECTION, "Ada", "Total;Bob;;;2.00;;", AR_ROW_DOCUMENT},
	{SECTION, "", " ; ;;;;;", AR_ROW_BLANK},
#define UNLABELLED "total = unlabelled\n"
	{UNLABELLED, "", ";;;;2.00;;", AR_ROW_TOTAL},
	{UNLABELLED "balance = Amount\n", "", ";;;;2.00;;", AR_ROW_TOTAL},
	{UNLABELLED "currency = x\n", "", ";;;;2.00;;EUR", AR_ROW_TOTAL},
	{UNLABELLED "currency = x\n", "", ";;;;;;EUR", AR_ROW_STRANGE},
	{UNLABELLED "balance.minus = x\n", "", ";;;;2;;1", AR_ROW_TOTAL},
	{UNLABELLED, "", ";;;;2.00;;x", AR_ROW_STRANGE},
	{UNLABELLED, "", ";a;;;2.00;;", AR_ROW_DOCUMENT},
	{UNLABELLED, "", "Total;;;;2.00;;", AR_ROW_TOTAL},
#define CONTINUED "continued = left-out\n"
	{CONTINUED, "", ";;;;;;Nails", AR_ROW_SKIPPED},
	{CONTINUED, "", ";;;;2.00;;Nails", AR_ROW_STRANGE},
	{CONTINUED, "", "1;;;;;;Nails", AR_ROW_STRANGE},
	{CONTINUED "amount.plus = x\n", "", ";;;;;;1", AR_ROW_STRANGE},
	{CONTINUED, "", ";", AR_ROW_BLANK},
	{CONTINUED SECTION, "Ada", ";;;;;;Nails", AR_ROW_SKIPPED},
	{CONTINUED SECTION, "Ada", "Bob;;;;;;", AR_ROW_SECTION},
	{"only.x = 12*\n", "", "1;a;;;;;1200", AR_ROW_DOCUMENT},
	{"only.x = 12*\n", "", "1;a;;;;;8400", AR_ROW_SKIPPED},
	{"only.x = 12*\n", "", "1;a;;;;;", AR_ROW_DOCUMENT},
	{"only.x = 12*\n", "", "1;;;;2.00;;8400", AR_ROW_SKIPPED},
	{"only.x = 12*\n", "", ";;;;2.00;;8400", AR_ROW_SKIPPED},
	{"only.x = 12*\n", "", "Total;;;;2.00;;", AR_ROW_TOTAL},
	{"only.x = 12*\n", "", "1;a;;", AR_ROW_DOCUMENT},
	{"only.x = a\nonly.x = b\n", "", "1;a;;;;;a", AR_ROW_SKIPPED},
	{"skip.x = void\n", "", "1;a;;;;; VOID ", AR_ROW_SKIPPED},
	{"skip.x = void\n", "", "1;a;;;;;x", AR_ROW_DOCUMENT},
	{"skip.x = \"\"\n", "", "1;a;;;;;", AR_ROW_SKIPPED},
	{"skip.x = \"\"\n", "", "1;a;;", AR_ROW_DOCUMENT},
	{"skip.x = sub\n", "", "Total;;;;2.00;;sub", AR_ROW_SKIPPED},
	{"negative.x = H\n", "", "1;a;;;;;H", AR_ROW_DOCUMENT},
	{"must.x = H\n", "", "1;a;;;;;S", AR_ROW_DOCUMENT},
#define BALANCE "balance-row = Opening*\n"
	{BALANCE, "", ";;Opening balance;;2.00;;", AR_ROW_BALANCE},
	{BALANCE, "", "1;a;;;2.00;;opening of a shop", AR_ROW_BALANCE},
	{BALANCE, "", ";;Opening balance;;2.00", AR_ROW_DOCUMENT},
	{BALANCE, "", ";;Balance;;2.00;;", AR_ROW_DOCUMENT},
	{"amount.minus = x\n", "", "1;;;;;;3", AR_ROW_DOCUMENT},
	{"balance.minus = x\n", "", "1;;;;;;3", AR_ROW_STRANGE},
};

/* The map of a text, and the file bound to it. */
static void
bind(struct ar_import_file *f, struct ar_import_map *m, const char *text)
{
	struct ar_diag *diag = ar_diag_new("t");

	*f = file;
	ar_import_map_init(m, map.stream);
	assert_int_equal(ar_import_map_text(m, ar_slice_of(text), "map", diag),
	    AR_OK);
	if (m->from[AR_INV_CURRENCY] != AR_MAP_NONE)
		f->field[AR_INV_CURRENCY] = FIELDS - 1;
	if (m->from[AR_INV_BALANCE] != AR_MAP_NONE)
		f->field[AR_INV_BALANCE] = 4;
	for (size_t i = 0; i < m->nparts; i++)
		f->part[i] = FIELDS - 1;
	for (size_t i = 0; i < m->nrules; i++)
		f->rule[i] = FIELDS - 1;
	ar_diag_free(diag);
}

static void
test_mapped(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(mapped); i++) {
		const struct ar_row row = row_of(mapped[i].text);
		struct ar_arena arena = {0};
		struct ar_import_map m;
		struct ar_import_file f;
		struct ar_import_texts t;
		int got;

		bind(&f, &m, mapped[i].map);
		f.section = ar_slice_of(mapped[i].section);
		ar_import_texts_take(&t, &f, &m, &row, &arena);
		got = (int)ar_import_classify(&t, &f, &m, &row, false);
		if (got != mapped[i].want)
			fail_msg("%s%s: %d", mapped[i].map, mapped[i].text,
			    got);
		ar_import_map_release(&m);
		ar_arena_free(&arena);
	}
}

/* A section holds until the next, or until a total. */
static void
test_section(void **state)
{
	const struct ar_row ada = row_of(" Ada ;;;;;;");
	struct ar_import_file f = file;
	struct ar_arena arena = {0};

	(void)state;
	f.section = AR_S("");
	ar_import_section(&f, &ada, AR_ROW_DOCUMENT, &arena);
	assert_int_equal(f.section.n, 0);
	ar_import_section(&f, &ada, AR_ROW_SECTION, &arena);
	assert_slice(f.section, AR_S("Ada"));
	assert_ptr_not_equal(f.section.p, ada.base + 1);
	ar_import_section(&f, &ada, AR_ROW_FOOTER, &arena);
	assert_slice(f.section, AR_S("Ada"));
	ar_import_section(&f, &ada, AR_ROW_TOTAL, &arena);
	assert_int_equal(f.section.n, 0);
	ar_arena_free(&arena);
}

static const struct {
	const char *map, *text;
	size_t column;
	const char *want;
	bool negative;
} taken[] = {
	{"section = customer_id\n", "1;;;;;;", AR_INV_CUSTOMER_ID, "Sec",
	    false},
	{"section = customer_id\n", "1; a;;;;;", AR_INV_CUSTOMER_ID, "a",
	    false},
	{"due_date.else = x\n", ";;;;;; 2026-01-31", AR_INV_DUE_DATE,
	    "2026-01-31", false},
	{"due_date.else = x\n", ";;;2026-01-01;;;2026-01-31", AR_INV_DUE_DATE,
	    "2026-01-01", false},
	{"due_date.else = x\nno-date = 1900*\n", ";;;1900-01-01;;;2026-01-31",
	    AR_INV_DUE_DATE, "2026-01-31", false},
	{"due_date.else = x\nno-date = 1900*\n", ";;;;;;1900-01-01",
	    AR_INV_DUE_DATE, "", false},
	{"amount.plus = x\n", ";;;;;;5", AR_INV_AMOUNT, "", false},
	{"negative.x = H | S*\n", "1;;;;;;h", AR_INV_INVOICE_ID, "1", true},
	{"negative.x = H | S*\n", "1;;;;;;x", AR_INV_INVOICE_ID, "1", false},
	{"currency = x\ncurrency-after = \" - \" | /\n",
	    ";;;;;;A - B -  EUR", AR_INV_CURRENCY, "EUR", false},
	{"currency = x\ncurrency-after = \" - \" | /\n", ";;;;;;a/EUR",
	    AR_INV_CURRENCY, "EUR", false},
	{"currency = x\ncurrency-after = \" - \"\n", ";;;;;;EUR",
	    AR_INV_CURRENCY, "EUR", false},
	{"currency = x\n", ";;;;;;Euro - EUR", AR_INV_CURRENCY, "Euro - EUR",
	    false},
};

static void
test_taken(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(taken); i++) {
		const struct ar_row row = row_of(taken[i].text);
		struct ar_arena arena = {0};
		struct ar_import_map m;
		struct ar_import_file f;
		struct ar_import_texts t;

		bind(&f, &m, taken[i].map);
		f.section = AR_S("Sec");
		ar_import_texts_take(&t, &f, &m, &row, &arena);
		if (!ar_slice_eq(t.text[taken[i].column],
		    ar_slice_of(taken[i].want)) ||
		    t.negative != taken[i].negative)
			fail_msg("%s%s: '%.*s'", taken[i].map, taken[i].text,
			    (int)t.text[taken[i].column].n,
			    t.text[taken[i].column].p);
		ar_import_map_release(&m);
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
		cmocka_unit_test(test_mapped), cmocka_unit_test(test_section),
		cmocka_unit_test(test_taken),
	};

	ar_import_map_init(&map, ar_import_stream_of(AR_S("invoices")));
	for (size_t i = 0; i < AR_COLUMNS_KNOWN; i++)
		file.field[i] = -1;
	for (size_t i = 0; i < ROWS(column); i++)
		file.field[column[i]] = (ptrdiff_t)i;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
