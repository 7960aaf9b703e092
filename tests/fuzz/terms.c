/*
 * tests/fuzz/terms.c
 * Purpose: payment terms mean one thing, however often they are written.
 *
 * A text that is taken is written canonically, and read again; what it means
 * is held against what terms must be.  A text that is refused has a remedy,
 * and the terms that the remedy offers are taken.
 */
#include "libar/schedule.h"
#include "tests/fuzz/plain.h"
#include "tests/fuzz/target.h"

const char *const fuzz_words[] = {
	"net ", "30", " ", "2/10 ", "eom", "+", "%", ", ", "days ", "n/", "/",
	"day 10 +1m", "then eom", "then day 10", "from next month", "prepay",
	"cod", "due on receipt", "net monthly", "10th prox", "mfi", "10-60x",
	"rog", "as of 2026-05-01", "cutoff 25", "late 1.5%/mo", "late 8% p.a.",
	"grace 5", "deposit 30%", "balance", "50% ", "33.333333", "9999",
	"jours fin de mois", "end of month", ";", ".", "m", "C.O.D.",
	"40/30/30",
	"+99m", "31", "0", "100%", NULL
};

const size_t fuzz_most = 600;

static int
parse(struct ar_terms *t, struct ar_slice text, struct ar_buf *remedy)
{
	int result;

	remedy->n = 0;
	*t = (struct ar_terms){.late_grace = 0};
	result = ar_terms_parse(t, text, remedy);
	need((result == AR_OK) == (remedy->n == 0),
	    "a refusal has a remedy, and nothing else has");
	return result;
}

static bool
has_day(const struct ar_when *w)
{
	return w->kind == AR_WHEN_DAY_MONTHS || w->kind == AR_WHEN_DAYS_DAY ||
	    w->kind == AR_WHEN_DAYS_DAY_MONTHS;
}

static bool
has_months(const struct ar_when *w)
{
	return w->kind == AR_WHEN_EOM_MONTHS ||
	    w->kind == AR_WHEN_DAY_MONTHS ||
	    w->kind == AR_WHEN_DAYS_DAY_MONTHS;
}

/* In all that their kind counts. */
static bool
same_when(const struct ar_when *a, const struct ar_when *b)
{
	return a->kind == b->kind && a->days == b->days &&
	    (!has_day(a) || a->day == b->day) &&
	    (!has_months(a) || a->months == b->months);
}

static bool
same_part(const struct ar_terms_part *a, const struct ar_terms_part *b)
{
	bool same = a->share == b->share && a->ndiscounts == b->ndiscounts &&
	    a->rog == b->rog && a->as_of == b->as_of &&
	    a->cutoff == b->cutoff && same_when(&a->due, &b->due);

	for (size_t i = 0; same && i < a->ndiscounts; i++)
		same = a->discount[i].rate == b->discount[i].rate &&
		    same_when(&a->discount[i].until, &b->discount[i].until);
	return same;
}

static bool
same(const struct ar_terms *a, const struct ar_terms *b)
{
	bool same = a->nparts == b->nparts && a->late == b->late &&
	    a->late_yearly == b->late_yearly && a->late_grace == b->late_grace;

	for (size_t i = 0; same && i < a->nparts; i++)
		same = same_part(&a->part[i], &b->part[i]);
	return same;
}

static void
check_when(const struct ar_when *w)
{
	need(w->days >= 0 && w->days <= 9999, "days are in their limits");
	if (has_months(w))
		need(w->months >= 0 && w->months <= 99, "months are, too");
	if (has_day(w))
		need(w->day >= 1 && w->day <= 31, "a day is one of a month");
}

static void
check_terms(const struct ar_terms *t)
{
	ar_rate sum = 0;

	need(t->nparts >= 1 && t->nparts <= AR_TERMS_PARTS, "there are parts");
	need(t->late >= 0 && t->late <= AR_RATE_ONE, "a charge is a share");
	for (size_t i = 0; i < t->nparts; i++) {
		const struct ar_terms_part *p = &t->part[i];

		sum += p->share;
		need(p->share > 0 && p->cutoff >= 0 && p->cutoff <= 31 &&
		    p->ndiscounts <= AR_TERMS_DISCOUNTS, "a part is one");
		check_when(&p->due);
		for (size_t k = 0; k < p->ndiscounts; k++) {
			check_when(&p->discount[k].until);
			need(p->discount[k].rate > 0 && (k == 0 ||
			    p->discount[k].rate <= p->discount[k - 1].rate),
			    "rates fall");
		}
	}
	need(sum == AR_RATE_ONE, "the parts are the whole");
}

/* Whether the day is one that the rule can give, by its month's days. */
static bool
may_be(const struct ar_when *w, ar_day day)
{
	struct ar_ymd at = ar_day_ymd(day);
	int last = plain_month_days(at.year, at.month);

	switch (w->kind) {
	case AR_WHEN_EOM_MONTHS:
	case AR_WHEN_DAYS_EOM:
		return at.day == last;
	case AR_WHEN_DAY_MONTHS:
	case AR_WHEN_DAYS_DAY:
	case AR_WHEN_DAYS_DAY_MONTHS:
		return at.day == (w->day < last ? w->day : last);
	case AR_WHEN_EOM:
		at = ar_day_ymd(day - w->days);
		return at.day == plain_month_days(at.year, at.month);
	case AR_WHEN_NEXT_MONTH:
		return ar_day_ymd(day - w->days).day == 1;
	case AR_WHEN_DAYS:
	case AR_WHEN_PREPAY:
	case AR_WHEN_COD:
		break;
	}
	return true;
}

/* Days on and behind the one that is counted from; receipt: of the goods. */
static void
check_days(const struct ar_terms *t, ar_day invoice, ar_day receipt)
{
	for (size_t i = 0; i < t->nparts; i++) {
		const struct ar_terms_part *p = &t->part[i];
		const struct ar_when *w = &p->due;
		ar_day from = p->rog ? receipt : p->as_of != AR_NO_DAY ?
		    p->as_of : invoice;
		ar_day due = ar_terms_day(p, w, invoice, receipt);
		enum { LONGEST = 9999 + 101 * 31 };

		need((due >= from && due <= AR_DAY_MAX && may_be(w, due)) ||
		    (due == AR_NO_DAY && from > AR_DAY_MAX - LONGEST),
		    "what is due is due on a day that the terms name");
		if (w->kind == AR_WHEN_DAYS && due != AR_NO_DAY)
			need(due == from + w->days, "days are counted");
	}
}

static void
check_schedule(const struct ar_terms *t, ar_day invoice, ar_day receipt)
{
	struct ar_schedule s;
	int64_t amount[AR_TERMS_PARTS];
	ar_sum sum = 0;

	if (ar_schedule_make(&s, t, invoice, receipt) == AR_SCHEDULE_FINE)
		for (size_t i = 0; i < s.nparts; i++)
			for (size_t k = 0; k < t->part[i].ndiscounts; k++)
				need(s.part[i].until[k] <= s.part[i].due &&
				    (k == 0 || s.part[i].until[k] >
				    s.part[i].until[k - 1]),
				    "discounts end one after the other");
	need(ar_schedule_split(amount, t, 100001) == AR_OK, "it is split");
	for (size_t i = 0; i < t->nparts; i++)
		sum += amount[i];
	need(sum == 100001, "the parts add up");
}

/* It is taken, or each of the texts between commas is. */
static bool
is_offer(struct ar_slice offer)
{
	struct ar_terms t;
	struct ar_buf remedy = {0};
	bool is = ar_terms_parse(&t, offer, &remedy) == AR_OK;
	bool parts = memchr(offer.p, ',', offer.n) != NULL;

	while (parts && offer.n > 0) {
		remedy.n = 0;
		parts = ar_terms_parse(&t, ar_slice_cut(&offer, ','),
		    &remedy) == AR_OK;
	}
	ar_buf_free(&remedy);
	return is || parts;
}

static size_t
find(struct ar_slice in, struct ar_slice what)
{
	size_t at = 0;

	while (at + what.n <= in.n && memcmp(in.p + at, what.p, what.n) != 0)
		at++;
	return at + what.n <= in.n ? at : in.n;
}

/* "write A or B" */
static void
check_remedy(struct ar_slice remedy)
{
	const struct ar_slice begin = AR_S("write "), or = AR_S(" or ");

	if (remedy.n < begin.n || memcmp(remedy.p, begin.p, begin.n) != 0) {
		need(ar_slice_eq(remedy, AR_S("see ar-terms(1)")),
		    "else the manual is named");
		return;
	}
	remedy = ar_slice(remedy.p + begin.n, remedy.n - begin.n);
	while (remedy.n > 0) {
		size_t n = find(remedy, or);
		size_t used = n == remedy.n ? n : n + or.n;

		need(is_offer(ar_slice(remedy.p, n)),
		    "what a remedy offers is taken");
		remedy = ar_slice(remedy.p + used, remedy.n - used);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ar_buf remedy = {0}, canonical = {0}, again = {0};
	static const ar_day days[] = {1, 735000, 739312, 739313, 3652059};
	struct ar_terms t, other;

	if (parse(&t, fuzz_text(bytes, n), &remedy) != AR_OK)
		check_remedy(ar_buf_slice(&remedy));
	else {
		check_terms(&t);
		ar_terms_format(&canonical, &t);
		need(parse(&other, ar_buf_slice(&canonical), &remedy) ==
		    AR_OK && same(&t, &other), "the canonical text is read "
		    "back as the same");
		ar_terms_format(&again, &other);
		need(ar_slice_eq(ar_buf_slice(&canonical),
		    ar_buf_slice(&again)), "the canonical text stays");
		for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
			check_days(&t, days[i], days[i]);
			check_schedule(&t, days[i], days[i]);
		}
	}
	ar_buf_free(&remedy);
	ar_buf_free(&canonical);
	ar_buf_free(&again);
	return 0;
}
