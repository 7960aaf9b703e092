/*
 * libar/actionrows.c
 * Purpose: rows of actions, of their items, and of items that are held.
 */
#include "libar/actionrows.h"

#include "libar/duncolumns.h"
#include "libar/reach.h"

/* Cells of an item, from item_customer_id on. */
enum { ITEM_CELLS = 13 };

void
ar_action_columns(struct ar_report *report, bool items, bool sums)
{
	static const struct ar_heading first[] = {
		{"action_id", AR_ROLE_TEXT}, {"run_date", AR_ROLE_TEXT},
		{"customer_id", AR_ROLE_TEXT},
		{"customer_name", AR_ROLE_TEXT},
		{"currency", AR_ROLE_CURRENCY}, {"phase", AR_ROLE_TEXT},
		{"step", AR_ROLE_NUMBER}, {"step_name", AR_ROLE_TEXT},
		{"channel", AR_ROLE_TEXT}, {"audience", AR_ROLE_TEXT},
		{"contact", AR_ROLE_TEXT}, {"to", AR_ROLE_TEXT},
		{"language", AR_ROLE_TEXT}, {"template", AR_ROLE_TEXT},
		{"items", AR_ROLE_NUMBER},
	};
	static const struct ar_heading last[] = {
		{"unapplied", AR_ROLE_NUMBER},
		{"oldest_days", AR_ROLE_NUMBER}, {"fee", AR_ROLE_NUMBER},
		{"interest", AR_ROLE_NUMBER}, {"to_pay", AR_ROLE_NUMBER},
		{"credit_hold", AR_ROLE_TEXT}, {"approval", AR_ROLE_TEXT},
		{"collector", AR_ROLE_TEXT}, {"reason", AR_ROLE_TEXT},
	};
	static const struct ar_heading of_items[] = {
		{"item_customer_id", AR_ROLE_TEXT},
		{"invoice_id", AR_ROLE_TEXT}, {"instalment", AR_ROLE_TEXT},
		{"invoice_date", AR_ROLE_TEXT}, {"due_date", AR_ROLE_TEXT},
		{"days_past_due", AR_ROLE_NUMBER},
		{"amount", AR_ROLE_NUMBER}, {"open_balance", AR_ROLE_NUMBER},
		{"disputed", AR_ROLE_NUMBER}, {"item_step", AR_ROLE_NUMBER},
		{"item_fee", AR_ROLE_NUMBER},
		{"item_interest", AR_ROLE_NUMBER},
		{"po_number", AR_ROLE_TEXT},
	};

	ar_report_columns(report, first, sizeof first / sizeof *first);
	ar_report_column(report, AR_S("total"), sums ? AR_ROLE_PART :
	    AR_ROLE_NUMBER);
	ar_report_columns(report, last, sizeof last / sizeof *last);
	if (items)
		ar_report_columns(report, of_items,
		    sizeof of_items / sizeof *of_items);
}

static void
put_reasons(struct ar_out *out, const struct ar_action *a)
{
	struct ar_buf text = {0};

	for (size_t i = 0; i < a->nreasons; i++) {
		if (i > 0)
			ar_buf_add(&text, AR_S(";"));
		ar_buf_add(&text, a->reason[i]);
	}
	ar_out_text(out, ar_buf_slice(&text));
	ar_buf_free(&text);
}

static void
put_whom(struct ar_out *out, const struct ar_dunning *d,
    const struct ar_action *a)
{
	ar_out_text(out, a->id);
	ar_out_day(out, a->day);
	ar_out_text(out, ar_debtors_id(d->debtors, a->account));
	ar_out_text(out, a->customer_name);
	ar_out_raw(out, ar_slice_of(a->ccy.code));
	ar_out_text(out, ar_word(ar_phase_words, (uint8_t)a->phase));
	ar_out_filled(out, a->step);
	ar_out_text(out, a->name);
	ar_out_text(out, ar_word(ar_channel_words, (uint8_t)a->channel));
	ar_out_text(out, ar_word(ar_audience_words, (uint8_t)a->audience));
	ar_out_text(out, a->contact);
	ar_out_text(out, a->to);
	ar_out_text(out, a->language);
	ar_out_text(out, a->template);
}

static void
put_action(struct ar_out *out, const struct ar_dunning *d,
    const struct ar_action *a)
{
	put_whom(out, d, a);
	ar_out_count(out, a->n);
	(void)ar_out_amount(out, a->total, &a->ccy);
	(void)ar_out_amount(out, a->unapplied, &a->ccy);
	ar_out_whole(out, a->oldest_days);
	(void)ar_out_amount(out, a->fee, &a->ccy);
	(void)ar_out_amount(out, a->interest, &a->ccy);
	(void)ar_out_amount(out, ar_action_to_pay(a), &a->ccy);
	ar_out_raw(out, a->credit_hold ? AR_S("y") : AR_S("n"));
	ar_out_raw(out, a->phase == AR_PHASE_APPROVE ? AR_S("wanted") :
	    a->approved ? AR_S("given") : AR_S(""));
	ar_out_text(out, a->collector);
	put_reasons(out, a);
}

static void
put_member(struct ar_out *out, const struct ar_action *a,
    const struct ar_member *m)
{
	const struct ar_debt *debt = m->debt;

	ar_out_text(out, m->key.customer_id);
	ar_out_text(out, m->key.invoice_id);
	ar_out_filled(out, m->key.instalment);
	ar_out_day(out, debt == NULL ? AR_NO_DAY : debt->invoice_date);
	ar_out_day(out, m->due);
	ar_out_whole(out, a->day - m->due);
	if (debt != NULL) {
		(void)ar_out_amount(out, debt->amount, &a->ccy);
		(void)ar_out_amount(out, debt->open, &a->ccy);
		(void)ar_out_amount(out, debt->disputed, &a->ccy);
	} else
		ar_out_empty(out, 3);
	ar_out_filled(out, m->step);
	(void)ar_out_amount(out, m->fee, &a->ccy);
	(void)ar_out_amount(out, m->interest, &a->ccy);
	ar_out_text(out, debt == NULL ? AR_S("") : debt->po_number);
}

void
ar_action_rows(const struct ar_dunning *d, struct ar_report *report,
    struct ar_out *out, const struct ar_action *a, bool items)
{
	if (!items || a->n == 0) {
		put_action(out, d, a);
		if (items)
			ar_out_empty(out, ITEM_CELLS);
		ar_report_end_row(report, true);
		return;
	}
	for (size_t i = 0; i < a->n; i++) {
		put_action(out, d, a);
		put_member(out, a, &a->member[i]);
		ar_report_end_row(report, true);
	}
}

void
ar_hold_columns(struct ar_report *report)
{
	static const struct ar_heading columns[] = {
		{"run_date", AR_ROLE_TEXT}, {"customer_id", AR_ROLE_TEXT},
		{"customer_name", AR_ROLE_TEXT},
		{"currency", AR_ROLE_CURRENCY}, {"invoice_id", AR_ROLE_TEXT},
		{"instalment", AR_ROLE_TEXT}, {"due_date", AR_ROLE_TEXT},
		{"days_past_due", AR_ROLE_NUMBER},
		{"open_balance", AR_ROLE_NUMBER}, {"held", AR_ROLE_PART},
		{"last_step", AR_ROLE_NUMBER}, {"reason", AR_ROLE_TEXT},
		{"until", AR_ROLE_TEXT}, {"collector", AR_ROLE_TEXT},
	};

	ar_report_columns(report, columns, sizeof columns / sizeof *columns);
}

static void
put_hold(struct ar_out *out, const struct ar_dunning *d,
    const struct ar_debt *debt)
{
	enum ar_hold reason = debt->hold == AR_HOLD_NONE ?
	    AR_HOLD_DISPUTED_PART : debt->hold;

	ar_out_text(out, debt->key.invoice_id);
	ar_out_filled(out, debt->key.instalment);
	ar_out_day(out, debt->due);
	ar_out_whole(out, ar_debt_age(debt, d->today));
	(void)ar_out_amount(out, debt->open, &debt->ccy);
	(void)ar_out_amount(out, ar_debt_held(debt), &debt->ccy);
	ar_out_filled(out, debt->seen.last_step);
	ar_out_raw(out, ar_slice_of(ar_hold_words[reason]));
	ar_out_day(out, reason == debt->stop ? debt->until : AR_NO_DAY);
}

void
ar_hold_rows(const struct ar_dunning *d, struct ar_report *report,
    struct ar_out *out, const struct ar_account_items *items)
{
	struct ar_slice name = ar_reach_name(d, items->account);
	struct ar_slice collector = ar_reach_cell(d, items,
	    AR_REACH_COLLECTOR);

	for (size_t i = 0; i < items->n; i++) {
		const struct ar_debt *debt = &items->debt[i];

		if (debt->open <= 0 || ar_debt_held(debt) == 0)
			continue;
		ar_out_day(out, d->today);
		ar_out_text(out, ar_debtors_id(d->debtors, items->account));
		ar_out_text(out, name);
		ar_out_raw(out, ar_slice_of(items->ccy.code));
		put_hold(out, d, debt);
		ar_out_text(out, collector);
		ar_report_end_row(report, true);
	}
}
