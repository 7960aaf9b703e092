/*
 * libar/debts.c
 * Purpose: the open items of a day, as they are reminded of.
 */
#include "libar/debts.h"

#include <stdio.h>
#include <stdlib.h>

enum { CREDIT_KEY = 32 };

const char *const ar_hold_words[AR_HOLDS] = {
	[AR_HOLD_NONE] = "",
	[AR_HOLD_NO_BUSINESS_DAY] = "no-business-day",
	[AR_HOLD_ALREADY_TODAY] = "already-today",
	[AR_HOLD_CUSTOMER_BLOCK] = "customer-block",
	[AR_HOLD_INVOICE_BLOCK] = "invoice-block",
	[AR_HOLD_GRACE] = "grace",
	[AR_HOLD_DISPUTED] = "disputed",
	[AR_HOLD_PROMISE] = "promise",
	[AR_HOLD_PLAN] = "plan",
	[AR_HOLD_WAITING] = "waiting",
	[AR_HOLD_LADDER_END] = "ladder-end",
	[AR_HOLD_GAP] = "gap",
	[AR_HOLD_APPROVAL] = "approval",
	[AR_HOLD_APPROVAL_REFUSED] = "approval-refused",
	[AR_HOLD_CUSTOMER_GAP] = "customer-gap",
	[AR_HOLD_UNAPPLIED_CASH] = "unapplied-cash",
	[AR_HOLD_BELOW_MINIMUM] = "below-minimum",
	[AR_HOLD_NO_ADDRESS] = "no-address",
	[AR_HOLD_DISPUTED_PART] = "disputed-part",
};

void
ar_debts_init(struct ar_debts *debts)
{
	*debts = (struct ar_debts){0};
	ar_map_init(&debts->credits, sizeof(ar_sum));
}

void
ar_debts_release(struct ar_debts *debts)
{
	ar_map_release(&debts->credits);
	ar_arena_free(&debts->arena);
	free(debts->debt);
}

static struct ar_slice
credit_key(char key[CREDIT_KEY], size_t account, const struct ar_ccy *ccy)
{
	return ar_slice(key, (size_t)snprintf(key, CREDIT_KEY, "%zu.%s",
	    account, ccy->code));
}

void
ar_debts_add_credit(struct ar_debts *debts, size_t account,
    const struct ar_ccy *ccy, ar_sum amount)
{
	char key[CREDIT_KEY];
	ar_sum *credit = ar_map_value(&debts->credits,
	    ar_map_put(&debts->credits, credit_key(key, account, ccy), NULL));

	*credit += amount;
}

ar_sum
ar_debts_credit(const struct ar_debts *debts, size_t account,
    const struct ar_ccy *ccy)
{
	char key[CREDIT_KEY];
	ptrdiff_t i = ar_map_find(&debts->credits,
	    credit_key(key, account, ccy));

	return i < 0 ? 0 :
	    *(const ar_sum *)ar_map_value(&debts->credits, (size_t)i);
}

int64_t
ar_debt_held(const struct ar_debt *d)
{
	return d->hold == AR_HOLD_NONE ? d->disputed : d->open;
}

int64_t
ar_debt_listed(const struct ar_debt *d)
{
	return d->open - d->disputed;
}

int32_t
ar_debt_age(const struct ar_debt *d, ar_day today)
{
	return today - d->due;
}

struct ar_arrears
ar_debt_arrears(const struct ar_debt *d)
{
	return (struct ar_arrears){
		.ccy = d->ccy,
		.due = d->due,
		.amount = d->step == NULL ? d->open : 0,
		.step = d->step,
		.nsteps = d->nsteps,
		.disputed = d->disputed
	};
}

int
ar_debt_cmp(const struct ar_debt *a, const struct ar_debt *b)
{
	int order;

	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	order = ar_slice_cmp(a->key.invoice_id, b->key.invoice_id);
	if (order == 0)
		order = (a->key.instalment > b->key.instalment) -
		    (a->key.instalment < b->key.instalment);
	return order != 0 ? order : ar_slice_cmp(a->key.customer_id,
	    b->key.customer_id);
}
