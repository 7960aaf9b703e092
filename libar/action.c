/*
 * libar/action.c
 * Purpose: what is to be done today for an account, and for which items.
 */
#include "libar/action.h"

#include <stdlib.h>

#include "libar/reach.h"

void
ar_actions_release(struct ar_actions *all)
{
	free(all->action);
	ar_arena_free(&all->arena);
}

struct ar_account_items
ar_account_items_at(struct ar_dunning *d, size_t i)
{
	struct ar_debt *first = &d->debts.debt[i];
	struct ar_account_items items = {
		.account = first->account, .ccy = first->ccy, .debt = first
	};

	while (i + items.n < d->debts.n &&
	    first[items.n].account == first->account &&
	    strcmp(first[items.n].ccy.code, first->ccy.code) == 0)
		items.n++;
	return items;
}

/* Where the items of the account and currency stand, before or behind. */
static int
cmp_place(struct ar_dunning *d, const struct ar_debt *debt, size_t account,
    const struct ar_ccy *ccy)
{
	int order = debt->account == account ? 0 : ar_slice_cmp(
	    ar_debtors_id(d->debtors, debt->account),
	    ar_debtors_id(d->debtors, account));

	return order != 0 ? order : strcmp(debt->ccy.code, ccy->code);
}

struct ar_account_items
ar_account_items_of(struct ar_dunning *d, size_t account,
    const struct ar_ccy *ccy)
{
	size_t first = 0, end = d->debts.n;

	while (first < end) {
		size_t middle = first + (end - first) / 2;

		if (cmp_place(d, &d->debts.debt[middle], account, ccy) < 0)
			first = middle + 1;
		else
			end = middle;
	}
	if (first < d->debts.n &&
	    cmp_place(d, &d->debts.debt[first], account, ccy) == 0)
		return ar_account_items_at(d, first);
	return (struct ar_account_items){.account = account, .ccy = *ccy};
}

static bool
asks(enum ar_phase phase)
{
	return phase != AR_PHASE_THANKS && phase != AR_PHASE_RELEASE;
}

struct ar_action
ar_action_new(const struct ar_dunning *d, struct ar_actions *all,
    const struct ar_account_items *items, enum ar_phase phase)
{
	const struct ar_action_id id = {
		ar_debtors_id(d->debtors, items->account),
		ar_slice_of(items->ccy.code), (uint8_t)phase, d->today
	};
	struct ar_buf text = {0};
	struct ar_action a = {
		.account = items->account, .ccy = items->ccy, .phase = phase,
		.day = d->today, .name = AR_S(""), .template = AR_S(""),
		.customer_name = ar_reach_name(d, items->account),
		.language = ar_reach_cell(d, items, AR_REACH_LANGUAGE),
		.collector = ar_reach_cell(d, items, AR_REACH_COLLECTOR),
		.contact = AR_S(""), .to = AR_S("")
	};

	ar_action_id_format(&text, &id);
	a.id = ar_arena_copy(&all->arena, ar_buf_slice(&text));
	ar_buf_free(&text);
	if (asks(phase))
		a.unapplied = ar_debts_credit(&d->debts, items->account,
		    &items->ccy);
	return a;
}

void
ar_actions_add(struct ar_actions *all, const struct ar_action *a)
{
	all->action = ar_grow(all->action, all->n + 1, sizeof *all->action);
	all->action[all->n++] = *a;
}

bool
ar_action_is_known(const struct ar_dunning *d, const struct ar_action *a)
{
	return ar_logbook_action(&d->log, a->id) != NULL;
}

void
ar_action_reason(struct ar_action *a, struct ar_slice reason)
{
	for (size_t i = 0; i < a->nreasons; i++)
		if (ar_slice_eq(a->reason[i], reason))
			return;
	if (reason.n > 0 && a->nreasons < AR_ACTION_REASONS)
		a->reason[a->nreasons++] = reason;
}

ar_sum
ar_action_to_pay(const struct ar_action *a)
{
	return asks(a->phase) ?
	    a->total - a->unapplied + a->fee + a->interest : 0;
}

int
ar_action_cmp(const struct ar_action *a, const struct ar_action *b,
    const struct ar_debtors *debtors)
{
	int order = ar_slice_cmp(ar_debtors_id(debtors, a->account),
	    ar_debtors_id(debtors, b->account));

	if (order == 0)
		order = strcmp(a->ccy.code, b->ccy.code);
	return order != 0 ? order : (int)a->phase - (int)b->phase;
}

struct ar_slice
ar_phase_name(enum ar_phase phase)
{
	static const char *const names[AR_PHASES] = {
		[AR_PHASE_ADDRESS] = "find-address",
		[AR_PHASE_CASH] = "apply-cash",
		[AR_PHASE_RELEASE] = "credit-release",
	};

	return names[phase] == NULL ? AR_S("") : ar_slice_of(names[phase]);
}

void
ar_action_set_task(struct ar_action *a)
{
	a->channel = AR_CHANNEL_TASK;
	a->audience = AR_AUDIENCE_INTERNAL;
	a->name = a->template = ar_phase_name(a->phase);
}
