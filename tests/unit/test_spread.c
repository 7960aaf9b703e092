/*
 * tests/unit/test_spread.c
 * Purpose: what each instalment has on a day of payments for them all.
 */
#include "libar/spread.h"

#include "tests/unit/scratch.h"

struct paid {
	ar_day day;
	int64_t minor;
	uint16_t instalment;
};

static const struct row {
	const char *name;
	struct ar_part part[3];
	struct paid paid[3];
	ar_day day;
	int64_t want[3];                /* of instalments 1, 2 and 3 */
} rows[] = {
#define PARTS {{1, 100, 5, 0}, {2, 200, 5, 0}, {3, 300, 5, 0}}
	{"nothing", PARTS, {{0}}, 9, {0, 0, 0}},
	{"less than the first", PARTS, {{6, 40, 0}}, 9, {40, 0, 0}},
	{"the first", PARTS, {{6, 100, 0}}, 9, {100, 0, 0}},
	{"into the second", PARTS, {{6, 250, 0}}, 9, {100, 150, 0}},
	{"all", PARTS, {{6, 600, 0}}, 9, {100, 200, 300}},
	{"excess", PARTS, {{6, 700, 0}}, 9, {100, 200, 400}},
	{"below 0", PARTS, {{6, -50, 0}}, 9, {0, 0, -50}},
	{"refund", PARTS, {{6, 250, 0}, {7, -200, 0}}, 9, {50, 0, 0}},
	{"before the refund", PARTS, {{6, 250, 0}, {7, -200, 0}}, 6,
	    {100, 150, 0}},
	{"before the payment", PARTS, {{6, 600, 0}}, 5, {0, 0, 0}},
	{"payments in any order", PARTS, {{8, 100, 0}, {6, 50, 0}}, 7,
	    {50, 0, 0}},
	{"after what has a number", PARTS, {{6, 60, 1}, {6, 100, 0}}, 9,
	    {40, 60, 0}},
	{"a number later on", PARTS, {{6, 100, 0}, {8, 60, 1}}, 7,
	    {100, 0, 0}},
	{"makes room later on", PARTS, {{6, 100, 0}, {8, 60, 1}}, 8,
	    {40, 60, 0}},
	{"rows in any order", {{3, 300, 5, 0}, {1, 100, 5, 0},
	    {2, 200, 5, 0}}, {{6, 250, 0}}, 9, {100, 150, 0}},
	{"a void one", {{1, 100, 5, 0}, {2, 200, AR_NO_DAY, 0},
	    {3, 300, 5, 0}}, {{6, 250, 0}}, 9, {100, 0, 150}},
	{"the last is void", {{1, 100, 5, 0}, {2, 200, 5, 0},
	    {3, 300, AR_NO_DAY, 0}}, {{6, 900, 0}}, 9, {100, 800, 0}},
	{"a future one", {{1, 100, 5, 0}, {2, 200, 5, 0}, {3, 300, 8, 0}},
	    {{6, 900, 0}}, 7, {100, 800, 0}},
	{"it counts now", {{1, 100, 5, 0}, {2, 200, 5, 0}, {3, 300, 8, 0}},
	    {{6, 900, 0}}, 8, {100, 200, 600}},
	{"before all count", PARTS, {{3, 150, 0}}, 4, {0, 0, 0}},
	{"once they count", PARTS, {{3, 150, 0}}, 5, {100, 50, 0}},
	{"credits", {{1, -100, 5, 0}, {2, -200, 5, 0}, {3, -300, 5, 0}},
	    {{6, -250, 0}}, 9, {-100, -150, 0}},
};

/* One target and its payments, all of one claim. */
static void
check_row(const struct row *row)
{
	struct ar_booked booked[3] = {0};
	struct ar_part part[3];
	struct ar_target target = {.part = part, .nparts = 3};
	const struct ar_paybook book = {.booked = booked, .n = 3,
	    .target = &target, .ntargets = 1};
	int64_t got[4] = {0};

	memcpy(part, row->part, sizeof part);
	for (size_t i = 0; i < 3; i++) {
		booked[i].p.payment_date = row->paid[i].day;
		booked[i].p.instalment = row->paid[i].instalment;
		booked[i].minor = row->paid[i].minor;
		booked[i].next = i < 2 ? (ptrdiff_t)i + 1 : AR_NONE;
		booked[i].target = row->paid[i].day != 0 ? 0 : AR_NONE;
	}
	ar_spread(&book, &target);
	for (size_t i = 0; i < target.nshares; i++)
		if (target.share[i].paid.day <= row->day)
			got[target.share[i].instalment] +=
			    (int64_t)target.share[i].paid.amount;
	for (size_t i = 0; i < 3; i++)
		if (got[i + 1] != row->want[i])
			fail_msg("%s: instalment %zu has %lld", row->name,
			    i + 1, (long long)got[i + 1]);
	free(target.share);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check_row(&rows[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
