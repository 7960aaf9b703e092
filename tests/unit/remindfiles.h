/*
 * tests/unit/remindfiles.h
 * Purpose: for tests: files of a run of ar-remind from texts, and its rows.
 */
#ifndef AR_REMINDFILES_H
#define AR_REMINDFILES_H

#include "libar/actionrows.h"
#include "libar/dunningin.h"
#include "libar/judge.h"
#include "libar/notice.h"
#include "tests/unit/days.h"
#include "tests/unit/scratch.h"

#define LOG_HEAD "ts,run_date,action_id,event,customer_id,invoice_id," \
	"instalment,currency,phase,policy,step,channel,audience,to,amount," \
	"fee,interest,ref_date,by,text\n"
#define DOCS_HEAD "invoice_id,customer_id,invoice_date,due_date,amount," \
	"currency\n"
/* A run of that day; a Wednesday is the day of most tests. */
#define RAN(day) "T," day ",,run,,,,,,,,,,,,,,,ar-remind,\n"
#define WEDNESDAY "2026-09-30"
#define SATURDAY "2026-10-03"

/* What stands in them; NULL: there is none. */
struct remind_files {
	const char *docs, *customers, *payments, *policy, *log, *promises,
	    *disputes, *plans, *holidays, *rates, *recovery;
};

static struct {
	struct ar_cli cli;
	struct ar_remind_options o;
	struct ar_dunning d;
	struct ar_dunning_files files;
	struct ar_actions actions;
	struct ar_tie tie;
} remind;

static inline const char *
remind_put(const char *name, const char *text)
{
	if (text != NULL)
		(void)scratch_write(name, ar_slice_of(text));
	else
		(void)unlink(name);
	return text == NULL ? NULL : name;
}

/* The files are there, named by what they hold. */
static inline void
remind_begin(const struct remind_files *f, const char *day)
{
	static char docs[] = "docs";
	static char *const operand[] = {docs};

	memset(&remind, 0, sizeof remind);
	remind.cli.diag = ar_diag_new("t");
	remind.cli.common = (struct ar_common){
		.tool = "t", .ts = "T", .as_of = day_of(day),
		.output = "out", .operand = operand, .noperands = 1,
		.payments = remind_put("payments", f->payments),
		.customers = remind_put("customers", f->customers)
	};
	(void)remind_put("docs", f->docs == NULL ? DOCS_HEAD : f->docs);
	remind.o = (struct ar_remind_options){
		.policy = remind_put("policy", f->policy),
		.log = remind_put("log", f->log),
		.promises = remind_put("promises", f->promises),
		.disputes = remind_put("disputes", f->disputes),
		.plans = remind_put("plans", f->plans),
		.holidays = remind_put("holidays", f->holidays),
		.rates = remind_put("rates", f->rates),
		.recovery = remind_put("recovery", f->recovery),
		.contact_gap = 3
	};
	assert_int_equal(ar_weekend_parse(&remind.o.weekend,
	    AR_S("sat,sun")), AR_OK);
	ar_tie_init(&remind.tie);
}

static inline int
remind_read(void)
{
	return ar_dunning_read(&remind.d, &remind.files, &remind.cli,
	    &remind.o, &remind.tie);
}

/* Read, and plan the actions of the day. */
static inline void
remind_plan(void)
{
	assert_int_equal(remind_read(), AR_OK);
	ar_judge_all(&remind.d);
	assert_int_equal(ar_notice_all(&remind.d, &remind.actions), AR_OK);
}

static inline void
remind_end(void)
{
	ar_actions_release(&remind.actions);
	ar_dunning_release(&remind.d, &remind.files);
	ar_tie_release(&remind.tie);
	ar_diag_free(remind.cli.diag);
}

/* The number of a column in a header, which has it. */
static inline size_t
remind_column(struct ar_slice header, struct ar_slice name)
{
	for (size_t i = 0; header.n > 0; i++)
		if (ar_slice_eq(ar_slice_cut(&header, ','), name))
			return i;
	fail_msg("no column %.*s", (int)name.n, name.p);
	return 0;
}

/*
 * The cells of these columns of each row, without the header; no cell is
 * quoted.  The caller frees.
 */
static inline char *
remind_pick(struct ar_slice csv, const char *columns)
{
	struct ar_slice header = ar_slice_cut(&csv, '\n');
	struct ar_buf text = {0};

	while (csv.n > 0) {
		struct ar_slice row = ar_slice_cut(&csv, '\n');
		struct ar_slice names = ar_slice_of(columns);

		while (names.n > 0) {
			size_t i = remind_column(header,
			    ar_slice_cut(&names, ','));
			struct ar_slice rest = row, cell;

			do
				cell = ar_slice_cut(&rest, ',');
			while (i-- > 0);
			ar_buf_add(&text, cell);
			ar_buf_add(&text, names.n > 0 ? AR_S(",") :
			    AR_S("\n"));
		}
	}
	ar_buf_add(&text, AR_S("\0"));
	return text.p;
}

/* columns NULL: all, and the header. */
static inline void
remind_expect(const char *name, struct ar_slice csv, const char *columns,
    const char *want)
{
	struct ar_buf all = {0};
	char *got;

	if (columns == NULL) {
		ar_buf_add(&all, csv);
		ar_buf_add(&all, AR_S("\0"));
	}
	got = columns == NULL ? all.p : remind_pick(csv, columns);
	if (strcmp(got, want) != 0) {
		scratch_put(STDERR_FILENO, ar_slice_of(got));
		fail_msg("%s", name);
	}
	free(got);
}

/* The planned actions as rows. */
static inline void
remind_expect_actions(const char *name, bool items, const char *columns,
    const char *want)
{
	struct ar_out *out = ar_out_memory();
	struct ar_report *report = ar_report_new(out, &remind.tie);

	ar_action_columns(report, items, false);
	ar_report_header(report, AR_S(""), 0);
	for (size_t i = 0; i < remind.actions.n; i++)
		ar_action_rows(&remind.d, report, out,
		    &remind.actions.action[i], items);
	remind_expect(name, ar_out_rows(out), columns, want);
	ar_report_free(report);
	ar_out_drop(out);
}

/* Setup of a group: the files are in a folder of its own. */
static inline int
remind_enter(void **state)
{
	return scratch_make(state) != 0 || chdir(scratch_folder) != 0;
}

#endif
