/*
 * tests/unit/test_spread.c
 * Purpose: what each instalment has on a day of payments for them all.
 */
#include "libar/spread.h"

#include "tests/unit/scratch.h"

enum { KINDS = AR_PAYMENT_REFUND + 1 };

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
	{"before all count", PARTS, {{3, 150, 0}}, 4, {100, 50, 0}},
	{"once they count", PARTS, {{3, 150, 0}}, 5, {100, 50, 0}},
	{"credits", {{1, -100, 5, 0}, {2, -200, 5, 0}, {3, -300, 5, 0}},
	    {{6, -250, 0}}, 9, {-100, -150, 0}},
};

/* Kinds of the payments; what each instalment has of each in the end. */
static const struct kind_row {
	const char *name;
	struct ar_part part[3];
	struct paid paid[3];
	uint8_t kind[3];
	const char *want;               /* letter and cents, by instalment */
} kind_rows[] = {
#define R AR_PAYMENT_RECEIPT
#define C AR_PAYMENT_CREDIT
	{"a receipt where there is none", PARTS, {{6, 40, 0}}, {0}, "r40|||"},
	{"receipt", PARTS, {{6, 250, 0}}, {R}, "r100|r150||"},
	{"credit", PARTS, {{6, 250, 0}}, {C}, "c100|c150||"},
	{"discount", PARTS, {{6, 40, 0}}, {AR_PAYMENT_DISCOUNT}, "d40|||"},
	{"write-off", PARTS, {{6, 40, 0}}, {AR_PAYMENT_WRITE_OFF}, "w40|||"},
	{"adjustment", PARTS, {{6, 40, 0}}, {AR_PAYMENT_ADJUSTMENT},
	    "a40|||"},
	{"excess", PARTS, {{6, 700, 0}}, {C}, "c100|c200|c400|"},
	{"a refund", PARTS, {{6, 250, 0}, {7, -200, 0}},
	    {R, AR_PAYMENT_REFUND}, "r100f-50|r150f-150||"},
	{"one after the other", PARTS, {{6, 60, 0}, {7, 60, 0}}, {R, C},
	    "r60c40|c20||"},
	{"on one day", PARTS, {{6, 60, 0}, {6, 60, 0}}, {R, C},
	    "r60c40|c20||"},
	{"on one day, in another order", PARTS, {{6, 60, 0}, {6, 60, 0}},
	    {C, R}, "r60c40|c20||"},
	{"by number is no share", PARTS, {{6, 60, 1}}, {C}, "|||"},
	{"a number before it", PARTS, {{6, 60, 1}, {6, 100, 0}}, {C, R},
	    "r40|r60||"},
	{"a number moves it on", PARTS, {{6, 100, 0}, {8, 60, 1}}, {R, C},
	    "n-60r100|n60||"},
	{"on the same day it does not", PARTS, {{8, 100, 0}, {8, 60, 1}},
	    {R, C}, "r40|r60||"},
	{"a number taken back", PARTS, {{6, 100, 1}, {7, 100, 0},
	    {8, -100, 1}}, {R, C, AR_PAYMENT_REFUND}, "n100|n-100c100||"},
	{"a row that counts later", {{1, 100, 5, 0}, {2, 200, 5, 0},
	    {3, 300, 8, 0}}, {{6, 900, 0}}, {C}, "c100|n-600c800|n600|"},
	{"on the day it counts", {{1, 100, 5, 0}, {2, 200, 5, 0},
	    {3, 300, 8, 0}}, {{8, 900, 0}}, {C}, "c100|c200|c600|"},
	{"a void one", {{1, 100, 5, 0}, {2, 200, AR_NO_DAY, 0},
	    {3, 300, 5, 0}}, {{6, 250, 0}}, {C}, "c100||c150|"},
};

/*
 * One target and its payments, all of one claim.  The caller frees the
 * shares.
 */
static void
spread(struct ar_target *target, struct ar_part part[3],
    const struct paid paid[3], const uint8_t kind[3])
{
	struct ar_booked booked[3] = {0};
	const struct ar_paybook book = {.booked = booked, .n = 3,
	    .target = target, .ntargets = 1};

	*target = (struct ar_target){.part = part, .nparts = 3};
	for (size_t i = 0; i < 3; i++) {
		booked[i].p.payment_date = paid[i].day;
		booked[i].p.instalment = paid[i].instalment;
		booked[i].p.kind = kind[i];
		booked[i].minor = paid[i].minor;
		booked[i].next = i < 2 ? (ptrdiff_t)i + 1 : AR_NONE;
		booked[i].target = paid[i].day != 0 ? 0 : AR_NONE;
	}
	ar_spread(&book, target);
}

static void
check_row(const struct row *row)
{
	static const uint8_t none[3];
	struct ar_part part[3];
	struct ar_target target;
	int64_t got[4] = {0};

	memcpy(part, row->part, sizeof part);
	spread(&target, part, row->paid, none);
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

/* That of each kind the shares are what came in, and moves are none. */
static void
check_sums(const struct kind_row *row, int64_t got[3][KINDS])
{
	int64_t left[KINDS] = {0};

	for (size_t i = 0; i < 3; i++)
		if (row->paid[i].instalment == 0 && row->paid[i].day != 0)
			left[row->kind[i] == 0 ? R : row->kind[i]] +=
			    row->paid[i].minor;
	for (size_t kind = 0; kind < KINDS; kind++)
		if (got[0][kind] + got[1][kind] + got[2][kind] != left[kind])
			fail_msg("%s: sum of kind %zu", row->name, kind);
}

static void
check_kinds(const struct kind_row *row)
{
	struct ar_part part[3];
	struct ar_target target;
	struct ar_buf text = {0};
	int64_t got[3][KINDS] = {{0}};

	memcpy(part, row->part, sizeof part);
	spread(&target, part, row->paid, row->kind);
	for (size_t i = 0; i < target.nshares; i++)
		got[target.share[i].instalment - 1]
		    [target.share[i].paid.kind] +=
		    (int64_t)target.share[i].paid.amount;
	for (size_t i = 0; i < 3; i++) {
		for (size_t kind = 0; kind < KINDS; kind++)
			if (got[i][kind] != 0)
				ar_buf_addf(&text, "%c%lld",
				    "nrcdwaf"[kind],
				    (long long)got[i][kind]);
		ar_buf_addf(&text, "|");
	}
	if (!ar_slice_eq(ar_buf_slice(&text), ar_slice_of(row->want)))
		fail_msg("%s: %.*s", row->name, (int)text.n, text.p);
	check_sums(row, got);
	ar_buf_free(&text);
	free(target.share);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check_row(&rows[i]);
}

static void
test_kinds(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(kind_rows); i++)
		check_kinds(&kind_rows[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
