/*
 * tests/unit/test_unbilled.c
 * Purpose: lines that wait: what stands beside them, and when it is seen.
 */
#include "libar/unbilled.h"

#include "libar/table.h"
#include "tests/unit/scratch.h"

static struct ar_cli cli;
static struct ar_tie tie;
static struct ar_unbilled list;

static int
begin(void **state)
{
	(void)state;
	cli = (struct ar_cli){.diag = ar_diag_new("t")};
	cli.common.tool = "t";
	cli.common.output = "out";
	cli.common.as_of = ar_day_of((struct ar_ymd){2026, 3, 31});
	ar_tie_init(&tie);
	list = (struct ar_unbilled){0};
	(void)unlink("out");
	(void)unlink("control");
	return 0;
}

static int
end(void **state)
{
	(void)scratch_stop(state);
	ar_tie_release(&tie);
	ar_diag_free(cli.diag);
	return 0;
}

/* A line of this net, which was shipped a number of days before. */
static int
add(const struct ar_row *row, const char *ccy, int64_t net, int days,
    bool held)
{
	struct ar_gathered l = {.row = *row,
	    .line = {.goods = ar_goods_none, .net = net, .has_net = true}};
	const struct ar_open open = {net, AR_OPEN};

	assert_int_equal(ar_ccy_parse(&l.line.goods.ccy, ar_slice_of(ccy)),
	    AR_OK);
	l.line.goods.ship_date = cli.common.as_of - days;
	ar_tie_add(&tie, &l.line.goods.ccy, net, &open);
	return ar_unbilled_row(&list, &l, held);
}

/* A file whose header goes in, and each row with these figures. */
static int
take(const char *text, const char *ccy, int64_t net, int days, bool held)
{
	struct ar_table *table;
	struct ar_row row;
	int result;

	(void)scratch_write("in", ar_slice_of(text));
	assert_int_equal(ar_table_open(&table, "in",
	    ar_diag_file(cli.diag, "in"), cli.diag), AR_OK);
	result = ar_unbilled_header(&list, ar_table_header(table));
	while (result == AR_OK && ar_table_next(table, &row) == AR_ITEM)
		result = add(&row, ccy, net, days, held);
	ar_table_close(table);
	return result;
}

static void
expect_out(const char *name, const char *want)
{
	struct ar_buf got = scratch_read("out");

	ar_buf_add(&got, AR_S("\0"));
	if (strcmp(got.p, want) != 0)
		fail_msg("%s: %s", name, got.p);
	ar_buf_free(&got);
}

#define ADDED ",line_net,days_waiting,reason\n"

static const struct {
	const char *name, *in, *ccy;
	int64_t net;
	int days;
	bool held;
	const char *want;
} rows[] = {
	{"not billed", "currency,a\nEUR,x\n", "EUR", 1234, 9, false,
	    "currency,a" ADDED "EUR,x,12.34,9,not_billed\n"},
	{"held", "currency,a\nEUR,x\n", "EUR", 1234, 9, true,
	    "currency,a" ADDED "EUR,x,12.34,9,held\n"},
	{"today", "a\nx\n", "", 0, 0, false, "a" ADDED
	    "x,0.00,0,not_billed\n"},
	{"no decimals", "currency\nJPY\n", "JPY", -1234, 400, false,
	    "currency" ADDED "JPY,-1234,400,not_billed\n"},
	{"as it came", "a,b\n\"x\", y \n", "", 1, 1, false, "a,b" ADDED
	    "\"x\", y ,0.01,1,not_billed\n"},
	{"several", "a\nx\ny\n", "", 100, 3, true, "a" ADDED
	    "x,1.00,3,held\ny,1.00,3,held\n"},
	{"in place", "reason,a,line_net\nno,x,7\n", "", 100, 3, true,
	    "reason,a,line_net,days_waiting\nheld,x,1.00,3\n"},
	{"none", "a,b\n", "", 0, 0, false, "a,b" ADDED},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		assert_int_equal(ar_unbilled_begin(&list, &cli, &tie), AR_OK);
		assert_int_equal(take(rows[i].in, rows[i].ccy, rows[i].net,
		    rows[i].days, rows[i].held), AR_OK);
		assert_int_equal(access("out", F_OK), -1);
		assert_int_equal(ar_unbilled_end(&list, true), AR_OK);
		expect_out(rows[i].name, rows[i].want);
		(void)end(NULL);
		(void)begin(NULL);
	}
}

/* A second operand has the header of the first, which stands once. */
static void
test_operands(void **state)
{
	(void)state;
	assert_int_equal(ar_unbilled_begin(&list, &cli, &tie), AR_OK);
	assert_int_equal(take("a,b\n1,2\n", "", 100, 1, false), AR_OK);
	assert_int_equal(take("\"a\",B\n3,4\n", "", 200, 2, false), AR_OK);
	scratch_listen();
	assert_int_equal(take("b,a\n5,6\n", "", 300, 3, false), AR_ESTOP);
	assert_string_equal(scratch_code(), "header-differs");
	(void)scratch_stop(NULL);
	assert_int_equal(ar_unbilled_end(&list, true), AR_OK);
	expect_out("two", "a,b" ADDED "1,2,1.00,1,not_billed\n"
	    "3,4,2.00,2,not_billed\n");
}

/* Only a complete list is seen, and only one that is proved. */
static void
test_end(void **state)
{
	const struct ar_open open = {1, AR_OPEN};
	const struct ar_ccy none = {.digits = 2};

	(void)state;
	for (int proved = 0; proved < 2; proved++) {
		assert_int_equal(ar_unbilled_begin(&list, &cli, &tie), AR_OK);
		assert_int_equal(take("a\n1\n", "", 100, 1, false), AR_OK);
		if (!proved)
			ar_tie_add(&tie, &none, 1, &open);
		scratch_listen();
		assert_int_equal(ar_unbilled_end(&list, !proved), proved ?
		    AR_OK : AR_ESTOP);
		assert_string_equal(scratch_code(), proved ? "" : "tie-out");
		assert_int_equal(access("out", F_OK), -1);
		(void)end(NULL);
		(void)begin(NULL);
	}
}

static void
test_beside(void **state)
{
	struct ar_buf got;

	(void)state;
	cli.common.control = "control";
	cli.common.verbose = true;
	assert_int_equal(ar_unbilled_begin(&list, &cli, &tie), AR_OK);
	assert_int_equal(take("a\n1\n", "", 123, 1, false), AR_OK);
	scratch_listen();
	assert_int_equal(ar_unbilled_end(&list, true), AR_OK);
	assert_non_null(strstr(scratch_heard(), "in 1.23 = out 1.23 + "));
	(void)scratch_stop(NULL);
	got = scratch_read("control");
	ar_buf_add(&got, AR_S("\0"));
	assert_non_null(strstr(got.p, "\nt,2026-03-31,"));
	ar_buf_free(&got);
}

static void
test_output_fails(void **state)
{
	static const char *const paths[] = {"/none/f", "/dev/full"};

	(void)state;
	for (size_t i = 0; i < ROWS(paths); i++) {
		cli.common.output = paths[i];
		scratch_listen();
		assert_int_equal(ar_unbilled_begin(&list, &cli, &tie),
		    i == 0 ? AR_ESTOP : AR_OK);
		if (i > 0)
			assert_int_equal(take("a\n1\n", "", 1, 1, false),
			    AR_OK);
		assert_int_equal(ar_unbilled_end(&list, i > 0), i == 0 ?
		    AR_OK : AR_ESTOP);
		assert_int_equal(ar_diag_status(cli.diag), AR_EXIT_IO);
		(void)end(NULL);
		(void)begin(NULL);
	}
}

static int
enter(void **state)
{
	return scratch_make(state) != 0 || chdir(scratch_folder) != 0;
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_operands), TEST(test_end),
		TEST(test_beside), TEST(test_output_fails),
	};

	return cmocka_run_group_tests(tests, enter, scratch_remove);
}
