/*
 * libar/obligors.c
 * Purpose: what is known of those who owe: how late they pay, and more.
 */
#include "libar/obligors.h"

#include <stdlib.h>

#include "libar/factorcolumns.h"

enum { LEAST_SETTLED = 3 };

/* What was settled of a currency, weighted. */
struct settled {
	ar_sum items, amount, weighted;
};

static void
add_settled(struct settled *s, const struct ar_period *p)
{
	s->items += p->settled.items;
	s->amount += p->settled.amount;
	s->weighted += p->settled.weighted_days_late;
}

static bool
is_known(int32_t *days, const struct settled *s)
{
	ar_sum mean;

	if (s->items < LEAST_SETTLED || ar_sum_divide(&mean, s->weighted,
	    s->amount, AR_HALF_AWAY) != AR_OK)
		return false;
	*days = (int32_t)mean;
	return true;
}

static int
cmp_group(const struct ar_receivable *r, const struct ar_group *g)
{
	int order = ar_slice_cmp(g->key[0], r->customer_id);

	return order != 0 ? order : strcmp(g->ccy.code, r->ccy.code);
}

/* Both lists are sorted by customer and currency. */
static void
set_own(struct ar_portfolio *p, const struct ar_group_list *groups,
    const struct settled *settled)
{
	size_t k = 0;

	for (size_t i = 0; i < p->nobligors; i++) {
		struct ar_obligor *o = &p->obligor[i];
		const struct ar_receivable *r = &p->item[o->first];

		o->late_from = AR_LATE_UNKNOWN;
		while (k < groups->n && cmp_group(r, &groups->group[k]) < 0)
			k++;
		if (k < groups->n && cmp_group(r, &groups->group[k]) == 0 &&
		    is_known(&o->days_late, &settled[k]))
			o->late_from = AR_LATE_OWN;
	}
}

static void
set_others(struct ar_portfolio *p, const struct settled *of_ccy)
{
	for (size_t i = 0; i < p->nobligors; i++) {
		struct ar_obligor *o = &p->obligor[i];

		if (o->late_from == AR_LATE_UNKNOWN &&
		    is_known(&o->days_late, &of_ccy[o->ccy]))
			o->late_from = AR_LATE_PORTFOLIO;
	}
}

void
ar_obligors_late(struct ar_portfolio *p, const struct ar_lateness *lateness,
    const struct ar_span *span)
{
	struct ar_group_list groups = ar_lateness_groups(lateness);
	struct settled *of_group = ar_alloc(groups.n * sizeof *of_group);
	struct settled *of_ccy = ar_alloc(p->nccys * sizeof *of_ccy);

	for (size_t i = 0; i < groups.n; i++) {
		const struct ar_group *g = &groups.group[i];
		ptrdiff_t ccy = ar_portfolio_ccy(p, &g->ccy);
		struct ar_period period;

		if (ccy < 0 || ar_lateness_period(lateness, g->number, span,
		    &period) != AR_ITEM)
			continue;
		add_settled(&of_group[i], &period);
		add_settled(&of_ccy[ccy], &period);
	}
	set_own(p, &groups, of_group);
	set_others(p, of_ccy);
	free(of_group);
	free(of_ccy);
	ar_group_list_release(&groups);
}

/* One row of the customers. */
struct joining {
	struct ar_portfolio *p;         /* NULL: the cells are checked alone */
	struct ar_diag *diag;
	const struct ar_header *header;
	const struct ar_row *row;
	struct ar_sale_customer customer;
};

static int
cmp_customer(const void *key, const void *member)
{
	const struct joining *j = key;
	const struct ar_obligor *o = member;

	return ar_slice_cmp(j->customer.customer_id,
	    j->p->item[o->first].customer_id);
}

/* His obligors stand together; how many, from *first on. */
static size_t
obligors_of(const struct joining *j, struct ar_obligor **first)
{
	struct ar_portfolio *p = j->p;
	struct ar_obligor *end = p->obligor + p->nobligors, *last;

	*first = p->nobligors == 0 ? NULL : bsearch(j, p->obligor,
	    p->nobligors, sizeof *p->obligor, cmp_customer);
	if (*first == NULL)
		return 0;
	last = *first + 1;
	while (*first > p->obligor && cmp_customer(j, *first - 1) == 0)
		(*first)--;
	while (last < end && cmp_customer(j, last) == 0)
		last++;
	return (size_t)(last - *first);
}

/*
 * Whether what we owe him is in the obligor's currency.  Where none of his
 * documents names one, they are all in the customer's.
 */
static bool
is_of(const struct joining *j, const struct ar_obligor *o, size_t n)
{
	const char *code = j->customer.ccy.code;
	const char *open = j->p->item[o->first].ccy.code;

	return code[0] == '\0' || strcmp(code, open) == 0 ||
	    (n == 1 && open[0] == '\0');
}

static int
check(const struct joining *j)
{
	const struct ar_sale_customer *c = &j->customer;
	int64_t minor;

	if (c->contra.units >= 0 && (c->ccy.code[0] == '\0' ||
	    ar_decimal_minor(&minor, c->contra, c->ccy.digits) == AR_OK))
		return AR_OK;
	return ar_cell_refuse(j->diag, j->header, j->row, "contra",
	    "an amount of 0 or more, of the currency");
}

/* The cells are good, but the documents do not go with them. */
static int
refuse(const struct joining *j, const char *want)
{
	struct ar_quoted q;
	char text[AR_MONEY_MAX];

	ar_diag_say(j->diag, &(struct ar_say){AR_M_BAD_SETTING, j->row->at,
	    AR_S("contra"), {ar_quote(&q, ar_slice(text,
	    ar_decimal_format(text, j->customer.contra))), want}});
	return AR_ESTOP;
}

static int
join(const struct joining *j)
{
	const struct ar_sale_customer *c = &j->customer;
	struct ar_obligor *o;
	size_t n = obligors_of(j, &o);

	if (n > 1 && c->contra.units > 0 && c->ccy.code[0] == '\0')
		return refuse(j, "its currency in the column currency, "
		    "as the customer owes in several");
	for (size_t i = 0; i < n; i++) {
		o[i].exclude = c->exclude;
		if (is_of(j, &o[i], n) && ar_decimal_minor(&o[i].contra,
		    c->contra, j->p->item[o[i].first].ccy.digits) != AR_OK)
			return refuse(j, "an amount of the currency that "
			    "the customer owes in");
	}
	return AR_OK;
}

/* AR_EDATA: rows were refused; AR_ESTOP: the run is over. */
static int
each_customer(struct joining *j, const struct ar_customers *customers)
{
	const struct ar_stream *stream = &ar_sale_customers_stream;
	size_t n = ar_customers_count(customers);
	struct ar_bind bind;
	int result = AR_OK;

	j->header = ar_customers_header(customers);
	if (ar_bind_make(&bind, stream, AR_BIT(stream->n) - 1,
	    stream->required, j->header, j->diag) != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < n && result != AR_ESTOP; i++) {
		int of_row;

		j->row = ar_customers_row(customers, i);
		ar_record_clear(stream, &j->customer, sizeof j->customer);
		of_row = ar_bind_row(&bind, j->row, &j->customer, j->diag);
		if (of_row == AR_OK)
			of_row = j->p == NULL ? check(j) : join(j);
		if (of_row != AR_OK)
			result = of_row;
	}
	return result;
}

int
ar_obligors_check(const struct ar_customers *customers, struct ar_diag *diag)
{
	struct joining j = {.diag = diag};
	int result = customers == NULL ? AR_OK : each_customer(&j, customers);

	if (result == AR_EDATA)
		ar_diag_verdict(diag, ar_customers_count(customers), "");
	return result == AR_OK ? AR_OK : AR_ESTOP;
}

int
ar_obligors_join(struct ar_portfolio *p, const struct ar_customers *customers,
    struct ar_diag *diag)
{
	struct joining j = {.p = p, .diag = diag};

	return customers == NULL ? AR_OK : each_customer(&j, customers);
}
