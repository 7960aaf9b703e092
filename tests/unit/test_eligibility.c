/*
 * tests/unit/test_eligibility.c
 * Purpose: what each test takes of small ledgers, and that the sums are right.
 */
#include "libar/eligibility.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

enum { AS_OF = 700000, CCYS = 4 };

/*
 * A ledger as text: documents "A1/2 100 inv=91" are the customer's letter,
 * invoice, instalment and open amount; inv, due: days since then; ex: a word;
 * disp: disputed.  Customers "A contra=50 cur=USD" come anywhere.
 */
struct ledger {
	struct ar_portfolio p;
	struct ar_criteria criteria;
	int64_t min_invoice[CCYS];
	struct ar_eligibility e;
};

static int64_t
number_of(struct ar_slice text)
{
	int64_t n = 0;

	assert_int_equal(ar_money_parse(&n, text, 0), AR_MONEY_OK);
	return n;
}

static ar_rate
rate_of(struct ar_slice text)
{
	ar_rate rate = 0;

	assert_int_equal(ar_rate_parse(&rate, text), AR_OK);
	return rate;
}

static struct ar_ccy
ccy_of(struct ar_slice text)
{
	struct ar_ccy ccy;

	assert_int_equal(ar_ccy_parse(&ccy, text), AR_OK);
	return ccy;
}

static uint8_t
word_of(struct ar_slice text)
{
	for (uint8_t i = 0; ar_exclude_words[i] != NULL; i++)
		if (ar_slice_eq(text, ar_slice_of(ar_exclude_words[i])))
			return (uint8_t)(i + 1);
	fail_msg("no such word: %.*s", (int)text.n, text.p);
	return 0;
}

static bool
is(struct ar_slice text, const char *word)
{
	return ar_slice_eq(text, ar_slice_of(word));
}

static void
set_criterion(struct ledger *l, struct ar_slice key, struct ar_slice value)
{
	struct ar_criteria *c = &l->criteria;

	if (is(key, "age"))
		c->max_age = (int32_t)number_of(value);
	else if (is(key, "past"))
		c->max_past_due = (int32_t)number_of(value);
	else if (is(key, "cross") || is(key, "above"))
		c->cross_age = rate_of(value);
	else if (is(key, "conc"))
		c->concentration = rate_of(value);
	else if (is(key, "min"))
		for (size_t i = 0; i < CCYS; i++)
			l->min_invoice[i] = number_of(value);
	else
		fail_msg("no such criterion: %.*s", (int)key.n, key.p);
	if (is(key, "above"))
		c->cross_age_above = true;
}

static void
set_cell(struct ar_receivable *r, struct ar_slice key, struct ar_slice value)
{
	if (is(key, "sold"))
		r->sold = true;
	else if (is(key, "charge"))
		r->kind = AR_KIND_FINANCE_CHARGE;
	else if (is(key, "deposit"))
		r->kind = AR_KIND_DEPOSIT;
	else if (is(key, "inv"))
		r->invoice_date = (ar_day)(AS_OF - number_of(value));
	else if (is(key, "due"))
		r->due_date = (ar_day)(AS_OF - number_of(value));
	else if (is(key, "disp"))
		r->disputed = number_of(value);
	else if (is(key, "cur"))
		r->ccy = ccy_of(value);
	else if (is(key, "ex"))
		r->exclude = word_of(value);
	else
		fail_msg("no such cell: %.*s", (int)key.n, key.p);
}

static void
add_document(struct ledger *l, struct ar_slice text)
{
	struct ar_slice name = ar_slice_cut(&text, ' ');
	struct ar_receivable r = {.customer_id = ar_slice(name.p, 1),
	    .customer_name = AR_S(""), .ccy = {"EUR", 2},
	    .kind = AR_KIND_INVOICE, .invoice_date = AS_OF - 30,
	    .due_date = AS_OF};

	if (name.n < 2)
		return;
	r.invoice_id = ar_slice_cut(&name, '/');
	if (name.n > 0)
		r.instalment = (uint16_t)number_of(name);
	r.open = number_of(ar_slice_cut(&text, ' '));
	while (text.n > 0) {
		struct ar_slice value = ar_slice_cut(&text, ' ');
		struct ar_slice key = ar_slice_cut(&value, '=');

		set_cell(&r, key, value);
	}
	ar_portfolio_add(&l->p, &r);
}

/* Of all his currencies, or of one. */
static void
set_customer(struct ledger *l, struct ar_slice text)
{
	struct ar_slice name = ar_slice_cut(&text, ' '), cur = AR_S("");
	struct ar_obligor set = {0};

	if (name.n != 1)
		return;
	while (text.n > 0) {
		struct ar_slice value = ar_slice_cut(&text, ' ');
		struct ar_slice key = ar_slice_cut(&value, '=');

		if (is(key, "ex"))
			set.exclude = word_of(value);
		else if (is(key, "contra"))
			set.contra = number_of(value);
		else
			cur = value;
	}
	for (size_t i = 0; i < l->p.nobligors; i++) {
		struct ar_obligor *o = &l->p.obligor[i];
		const struct ar_receivable *r = &l->p.item[o->first];

		if (!ar_slice_eq(r->customer_id, name) || (cur.n > 0 &&
		    !is(cur, r->ccy.code)))
			continue;
		o->exclude = set.exclude;
		o->contra = set.contra;
	}
}

static void
each_entry(struct ledger *l, const char *text,
    void (*each)(struct ledger *, struct ar_slice))
{
	struct ar_slice rest = ar_slice_of(text);

	while (rest.n > 0)
		each(l, ar_slice_trim(ar_slice_cut(&rest, ';')));
}

static void
no_limits(struct ar_criteria *c)
{
	*c = (struct ar_criteria){AS_OF, AR_NO_LIMIT, AR_NO_LIMIT,
	    AR_NO_LIMIT, false, AR_NO_LIMIT};
}

static void
make(struct ledger *l, const char *criteria, const char *text)
{
	struct ar_slice rest = ar_slice_of(criteria);

	*l = (struct ledger){0};
	no_limits(&l->criteria);
	while (rest.n > 0) {
		struct ar_slice value = ar_slice_cut(&rest, ' ');
		struct ar_slice key = ar_slice_cut(&value, '=');

		set_criterion(l, key, value);
	}
	each_entry(l, text, add_document);
	ar_portfolio_sort(&l->p);
	each_entry(l, text, set_customer);
}

static void
run(struct ledger *l)
{
	ar_sum limit[CCYS];

	ar_eligibility_release(&l->e);
	ar_eligibility_test(&l->e, &l->p, &l->criteria, l->min_invoice);
	for (size_t i = 0; i < l->p.nccys; i++)
		limit[i] = ar_eligibility_limit(&l->e, &l->p, &l->criteria, i);
	ar_eligibility_concentrate(&l->e, &l->p, limit);
}

static void
drop(struct ledger *l)
{
	ar_eligibility_release(&l->e);
	ar_portfolio_release(&l->p);
}

/* "A1/2 left reason=amount": each document, what is left, what was taken. */
static struct ar_buf
print(const struct ledger *l)
{
	struct ar_buf text = {0};
	size_t k = 0;

	for (size_t i = 0; i < l->p.n; i++) {
		const struct ar_receivable *r = &l->p.item[i];

		ar_buf_addf(&text, "%s%.*s", i == 0 ? "" : "; ",
		    (int)r->invoice_id.n, r->invoice_id.p);
		if (r->instalment > 0)
			ar_buf_addf(&text, "/%u", r->instalment);
		ar_buf_addf(&text, " %lld", (long long)l->e.left[i]);
		for (; k < l->e.nexclusions && l->e.exclusion[k].item == i;
		    k++)
			ar_buf_addf(&text, " %s=%lld",
			    ar_reason_word(l->e.exclusion[k].reason),
			    (long long)l->e.exclusion[k].amount);
	}
	ar_buf_add(&text, AR_S("\0"));
	return text;
}

static const struct row {
	const char *name, *criteria, *in, *out;
} rows[] = {
	{"nothing", "age=0 past=0 cross=0 conc=0 min=1", "", ""},
	{"no limits", "", "A1 100 inv=9999 due=9999; A2 -40; B1 1",
	    "A1 100; A2 -40; B1 1"},

	{"sold", "", "A1 100 sold; A2 50", "A1 0 sold=100; A2 50"},
	{"sold is first", "age=90 past=9", "A1 100 sold inv=91 due=10 disp=5 "
	    "ex=cod charge", "A1 0 sold=100"},

	{"over age", "age=90", "A1 10 inv=90; A2 20 inv=91; A3 30 inv=9999",
	    "A1 10; A2 0 over_age=20; A3 0 over_age=30"},
	{"over age of 0 days", "age=0", "A1 10 inv=0; A2 20 inv=1; "
	    "A3 30 inv=-1", "A1 10; A2 0 over_age=20; A3 30"},
	{"age is from the invoice", "age=90", "A1 10 inv=1 due=91", "A1 10"},
	{"past due", "past=60", "A1 10 due=60; A2 20 due=61; A3 5 due=-9",
	    "A1 10; A2 0 past_due=20; A3 5"},
	{"past due is from the due date", "past=0", "A1 10 inv=900 due=0",
	    "A1 10"},
	{"past due of 0 days", "past=0", "A1 10 due=1", "A1 0 past_due=10"},
	{"over age, not past due too", "age=90 past=60",
	    "A1 10 inv=91 due=61", "A1 0 over_age=10"},
	{"old credits stay", "age=90 past=60 cross=50",
	    "A1 -10 inv=900 due=900; A2 30", "A1 -10; A2 30"},

	{"cross age at", "age=90 cross=50", "A1 50 inv=91; A2 50",
	    "A1 0 over_age=50; A2 0 cross_age=50"},
	{"cross age below", "age=90 cross=50", "A1 50 inv=91; A2 51",
	    "A1 0 over_age=50; A2 51"},
	{"cross age above, at", "age=90 above=50", "A1 50 inv=91; A2 50",
	    "A1 0 over_age=50; A2 50"},
	{"cross age above", "age=90 above=50", "A1 51 inv=91; A2 50",
	    "A1 0 over_age=51; A2 0 cross_age=50"},
	{"cross age is exact", "age=90 cross=33.333333",
	    "A1 1 inv=91; A2 2", "A1 0 over_age=1; A2 0 cross_age=2"},
	{"cross age is exact, the next", "age=90 cross=33.333334",
	    "A1 1 inv=91; A2 2", "A1 0 over_age=1; A2 2"},
	{"cross age of both", "age=90 past=60 cross=50",
	    "A1 25 inv=91; A2 25 due=61; A3 50",
	    "A1 0 over_age=25; A2 0 past_due=25; A3 0 cross_age=50"},
	{"cross age, sold beside", "age=90 cross=50",
	    "A1 100 sold; A2 50 inv=91; A3 50",
	    "A1 0 sold=100; A2 0 over_age=50; A3 0 cross_age=50"},
	{"cross age, sold is not aged", "age=90 cross=50",
	    "A1 100 sold inv=91; A2 5", "A1 0 sold=100; A2 5"},
	{"cross age counts debits only", "age=90 cross=60",
	    "A1 50 inv=91; A2 50; A3 -20",
	    "A1 0 over_age=50; A2 50; A3 -20"},
	{"cross age counts debits as they were", "age=90 cross=60",
	    "A1 50 inv=91; A2 50 disp=40",
	    "A1 0 over_age=50; A2 10 disputed=40"},
	{"cross age of 0, nothing aged", "age=90 cross=0", "A1 50", "A1 50"},
	{"cross age of 0", "age=90 cross=0", "A1 1 inv=91; A2 999",
	    "A1 0 over_age=1; A2 0 cross_age=999"},
	{"cross age of 100, at", "age=90 cross=100", "A1 9 inv=91; A2 -4",
	    "A1 0 over_age=9; A2 -4"},
	{"no cross age", "age=90", "A1 99 inv=91; A2 1",
	    "A1 0 over_age=99; A2 1"},
	{"cross age, his credits in part", "age=90 cross=50",
	    "A1 50 inv=91; A2 50; A3 -30 inv=20; A4 -40 inv=40",
	    "A1 0 over_age=50; A2 0 cross_age=50; "
	    "A3 -20 cross_age=-10; A4 0 cross_age=-40"},
	{"cross age of one debtor", "age=90 cross=50",
	    "A1 9 inv=91; A2 9; A3 9 cur=USD; B1 9",
	    "A1 0 over_age=9; A2 0 cross_age=9; A3 9; B1 9"},
	{"cross age of the greatest", "age=90 cross=50",
	    "A1 9223372036854775807 inv=91; A2 9223372036854775807",
	    "A1 0 over_age=9223372036854775807; "
	    "A2 0 cross_age=9223372036854775807"},
	{"crossed, not disputed too", "age=90 cross=50",
	    "A1 50 inv=91; A2 50 disp=20 ex=cod",
	    "A1 0 over_age=50; A2 0 cross_age=50"},

	{"disputed", "", "A1 100 disp=30; A2 100 disp=100; A3 100 disp=101",
	    "A1 70 disputed=30; A2 0 disputed=100; A3 0 disputed=100"},
	{"a disputed credit", "", "A1 -100 disp=30", "A1 -100"},
	{"over age, not disputed too", "age=90", "A1 100 inv=91 disp=30",
	    "A1 0 over_age=100"},
	{"disputed, then a word", "", "A1 100 disp=30 ex=cod",
	    "A1 0 disputed=30 cod=70"},
	{"disputed, then a charge", "", "A1 100 disp=30 charge",
	    "A1 0 disputed=30 finance_charge=70"},
	{"disputed, then below", "min=50", "A1 100 disp=51; A2 100 disp=50",
	    "A1 0 disputed=51 below_minimum=49; A2 50 disputed=50"},

	{"a customer's word", "", "A1 100; A2 7; B1 5; A ex=foreign",
	    "A1 0 foreign=100; A2 0 foreign=7; B1 5"},
	{"in all his currencies", "", "A1 100; A2 7 cur=USD; A ex=foreign",
	    "A1 0 foreign=100; A2 0 foreign=7"},
	{"the first word wins", "", "A1 100 ex=cod; A ex=affiliate",
	    "A1 0 affiliate=100"},
	{"a document's word before", "", "A1 10 ex=affiliate; A2 5; A ex=cod",
	    "A1 0 affiliate=10; A2 0 cod=5"},
	{"a word's credits", "", "A1 100 ex=cod; A2 -30 ex=cod; A3 -20",
	    "A1 0 cod=100; A2 0 cod=-30; A3 -20"},
	{"a word's credits, no further", "",
	    "A1 100 ex=affiliate; A2 50 ex=cod; A3 -80 ex=cod",
	    "A1 0 affiliate=100; A2 0 cod=50; A3 -30 cod=-50"},
	{"a word's credits, just as far", "", "A1 50; A2 -50; A ex=employee",
	    "A1 0 employee=50; A2 0 employee=-50"},
	{"a word's credits alone", "", "A1 -50 ex=cod; A2 30",
	    "A1 -50; A2 30"},
	{"another debtor's credits", "", "A1 50 ex=cod; B1 -50 ex=cod",
	    "A1 0 cod=50; B1 -50"},
	{"credits of two words", "",
	    "A1 50 ex=affiliate; A2 40; A3 -70 ex=affiliate; A ex=cod",
	    "A1 0 affiliate=50; A2 0 cod=40; "
	    "A3 0 affiliate=-50 cod=-20"},
	{"credits in order", "",
	    "A1 100; A3 -40; A2/2 -40; A2/10 -40; A2/1 -10; A4 -5 inv=31; "
	    "A5 -90 inv=29; A ex=retainage",
	    "A1 0 retainage=100; A2/1 0 retainage=-10; "
	    "A2/2 0 retainage=-40; A2/10 0 retainage=-40; "
	    "A3 -35 retainage=-5; A4 0 retainage=-5; A5 -90"},
	{"credits in order of bytes", "", "A1 20; A9 -20; A10 -15; A ex=cod",
	    "A1 0 cod=20; A10 0 cod=-15; A9 -15 cod=-5"},
	{"a word after cross age", "age=90 cross=50",
	    "A1 50 inv=91; A2 50; A3 -70; A ex=cod",
	    "A1 0 over_age=50; A2 0 cross_age=50; A3 -20 cross_age=-50"},

	{"finance charge", "", "A1 10 charge; A2 -10 charge",
	    "A1 0 finance_charge=10; A2 -10"},
	{"deposit", "", "A1 10 deposit; A2 -10 deposit",
	    "A1 0 deposit=10; A2 -10"},
	{"a word, not a charge too", "", "A1 10 charge ex=prebilled",
	    "A1 0 prebilled=10"},

	{"contra", "", "A1 100; A contra=70; B1 100",
	    "A1 30 contra=70; B1 100"},
	{"contra, the net is less", "", "A1 100; A2 -60; A contra=70",
	    "A1 60 contra=40; A2 -60"},
	{"contra, as much", "", "A1 100; A2 -30; A contra=70",
	    "A1 30 contra=70; A2 -30"},
	{"contra, all", "", "A1 100; A2 50; A contra=999",
	    "A1 0 contra=100; A2 0 contra=50"},
	{"contra, net 0", "", "A1 100; A2 -100; A contra=70",
	    "A1 100; A2 -100"},
	{"contra, net below 0", "", "A1 100; A2 -101; A contra=70",
	    "A1 100; A2 -101"},
	{"contra, latest due first", "",
	    "A1 100 due=-1; A2 100 due=-3; A3 100 due=-2; A contra=150",
	    "A1 100; A2 0 contra=100; A3 50 contra=50"},
	{"contra, then the greatest id", "",
	    "A9 100; A10 100; A8 100; A contra=150",
	    "A10 100; A8 50 contra=50; A9 0 contra=100"},
	{"contra, then the greatest instalment", "",
	    "A1/2 100; A1/10 100; A1/9 100; A contra=150",
	    "A1/2 100; A1/9 50 contra=50; A1/10 0 contra=100"},
	{"contra in its currency", "",
	    "A1 100; A2 100 cur=USD; A contra=70 cur=USD",
	    "A1 100; A2 30 contra=70"},
	{"contra of what is left", "age=90",
	    "A1 100 inv=91; A2 50 disp=20; A3 9 deposit; A contra=70",
	    "A1 0 over_age=100; A2 0 disputed=20 contra=30; "
	    "A3 0 deposit=9"},
	{"contra, then below", "min=20",
	    "A1 100; A contra=90; B1 100; B contra=80",
	    "A1 0 contra=90 below_minimum=10; B1 20 contra=80"},

	{"below the minimum", "min=50", "A1 49; A2 50; A3 51; A4 -1",
	    "A1 0 below_minimum=49; A2 50; A3 51; A4 -1"},

	{"concentration, at", "conc=25", "A1 10; B1 10; C1 10; D1 10",
	    "A1 10; B1 10; C1 10; D1 10"},
	{"concentration", "conc=25", "A1 10; B1 11; C1 10; D1 9",
	    "A1 10; B1 10 concentration=1; C1 10; D1 9"},
	{"concentration of two", "conc=25", "A1 40; B1 30; C1 20; D1 10",
	    "A1 25 concentration=15; B1 25 concentration=5; C1 20; D1 10"},
	{"concentration of one", "conc=25", "A1 100",
	    "A1 25 concentration=75"},
	{"concentration of 100", "conc=100", "A1 100; B1 -9",
	    "A1 91 concentration=9; B1 -9"},
	{"concentration of 0", "conc=0", "A1 10; A2 -4; B1 5",
	    "A1 4 concentration=6; A2 -4; B1 0 concentration=5"},
	{"concentration, his credits", "conc=50", "A1 150; A2 -30; B1 80",
	    "A1 130 concentration=20; A2 -30; B1 80"},
	{"concentration, others' credits", "conc=50",
	    "A1 150; B1 -50; C1 100",
	    "A1 100 concentration=50; B1 -50; C1 100"},
	{"concentration, below 0", "conc=50", "A1 100; A2 -10; B1 -150",
	    "A1 10 concentration=90; A2 -10; B1 -150"},
	{"concentration, total 0", "conc=50", "A1 100; B1 -100",
	    "A1 0 concentration=100; B1 -100"},
	{"the limit, half away", "conc=25", "A1 3; B1 3; C1 3; D1 1",
	    "A1 3; B1 3; C1 3; D1 1"},
	{"the limit, just below half", "conc=24.999999",
	    "A1 3; B1 3; C1 3; D1 1",
	    "A1 2 concentration=1; B1 2 concentration=1; "
	    "C1 2 concentration=1; D1 1"},
	{"concentration of what is left", "age=90 conc=50 min=5",
	    "A1 100 inv=91; A2 70; A3 4; B1 40 disp=10",
	    "A1 0 over_age=100; A2 50 concentration=20; "
	    "A3 0 below_minimum=4; B1 30 disputed=10"},
	{"concentration, latest due first", "conc=50",
	    "A1 30 due=-1; A2 30 due=-3; A3 40 due=-2; B1 10",
	    "A1 30; A2 0 concentration=30; A3 25 concentration=15; B1 10"},
	{"concentration, then the greatest", "conc=50",
	    "A9/1 30; A9/2 30; A10 40; B1 10",
	    "A10 40; A9/1 15 concentration=15; A9/2 0 concentration=30; "
	    "B1 10"},
	{"concentration leaves less than the minimum", "conc=50 min=60",
	    "A1 100", "A1 50 concentration=50"},
	{"concentration in each currency", "conc=50",
	    "A1 50; A2 30 cur=USD; B1 50; C1 8 cur=JPY; B2 30 cur=JPY",
	    "A1 50; A2 15 concentration=15; B1 50; "
	    "B2 19 concentration=11; C1 8"},
	{"no limit for the greatest", "",
	    "A1 9223372036854775807; A2 9223372036854775807",
	    "A1 9223372036854775807; A2 9223372036854775807"},
	{"a limit of the greatest", "conc=100",
	    "A1 9223372036854775807; A2 9223372036854775807",
	    "A1 9223372036854775807; A2 9223372036854775807"},

	{"one after the other", "age=90 past=60 cross=90 min=5 conc=50",
	    "A1 100 disp=10; A contra=20; B1 30; C1 9 due=61; C2 1; C3 4",
	    "A1 50 disputed=10 contra=20 concentration=20; B1 30; "
	    "C1 0 past_due=9; C2 0 below_minimum=1; "
	    "C3 0 below_minimum=4"},
};

/* Twice in one struct ar_eligibility: nothing of the first is left. */
static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ledger l;
		struct ar_buf text;

		make(&l, rows[i].criteria, rows[i].in);
		run(&l);
		run(&l);
		text = print(&l);
		if (strcmp(text.p, rows[i].out) != 0)
			fail_msg("%s: %s\nwant: %s", rows[i].name, text.p,
			    rows[i].out);
		ar_buf_free(&text);
		drop(&l);
	}
}

static const char *const words[AR_REASONS] = {
	"sold", "over_age", "past_due", "cross_age", "disputed",
	"affiliate", "employee", "foreign", "government", "bill_and_hold",
	"consignment", "progress", "retainage", "cod", "prebilled",
	"finance_charge", "deposit", "contra", "below_minimum",
	"concentration"
};

static void
test_words(void **state)
{
	(void)state;
	for (unsigned i = 0; i < AR_REASONS; i++)
		assert_string_equal(ar_reason_word((enum ar_reason)i),
		    words[i]);
}

/* Each word of the column takes by its own name, of either file. */
static void
test_each_word(void **state)
{
	(void)state;
	for (uint8_t i = 0; ar_exclude_words[i] != NULL; i++) {
		const char *word = ar_exclude_words[i];
		struct ar_buf in = {0}, text;
		struct ledger l;

		ar_buf_addf(&in, "A1 10 ex=%s; B1 5; B ex=%s%c", word, word,
		    '\0');
		make(&l, "", in.p);
		run(&l);
		text = print(&l);
		in.n = 0;
		ar_buf_addf(&in, "A1 0 %s=10; B1 0 %s=5%c", word, word, '\0');
		assert_string_equal(text.p, in.p);
		assert_int_equal(l.e.reasons[0],
		    UINT32_C(1) << (AR_REASON_EXCLUDED + i));
		ar_buf_free(&text);
		ar_buf_free(&in);
		drop(&l);
	}
}

/* Before the last test all of it is there; the limit is of the currency. */
static void
test_limit(void **state)
{
	struct ledger l;
	ar_sum limit[2];

	(void)state;
	make(&l, "conc=40 min=5", "A1 90; A2 -10; B1 25; C1 4; "
	    "A3 50 cur=USD; B2 -60 cur=USD");
	ar_eligibility_test(&l.e, &l.p, &l.criteria, l.min_invoice);
	for (size_t i = 0; i < 2; i++)
		limit[i] = ar_eligibility_limit(&l.e, &l.p, &l.criteria, i);
	assert_int_equal(limit[0], 42);
	assert_int_equal(limit[1], 0);
	assert_true(ar_eligibility_left(&l.e, &l.p.obligor[0]) == 80);
	l.criteria.concentration = AR_NO_LIMIT;
	assert_true(ar_eligibility_limit(&l.e, &l.p, &l.criteria, 1) ==
	    AR_NO_LIMIT);
	limit[0] = 70;
	limit[1] = 49;
	ar_eligibility_concentrate(&l.e, &l.p, limit);
	assert_true(ar_eligibility_left(&l.e, &l.p.obligor[0]) == 70);
	assert_true(ar_eligibility_left(&l.e, &l.p.obligor[1]) == 49);
	drop(&l);
}

/* Each currency has its own least invoice. */
static void
test_minimums(void **state)
{
	struct ledger l;
	struct ar_buf text;

	(void)state;
	make(&l, "", "A1 30; A2 30 cur=USD; B1 30 cur=JPY");
	l.min_invoice[ar_portfolio_ccy(&l.p, &(struct ar_ccy){"USD", 2})] =
	    31;
	run(&l);
	text = print(&l);
	assert_string_equal(text.p, "A1 30; A2 0 below_minimum=30; B1 30");
	ar_buf_free(&text);
	drop(&l);
}

/* Ledgers by chance, the same in each run. */
enum { LEDGERS = 3000, DOCUMENTS = 12, CUSTOMERS = 3 };

/* From least to most. */
static int32_t
draw(uint64_t *seed, int32_t least, int32_t most)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return least + (int32_t)(*seed % (uint64_t)(most - least + 1));
}

static bool
one_in(uint64_t *seed, int32_t n)
{
	return draw(seed, 1, n) == 1;
}

static struct ar_receivable
draw_document(uint64_t *seed)
{
	static const char letters[] = "ABC", digits[] = "123456789";

	return (struct ar_receivable){
		.customer_id = ar_slice(letters + draw(seed, 0,
		    CUSTOMERS - 1), 1), .customer_name = AR_S(""),
		.invoice_id = ar_slice(digits + draw(seed, 0, 8), 1),
		.instalment = (uint16_t)draw(seed, 0, 2),
		.ccy = one_in(seed, 3) ? (struct ar_ccy){"USD", 2} :
		    (struct ar_ccy){"EUR", 2},
		.kind = (uint8_t)(one_in(seed, 8) ? draw(seed,
		    AR_KIND_FINANCE_CHARGE, AR_KIND_DEPOSIT) :
		    AR_KIND_INVOICE),
		.exclude = (uint8_t)(one_in(seed, 6) ? draw(seed, 1,
		    AR_EXCLUDE_PREBILLED) : 0),
		.sold = one_in(seed, 9),
		.invoice_date = AS_OF - draw(seed, 0, 110),
		.due_date = AS_OF - draw(seed, -20, 70),
		.open = one_in(seed, 3) ? -draw(seed, 1, 90) :
		    draw(seed, 1, 150),
		.disputed = one_in(seed, 4) ? draw(seed, 0, 160) : 0,
	};
}

static void
draw_criteria(struct ledger *l, uint64_t *seed)
{
	struct ar_criteria *c = &l->criteria;

	no_limits(c);
	if (!one_in(seed, 4))
		c->max_age = draw(seed, 60, 110);
	if (one_in(seed, 2))
		c->max_past_due = draw(seed, 0, 70);
	if (!one_in(seed, 4))
		c->cross_age = draw(seed, 0, 100) * (AR_RATE_ONE / 100);
	c->cross_age_above = one_in(seed, 2);
	if (!one_in(seed, 4))
		c->concentration = draw(seed, 0, 100000000);
	for (size_t i = 0; i < CCYS; i++)
		l->min_invoice[i] = one_in(seed, 2) ? 0 : draw(seed, 1, 40);
}

static void
draw_ledger(struct ledger *l, uint64_t *seed)
{
	int32_t n = draw(seed, 1, DOCUMENTS);

	*l = (struct ledger){0};
	draw_criteria(l, seed);
	for (int32_t i = 0; i < n; i++) {
		const struct ar_receivable r = draw_document(seed);

		ar_portfolio_add(&l->p, &r);
	}
	ar_portfolio_sort(&l->p);
	for (size_t i = 0; i < l->p.nobligors; i++) {
		struct ar_obligor *o = &l->p.obligor[i];

		if (one_in(seed, 6))
			o->exclude = (uint8_t)draw(seed, 1,
			    AR_EXCLUDE_PREBILLED);
		if (one_in(seed, 2))
			o->contra = draw(seed, 0, 90);
	}
}

/* What the reasons from the first on took of a document. */
static int64_t
taken_from(const struct ledger *l, size_t item, unsigned first)
{
	int64_t sum = 0;

	for (size_t i = 0; i < l->e.nexclusions; i++)
		if (l->e.exclusion[i].item == item &&
		    l->e.exclusion[i].reason >= first)
			sum += l->e.exclusion[i].amount;
	return sum;
}

static int64_t
taken(const struct ledger *l, size_t item, unsigned reason)
{
	return taken_from(l, item, reason) -
	    taken_from(l, item, reason + 1);
}

/* What was there of a document before the test. */
static int64_t
before(const struct ledger *l, size_t item, unsigned reason)
{
	return l->e.left[item] + taken_from(l, item, reason);
}

/* Each document adds up, and loses nothing of the other sign. */
static void
check_documents(const struct ledger *l)
{
	uint32_t reasons[DOCUMENTS] = {0};

	for (size_t i = 0; i < l->e.nexclusions; i++) {
		const struct ar_exclusion *x = &l->e.exclusion[i];
		int64_t open = l->p.item[x->item].open;

		assert_true(open > 0 ? x->amount > 0 : x->amount < 0);
		reasons[x->item] |= UINT32_C(1) << x->reason;
		assert_true(i == 0 || x[-1].item < x->item ||
		    (x[-1].item == x->item && x[-1].reason < x->reason));
	}
	for (size_t i = 0; i < l->p.n; i++) {
		int64_t open = l->p.item[i].open, left = l->e.left[i];

		assert_true(before(l, i, 0) == open);
		assert_true(open > 0 ? left >= 0 && left <= open :
		    left <= 0 && left >= open);
		assert_true(l->e.reasons[i] == reasons[i]);
	}
}

/* Credits go only with debits of their test and debtor. */
static void
check_credits(const struct ledger *l, const struct ar_obligor *o)
{
	for (unsigned reason = 0; reason < AR_REASONS; reason++) {
		bool whole = reason == AR_REASON_CROSS_AGE ||
		    (reason >= AR_REASON_EXCLUDED &&
		    reason < AR_REASON_FINANCE_CHARGE);
		int64_t debits = 0, credits = 0;

		for (size_t i = o->first; i < o->first + o->n; i++) {
			int64_t amount = taken(l, i, reason);

			debits += amount > 0 ? amount : 0;
			credits -= amount < 0 ? amount : 0;
		}
		assert_true(credits <= debits && (whole || credits == 0));
	}
}

/* Net of the obligor before the test, and what it took. */
static int64_t
net_before(const struct ledger *l, const struct ar_obligor *o,
    unsigned reason, int64_t *took)
{
	int64_t net = 0;

	*took = 0;
	for (size_t i = o->first; i < o->first + o->n; i++) {
		net += before(l, i, reason);
		*took += taken(l, i, reason);
	}
	return net;
}

static void
check_below(const struct ledger *l, const struct ar_obligor *o)
{
	for (size_t i = o->first; i < o->first + o->n; i++) {
		int64_t rest = before(l, i, AR_REASON_BELOW_MINIMUM);
		bool below = rest > 0 && rest < l->min_invoice[o->ccy];

		assert_true(taken(l, i, AR_REASON_BELOW_MINIMUM) ==
		    (below ? rest : 0));
	}
}

/* The share of what is left in the currency, in other words. */
static int64_t
limit_of(const struct ledger *l, size_t ccy)
{
	int64_t total = 0, took, product;

	for (size_t i = 0; i < l->p.nobligors; i++)
		if (l->p.obligor[i].ccy == ccy)
			total += net_before(l, &l->p.obligor[i],
			    AR_REASON_CONCENTRATION, &took);
	if (l->criteria.concentration == AR_NO_LIMIT)
		return INT64_MAX;
	product = total < 0 ? 0 : total * l->criteria.concentration;
	return product / AR_RATE_ONE +
	    (product % AR_RATE_ONE >= AR_RATE_ONE / 2);
}

static void
check_obligor(const struct ledger *l, const struct ar_obligor *o)
{
	int64_t took, want, limit = limit_of(l, o->ccy);
	int64_t net = net_before(l, o, AR_REASON_CONTRA, &took);

	want = net < o->contra ? net : o->contra;
	assert_true(took == (want > 0 ? want : 0));
	net = net_before(l, o, AR_REASON_CONCENTRATION, &took);
	assert_true(took == (net > limit ? net - limit : 0));
	check_credits(l, o);
	check_below(l, o);
}

/* The documents of one currency alone come out as among the others. */
static void
check_alone(const struct ledger *l, size_t ccy)
{
	struct ledger one = {.criteria = l->criteria,
	    .min_invoice = {l->min_invoice[ccy]}};
	size_t k = 0;

	for (size_t i = 0; i < l->p.n; i++)
		if (strcmp(l->p.item[i].ccy.code, l->p.ccy[ccy].code) == 0)
			ar_portfolio_add(&one.p, &l->p.item[i]);
	ar_portfolio_sort(&one.p);
	for (size_t i = 0; i < l->p.nobligors; i++) {
		if (l->p.obligor[i].ccy != ccy)
			continue;
		one.p.obligor[k].exclude = l->p.obligor[i].exclude;
		one.p.obligor[k++].contra = l->p.obligor[i].contra;
	}
	run(&one);
	k = 0;
	for (size_t i = 0; i < l->p.n; i++) {
		if (strcmp(l->p.item[i].ccy.code, l->p.ccy[ccy].code) != 0)
			continue;
		for (unsigned reason = 0; reason < AR_REASONS; reason++)
			assert_true(taken(l, i, reason) ==
			    taken(&one, k, reason));
		assert_true(one.e.left[k++] == l->e.left[i]);
	}
	drop(&one);
}

static void
test_by_chance(void **state)
{
	uint64_t seed = 6;
	uint32_t met = 0;

	(void)state;
	for (unsigned i = 0; i < LEDGERS; i++) {
		struct ledger l;

		draw_ledger(&l, &seed);
		ar_eligibility_test(&l.e, &l.p, &l.criteria,
		    l.min_invoice);
		check_documents(&l);
		run(&l);
		check_documents(&l);
		for (size_t k = 0; k < l.p.nobligors; k++)
			check_obligor(&l, &l.p.obligor[k]);
		for (size_t k = 0; k < l.p.nccys; k++)
			check_alone(&l, k);
		for (size_t k = 0; k < l.p.n; k++)
			met |= l.e.reasons[k];
		drop(&l);
	}
	assert_int_equal(met, (UINT32_C(1) << AR_REASONS) - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows), cmocka_unit_test(test_words),
		cmocka_unit_test(test_each_word),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_minimums),
		cmocka_unit_test(test_by_chance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
