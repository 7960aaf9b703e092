/*
 * libar/notice.c
 * Purpose: the judged items of a day become actions, and the rest is held.
 */
#include "libar/notice.h"

#include <stdlib.h>

#include "libar/charge.h"
#include "libar/farewell.h"
#include "libar/judge.h"
#include "libar/reach.h"

/* A task of the same kind is not given again before so many days. */
enum { TASK_AGAIN = 7 };

/* The items of one account and currency on their way into actions. */
struct planning {
	struct ar_dunning *d;
	struct ar_actions *all;
	struct ar_account_items items;
	ar_sum open;                    /* of all of them */
};

static bool
is_notice(enum ar_phase phase)
{
	return phase == AR_PHASE_PRE || phase == AR_PHASE_OVER;
}

static enum ar_phase
notice_of(const struct planning *p, const struct ar_debt *debt)
{
	return ar_debt_age(debt, p->d->today) <= 0 ? AR_PHASE_PRE :
	    AR_PHASE_OVER;
}

static enum ar_phase
phase_of(const struct planning *p, const struct ar_debt *debt)
{
	const struct ar_policy_step *step = debt->next;

	if (debt->hold != AR_HOLD_NONE || debt->open <= 0)
		return AR_PHASE_NONE;
	if (debt->broken != AR_BROKEN_NONE)
		return AR_PHASE_BROKEN;
	if (!debt->approved && ar_judge_needs_leave(p->d, debt, step))
		return AR_PHASE_APPROVE;
	if (ar_audience_is_ours((uint8_t)step->audience) ||
	    step->channel == AR_CHANNEL_TASK)
		return AR_PHASE_TASK;
	return notice_of(p, debt);
}

/* Whether an item without a step today is told of where others have one. */
static bool
is_listed(const struct ar_debt *debt)
{
	static const bool listed[AR_HOLDS] = {
		[AR_HOLD_WAITING] = true, [AR_HOLD_LADDER_END] = true,
		[AR_HOLD_GAP] = true, [AR_HOLD_APPROVAL] = true,
		[AR_HOLD_APPROVAL_REFUSED] = true,
	};

	return debt->open > 0 && listed[debt->hold];
}

/* Whether something is to be done about it, and not only told. */
static bool
is_moved(const struct ar_debt *debt)
{
	return debt->next != NULL || debt->broken != AR_BROKEN_NONE;
}

static size_t
count(const struct planning *p, enum ar_phase phase, bool moved)
{
	size_t n = 0;

	for (size_t i = 0; i < p->items.n; i++)
		n += p->items.debt[i].phase == phase &&
		    (!moved || is_moved(&p->items.debt[i]));
	return n;
}

static ar_sum
total_of(const struct planning *p, enum ar_phase phase)
{
	ar_sum total = 0;

	for (size_t i = 0; i < p->items.n; i++)
		if (p->items.debt[i].phase == phase)
			total += ar_debt_listed(&p->items.debt[i]);
	return total;
}

/* The item with the highest step of the phase, the first of equals. */
static const struct ar_debt *
top_of(const struct planning *p, enum ar_phase phase)
{
	const struct ar_debt *top = NULL;

	for (size_t i = 0; i < p->items.n; i++) {
		const struct ar_debt *debt = &p->items.debt[i];

		if (debt->phase == phase && debt->next != NULL && (top ==
		    NULL || debt->next->number > top->next->number))
			top = debt;
	}
	return top;
}

static void
sort_into_phases(struct planning *p)
{
	bool has[AR_PHASES] = {false};

	for (size_t i = 0; i < p->items.n; i++) {
		struct ar_debt *debt = &p->items.debt[i];

		debt->phase = phase_of(p, debt);
		has[debt->phase] = true;
	}
	for (size_t i = 0; i < p->items.n; i++) {
		struct ar_debt *debt = &p->items.debt[i];

		if (is_listed(debt) && has[notice_of(p, debt)])
			debt->phase = notice_of(p, debt);
	}
}

/* No action: what has a step is held for this reason, the rest for its own. */
static void
stop(struct planning *p, enum ar_phase phase, enum ar_hold hold)
{
	for (size_t i = 0; i < p->items.n; i++) {
		struct ar_debt *debt = &p->items.debt[i];

		if (debt->phase != phase)
			continue;
		if (is_moved(debt))
			debt->hold = hold;
		debt->phase = AR_PHASE_NONE;
	}
}

static void
move(struct planning *p, enum ar_phase from, enum ar_phase to)
{
	for (size_t i = 0; i < p->items.n; i++)
		if (p->items.debt[i].phase == from)
			p->items.debt[i].phase = to;
}

/* Whether the account was written to, in any currency, too lately. */
static bool
is_too_soon(const struct planning *p)
{
	ar_day last = ar_logbook_account(&p->d->log,
	    p->items.account)->last_notice;

	return last != AR_NO_DAY && p->d->today - last <
	    ar_debtors_at(p->d->debtors, p->items.account)->contact_gap;
}

/* Whether open credits pay for it all, or nearly. */
static int
is_covered(const struct planning *p, const struct ar_action *a, bool *covered)
{
	const struct ar_debt *top = top_of(p, a->phase);
	ar_sum rest = total_of(p, a->phase) - a->unapplied;
	int64_t least;

	*covered = false;
	if (ar_charge_amount(p->d, top, top->next, "min_open",
	    top->next->min_open, &least) != AR_OK)
		return AR_ESTOP;
	*covered = a->unapplied > 0 && (rest <= 0 || rest < least);
	return AR_OK;
}

static void
lose_step(struct ar_debt *debt)
{
	debt->next = NULL;
	debt->hold = AR_HOLD_BELOW_MINIMUM;
	if (!is_notice(debt->phase))
		debt->phase = AR_PHASE_NONE;
}

/* Steps for which the total is too little fall away. */
static int
drop_small(struct planning *p, enum ar_phase phase)
{
	ar_sum total = total_of(p, phase);

	for (size_t i = 0; i < p->items.n; i++) {
		struct ar_debt *debt = &p->items.debt[i];
		int64_t least;

		if (debt->phase != phase || debt->next == NULL)
			continue;
		if (ar_charge_amount(p->d, debt, debt->next, "min_open",
		    debt->next->min_open, &least) != AR_OK)
			return AR_ESTOP;
		if (total < least || total * AR_RATE_ONE <
		    p->open * debt->next->min_pct)
			lose_step(debt);
	}
	if (count(p, phase, true) == 0)
		stop(p, phase, AR_HOLD_NONE);
	return AR_OK;
}

static struct ar_slice
reason_of(enum ar_phase phase, const struct ar_debt *debt,
    struct ar_slice fallen_back)
{
	static const char *const of_phase[AR_PHASES] = {
		[AR_PHASE_APPROVE] = "approval",
		[AR_PHASE_CASH] = "unapplied-cash",
		[AR_PHASE_ADDRESS] = "no-address",
	};

	if (phase == AR_PHASE_BROKEN)
		return debt->broken == AR_BROKEN_PROMISE ?
		    AR_S("promise-broken") : AR_S("plan-broken");
	return of_phase[phase] == NULL ? fallen_back :
	    ar_slice_of(of_phase[phase]);
}

static bool
charges(enum ar_phase phase)
{
	return is_notice(phase) || phase == AR_PHASE_TASK;
}

static bool
has_steps(enum ar_phase phase)
{
	return charges(phase) || phase == AR_PHASE_APPROVE;
}

static void
add_step(struct ar_action *a, struct ar_member *m,
    const struct ar_debt *debt)
{
	m->step = debt->next->number;
	a->credit_hold = a->credit_hold || debt->next->credit_hold;
	a->approved = a->approved || debt->approved;
}

static int
add_member(struct planning *p, struct ar_action *a, struct ar_debt *debt,
    struct ar_slice fallen_back)
{
	const struct ar_policy_step *step = has_steps(a->phase) ?
	    debt->next : NULL;
	struct ar_member *m = &a->member[a->n++];
	int32_t age = ar_debt_age(debt, p->d->today);

	*m = (struct ar_member){
		.key = debt->key, .due = debt->due, .debt = debt,
		.policy = debt->policy->name,
		.listed = ar_debt_listed(debt),
		.reason = reason_of(a->phase, debt, fallen_back)
	};
	if (step != NULL)
		add_step(a, m, debt);
	if (charges(a->phase) && (ar_charge_fee(p->d, debt, step, &m->fee) !=
	    AR_OK || ar_charge_interest(p->d, debt, step, &m->interest) !=
	    AR_OK))
		return AR_ESTOP;
	ar_action_reason(a, m->reason);
	a->total += m->listed;
	a->fee += m->fee;
	a->interest += m->interest;
	if (a->n == 1 || age > a->oldest_days)
		a->oldest_days = age;
	debt->hold = AR_HOLD_NONE;
	return AR_OK;
}

static int
emit(struct planning *p, struct ar_action *a, struct ar_slice fallen_back)
{
	a->member = ar_arena_alloc(&p->all->arena,
	    count(p, a->phase, false) * sizeof *a->member);
	for (size_t i = 0; i < p->items.n; i++)
		if (p->items.debt[i].phase == a->phase &&
		    add_member(p, a, &p->items.debt[i], fallen_back) != AR_OK)
			return AR_ESTOP;
	ar_actions_add(p->all, a);
	return AR_OK;
}

/* A task for us, unless one like it was given lately. */
static int
plan_task(struct planning *p, enum ar_phase phase, ar_day last,
    enum ar_hold hold)
{
	struct ar_action a;

	if (count(p, phase, false) == 0)
		return AR_OK;
	a = ar_action_new(p->d, p->all, &p->items, phase);
	ar_action_set_task(&a);
	if (!ar_action_is_known(p->d, &a) && (last == AR_NO_DAY ||
	    p->d->today - last >= TASK_AGAIN))
		return emit(p, &a, AR_S(""));
	stop(p, phase, hold);
	return AR_OK;
}

static void
set_top(struct ar_action *a, const struct ar_policy_step *top)
{
	a->step = top->number;
	a->name = top->name;
	a->template = top->template;
	a->channel = top->channel;
	a->audience = top->audience;
}

/* Once it is sure that something is to be done: how, and through whom. */
static int
address(struct planning *p, struct ar_action *a)
{
	struct ar_reached r;

	set_top(a, top_of(p, a->phase)->next);
	if (a->phase == AR_PHASE_APPROVE) {
		a->channel = AR_CHANNEL_TASK;
		a->audience = AR_AUDIENCE_MANAGEMENT;
		a->template = AR_S("approval");
	}
	r = ar_reach_find(p->d, &p->items, a->audience, a->channel, true);
	if (r.channel == AR_CHANNEL_NONE) {
		move(p, a->phase, AR_PHASE_ADDRESS);
		return AR_OK;
	}
	a->channel = r.channel;
	a->to = r.to;
	a->contact = r.contact;
	return emit(p, a, r.reason);
}

/* An approval, a task, or a notice. */
static int
plan_step(struct planning *p, enum ar_phase phase)
{
	struct ar_action a;
	bool covered = false;

	if (count(p, phase, true) == 0)
		return AR_OK;
	a = ar_action_new(p->d, p->all, &p->items, phase);
	if (ar_action_is_known(p->d, &a)) {
		stop(p, phase, AR_HOLD_ALREADY_TODAY);
		return AR_OK;
	}
	if (is_notice(phase) && is_too_soon(p)) {
		stop(p, phase, AR_HOLD_CUSTOMER_GAP);
		return AR_OK;
	}
	if (is_notice(phase) && is_covered(p, &a, &covered) != AR_OK)
		return AR_ESTOP;
	if (covered) {
		move(p, phase, AR_PHASE_CASH);
		return AR_OK;
	}
	if (drop_small(p, phase) != AR_OK)
		return AR_ESTOP;
	return count(p, phase, true) == 0 ? AR_OK : address(p, &a);
}

/* What is said of the first item that is called about. */
static struct ar_slice
name_of_call(const struct planning *p)
{
	size_t i = 0;

	while (p->items.debt[i].phase != AR_PHASE_BROKEN)
		i++;
	return reason_of(AR_PHASE_BROKEN, &p->items.debt[i], AR_S(""));
}

static int
plan_call(struct planning *p)
{
	struct ar_reached r;
	struct ar_action a;

	if (count(p, AR_PHASE_BROKEN, true) == 0)
		return AR_OK;
	a = ar_action_new(p->d, p->all, &p->items, AR_PHASE_BROKEN);
	if (ar_action_is_known(p->d, &a)) {
		stop(p, AR_PHASE_BROKEN, AR_HOLD_ALREADY_TODAY);
		return AR_OK;
	}
	r = ar_reach_call(p->d, &p->items);
	a.channel = r.channel;
	a.audience = AR_AUDIENCE_AP_MANAGER;
	a.to = r.to;
	a.contact = r.contact;
	a.name = a.template = name_of_call(p);
	return emit(p, &a, AR_S(""));
}

static int
plan_account(struct planning *p)
{
	static const enum ar_phase steps[] = {
		AR_PHASE_APPROVE, AR_PHASE_TASK, AR_PHASE_PRE, AR_PHASE_OVER
	};
	const struct ar_claim_past *past = ar_logbook_claim(&p->d->log,
	    p->items.account, &p->items.ccy);

	for (size_t i = 0; i < p->items.n; i++)
		if (p->items.debt[i].open > 0)
			p->open += p->items.debt[i].open;
	sort_into_phases(p);
	if (plan_call(p) != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (plan_step(p, steps[i]) != AR_OK)
			return AR_ESTOP;
	ar_farewell_thank(p->d, p->all, &p->items);
	return plan_task(p, AR_PHASE_CASH, past->cash,
	    AR_HOLD_UNAPPLIED_CASH) != AR_OK || plan_task(p,
	    AR_PHASE_ADDRESS, past->address, AR_HOLD_NO_ADDRESS) != AR_OK ?
	    AR_ESTOP : AR_OK;
}

static int
cmp_actions(const void *x, const void *y, void *debtors)
{
	return ar_action_cmp(x, y, debtors);
}

int
ar_notice_all(struct ar_dunning *d, struct ar_actions *all)
{
	for (size_t i = 0; i < d->debts.n;) {
		struct planning p = {
			.d = d, .all = all,
			.items = ar_account_items_at(d, i)
		};

		if (plan_account(&p) != AR_OK)
			return AR_ESTOP;
		i += p.items.n;
	}
	ar_farewell_release(d, all);
	if (all->n > 0)
		qsort_r(all->action, all->n, sizeof *all->action,
		    cmp_actions, d->debtors);
	return AR_OK;
}
