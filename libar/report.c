/*
 * libar/report.c
 * Purpose: a table on its way out: header, rows, alerts, the sum as printed.
 */
#include "libar/report.h"

#include <stdio.h>
#include <stdlib.h>

#include "libar/row.h"

struct column {
	struct ar_slice name;
	enum ar_role role;
};

struct watched {
	const struct ar_alert *alert;
	size_t column;
	uint64_t hits;
	struct ar_slice first;          /* a row's leading cells */
};

struct ar_report {
	struct ar_out *out;
	struct ar_tie *tie;
	struct column *column;
	struct ar_slice *cell;          /* of the row that just ended */
	size_t n, nwatched;
	struct watched *watched;
	uint64_t rows;
	struct ar_ccy ccy;              /* of the row that just ended */
	ar_masks masks;
	struct ar_arena arena;
};

struct ar_report *
ar_report_new(struct ar_out *out, struct ar_tie *tie)
{
	struct ar_report *r = ar_alloc(sizeof *r);

	r->out = out;
	r->tie = tie;
	r->masks = ar_masks_best();
	(void)!ar_ccy_parse(&r->ccy, AR_S(""));
	return r;
}

void
ar_report_free(struct ar_report *r)
{
	if (r == NULL)
		return;
	ar_arena_free(&r->arena);
	free(r->column);
	free(r->cell);
	free(r->watched);
	free(r);
}

void
ar_report_column(struct ar_report *r, struct ar_slice name,
    enum ar_role role)
{
	r->column = ar_grow(r->column, r->n + 1, sizeof *r->column);
	r->cell = ar_grow(r->cell, r->n + 1, sizeof *r->cell);
	r->column[r->n++] = (struct column){
		ar_arena_copy(&r->arena, name), role
	};
}

void
ar_report_columns(struct ar_report *r, const struct ar_heading *heading,
    size_t n)
{
	for (size_t i = 0; i < n; i++)
		ar_report_column(r, ar_slice_of(heading[i].name),
		    heading[i].role);
}

void
ar_report_header(struct ar_report *r, struct ar_slice raw, size_t nraw)
{
	if (nraw > 0)
		ar_out_raw(r->out, raw);
	for (size_t i = nraw; i < r->n; i++)
		ar_out_text(r->out, r->column[i].name);
	(void)ar_out_end_row(r->out);
}

int
ar_alert_parse(struct ar_alert *a, const char *text)
{
	size_t n = strcspn(text, "<>");
	bool equal = text[n] != '\0' && text[n + 1] == '=';

	if (n == 0 || text[n] == '\0')
		return AR_EDATA;
	a->text = text;
	a->column = ar_slice_trim(ar_slice(text, n));
	a->number = ar_slice_trim(ar_slice_of(text + n + (equal ? 2 : 1)));
	if (text[n] == '>')
		a->test = equal ? AR_AT_LEAST : AR_ABOVE;
	else
		a->test = equal ? AR_AT_MOST : AR_BELOW;
	return a->column.n > 0 && ar_decimal_is(a->number) ? AR_OK :
	    AR_EDATA;
}

static bool
may_alert(const struct column *c)
{
	return c->role == AR_ROLE_NUMBER || c->role == AR_ROLE_PART;
}

static int
no_such_column(const struct ar_report *r, const struct ar_alert *alert,
    struct ar_diag *diag)
{
	struct ar_buf found = {0};
	struct ar_quoted q;

	for (size_t i = 0; i < r->n; i++)
		if (may_alert(&r->column[i]))
			ar_buf_addf(&found, "%s%.*s",
			    found.n == 0 ? "" : ", ",
			    (int)r->column[i].name.n, r->column[i].name.p);
	ar_buf_add(&found, AR_S("\0"));
	ar_diag_say(diag, &(struct ar_say){AR_M_NO_ALERT_COLUMN, {0}, {0},
	    {ar_unquoted(&q, alert->column), found.p}});
	ar_buf_free(&found);
	return AR_ESTOP;
}

int
ar_report_watch(struct ar_report *r, const struct ar_alert *alert, size_t n,
    struct ar_diag *diag)
{
	r->watched = ar_alloc(n * sizeof *r->watched);
	for (; r->nwatched < n; r->nwatched++) {
		struct watched *w = &r->watched[r->nwatched];

		w->alert = &alert[r->nwatched];
		while (w->column < r->n && !(may_alert(
		    &r->column[w->column]) && ar_name_eq(
		    r->column[w->column].name, w->alert->column)))
			w->column++;
		if (w->column == r->n)
			return no_such_column(r, w->alert, diag);
	}
	return AR_OK;
}

static bool
holds(const struct ar_alert *alert, struct ar_slice cell)
{
	int c;

	if (!ar_decimal_is(cell))
		return false;
	c = ar_decimal_cmp(cell, alert->number);
	switch (alert->test) {
	case AR_ABOVE:
		return c > 0;
	case AR_BELOW:
		return c < 0;
	case AR_AT_LEAST:
		return c >= 0;
	case AR_AT_MOST:
		return c <= 0;
	}
	return false;
}

/* Texts to the currency, or where there is none to the first number. */
static bool
names_row(const struct ar_report *r, size_t column)
{
	size_t end = 0;

	while (end < r->n && r->column[end].role != AR_ROLE_CURRENCY)
		end++;
	for (size_t i = 0; end == r->n && i < column; i++)
		if (r->column[i].role != AR_ROLE_TEXT)
			return false;
	return column <= end && r->column[column].role <= AR_ROLE_CURRENCY;
}

/* The cells that tell which row it is, else its number. */
static struct ar_slice
name_of_row(struct ar_report *r)
{
	struct ar_buf name = {0};
	struct ar_slice kept;

	for (size_t i = 0; i < r->n; i++) {
		struct ar_quoted q;

		if (names_row(r, i) && r->cell[i].n > 0)
			ar_buf_addf(&name, "%s%.*s=%s",
			    name.n == 0 ? "" : " ",
			    (int)r->column[i].name.n, r->column[i].name.p,
			    ar_unquoted(&q, r->cell[i]));
	}
	if (name.n == 0)
		ar_buf_addf(&name, "row %llu", (unsigned long long)r->rows);
	kept = ar_arena_copy(&r->arena, ar_buf_slice(&name));
	ar_buf_free(&name);
	return kept;
}

static void
look_for_alerts(struct ar_report *r)
{
	for (size_t i = 0; i < r->nwatched; i++) {
		struct watched *w = &r->watched[i];

		if (holds(w->alert, r->cell[w->column]) && w->hits++ == 0)
			w->first = name_of_row(r);
	}
}

/* A code as it is printed; a row that is passed on may have it in quotes. */
static struct ar_slice
code(struct ar_slice cell)
{
	return cell.n >= 2 && cell.p[0] == '"' ?
	    ar_slice(cell.p + 1, cell.n - 2) : cell;
}

/* Most rows are in the currency of the one before. */
static int
take_currency(struct ar_report *r)
{
	for (size_t i = 0; i < r->n; i++) {
		struct ar_slice name = code(r->cell[i]);

		if (r->column[i].role == AR_ROLE_CURRENCY &&
		    !ar_slice_eq(name, ar_slice_of(r->ccy.code)) &&
		    ar_ccy_parse(&r->ccy, name) != AR_OK)
			return AR_EDATA;
	}
	return AR_OK;
}

static void
add_up(struct ar_report *r)
{
	ar_sum sum = 0;

	if (take_currency(r) != AR_OK)
		return;
	for (size_t i = 0; i < r->n; i++) {
		ar_sum part;

		if (r->column[i].role == AR_ROLE_PART &&
		    ar_sum_parse(&part, r->cell[i],
		    r->ccy.digits) == AR_OK)
			sum += part;
	}
	ar_tie_printed(r->tie, &r->ccy, sum);
}

void
ar_report_end_row(struct ar_report *r, bool counts)
{
	struct ar_slice row = ar_out_end_row(r->out);

	ar_raw_split(row, ',', r->masks, r->cell, r->n);
	r->rows++;
	look_for_alerts(r);
	if (counts)
		add_up(r);
}

void
ar_report_alarm(const struct ar_report *r, struct ar_diag *diag)
{
	char hits[24], rows[24];

	(void)snprintf(rows, sizeof rows, "%llu",
	    (unsigned long long)r->rows);
	for (size_t i = 0; i < r->nwatched; i++) {
		const struct watched *w = &r->watched[i];

		if (w->hits == 0)
			continue;
		(void)snprintf(hits, sizeof hits, "%llu",
		    (unsigned long long)w->hits);
		ar_diag_say(diag, &(struct ar_say){AR_M_ALERT, {0}, {0},
		    {w->alert->text, hits, rows, w->first.p}});
	}
}
