/*
 * tests/unit/test_logevent.c
 * Purpose: an event is in the log whole, or not at all.
 */
#include "libar/logevent.h"

#include "tests/unit/logtext.h"

#define NOTE "T,2026-10-01,,note,C,,,,,,,,,,,,,,,\n"
#define PLANNED "T,2026-09-29,C-EUR-over-20260929,planned,C,I,,EUR,over,,,," \
	",,1,,,,ar-remind,\nT,2026-09-29,,run,,,,,,,,,,,,,,,ar-remind,\n"
#define SENT "T,2026-10-01,C-EUR-over-20260929,sent,C,,,EUR,over,,,,,,,,,,,\n"

static const struct event_row {
	const char *name, *log;         /* NULL: there is none */
	const char *event, *id, *invoice;
	const char *after, *said;
	enum ar_exit status;
} event_rows[] = {
	{"a new log", NULL, "note", NULL, NULL, HEAD NOTE, "[new-log]",
	    AR_EXIT_OK},
	{"an empty log", "", "note", NULL, NULL, HEAD NOTE,
	    "rows appended: 1", AR_EXIT_OK},
	{"behind others", HEAD NOTE, "note", NULL, NULL, HEAD NOTE NOTE,
	    "rows appended: 1", AR_EXIT_OK},
	{"of an action", HEAD PLANNED, "sent", "C-EUR-over-20260929", NULL,
	    HEAD PLANNED SENT, "rows appended: 1", AR_EXIT_OK},
	{"again", HEAD PLANNED SENT, "sent", "C-EUR-over-20260929", NULL,
	    HEAD PLANNED SENT, "rows appended: 0", AR_EXIT_OK},
	{"of no action", HEAD PLANNED, "sent", "X", NULL, HEAD PLANNED,
	    "[unknown-action]", AR_EXIT_DATA},
	{"of no action, no log", NULL, "sent", "X", NULL, NULL,
	    "[cannot-open]", AR_EXIT_IO},
	{"whose?", HEAD PLANNED, "call", NULL, "I2", HEAD PLANNED,
	    "[needs-customer]", AR_EXIT_USAGE},
	{"no log", "a,b\n", "note", NULL, NULL, "a,b\n", "[bad-log]",
	    AR_EXIT_USAGE},
};

static void
run(struct ar_cli *cli, const char *log, const void *how)
{
	const struct event_row *row = how;
	char id[32] = "", *ids[] = {id};
	struct ar_log_entry e = {.id = ids, .nids = row->id != NULL,
	    .row = {.ccy = {"", 2}, .ts = AR_S("T"),
	    .run_date = ar_day_of((struct ar_ymd){2026, 10, 1}),
	    .action_id = AR_S(""), .policy = AR_S(""), .to = AR_S(""),
	    .by = AR_S(""), .text = AR_S(""), .invoice_id = AR_S(""),
	    .customer_id = AR_S("")}};

	if (row->id != NULL)
		(void)snprintf(id, sizeof id, "%s", row->id);
	else if (row->invoice != NULL)
		e.row.invoice_id = ar_slice_of(row->invoice);
	else
		e.row.customer_id = AR_S("C");
	e.rule = ar_log_rule(ar_slice_of(row->event), row->id != NULL);
	ar_log_event(cli, log, 0, &e);
}

static void
test_events(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(event_rows); i++) {
		const struct event_row *row = &event_rows[i];
		const char *path = scratch_path("l");
		struct ar_buf got;
		int status;

		(void)unlink(path);
		if (row->log != NULL)
			(void)scratch_write("l", ar_slice_of(row->log));
		scratch_listen();
		got = log_run(run, path, row, &status);
		if (status != (int)row->status ||
		    strstr(scratch_heard(), row->said) == NULL)
			fail_msg("%s: %d, %s", row->name, status,
			    scratch_heard());
		(void)scratch_stop(NULL);
		assert_string_equal(got.p, "");
		ar_buf_free(&got);
		if (row->after == NULL) {
			assert_int_not_equal(access(path, F_OK), 0);
			continue;
		}
		got = scratch_read(path);
		assert_slice(ar_buf_slice(&got), ar_slice_of(row->after));
		ar_buf_free(&got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_events, scratch_stop),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
