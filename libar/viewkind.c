/*
 * libar/viewkind.c
 * Purpose: what the columns of a table hold, by its header.
 */
#include "libar/viewkind.h"

#include "libar/cellkind.h"
#include "libar/shown.h"

/* Tables whose header has both marks. */
static const struct shape {
	const char *mark[2];
	const char *adds;       /* only these, a blank around each */
	bool texts;             /* what is named like money is none */
} shapes[] = {
	{{"action_id", "item_step"},
	" amount open_balance disputed item_fee item_interest ", false},
	{{"shipment_line", "line_net"}, " line_net ", false},
	{{"items", "balance"}, "", false},              /* certificate */
	{{"way", "offer"}, "", false},                  /* summary */
	{{"tool", "count_in"}, "", false},              /* control */
	{{"event", "action_id"}, "", false},            /* log */
	{{"annual_simple", "amount"}, " amount ", false},
	{{"policy", "offset"}, "", true},
	{{"offer", "advance_pct"}, "", true},
	{{"rule", "from_date"}, "", true},
	{{"_error", "_record"}, "", true},              /* rejects */
};

static const struct shape *
shape_of(const struct ar_header *header)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if (ar_header_find(header, ar_slice_of(shapes[i].mark[0]),
		    NULL) >= 0 && ar_header_find(header,
		    ar_slice_of(shapes[i].mark[1]), NULL) >= 0)
			return &shapes[i];
	return NULL;
}

static enum ar_view_kind
kind_of(enum ar_holds holds)
{
	static const enum ar_view_kind kinds[] = {
		[AR_HOLDS_TEXT] = AR_VIEW_TEXT,
		[AR_HOLDS_LINE] = AR_VIEW_TEXT, [AR_HOLDS_ID] = AR_VIEW_ID,
		[AR_HOLDS_DATE] = AR_VIEW_DATE,
		[AR_HOLDS_CURRENCY] = AR_VIEW_CURRENCY,
		[AR_HOLDS_WHOLE] = AR_VIEW_NUMBER,
		[AR_HOLDS_COUNT] = AR_VIEW_COUNT,
		[AR_HOLDS_DECIMAL] = AR_VIEW_NUMBER,
		[AR_HOLDS_MONEY] = AR_VIEW_MONEY
	};

	return kinds[holds];
}

/* A share of anything is read as one, whoever made the column. */
static void
find_kind(struct ar_view_column *c)
{
	const struct ar_cell_column cell = ar_cell_column(c->name);

	c->kind = kind_of(cell.holds);
	c->known = cell.known;
	c->adds = cell.adds;
	if (!c->known && ar_cell_without_percent(c->name).n < c->name.n) {
		c->kind = AR_VIEW_NUMBER;
		c->known = true;
	}
}

void
ar_view_kinds(struct ar_view_column *column, const struct ar_header *header)
{
	const struct shape *shape = shape_of(header);

	for (size_t i = 0; i < header->n; i++) {
		struct ar_view_column *c = &column[i];

		*c = (struct ar_view_column){.name = header->name[i]};
		find_kind(c);
		if (shape == NULL)
			continue;
		if (shape->texts && (c->kind == AR_VIEW_MONEY ||
		    c->kind == AR_VIEW_CURRENCY))
			c->kind = AR_VIEW_TEXT;
		c->adds = c->adds && ar_name_among(shape->adds, c->name);
	}
}

void
ar_view_heading(struct ar_buf *into, const struct ar_view_column *c)
{
	struct ar_slice name = ar_cell_without_percent(c->name), from, to;
	bool percent = name.n < c->name.n;
	size_t begin = into->n;

	if (ar_cell_is_bucket(name, &from, &to)) {
		ar_buf_add(into, from);
		ar_buf_add(into, to.n > 0 ? AR_S("-") : AR_S("+"));
		ar_buf_add(into, to);
	} else
		ar_shown(into, name);
	for (size_t i = begin; c->known && i < into->n; i++)
		if (into->p[i] == '_')
			into->p[i] = ' ';
	if (percent)
		ar_buf_add(into, AR_S(" %"));
}
