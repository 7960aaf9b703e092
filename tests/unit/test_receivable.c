/*
 * tests/unit/test_receivable.c
 * Purpose: open documents in order, those who owe them, their currencies.
 */
#include "libar/receivable.h"

#include <stdio.h>

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

enum { DOCUMENTS = 5, MANY = 3000 };

/* Texts that are gone when the document was added. */
struct text {
	char customer_id[8], ccy[4], invoice_id[16];
	unsigned instalment;
};

static const struct row {
	const char *name;
	size_t n;
	struct text item[DOCUMENTS];    /* as they arrive */
	const char *items, *obligors, *ccys;
} rows[] = {
	{"nothing", 0, {{"", "", "", 0}}, "", "", ""},
	{"one", 1, {{"c", "EUR", "1", 0}}, "c/EUR/1/0/0 ", "0+1 c EUR; ",
	    "EUR "},
	{"customers in bytes", 4, {{"b", "EUR", "1", 0},
	    {"a2", "EUR", "1", 0}, {"B", "EUR", "1", 0},
	    {"a10", "EUR", "1", 0}},
	    "B/EUR/1/0/2 a10/EUR/1/0/3 a2/EUR/1/0/1 b/EUR/1/0/0 ",
	    "0+1 B EUR; 1+1 a10 EUR; 2+1 a2 EUR; 3+1 b EUR; ", "EUR "},
	{"a name that begins another", 2, {{"ab", "EUR", "1", 0},
	    {"a", "EUR", "2", 0}}, "a/EUR/2/0/1 ab/EUR/1/0/0 ",
	    "0+1 a EUR; 1+1 ab EUR; ", "EUR "},
	{"without a name", 2, {{"a", "", "1", 0}, {"", "", "1", 0}},
	    "//1/0/1 a//1/0/0 ", "0+1  ; 1+1 a ; ", " "},
	{"customer before currency", 3, {{"a", "USD", "1", 0},
	    {"b", "EUR", "1", 0}, {"a", "EUR", "2", 0}},
	    "a/EUR/2/0/2 a/USD/1/0/0 b/EUR/1/0/1 ",
	    "0+1 a EUR; 1+1 a USD; 2+1 b EUR; ", "EUR USD "},
	{"currency before invoice", 3, {{"a", "USD", "1", 0},
	    {"a", "", "9", 0}, {"a", "USD", "0", 0}},
	    "a//9/0/1 a/USD/0/0/2 a/USD/1/0/0 ", "0+1 a ; 1+2 a USD; ",
	    " USD "},
	{"invoices in bytes", 4, {{"a", "EUR", "9", 0},
	    {"a", "EUR", "10", 0}, {"a", "EUR", "1", 9},
	    {"a", "EUR", "A", 0}},
	    "a/EUR/1/9/2 a/EUR/10/0/1 a/EUR/9/0/0 a/EUR/A/0/3 ",
	    "0+4 a EUR; ", "EUR "},
	{"instalments as numbers", 4, {{"a", "EUR", "1", 10},
	    {"a", "EUR", "1", 2}, {"a", "EUR", "1", 0},
	    {"a", "EUR", "1", 999}},
	    "a/EUR/1/0/2 a/EUR/1/2/1 a/EUR/1/10/0 a/EUR/1/999/3 ",
	    "0+4 a EUR; ", "EUR "},
	{"then as they came", 5, {{"a", "EUR", "1", 1},
	    {"a", "EUR", "1", 0}, {"a", "EUR", "1", 1},
	    {"a", "EUR", "1", 1}, {"a", "EUR", "1", 0}},
	    "a/EUR/1/0/1 a/EUR/1/0/4 a/EUR/1/1/0 a/EUR/1/1/2 a/EUR/1/1/3 ",
	    "0+5 a EUR; ", "EUR "},
	{"currencies", 5, {{"a", "USD", "1", 0}, {"b", "JPY", "1", 0},
	    {"c", "", "1", 0}, {"d", "EUR", "1", 0}, {"e", "USD", "1", 0}},
	    "a/USD/1/0/0 b/JPY/1/0/1 c//1/0/2 d/EUR/1/0/3 e/USD/1/0/4 ",
	    "0+1 a USD; 1+1 b JPY; 2+1 c ; 3+1 d EUR; 4+1 e USD; ",
	    " EUR JPY USD "},
};

static void
add(struct ar_portfolio *p, const struct text *from)
{
	struct text copy = *from;
	char name[16];
	struct ar_receivable r = {.instalment = (uint16_t)copy.instalment,
	    .open = -7, .order = 99};

	(void)snprintf(name, sizeof name, "%s & Co", copy.customer_id);
	r.customer_id = ar_slice_of(copy.customer_id);
	r.customer_name = ar_slice_of(name);
	r.invoice_id = ar_slice_of(copy.invoice_id);
	assert_int_equal(ar_ccy_parse(&r.ccy, ar_slice_of(copy.ccy)), AR_OK);
	ar_portfolio_add(p, &r);
	memset(&copy, '?', sizeof copy);
	memset(name, '?', sizeof name);
}

static void
print_items(const struct ar_portfolio *p, struct ar_buf *text)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct ar_receivable *r = &p->item[i];

		ar_buf_addf(text, "%.*s/%s/%.*s/%u/%zu ",
		    (int)r->customer_id.n, r->customer_id.p, r->ccy.code,
		    (int)r->invoice_id.n, r->invoice_id.p, r->instalment,
		    r->order);
		assert_int_equal(r->open, -7);
		assert_int_equal(r->customer_name.n, r->customer_id.n + 5);
		assert_memory_equal(r->customer_name.p, r->customer_id.p,
		    r->customer_id.n);
	}
	ar_buf_add(text, AR_S("\0"));
}

/* The place of the first, how many, whose, and in which currency. */
static void
print_obligors(const struct ar_portfolio *p, struct ar_buf *text)
{
	for (size_t i = 0; i < p->nobligors; i++) {
		const struct ar_obligor *o = &p->obligor[i];
		struct ar_slice name = p->item[o->first].customer_id;

		ar_buf_addf(text, "%zu+%zu %.*s %s; ", o->first, o->n,
		    (int)name.n, name.p, p->ccy[o->ccy].code);
		assert_true(o->exclude == AR_EXCLUDE_NONE && o->contra == 0);
	}
	ar_buf_add(text, AR_S("\0"));
}

static void
print_ccys(const struct ar_portfolio *p, struct ar_buf *text)
{
	for (size_t i = 0; i < p->nccys; i++)
		ar_buf_addf(text, "%s ", p->ccy[i].code);
	ar_buf_add(text, AR_S("\0"));
}

static void
check_print(const char *name, const struct ar_portfolio *p,
    void (*print)(const struct ar_portfolio *, struct ar_buf *),
    const char *want)
{
	struct ar_buf text = {0};

	print(p, &text);
	if (strcmp(text.p, want) != 0)
		fail_msg("%s: %s\nwant: %s", name, text.p, want);
	ar_buf_free(&text);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		struct ar_portfolio p = {0};

		for (size_t k = 0; k < row->n; k++)
			add(&p, &row->item[k]);
		ar_portfolio_sort(&p);
		check_print(row->name, &p, print_items, row->items);
		check_print(row->name, &p, print_obligors, row->obligors);
		check_print(row->name, &p, print_ccys, row->ccys);
		ar_portfolio_release(&p);
	}
}

static const struct {
	const char *code;
	ptrdiff_t number;
} ccys[] = {
	{"", 0}, {"EUR", 1}, {"JPY", 2}, {"USD", 3}, {"AED", -1},
	{"GBP", -1}, {"ZAR", -1},
};

static void
test_ccys(void **state)
{
	struct ar_portfolio p = {0};

	(void)state;
	assert_int_equal(ar_portfolio_ccy(&p,
	    &(struct ar_ccy)AR_CCY_UNNAMED), -1);
	for (size_t k = 0; k < DOCUMENTS; k++)
		add(&p, &rows[ROWS(rows) - 1].item[k]);
	ar_portfolio_sort(&p);
	for (size_t i = 0; i < ROWS(ccys); i++) {
		struct ar_ccy ccy;

		assert_int_equal(ar_ccy_parse(&ccy,
		    ar_slice_of(ccys[i].code)), AR_OK);
		check(ccys[i].code,
		    ar_portfolio_ccy(&p, &ccy) == ccys[i].number);
	}
	assert_int_equal(p.ccy[2].digits, 0);
	ar_portfolio_release(&p);
}

/* More than one block of texts; those that came last stand first. */
static void
test_many(void **state)
{
	struct ar_portfolio p = {0};

	(void)state;
	for (unsigned i = 0; i < MANY; i++) {
		struct text t = {.ccy = "EUR", .instalment = MANY - i};

		(void)snprintf(t.customer_id, sizeof t.customer_id, "%04u",
		    (MANY - 1 - i) / 3);
		(void)snprintf(t.invoice_id, sizeof t.invoice_id, "%09u",
		    MANY - 1 - i);
		add(&p, &t);
	}
	ar_portfolio_sort(&p);
	assert_int_equal(p.n, MANY);
	assert_int_equal(p.nobligors, MANY / 3);
	assert_int_equal(p.nccys, 1);
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(p.item[i].order, MANY - 1 - i);
	for (size_t i = 0; i < p.nobligors; i++)
		assert_true(p.obligor[i].first == 3 * i &&
		    p.obligor[i].n == 3);
	ar_portfolio_release(&p);
}

static void
test_words(void **state)
{
	static const char *const words[] = {
		[AR_EXCLUDE_AFFILIATE] = "affiliate",
		[AR_EXCLUDE_EMPLOYEE] = "employee",
		[AR_EXCLUDE_FOREIGN] = "foreign",
		[AR_EXCLUDE_GOVERNMENT] = "government",
		[AR_EXCLUDE_BILL_AND_HOLD] = "bill_and_hold",
		[AR_EXCLUDE_CONSIGNMENT] = "consignment",
		[AR_EXCLUDE_PROGRESS] = "progress",
		[AR_EXCLUDE_RETAINAGE] = "retainage",
		[AR_EXCLUDE_COD] = "cod",
		[AR_EXCLUDE_PREBILLED] = "prebilled",
	};

	(void)state;
	for (size_t i = 1; i < ROWS(words); i++)
		assert_string_equal(ar_exclude_words[i - 1], words[i]);
	assert_null(ar_exclude_words[ROWS(words) - 1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows), cmocka_unit_test(test_ccys),
		cmocka_unit_test(test_many), cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
