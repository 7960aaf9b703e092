/*
 * tests/unit/test_publish.c
 * Purpose: a report is proved, then written, then what was asked for beside.
 */
#include "libar/publish.h"

#include "tests/unit/scratch.h"

#define REPORT "currency,total\nEUR,2.00\n"
#define OLD "old\n"
#define FULL "/dev/full"

static const struct row {
	const char *name;
	int64_t open;                   /* what should be printed, in cents */
	bool two;                       /* another currency, settled */
	const char *expect, *alert;     /* or NULL */
	const char *output, *control;   /* in the folder; control or NULL */
	bool verbose;
	int want;
	enum ar_exit status;
	const char *written;            /* NULL: no file */
	unsigned lines;                 /* of control */
	const char *said;               /* first and only; "" for nothing */
} rows[] = {
	{"good", 200, 0, NULL, NULL, "out", NULL, 0, AR_OK, AR_EXIT_OK,
	    REPORT, 0, ""},
	{"over an old file", 200, 0, NULL, NULL, "old", NULL, 0, AR_OK,
	    AR_EXIT_OK, REPORT, 0, ""},
	{"does not tie out", 300, 0, NULL, NULL, "out", NULL, 0, AR_ESTOP,
	    AR_EXIT_DATA, NULL, 0, "[tie-out]"},
	{"the old file stands", 300, 0, NULL, NULL, "old", NULL, 0,
	    AR_ESTOP, AR_EXIT_DATA, OLD, 0, "[tie-out]"},
	{"and nothing beside it", 300, 0, "EUR:1", "total>0", "out",
	    "control", 1, AR_ESTOP, AR_EXIT_DATA, NULL, 0, "[tie-out]"},
	{"as expected", 200, 0, "EUR:2.00", NULL, "out", NULL, 0, AR_OK,
	    AR_EXIT_OK, REPORT, 0, ""},
	{"as expected of the only currency", 200, 0, "2", NULL, "out", NULL,
	    0, AR_OK, AR_EXIT_OK, REPORT, 0, ""},
	{"not as expected", 200, 0, "EUR:3", NULL, "out", NULL, 0, AR_OK,
	    AR_EXIT_ALERT, REPORT, 0, "[total-differs]"},
	{"which currency", 200, 1, "2", NULL, "out", "control", 1,
	    AR_ESTOP, AR_EXIT_USAGE, NULL, 0, "[expect-currency]"},
	{"of two currencies", 200, 1, "EUR:2", NULL, "out", "control", 0,
	    AR_OK, AR_EXIT_OK, REPORT, 3, ""},
	{"no folder", 200, 0, NULL, "total>0", "none/out", "control", 1,
	    AR_ESTOP, AR_EXIT_IO, NULL, 0, "[cannot-open]"},
	{"a full disk", 200, 0, NULL, "total>0", FULL, "control", 1,
	    AR_ESTOP, AR_EXIT_IO, NULL, 0, "[cannot-write]"},
	{"control", 200, 0, NULL, NULL, "out", "control", 0, AR_OK,
	    AR_EXIT_OK, REPORT, 2, ""},
	{"control of what differs", 200, 0, "EUR:3", NULL, "out", "control",
	    0, AR_OK, AR_EXIT_ALERT, REPORT, 2, "[total-differs]"},
	{"no folder for control", 200, 0, NULL, "total>0", "out",
	    "none/control", 1, AR_ESTOP, AR_EXIT_IO, REPORT, 0,
	    "[cannot-open]"},
	{"verbose", 200, 0, NULL, NULL, "out", NULL, 1, AR_OK, AR_EXIT_OK,
	    REPORT, 0, "t: EUR: in 2.00 = out 2.00 "},
	{"alert", 200, 0, NULL, "total>1", "out", "control", 0, AR_OK,
	    AR_EXIT_ALERT, REPORT, 2, "total>1 holds in 1 of 1 rows, "},
	{"no alert", 200, 0, NULL, "total>2", "out", NULL, 0, AR_OK,
	    AR_EXIT_OK, REPORT, 0, ""},
}, closed[] = {         /* rows that are out already are not proved */
	{"good", 200, 0, NULL, NULL, "out", NULL, 0, AR_OK, AR_EXIT_OK,
	    REPORT, 0, ""},
	{"no proof", 300, 0, "EUR:1", NULL, "out", NULL, 0, AR_OK,
	    AR_EXIT_OK, REPORT, 0, ""},
	{"control", 200, 0, NULL, NULL, "out", "control", 0, AR_OK,
	    AR_EXIT_OK, REPORT, 2, ""},
	{"verbose", 200, 0, NULL, NULL, "out", NULL, 1, AR_OK, AR_EXIT_OK,
	    REPORT, 0, "t: EUR: in 2.00 = out 2.00 "},
	{"alert", 200, 0, NULL, "total>1", "out", NULL, 0, AR_OK,
	    AR_EXIT_ALERT, REPORT, 0, "total>1 holds in 1 of 1 rows, "},
	{"a full disk", 200, 0, NULL, "total>1", FULL, "control", 1,
	    AR_ESTOP, AR_EXIT_IO, NULL, 0, "[cannot-write]"},
	{"no folder for control", 200, 0, NULL, "total>0", "out",
	    "none/control", 1, AR_ESTOP, AR_EXIT_IO, REPORT, 0,
	    "[cannot-open]"},
};

static const struct ar_tool tool = {.name = "t"};

static void
fill_tie(const struct row *row, struct ar_tie *tie)
{
	const struct ar_ccy eur = {"EUR", 2}, yen = {"JPY", 0};

	ar_tie_init(tie);
	ar_tie_add(tie, &eur, row->open, &(struct ar_open){row->open,
	    AR_OPEN});
	if (row->two)
		ar_tie_add(tie, &yen, 7, &(struct ar_open){0, AR_SETTLED});
}

static const char *
path_of(const struct row *row)
{
	return row->output[0] == '/' ? row->output :
	    scratch_path(row->output);
}

/* The options of the row; its files are in the folder. */
static void
set_options(struct ar_cli *cli, const struct row *row,
    struct ar_stated *expect, struct ar_alert *alert)
{
	struct ar_common *c = &cli->common;

	c->output = path_of(row);
	c->control = row->control == NULL ? NULL :
	    scratch_path(row->control);
	c->verbose = row->verbose;
	if (row->expect != NULL) {
		assert_int_equal(ar_stated_parse(expect, row->expect), AR_OK);
		c->expect = expect;
		c->nexpect = 1;
	}
	if (row->alert != NULL)
		assert_int_equal(ar_alert_parse(alert, row->alert), AR_OK);
}

static struct ar_report *
make_report(const struct row *row, struct ar_out *out, struct ar_tie *tie,
    const struct ar_alert *alert, struct ar_diag *diag)
{
	struct ar_report *report = ar_report_new(out, tie);

	ar_report_column(report, AR_S("currency"), AR_ROLE_CURRENCY);
	ar_report_column(report, AR_S("total"), AR_ROLE_PART);
	assert_int_equal(ar_report_watch(report, alert, row->alert != NULL,
	    diag), AR_OK);
	ar_report_header(report, AR_S(""), 0);
	ar_out_text(out, AR_S("EUR"));
	ar_out_text(out, AR_S("2.00"));
	ar_report_end_row(report, true);
	return report;
}

static void
check_file(const struct row *row)
{
	const char *path = path_of(row);
	struct ar_buf got;

	if (row->output[0] != '/' &&
	    (access(path, F_OK) == 0) != (row->written != NULL))
		fail_msg("%s: file", row->name);
	if (row->written == NULL)
		return;
	got = scratch_read(path);
	if (!ar_slice_eq(ar_buf_slice(&got), ar_slice_of(row->written)))
		fail_msg("%s: %.*s", row->name, (int)got.n, got.p);
	ar_buf_free(&got);
}

static void
check_control(const struct row *row)
{
	const char *path = scratch_path("control");
	struct ar_buf got = {0};
	unsigned lines = 0;

	if (access(path, F_OK) == 0)
		got = scratch_read(path);
	for (size_t i = 0; i < got.n; i++)
		lines += got.p[i] == '\n';
	if (lines != row->lines)
		fail_msg("%s: control has %u lines", row->name, lines);
	ar_buf_free(&got);
}

static void
check_said(const struct row *row, int result)
{
	const char *said = scratch_heard(), *end = strchr(said, '\n');

	if (result != row->want || strstr(said, row->said) == NULL ||
	    (row->said[0] == '\0' && said[0] != '\0') ||
	    (end != NULL && end[1] != '\0'))
		fail_msg("%s: %d %s", row->name, result, said);
}

static int
publish(struct ar_cli *cli, const struct row *row, bool close)
{
	struct ar_stated expect;
	struct ar_alert alert;
	struct ar_report *report;
	struct ar_out *out;
	struct ar_tie tie;
	int result;

	fill_tie(row, &tie);
	set_options(cli, row, &expect, &alert);
	if (close)
		assert_int_equal(ar_out_open(&out, cli->common.output,
		    cli->diag), AR_OK);
	else
		out = ar_out_memory();
	report = make_report(row, out, &tie, &alert, cli->diag);
	result = close ? ar_publish_close(cli, &tie, report, out) :
	    ar_publish(cli, &tie, report, out);
	cli->common.expect = NULL;
	ar_report_free(report);
	ar_tie_release(&tie);
	return result;
}

static void
check(const struct row *row, bool close)
{
	struct ar_cli cli;
	int result;

	(void)unlink(scratch_path("out"));
	(void)unlink(scratch_path("control"));
	(void)scratch_write("old", AR_S(OLD));
	ar_cli_begin(&cli, &tool);
	scratch_listen();
	result = publish(&cli, row, close);
	check_said(row, result);
	(void)scratch_stop(NULL);
	check_file(row);
	check_control(row);
	if (ar_cli_end(&cli) != (int)row->status)
		fail_msg("%s: status", row->name);
	if (scratch_count() != 1U + (row->written != NULL &&
	    strcmp(row->output, "out") == 0) + (row->lines > 0))
		fail_msg("%s: other files", row->name);
}

static void
test_publish(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check(&rows[i], false);
}

static void
test_close(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(closed); i++)
		check(&closed[i], true);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_publish, scratch_stop),
		cmocka_unit_test_teardown(test_close, scratch_stop),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
