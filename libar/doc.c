/*
 * libar/doc.c
 * Purpose: the records of the streams as plain values.
 */
#include "libar/doc.h"

ar_day
ar_block_last_day(struct ar_slice block, ar_day until)
{
	if (block.n == 0 || ar_slice_eq(block, AR_S("n")))
		return AR_NO_DAY;
	return until == AR_NO_DAY ? AR_DAY_MAX : until;
}

uint8_t
ar_payment_kind_of(const struct ar_payment *p)
{
	return p->kind == AR_PAYMENT_NONE ? AR_PAYMENT_RECEIPT : p->kind;
}

static bool
sign_is_wrong(const struct ar_doc *doc)
{
	return (doc->kind == AR_KIND_CREDIT_NOTE ||
	    doc->kind == AR_KIND_PAYMENT) && doc->amount.minor > 0;
}

static bool
balance_is_beyond(int64_t balance, int64_t amount)
{
	if (amount >= 0)
		return balance < 0 || balance > amount;
	return balance > 0 || balance < amount;
}

static enum ar_fault
check_balance(const struct ar_doc *doc)
{
	int64_t balance = doc->balance.minor;

	if (balance_is_beyond(balance, doc->amount.minor))
		return AR_FAULT_BALANCE_BEYOND;
	if (balance == 0)
		return AR_FINE;
	if (ar_doc_is_settled(doc))
		return AR_FAULT_SETTLED_BUT_BALANCE;
	if (doc->paid_date != AR_NO_DAY)
		return AR_FAULT_PAID_DATE_BUT_BALANCE;
	return AR_FINE;
}

enum ar_fault
ar_doc_check(const struct ar_doc *doc)
{
	if (sign_is_wrong(doc))
		return AR_FAULT_SIGN;
	if (ar_doc_is_void(doc))
		return AR_FINE;
	if (doc->status == AR_STATUS_OPEN && doc->paid_date != AR_NO_DAY)
		return AR_FAULT_OPEN_BUT_PAID_DATE;
	return doc->balance.filled ? check_balance(doc) : AR_FINE;
}
