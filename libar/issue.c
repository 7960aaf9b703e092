/*
 * libar/issue.c
 * Purpose: invoices get their numbers, are journaled, and are printed.
 */
#include "libar/issue.h"

#include "libar/publish.h"

/* What is done with the invoices of the journal. */
struct past {
	struct ar_issue *issue;
	const struct ar_journal_reader *each;
};

static struct ar_slice
format_id(struct ar_issue *s, int64_t number)
{
	s->id.n = 0;
	ar_numbering_format(&s->id, &s->options->numbering, number);
	return ar_buf_slice(&s->id);
}

static int
see_past(void *to, const struct ar_journal_item *item)
{
	const struct past *p = to;
	const struct ar_invoice *inv = item->invoice;

	if (!ar_slice_eq(inv->id, format_id(p->issue, inv->number)))
		(void)ar_map_put(&p->issue->foreign, inv->id, NULL);
	return p->each->each == NULL ? AR_OK :
	    p->each->each(p->each->to, item);
}

static enum ar_statefile_mode
mode_of(const struct ar_invoice_options *o)
{
	if (o->dry_run || o->unbilled || o->reprint)
		return AR_STATEFILE_READ;
	return o->create ? AR_STATEFILE_CREATE : AR_STATEFILE_WRITE;
}

int
ar_issue_begin(struct ar_issue *s, struct ar_cli *cli,
    const struct ar_invoice_options *options, struct ar_tie *tie,
    const struct ar_journal_reader *each)
{
	struct past past = {s, each};
	const struct ar_journal_reader reader = {each->keys, each->terms,
	    see_past, &past};

	s->cli = cli;
	s->options = options;
	s->tie = tie;
	ar_map_init(&s->foreign, 0);
	return options->journal == NULL ? AR_OK : ar_journal_open(
	    &s->journal, options->journal, mode_of(options), &reader,
	    cli->diag);
}

static ar_day
fixed_date(const struct ar_issue *s)
{
	return s->options->date != AR_NO_DAY ? s->options->date :
	    s->cli->common.as_of;
}

int
ar_issue_check_date(const struct ar_issue *s)
{
	ar_day latest = s->journal.latest;
	char here[AR_DAY_TEXT + 1] = "", there[AR_DAY_TEXT + 1] = "";

	if (s->options->date_is_shipped || s->options->back_date ||
	    fixed_date(s) >= latest)
		return AR_OK;
	ar_day_format(here, fixed_date(s));
	ar_day_format(there, latest);
	ar_diag_say(s->cli->diag, &(struct ar_say){AR_M_BACK_DATED,
	    {ar_statefile_file(s->journal.file), 0}, {0}, {here, there}});
	return AR_ESTOP;
}

int
ar_issue_open(struct ar_issue *s)
{
	const struct ar_invoice_options *o = s->options;
	const char *control = s->cli->common.control;

	if (control != NULL &&
	    ar_tie_control_check(control, s->cli->diag) != AR_OK)
		return AR_ESTOP;
	if (ar_holdback_open(&s->rows, s->cli->common.output,
	    s->cli->diag) != AR_OK || (o->lines != NULL &&
	    ar_out_open(&s->lines, o->lines, s->cli->diag) != AR_OK))
		return AR_ESTOP;
	s->report = ar_report_new(s->rows.rows, s->tie);
	ar_invoice_columns(s->report);
	ar_report_header(s->report, AR_S(""), 0);
	if (s->lines != NULL)
		ar_invoice_lines_header(s->lines);
	return AR_OK;
}

ar_day
ar_issue_date(const struct ar_issue *s, const struct ar_invoice *inv)
{
	return s->options->date_is_shipped ? ar_invoice_shipped_last(inv) :
	    fixed_date(s);
}

bool
ar_issue_date_fits(const struct ar_issue *s, const struct ar_invoice *inv)
{
	return inv->date >= s->journal.latest || s->options->back_date;
}

enum ar_schedule_fault
ar_issue_schedule(struct ar_schedule *schedule, const struct ar_invoice *inv)
{
	if (inv->terms != NULL)
		return ar_schedule_make(schedule, inv->terms->terms,
		    inv->date, inv->line[0].goods.receipt_date);
	*schedule = (struct ar_schedule){.nparts = 1};
	schedule->part[0].due = inv->date;
	return AR_SCHEDULE_FINE;
}

static void
tie(const struct ar_issue *s, const struct ar_invoice *inv)
{
	for (size_t i = 0; i < inv->nlines; i++) {
		const struct ar_open open = {inv->line[i].net, AR_OPEN};

		ar_tie_add(s->tie, &inv->line[i].goods.ccy,
		    inv->line[i].net, &open);
	}
}

int
ar_issue_rows(struct ar_issue *s, const struct ar_invoice *inv,
    const struct ar_schedule *schedule)
{
	tie(s, inv);
	ar_invoice_rows(s->report, s->rows.rows, inv, schedule);
	if (s->lines != NULL)
		ar_invoice_lines(s->lines, inv, schedule);
	return ar_holdback_settle(&s->rows);
}

static bool
writes_journal(const struct ar_issue *s)
{
	return s->journal.file != NULL &&
	    mode_of(s->options) != AR_STATEFILE_READ;
}

static int
check_id(const struct ar_issue *s, struct ar_slice id)
{
	struct ar_quoted q;

	if (s->foreign.n == 0 || ar_map_find(&s->foreign, id) < 0)
		return AR_OK;
	ar_diag_say(s->cli->diag, &(struct ar_say){AR_M_NUMBER_TAKEN,
	    {ar_statefile_file(s->journal.file), 0}, {0}, {ar_quote(&q, id)}});
	return AR_ESTOP;
}

int
ar_issue_invoice(struct ar_issue *s, struct ar_invoice *inv,
    const struct ar_schedule *schedule)
{
	struct ar_journal *j = &s->journal;

	inv->number = j->highest > 0 ? j->highest + 1 : s->options->first;
	inv->id = format_id(s, inv->number);
	if (check_id(s, inv->id) != AR_OK)
		return AR_ESTOP;
	j->highest = inv->number;
	if (s->options->journal != NULL && inv->date > j->latest)
		j->latest = inv->date;
	s->invoices++;
	if (writes_journal(s) && ar_journal_add(j, inv) != AR_OK)
		return AR_ESTOP;
	return ar_issue_rows(s, inv, schedule);
}

/* The journal has them, and the user may not. */
static void
say_reprint(const struct ar_issue *s)
{
	const struct ar_invoice_options *o = s->options;

	if (s->journaled)
		ar_diag_say(s->cli->diag, &(struct ar_say){AR_M_REPRINT,
		    {ar_statefile_file(s->journal.file), 0}, {0},
		    {s->cli->common.tool, o->journal}});
}

bool
ar_issue_is_heavy(const struct ar_issue *s)
{
	uint64_t bytes = ar_spool_size(s->rows.spool);

	if (s->journal.file != NULL)
		bytes += ar_spool_size(s->journal.spool);
	return bytes >= AR_SPOOL_MEMORY;
}

static int
commit(struct ar_issue *s, bool ends)
{
	int result;

	if (!writes_journal(s))
		return AR_OK;
	result = ar_journal_commit(&s->journal, ends);
	s->journaled = s->journaled || (result == AR_OK ? s->invoices > 0 :
	    ar_journal_is_doubtful(&s->journal));
	return result;
}

int
ar_issue_release(struct ar_issue *s, bool ends)
{
	if (s->broken)
		return AR_ESTOP;
	if (s->invoices == 0 && !ends)
		return AR_OK;
	s->broken = commit(s, ends) != AR_OK ||
	    ar_holdback_release(&s->rows) != AR_OK;
	if (s->broken)
		say_reprint(s);
	return s->broken ? AR_ESTOP : AR_OK;
}

static int
close_outputs(struct ar_issue *s, bool complete)
{
	int result = AR_OK;

	if (s->lines != NULL && ar_out_close(s->lines, complete) != AR_OK)
		result = AR_ESTOP;
	if (ar_holdback_close(&s->rows, complete && result == AR_OK) != AR_OK)
		result = AR_ESTOP;
	if (complete && result != AR_OK)
		say_reprint(s);
	return result;
}

static int
finish(struct ar_issue *s)
{
	if (ar_tie_check(s->tie, s->cli->diag) != AR_OK ||
	    ar_issue_release(s, true) != AR_OK)
		return AR_ESTOP;
	return close_outputs(s, true) != AR_OK ? AR_ESTOP :
	    ar_publish_beside(s->cli, s->tie, s->report);
}

int
ar_issue_end(struct ar_issue *s, bool complete)
{
	int result;

	if (s->cli == NULL)
		return AR_OK;
	result = complete ? finish(s) : AR_OK;
	if (!complete && !s->broken && (s->lines != NULL ||
	    s->cli->common.output != NULL))
		say_reprint(s);
	if (s->rows.out != NULL && close_outputs(s, false) != AR_OK)
		result = AR_ESTOP;
	if (s->report != NULL)
		ar_report_free(s->report);
	ar_journal_close(&s->journal);
	ar_map_release(&s->foreign);
	ar_buf_free(&s->id);
	return result;
}
