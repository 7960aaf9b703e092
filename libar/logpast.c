/*
 * libar/logpast.c
 * Purpose: what was done about one item; a part of libar/logbook.h.
 */
#include "libar/logbook.h"

/* The last row about the item, then those before it, then NULL. */
static const struct ar_noted *
last_row(const struct ar_logbook *b, ptrdiff_t item)
{
	return item < 0 ? NULL : &b->noted[*(const uint32_t *)
	    ar_map_value(&b->items, (size_t)item)];
}

static const struct ar_noted *
row_before(const struct ar_logbook *b, const struct ar_noted *n)
{
	return n->next == AR_NO_NOTED ? NULL : &b->noted[n->next];
}

static const struct ar_past_action *
action_of(const struct ar_logbook *b, const struct ar_noted *n)
{
	return n->action == AR_NO_ACTION ? NULL :
	    ar_map_value(&b->actions, n->action);
}

static bool
is_void(const struct ar_logbook *b, const struct ar_noted *n)
{
	const struct ar_past_action *a = action_of(b, n);

	return a != NULL && ar_past_action_is_void(a);
}

/* Phase of its action; a notice of before the log stands for itself. */
static enum ar_phase
phase_of(const struct ar_logbook *b, const struct ar_noted *n)
{
	const struct ar_past_action *a = action_of(b, n);

	return a == NULL ? AR_PHASE_NONE : (enum ar_phase)a->phase;
}

static bool
is_notice(const struct ar_logbook *b, const struct ar_noted *n)
{
	enum ar_phase phase = phase_of(b, n);

	return n->step > 0 && (phase == AR_PHASE_NONE ||
	    phase == AR_PHASE_PRE || phase == AR_PHASE_OVER ||
	    phase == AR_PHASE_TASK);
}

static bool
is_of_policy(const struct ar_logbook *b, const struct ar_noted *n,
    struct ar_slice policy)
{
	return (n->policy == 0 && n->action == AR_NO_ACTION) ||
	    ar_slice_eq(ar_map_key(&b->policies, n->policy), policy);
}

static void
see_step(struct ar_ladder_past *past, uint16_t step)
{
	if (step > past->last_step) {
		past->last_step = step;
		past->times = 0;
	}
	past->times += step == past->last_step;
}

static void
see(const struct ar_logbook *b, const struct ar_noted *n,
    struct ar_slice policy, struct ar_ladder_past *past)
{
	if (is_void(b, n))
		return;
	if (phase_of(b, n) == AR_PHASE_BROKEN && n->day > past->last_call)
		past->last_call = n->day;
	if (!is_notice(b, n))
		return;
	if (n->day > past->last_notice)
		past->last_notice = n->day;
	if (is_of_policy(b, n, policy))
		see_step(past, n->step);
}

void
ar_logbook_past(const struct ar_logbook *b, ptrdiff_t item, ptrdiff_t whole,
    struct ar_slice policy, struct ar_ladder_past *past)
{
	const struct ar_noted *n = last_row(b, item);

	*past = (struct ar_ladder_past){0};
	for (; n != NULL; n = row_before(b, n))
		see(b, n, policy, past);
	n = whole == item ? NULL : last_row(b, whole);
	for (; n != NULL; n = row_before(b, n))
		if (n->action == AR_NO_ACTION)
			see(b, n, policy, past);
}

bool
ar_logbook_is_in_action(const struct ar_logbook *b, ptrdiff_t item)
{
	const struct ar_noted *n = last_row(b, item);

	for (; n != NULL; n = row_before(b, n))
		if (n->day == b->today && n->action != AR_NO_ACTION &&
		    phase_of(b, n) != AR_PHASE_THANKS)
			return true;
	return false;
}

ar_sum
ar_logbook_fees(const struct ar_logbook *b, ptrdiff_t item)
{
	const struct ar_noted *n = last_row(b, item);
	ar_sum fees = 0;

	for (; n != NULL; n = row_before(b, n))
		if (!is_void(b, n))
			fees += n->fee;
	return fees;
}

enum ar_approval
ar_logbook_approval(const struct ar_logbook *b, ptrdiff_t item,
    struct ar_slice policy, uint16_t step)
{
	const struct ar_noted *n = last_row(b, item);

	for (; n != NULL; n = row_before(b, n)) {
		const struct ar_past_action *a = action_of(b, n);

		if (a == NULL || a->phase != AR_PHASE_APPROVE ||
		    ar_past_action_is_void(a) || n->step != step ||
		    !is_of_policy(b, n, policy))
			continue;
		switch (a->answer) {
		case AR_EVENT_APPROVED:
			return AR_APPROVAL_GIVEN;
		case AR_EVENT_REFUSED:
			return AR_APPROVAL_REFUSED;
		default:
			return AR_APPROVAL_ASKED;
		}
	}
	return AR_APPROVAL_NONE;
}

bool
ar_logbook_was_reminded(const struct ar_logbook *b, ptrdiff_t item,
    ar_day since)
{
	const struct ar_noted *n = last_row(b, item);

	for (; n != NULL; n = row_before(b, n))
		if (n->day >= since && is_notice(b, n) && !is_void(b, n) &&
		    (phase_of(b, n) == AR_PHASE_PRE ||
		    phase_of(b, n) == AR_PHASE_OVER))
			return true;
	return false;
}

bool
ar_logbook_was_thanked(const struct ar_logbook *b, ptrdiff_t item)
{
	const struct ar_noted *n = last_row(b, item);

	for (; n != NULL; n = row_before(b, n))
		if (phase_of(b, n) == AR_PHASE_THANKS && !is_void(b, n))
			return true;
	return false;
}
