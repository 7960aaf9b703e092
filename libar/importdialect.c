/*
 * libar/importdialect.c
 * Purpose: how a foreign file writes dates and amounts, told by its cells.
 */
#include "libar/importdialect.h"

#include <stdio.h>

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

/* A date whose year of four digits stands first is one in any order. */
static bool
begins_with_year(struct ar_slice text)
{
	enum { YEAR = 4 };

	return text.n > YEAR && text.p[YEAR] == '-' &&
	    ar_slice_is_digits(ar_slice(text.p, YEAR));
}

static int
see_date(struct ar_dialect *d, struct ar_clue_cell *cell,
    struct ar_diag *diag)
{
	struct ar_foreign_day f;

	if (d->dates.given || begins_with_year(cell->text) ||
	    ar_foreign_day(&f, cell->text) != AR_DAY_OK)
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

/* What the cells of a row are shown for. */
struct view {
	struct ar_dialect *d;
	struct ar_where at;
	struct ar_ccy ccy;
	bool totals;
	struct ar_diag *diag;
};

/* A cell of a column, its own or a part's, as messages call it. */
static int
see_cell(const struct view *v, enum ar_type type, struct ar_slice text,
    struct ar_slice column)
{
	struct ar_clue_cell cell = {.at = v->at, .text = text,
	    .column = column};

	return type == AR_DATE ? see_date(v->d, &cell, v->diag) :
	    see_amount(v->d, &cell, &v->ccy, v->diag);
}

/* The same, where its text tells anything. */
static int
see_text(const struct view *v, const struct ar_import_map *map,
    size_t column, struct ar_slice text)
{
	enum ar_type type = map->type[column];

	if (text.n == 0 || (type != AR_AMOUNT &&
	    (type != AR_DATE || v->totals)))
		return AR_OK;
	return see_cell(v, type, text,
	    ar_slice_of(map->stream->stream->column[column].name));
}

int
ar_dialect_see(struct ar_dialect *d, const struct ar_import_options *o,
    const struct ar_import_texts *t, struct ar_where at, bool totals,
    struct ar_diag *diag)
{
	const struct ar_import_map *map = &o->map;
	struct view v = {d, at, {"", 0}, totals, diag};
	int result = AR_OK;

	if (ar_import_currency(&v.ccy, o, t) != AR_OK)
		return AR_OK;
	for (uint64_t left = t->filled; left != 0 && result == AR_OK;) {
		size_t i = ar_bit_take(&left);

		result = see_text(&v, map, i, t->text[i]);
	}
	/* A part that stands in the column, where it is used, was seen. */
	for (size_t i = 0; i < map->nparts && result == AR_OK; i++)
		if (map->part[i].use != AR_MAP_ELSE)
			result = see_text(&v, map, map->part[i].column,
			    t->part[i]);
	for (size_t i = 0; i < map->ncells && result == AR_OK; i++)
		if (t->cell[i].n > 0)
			result = see_cell(&v, AR_AMOUNT, t->cell[i],
			    map->cell[i].header.text[0]);
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
	    format->bare || format->pattern != NULL;
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
