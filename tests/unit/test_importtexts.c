/*
 * tests/unit/test_importtexts.c
 * Purpose: cells of a foreign file as clean text.
 */
#include "libar/importtexts.h"

#include "tests/unit/foreignrow.h"

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
		ar_import_texts_init(&t);
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

		ar_import_texts_init(&t);
		ar_import_texts_take(&t, &file, &map, &row, &arena);
		assert_slice(t.text[AR_INV_INVOICE_ID],
		    ar_slice_of(cells[i].want));
		assert_int_equal(t.text[AR_INV_AMOUNT].n, 0);
		assert_int_equal(t.trimmed, cells[i].trimmed);
		assert_int_equal(t.broken, cells[i].broken);
		ar_arena_free(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_taken),
	};

	begin_file();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
