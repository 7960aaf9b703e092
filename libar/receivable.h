/*
 * libar/receivable.h
 * Purpose: open documents as a buyer of receivables looks at them.
 *
 * They are kept sorted by customer, currency, invoice and instalment.  What a
 * customer owes in one currency makes an obligor.
 */
#ifndef AR_RECEIVABLE_H
#define AR_RECEIVABLE_H

#include "libar/doc.h"
#include "libar/mem.h"

/* Words of the column `exclude`, and of the customers'; 0: the empty cell. */
enum ar_exclude {
	AR_EXCLUDE_NONE, AR_EXCLUDE_AFFILIATE, AR_EXCLUDE_EMPLOYEE,
	AR_EXCLUDE_FOREIGN, AR_EXCLUDE_GOVERNMENT, AR_EXCLUDE_BILL_AND_HOLD,
	AR_EXCLUDE_CONSIGNMENT, AR_EXCLUDE_PROGRESS, AR_EXCLUDE_RETAINAGE,
	AR_EXCLUDE_COD, AR_EXCLUDE_PREBILLED
};

/* Its words, NULL-terminated; 1 is the first. */
extern const char *const ar_exclude_words[];

struct ar_receivable {
	struct ar_slice invoice_id, customer_id, customer_name;
	struct ar_ccy ccy;
	uint8_t kind;
	uint8_t exclude;
	bool sold;                      /* before this run */
	uint16_t instalment;
	ar_day invoice_date, due_date;
	int64_t open;                   /* below 0: a credit, open cash */
	int64_t disputed;               /* of the open amount, >= 0 */
	size_t order;                   /* of arrival */
};

/* From where the days late of an obligor are known. */
enum ar_late_from { AR_LATE_OWN, AR_LATE_PORTFOLIO, AR_LATE_UNKNOWN };

struct ar_obligor {
	size_t first, n;                /* of the receivables */
	size_t ccy;                     /* of the portfolio's currencies */
	bool has_credits;               /* some are below 0 */
	uint8_t exclude;
	int64_t contra;                 /* what we owe him, >= 0 */
	int32_t days_late;
	enum ar_late_from late_from;
};

/* {0} is empty. */
struct ar_portfolio {
	struct ar_receivable *item;
	size_t n;
	struct ar_obligor *obligor;
	size_t nobligors;
	struct ar_ccy *ccy;             /* sorted by code */
	size_t nccys;
	struct ar_arena arena;          /* of the texts */
};

void ar_portfolio_release(struct ar_portfolio *);

/* One more; its texts are copied. */
void ar_portfolio_add(struct ar_portfolio *, const struct ar_receivable *);

/* All are there: sort them, and find obligors and currencies. */
void ar_portfolio_sort(struct ar_portfolio *);

/* A currency in which nothing may be open; the obligors know theirs then. */
void ar_portfolio_add_ccy(struct ar_portfolio *, const struct ar_ccy *);

/* Number of the currency among the portfolio's, -1 if none is open in it. */
ptrdiff_t ar_portfolio_ccy(const struct ar_portfolio *,
    const struct ar_ccy *);

#endif
