/*
 * tests/unit/test_importmap.c
 * Purpose: which field a map and --map say, and whose header it is.
 */
#include "libar/importmapread.h"

#include "tests/unit/maptext.h"
#include "tests/unit/scratch.h"

static const struct {
	const char *name, *text;
	bool knows;
} known[] = {
	{"no line", "", false}, {"one", "known-by = Total\n", true},
	{"case and blanks", "known-by = TOTAL\n", true},
	{"any of a line", "known-by = X | Sum\n", true},
	{"all lines", "known-by = Sum\nknown-by = Total\n", true},
	{"nor has it this", "known-by = Sum\nnot-by = X | total\n", false},
	{"it has not this", "known-by = Sum\nnot-by = X | Y\n", true},
	{"one line is not there", "known-by = Sum\nknown-by = X\n", false},
};

static void
test_known(void **state)
{
	struct ar_slice names[] = {AR_S("Amount"), AR_S("Total"), AR_S("Sum")};
	const struct ar_header header = {.n = 3, .name = names};

	(void)state;
	for (size_t i = 0; i < ROWS(known); i++) {
		struct ar_import_map map;

		read_text(&map, known[i].text);
		if (ar_import_map_knows(&map, &header) != known[i].knows)
			fail_msg("%s", known[i].name);
		ar_import_map_release(&map);
	}
}

static const struct {
	const char *name, *file;
	const char *option, *option2;
	int want;                       /* of the last option */
	ptrdiff_t amount;               /* its field; header below */
} fields[] = {
	{"nothing said", "", NULL, NULL, AR_OK, 0},
	{"by the file", "amount = Total\n", NULL, NULL, AR_OK, 1},
	{"the first that is there", "amount = X | Sum | Total\n", NULL, NULL,
	    AR_OK, 2},
	{"none of them: its own name", "amount = X | Y\n", NULL, NULL, AR_OK,
	    0},
	{"the file says none", "amount =\n", NULL, NULL, AR_OK, -1},
	{"the option wins", "amount = Total\n", "amount=Sum", NULL, AR_OK,
	    2},
	{"the option names no other", "", "amount=X", NULL, AR_OK, -1},
	{"the option says none", "", "amount=", NULL, AR_OK, -1},
	{"named twice", "", "amount=Sum", "amount=Total", AR_ESTOP, 2},
	{"no column", "", "amout=Sum", NULL, AR_ESTOP, 0},
	{"no =", "", "amount", NULL, AR_ESTOP, 0},
};

static int
take(struct ar_import_map *map, const char *option, struct ar_diag *diag)
{
	return option == NULL ? AR_OK :
	    ar_import_map_option(map, option, diag);
}

static void
test_fields(void **state)
{
	struct ar_slice names[] = {AR_S("Amount"), AR_S("Total"), AR_S("Sum")};
	const struct ar_header header = {.n = 3, .name = names};

	(void)state;
	for (size_t i = 0; i < ROWS(fields); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_import_map map;
		int result;

		begin(&map);
		assert_int_equal(ar_import_map_text(&map,
		    ar_slice_of(fields[i].file), "map", diag), AR_OK);
		scratch_listen();
		result = take(&map, fields[i].option, diag);
		if (result == AR_OK)
			result = take(&map, fields[i].option2, diag);
		if (result != fields[i].want || ar_import_field(&map,
		    AR_INV_AMOUNT, &header) != fields[i].amount)
			fail_msg("%s", fields[i].name);
		assert_string_equal(scratch_code(),
		    result == AR_OK ? "" : "bad-value");
		(void)scratch_stop(NULL);
		ar_import_map_release(&map);
		ar_diag_free(diag);
	}
}

static void
test_words(void **state)
{
	struct ar_map_word re = {AR_INV_KIND, AR_KIND_INVOICE, AR_S("RE")};
	struct ar_import_map m;

	(void)state;
	ar_import_map_init(&m, ar_import_stream_of(AR_S("invoices")));
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
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_known),
		cmocka_unit_test_teardown(test_fields, scratch_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
