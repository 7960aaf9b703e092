/*
 * libar/receivable.c
 * Purpose: open documents as a buyer of receivables looks at them.
 */
#include "libar/receivable.h"

#include <stdlib.h>

const char *const ar_exclude_words[] = {
	"affiliate", "employee", "foreign", "government", "bill_and_hold",
	"consignment", "progress", "retainage", "cod", "prebilled", NULL
};

void
ar_portfolio_release(struct ar_portfolio *p)
{
	free(p->item);
	free(p->obligor);
	free(p->ccy);
	ar_arena_free(&p->arena);
}

void
ar_portfolio_add(struct ar_portfolio *p, const struct ar_receivable *item)
{
	struct ar_receivable *r;

	p->item = ar_grow(p->item, p->n + 1, sizeof *p->item);
	r = &p->item[p->n];
	*r = *item;
	r->invoice_id = ar_arena_copy(&p->arena, item->invoice_id);
	r->customer_id = ar_arena_copy(&p->arena, item->customer_id);
	r->customer_name = ar_arena_copy(&p->arena, item->customer_name);
	r->order = p->n++;
}

static int
cmp_obligors(const struct ar_receivable *a, const struct ar_receivable *b)
{
	int order = ar_slice_cmp(a->customer_id, b->customer_id);

	return order != 0 ? order : strcmp(a->ccy.code, b->ccy.code);
}

/* Documents of one number, which differ in kind: not as they came. */
static int
cmp_rest(const struct ar_receivable *a, const struct ar_receivable *b)
{
	const int64_t of_a[] = {a->kind, a->invoice_date, a->due_date,
	    a->open, (int64_t)a->order};
	const int64_t of_b[] = {b->kind, b->invoice_date, b->due_date,
	    b->open, (int64_t)b->order};

	for (size_t i = 0; i < sizeof of_a / sizeof *of_a; i++)
		if (of_a[i] != of_b[i])
			return of_a[i] < of_b[i] ? -1 : 1;
	return 0;
}

static int
cmp_receivables(const void *x, const void *y)
{
	const struct ar_receivable *a = x, *b = y;
	int order = cmp_obligors(a, b);

	if (order == 0)
		order = ar_slice_cmp(a->invoice_id, b->invoice_id);
	if (order == 0)
		order = (a->instalment > b->instalment) -
		    (a->instalment < b->instalment);
	return order != 0 ? order : cmp_rest(a, b);
}

static int
cmp_ccys(const void *x, const void *y)
{
	const struct ar_ccy *a = x, *b = y;

	return strcmp(a->code, b->code);
}

static void
find_obligors(struct ar_portfolio *p)
{
	for (size_t i = 0; i < p->n; i++) {
		if (i == 0 || cmp_obligors(&p->item[i - 1], &p->item[i]) !=
		    0) {
			p->obligor = ar_grow(p->obligor, p->nobligors + 1,
			    sizeof *p->obligor);
			p->obligor[p->nobligors++] =
			    (struct ar_obligor){.first = i};
		}
		p->obligor[p->nobligors - 1].n++;
		if (p->item[i].open < 0)
			p->obligor[p->nobligors - 1].has_credits = true;
	}
}

static void
number_currencies(struct ar_portfolio *p)
{
	if (p->nccys > 1)
		qsort(p->ccy, p->nccys, sizeof *p->ccy, cmp_ccys);
	for (size_t i = 0; i < p->nobligors; i++)
		p->obligor[i].ccy = (size_t)ar_portfolio_ccy(p,
		    &p->item[p->obligor[i].first].ccy);
}

/* The list is not sorted yet; whether it is new. */
static bool
add_ccy(struct ar_portfolio *p, const struct ar_ccy *ccy)
{
	for (size_t k = 0; k < p->nccys; k++)
		if (cmp_ccys(&p->ccy[k], ccy) == 0)
			return false;
	p->ccy = ar_grow(p->ccy, p->nccys + 1, sizeof *p->ccy);
	p->ccy[p->nccys++] = *ccy;
	return true;
}

void
ar_portfolio_add_ccy(struct ar_portfolio *p, const struct ar_ccy *ccy)
{
	if (add_ccy(p, ccy))
		number_currencies(p);
}

void
ar_portfolio_sort(struct ar_portfolio *p)
{
	if (p->n > 1)
		qsort(p->item, p->n, sizeof *p->item, cmp_receivables);
	find_obligors(p);
	for (size_t i = 0; i < p->nobligors; i++)
		(void)add_ccy(p, &p->item[p->obligor[i].first].ccy);
	number_currencies(p);
}

ptrdiff_t
ar_portfolio_ccy(const struct ar_portfolio *p, const struct ar_ccy *ccy)
{
	const struct ar_ccy *found = p->nccys == 0 ? NULL :
	    bsearch(ccy, p->ccy, p->nccys, sizeof *p->ccy, cmp_ccys);

	return found == NULL ? -1 : found - p->ccy;
}
