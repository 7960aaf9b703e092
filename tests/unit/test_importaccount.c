/*
 * tests/unit/test_importaccount.c
 * Purpose: which numbers of accounts are customers', and on which side.
 */
#include "libar/importaccount.h"

#include "libar/importmapread.h"
#include "tests/unit/scratch.h"

static const struct {
	const char *first, *other;      /* NULL: there is none */
	enum ar_account side;
} sides[] = {
	{"10000", "8400", AR_ACCOUNT_FIRST},
	{"69999", "8400", AR_ACCOUNT_FIRST},
	{"1200", "69999", AR_ACCOUNT_OTHER},
	{"70000", "10000", AR_ACCOUNT_OTHER},
	{"10001", NULL, AR_ACCOUNT_FIRST},
	{"8400", NULL, AR_ACCOUNT_NEITHER},
	{"1200", "70000", AR_ACCOUNT_NEITHER},
	{"0420", "9999", AR_ACCOUNT_NEITHER},
	{"1", "1", AR_ACCOUNT_NEITHER},
	{"10001", "10001", AR_ACCOUNT_BOTH},
	{"10001", "", AR_ACCOUNT_UNREAD},
	{"", "10001", AR_ACCOUNT_UNREAD},
	{"", NULL, AR_ACCOUNT_UNREAD},
	{"100010", "8400", AR_ACCOUNT_UNREAD},
	{"8400", "010001", AR_ACCOUNT_UNREAD},
	{"1OOO1", "8400", AR_ACCOUNT_UNREAD},
	{"8400", "1000 ", AR_ACCOUNT_UNREAD},
};

static void
test_sides(void **state)
{
	const struct ar_map_range r = {AR_S("10000"), AR_S("69999"), 0,
	    AR_S("")};

	(void)state;
	for (size_t i = 0; i < ROWS(sides); i++) {
		struct ar_slice other = ar_slice_of(sides[i].other == NULL ?
		    "" : sides[i].other);
		enum ar_account side = ar_import_account_side(&r,
		    ar_slice_of(sides[i].first), sides[i].other == NULL ?
		    NULL : &other);

		if (side != sides[i].side)
			fail_msg("'%s' and '%s': %d", sides[i].first,
			    sides[i].other, (int)side);
	}
	assert_int_equal(ar_import_account_side(NULL, AR_S("?"), NULL),
	    AR_ACCOUNT_FIRST);
}

static const struct {
	const char *map, *field, *low;  /* low NULL: none holds */
} ranges[] = {
	{"accounts = 10000 - 69999\n", "9", "10000"},
	{"accounts.#2.4 = 1 - 2\naccounts.#2.5 = 3 - 4\n", "5", "3"},
	{"accounts.#2.4 = 1 - 2\naccounts.#2.5 = 3 - 4\n", "6", NULL},
	{"accounts.#2.4 = 1 - 2\naccounts = 5 - 6\n", "", "5"},
	{"accounts.#3.4 = 1 - 2\n", "4", NULL},
	{"", "4", NULL},
};

static void
test_ranges(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(ranges); i++) {
		struct ar_slice field[] = {AR_S("x"),
		    ar_slice_of(ranges[i].field)};
		struct ar_import_above above = {.field = field, .n = 2};
		struct ar_diag *diag = ar_diag_new("t");
		const struct ar_map_range *r;
		struct ar_import_map map;

		ar_import_map_init(&map, ar_import_stream_of(
		    AR_S("invoices")));
		assert_int_equal(ar_import_map_text(&map,
		    ar_slice_of(ranges[i].map), "m", diag), AR_OK);
		r = ar_import_account_range(&map, &above);
		if ((r == NULL) != (ranges[i].low == NULL) || (r != NULL &&
		    !ar_slice_eq(r->low, ar_slice_of(ranges[i].low))))
			fail_msg("%s for '%s'", ranges[i].map,
			    ranges[i].field);
		ar_import_map_release(&map);
		ar_diag_free(diag);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sides),
		cmocka_unit_test(test_ranges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
