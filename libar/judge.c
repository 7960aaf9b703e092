/*
 * libar/judge.c
 * Purpose: what holds an open item, or the step that it has reached.
 */
#include "libar/judge.h"

/* So many broken promises, and a new one holds nothing any more. */
enum { BROKEN_ENOUGH = 2 };

static ar_day
later(ar_day a, ar_day b)
{
	return a > b ? a : b;
}

static ar_day
block_of_log(struct ar_dunning *d, struct ar_slice customer_id)
{
	const struct ar_item_key key = {customer_id, AR_S(""), 0};

	return ar_logbook_blocked_until(&d->log, &key);
}

ar_day
ar_judge_customer_block(struct ar_dunning *d, const struct ar_debt *debt)
{
	const struct ar_debtor *customer = ar_debtors_at(d->debtors,
	    debt->customer);
	const struct ar_debtor *account = ar_debtors_at(d->debtors,
	    debt->account);
	ar_day until = later(customer->blocked_until, account->blocked_until);

	until = later(until, block_of_log(d, debt->key.customer_id));
	return later(until, block_of_log(d,
	    ar_debtors_id(d->debtors, debt->account)));
}

ar_day
ar_judge_document_block(struct ar_dunning *d, const struct ar_debt *debt)
{
	return later(debt->blocked_until,
	    ar_logbook_blocked_until(&d->log, &debt->key));
}

static ar_day
grace_of(const struct ar_dunning *d, const struct ar_debt *debt)
{
	const struct ar_debtor *customer = ar_debtors_at(d->debtors,
	    debt->customer);
	const struct ar_debtor *account = ar_debtors_at(d->debtors,
	    debt->account);

	return later(debt->grace_until, later(customer->grace_until,
	    account->grace_until));
}

bool
ar_judge_is_free(struct ar_dunning *d, size_t account)
{
	return ar_calendar_is_free(&d->calendar,
	    ar_debtors_at(d->debtors, account)->calendar, d->today);
}

static void
stop(struct ar_debt *debt, enum ar_hold hold, ar_day until)
{
	debt->stop = hold;
	debt->until = until == AR_DAY_MAX ? AR_NO_DAY : until;
}

/* Whether the item is stopped whatever was agreed. */
static bool
is_blocked(struct ar_dunning *d, struct ar_debt *debt)
{
	ar_day customer = ar_judge_customer_block(d, debt);
	ar_day document = ar_judge_document_block(d, debt);
	ar_day grace = grace_of(d, debt);

	if (customer >= d->today)
		stop(debt, AR_HOLD_CUSTOMER_BLOCK, customer);
	else if (document >= d->today)
		stop(debt, AR_HOLD_INVOICE_BLOCK, document);
	else if (grace >= d->today)
		stop(debt, AR_HOLD_GRACE, grace);
	else if (debt->disputed >= debt->open)
		stop(debt, AR_HOLD_DISPUTED, AR_NO_DAY);
	return debt->stop != AR_HOLD_NONE;
}

/* Whether the promise settles the item's case for today. */
static bool
hears_promise(struct ar_dunning *d, struct ar_debt *debt,
    const struct ar_promised *p)
{
	if (p->state == AR_PROMISE_KEPT)
		return false;
	if (p->state == AR_PROMISE_OPEN) {
		if (ar_logbook_account(&d->log, debt->account)->
		    broken_before >= BROKEN_ENOUGH)
			return false;
		stop(debt, AR_HOLD_PROMISE, p->until);
		return true;
	}
	if (ar_logbook_has_fact(&d->log, AR_EVENT_PROMISE_BROKEN, &p->key,
	    p->date) || ar_logbook_has_fact(&d->log,
	    AR_EVENT_PROMISE_PARTLY, &p->key, p->date))
		return false;
	debt->broken = AR_BROKEN_PROMISE;
	return true;
}

static void
hear_plan(struct ar_dunning *d, struct ar_debt *debt,
    const struct ar_plan *plan)
{
	const struct ar_plan_part *missed;

	if (plan->state == AR_PLAN_STANDING)
		stop(debt, AR_HOLD_PLAN, AR_NO_DAY);
	if (plan->state != AR_PLAN_BROKEN)
		return;
	missed = &d->agreed.part[plan->missed];
	if (!ar_logbook_has_fact(&d->log, AR_EVENT_PLAN_BROKEN, &missed->key,
	    missed->due))
		debt->broken = AR_BROKEN_PLAN;
}

static void
hear_agreements(struct ar_dunning *d, struct ar_debt *debt)
{
	const struct ar_agreed *a = &d->agreed;
	const struct ar_covered *c;

	if (debt->covered == AR_NOT_COVERED)
		return;
	c = &a->covered[debt->covered];
	if (c->promise != AR_NOTHING &&
	    hears_promise(d, debt, &a->promise[c->promise]))
		return;
	if (c->plan != AR_NOTHING)
		hear_plan(d, debt, ar_agreed_plan(a, c->plan));
}

bool
ar_judge_needs_leave(const struct ar_dunning *d, const struct ar_debt *debt,
    const struct ar_policy_step *step)
{
	bool is_person = ar_debtors_at(d->debtors,
	    debt->customer)->natural_person || ar_debtors_at(d->debtors,
	    debt->account)->natural_person;

	return step->approval ||
	    (is_person && ar_policy_step_is_grave(step));
}

static void
climb(struct ar_dunning *d, struct ar_debt *debt)
{
	const struct ar_ladder_place place = {
		.policy = debt->policy, .calendar = &d->calendar,
		.own = ar_debtors_at(d->debtors, debt->account)->calendar,
		.due = debt->due, .today = d->today
	};

	switch (ar_ladder_next(&debt->next, &debt->again, &place,
	    &debt->seen)) {
	case AR_LADDER_STEP:
		return;
	case AR_LADDER_WAITING:
		debt->hold = AR_HOLD_WAITING;
		break;
	case AR_LADDER_END:
		debt->hold = AR_HOLD_LADDER_END;
		break;
	case AR_LADDER_GAP:
		debt->hold = AR_HOLD_GAP;
		break;
	}
	debt->next = NULL;
}

/* Leave that was given or refused before; what is to be asked for stays. */
static void
seek_leave(struct ar_dunning *d, struct ar_debt *debt)
{
	if (debt->next == NULL || !ar_judge_needs_leave(d, debt, debt->next))
		return;
	switch (ar_logbook_approval(&d->log, debt->past, debt->policy->name,
	    debt->next->number)) {
	case AR_APPROVAL_NONE:
		return;
	case AR_APPROVAL_GIVEN:
		debt->approved = true;
		return;
	case AR_APPROVAL_ASKED:
		debt->hold = AR_HOLD_APPROVAL;
		break;
	case AR_APPROVAL_REFUSED:
		debt->hold = AR_HOLD_APPROVAL_REFUSED;
		break;
	}
	debt->next = NULL;
}

static void
judge(struct ar_dunning *d, struct ar_debt *debt)
{
	const struct ar_item_key whole = {debt->key.customer_id,
	    debt->key.invoice_id, 0};

	ar_logbook_past(&d->log, debt->past, debt->key.instalment == 0 ?
	    debt->past : ar_logbook_item(&d->log, &whole),
	    debt->policy->name, &debt->seen);
	if (!is_blocked(d, debt))
		hear_agreements(d, debt);
	if (ar_judge_is_free(d, debt->account))
		debt->hold = AR_HOLD_NO_BUSINESS_DAY;
	else if (ar_logbook_is_in_action(&d->log, debt->past))
		debt->hold = AR_HOLD_ALREADY_TODAY;
	else if (debt->stop != AR_HOLD_NONE)
		debt->hold = debt->stop;
	else if (debt->broken == AR_BROKEN_NONE) {
		climb(d, debt);
		seek_leave(d, debt);
	}
}

void
ar_judge_all(struct ar_dunning *d)
{
	for (size_t i = 0; i < d->debts.n; i++)
		if (d->debts.debt[i].open > 0)
			judge(d, &d->debts.debt[i]);
}
