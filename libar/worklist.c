/*
 * libar/worklist.c
 * Purpose: accounts in the order in which a collector's work pays best.
 */
#include "libar/worklist.h"

#include <stdlib.h>

#include "libar/action.h"
#include "libar/charge.h"
#include "libar/reach.h"

/* The score is in halves of risk and quarters of broken promises. */
enum { SCORE_PARTS = 8, SCORE_DIGITS = 2, QUARTERS = 4 };

/* One account in one currency. */
struct work {
	struct ar_account_items items;
	const struct ar_claim_past *past;
	const char *follow_up;          /* "": none */
	size_t counting;                /* items past due that count */
	ar_sum overdue, held, loss, score, fees, interest;
	int32_t oldest_days;
	uint16_t last_step;
	uint32_t broken;
	uint8_t risk;
	bool is_late;                   /* an item is past due */
};

struct list {
	struct ar_dunning *d;
	struct work *work;
	size_t n;
};

static int
add_counting(struct ar_dunning *d, struct work *w, struct ar_debt *debt)
{
	int32_t age = ar_debt_age(debt, d->today);
	int64_t interest;

	if (ar_charge_interest(d, debt, NULL, &interest) != AR_OK)
		return AR_ESTOP;
	w->counting++;
	w->overdue += ar_debt_listed(debt);
	w->held += debt->disputed;
	w->loss += ar_recovery_loss(&d->recovery, ar_debt_listed(debt), age);
	w->interest += interest;
	if (age > w->oldest_days)
		w->oldest_days = age;
	return AR_OK;
}

/* A promise weighs more than a plan. */
static void
see_broken(struct work *w, const struct ar_debt *debt)
{
	if (debt->broken == AR_BROKEN_PROMISE)
		w->follow_up = "promise-broken";
	else if (w->follow_up[0] == '\0')
		w->follow_up = "plan-broken";
}

static int
add_item(struct ar_dunning *d, struct work *w, struct ar_debt *debt)
{
	if (debt->open <= 0)
		return AR_OK;
	if (debt->seen.last_step > w->last_step)
		w->last_step = debt->seen.last_step;
	w->fees += ar_logbook_fees(&d->log, debt->past);
	if (debt->phase == AR_PHASE_BROKEN)
		see_broken(w, debt);
	if (ar_debt_age(debt, d->today) <= 0)
		return AR_OK;
	w->is_late = true;
	if (debt->stop == AR_HOLD_NONE)
		return add_counting(d, w, debt);
	w->held += debt->open;
	return AR_OK;
}

/* The last words of the two that were said, and what they ask for. */
static bool
is_to_call_back(struct ar_dunning *d, const struct work *w)
{
	static const struct ar_ccy unnamed = AR_CCY_UNNAMED;
	const struct ar_claim_past *any = ar_logbook_claim(&d->log,
	    w->items.account, &unnamed);
	const struct ar_claim_past *last = any->talk > w->past->talk ? any :
	    w->past;

	return last->talk > 0 && last->talk_event != AR_EVENT_PROMISE &&
	    last->talk_date != AR_NO_DAY && last->talk_date <= d->today;
}

static void
set_follow_up(struct ar_dunning *d, struct work *w)
{
	if (w->past->promise_broken)
		w->follow_up = "promise-broken";
	else if (w->past->plan_broken && w->follow_up[0] == '\0')
		w->follow_up = "plan-broken";
	if (w->follow_up[0] == '\0' && is_to_call_back(d, w))
		w->follow_up = "call-back";
}

static int
look_at(struct list *l, const struct ar_account_items *items)
{
	struct ar_dunning *d = l->d;
	struct work w = {
		.items = *items, .follow_up = "",
		.past = ar_logbook_claim(&d->log, items->account,
		    &items->ccy),
		.broken = ar_logbook_account(&d->log, items->account)->broken,
		.risk = ar_debtors_at(d->debtors, items->account)->risk
	};
	bool is_open = false;

	for (size_t i = 0; i < items->n; i++) {
		is_open = is_open || items->debt[i].open > 0;
		if (add_item(d, &w, &items->debt[i]) != AR_OK)
			return AR_ESTOP;
	}
	set_follow_up(d, &w);
	w.score = w.loss * w.risk * (QUARTERS + w.broken);
	if (!is_open || (!w.is_late && w.follow_up[0] == '\0'))
		return AR_OK;
	l->work = ar_grow(l->work, l->n + 1, sizeof *l->work);
	l->work[l->n++] = w;
	return AR_OK;
}

static int
cmp_sums(ar_sum a, ar_sum b)
{
	return (a > b) - (a < b);
}

static int
cmp_work(const void *x, const void *y, void *debtors)
{
	const struct work *a = x, *b = y;
	int order = strcmp(a->items.ccy.code, b->items.ccy.code);

	if (order == 0)
		order = (b->follow_up[0] != '\0') - (a->follow_up[0] != '\0');
	if (order == 0)
		order = cmp_sums(b->score, a->score);
	if (order == 0)
		order = cmp_sums(b->overdue, a->overdue);
	return order != 0 ? order : ar_slice_cmp(
	    ar_debtors_id(debtors, a->items.account),
	    ar_debtors_id(debtors, b->items.account));
}

void
ar_worklist_columns(struct ar_report *report)
{
	static const char *const columns[] = {
		"+rank", "run_date", "customer_id", "customer_name",
		"currency", "follow_up", "+score", "+items", "+overdue",
		"+held", "+oldest_days", "+loss", "risk",
		"+broken_promises", "+last_step", "+fees", "+interest",
		"terms", "contact", "phone", "email", "last_contact",
		"+attempts", "collector",
	};

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		bool number = columns[i][0] == '+';
		struct ar_slice name = ar_slice_of(columns[i] + number);

		ar_report_column(report, name, number ? AR_ROLE_NUMBER :
		    ar_slice_eq(name, AR_S("currency")) ? AR_ROLE_CURRENCY :
		    AR_ROLE_TEXT);
	}
}

static ar_sum
power_of_ten(unsigned n)
{
	ar_sum power = 1;

	while (n-- > 0)
		power *= 10;
	return power;
}

static void
put_figures(struct ar_out *out, const struct work *w)
{
	const struct ar_ccy *ccy = &w->items.ccy;
	ar_sum loss = 0;

	(void)ar_out_ratio(out, w->score, (ar_sum)AR_RECOVERY_ONE *
	    SCORE_PARTS * power_of_ten(ccy->digits), SCORE_DIGITS);
	ar_out_count(out, w->counting);
	(void)ar_out_amount(out, w->overdue, ccy);
	(void)ar_out_amount(out, w->held, ccy);
	ar_out_count(out, (uint64_t)w->oldest_days);
	(void)!ar_sum_divide(&loss, w->loss, AR_RECOVERY_ONE, AR_HALF_AWAY);
	(void)ar_out_amount(out, loss, ccy);
	ar_out_raw(out, ar_word(ar_risk_words, w->risk));
	ar_out_count(out, w->broken);
	ar_out_filled(out, w->last_step);
	(void)ar_out_amount(out, w->fees, ccy);
	(void)ar_out_amount(out, w->interest, ccy);
}

/* What a collector wants to know before he calls. */
static void
put_contact(struct ar_dunning *d, struct ar_out *out, const struct work *w)
{
	const struct ar_account_items *items = &w->items;
	struct ar_reached call = ar_reach_find(d, items,
	    AR_AUDIENCE_AP_MANAGER, AR_CHANNEL_CALL, false);
	struct ar_reached mail = ar_reach_find(d, items,
	    AR_AUDIENCE_AP_MANAGER, AR_CHANNEL_EMAIL, false);
	static const struct ar_ccy unnamed = AR_CCY_UNNAMED;
	uint32_t attempts = w->past->attempts + w->past->calls;

	if (items->ccy.code[0] != '\0')
		attempts += ar_logbook_claim(&d->log, items->account,
		    &unnamed)->calls;
	ar_out_text(out, ar_reach_cell(d, items, AR_REACH_TERMS));
	ar_out_text(out, call.contact);
	ar_out_text(out, call.to);
	ar_out_text(out, mail.to);
	ar_out_day(out, ar_logbook_account(&d->log,
	    items->account)->last_contact);
	ar_out_count(out, attempts);
	ar_out_text(out, ar_reach_cell(d, items, AR_REACH_COLLECTOR));
}

static void
put_work(struct ar_dunning *d, struct ar_report *report, struct ar_out *out,
    const struct work *w, size_t rank)
{
	ar_out_count(out, rank);
	ar_out_day(out, d->today);
	ar_out_text(out, ar_debtors_id(d->debtors, w->items.account));
	ar_out_text(out, ar_reach_name(d, w->items.account));
	ar_out_raw(out, ar_slice_of(w->items.ccy.code));
	ar_out_raw(out, ar_slice_of(w->follow_up));
	put_figures(out, w);
	put_contact(d, out, w);
	ar_report_end_row(report, false);
}

int
ar_worklist_rows(struct ar_dunning *d, struct ar_report *report,
    struct ar_out *out)
{
	struct list l = {.d = d};
	int result = AR_OK;
	size_t rank = 0;

	for (size_t i = 0; i < d->debts.n && result == AR_OK;) {
		struct ar_account_items items = ar_account_items_at(d, i);

		result = look_at(&l, &items);
		i += items.n;
	}
	if (result == AR_OK && l.n > 0)
		qsort_r(l.work, l.n, sizeof *l.work, cmp_work, d->debtors);
	for (size_t i = 0; i < l.n && result == AR_OK; i++) {
		rank = i > 0 && strcmp(l.work[i].items.ccy.code,
		    l.work[i - 1].items.ccy.code) == 0 ? rank + 1 : 1;
		put_work(d, report, out, &l.work[i], rank);
	}
	free(l.work);
	return result;
}
