/*
 * tests/unit/test_importrunning.c
 * Purpose: balances of a statement, oldest line first or newest.
 */
#include "libar/importrunning.h"

#include "libar/slice.h"
#include "tests/unit/scratch.h"

enum { NONE = INT32_MAX, LINES = 6 };

/* Lines of amount and balance, and which is the first that is wrong. */
static const struct {
	const char *name;
	struct {
		int32_t amount, balance;
	} line[LINES];
	int n, wrong;                   /* wrong: -1 none */
	int64_t want;                   /* of the wrong one */
} runs[] = {
	{"oldest first", {{-50, 100}, {30, 130}, {-130, 0}}, 3, -1, 0},
	{"newest first", {{-130, 0}, {30, 130}, {-50, 100}}, 3, -1, 0},
	{"an opening line", {{0, 150}, {-50, 100}, {30, 130}, {0, 130}}, 4,
	    -1, 0},
	{"a closing line first", {{0, 130}, {30, 130}, {-50, 100}, {0, 150}},
	    4, -1, 0},
	{"opening and closing alone", {{0, 150}, {-50, NONE}, {30, NONE},
	    {0, 130}}, 4, -1, 0},
	{"the same, newest first", {{0, 130}, {30, NONE}, {-50, NONE},
	    {0, 150}}, 4, -1, 0},
	{"moves before any balance", {{7, NONE}, {5, 100}, {1, 101}}, 3, -1,
	    0},
	{"a line is missing", {{-50, 100}, {30, 130}, {-130, 0}, {5, 20}}, 4,
	    3, 5},
	{"a line is missing, newest first", {{5, 20}, {-130, 15}, {-50, 100}},
	    3, 2, 145},
	{"the second line is wrong", {{-50, 100}, {30, 131}}, 2, 1, 130},
	{"both orders cannot be mixed", {{10, 100}, {10, 110}, {10, 120},
	    {20, 110}}, 4, 3, 140},
	{"a closing line that is wrong", {{0, 150}, {-50, NONE}, {0, 150}}, 3,
	    2, 100},
};

static void
test_runs(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(runs); i++) {
		struct ar_running r = {0};
		ar_sum want = 0;
		int wrong = -1;

		for (int k = 0; k < runs[i].n && wrong < 0; k++)
			if (runs[i].line[k].balance == NONE)
				ar_running_move(&r, runs[i].line[k].amount);
			else if (!ar_running_says(&r, runs[i].line[k].amount,
			    runs[i].line[k].balance, &want))
				wrong = k;
		if (wrong != runs[i].wrong ||
		    (wrong >= 0 && want != runs[i].want))
			fail_msg("%s: line %d, %lld", runs[i].name, wrong,
			    (long long)want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_runs)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
