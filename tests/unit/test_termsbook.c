/*
 * tests/unit/test_termsbook.c
 * Purpose: texts of terms, read once, and what they stay.
 */
#include "libar/termsbook.h"

#include "tests/unit/scratch.h"

static const struct row {
	const char *text, *want;        /* NULL: cannot be read */
	bool rog;
	size_t nparts;
} rows[] = {
	{"net 30", "net 30", false, 1},
	{" NET30 ", "net 30", false, 1},
	{"30", "net 30", false, 1},
	{"2/10, n/30", "2/10 net 30", false, 1},
	{"2/10 n/30 rog", "2/10 net 30 rog", true, 1},
	{"50% net 15, 50% net 45", "50% net 15, 50% net 45", false, 2},
	{"50% net 15, 50% net 45 rog", "50% net 15, 50% net 45 rog", true, 2},
	{"50% net 15 rog, 50% net 45", "50% net 15 rog, 50% net 45", true, 2},
	{"soon", NULL, false, 0},
	{"rog", NULL, false, 0},
	{"", NULL, false, 0},
};

static bool
is_as(const struct ar_terms_entry *e, const struct row *row)
{
	if (row->want == NULL)
		return e->terms == NULL && e->text.n > 0 &&
		    e->text.p[e->text.n] == '\0' && !e->rog;
	return e->terms != NULL && e->terms->nparts == row->nparts &&
	    ar_slice_eq(e->text, ar_slice_of(row->want)) &&
	    e->rog == row->rog;
}

static void
test_rows(void **state)
{
	struct ar_termsbook book;

	(void)state;
	ar_termsbook_init(&book);
	for (size_t i = 0; i < ROWS(rows); i++)
		if (!is_as(ar_termsbook_get(&book, ar_slice_of(rows[i].text)),
		    &rows[i]))
			fail_msg("failing row: '%s'", rows[i].text);
	ar_termsbook_release(&book);
}

/* The caller's bytes may change, and many others come, meanwhile. */
static void
test_once(void **state)
{
	const struct ar_terms_entry *first[ROWS(rows)];
	struct ar_termsbook book;
	char text[32];

	(void)state;
	ar_termsbook_init(&book);
	for (size_t i = 0; i < ROWS(rows); i++) {
		(void)snprintf(text, sizeof text, "%s", rows[i].text);
		first[i] = ar_termsbook_get(&book, ar_slice_of(text));
	}
	for (int i = 0; i < 500; i++) {
		(void)snprintf(text, sizeof text, "net %d", 1000 + i);
		assert_int_equal(ar_termsbook_get(&book, ar_slice_of(text))->
		    terms->part[0].due.days, 1000 + i);
	}
	for (size_t i = 0; i < ROWS(rows); i++) {
		assert_ptr_equal(first[i], ar_termsbook_get(&book,
		    ar_slice_of(rows[i].text)));
		assert_true(is_as(first[i], &rows[i]));
	}
	ar_termsbook_release(&book);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows), cmocka_unit_test(test_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
