/*
 * libar/limits.c
 * Purpose: whether a customer may be given more credit.
 */
#include "libar/limits.h"

#include <stdlib.h>

#include "libar/map.h"
#include "libar/openbal.h"
#include "libar/refusal.h"
#include "libar/side.h"

/* A customer's own figures. */
struct limit {
	bool blocked;
	struct ar_decimal most;         /* not filled: no limit */
	struct ar_ccy ccy;              /* unnamed: of whatever invoice */
};

struct ar_limits {
	struct ar_limits_wish wish;
	struct ar_diag *diag;
	struct limit *limit;            /* by number of customer */
	struct ar_map owed;             /* customer and currency -> ar_sum */
	struct ar_buf key;
};

static int
refuse(const struct ar_limits *l, size_t customer, enum ar_msg msg,
    const char *column, struct ar_slice text)
{
	struct ar_quoted q;

	ar_diag_refuse(l->diag, &(struct ar_say){msg,
	    ar_customers_at(l->wish.customers, customer),
	    ar_slice_of(column), {ar_quote(&q, text), "9", "a limit"}});
	return AR_EDATA;
}

static struct ar_slice
cell(const struct ar_limits *l, size_t customer, const char *column)
{
	const struct ar_customers *c = l->wish.customers;

	return ar_customers_get(c, customer,
	    ar_customers_column(c, ar_slice_of(column)));
}

static int
read_block(const struct ar_limits *l, size_t customer)
{
	struct ar_slice block = cell(l, customer, "block");
	struct ar_slice until = cell(l, customer, "block_until");
	ar_day last = AR_NO_DAY;
	enum ar_day_err err = until.n == 0 ? AR_DAY_OK :
	    ar_day_parse(&last, until);

	if (err != AR_DAY_OK)
		return refuse(l, customer, err == AR_DAY_NONE ?
		    AR_M_NO_SUCH_DAY : AR_M_BAD_DATE, "block_until", until);
	l->limit[customer].blocked = l->wish.as_of <=
	    ar_block_last_day(block, last);
	return AR_OK;
}

static int
read_limit(const struct ar_limits *l, size_t customer)
{
	struct ar_slice most = cell(l, customer, "credit_limit");
	struct ar_slice ccy = cell(l, customer, "currency");
	struct limit *limit = &l->limit[customer];
	enum ar_money_err err;

	if (ar_ccy_parse(&limit->ccy, ccy) != AR_OK)
		return refuse(l, customer, AR_M_BAD_CURRENCY, "currency",
		    ccy);
	err = most.n == 0 ? AR_MONEY_OK :
	    ar_decimal_parse(&limit->most, most);
	return err == AR_MONEY_OK ? AR_OK :
	    refuse(l, customer, ar_money_msg(err), "credit_limit", most);
}

static int
read_customers(struct ar_limits *l)
{
	size_t n = ar_customers_count(l->wish.customers);
	uint64_t refused = ar_diag_refused(l->diag);

	l->limit = ar_alloc(n * sizeof *l->limit);
	for (size_t i = 0; i < n; i++)
		if (read_block(l, i) == AR_OK)
			(void)!read_limit(l, i);
	if (ar_diag_refused(l->diag) == refused)
		return AR_OK;
	ar_diag_verdict(l->diag, n, "");
	return AR_ESTOP;
}

static ar_sum *
owed(struct ar_limits *l, struct ar_slice customer,
    const struct ar_ccy *ccy)
{
	l->key.n = 0;
	ar_key_add(&l->key, customer);
	ar_key_add(&l->key, ar_slice_of(ccy->code));
	return ar_map_value(&l->owed,
	    ar_map_put(&l->owed, ar_buf_slice(&l->key), NULL));
}

static int
take_open(void *to, const struct ar_side_record *item)
{
	struct ar_limits *l = to;
	const struct ar_doc *doc = item->record;
	enum ar_fault fault = ar_doc_check(doc);
	struct ar_open open = {0};

	if (fault == AR_FINE)
		fault = ar_open_on(&open, doc, NULL, l->wish.as_of, false);
	if (fault != AR_FINE) {
		ar_refuse_fault(l->diag, item->row->at, doc, fault,
		    open.minor);
		return AR_EDATA;
	}
	ar_limits_add(l, doc->customer_id, &doc->ccy, open.minor);
	return AR_OK;
}

static int
read_open(struct ar_limits *l)
{
	const struct ar_side side = {&ar_invoices_stream,
	    sizeof(struct ar_doc), take_open, l};
	struct ar_arena arena = {0};
	struct ar_header header;
	int result = ar_side_read(l->wish.open, &side, &header, &arena,
	    l->diag);

	ar_arena_free(&arena);
	return result;
}

int
ar_limits_load(struct ar_limits **limits, const struct ar_limits_wish *wish,
    struct ar_diag *diag)
{
	struct ar_limits *l = ar_alloc(sizeof *l);

	l->wish = *wish;
	l->diag = diag;
	ar_map_init(&l->owed, sizeof(ar_sum));
	if (read_customers(l) != AR_OK ||
	    (wish->open != NULL && read_open(l) != AR_OK)) {
		ar_limits_free(l);
		return AR_ESTOP;
	}
	*limits = l;
	return AR_OK;
}

void
ar_limits_free(struct ar_limits *l)
{
	if (l == NULL)
		return;
	ar_map_release(&l->owed);
	ar_buf_free(&l->key);
	free(l->limit);
	free(l);
}

void
ar_limits_add(struct ar_limits *l, struct ar_slice customer,
    const struct ar_ccy *ccy, int64_t amount)
{
	*owed(l, customer, ccy) += amount;
}

/* Digits of a limit beyond the currency's allow no more. */
static ar_sum
in_minor(struct ar_decimal most, const struct ar_ccy *ccy)
{
	ar_sum minor = most.units;

	for (unsigned i = most.places; i < ccy->digits; i++)
		minor *= 10;
	for (unsigned i = ccy->digits; i < most.places; i++)
		minor /= 10;
	return minor;
}

static void
say_blocked(const struct ar_limits *l, size_t customer,
    const char *consequence)
{
	struct ar_quoted q;

	ar_diag_say(l->diag, &(struct ar_say){AR_M_BLOCKED,
	    ar_customers_at(l->wish.customers, customer), {0}, {ar_quote(&q,
	    ar_customers_id(l->wish.customers, customer)), consequence}});
}

static void
say_over(const struct ar_limits *l, size_t customer,
    const struct ar_ccy *ccy, ar_sum over, const char *consequence)
{
	char most[AR_MONEY_MAX + 1], by[AR_MONEY_MAX + 1];
	ar_sum limit = in_minor(l->limit[customer].most, ccy);
	struct ar_quoted q;

	most[ar_money_format(most, limit, ccy->digits)] = '\0';
	by[ar_money_format(by, over, ccy->digits)] = '\0';
	ar_diag_say(l->diag, &(struct ar_say){AR_M_OVER_LIMIT,
	    ar_customers_at(l->wish.customers, customer), {0}, {ar_quote(&q,
	    ar_customers_id(l->wish.customers, customer)), most, by,
	    consequence}});
}

bool
ar_limits_exceeded(struct ar_limits *l, struct ar_slice customer_id,
    const struct ar_ccy *ccy, int64_t amount, const char *consequence)
{
	size_t customer = (size_t)ar_customers_number(l->wish.customers,
	    customer_id);
	const struct limit *limit = &l->limit[customer];
	ar_sum over;

	if (limit->blocked && consequence != NULL)
		say_blocked(l, customer, consequence);
	if (limit->blocked)
		return true;
	if (!limit->most.filled || (limit->ccy.code[0] != '\0' &&
	    strcmp(limit->ccy.code, ccy->code) != 0))
		return false;
	over = *owed(l, customer_id, ccy) + amount -
	    in_minor(limit->most, ccy);
	if (over > 0 && consequence != NULL)
		say_over(l, customer, ccy, over, consequence);
	return over > 0;
}
