/*
 * libar/reprint.c
 * Purpose: the last batch of the journal once more.
 *
 * The journal is read twice: to find where the last batch begins and what it
 * credits, and to print it.
 */
#include "libar/reprint.h"

#include "libar/creditbook.h"
#include "libar/issue.h"
#include "libar/operands.h"

struct printing {
	struct ar_issue issue;
	struct ar_tie tie;
	struct ar_termsbook terms;
	struct ar_creditbook book;
	struct ar_map credited;         /* ids that the last batch credits */
	uint64_t last;                  /* batch */
};

static int
look(void *to, const struct ar_journal_item *item)
{
	struct printing *p = to;

	if (item->batch != p->last) {
		ar_map_release(&p->credited);
		ar_map_init(&p->credited, 0);
	}
	p->last = item->batch;
	if (item->invoice->credits_id.n > 0)
		(void)ar_map_put(&p->credited, item->invoice->credits_id,
		    NULL);
	return AR_OK;
}

static int
print(void *to, const struct ar_journal_item *item)
{
	struct printing *p = to;
	struct ar_invoice *inv = item->invoice;
	struct ar_schedule schedule;

	if (ar_creditbook_see(&p->book, inv) != AR_OK)
		return AR_EDATA;
	if (item->batch != p->last)
		return AR_OK;
	if (ar_issue_schedule(&schedule, inv) != AR_SCHEDULE_FINE)
		return AR_EDATA;
	return ar_issue_rows(&p->issue, inv, &schedule);
}

static int
read_again(struct printing *p, const char *path, struct ar_diag *diag)
{
	const struct ar_journal_reader reader = {false, &p->terms, print, p};
	struct ar_journal journal = {0};
	int result;

	for (size_t i = 0; i < p->credited.n; i++)
		ar_creditbook_want(&p->book, ar_map_key(&p->credited, i));
	result = ar_journal_open(&journal, path, AR_STATEFILE_READ, &reader,
	    diag);
	ar_journal_close(&journal);
	return result;
}

static int
run(struct printing *p, struct ar_cli *cli,
    const struct ar_invoice_options *o)
{
	const struct ar_journal_reader reader = {false, &p->terms, look, p};
	const struct ar_more_files more = {{o->journal}, {o->lines}};

	if (ar_operands_check(&cli->common, &more, cli->diag) != AR_OK ||
	    ar_issue_begin(&p->issue, cli, o, &p->tie, &reader) != AR_OK ||
	    ar_issue_open(&p->issue) != AR_OK)
		return AR_ESTOP;
	return read_again(p, o->journal, cli->diag);
}

void
ar_reprint(struct ar_cli *cli, const struct ar_invoice_options *o)
{
	struct printing p = {0};
	int result;

	ar_tie_init(&p.tie);
	ar_termsbook_init(&p.terms);
	ar_creditbook_init(&p.book);
	ar_map_init(&p.credited, 0);
	result = run(&p, cli, o);
	(void)!ar_issue_end(&p.issue, result == AR_OK);
	ar_map_release(&p.credited);
	ar_creditbook_release(&p.book);
	ar_termsbook_release(&p.terms);
	ar_tie_release(&p.tie);
}
