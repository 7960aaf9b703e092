/*
 * libar/policy.c
 * Purpose: dunning policies: the steps of a ladder, and thanks.
 */
#include "libar/policy.h"

#include <stdlib.h>

void
ar_policies_release(struct ar_policies *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->policy[i].step);
	free(p->policy);
	ar_arena_free(&p->arena);
	*p = (struct ar_policies){0};
}

static struct ar_policy *
find(const struct ar_policies *p, struct ar_slice name)
{
	for (size_t i = 0; i < p->n; i++)
		if (ar_slice_eq(p->policy[i].name, name))
			return &p->policy[i];
	return NULL;
}

static struct ar_policy *
find_or_make(struct ar_policies *p, struct ar_slice name)
{
	struct ar_policy *policy = find(p, name);

	if (policy != NULL)
		return policy;
	p->policy = ar_grow(p->policy, p->n + 1, sizeof *p->policy);
	policy = &p->policy[p->n++];
	*policy = (struct ar_policy){.name = ar_arena_copy(&p->arena, name)};
	return policy;
}

enum ar_policy_fault
ar_policies_add(struct ar_policies *p, struct ar_slice name,
    const struct ar_policy_step *step)
{
	struct ar_policy *policy = find_or_make(p, name);
	struct ar_policy_step *own;

	if (ar_policy_step(policy, step->number) != NULL)
		return AR_POLICY_TWICE;
	policy->step = ar_grow(policy->step, policy->nsteps + 1,
	    sizeof *policy->step);
	own = &policy->step[policy->nsteps++];
	*own = *step;
	own->name = ar_arena_copy(&p->arena, step->name);
	own->template = ar_arena_copy(&p->arena, step->template);
	own->interest = ar_arena_copy(&p->arena, step->interest);
	return AR_POLICY_FINE;
}

static int
by_ladder_and_number(const void *a, const void *b)
{
	const struct ar_policy_step *x = a, *y = b;
	bool x_thanks = x->anchor == AR_ANCHOR_PAID;
	bool y_thanks = y->anchor == AR_ANCHOR_PAID;

	return x_thanks != y_thanks ? x_thanks - y_thanks :
	    (x->number > y->number) - (x->number < y->number);
}

static enum ar_policy_fault
check(struct ar_policy *policy, uint16_t *step)
{
	*step = 0;
	if (policy->nsteps > 0)
		qsort(policy->step, policy->nsteps, sizeof *policy->step,
		    by_ladder_and_number);
	policy->nladder = 0;
	while (policy->nladder < policy->nsteps &&
	    policy->step[policy->nladder].anchor != AR_ANCHOR_PAID)
		policy->nladder++;
	for (size_t i = 0; i + 1 < policy->nladder; i++)
		if (policy->step[i].repeat > 0) {
			*step = policy->step[i].number;
			return AR_POLICY_REPEAT;
		}
	return policy->nladder == 0 ? AR_POLICY_NO_LADDER : AR_POLICY_FINE;
}

enum ar_policy_fault
ar_policies_check(struct ar_policies *p, size_t *policy, uint16_t *step)
{
	enum ar_policy_fault fault;

	*policy = 0;
	*step = 0;
	for (size_t i = 0; i < p->n; i++) {
		fault = check(&p->policy[i], step);
		*policy = i;
		if (fault != AR_POLICY_FINE)
			return fault;
	}
	return p->n == 0 ? AR_POLICY_EMPTY : AR_POLICY_FINE;
}

const struct ar_policy *
ar_policies_find(const struct ar_policies *p, struct ar_slice name)
{
	return find(p, name);
}

const struct ar_policy *
ar_policies_default(const struct ar_policies *p)
{
	const struct ar_policy *policy = find(p, AR_S("std"));

	return policy == NULL && p->n > 0 ? p->policy : policy;
}

const struct ar_policy_step *
ar_policy_step(const struct ar_policy *policy, uint16_t number)
{
	for (size_t i = 0; i < policy->nsteps; i++)
		if (policy->step[i].number == number)
			return &policy->step[i];
	return NULL;
}

bool
ar_policy_step_is_grave(const struct ar_policy_step *step)
{
	return step->channel == AR_CHANNEL_CALL ||
	    step->channel == AR_CHANNEL_SMS ||
	    step->channel == AR_CHANNEL_TASK || step->credit_hold ||
	    step->fee_is_law || step->fee.units > 0 ||
	    !ar_slice_eq(step->interest, AR_S("none"));
}
