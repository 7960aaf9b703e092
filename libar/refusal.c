/*
 * libar/refusal.c
 * Purpose: a fault of a document, said with its place.
 */
#include "libar/refusal.h"

#include "libar/columns.h"

enum { TEXT = AR_MONEY_MAX + 24 };

/* The parts of the message that faults share. */
struct texts {
	char amount[TEXT], balance[TEXT], open[TEXT], paid_date[TEXT];
	const char *kind, *status;
};

static void
put_amount(char *to, const char *before, int64_t minor,
    const struct ar_ccy *ccy)
{
	size_t n = strlen(before);

	memcpy(to, before, n);
	n += ar_money_format(to + n, minor, ccy->digits);
	to[n] = '\0';
}

static void
put_texts(struct texts *t, const struct ar_doc *doc, int64_t open)
{
	put_amount(t->amount, "an amount of ", doc->amount.minor, &doc->ccy);
	put_amount(t->balance, "a balance of ", doc->balance.minor,
	    &doc->ccy);
	put_amount(t->open, "", open, &doc->ccy);
	memset(t->paid_date, 0, sizeof t->paid_date);
	if (doc->paid_date != AR_NO_DAY)
		ar_day_format(t->paid_date, doc->paid_date);
	t->kind = doc->kind == AR_KIND_NONE ? "invoice" :
	    ar_kind_words[doc->kind - 1];
	t->status = doc->status == AR_STATUS_NONE ? "open" :
	    ar_status_words[doc->status - 1];
}

static struct ar_say
say_of(const struct texts *t, enum ar_fault fault)
{
	struct ar_say say = {.msg = AR_M_CONTRADICTION};

	switch (fault) {
	case AR_FAULT_SIGN:
		return (struct ar_say){AR_M_SIGN, {0}, AR_S("amount"),
		    {t->amount, t->kind}};
	case AR_FAULT_OPEN_BUT_PAID_DATE:
		return (struct ar_say){AR_M_CONTRADICTION, {0},
		    AR_S("status"), {"status 'open'", "a paid_date"}};
	case AR_FAULT_SETTLED_BUT_BALANCE:
		return (struct ar_say){AR_M_CONTRADICTION, {0},
		    AR_S("balance"), {t->balance, "the status"}};
	case AR_FAULT_PAID_DATE_BUT_BALANCE:
		return (struct ar_say){AR_M_CONTRADICTION, {0},
		    AR_S("balance"), {t->balance, "a paid_date"}};
	case AR_FAULT_BALANCE_BEYOND:
		return (struct ar_say){AR_M_CONTRADICTION, {0},
		    AR_S("balance"), {t->balance, t->amount}};
	case AR_FAULT_NO_PAID_DATE:
		return (struct ar_say){AR_M_NO_PAID_DATE, {0},
		    AR_S("paid_date"), {t->status}};
	case AR_FAULT_PAID_BUT_OPEN:
		return (struct ar_say){AR_M_PAID_BUT_OPEN, {0},
		    AR_S("paid_date"), {t->paid_date, t->open}};
	case AR_FAULT_RANGE:
		return (struct ar_say){AR_M_OUT_OF_RANGE, {0},
		    AR_S("amount"), {"the open balance"}};
	case AR_FINE:
	case AR_FAULT_TOLD:
		break;
	}
	return say;
}

void
ar_refuse_fault(struct ar_diag *diag, struct ar_where at,
    const struct ar_doc *doc, enum ar_fault fault, int64_t open)
{
	struct texts texts;
	struct ar_say say;

	if (fault == AR_FAULT_TOLD)
		return;
	put_texts(&texts, doc, open);
	say = say_of(&texts, fault);
	say.at = at;
	ar_diag_refuse(diag, &say);
}
