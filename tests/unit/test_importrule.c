/*
 * tests/unit/test_importrule.c
 * Purpose: what the rules of a map say of a row.
 */
#include "libar/importrule.h"

#include "tests/unit/foreignrow.h"

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

/* -1: no rule tells, lacks a cell or is broken. */
static const struct {
	const char *map, *text;
	bool only, skip;
	ptrdiff_t lacks, broken;
} ruled[] = {
	{"only.x = a*\n", "1;a;;;;;ab", false, false, -1, -1},
	{"only.x = a*\n", "1;a;;;;;b", true, false, -1, -1},
	{"only.x = a*\n", "1;a;;;;;", false, false, 0, -1},
	{"only.x = a | \"\"\n", "1;a;;;;;", false, false, -1, -1},
	{"only.x = a*\n", "1;a;;", false, false, 0, -1},
	{"skip.x = b\n", "1;a;;;;; B ", false, true, -1, -1},
	{"skip.x = b\n", "1;a;;;;;a", false, false, -1, -1},
	{"must.x = b\n", "1;a;;;;;a", false, false, -1, 0},
	{"must.x = b\n", "1;a;;;;;b", false, false, -1, -1},
	{"skip.x = b\nmust.x = c\n", "1;a;;;;;a", false, false, -1, 1},
};

static void
test_ruled(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(ruled); i++) {
		const struct ar_row row = row_of(ruled[i].text);
		struct ar_import_map m;
		struct ar_import_file f;

		bind(&f, &m, ruled[i].map);
		if (ar_import_rule_tells(&f, &m, &row, AR_MAP_ONLY) !=
		    ruled[i].only || ar_import_rule_tells(&f, &m, &row,
		    AR_MAP_SKIP) != ruled[i].skip ||
		    ar_import_rule_broken(&f, &m, &row) != ruled[i].broken ||
		    (m.rule[0].test == AR_MAP_ONLY &&
		    ar_import_rule_lacks(&f, &m, &row, 0)) !=
		    (ruled[i].lacks == 0))
			fail_msg("%s%s", ruled[i].map, ruled[i].text);
		ar_import_map_release(&m);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fits),
		cmocka_unit_test(test_ruled),
	};

	begin_file();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
