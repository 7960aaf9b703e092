/*
 * tests/unit/test_termstext.c
 * Purpose: payment terms as canonical text.
 */
#include "libar/terms.h"

#include "tests/unit/scratch.h"

#define PER_CENT (AR_RATE_ONE / 100)

static const struct row {
	const char *want;
	struct ar_terms terms;
} rows[] = {
	{"net 0", {.nparts = 1}},
	{"2.5/10 1/20 net 60 rog", {.nparts = 1, .part = {{
	    .discount = {{PER_CENT * 5 / 2, {.days = 10}},
	    {PER_CENT, {.days = 20}}}, .ndiscounts = 2,
	    .due = {.days = 60}, .rog = true}}}},
	{"eom cutoff 25 late 0.000001%/yr grace 3", {.nparts = 1, .part = {{
	    .due = {.kind = AR_WHEN_EOM}, .cutoff = 25}}, .late = 1,
	    .late_yearly = true, .late_grace = 3}},
	{"40% prepay, 60% net 45 then eom late 1%/mo", {.nparts = 2,
	    .part = {{.share = 40 * PER_CENT,
	    .due = {.kind = AR_WHEN_PREPAY}}, {.share = 60 * PER_CENT,
	    .due = {.kind = AR_WHEN_DAYS_EOM, .days = 45}}},
	    .late = PER_CENT}},
	{"day 31 +0m as of 0001-01-31", {.nparts = 1, .part = {{
	    .due = {.kind = AR_WHEN_DAY_MONTHS, .day = 31}, .as_of = 31}}}},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_buf got = {0};

		ar_terms_format(&got, &rows[i].terms);
		if (!ar_slice_eq(ar_buf_slice(&got),
		    ar_slice_of(rows[i].want)))
			fail_msg("%s: %.*s", rows[i].want, (int)got.n, got.p);
		ar_buf_free(&got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
