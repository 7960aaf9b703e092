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

static void
expect_place(struct ar_where at, uint32_t file, uint64_t line)
{
	assert_int_equal(at.file, file);
	assert_int_equal(at.line, line);
}

/* The latest day, and of two places the earlier one, in any order. */
static void
test_merge(void **state)
{
	static const struct ar_watch parts[] = {
		{false, false, 10, {1, 9}, {0, 0}},
		{true, true, 20, {1, 5}, {1, 7}},
		{false, true, 20, {1, 3}, {1, 8}},
		{false, true, 19, {1, 2}, {2, 1}},
		{false, false, 0, {0, 0}, {0, 0}},
	};

	(void)state;
	for (size_t first = 0; first < ROWS(parts); first++) {
		struct ar_watch w = parts[first];

		for (size_t i = 1; i < ROWS(parts); i++)
			ar_watch_merge(&w, &parts[(first + i) %
			    ROWS(parts)]);
		assert_true(w.paid_date && w.undated);
		assert_int_equal(w.latest, 20);
		expect_place(w.latest_at, 1, 3);
		expect_place(w.undated_at, 1, 7);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_check, scratch_stop),
		cmocka_unit_test(test_merge),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
