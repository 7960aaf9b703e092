/*
 * libar/ladder.c
 * Purpose: the step of a policy that an item has reached today.
 */
#include "libar/ladder.h"

/*
 * Whether the day so long after the anchor has come, on a day of business.
 * One before the calendar's first day has, one after its last never will.
 */
static bool
is_reached(const struct ar_ladder_place *place, ar_day anchor, int32_t days,
    enum ar_roll roll)
{
	int32_t day = anchor + days;
	ar_day effective;

	if (day < AR_DAY_MIN)
		return true;
	if (day > AR_DAY_MAX)
		return false;
	effective = ar_calendar_roll(place->calendar, place->own, day, roll);
	if (effective == AR_NO_DAY)
		return roll == AR_ROLL_PREV;
	return place->today >= effective;
}

static bool
is_over(const struct ar_ladder_place *place,
    const struct ar_policy_step *step)
{
	return step->has_until && place->today - place->due > step->until;
}

/* The first step above the last one that is not passed over. */
static enum ar_ladder_verdict
climb(const struct ar_policy_step **step,
    const struct ar_ladder_place *place, const struct ar_ladder_past *past)
{
	const struct ar_policy *policy = place->policy;

	for (size_t i = 0; i < policy->nladder; i++) {
		const struct ar_policy_step *next = &policy->step[i];
		bool after_notice = next->anchor == AR_ANCHOR_PREV &&
		    past->last_notice != AR_NO_DAY;

		if (next->number <= past->last_step)
			continue;
		if (!is_reached(place, after_notice ? past->last_notice :
		    place->due, next->offset, next->roll))
			return AR_LADDER_WAITING;
		if (is_over(place, next))
			continue;
		*step = next;
		return AR_LADDER_STEP;
	}
	return AR_LADDER_END;
}

/* The highest step of the ladder was taken, and is due once more. */
static bool
repeats(const struct ar_ladder_place *place,
    const struct ar_ladder_past *past)
{
	const struct ar_policy *policy = place->policy;
	const struct ar_policy_step *last;

	if (policy->nladder == 0 || past->last_notice == AR_NO_DAY)
		return false;
	last = &policy->step[policy->nladder - 1];
	/* The first time was no repeat. */
	return last->number == past->last_step && last->repeat > 0 &&
	    (last->repeat_max == 0 || past->times <= last->repeat_max) &&
	    is_reached(place, past->last_notice, last->repeat, last->roll);
}

/* A call about a broken promise changed the tone: one day is enough. */
static bool
is_too_soon(const struct ar_policy_step *step,
    const struct ar_ladder_place *place, const struct ar_ladder_past *past)
{
	int32_t need = step->gap > 1 ? step->gap : 1;
	ar_day last = past->last_notice;

	if (past->last_call != AR_NO_DAY && past->last_call >= last) {
		need = 1;
		last = past->last_call;
	}
	return last != AR_NO_DAY && place->today - last < need;
}

enum ar_ladder_verdict
ar_ladder_next(const struct ar_policy_step **step, bool *again,
    const struct ar_ladder_place *place, const struct ar_ladder_past *past)
{
	enum ar_ladder_verdict verdict;

	*step = NULL;
	verdict = climb(step, place, past);
	*again = verdict == AR_LADDER_END && repeats(place, past);
	if (*again)
		*step = &place->policy->step[place->policy->nladder - 1];
	else if (verdict != AR_LADDER_STEP)
		return verdict;
	return is_too_soon(*step, place, past) ? AR_LADDER_GAP :
	    AR_LADDER_STEP;
}
