/*
 * tests/unit/test_duncolumns.c
 * Purpose: the columns and words of the streams of dunning.
 */
#include "libar/duncolumns.h"

#include "libar/table.h"
#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

static const struct {
	const char *const *words;
	uint8_t number;
	const char *word;
} words[] = {
	{ar_channel_words, AR_CHANNEL_NONE, ""},
	{ar_channel_words, AR_CHANNEL_EMAIL, "email"},
	{ar_channel_words, AR_CHANNEL_LETTER, "letter"},
	{ar_channel_words, AR_CHANNEL_CALL, "call"},
	{ar_channel_words, AR_CHANNEL_SMS, "sms"},
	{ar_channel_words, AR_CHANNEL_TASK, "task"},
	{ar_audience_words, AR_AUDIENCE_BILLING, "billing"},
	{ar_audience_words, AR_AUDIENCE_AP_MANAGER, "ap-manager"},
	{ar_audience_words, AR_AUDIENCE_OWNER, "owner"},
	{ar_audience_words, AR_AUDIENCE_MANAGEMENT, "management"},
	{ar_audience_words, AR_AUDIENCE_COLLECTOR, "collector"},
	{ar_audience_words, AR_AUDIENCE_INTERNAL, "internal"},
	{ar_anchor_words, AR_ANCHOR_DUE, "due"},
	{ar_anchor_words, AR_ANCHOR_PREV, "prev"},
	{ar_anchor_words, AR_ANCHOR_PAID, "paid"},
	{ar_roll_words, AR_ROLL_NEXT, "next"},
	{ar_roll_words, AR_ROLL_PREV, "prev"},
	{ar_roll_words, AR_ROLL_SAME, "same"},
	{ar_phase_words, AR_PHASE_ADDRESS, "address"},
	{ar_phase_words, AR_PHASE_APPROVE, "approve"},
	{ar_phase_words, AR_PHASE_BROKEN, "broken"},
	{ar_phase_words, AR_PHASE_CASH, "cash"},
	{ar_phase_words, AR_PHASE_OVER, "over"},
	{ar_phase_words, AR_PHASE_PRE, "pre"},
	{ar_phase_words, AR_PHASE_RELEASE, "release"},
	{ar_phase_words, AR_PHASE_TASK, "task"},
	{ar_phase_words, AR_PHASE_THANKS, "thanks"},
	{ar_event_words, AR_EVENT_PLANNED, "planned"},
	{ar_event_words, AR_EVENT_SENT, "sent"},
	{ar_event_words, AR_EVENT_FAILED, "failed"},
	{ar_event_words, AR_EVENT_CANCELLED, "cancelled"},
	{ar_event_words, AR_EVENT_APPROVED, "approved"},
	{ar_event_words, AR_EVENT_REFUSED, "refused"},
	{ar_event_words, AR_EVENT_CALL, "call"},
	{ar_event_words, AR_EVENT_REPLY, "reply"},
	{ar_event_words, AR_EVENT_NOTE, "note"},
	{ar_event_words, AR_EVENT_PROMISE, "promise"},
	{ar_event_words, AR_EVENT_PROMISE_KEPT, "promise-kept"},
	{ar_event_words, AR_EVENT_PROMISE_PARTLY, "promise-partly"},
	{ar_event_words, AR_EVENT_PROMISE_BROKEN, "promise-broken"},
	{ar_event_words, AR_EVENT_DISPUTE_OPEN, "dispute-open"},
	{ar_event_words, AR_EVENT_DISPUTE_CLOSED, "dispute-closed"},
	{ar_event_words, AR_EVENT_PLAN, "plan"},
	{ar_event_words, AR_EVENT_PLAN_BROKEN, "plan-broken"},
	{ar_event_words, AR_EVENT_BLOCK, "block"},
	{ar_event_words, AR_EVENT_UNBLOCK, "unblock"},
	{ar_event_words, AR_EVENT_CREDIT_HOLD, "credit-hold"},
	{ar_event_words, AR_EVENT_CREDIT_RELEASE, "credit-release"},
	{ar_event_words, AR_EVENT_RUN, "run"},
	{ar_yes_words, AR_YES, "y"},
	{ar_yes_words, AR_NO, "n"},
	{ar_method_words, AR_LATE_SPLIT, "split"},
	{ar_method_words, AR_LATE_FIXED, "fixed"},
	{ar_method_words, AR_LATE_MONTH, "month"},
	{ar_method_words, AR_LATE_US_FEDERAL, "us-federal"},
	{ar_basis_words, AR_BASIS_365, "365"},
	{ar_basis_words, AR_BASIS_360, "360"},
	{ar_basis_words, AR_BASIS_ACTUAL, "actual"},
	{ar_risk_words, 1, "A"},
	{ar_risk_words, 2, "B"},
	{ar_risk_words, 3, "C"},
	{ar_risk_words, 4, "D"},
};

/* As they are numbered, and none behind the last. */
static void
test_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(words); i++) {
		const char *const *list = words[i].words;
		bool is_last = i + 1 == ROWS(words) ||
		    words[i + 1].words != list;

		check(words[i].word, ar_slice_eq(ar_word(list,
		    words[i].number), ar_slice_of(words[i].word)));
		check(words[i].word, !is_last ||
		    list[words[i].number] == NULL);
	}
}

/* Actions sort by the numbers of their phases. */
static void
test_phases(void **state)
{
	(void)state;
	for (size_t i = 1; ar_phase_words[i] != NULL; i++)
		assert_true(strcmp(ar_phase_words[i - 1],
		    ar_phase_words[i]) < 0);
	assert_null(ar_phase_words[AR_PHASES - 1]);
}

static void
test_ours(void **state)
{
	static const bool ours[] = {false, false, false, false, true, true,
	    true};

	(void)state;
	for (uint8_t i = 0; i < ROWS(ours); i++)
		assert_int_equal(ar_audience_is_ours(i), ours[i]);
}

static const struct stream_row {
	const struct ar_stream *stream;
	const char *name, *required;    /* in the order of its table */
	const char *filled;             /* NULL: these */
} streams[] = {
	{&ar_log_stream, "log", "ts run_date action_id event customer_id "
	    "invoice_id instalment currency phase policy step channel "
	    "audience to amount fee interest ref_date by text",
	    "ts run_date event"},
	{&ar_policies_stream, "policy", "policy step offset channel", NULL},
	{&ar_promises_stream, "promises",
	    "invoice_id customer_id made_date promise_date amount", NULL},
	{&ar_disputes_stream, "disputes",
	    "invoice_id customer_id opened_date", NULL},
	{&ar_plans_stream, "plans",
	    "plan_id invoice_id customer_id made_date due_date amount", NULL},
	{&ar_holidays_stream, "holidays", "date", NULL},
	{&ar_rates_stream, "rates", "rule from_date percent", NULL},
	{&ar_shares_stream, "recovery", "days share", NULL},
	{&ar_dun_cells_stream, "invoices", "", NULL},
	{&ar_dun_customers_stream, "customers", "customer_id", NULL},
};

/* Append the names of columns that are required, or filled, with a NUL. */
static void
add_names(struct ar_buf *b, const struct ar_stream *s, bool filled)
{
	for (size_t i = 0; i < s->n; i++)
		if (filled ? s->column[i].filled :
		    (s->required & AR_BIT(i)) != 0)
			ar_buf_addf(b, "%s%s", b->n > 0 ? " " : "",
			    s->column[i].name);
	ar_buf_add(b, AR_S("\0"));
}

static void
test_streams(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(streams); i++) {
		const struct stream_row *row = &streams[i];
		struct ar_buf required = {0}, filled = {0};

		add_names(&required, row->stream, false);
		add_names(&filled, row->stream, true);
		assert_string_equal(row->stream->name, row->name);
		assert_string_equal(required.p, row->required);
		assert_string_equal(filled.p, row->filled == NULL ?
		    row->required : row->filled);
		assert_false(row->stream->imported);
		assert_true(row->stream->n < AR_COLUMNS_KNOWN);
		ar_buf_free(&required);
		ar_buf_free(&filled);
	}
}

static const struct {
	const struct ar_stream *stream;
	const char *column, *cell;
	const char *code;               /* NULL: good */
} cells[] = {
	{&ar_log_stream, "run_date", "2026-9-1", "bad-date"},
	{&ar_log_stream, "event", "fired", "bad-word"},
	{&ar_log_stream, "instalment", "999", NULL},
	{&ar_log_stream, "instalment", "0", "bad-count"},
	{&ar_log_stream, "currency", "eur", "bad-currency"},
	{&ar_log_stream, "phase", "thanks", NULL},
	{&ar_log_stream, "phase", "planned", "bad-word"},
	{&ar_log_stream, "step", "x", "bad-count"},
	{&ar_log_stream, "channel", "fax", "bad-word"},
	{&ar_log_stream, "audience", "email", "bad-word"},
	{&ar_log_stream, "to", " anyone ", NULL},
	{&ar_log_stream, "amount", "1e3", "bad-amount"},
	{&ar_log_stream, "fee", "x", "bad-amount"},
	{&ar_log_stream, "interest", "x", "bad-amount"},
	{&ar_log_stream, "ref_date", "2026-02-29", "no-such-day"},
	{&ar_log_stream, "text", " so, so ", NULL},
	{&ar_policies_stream, "step", "1000", "bad-count"},
	{&ar_policies_stream, "anchor", "next", "bad-word"},
	{&ar_policies_stream, "offset", "-3650", NULL},
	{&ar_policies_stream, "until", "", NULL},
	{&ar_policies_stream, "audience", "owner", NULL},
	{&ar_policies_stream, "min_open", "x", "bad-amount"},
	{&ar_policies_stream, "min_pct", "100.1", "bad-percent"},
	{&ar_policies_stream, "fee", "law", NULL},
	{&ar_policies_stream, "interest", " eu", "padded"},
	{&ar_policies_stream, "credit_hold", "yes", "bad-word"},
	{&ar_policies_stream, "approval", "n", NULL},
	{&ar_policies_stream, "roll", "paid", "bad-word"},
	{&ar_policies_stream, "repeat_max", "0", "bad-count"},
	{&ar_promises_stream, "promise_date", "", "empty"},
	{&ar_promises_stream, "amount", "1.555", NULL},
	{&ar_promises_stream, "grace_days", "x", "bad-amount"},
	{&ar_disputes_stream, "amount", "", NULL},
	{&ar_disputes_stream, "closed_date", "soon", "bad-date"},
	{&ar_disputes_stream, "owner", " anna", NULL},
	{&ar_plans_stream, "plan_id", "", "empty"},
	{&ar_plans_stream, "paid", "-", "bad-amount"},
	{&ar_holidays_stream, "calendar", "", NULL},
	{&ar_rates_stream, "percent", "100", NULL},
	{&ar_rates_stream, "percent", "-1", "bad-percent"},
	{&ar_rates_stream, "method", "us-federal", NULL},
	{&ar_rates_stream, "basis", "366", "bad-word"},
	{&ar_shares_stream, "share", "0.123456789", NULL},
	{&ar_dun_cells_stream, "disputed_amount", "1.555", "decimals"},
	{&ar_dun_cells_stream, "block", " y", NULL},
	{&ar_dun_customers_stream, "parent_id", "P ", "padded"},
	{&ar_dun_customers_stream, "risk", "a", "bad-word"},
	{&ar_dun_customers_stream, "natural_person", "y", NULL},
};

/* A cell that any column of the type takes. */
static const char *
good_cell(const struct ar_column *c)
{
	return c->type == AR_CURRENCY ? "EUR" :
	    c->type == AR_DATE ? "2026-09-29" :
	    c->type == AR_WORD ? c->words[0] : "1";
}

/* The columns without which it is not read, and one more, with a NUL. */
static void
add_record(struct ar_buf *in, const struct ar_stream *s, const char *column,
    const char *cell)
{
	for (int names = 1; names >= 0; names--) {
		for (size_t i = 0; i < s->n; i++) {
			bool is_it = strcmp(s->column[i].name, column) == 0;

			if (is_it || (s->required & AR_BIT(i)) != 0)
				ar_buf_addf(in, "\"%s\",", names ?
				    s->column[i].name : is_it ? cell :
				    good_cell(&s->column[i]));
		}
		ar_buf_addf(in, "z\n");
	}
}

static int
read_record(const struct ar_stream *s, struct ar_slice in, void *to,
    size_t size, struct ar_diag *diag)
{
	struct ar_table *table;
	struct ar_bind bind;
	struct ar_row row;
	int result;

	assert_int_equal(ar_table_open(&table, scratch_write("in", in),
	    ar_diag_file(diag, "in"), diag), AR_OK);
	assert_int_equal(ar_table_next(table, &row), AR_ITEM);
	result = ar_bind_make(&bind, s, AR_BIT(s->n) - 1, s->required,
	    ar_table_header(table), diag);
	ar_record_clear(s, to, size);
	if (result == AR_OK)
		result = ar_bind_row(&bind, &row, to, diag);
	ar_table_close(table);
	return result;
}

static void
test_cells(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(cells); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_buf in = {0};
		_Alignas(max_align_t) char record[1024];
		const char *code = cells[i].code;
		int result;

		add_record(&in, cells[i].stream, cells[i].column,
		    cells[i].cell);
		scratch_listen();
		result = read_record(cells[i].stream, ar_buf_slice(&in),
		    record, sizeof record, diag);
		if (result != (code == NULL ? AR_OK : AR_EDATA) ||
		    strcmp(scratch_code(), code == NULL ? "" : code) != 0)
			fail_msg("%s '%s': %s", cells[i].column,
			    cells[i].cell, scratch_heard());
		(void)scratch_stop(NULL);
		ar_buf_free(&in);
		ar_diag_free(diag);
	}
}

/* Each column of contacts lands where its number says. */
static void
test_reach(void **state)
{
	const struct ar_stream *s = &ar_dun_cells_stream;
	struct ar_diag *diag = ar_diag_new("t");

	(void)state;
	for (size_t i = 0; i < AR_REACH_OF_DOCUMENTS; i++) {
		struct ar_dun_cells got;
		struct ar_buf in = {0};

		assert_string_equal(s->column[AR_CELLS_REACH + i].name,
		    ar_reach_names[i]);
		ar_buf_addf(&in, "x,%s\n1,it\n", ar_reach_names[i]);
		assert_int_equal(read_record(s, ar_buf_slice(&in), &got,
		    sizeof got, diag), AR_OK);
		for (size_t j = 0; j < AR_REACH_OF_DOCUMENTS; j++)
			assert_int_equal(got.reach[j].n, i == j ? 2 : 0);
		ar_buf_free(&in);
	}
	assert_int_equal(s->n, AR_CELLS_REACH + AR_REACH_OF_DOCUMENTS);
	assert_string_equal(ar_reach_names[AR_REACH_LANGUAGE], "language");
	assert_string_equal(ar_reach_names[AR_REACH_NAME], "customer_name");
	ar_diag_free(diag);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_words), TEST(test_phases), TEST(test_ours),
		TEST(test_streams), TEST(test_cells), TEST(test_reach),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
