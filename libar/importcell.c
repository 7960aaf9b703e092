/*
 * libar/importcell.c
 * Purpose: the clean cells of a row as dates, amounts and words.
 */
#include "libar/importcell.h"

#include <stdio.h>

#include "libar/foreignproduct.h"

static const struct ar_stream *
stream_of(const struct ar_import_options *o)
{
	return o->map.stream->stream;
}

struct ar_slice
ar_import_called(const struct ar_import_reading *r, size_t column)
{
	return r->header.n > 0 &&
	    (ptrdiff_t)column == r->options->map.stream->amount ? r->header :
	    ar_slice_of(stream_of(r->options)->column[column].name);
}

static int
refuse(const struct ar_import_reading *r, enum ar_msg msg, size_t column,
    const char *const *arg)
{
	ar_diag_refuse(r->diag, &(struct ar_say){msg, r->at,
	    ar_import_called(r, column),
	    {arg[0], arg[1], arg[2]}});
	return AR_EDATA;
}

static int
refuse_text(const struct ar_import_reading *r, enum ar_msg msg,
    size_t column, struct ar_slice text)
{
	struct ar_quoted q;

	return refuse(r, msg, column,
	    (const char *const[3]){ar_quote(&q, text), "", ""});
}

static unsigned
marks_of(const struct ar_dialect *d)
{
	return d->marks.possible;
}

static enum ar_msg
amount_message(const struct ar_foreign_amount *f, enum ar_money_err err,
    unsigned marks)
{
	if (err == AR_MONEY_RANGE)
		return AR_M_OUT_OF_RANGE;
	if (err == AR_MONEY_DECIMALS)
		return AR_M_DECIMALS;
	if (ar_foreign_amount_marks(f) != 0 &&
	    (ar_foreign_amount_marks(f) & marks) == 0)
		return AR_M_OTHER_MARK;
	return AR_M_FOREIGN_AMOUNT;
}

static const char *
unit_of(const struct ar_ccy *ccy)
{
	return ccy->code[0] == '\0' ? "an unnamed currency" : ccy->code;
}

static int
refuse_amount(const struct ar_import_reading *r, enum ar_msg msg,
    size_t column, struct ar_slice text, const struct ar_ccy *ccy)
{
	struct ar_quoted q;
	char digits[4];

	(void)snprintf(digits, sizeof digits, "%u", ccy->digits);
	return refuse(r, msg, column, (const char *const[3]){
	    ar_quote(&q, text), digits, unit_of(ccy)});
}

/* A number as the file writes them, with a mark of its currency or none. */
static int
read_number(struct ar_foreign_amount *f, const struct ar_import_reading *r,
    size_t column, struct ar_slice text, const struct ar_ccy *ccy)
{
	unsigned marks = marks_of(r->dialect);
	enum ar_money_err err = ar_foreign_amount(f, text, ccy->code);
	struct ar_quoted q;

	if (err == AR_MONEY_OK && (ar_foreign_amount_marks(f) & marks) == 0)
		err = AR_MONEY_FORM;
	if (err != AR_MONEY_OK)
		return refuse_amount(r, amount_message(f, err, marks), column,
		    text, ccy);
	return ar_mark_fits(f->mark, ccy->code) ? AR_OK :
	    refuse(r, AR_M_OTHER_MONEY, column, (const char *const[3]){
	    ar_quote(&q, text), unit_of(ccy), ""});
}

int
ar_import_amount(int64_t *minor, bool *noise,
    const struct ar_import_reading *r, size_t column, struct ar_slice text,
    const struct ar_ccy *ccy)
{
	unsigned marks = marks_of(r->dialect);
	struct ar_foreign_amount f;
	enum ar_money_err err;

	*noise = false;
	if (read_number(&f, r, column, text, ccy) != AR_OK)
		return AR_EDATA;
	err = ar_foreign_minor(minor, noise, &f, marks, ccy->digits);
	return err == AR_MONEY_OK ? AR_OK : refuse_amount(r,
	    amount_message(&f, err, marks), column, text, ccy);
}

/* Price times quantity, of which neither may be empty. */
static int
read_product(int64_t *minor, const struct ar_import_reading *r,
    size_t column, struct ar_slice price, struct ar_slice quantity,
    const struct ar_ccy *ccy)
{
	unsigned marks = marks_of(r->dialect);
	struct ar_foreign_amount f, g;
	struct ar_buf both = {0};
	enum ar_money_err err;
	int result;

	if (price.n == 0 || quantity.n == 0)
		return refuse_text(r, AR_M_EMPTY, column, AR_S(""));
	if (read_number(&f, r, column, price, ccy) != AR_OK ||
	    read_number(&g, r, column, quantity, ccy) != AR_OK)
		return AR_EDATA;
	err = ar_foreign_product(minor, &f, &g, marks, ccy->digits,
	    (r->options->map.round & AR_BIT(column)) != 0);
	if (err == AR_MONEY_OK)
		return AR_OK;
	ar_buf_addf(&both, "%.*s x %.*s", (int)quantity.n, quantity.p,
	    (int)price.n, price.p);
	result = refuse_amount(r, amount_message(&f, err, marks), column,
	    ar_buf_slice(&both), ccy);
	ar_buf_free(&both);
	return result;
}

/* Whether the text begins as an ISO date does. */
static bool
looks_iso(struct ar_slice text)
{
	return text.n >= AR_DAY_TEXT && text.p[4] == '-' && text.p[7] == '-';
}

/* The period is that of the documents; no other day is known by it. */
static int
read_bare(ar_day *day, const struct ar_import_reading *r, size_t column,
    struct ar_slice text)
{
	static const struct ar_period none = {AR_NO_DAY, AR_NO_DAY};
	bool own = (ptrdiff_t)column == r->options->map.stream->date;
	const struct ar_period *p = own ? &r->dialect->period : &none;
	enum ar_day_err err = ar_bare_day(day, text, p);

	if (err == AR_DAY_OK && (p->first == AR_NO_DAY ||
	    (*day >= p->first && *day <= p->last)))
		return AR_OK;
	return refuse_text(r, err == AR_DAY_FORM ? AR_M_NO_YEAR :
	    p->first == AR_NO_DAY ? AR_M_NO_SUCH_DAY : AR_M_OUTSIDE_PERIOD,
	    column, text);
}

static int
read_date(ar_day *day, const struct ar_import_reading *r, size_t column,
    struct ar_slice text)
{
	const struct ar_dialect *d = r->dialect;
	struct ar_foreign_day f;
	enum ar_day_err err;

	if (d->format.bare)
		return read_bare(day, r, column, text);
	if (d->format.pattern != NULL) {
		err = ar_date_format_read(day, &d->format, text);
		return err == AR_DAY_OK ? AR_OK : refuse_text(r,
		    err == AR_DAY_NONE ? AR_M_NO_SUCH_DAY :
		    AR_M_FOREIGN_DATE, column, text);
	}
	err = ar_foreign_day(&f, text);
	if (err == AR_DAY_NONE)
		return refuse_text(r, AR_M_NO_SUCH_DAY, column, text);
	*day = err != AR_DAY_OK || (d->format.iso && !looks_iso(text)) ?
	    AR_NO_DAY : ar_foreign_day_under(&f, d->dates.possible);
	return *day != AR_NO_DAY ? AR_OK :
	    refuse_text(r, AR_M_FOREIGN_DATE, column, text);
}

static int
read_word(uint8_t *word, const struct ar_import_reading *r, size_t column,
    struct ar_slice text)
{
	const char *const *words = stream_of(r->options)->column[column].words;
	struct ar_buf all = {0};
	struct ar_quoted q;

	*word = ar_import_word(&r->options->map, column, text);
	if (*word != 0)
		return AR_OK;
	for (size_t i = 0; words[i] != NULL; i++)
		ar_buf_addf(&all, "%s%s", i == 0 ? "" : ", ", words[i]);
	ar_buf_addf(&all, "; a map says what others mean");
	ar_buf_add(&all, AR_S("\0"));
	(void)refuse(r, AR_M_BAD_WORD, column,
	    (const char *const[3]){ar_quote(&q, text), all.p, ""});
	ar_buf_free(&all);
	return AR_EDATA;
}

static bool
is_count(struct ar_slice s)
{
	return s.n > 0 && s.n <= 3 && s.p[0] != '0' && ar_slice_is_digits(s);
}

/*
 * The amount of a cell is added to the column's, or taken from it.  times: the
 * quantity of which it is the price, NULL: none.
 */
static int
add_amount(struct ar_import_record *rec, const struct ar_import_reading *r,
    size_t column, struct ar_slice text, const struct ar_slice *times,
    bool minus)
{
	int64_t minor, *sum = &rec->minor[column];
	bool noise = false;
	int result;

	if (text.n == 0 && (times == NULL || times->n == 0))
		return AR_OK;
	result = times != NULL ?
	    read_product(&minor, r, column, text, *times, &rec->ccy) :
	    ar_import_amount(&minor, &noise, r, column, text, &rec->ccy);
	if (result != AR_OK)
		return AR_EDATA;
	rec->noise += noise;
	if (minor < 0 && (r->options->map.bare & AR_BIT(column)) != 0)
		return refuse_text(r, AR_M_SIGNED, column, text);
	if ((minus ? __builtin_sub_overflow(*sum, minor, sum) :
	    __builtin_add_overflow(*sum, minor, sum)) || *sum == INT64_MIN)
		return refuse_text(r, AR_M_OUT_OF_RANGE, column, text);
	return AR_OK;
}

static int
read_amount(struct ar_import_record *rec, const struct ar_import_reading *r,
    const struct ar_import_texts *t, size_t i)
{
	const struct ar_import_map *map = &r->options->map;
	const struct ar_slice *times = NULL;

	for (size_t k = 0; k < map->nparts; k++)
		if (map->part[k].use == AR_MAP_TIMES &&
		    map->part[k].column == i)
			times = &t->part[k];
	if (add_amount(rec, r, i, t->text[i], times, false) != AR_OK)
		return AR_EDATA;
	for (size_t k = 0; k < map->nparts; k++) {
		int64_t before = rec->minor[i];

		if (!ar_map_part_is_of(&map->part[k], i))
			continue;
		if (add_amount(rec, r, i, t->part[k], NULL,
		    map->part[k].use == AR_MAP_MINUS) != AR_OK)
			return AR_EDATA;
		if ((map->sum_part[map->part[k].use] & AR_BIT(i)) != 0)
			rec->summed[i] += rec->minor[i] - before;
	}
	if ((map->sum & AR_BIT(i)) != 0)
		rec->summed[i] = rec->minor[i];
	rec->read[i] = rec->minor[i];
	if (t->negative)
		ar_import_record_turn(rec, i);
	return AR_OK;
}

void
ar_import_record_turn(struct ar_import_record *rec, size_t column)
{
	rec->minor[column] = -rec->minor[column];
	rec->summed[column] = -rec->summed[column];
}

/* Bits of the columns whose own cell says something, or a part of it does. */
static uint64_t
filled_of(const struct ar_import_map *map, const struct ar_import_texts *t)
{
	uint64_t filled = t->filled;

	for (size_t k = 0; k < map->nparts; k++)
		if (ar_map_part_makes(&map->part[k], map->part[k].column) &&
		    t->part[k].n > 0)
			filled |= AR_BIT(map->part[k].column);
	return filled;
}

static int
read_cell(struct ar_import_record *rec, const struct ar_import_reading *r,
    const struct ar_import_texts *t, size_t i)
{
	struct ar_slice text = rec->text[i];

	switch (r->options->map.type[i]) {
	case AR_DATE:
		return read_date(&rec->day[i], r, i, text);
	case AR_AMOUNT:
		return read_amount(rec, r, t, i);
	case AR_WORD:
		return read_word(&rec->word[i], r, i, text);
	case AR_COUNT:
		return is_count(text) ? AR_OK :
		    refuse_text(r, AR_M_BAD_COUNT, i, text);
	case AR_CURRENCY:
	case AR_DECIMAL:
	case AR_ID:
	case AR_PASSED:
	case AR_TEXT:
	case AR_WHOLE:
	case AR_NUMBER:
	case AR_PERCENT:
		break;
	}
	return AR_OK;
}

/* What stands behind the last column of the stream is never looked at. */
void
ar_import_record_begin(struct ar_import_record *rec,
    const struct ar_import_reading *r, const struct ar_import_texts *t)
{
	size_t n = stream_of(r->options)->n;

	rec->at = r->at;
	rec->ccy = r->options->currency;
	rec->filled = 0;
	rec->noise = 0;
	rec->numbered = rec->signed_credit = false;
	memcpy(rec->text, t->text, n * sizeof *rec->text);
	memset(rec->minor, 0, n * sizeof *rec->minor);
	memset(rec->read, 0, n * sizeof *rec->read);
	memset(rec->summed, 0, n * sizeof *rec->summed);
	memset(rec->day, 0, n * sizeof *rec->day);
	memset(rec->word, 0, n * sizeof *rec->word);
}

int
ar_import_record_read(struct ar_import_record *rec,
    const struct ar_import_reading *r, const struct ar_import_texts *t)
{
	const struct ar_import_map *map = &r->options->map;
	ptrdiff_t ccy = map->stream->currency;

	ar_import_record_begin(rec, r, t);
	if (ar_import_currency(&rec->ccy, r->options, t) != AR_OK) {
		rec->ccy = r->options->currency;
		return refuse_text(r, AR_M_BAD_CURRENCY, (size_t)ccy,
		    t->text[ccy]);
	}
	for (uint64_t left = filled_of(map, t); left != 0;) {
		size_t i = ar_bit_take(&left);

		if (read_cell(rec, r, t, i) != AR_OK)
			return AR_EDATA;
		rec->filled |= AR_BIT(i);
	}
	return AR_OK;
}
