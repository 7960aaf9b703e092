/*
 * libar/importrunning.c
 * Purpose: the balance that a statement says after its lines.
 */
#include "libar/importrunning.h"

void
ar_running_move(struct ar_running *r, int64_t amount)
{
	r->since += amount;
	r->from += amount;
}

bool
ar_running_says(struct ar_running *r, int64_t amount, int64_t balance,
    ar_sum *want)
{
	ar_sum after = r->balance + r->since + amount;
	ar_sum before = r->balance - r->from;
	bool first = !r->begun;

	*want = first ? balance : r->rises ? after : before;
	r->rises = first || (r->rises && balance == after);
	r->falls = first || (r->falls && balance == before);
	r->begun = true;
	r->balance = balance;
	r->since = 0;
	r->from = amount;
	return r->rises || r->falls;
}
