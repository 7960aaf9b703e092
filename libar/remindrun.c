/*
 * libar/remindrun.c
 * Purpose: a run of ar-remind, from its files to its tables.
 */
#include "libar/remindrun.h"

#include "libar/actionrows.h"
#include "libar/dunningin.h"
#include "libar/judge.h"
#include "libar/notice.h"
#include "libar/operands.h"
#include "libar/pending.h"
#include "libar/policyin.h"
#include "libar/publish.h"
#include "libar/record.h"
#include "libar/worklist.h"

/* A table on its way out. */
struct table {
	enum ar_remind_table what;
	const char *path;               /* NULL: stdout */
	struct ar_report *report;
	struct ar_out *rows;            /* in memory */
	struct ar_out *out;
};

enum { TABLES = 3 };

struct run {
	struct ar_cli *cli;
	const struct ar_remind_options *o;
	struct ar_dunning d;
	struct ar_dunning_files files;
	struct ar_actions actions;
	struct ar_tie tie;
	struct table table[TABLES];     /* the first is that of stdout */
	size_t ntables;
	bool recorded;
};

static void
begin_table(struct run *r, enum ar_remind_table what, const char *path)
{
	struct table *t = &r->table[r->ntables++];

	t->what = what;
	t->path = path;
	t->rows = ar_out_memory();
	t->report = ar_report_new(t->rows, &r->tie);
	if (what == AR_REMIND_WORKLIST)
		ar_worklist_columns(t->report);
	else if (what == AR_REMIND_HOLDS)
		ar_hold_columns(t->report);
	else
		ar_action_columns(t->report, what == AR_REMIND_ITEMS,
		    what == AR_REMIND_ACTIONS && !r->o->pending);
}

static bool
prints(const struct run *r, enum ar_remind_table what)
{
	for (size_t i = 0; i < r->ntables; i++)
		if (r->table[i].what == what)
			return true;
	return false;
}

static void
put_holds(struct run *r, const struct table *t)
{
	for (size_t i = 0; i < r->d.debts.n;) {
		struct ar_account_items items = ar_account_items_at(&r->d, i);

		ar_hold_rows(&r->d, t->report, t->rows, &items);
		i += items.n;
	}
}

static int
fill_table(struct run *r, const struct table *t)
{
	ar_report_header(t->report, AR_S(""), 0);
	if (t->what == AR_REMIND_WORKLIST)
		return ar_worklist_rows(&r->d, t->report, t->rows);
	if (t->what == AR_REMIND_HOLDS)
		put_holds(r, t);
	else
		for (size_t i = 0; i < r->actions.n; i++)
			ar_action_rows(&r->d, t->report, t->rows,
			    &r->actions.action[i], t->what == AR_REMIND_ITEMS);
	return AR_OK;
}

/* What no table shows belongs to the sum all the same. */
static void
tie_unseen(struct run *r)
{
	bool actions = prints(r, AR_REMIND_ACTIONS) && !r->o->pending;
	bool holds = prints(r, AR_REMIND_HOLDS);

	for (size_t i = 0; i < r->d.debts.n; i++) {
		const struct ar_debt *debt = &r->d.debts.debt[i];
		int64_t held = ar_debt_held(debt);

		if (debt->open <= 0)
			continue;
		if (!holds)
			ar_tie_printed(&r->tie, &debt->ccy, held);
		if (!actions)
			ar_tie_printed(&r->tie, &debt->ccy,
			    debt->open - held);
	}
}

static int
plan(struct run *r)
{
	ar_judge_all(&r->d);
	return r->o->pending ?
	    ar_pending_all(&r->d, r->files.log, &r->actions) :
	    ar_notice_all(&r->d, &r->actions);
}

static int
open_outputs(struct run *r)
{
	for (size_t i = 0; i < r->ntables; i++)
		if (ar_out_open(&r->table[i].out, r->table[i].path,
		    r->cli->diag) != AR_OK)
			return AR_ESTOP;
	return AR_OK;
}

/* The log first: what is seen is there, whatever happens then. */
static int
record(struct run *r)
{
	const struct ar_common *c = &r->cli->common;

	if (!r->o->record || !ar_record_actions(&r->d, &r->actions,
	    r->files.log, ar_slice_of(c->ts)))
		return AR_OK;
	if (ar_logfile_append(r->files.log) == AR_OK) {
		r->recorded = r->actions.n > 0;
		return AR_OK;
	}
	r->recorded = ar_logfile_is_doubtful(r->files.log);
	return AR_ESTOP;
}

/* Files beside stdout first, so that what is printed is the last word. */
static int
write_tables(struct run *r)
{
	for (size_t i = r->ntables; i-- > 0;) {
		struct table *t = &r->table[i];
		struct ar_out *out = t->out;

		ar_out_splice(out, t->rows);
		t->rows = t->out = NULL;
		if (ar_out_close(out, true) != AR_OK)
			return AR_ESTOP;
	}
	return AR_OK;
}

static int
publish(struct run *r)
{
	const struct ar_common *c = &r->cli->common;
	int result;

	if (open_outputs(r) != AR_OK)
		return AR_ESTOP;
	result = record(r) == AR_OK ? write_tables(r) : AR_ESTOP;
	if (result != AR_OK && r->recorded)
		ar_diag_say(r->cli->diag, &(struct ar_say){AR_M_REPLAY,
		    {ar_logfile_file(r->files.log), 0}, {0},
		    {c->tool, r->o->log}});
	return result != AR_OK ? AR_ESTOP :
	    ar_publish_beside(r->cli, &r->tie, r->table[0].report);
}

static void
explain(const struct run *r)
{
	uint64_t items = 0, held[AR_HOLDS] = {0};
	struct ar_buf text = {0};

	for (size_t i = 0; i < r->d.debts.n; i++) {
		const struct ar_debt *debt = &r->d.debts.debt[i];

		items += debt->open > 0;
		if (debt->open > 0 && debt->hold != AR_HOLD_NONE)
			held[debt->hold]++;
	}
	ar_buf_addf(&text, "%llu open items, %zu actions; held:",
	    (unsigned long long)items, r->actions.n);
	for (size_t i = 1; i < AR_HOLDS; i++)
		if (held[i] > 0)
			ar_buf_addf(&text, " %llu %s",
			    (unsigned long long)held[i], ar_hold_words[i]);
	ar_buf_addf(&text, "; %llu rows about other documents",
	    (unsigned long long)r->d.agreed.ignored);
	ar_buf_add(&text, AR_S("\0"));
	ar_diag_note(r->cli->diag, text.p);
	ar_buf_free(&text);
}

static int
check(struct run *r)
{
	const struct ar_remind_options *o = r->o;
	const struct ar_common *c = &r->cli->common;
	const struct ar_more_files more = {
		{o->policy, o->log, o->promises, o->disputes, o->plans,
		    o->holidays, o->rates, o->recovery},
		{o->items_file, o->holds_file}
	};

	if (ar_operands_check(c, &more, r->cli->diag) != AR_OK)
		return AR_ESTOP;
	begin_table(r, o->table, c->output);
	if (o->items_file != NULL)
		begin_table(r, AR_REMIND_ITEMS, o->items_file);
	if (o->holds_file != NULL)
		begin_table(r, AR_REMIND_HOLDS, o->holds_file);
	if (ar_report_watch(r->table[0].report, c->alert, c->nalert,
	    r->cli->diag) != AR_OK)
		return AR_ESTOP;
	return c->control == NULL ? AR_OK :
	    ar_tie_control_check(c->control, r->cli->diag);
}

static int
run(struct run *r)
{
	if (check(r) != AR_OK || ar_dunning_read(&r->d, &r->files, r->cli,
	    r->o, &r->tie) != AR_OK || plan(r) != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < r->ntables; i++)
		if (fill_table(r, &r->table[i]) != AR_OK)
			return AR_ESTOP;
	tie_unseen(r);
	if (ar_tie_check(&r->tie, r->cli->diag) != AR_OK)
		return AR_ESTOP;
	if (r->cli->common.verbose)
		explain(r);
	return publish(r);
}

static void
release(struct run *r)
{
	for (size_t i = 0; i < r->ntables; i++) {
		ar_report_free(r->table[i].report);
		ar_out_drop(r->table[i].rows);
		ar_out_drop(r->table[i].out);
	}
	ar_actions_release(&r->actions);
	ar_tie_release(&r->tie);
}

static void
print_policy(struct ar_cli *cli, const struct ar_remind_options *o)
{
	struct ar_policies policies = {0};
	struct ar_out *out;

	if (ar_policies_load(&policies, o->policy, cli->diag) == AR_OK &&
	    ar_out_open(&out, cli->common.output, cli->diag) == AR_OK) {
		ar_policies_print(out, &policies);
		(void)!ar_out_close(out, true);
	}
	ar_policies_release(&policies);
}

void
ar_remindrun(struct ar_cli *cli, const struct ar_remind_options *o)
{
	struct run r = {.cli = cli, .o = o};

	if (o->print_policy) {
		print_policy(cli, o);
		return;
	}
	ar_tie_init(&r.tie);
	(void)!run(&r);
	release(&r);
	ar_dunning_release(&r.d, &r.files);
}
