/*
 * tests/unit/test_logpromises.c
 * Purpose: promises kept and broken, counted and added up.
 */
#include "libar/logpromises.h"

#include "tests/unit/logtext.h"

#define FACT(end, customer, ccy, amount) "T,2026-09-29,,promise-" end "," \
	customer ",I,," ccy ",,,,,,," amount ",,,2026-09-01,ar-remind,\n"
#define RUN "T,2026-09-29,,run,,,,,,,,,,,,,,,ar-remind,\n"
#define COLUMNS "currency,kept,partly,broken,kept_pct,amount_kept," \
	"amount_partly,amount_broken,amount_kept_pct\n"

static const struct promises_row {
	const char *name, *in, *all, *each;
	enum ar_exit status;
} promises_rows[] = {
	{"none", HEAD RUN, COLUMNS, "customer_id," COLUMNS, AR_EXIT_OK},
	{"one kept", HEAD FACT("kept", "A", "EUR", "10.00") RUN,
	    COLUMNS "EUR,1,0,0,100.00,10.00,0.00,0.00,100.00\n",
	    "customer_id," COLUMNS
	    "A,EUR,1,0,0,100.00,10.00,0.00,0.00,100.00\n", AR_EXIT_OK},
	{"all ends", HEAD FACT("broken", "B", "EUR", "20")
	    FACT("kept", "A", "EUR", "10.00") FACT("partly", "A", "EUR",
	    "0.5") FACT("kept", "B", "JPY", "100.00")
	    FACT("broken", "A", "", "1") RUN,
	    COLUMNS ",0,0,1,0.00,0.00,0.00,1.00,0.00\n"
	    "EUR,1,1,1,33.33,10.00,0.50,20.00,32.79\n"
	    "JPY,1,0,0,100.00,100,0,0,100.00\n",
	    "customer_id," COLUMNS "A,,0,0,1,0.00,0.00,0.00,1.00,0.00\n"
	    "A,EUR,1,1,0,50.00,10.00,0.50,0.00,95.24\n"
	    "B,EUR,0,0,1,0.00,0.00,0.00,20.00,0.00\n"
	    "B,JPY,1,0,0,100.00,100,0,0,100.00\n", AR_EXIT_OK},
	{"no amount", HEAD FACT("broken", "A", "EUR", "") RUN,
	    COLUMNS "EUR,0,0,1,0.00,0.00,0.00,0.00,\n", "customer_id," COLUMNS
	    "A,EUR,0,0,1,0.00,0.00,0.00,0.00,\n", AR_EXIT_OK},
	{"a promise is none yet", HEAD "T,2026-09-29,,promise,A,I,,EUR,,,,,,,1"
	    ",,,2026-09-01,,\n", COLUMNS, "customer_id," COLUMNS, AR_EXIT_OK},
	{"decimals", HEAD FACT("kept", "A", "JPY", "0.5") RUN, "", "",
	    AR_EXIT_DATA},
};

static void
run(struct ar_cli *cli, const char *log, const void *how)
{
	ar_log_promises(cli, log, how != NULL);
}

static void
test_promises(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2 * ROWS(promises_rows); i++) {
		const struct promises_row *row = &promises_rows[i / 2];
		const char *want = i % 2 == 0 ? row->all : row->each;
		struct ar_buf got;
		int status;

		scratch_listen();
		got = log_run(run, scratch_write("l", ar_slice_of(row->in)),
		    i % 2 == 0 ? NULL : "", &status);
		(void)scratch_stop(NULL);
		if (status != (int)row->status || strcmp(got.p, want) != 0)
			fail_msg("%s: %d, %s", row->name, status, got.p);
		ar_buf_free(&got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_promises, scratch_stop),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
