/*
 * tests/unit/test_importdialect.c
 * Purpose: what the cells of a file prove about how it writes the others.
 */
#include "libar/importdialect.h"

#include "tests/unit/celltexts.h"
#include "tests/unit/scratch.h"

static struct ar_import_options options = {.currency = {"", 2}};

/* A part proves as the column does; one that is not used proves nothing. */
static const struct {
	enum ar_map_use use;
	size_t column;
	const char *own, *part;
	bool open;
} proofs[] = {
	{AR_MAP_PLUS, AR_INV_AMOUNT, "1,234", "2.50", false},
	{AR_MAP_MINUS, AR_INV_AMOUNT, "", "2,345", true},
	{AR_MAP_ELSE, AR_INV_DUE_DATE, "01.02.2026", "31.01.2026", true},
};

static void
test_parts_prove(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(proofs); i++) {
		struct ar_import_options o = {.currency = {"", 2}};
		struct ar_import_texts t = texts_of(proofs[i].column,
		    proofs[i].own, "");
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_dialect d;

		ar_import_map_init(&o.map, options.map.stream);
		o.map.nparts = 1;
		o.map.part[0] = (struct ar_map_part){
		    .use = proofs[i].use, .column = proofs[i].column};
		t.part[0] = ar_slice_of(proofs[i].part);
		ar_dialect_init(&d, &o.map);
		assert_int_equal(ar_dialect_see(&d, &o, &t,
		    (struct ar_where){0, 1}, false, diag), AR_OK);
		if (ar_dialect_is_open(&d) != proofs[i].open)
			fail_msg("%s", proofs[i].part);
		ar_dialect_release(&d);
		ar_diag_free(diag);
	}
}

static const struct {
	const char *name;
	size_t column;
	const char *first, *second;
	bool totals, open;
	int want;                       /* of the second */
	const char *code;               /* of what is said then */
} shown[] = {
	{"open date", AR_INV_DUE_DATE, "01.02.2026", "", false, true, AR_OK,
	    "date-order"},
	{"proof", AR_INV_DUE_DATE, "01.02.2026", "31.01.2026", false, false,
	    AR_OK, ""},
	{"conflict", AR_INV_DUE_DATE, "31/01/2026", "01/31/2026", false,
	    false, AR_ESTOP, "date-conflict"},
	{"a total's date", AR_INV_DUE_DATE, "01.02.2026", "", true, false,
	    AR_OK, ""},
	{"open mark", AR_INV_AMOUNT, "1,234", "", false, true, AR_OK,
	    "decimal-mark"},
	{"a total's mark", AR_INV_AMOUNT, "1,234", "2,50", true, false, AR_OK,
	    ""},
	{"marks differ", AR_INV_AMOUNT, "1.50", "1,50", false, false,
	    AR_ESTOP, "mark-conflict"},
};

static void
test_dialect(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(shown); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_import_texts t = texts_of(shown[i].column,
		    shown[i].first, "");
		struct ar_dialect d;
		int result;

		ar_dialect_init(&d, &options.map);
		scratch_listen();
		assert_int_equal(ar_dialect_see(&d, &options, &t,
		    (struct ar_where){0, 1}, shown[i].totals, diag), AR_OK);
		t = texts_of(shown[i].column, shown[i].second, "");
		result = ar_dialect_see(&d, &options, &t,
		    (struct ar_where){0, 2}, shown[i].totals, diag);
		if (result == AR_OK)
			ar_dialect_refuse(&d, diag);
		if (result != shown[i].want ||
		    ar_dialect_is_open(&d) != shown[i].open ||
		    strcmp(scratch_code(), shown[i].code) != 0)
			fail_msg("%s: %s", shown[i].name, scratch_heard());
		(void)scratch_stop(NULL);
		ar_dialect_release(&d);
		ar_diag_free(diag);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts_prove),
		cmocka_unit_test_teardown(test_dialect, scratch_stop),
	};

	ar_import_map_init(&options.map,
	    ar_import_stream_of(AR_S("invoices")));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
