/*
 * libar/openbal.c
 * Purpose: the one answer to "what was open on that day".
 */
#include "libar/openbal.h"

static enum ar_fault
less_payments(int64_t *open, const struct ar_doc *doc,
    const struct ar_paid_list *paid, ar_day day)
{
	ar_sum rest = doc->amount.minor;

	for (size_t i = 0; i < paid->n; i++)
		if (paid->paid[i].day <= day)
			rest -= paid->paid[i].amount;
	if (rest > INT64_MAX || rest < -INT64_MAX)
		return AR_FAULT_RANGE;
	*open = (int64_t)rest;
	if (rest != 0 && doc->paid_date != AR_NO_DAY && doc->paid_date <= day)
		return AR_FAULT_PAID_BUT_OPEN;
	return AR_FINE;
}

/* Into *open, which is 0. */
static enum ar_fault
of_counting(int64_t *open, const struct ar_doc *doc,
    const struct ar_paid_list *paid, ar_day day, bool day_matters)
{
	if (paid != NULL)
		return less_payments(open, doc, paid, day);
	if (doc->paid_date != AR_NO_DAY) {
		if (doc->paid_date > day)
			*open = doc->amount.minor;
		return AR_FINE;
	}
	if (ar_doc_is_settled(doc))
		return day_matters ? AR_FAULT_NO_PAID_DATE : AR_FINE;
	*open = doc->balance.filled ? doc->balance.minor : doc->amount.minor;
	return AR_FINE;
}

enum ar_fault
ar_open_on(struct ar_open *open, const struct ar_doc *doc,
    const struct ar_paid_list *paid, ar_day day, bool day_matters)
{
	enum ar_fault fault;

	*open = (struct ar_open){0, AR_VOID};
	if (ar_doc_is_void(doc))
		return AR_FINE;
	open->why = AR_FUTURE;
	if (doc->invoice_date > day)
		return AR_FINE;
	fault = of_counting(&open->minor, doc, paid, day, day_matters);
	open->why = open->minor == 0 ? AR_SETTLED : AR_OPEN;
	return fault;
}
