/*
 * libar/viewtrend.c
 * Purpose: how a figure developed over the days of a block, as a line.
 */
#include "libar/viewtrend.h"

#include <stdlib.h>

#include "libar/decimal.h"
#include "libar/escape.h"
#include "libar/shown.h"

/* Units of the drawing, and the room around the line. */
enum { WIDE = 720, HIGH = 120, EDGE = 8 };

struct point {
	struct ar_slice day;
	ar_sum value;
	bool filled;
	bool twice;             /* the day has more than one row */
};

struct trend {
	const struct ar_view *view;
	size_t column;
	bool money;
	struct ar_ccy ccy;
	struct point *point;    /* by day */
	size_t n;
	ar_sum low, high;       /* 0 is between them */
	ar_sum range;           /* from low to high */
};

static int
earlier_first(const void *a, const void *b)
{
	const struct point *p = a, *q = b;

	return ar_slice_cmp(p->day, q->day);
}

/* Of a ratio its value in parts of 10^9. */
static bool
read_value(ar_sum *value, const struct trend *t, const struct ar_view_row *row)
{
	struct ar_decimal d;
	int64_t scale = 1;

	if (t->money)
		return ar_view_number(value, t->view, row, t->column);
	if (ar_decimal_parse(&d, row->cell[t->column]) != AR_MONEY_OK)
		return false;
	for (unsigned i = d.places; i < AR_DECIMAL_PLACES; i++)
		scale *= 10;
	*value = (ar_sum)d.units * scale;
	return true;
}

/* One point a day; false if a sum does not fit. */
static bool
add_up_days(struct trend *t)
{
	size_t n = 0;

	qsort(t->point, t->n, sizeof *t->point, earlier_first);
	for (size_t i = 0; i < t->n; i++) {
		struct point *p = &t->point[i], *last = &t->point[n - (n > 0)];

		if (n == 0 || !ar_slice_eq(last->day, p->day)) {
			t->point[n++] = *p;
			continue;
		}
		last->twice = true;
		if (p->filled && ar_sum_add(&last->value, p->value) != AR_OK)
			return false;
		last->filled |= p->filled;
	}
	t->n = n;
	return true;
}

/* The points of this column, without days that lack it. */
static bool
collect(struct trend *t, const struct ar_view_page *p,
    const struct ar_view_block *b)
{
	size_t n = 0;

	for (t->n = 0; t->n < b->n; t->n++) {
		struct point *to = &t->point[t->n];

		*to = (struct point){.day = b->row[t->n]->cell[p->day]};
		to->filled = read_value(&to->value, t, b->row[t->n]);
	}
	if (!add_up_days(t))
		return false;
	t->low = t->high = 0;
	for (size_t i = 0; i < t->n; i++) {
		const struct point *from = &t->point[i];

		if (from->twice && !t->money)
			return false;
		if (!from->filled)
			continue;
		t->low = from->value < t->low ? from->value : t->low;
		t->high = from->value > t->high ? from->value : t->high;
		t->point[n++] = *from;
	}
	t->n = n;
	return n >= 2 && t->high > t->low &&
	    !__builtin_sub_overflow(t->high, t->low, &t->range);
}

static bool
find_figure(struct trend *t, const struct ar_view_page *p,
    const struct ar_view_block *b)
{
	static const char *const names[] = {
		"dso", "cei", "cei_crf", "total", "receivables"
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		ptrdiff_t column = ar_view_find(p->view, names[i]);

		if (column < 0)
			continue;
		t->column = (size_t)column;
		t->money = p->view->column[column].kind == AR_VIEW_MONEY;
		if (collect(t, p, b))
			return true;
	}
	return false;
}

/* Where a value stands, from the top; larger ranges lose their last bits. */
static int
height_of(const struct trend *t, ar_sum value)
{
	ar_sum range = t->range, from_top = t->high - value;

	while (range > INT64_MAX) {
		range /= 2;
		from_top /= 2;
	}
	return EDGE + (int)(from_top * (HIGH - 2 * EDGE) / range);
}

static int
place_of(const struct trend *t, size_t i)
{
	return EDGE + (int)(i * (WIDE - 2 * EDGE) / (t->n - 1));
}

static void
add_value(struct ar_buf *into, const struct trend *t, ar_sum value)
{
	char text[AR_MONEY_MAX];
	size_t n;

	if (t->money) {
		ar_view_money(into, value, &t->ccy);
		return;
	}
	n = ar_money_format(text, value, AR_DECIMAL_PLACES);
	while (n > 0 && text[n - 1] == '0')
		n--;
	ar_buf_add(into, ar_slice(text, n - (text[n - 1] == '.')));
}

/* In words, for whoever does not see the line. */
static void
add_words(struct ar_buf *into, const struct trend *t)
{
	const struct point *first = &t->point[0], *last = &t->point[t->n - 1];
	struct ar_buf text = {0};

	ar_view_heading(&text, &t->view->column[t->column]);
	ar_buf_add(&text, AR_S(" from "));
	ar_shown(&text, first->day);
	ar_buf_add(&text, AR_S(" to "));
	ar_shown(&text, last->day);
	ar_buf_add(&text, AR_S(": "));
	add_value(&text, t, first->value);
	ar_buf_add(&text, AR_S(" to "));
	add_value(&text, t, last->value);
	ar_buf_add(&text, AR_S(", highest "));
	add_value(&text, t, t->high);
	ar_escape_add(into, AR_ESCAPE_HTML, ar_buf_slice(&text));
	ar_buf_free(&text);
}

static void
add_line(struct ar_buf *into, const struct trend *t)
{
	int zero = height_of(t, 0);

	ar_buf_addf(into, "<path class=\"zero\" d=\"M%d %dH%d\"/>\n"
	    "<polyline points=\"", EDGE, zero, WIDE - EDGE);
	for (size_t i = 0; i < t->n; i++)
		ar_buf_addf(into, "%s%d,%d", i == 0 ? "" : " ",
		    place_of(t, i), height_of(t, t->point[i].value));
	ar_buf_addf(into, "\"/>\n<circle cx=\"%d\" cy=\"%d\" r=\"4\"/>\n",
	    place_of(t, t->n - 1), height_of(t, t->point[t->n - 1].value));
}

void
ar_view_trend(struct ar_buf *into, const struct ar_view_page *p,
    const struct ar_view_block *b)
{
	struct trend t = {.view = p->view, .ccy = b->ccy};

	if (!p->series)
		return;
	t.point = ar_alloc((b->n + 1) * sizeof *t.point);
	if (find_figure(&t, p, b)) {
		ar_buf_add(into, AR_S("<figure>\n<figcaption>"));
		add_words(into, &t);
		ar_buf_addf(into, "</figcaption>\n<svg class=\"trend\" "
		    "role=\"img\" viewBox=\"0 0 %d %d\">\n<title>", WIDE,
		    HIGH);
		add_words(into, &t);
		ar_buf_add(into, AR_S("</title>\n"));
		add_line(into, &t);
		ar_buf_add(into, AR_S("</svg>\n</figure>\n"));
	}
	free(t.point);
}
