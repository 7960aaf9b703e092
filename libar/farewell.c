/*
 * libar/farewell.c
 * Purpose: thanks for what was paid, and the end of credit holds.
 */
#include "libar/farewell.h"

#include <stdlib.h>

#include "libar/judge.h"
#include "libar/reach.h"

/* The first step of thanks whose days these are. */
static const struct ar_policy_step *
thanks_of(const struct ar_dunning *d, const struct ar_debt *debt)
{
	const struct ar_policy *policy = debt->policy;
	int32_t days = d->today - debt->closed;

	for (size_t i = policy->nladder; i < policy->nsteps; i++) {
		const struct ar_policy_step *s = &policy->step[i];

		if (days >= s->offset && (!s->has_until || days <= s->until))
			return s;
	}
	return NULL;
}

static bool
deserves(struct ar_dunning *d, struct ar_debt *debt)
{
	debt->next = thanks_of(d, debt);
	return debt->next != NULL &&
	    ar_logbook_was_reminded(&d->log, debt->past, debt->due) &&
	    !ar_logbook_was_thanked(&d->log, debt->past) &&
	    ar_judge_customer_block(d, debt) < d->today &&
	    ar_judge_document_block(d, debt) < d->today;
}

/* Settled documents that deserve thanks; how many of the items they are. */
static size_t
collect(struct ar_dunning *d, const struct ar_account_items *items,
    struct ar_member *member)
{
	size_t n = 0;

	for (size_t i = 0; i < items->n; i++) {
		struct ar_debt *debt = &items->debt[i];

		if (debt->open > 0 || !deserves(d, debt))
			continue;
		member[n++] = (struct ar_member){
			.key = debt->key, .due = debt->due, .debt = debt,
			.policy = debt->policy->name,
			.step = debt->next->number, .reason = AR_S("paid")
		};
	}
	return n;
}

/* Answers about audiences and channels, asked once for each pair. */
struct answers {
	struct ar_reached reached[AR_AUDIENCE_INTERNAL + 1]
	    [AR_CHANNEL_TASK + 1];
	bool known[AR_AUDIENCE_INTERNAL + 1][AR_CHANNEL_TASK + 1];
};

static const struct ar_reached *
ask(struct answers *a, const struct ar_dunning *d,
    const struct ar_account_items *items, const struct ar_policy_step *step)
{
	struct ar_reached *r = &a->reached[step->audience][step->channel];
	bool *known = &a->known[step->audience][step->channel];

	if (!*known)
		*r = ar_reach_find(d, items, step->audience, step->channel,
		    false);
	*known = true;
	return r;
}

/* Of those collected, the ones that can be reached; the highest step. */
static const struct ar_policy_step *
choose(struct answers *answers, const struct ar_dunning *d,
    const struct ar_account_items *items, struct ar_action *a)
{
	const struct ar_policy_step *top = NULL;

	for (size_t i = 0; i < items->nthanked; i++) {
		const struct ar_member *m = &items->thanked[i];
		const struct ar_policy_step *step = m->debt->next;

		if (ask(answers, d, items, step)->channel == AR_CHANNEL_NONE)
			continue;
		a->member[a->n++] = *m;
		if (top == NULL || step->number > top->number)
			top = step;
	}
	return top;
}

static void
thank(struct ar_dunning *d, struct ar_actions *all,
    const struct ar_account_items *items)
{
	struct ar_action a = ar_action_new(d, all, items, AR_PHASE_THANKS);
	struct answers answers = {0};
	const struct ar_policy_step *top;
	const struct ar_reached *r;

	if (ar_action_is_known(d, &a))
		return;
	a.member = ar_arena_alloc(&all->arena,
	    items->nthanked * sizeof *a.member);
	top = choose(&answers, d, items, &a);
	if (top == NULL)
		return;
	r = ask(&answers, d, items, top);
	a.step = top->number;
	a.name = top->name;
	a.template = top->template;
	a.channel = r->channel;
	a.audience = top->audience;
	a.to = r->to;
	a.contact = r->contact;
	ar_action_reason(&a, AR_S("paid"));
	ar_actions_add(all, &a);
}

static size_t
count_settled(const struct ar_account_items *items)
{
	size_t n = 0;

	for (size_t i = 0; i < items->n; i++)
		n += items->debt[i].open <= 0;
	return n;
}

void
ar_farewell_thank(struct ar_dunning *d, struct ar_actions *all,
    const struct ar_account_items *items)
{
	struct ar_account_items with = *items;
	size_t settled = count_settled(items);
	struct ar_member *member;

	if (settled == 0 || ar_judge_is_free(d, items->account))
		return;
	member = ar_alloc(settled * sizeof *member);
	with.thanked = member;
	with.nthanked = collect(d, items, member);
	if (with.nthanked > 0)
		thank(d, all, &with);
	free(member);
}

/* Whether the item has come as far as a step that holds credit. */
static bool
holds_credit(const struct ar_debt *debt)
{
	const struct ar_policy *policy = debt->policy;
	uint16_t reached = debt->seen.last_step;
	bool moves = debt->next != NULL && (debt->phase == AR_PHASE_PRE ||
	    debt->phase == AR_PHASE_OVER || debt->phase == AR_PHASE_TASK);

	if (moves && debt->next->number > reached)
		reached = debt->next->number;
	for (size_t i = 0; i < policy->nladder; i++)
		if (policy->step[i].credit_hold &&
		    policy->step[i].number <= reached)
			return true;
	return false;
}

/* Accounts with an open item that holds credit, as a set. */
static void
collect_holding(const struct ar_dunning *d, struct ar_map *holding)
{
	for (size_t i = 0; i < d->debts.n; i++) {
		const struct ar_debt *debt = &d->debts.debt[i];

		if (debt->open > 0 && holds_credit(debt))
			(void)ar_map_put(holding, ar_slice((const char *)
			    &debt->account, sizeof debt->account), NULL);
	}
}

static void
release(struct ar_dunning *d, struct ar_actions *all, size_t account,
    const struct ar_ccy *ccy)
{
	struct ar_account_items items = ar_account_items_of(d, account, ccy);
	struct ar_action a = ar_action_new(d, all, &items, AR_PHASE_RELEASE);

	if (ar_judge_is_free(d, account) || ar_action_is_known(d, &a))
		return;
	ar_action_set_task(&a);
	ar_action_reason(&a, AR_S("credit-release"));
	ar_actions_add(all, &a);
}

void
ar_farewell_release(struct ar_dunning *d, struct ar_actions *all)
{
	struct ar_map holding;

	ar_map_init(&holding, 0);
	collect_holding(d, &holding);
	for (size_t i = 0; i < d->log.accounts.n; i++) {
		const struct ar_account_past *past = ar_map_value(
		    &d->log.accounts, i);
		struct ar_slice key = ar_map_key(&d->log.accounts, i);
		size_t account;

		memcpy(&account, key.p, sizeof account);
		if (past->on_hold && past->held_by_us &&
		    ar_map_find(&holding, key) < 0)
			release(d, all, account, &past->hold_ccy);
	}
	ar_map_release(&holding);
}
