/*
 * libar/viewpage.c
 * Purpose: what every format shows: headings, lines, shares, bars.
 */
#include "libar/viewpage.h"

#include <stdlib.h>

#include "libar/cellkind.h"
#include "libar/shares.h"
#include "libar/shown.h"

bool
ar_view_is_right(const struct ar_view_column *c)
{
	return c->kind >= AR_VIEW_NUMBER;
}

/* The columns of the buckets; `current` is one beside others only. */
static void
find_buckets(struct ar_view_page *p)
{
	const struct ar_view *v = p->view;
	ptrdiff_t current = ar_view_find(v, "current");
	struct ar_slice from, to;

	if (current >= 0)
		p->bucket[p->nbuckets++] = (size_t)current;
	for (size_t i = 0; i < v->header.n && p->nbuckets < AR_VIEW_BUCKETS;
	    i++)
		if (ar_cell_is_bucket(v->column[i].name, &from, &to))
			p->bucket[p->nbuckets++] = i;
	if (p->nbuckets == 1)
		p->nbuckets = 0;
}

/* The day of the rows, and whether they are of several. */
static void
find_day(struct ar_view_page *p)
{
	static const char *const names[] = {
		"as_of", "period_end", "run_date"
	};

	p->day = -1;
	for (size_t i = 0; p->day < 0 && i < sizeof names / sizeof *names;
	    i++)
		p->day = ar_view_find(p->view, names[i]);
	p->series = p->day >= 0 && p->view->n > 0 &&
	    !ar_view_same(p->view, (size_t)p->day);
}

static bool
is_in_heading(const struct ar_view_page *p, size_t column)
{
	const struct ar_view_column *c = &p->view->column[column];

	if (c->kind == AR_VIEW_CURRENCY)
		return true;
	return (ptrdiff_t)column == p->day && !p->series &&
	    !ar_name_eq(c->name, AR_S("period_end")) && p->view->n > 0;
}

static void
find_columns(struct ar_view_page *p)
{
	const struct ar_view *v = p->view;
	bool labelled = false;

	p->column = ar_alloc((v->header.n + 1) * sizeof *p->column);
	for (size_t i = 0; i < v->header.n; i++)
		if (!is_in_heading(p, i))
			p->column[p->n++] = i;
	if (p->n == 0)                  /* nothing but the heading */
		p->column[p->n++] = 0;
	p->label = p->column[0];
	for (size_t i = 0; i < p->n; i++) {
		const struct ar_view_column *c = &v->column[p->column[i]];

		p->has_totals = p->has_totals || (c->adds && !p->series);
		if (labelled || ar_view_is_right(c))
			continue;
		p->label = p->column[i];
		labelled = true;
	}
}

void
ar_view_page_init(struct ar_view_page *p, const struct ar_view *view,
    const struct ar_view_blocks *blocks, const char *title)
{
	*p = (struct ar_view_page){.view = view, .blocks = blocks,
	    .title = ar_slice_of(title == NULL ? "" : title)};
	find_buckets(p);
	p->total = ar_view_find(view, "total");
	find_day(p);
	find_columns(p);
}

void
ar_view_page_free(struct ar_view_page *p)
{
	free(p->column);
	*p = (struct ar_view_page){0};
}

size_t
ar_view_lines(const struct ar_view_block *b)
{
	return b->shown + (b->shown < b->n);
}

struct ar_view_line
ar_view_line(const struct ar_view_page *page,
    const struct ar_view_block *block, size_t number)
{
	struct ar_view_line line = {page, block, AR_LINE_ROW, number};

	if (number == ar_view_lines(block))
		line.what = AR_LINE_TOTAL;
	else if (number == block->shown)
		line.what = AR_LINE_REST;
	return line;
}

bool
ar_view_line_number(ar_sum *number, const struct ar_view_line *l,
    size_t column)
{
	const struct ar_view_sum *sum = l->what == AR_LINE_TOTAL ?
	    &l->block->total[column] : &l->block->rest[column];

	if (l->what == AR_LINE_ROW)
		return ar_view_number(number, l->page->view,
		    l->block->row[l->row], column);
	*number = sum->sum;
	return sum->filled && !l->page->series;
}

void
ar_view_money(struct ar_buf *into, ar_sum sum, const struct ar_ccy *ccy)
{
	char text[AR_MONEY_MAX];

	if (sum == 0)
		ar_buf_add(into, AR_S("-"));
	else
		ar_shown_grouped(into, ar_slice(text, ar_money_format(text,
		    sum, ccy->digits)));
}

static void
add_label(struct ar_buf *into, const struct ar_view_line *l)
{
	char count[AR_MONEY_MAX];
	size_t n;

	if (l->what == AR_LINE_TOTAL) {
		ar_buf_add(into, AR_S("total"));
		return;
	}
	n = ar_money_format(count, (ar_sum)(l->block->n - l->block->shown),
	    0);
	ar_shown_grouped(into, ar_slice(count, n));
	ar_buf_add(into, AR_S(" more"));
}

void
ar_view_line_text(struct ar_buf *into, const struct ar_view_line *l,
    size_t column)
{
	enum ar_view_kind kind = l->page->view->column[column].kind;
	const struct ar_ccy whole = {"", 0};
	ar_sum number;

	if (l->what != AR_LINE_ROW && column == l->page->label)
		add_label(into, l);
	else if (ar_view_line_number(&number, l, column))
		ar_view_money(into, number, kind == AR_VIEW_MONEY ?
		    &l->block->ccy : &whole);
	else if (l->what == AR_LINE_ROW)
		ar_shown(into, l->block->row[l->row]->cell[column]);
}

void
ar_view_line_raw(struct ar_buf *into, const struct ar_view_line *l,
    size_t column)
{
	const struct ar_view *v = l->page->view;
	enum ar_view_kind kind = v->column[column].kind;
	char text[AR_MONEY_MAX];
	ar_sum number;

	if (l->what == AR_LINE_ROW || (is_in_heading(l->page, column) &&
	    l->what == AR_LINE_REST))
		ar_buf_add(into, l->block->row[l->row]->cell[column]);
	else if (column == l->page->label)
		add_label(into, l);
	else if (ar_view_line_number(&number, l, column))
		ar_buf_add(into, ar_slice(text, ar_money_format(text, number,
		    kind == AR_VIEW_MONEY ? l->block->ccy.digits : 0)));
}

bool
ar_view_line_bar(int64_t share[AR_VIEW_BUCKETS],
    const struct ar_view_line *l, int64_t units, bool seen)
{
	ar_sum part[AR_VIEW_BUCKETS];
	size_t n = l->page->nbuckets;

	for (size_t i = 0; i < n; i++)
		if (!ar_view_line_number(&part[i], l, l->page->bucket[i]) ||
		    part[i] < 0)
			part[i] = 0;
	return n > 0 && (seen ? ar_shares_seen(share, part, n, units) :
	    ar_shares(share, part, n, units)) == AR_OK;
}

size_t
ar_view_shade(const struct ar_view_page *p, size_t bucket)
{
	enum { OLDEST = 4 };
	size_t last = p->nbuckets - 1;

	return last < OLDEST && ar_slice_eq(
	    p->view->column[p->bucket[0]].name, AR_S("current")) &&
	    bucket < last ? bucket : (bucket * OLDEST + last / 2) / last;
}

int64_t *
ar_view_percents(const struct ar_view_page *p, const struct ar_view_block *b)
{
	enum { TENTHS = 1000 };
	size_t n = ar_view_lines(b);
	ar_sum *part;
	int64_t *share;

	if (p->nbuckets == 0 || p->total < 0 || !p->has_totals || n == 0)
		return NULL;
	part = ar_alloc(n * sizeof *part);
	share = ar_alloc(n * sizeof *share);
	for (size_t i = 0; i < n; i++) {
		struct ar_view_line line = ar_view_line(p, b, i);

		if (!ar_view_line_number(&part[i], &line, (size_t)p->total))
			part[i] = 0;
	}
	if (ar_shares(share, part, n, TENTHS) != AR_OK) {
		free(share);
		share = NULL;
	}
	free(part);
	return share;
}

void
ar_view_percent(struct ar_buf *into, int64_t tenths)
{
	char text[AR_MONEY_MAX];

	ar_buf_add(into, ar_slice(text, ar_money_format(text, tenths, 1)));
}

/* What the table is about, by the columns that only it has. */
static struct ar_slice
default_title(const struct ar_view_page *p)
{
	static const struct {
		const char *column, *title;
	} titles[] = {
		{"dso", "Days sales outstanding"},
		{"cei", "Collection effectiveness"},
		{"cei_crf", "Collection effectiveness"},
		{"avg_days_to_pay", "Payment behaviour"},
		{"action_id", "Reminders"},
		{"proceeds", "Factoring"},
	};

	if (p->nbuckets > 0)
		return AR_S("Receivables aging");
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (ar_view_find(p->view, titles[i].column) >= 0)
			return ar_slice_of(titles[i].title);
	for (size_t i = 0; i < p->view->header.n; i++)
		if (p->view->column[i].kind == AR_VIEW_MONEY)
			return AR_S("Receivables");
	return AR_S("Table");
}

void
ar_view_caption(struct ar_buf *into, const struct ar_view_page *p,
    const struct ar_view_block *b)
{
	if (p->title.n > 0)
		ar_shown(into, p->title);
	else
		ar_buf_add(into, default_title(p));
	if (p->day >= 0 && !p->series && p->view->n > 0) {
		ar_buf_add(into, p->title.n > 0 ? AR_S(", ") : AR_S(" as of "));
		ar_shown(into, p->view->row[0].cell[p->day]);
	}
	if (b != NULL && b->ccy.code[0] != '\0')
		ar_buf_addf(into, ", %s", b->ccy.code);
}
