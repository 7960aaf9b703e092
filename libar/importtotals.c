/*
 * libar/importtotals.c
 * Purpose: a file's own totals against the sum of its rows.
 */
#include "libar/importtotals.h"

enum { READ, OUT, SIDES };

/* Sums of one currency. */
struct sums {
	ar_sum all[SIDES][AR_COLUMNS_KNOWN];
	ar_sum since[SIDES][AR_COLUMNS_KNOWN];  /* the last total row */
	ar_sum before[AR_HEADINGS][SIDES][AR_COLUMNS_KNOWN];
};

/* A total row, and what it is the sum of. */
struct total {
	const struct ar_import_reading *r;
	struct ar_ccy ccy;
	struct sums *sums;
	ptrdiff_t heading;              /* that it names, or -1 */
};

void
ar_import_totals_init(struct ar_import_totals *t)
{
	*t = (struct ar_import_totals){0};
	ar_map_init(&t->map, sizeof(struct sums));
}

void
ar_import_totals_release(struct ar_import_totals *t)
{
	ar_map_release(&t->map);
	ar_import_headings_release(&t->headings);
}

static struct sums *
sums_of(struct ar_import_totals *t, struct ar_slice code)
{
	if (t->map.n == 0 || !ar_slice_eq(ar_map_key(&t->map, t->number),
	    code))
		t->number = ar_map_put(&t->map, code, NULL);
	return ar_map_value(&t->map, t->number);
}

static void
add(struct sums *s, int side, size_t column, ar_sum minor)
{
	s->all[side][column] += minor;
	s->since[side][column] += minor;
}

void
ar_import_totals_join(struct ar_import_totals *t,
    const struct ar_import_totals *part)
{
	for (size_t i = 0; i < part->map.n; i++) {
		struct sums *to = sums_of(t, ar_map_key(&part->map, i));
		const struct sums *s = ar_map_value(&part->map, i);

		for (int side = 0; side < SIDES; side++)
			for (size_t k = 0; k < AR_COLUMNS_KNOWN; k++)
				add(to, side, k, s->all[side][k]);
		t->closed = false;
	}
	t->turned = t->turned || part->turned;
	t->signed_credits = t->signed_credits || part->signed_credits;
}

void
ar_import_totals_forget(struct ar_import_totals *part)
{
	for (size_t i = 0; i < part->map.n; i++) {
		struct sums *s = ar_map_value(&part->map, i);

		memset(s->all, 0, sizeof s->all);
		memset(s->since, 0, sizeof s->since);
	}
	part->turned = part->signed_credits = false;
}

void
ar_import_totals_add(struct ar_import_totals *t,
    const struct ar_import_record *rec, uint64_t columns, bool goes_out)
{
	struct sums *s = sums_of(t, ar_slice_of(rec->ccy.code));

	t->closed = false;
	t->signed_credits = t->signed_credits || rec->signed_credit;
	columns &= rec->filled;
	while (columns != 0) {
		size_t i = ar_bit_take(&columns);

		add(s, READ, i, rec->read[i]);
		t->turned = t->turned || rec->read[i] != rec->minor[i];
		if (goes_out)
			add(s, OUT, i, rec->minor[i]);
	}
}

void
ar_import_totals_open(struct ar_import_totals *t,
    const struct ar_import_record *rec, const struct ar_import_stream *s)
{
	struct sums *sums = sums_of(t, ar_slice_of(rec->ccy.code));

	add(sums, READ, (size_t)s->balance, rec->read[s->amount]);
	add(sums, OUT, (size_t)s->balance, rec->minor[s->amount]);
}

static int
differs(const struct ar_import_reading *r, size_t column,
    struct ar_slice says, const char *sum)
{
	struct ar_quoted q;

	ar_diag_say(r->diag, &(struct ar_say){AR_M_TOTAL_ROW, r->at,
	    ar_import_called(r, column),
	    {ar_quote(&q, says), sum}});
	return AR_ESTOP;
}

void
ar_import_totals_head(struct ar_import_totals *t, struct ar_slice name)
{
	size_t place = ar_import_headings_open(&t->headings, name);

	for (size_t i = 0; i < t->map.n; i++) {
		struct sums *s = ar_map_value(&t->map, i);

		memcpy(s->before[place], s->all, sizeof s->all);
	}
}

/*
 * Whether it is a sum.  Rows as they were read count only where all credits
 * stand without a sign: else two kinds of signs are added.
 */
static bool
is_sum(const struct ar_import_totals *t, ar_sum says, ar_sum out, ar_sum read)
{
	return out == says ||
	    (read == says && !(t->turned && t->signed_credits));
}

/* *whole: it is the sum of all rows so far, and not of a part of them. */
static int
compare(const struct ar_import_totals *t, const struct total *total,
    size_t column, struct ar_slice says, bool *whole)
{
	const struct sums *s = total->sums;
	bool part = total->heading >= 0, right;
	ar_sum out = s->all[OUT][column], read = s->all[READ][column];
	char text[AR_MONEY_MAX + 1] = "";
	int64_t minor;
	bool noise;

	if (ar_import_amount(&minor, &noise, total->r, column, says,
	    &total->ccy) != AR_OK)
		return AR_ESTOP;
	if (part) {
		out -= s->before[total->heading][OUT][column];
		read -= s->before[total->heading][READ][column];
	}
	right = is_sum(t, minor, out, read);
	*whole = right && !part;
	if (right || (!part && is_sum(t, minor, s->since[OUT][column],
	    s->since[READ][column])))
		return AR_OK;
	text[ar_money_format(text, out, total->ccy.digits)] = '\0';
	return differs(total->r, column, says, text);
}

/* The currency that a total row is in: its own, or the only one there is. */
static int
currency_of(struct ar_ccy *ccy, const struct ar_import_totals *t,
    const struct ar_import_reading *r, const struct ar_import_texts *texts)
{
	ptrdiff_t c = r->options->map.stream->currency;

	if (c >= 0 && texts->text[c].n > 0)
		return ar_import_currency(ccy, r->options, texts);
	*ccy = r->options->currency;
	if (t->map.n > 1)
		return AR_EDATA;
	return t->map.n == 0 ? AR_OK :
	    ar_ccy_parse(ccy, ar_map_key(&t->map, 0));
}

/* Those of the currency that the total row was in; of all where it had none. */
static void
begin_again(struct ar_import_totals *t, const struct ar_ccy *ccy)
{
	for (size_t i = 0; i < t->map.n; i++) {
		struct sums *s = ar_map_value(&t->map, i);

		if (ccy == NULL || ar_slice_eq(ar_map_key(&t->map, i),
		    ar_slice_of(ccy->code)))
			memset(s->since, 0, sizeof s->since);
	}
}

/* An amount that is made of several cells has no total of its own. */
static bool
has_parts(const struct ar_import_map *map, size_t column)
{
	for (size_t i = 0; i < map->nparts; i++)
		if (ar_map_part_makes(&map->part[i], column))
			return true;
	return false;
}

static bool
is_compared(const struct ar_import_totals *t,
    const struct ar_import_reading *r, size_t column)
{
	return !r->options->no_total_check && !t->refused &&
	    !has_parts(&r->options->map, column);
}

/* The cell of a total row in a column. */
static int
check_cell(struct ar_import_totals *t, struct total *total, size_t column,
    struct ar_slice says, bool known)
{
	bool whole = true;

	if (is_compared(t, total->r, column)) {
		if (!known)
			return differs(total->r, column, says,
			    "amounts in several currencies");
		total->sums = sums_of(t, ar_slice_of(total->ccy.code));
		if (compare(t, total, column, says, &whole) != AR_OK)
			return AR_ESTOP;
	}
	t->closed = t->closed || whole;
	return AR_OK;
}

int
ar_import_totals_check(struct ar_import_totals *t,
    const struct ar_import_reading *r, struct ar_slice label,
    const struct ar_import_texts *texts)
{
	struct total total = {.r = r,
	    .heading = ar_import_headings_total(&t->headings, label)};
	bool known = currency_of(&total.ccy, t, r, texts) == AR_OK;

	if (r->options->no_total_check && !t->said)
		ar_diag_say(r->diag, &(struct ar_say){AR_M_NO_TOTAL_CHECK,
		    r->at, {0}, {0}});
	t->said = t->said || r->options->no_total_check;
	for (uint64_t left = texts->filled; left != 0;) {
		size_t i = ar_bit_take(&left);

		if (r->options->map.type[i] == AR_AMOUNT && check_cell(t,
		    &total, i, texts->text[i], known) != AR_OK)
			return AR_ESTOP;
	}
	begin_again(t, known ? &total.ccy : NULL);
	return AR_OK;
}
