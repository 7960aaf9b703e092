/*
 * libar/creditnotes.c
 * Purpose: credit notes for what the journal has billed.
 */
#include "libar/creditnotes.h"

#include <stdlib.h>

#include "libar/creditbook.h"
#include "libar/issue.h"
#include "libar/operands.h"
#include "libar/options.h"

/* INVOICE_ID[:LINE[=QTY]]; the whole text may be the id as well. */
struct spec {
	struct ar_slice text, id;
	int64_t line;                   /* 0: all */
	struct ar_decimal part;         /* not filled: all that is left */
	bool good;                      /* what stands behind the id */
};

struct note {
	struct ar_creditable *of;
	struct ar_invoice invoice;
};

struct crediting {
	struct ar_cli *cli;
	const struct ar_invoice_options *options;
	struct ar_issue issue;
	struct ar_tie tie;
	struct ar_termsbook terms;
	struct ar_creditbook book;
	struct spec *spec;              /* one an option */
	struct note *note;
	size_t nnotes;
};

static int
say(const struct crediting *c, enum ar_msg msg, const char *const arg[3])
{
	ar_diag_say(c->cli->diag, &(struct ar_say){msg,
	    {ar_statefile_file(c->issue.journal.file), 0}, {0},
	    {arg[0], arg[1], arg[2]}});
	return AR_ESTOP;
}

static int
say_not_billed(const struct crediting *c, struct ar_slice text)
{
	struct ar_quoted q;

	return say(c, AR_M_NOT_BILLED,
	    (const char *[3]){ar_quote(&q, text)});
}

static int
say_bad_spec(const struct crediting *c, struct ar_slice text)
{
	struct ar_quoted q;

	return say(c, AR_M_BAD_VALUE, (const char *[3]){"--credit",
	    ar_quote(&q, text), "INVOICE_ID:LINE or INVOICE_ID:LINE=QTY, "
	    "QTY above 0 with at most 9 decimals"});
}

/* What stands behind the last colon, if it is LINE or LINE=QTY. */
static void
split(struct spec *s)
{
	const char *colon = memrchr(s->text.p, ':', s->text.n);
	struct ar_slice rest, line;

	s->id = s->text;
	if (colon == NULL)
		return;
	rest = ar_slice(colon + 1, s->text.n - (size_t)(colon - s->text.p) -
	    1);
	line = ar_slice_cut(&rest, '=');
	s->id = ar_slice(s->text.p, (size_t)(colon - s->text.p));
	s->good = ar_number_parse(&s->line, line, 1, INT64_MAX) == AR_OK &&
	    (rest.p == line.p + line.n || (ar_decimal_parse(&s->part, rest) ==
	    AR_MONEY_OK && s->part.units > 0));
}

static void
read_specs(struct crediting *c)
{
	const struct ar_invoice_options *o = c->options;

	c->spec = ar_alloc(o->ncredits * sizeof *c->spec);
	for (size_t i = 0; i < o->ncredits; i++) {
		struct spec *s = &c->spec[i];

		s->text = ar_slice_of(o->credit[i]);
		split(s);
		ar_creditbook_want(&c->book, s->text);
		ar_creditbook_want(&c->book, s->id);
	}
}

static int
see(void *to, const struct ar_journal_item *item)
{
	struct crediting *c = to;

	return ar_creditbook_see(&c->book, item->invoice);
}

/* The note for an invoice, one for all its specs. */
static struct ar_invoice *
note_for(struct crediting *c, struct ar_creditable *of)
{
	struct note *n;

	for (size_t i = 0; i < c->nnotes; i++)
		if (c->note[i].of == of)
			return &c->note[i].invoice;
	c->note = ar_grow(c->note, c->nnotes + 1, sizeof *c->note);
	n = &c->note[c->nnotes++];
	*n = (struct note){.of = of};
	ar_invoice_clear(&n->invoice);
	n->invoice.kind = AR_KIND_CREDIT_NOTE;
	n->invoice.credits_id = of->invoice.id;
	return &n->invoice;
}

static int
say_over(const struct crediting *c, const struct ar_creditable *of,
    size_t line)
{
	char left[AR_MONEY_MAX + 1], number[AR_MONEY_MAX + 1];
	struct ar_decimal size = of->quantity[line];
	struct ar_quoted q;

	if (size.units < 0)
		size = ar_decimal_negate(size);
	if (size.units == 0)
		size.places = 0;
	left[ar_decimal_format(left, size)] = '\0';
	number[ar_money_format(number, (ar_sum)line + 1, 0)] = '\0';
	return say(c, AR_M_OVER_CREDITED, (const char *[3]){left, number,
	    ar_quote(&q, of->invoice.id)});
}

static int
add_all(struct crediting *c, struct ar_creditable *of)
{
	struct ar_invoice *note = note_for(c, of);
	const struct ar_decimal all = {0};
	size_t before = note->nlines;

	for (size_t i = 0; i < of->invoice.nlines; i++)
		if (of->quantity[i].units != 0 &&
		    ar_creditable_add(of, note, i, all) != AR_OK)
			return say_over(c, of, i);
	return note->nlines > before ? AR_OK : say_over(c, of, 0);
}

static int
add_spec(struct crediting *c, const struct spec *s)
{
	struct ar_creditable *of = ar_creditbook_find(&c->book, s->text);
	size_t line = (size_t)s->line - 1;

	if (of != NULL)
		return add_all(c, of);
	of = ar_creditbook_find(&c->book, s->id);
	if (of != NULL && !s->good)
		return say_bad_spec(c, s->text);
	if (of == NULL || s->line > (int64_t)of->invoice.nlines)
		return say_not_billed(c, s->text);
	return ar_creditable_add(of, note_for(c, of), line, s->part) ==
	    AR_OK ? AR_OK : say_over(c, of, line);
}

static int
say_no_credit(const struct crediting *c, const struct ar_invoice *note)
{
	char amount[AR_MONEY_MAX + 1];
	struct ar_quoted q;

	amount[ar_money_format(amount, note->bill.amount,
	    note->line[0].goods.ccy.digits)] = '\0';
	return say(c, AR_M_NO_CREDIT, (const char *[3]){ar_quote(&q,
	    note->credits_id), amount});
}

static int
issue(struct crediting *c, struct note *n)
{
	struct ar_invoice *inv = &n->invoice;
	struct ar_schedule schedule;

	if (ar_creditable_total(n->of, inv) != AR_OK) {
		ar_diag_say(c->cli->diag,
		    &(struct ar_say){.msg = AR_M_OVERFLOW});
		return AR_ESTOP;
	}
	if (inv->bill.amount >= 0)
		return say_no_credit(c, inv);
	inv->date = ar_issue_date(&c->issue, inv);
	if (ar_issue_schedule(&schedule, inv) != AR_SCHEDULE_FINE)
		abort();
	return ar_issue_invoice(&c->issue, inv, &schedule);
}

static int
run(struct crediting *c)
{
	const struct ar_invoice_options *o = c->options;
	const struct ar_journal_reader reader = {false, &c->terms, see, c};
	const struct ar_more_files more = {{o->journal}, {o->lines}};

	read_specs(c);
	if (ar_operands_check(&c->cli->common, &more, c->cli->diag) !=
	    AR_OK || ar_issue_begin(&c->issue, c->cli, o, &c->tie, &reader) !=
	    AR_OK || ar_issue_check_date(&c->issue) != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < o->ncredits; i++)
		if (add_spec(c, &c->spec[i]) != AR_OK)
			return AR_ESTOP;
	if (ar_issue_open(&c->issue) != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < c->nnotes; i++)
		if (issue(c, &c->note[i]) != AR_OK)
			return AR_ESTOP;
	return AR_OK;
}

void
ar_creditnotes(struct ar_cli *cli, const struct ar_invoice_options *o)
{
	struct crediting c = {.cli = cli, .options = o};
	int result;

	ar_tie_init(&c.tie);
	ar_termsbook_init(&c.terms);
	ar_creditbook_init(&c.book);
	result = run(&c);
	(void)!ar_issue_end(&c.issue, result == AR_OK);
	for (size_t i = 0; i < c.nnotes; i++)
		ar_invoice_free(&c.note[i].invoice);
	free(c.note);
	free(c.spec);
	ar_creditbook_release(&c.book);
	ar_termsbook_release(&c.terms);
	ar_tie_release(&c.tie);
}
