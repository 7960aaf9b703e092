/*
 * tests/unit/test_importrow.c
 * Purpose: what rows of a foreign file are.
 */
#include "libar/importrow.h"

#include "tests/unit/foreignrow.h"

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

		ar_import_texts_init(&t);
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
		ar_import_texts_init(&t);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_classify),
		cmocka_unit_test(test_mapped),
		cmocka_unit_test(test_section),
	};

	begin_file();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
