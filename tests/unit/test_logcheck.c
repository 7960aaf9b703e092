/*
 * tests/unit/test_logcheck.c
 * Purpose: which events the log bears, and the rows that they become.
 */
#include "libar/logcheck.h"

#include "libar/duncolumns.h"
#include "libar/logfile.h"
#include "tests/unit/logtext.h"

#define PLANNED(id, customer, invoice, ccy, phase) "T,2026-09-29," id \
	",planned," customer "," invoice ",," ccy "," phase ",std,3,email," \
	"billing,a@b,1.50,,,2026-08-30,ar-remind,\n"
#define RUN "T,2026-09-29,,run,,,,,,,,,,,,,,,ar-remind,\n"
#define OVER PLANNED("A-EUR-over-20260929", "A", "I1", "EUR", "over")
#define ASK PLANNED("A-EUR-approve-20260929", "A2", "I2", "EUR", "approve")
#define STATE(id, event) "T,2026-09-30," id "," event ",A,,,EUR,,,,,,,,,,,,\n"
#define OVER_IS(event) STATE("A-EUR-over-20260929", event)
#define ASK_IS(event) STATE("A-EUR-approve-20260929", event)
#define HAND(day, event, whose, until) "T,2026-09-" day ",," event "," whose \
	",,,,,,,,,,,," until ",,\n"

static const struct check_row {
	const char *name, *log, *event;
	const char *ids;                /* separated by blanks */
	const char *customer, *invoice;
	uint16_t instalment;
	const char *ccy, *amount, *rows;        /* or a code */
} check_rows[] = {
	{"planned, sent", OVER RUN, "sent", "A-EUR-over-20260929",
	    NULL, NULL, 0, NULL, NULL,
	    "T,2026-10-01,A-EUR-over-20260929,sent,A,,,EUR,over,,,email,"
	    "billing,,,,,,,\n"},
	{"planned, failed", OVER RUN, "failed", "A-EUR-over-20260929",
	    NULL, NULL, 0, NULL, NULL,
	    "T,2026-10-01,A-EUR-over-20260929,failed,A,,,EUR,over,,,email,"
	    "billing,,,,,,,\n"},
	{"planned, cancelled", OVER RUN, "cancelled", "A-EUR-over-20260929",
	    NULL, NULL, 0, NULL, NULL,
	    "T,2026-10-01,A-EUR-over-20260929,cancelled,A,,,EUR,over,,,email,"
	    "billing,,,,,,,\n"},
	{"sent, failed", OVER RUN OVER_IS("sent"), "failed",
	    "A-EUR-over-20260929", NULL, NULL, 0, NULL, NULL,
	    "T,2026-10-01,A-EUR-over-20260929,failed,A,,,EUR,over,,,email,"
	    "billing,,,,,,,\n"},
	{"sent again", OVER RUN OVER_IS("sent"), "sent",
	    "A-EUR-over-20260929", NULL, NULL, 0, NULL, NULL, ""},
	{"twice at once", OVER RUN, "sent",
	    "A-EUR-over-20260929 A-EUR-over-20260929", NULL, NULL, 0, NULL,
	    NULL, "T,2026-10-01,A-EUR-over-20260929,sent,A,,,EUR,over,,,"
	    "email,billing,,,,,,,\n"},
	{"two, one of them sent", OVER ASK RUN OVER_IS("sent"), "sent",
	    "A-EUR-approve-20260929 A-EUR-over-20260929", NULL, NULL, 0,
	    NULL, NULL, "T,2026-10-01,A-EUR-approve-20260929,sent,A,,,EUR,"
	    "approve,,,email,billing,,,,,,,\n"},
	{"all or none", OVER RUN, "sent", "A-EUR-over-20260929 B", NULL, NULL,
	    0, NULL, NULL, "unknown-action"},
	{"sent, cancelled", OVER RUN OVER_IS("sent"), "cancelled",
	    "A-EUR-over-20260929", NULL, NULL, 0, NULL, NULL, "wrong-state"},
	{"failed, sent", OVER RUN OVER_IS("failed"), "sent",
	    "A-EUR-over-20260929", NULL, NULL, 0, NULL, NULL, "wrong-state"},
	{"cancelled, failed", OVER RUN OVER_IS("cancelled"), "failed",
	    "A-EUR-over-20260929", NULL, NULL, 0, NULL, NULL, "wrong-state"},
	{"sent and never planned", OVER_IS("sent"), "sent",
	    "A-EUR-over-20260929", NULL, NULL, 0, NULL, NULL,
	    "unknown-action"},
	{"of a torn run", OVER, "sent", "A-EUR-over-20260929", NULL, NULL, 0,
	    NULL, NULL, "unknown-action"},
	{"the id of a plan", STATE("P", "plan"), "sent", "P", NULL, NULL, 0,
	    NULL, NULL, "unknown-action"},
	{"an id of no action", PLANNED("X", "A", "I", "", "over") RUN, "sent",
	    "X", NULL, NULL, 0, NULL, NULL, "log-row"},
	{"approved", ASK RUN, "approved", "A-EUR-approve-20260929", NULL,
	    NULL, 0, NULL, NULL,
	    "T,2026-10-01,A-EUR-approve-20260929,approved,A,,,EUR,approve,,,"
	    "email,billing,,,,,,,\n"},
	{"approved again", ASK RUN ASK_IS("approved"), "approved",
	    "A-EUR-approve-20260929", NULL, NULL, 0, NULL, NULL, ""},
	{"approved, then refused", ASK RUN ASK_IS("sent") ASK_IS("approved"),
	    "refused", "A-EUR-approve-20260929", NULL, NULL, 0, NULL, NULL,
	    "T,2026-10-01,A-EUR-approve-20260929,refused,A,,,EUR,approve,,,"
	    "email,billing,,,,,,,\n"},
	{"an approval of no request", OVER RUN, "approved",
	    "A-EUR-over-20260929", NULL, NULL, 0, NULL, NULL, "wrong-state"},
	{"an approval of a void request", ASK RUN ASK_IS("cancelled"),
	    "approved", "A-EUR-approve-20260929", NULL, NULL, 0, NULL, NULL,
	    "wrong-state"},

	{"a note", "", "note", NULL, "C", NULL, 0, NULL, NULL,
	    "T,2026-10-01,,note,C,,,,,,,,,,,,,,,\n"},
	{"as the log says", OVER RUN, "call", NULL, NULL, "I1", 0, NULL, NULL,
	    "T,2026-10-01,,call,A,I1,,EUR,,,,,,,,,,,,\n"},
	{"the log says nothing", OVER RUN, "call", NULL, NULL, "I2", 0, NULL,
	    NULL, "needs-customer"},
	{"the log says two", OVER PLANNED("B-EUR-over-20260929", "B", "I1",
	    "EUR", "over") RUN, "call", NULL, NULL, "I1", 0, NULL, NULL,
	    "needs-customer"},
	{"said, the other's currency", OVER PLANNED("B-EUR-over-20260929",
	    "B", "I1", "USD", "over") RUN, "call", NULL, "B", "I1", 0, NULL,
	    NULL, "T,2026-10-01,,call,B,I1,,USD,,,,,,,,,,,,\n"},
	{"two currencies", OVER PLANNED("A-USD-over-20260929", "A", "I1",
	    "USD", "over") RUN, "call", NULL, "A", "I1", 0, NULL, NULL,
	    "T,2026-10-01,,call,A,I1,,,,,,,,,,,,,,\n"},
	{"a currency and none", OVER RUN HAND("30", "call", "A,I1", ""),
	    "call", NULL, NULL, "I1", 0, NULL, NULL,
	    "T,2026-10-01,,call,A,I1,,EUR,,,,,,,,,,,,\n"},
	{"a currency of one's own", OVER RUN, "call", NULL, "A", "I1", 0,
	    "JPY", NULL, "T,2026-10-01,,call,A,I1,,JPY,,,,,,,,,,,,\n"},
	{"a promise", OVER RUN, "promise", NULL, NULL, "I1", 2, NULL, "1.5",
	    "T,2026-10-01,,promise,A,I1,2,EUR,,,,,,,1.5,,,,,\n"},
	{"too many decimals", OVER RUN, "promise", NULL, NULL, "I1", 0, NULL,
	    "1.505", "bad-value"},
	{"zeros behind", OVER RUN, "promise", NULL, "A", "I1", 0, "JPY",
	    "100.00", "T,2026-10-01,,promise,A,I1,,JPY,,,,,,,100.00,,,,,\n"},
	{"a part of a yen", OVER RUN, "promise", NULL, "A", "I1", 0, "JPY",
	    "100.5", "bad-value"},
	{"unnamed, two decimals", "", "promise", NULL, "A", "I1", 0, NULL,
	    "0.005", "bad-value"},
	{"a plan", "", "plan", "P-1", "A", "I1", 0, NULL, "7",
	    "T,2026-10-01,P-1,plan,A,I1,,,,,,,,,7,,,,,\n"},
	{"what was sent before", "", "sent", NULL, "A", "I1", 0, NULL, NULL,
	    "T,2026-10-01,,sent,A,I1,,,,,,,,,,,,,,\n"},

	{"a dispute ends", HAND("01", "dispute-open", "A,I1", ""),
	    "dispute-closed", NULL, "A", "I1", 0, NULL, NULL,
	    "T,2026-10-01,,dispute-closed,A,I1,,,,,,,,,,,,,,\n"},
	{"it is over", HAND("01", "dispute-open", "A,I1", "")
	    HAND("02", "dispute-closed", "A,I1", ""), "dispute-closed", NULL,
	    NULL, "I1", 0, NULL, NULL, "nothing-open"},
	{"opened again", HAND("01", "dispute-open", "A,I1", "")
	    HAND("02", "dispute-closed", "A,I1", "")
	    HAND("03", "dispute-open", "A,I1", ""), "dispute-closed", NULL,
	    NULL, "I1", 0, NULL, NULL,
	    "T,2026-10-01,,dispute-closed,A,I1,,,,,,,,,,,,,,\n"},
	{"of another instalment", HAND("01", "dispute-open", "A,I1", ""),
	    "dispute-closed", NULL, "A", "I1", 1, NULL, NULL, "nothing-open"},
	{"of another customer", HAND("01", "dispute-open", "A,I1", ""),
	    "dispute-closed", NULL, "B", "I1", 0, NULL, NULL,
	    "nothing-open"},
	{"opened later", "T,2026-10-02,,dispute-open,A,I1,,,,,,,,,,,,,,\n",
	    "dispute-closed", NULL, "A", "I1", 0, NULL, NULL,
	    "nothing-open"},
	{"a block is no dispute", HAND("01", "block", "A,I1", ""),
	    "dispute-closed", NULL, "A", "I1", 0, NULL, NULL,
	    "nothing-open"},
	{"a block ends", HAND("01", "block", "A,", ""), "unblock", NULL, "A",
	    NULL, 0, NULL, NULL,
	    "T,2026-10-01,,unblock,A,,,,,,,,,,,,,,,\n"},
	{"a block to this day", HAND("01", "block", "A,", "2026-10-01"),
	    "unblock", NULL, "A", NULL, 0, NULL, NULL,
	    "T,2026-10-01,,unblock,A,,,,,,,,,,,,,,,\n"},
	{"a block that ended", HAND("01", "block", "A,", "2026-09-30"),
	    "unblock", NULL, "A", NULL, 0, NULL, NULL, "nothing-open"},
	{"the invoice's is another", HAND("01", "block", "A,I1", ""),
	    "unblock", NULL, "A", NULL, 0, NULL, NULL, "nothing-open"},
	{"unblocked already", HAND("01", "block", "A,I1", "")
	    HAND("02", "unblock", "A,I1", ""), "unblock", NULL, "A", "I1", 0,
	    NULL, NULL, "nothing-open"},
};

/* The ids of a row, at most four. */
static size_t
split(char *ids, char **id)
{
	size_t n = 0;

	for (char *at; (at = strsep(&ids, " ")) != NULL && *at != '\0';)
		id[n++] = at;
	return n;
}

static struct ar_slice
slice(const char *text)
{
	return text == NULL ? AR_S("") : ar_slice_of(text);
}

static struct ar_log_entry
entry_of(const struct check_row *row)
{
	struct ar_log_entry e = {.row = {.ts = AR_S("T"),
	    .run_date = ar_day_of((struct ar_ymd){2026, 10, 1}),
	    .action_id = AR_S(""), .policy = AR_S(""), .to = AR_S(""),
	    .by = AR_S(""), .text = AR_S(""),
	    .customer_id = slice(row->customer),
	    .invoice_id = slice(row->invoice),
	    .instalment = row->instalment}};

	assert_int_equal(ar_ccy_parse(&e.row.ccy, slice(row->ccy)), AR_OK);
	e.has_ccy = row->ccy != NULL;
	if (row->amount != NULL)
		assert_int_equal(ar_decimal_parse(&e.row.amount,
		    ar_slice_of(row->amount)), AR_MONEY_OK);
	e.rule = ar_log_rule(ar_slice_of(row->event), row->ids != NULL);
	assert_non_null(e.rule);
	return e;
}

/* The rows, as CSV; nothing after a message. */
static struct ar_out *
judge(struct ar_logcheck *check, const char *path, struct ar_diag *diag)
{
	const struct ar_logfile_wish wish = {.mode = AR_STATEFILE_READ,
	    .each = ar_logcheck_see, .to = check};
	struct ar_out *out = ar_out_memory();
	const struct ar_log_row *rows;
	struct ar_logfile *log;
	size_t n = 0;

	if (ar_logfile_open(&log, path, &wish, diag) != AR_OK)
		return out;
	(void)!ar_logcheck_rows(check, &rows, &n);
	for (size_t i = 0; i < n; i++)
		ar_log_put(out, &rows[i]);
	ar_logfile_close(log);
	return out;
}

static void
check_one(const struct check_row *row)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_log_entry e = entry_of(row);
	char ids[128], *id[4];
	struct ar_buf text = {0};
	struct ar_logcheck *check;
	struct ar_out *out;
	bool rows = row->rows[0] == 'T' || row->rows[0] == '\0';

	(void)snprintf(ids, sizeof ids, "%s", row->ids == NULL ? "" :
	    row->ids);
	e.nids = split(ids, id);
	e.id = id;
	ar_buf_addf(&text, HEAD "%s", row->log);
	check = ar_logcheck_new(&e, diag);
	scratch_listen();
	out = judge(check, scratch_write("l", ar_buf_slice(&text)), diag);
	if (!ar_slice_eq(ar_out_rows(out), ar_slice_of(rows ? row->rows :
	    "")))
		fail_msg("%s: %.*s", row->name, (int)ar_out_rows(out).n,
		    ar_out_rows(out).p);
	if (rows ? ar_diag_status(diag) != AR_EXIT_OK :
	    strstr(scratch_heard(), row->rows) == NULL)
		fail_msg("%s: %s", row->name, scratch_heard());
	(void)scratch_stop(NULL);
	ar_out_drop(out);
	ar_logcheck_free(check);
	ar_buf_free(&text);
	ar_diag_free(diag);
}

static void
test_checks(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(check_rows); i++)
		check_one(&check_rows[i]);
	ar_logcheck_free(NULL);
}

/* A log that is not there bears what needs nothing of it. */
static void
test_needs_log(void **state)
{
	static const struct {
		const char *event, *ids, *customer;
		bool needs;
	} rows[] = {
		{"sent", "X", NULL, true}, {"approved", "X", NULL, true},
		{"sent", NULL, "A", false}, {"note", NULL, "A", false},
		{"note", NULL, NULL, true}, {"plan", "P", "A", false},
		{"dispute-open", NULL, "A", false},
		{"dispute-closed", NULL, "A", true},
		{"block", NULL, "A", false}, {"unblock", NULL, "A", true},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct check_row row = {.event = rows[i].event,
		    .ids = rows[i].ids, .customer = rows[i].customer,
		    .invoice = "I1"};
		struct ar_log_entry e = entry_of(&row);

		if (ar_log_entry_needs_log(&e) != rows[i].needs)
			fail_msg("%s", rows[i].event);
	}
}

static void
test_rules(void **state)
{
	static const char *const others[] = {
		"planned", "promise-kept", "promise-partly", "promise-broken",
		"plan-broken", "run", "history", "SENT", "",
	};
	struct ar_buf all = {0}, some = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(others); i++)
		assert_null(ar_log_rule(ar_slice_of(others[i]), false));
	assert_int_equal(ar_log_rule(AR_S("sent"), true)->ids,
	    AR_LOG_ACTIONS);
	assert_int_equal(ar_log_rule(AR_S("sent"), false)->ids, AR_LOG_NO_ID);
	assert_int_equal(ar_log_rule(AR_S("plan"), false)->ids,
	    AR_LOG_PLAN_ID);
	ar_log_words(&all);
	assert_slice(ar_buf_slice(&all), AR_S("sent, failed, cancelled, "
	    "approved, refused, call, reply, note, promise, dispute-open, "
	    "dispute-closed, plan, block, unblock, credit-hold, "
	    "credit-release"));
	ar_log_words_with(&some, AR_LOG_AMOUNT);
	assert_slice(ar_buf_slice(&some),
	    AR_S("promise, dispute-open, plan"));
	ar_buf_free(&all);
	ar_buf_free(&some);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_checks), TEST(test_needs_log), TEST(test_rules),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
