/*
 * libar/letterrows.c
 * Purpose: rows that become documents, with all that may be said in them.
 */
#include "libar/letterrows.h"

#include <stdio.h>
#include <stdlib.h>

#include "libar/table.h"

void
ar_letters_init(struct ar_letters *l, const struct ar_render_options *o,
    const struct ar_common *common, struct ar_diag *diag)
{
	l->o = o;
	l->common = common;
	l->diag = diag;
	ar_map_init(&l->docs, sizeof(struct ar_letter_doc));
	ar_map_init(&l->names, sizeof(struct ar_letter_column));
}

void
ar_letters_release(struct ar_letters *l)
{
	for (struct ar_letter_header *h = l->headers; h != NULL; h = h->next)
		free(h->field);
	ar_customers_free(l->customers);
	ar_map_release(&l->docs);
	ar_map_release(&l->names);
	ar_arena_free(&l->arena);
}

static int
find_column(ptrdiff_t *field, const struct ar_letters *l,
    const struct ar_header *header, struct ar_slice name, bool must)
{
	if (ar_column_find(field, header, name, l->diag) != AR_OK)
		return AR_ESTOP;
	if (*field >= 0 || !must)
		return AR_OK;
	ar_column_missing(header, name, NULL, l->diag);
	return AR_ESTOP;
}

/* The columns that this tool itself needs. */
static int
bind_header(struct ar_letters *l, const struct ar_table *table,
    struct ar_letter_header **bound)
{
	struct ar_letter_header *h = ar_arena_alloc(&l->arena, sizeof *h);
	const char *key = l->o->key;

	h->header = ar_header_clone(&l->arena, ar_table_header(table));
	h->key = -1;
	if ((key != NULL && key[0] != '\0' && find_column(&h->key, l,
	    &h->header, ar_slice_of(key), true) != AR_OK) ||
	    find_column(&h->currency, l, &h->header, AR_S("currency"),
	    false) != AR_OK || find_column(&h->customer, l, &h->header,
	    AR_S("customer_id"), l->customers != NULL) != AR_OK)
		return AR_ESTOP;
	h->kind = ar_arena_alloc(&l->arena, (h->header.n + 1) *
	    sizeof *h->kind);
	for (size_t i = 0; i < h->header.n; i++)
		h->kind[i] = ar_cell_kind(h->header.name[i]);
	h->next = l->headers;
	l->headers = *bound = h;
	return AR_OK;
}

static int
check_line_breaks(struct ar_letters *l, const struct ar_letter_header *h,
    const struct ar_row *row)
{
	for (uint32_t i = 0; i < row->n; i++) {
		struct ar_slice text = ar_row_get(row, i);
		struct ar_quoted q;

		if (!ar_slice_has_break(text) ||
		    !(h->kind[i] != AR_CELL_TEXT ||
		    ar_row_swallows(row, i, ',')))
			continue;
		ar_diag_refuse(l->diag, &(struct ar_say){AR_M_LINE_BREAK,
		    row->at, h->header.name[i], {ar_quote(&q, text)}});
		return AR_EDATA;
	}
	return AR_OK;
}

static int
check_row(struct ar_letters *l, const struct ar_letter_header *h,
    const struct ar_row *row)
{
	if (row->n != h->header.n) {
		ar_row_refuse_count(row, h->header.n, l->diag);
		return AR_EDATA;
	}
	if (ar_row_check_text(&h->header, row, l->diag) != AR_OK)
		return AR_EDATA;
	return row->many_lines ? check_line_breaks(l, h, row) : AR_OK;
}

/* The document of the row; without a key each row has its own. */
static struct ar_letter_doc *
doc_of(struct ar_letters *l, const struct ar_letter_header *h,
    const struct ar_row *row)
{
	struct ar_slice key = AR_S("");
	char number[24];
	int n;

	if (h->key >= 0)
		key = ar_row_get(row, (uint32_t)h->key);
	else if (l->o->key == NULL) {
		n = snprintf(number, sizeof number, "%llu",
		    (unsigned long long)l->read);
		key = ar_slice(number, (size_t)n);
	}
	return ar_map_value(&l->docs, ar_map_put(&l->docs, key, NULL));
}

static void
refuse_row(struct ar_letters *l, const struct ar_letter_header *h,
    const struct ar_row *row)
{
	l->refused++;
	ar_rejects_add(l->rejects, row, l->diag);
	if (row->n == h->header.n)
		doc_of(l, h, row)->refused = true;
	else if (l->o->key != NULL && l->unplaced.line == 0)
		l->unplaced = row->at;
}

static void
refuse_rest(struct ar_letters *l, const struct ar_letter_row *row)
{
	struct ar_quoted q;

	l->refused++;
	ar_diag_refuse(l->diag, &(struct ar_say){AR_M_INCOMPLETE,
	    row->row.at, {0}, {row->in->key < 0 ? "all rows" : ar_quote(&q,
	    ar_row_get(&row->row, (uint32_t)row->in->key))}});
	ar_rejects_header(l->rejects, &row->in->header);
	ar_rejects_add(l->rejects, &row->row, l->diag);
}

void
ar_letters_refuse(struct ar_letters *l, struct ar_letter_doc *doc,
    const struct ar_letter_row *at)
{
	if (at != NULL) {
		l->refused++;
		ar_rejects_header(l->rejects, &at->in->header);
		ar_rejects_add(l->rejects, &at->row, l->diag);
	}
	doc->refused = true;
	for (const struct ar_letter_row *r = doc->first; r != NULL;
	    r = r->next)
		if (r != at)
			refuse_rest(l, r);
}

/* An action that goes by letter or call is no mail. */
static bool
is_of_channel(struct ar_letters *l, const struct ar_letter_row *row)
{
	struct ar_slice channel = AR_S("");

	if (l->mails)
		(void)ar_letters_cell(l, row, AR_S("channel"), &channel);
	return channel.n == 0 || ar_slice_eq(channel, AR_S("email"));
}

static bool
is_wanted(struct ar_letters *l, const struct ar_letter_row *row)
{
	if (!is_of_channel(l, row))
		return false;
	for (size_t i = 0; i < l->o->nonly; i++) {
		struct ar_slice cell = AR_S(""), rest = l->o->only[i].text;
		bool found = false;

		(void)(ar_letters_cell(l, row, l->o->only[i].name, &cell) ||
		    ar_letters_constant(l, l->o->only[i].name, &cell));
		do
			found = ar_slice_eq(ar_slice_cut(&rest, ','), cell);
		while (!found && rest.n > 0);
		if (!found)
			return false;
	}
	return true;
}

static void
take_row(struct ar_letters *l, struct ar_letter_header *h,
    const struct ar_row *row)
{
	struct ar_letter_row one = {.row = *row, .in = h, .customer = -1};
	struct ar_letter_row *kept;
	struct ar_letter_doc *doc;

	if (check_row(l, h, row) != AR_OK) {
		refuse_row(l, h, row);
		return;
	}
	if (l->customers != NULL)
		one.customer = ar_customers_number(l->customers,
		    ar_row_get(row, (uint32_t)h->customer));
	if (!is_wanted(l, &one)) {
		l->filtered++;
		return;
	}
	kept = ar_arena_alloc(&l->arena, sizeof *kept);
	*kept = one;
	kept->row = ar_row_copy(&l->arena, row);
	doc = doc_of(l, h, row);
	if (doc->first == NULL)
		doc->first = kept;
	else
		doc->last->next = kept;
	doc->last = kept;
	doc->rows++;
}

static int
check_only(const struct ar_letters *l, const struct ar_header *header)
{
	for (size_t i = 0; i < l->o->nonly; i++)
		if (ar_letters_knows(l, header, l->o->only[i].name) ==
		    AR_LETTER_UNKNOWN) {
			ar_column_missing(header, l->o->only[i].name, NULL,
			    l->diag);
			return AR_ESTOP;
		}
	return AR_OK;
}

static int
read_rows(struct ar_letters *l, struct ar_table *table)
{
	struct ar_letter_header *h;
	struct ar_row row;
	int result;

	if (bind_header(l, table, &h) != AR_OK ||
	    check_only(l, &h->header) != AR_OK)
		return AR_ESTOP;
	ar_rejects_header(l->rejects, &h->header);
	for (;;) {
		result = ar_table_next(table, &row);
		if (result == AR_OK || result == AR_ESTOP)
			return result;
		l->read++;
		if (result == AR_ITEM)
			take_row(l, h, &row);
		else
			refuse_row(l, h, &row);
	}
}

int
ar_letters_read(struct ar_letters *l)
{
	for (size_t i = 0; i < l->common->noperands; i++) {
		const char *path = l->common->operand[i];
		struct ar_table *table;
		int result;

		if (ar_table_open(&table, path, ar_diag_file(l->diag, path),
		    l->diag) != AR_OK)
			return AR_ESTOP;
		result = read_rows(l, table);
		ar_table_close(table);
		if (result != AR_OK)
			return AR_ESTOP;
	}
	return AR_OK;
}
