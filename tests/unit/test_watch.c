/*
 * tests/unit/test_watch.c
 * Purpose: which lists of open items may be asked about a past day.
 */
#include "libar/watch.h"

#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

enum { DAY = 1000 };

/* Two documents each; the second may be void. */
static const struct row {
	const char *name;
	ar_day posted[2], paid_date[2];
	int64_t balance[2];             /* of 100; -1: not filled */
	enum ar_status status[2];
	bool good;
	uint64_t line;                  /* of the message */
} rows[] = {
	{"all before", {900, DAY}, {0, 0}, {-1, 50}, {0, 0}, true, 0},
	{"one later", {900, DAY + 1}, {0, 0}, {-1, -1}, {0, 0}, false, 3},
	{"the later one first", {DAY + 1, 900}, {0, 0}, {-1, -1}, {0, 0},
	    false, 2},
	{"later, but void", {900, DAY + 1}, {0, 0}, {-1, -1},
	    {0, AR_STATUS_VOID}, true, 0},
	{"later, but a draft", {900, DAY + 1}, {0, 0}, {-1, -1},
	    {0, AR_STATUS_DRAFT}, true, 0},
	{"dates of payment", {900, DAY + 1}, {950, 0}, {0, 100}, {0, 0},
	    true, 0},
	{"the date is that of a void one", {DAY + 1, 900}, {0, 950},
	    {-1, -1}, {0, AR_STATUS_VOID}, false, 2},
	{"dates, and a part paid", {900, DAY + 1}, {0, 1010}, {60, 0},
	    {0, 0}, false, 2},
	{"dates, balance is amount", {900, DAY + 1}, {0, 1010}, {100, 0},
	    {0, 0}, true, 0},
	{"dates, and one paid on no day", {900, DAY + 1}, {0, 1010}, {-1, 0},
	    {AR_STATUS_PAID, 0}, false, 2},
	{"paid on no day, all before", {900, 950}, {0, 0}, {-1, -1},
	    {AR_STATUS_PAID, AR_STATUS_WRITTEN_OFF}, true, 0},
};

static void
test_check(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_watch watch = {0};
		char place[32];
		bool good;

		for (size_t d = 0; d < 2; d++) {
			struct ar_doc doc = {.amount = {100, true},
			    .balance = {row->balance[d],
			    row->balance[d] >= 0},
			    .invoice_date = row->posted[d],
			    .paid_date = row->paid_date[d],
			    .status = (uint8_t)row->status[d]};

			ar_watch_see(&watch, &doc, (struct ar_where){
			    ar_diag_file(diag, "f"), d + 2});
		}
		scratch_listen();
		good = ar_watch_check(&watch, DAY, diag) == AR_OK;
		(void)snprintf(place, sizeof place, "t: f:%d: ",
		    (int)row->line);
		check(row->name, good == row->good);
		check(row->name, good || (strncmp(scratch_heard(), place,
		    strlen(place)) == 0 &&
		    strcmp(scratch_code(), "past-as-of") == 0));
		(void)scratch_stop(NULL);
		ar_diag_free(diag);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_check, scratch_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
