/*
 * libar/importcell.c
 * Purpose: the clean cells of a row as dates, amounts and words.
 */
#include "libar/importcell.h"

#include <stdio.h>

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

/* Codes in small letters are good; the row's, else that of the option. */
int
ar_import_currency(struct ar_ccy *ccy, const struct ar_import_options *o,
    const struct ar_import_texts *t)
{
	ptrdiff_t c = o->map.stream->currency;
	struct ar_slice text = c < 0 ? AR_S("") : t->text[c];
	char code[sizeof ccy->code];

	*ccy = o->currency;
	if (text.n == 0)
		return AR_OK;
	if (text.n >= sizeof code)
		return AR_EDATA;
	for (size_t i = 0; i < text.n; i++)
		code[i] = text.p[i] >= 'a' && text.p[i] <= 'z' ?
		    (char)(text.p[i] - 'a' + 'A') : text.p[i];
	return ar_ccy_parse(ccy, ar_slice(code, text.n));
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

int
ar_import_amount(int64_t *minor, bool *noise,
    const struct ar_import_reading *r, size_t column, struct ar_slice text,
    const struct ar_ccy *ccy)
{
	unsigned marks = marks_of(r->dialect);
	const char *unit = ccy->code[0] == '\0' ? "an unnamed currency" :
	    ccy->code;
	struct ar_foreign_amount f;
	enum ar_money_err err = ar_foreign_amount(&f, text, ccy->code);
	struct ar_quoted q;
	char digits[4];

	*noise = false;
	if (err == AR_MONEY_OK && (ar_foreign_amount_marks(&f) & marks) == 0)
		err = AR_MONEY_FORM;
	if (err == AR_MONEY_OK && !ar_mark_fits(f.mark, ccy->code))
		return refuse(r, AR_M_OTHER_MONEY, column,
		    (const char *const[3]){ar_quote(&q, text), unit, ""});
	if (err == AR_MONEY_OK)
		err = ar_foreign_minor(minor, noise, &f, marks, ccy->digits);
	if (err == AR_MONEY_OK)
		return AR_OK;
	(void)snprintf(digits, sizeof digits, "%u", ccy->digits);
	return refuse(r, amount_message(&f, err, marks), column,
	    (const char *const[3]){ar_quote(&q, text), digits, unit});
}

/* Whether the text begins as an ISO date does. */
static bool
looks_iso(struct ar_slice text)
{
	return text.n >= AR_DAY_TEXT && text.p[4] == '-' && text.p[7] == '-';
}

static int
read_date(ar_day *day, const struct ar_import_reading *r, size_t column,
    struct ar_slice text)
{
	const struct ar_dialect *d = r->dialect;
	struct ar_foreign_day f;
	enum ar_day_err err;

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
	if (s.n == 0 || s.n > 3 || s.p[0] == '0')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

/* The amount of a cell is added to the column's, or taken from it. */
static int
add_amount(struct ar_import_record *rec, const struct ar_import_reading *r,
    size_t column, struct ar_slice text, bool minus)
{
	int64_t minor, *sum = &rec->minor[column];
	bool noise;

	if (text.n == 0)
		return AR_OK;
	if (ar_import_amount(&minor, &noise, r, column, text, &rec->ccy) !=
	    AR_OK)
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

	if (add_amount(rec, r, i, t->text[i], false) != AR_OK)
		return AR_EDATA;
	for (size_t k = 0; k < map->nparts; k++) {
		int64_t before = rec->minor[i];

		if (!ar_map_part_is_of(&map->part[k], i))
			continue;
		if (add_amount(rec, r, i, t->part[k],
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

/* Whether the column's own cell says something, or a part of it does. */
static bool
is_filled(const struct ar_import_map *map, const struct ar_import_texts *t,
    size_t column)
{
	bool filled = t->text[column].n > 0;

	for (size_t k = 0; k < map->nparts; k++)
		filled = filled || (ar_map_part_is_of(&map->part[k], column) &&
		    t->part[k].n > 0);
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

int
ar_import_record_read(struct ar_import_record *rec,
    const struct ar_import_reading *r, const struct ar_import_texts *t)
{
	const struct ar_stream *s = stream_of(r->options);
	ptrdiff_t ccy = r->options->map.stream->currency;
	int result = AR_OK;

	*rec = (struct ar_import_record){.at = r->at};
	if (ar_import_currency(&rec->ccy, r->options, t) != AR_OK) {
		rec->ccy = r->options->currency;
		return refuse_text(r, AR_M_BAD_CURRENCY, (size_t)ccy,
		    t->text[ccy]);
	}
	for (size_t i = 0; i < s->n; i++) {
		rec->text[i] = t->text[i];
		if (!is_filled(&r->options->map, t, i))
			continue;
		if (read_cell(rec, r, t, i) != AR_OK)
			result = AR_EDATA;
		else
			rec->filled |= AR_BIT(i);
		if (result != AR_OK)
			break;
	}
	return result;
}

static bool
days_agree(const void *value, unsigned orders)
{
	return ar_foreign_day_under(value, orders) != AR_NO_DAY;
}

static bool
amounts_agree(const void *value, unsigned marks)
{
	return ar_foreign_amount_agrees(value, marks);
}

static int
conflict(const struct ar_clue *clue, enum ar_msg msg,
    const struct ar_clue_cell *cell, struct ar_diag *diag)
{
	struct ar_quoted q;
	char line[24];

	(void)snprintf(line, sizeof line, "%llu",
	    (unsigned long long)clue->proof.line);
	ar_diag_say(diag, &(struct ar_say){msg, cell->at, cell->column,
	    {ar_quote(&q, cell->text), line}});
	return AR_ESTOP;
}

static int
see_date(struct ar_dialect *d, struct ar_clue_cell *cell,
    struct ar_diag *diag)
{
	struct ar_foreign_day f;

	if (d->dates.given || ar_foreign_day(&f, cell->text) != AR_DAY_OK)
		return AR_OK;
	cell->ways = ar_foreign_day_orders(&f);
	return ar_clue_see(&d->dates, cell, days_agree, &f, &d->arena) ==
	    AR_OK ? AR_OK : conflict(&d->dates, AR_M_DATE_CONFLICT, cell,
	    diag);
}

static int
see_amount(struct ar_dialect *d, struct ar_clue_cell *cell,
    const struct ar_ccy *ccy, struct ar_diag *diag)
{
	struct ar_foreign_amount f;

	if (d->marks.given || ar_foreign_amount(&f, cell->text, ccy->code) !=
	    AR_MONEY_OK)
		return AR_OK;
	cell->ways = ar_foreign_amount_marks(&f);
	return ar_clue_see(&d->marks, cell, amounts_agree, &f, &d->arena) ==
	    AR_OK ? AR_OK : conflict(&d->marks, AR_M_MARK_CONFLICT, cell,
	    diag);
}

/* A cell of a column, its own or a part's. */
static int
see_cell(struct ar_dialect *d, struct ar_clue_cell *cell, enum ar_type type,
    const struct ar_ccy *ccy, bool totals, struct ar_diag *diag)
{
	if (cell->text.n == 0)
		return AR_OK;
	if (type == AR_DATE && !totals)
		return see_date(d, cell, diag);
	return type == AR_AMOUNT ? see_amount(d, cell, ccy, diag) : AR_OK;
}

int
ar_dialect_see(struct ar_dialect *d, const struct ar_import_options *o,
    const struct ar_import_texts *t, struct ar_where at, bool totals,
    struct ar_diag *diag)
{
	const struct ar_import_map *map = &o->map;
	const struct ar_stream *s = stream_of(o);
	struct ar_clue_cell cell = {.at = at};
	struct ar_ccy ccy;
	int result = AR_OK;

	if (ar_import_currency(&ccy, o, t) != AR_OK)
		return AR_OK;
	for (size_t i = 0; i < s->n && result == AR_OK; i++) {
		cell.text = t->text[i];
		cell.column = ar_slice_of(s->column[i].name);
		result = see_cell(d, &cell, map->type[i], &ccy, totals, diag);
	}
	for (size_t i = 0; i < map->nparts && result == AR_OK; i++) {
		size_t column = map->part[i].column;

		/* Such a part stands in the column, where it is used. */
		cell.text = map->part[i].use == AR_MAP_ELSE ? AR_S("") :
		    t->part[i];
		cell.column = ar_slice_of(s->column[column].name);
		result = see_cell(d, &cell, map->type[column], &ccy, totals,
		    diag);
	}
	for (size_t i = 0; i < map->ncells && result == AR_OK; i++) {
		cell.text = t->cell[i];
		cell.column = map->cell[i].header.text[0];
		result = see_cell(d, &cell, AR_AMOUNT, &ccy, totals, diag);
	}
	return result;
}

void
ar_dialect_init(struct ar_dialect *d, const struct ar_import_map *map)
{
	const struct ar_date_format *format = &map->dates;

	*d = (struct ar_dialect){.format = *format};
	d->dates.possible = format->orders != 0 ? format->orders :
	    AR_ANY_ORDER;
	d->dates.given = format->orders != 0 || format->iso ||
	    format->pattern != NULL;
	d->marks.possible = map->decimal == '.' ? 1U << AR_POINT :
	    map->decimal == ',' ? 1U << AR_COMMA : AR_ANY_MARK;
	d->marks.given = map->decimal != '\0';
}

void
ar_dialect_release(struct ar_dialect *d)
{
	ar_arena_free(&d->arena);
}

bool
ar_dialect_is_open(const struct ar_dialect *d)
{
	return ar_clue_is_open(&d->dates) || ar_clue_is_open(&d->marks);
}

void
ar_dialect_refuse(const struct ar_dialect *d, struct ar_diag *diag)
{
	const struct ar_clue *clue[] = {&d->dates, &d->marks};
	static const enum ar_msg msg[] = {AR_M_DATE_ORDER, AR_M_DECIMAL_MARK};
	struct ar_quoted q;

	for (size_t i = 0; i < 2; i++)
		if (ar_clue_is_open(clue[i]))
			ar_diag_say(diag, &(struct ar_say){msg[i],
			    clue[i]->open_at, clue[i]->open_column,
			    {ar_quote(&q, clue[i]->open_text)}});
}
