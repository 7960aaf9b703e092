/*
 * libar/billtake.c
 * Purpose: a row of shipments on its way to its invoice.
 */
#include "libar/billrun.h"

#include <stdio.h>

enum { ROOM = 1024 * 1024 };

/* Of which invoice it is a line cannot be known, so that none is sure. */
void
ar_billrun_lose(struct ar_billrun *r, const struct ar_row *row)
{
	const struct ar_ship_line none = {.header = r->in.bind.header,
	    .goods = ar_goods_none};

	ar_billrun_drop(r, row, &none);
	if (r->rejects != NULL)
		ar_diag_say(r->cli->diag, &(struct ar_say){AR_M_UNPLACED,
		    row->at, {0}, {0}});
	r->failed = true;
}

static int
refuse(const struct ar_billrun *r, const struct ar_row *row,
    const struct ar_say *say)
{
	struct ar_say placed = *say;

	placed.at = row->at;
	ar_diag_refuse(r->cli->diag, &placed);
	return AR_EDATA;
}

/* The same line of a shipment twice in the input. */
static int
check_seen(struct ar_billrun *r, const struct ar_row *row,
    const struct ar_goods *g)
{
	struct ar_quoted id, number;
	struct ar_where *first;
	char line[24];
	bool fresh;

	if (g->line.n == 0)
		return AR_OK;
	r->key.n = 0;
	ar_billed_key(&r->key, g);
	first = ar_map_value(&r->seen,
	    ar_map_put(&r->seen, ar_buf_slice(&r->key), &fresh));
	if (fresh) {
		*first = row->at;
		return AR_OK;
	}
	(void)snprintf(line, sizeof line, "%llu",
	    (unsigned long long)first->line);
	return refuse(r, row, &(struct ar_say){.msg = AR_M_DUPLICATE_LINE,
	    .column = AR_S("line"), .arg = {ar_quote(&number, g->line),
	    ar_quote(&id, g->shipment_id),
	    ar_diag_file_name(r->cli->diag, first->file), line}});
}

/* Its row of the journal, which holds a little more, must be readable. */
static int
check_size(const struct ar_billrun *r, const struct ar_row *row,
    const struct ar_goods *g)
{
	enum { MORE = 4096 };

	if (r->options->journal == NULL || row->raw.n + MORE +
	    2 * (g->customer_name.n + g->collector.n) <= AR_RECORD_MAX)
		return AR_OK;
	return refuse(r, row, &(struct ar_say){.msg = AR_M_RECORD_SIZE});
}

/* AR_ITEM: it was billed before, as it is. */
static int
check_billed(struct ar_billrun *r, const struct ar_row *row,
    const struct ar_ship_line *line)
{
	const struct ar_billed_line *was = r->options->journal == NULL ?
	    NULL : ar_billed_find(&r->billed, &line->goods);
	struct ar_quoted id, then;
	struct ar_buf value = {0};
	const char *what;

	if (was == NULL)
		return AR_OK;
	what = ar_billed_differs(was, &line->goods, line->net, &value);
	if (what != NULL)
		(void)refuse(r, row, &(struct ar_say){
		    .msg = AR_M_BILLED_OTHERWISE,
		    .column = ar_slice_of(what),
		    .arg = {ar_quote(&id, was->invoice_id), what,
		    ar_quote(&then, ar_buf_slice(&value))}});
	ar_buf_free(&value);
	return what == NULL ? AR_ITEM : AR_EDATA;
}

static int
refuse_other(const struct ar_billrun *r, const struct ar_row *row,
    const char *column, struct ar_slice value, struct ar_slice other,
    const struct ar_gathered *first)
{
	struct ar_quoted a, b;
	char line[24];

	(void)snprintf(line, sizeof line, "%llu",
	    (unsigned long long)first->row.at.line);
	return refuse(r, row, &(struct ar_say){.msg = AR_M_DISAGREES,
	    .column = ar_slice_of(column), .arg = {ar_quote(&a, value),
	    ar_quote(&b, other), line}});
}

static struct ar_slice
day_text(char text[AR_DAY_TEXT], ar_day day)
{
	if (day == AR_NO_DAY)
		return AR_S("");
	ar_day_format(text, day);
	return ar_slice(text, AR_DAY_TEXT);
}

/* One invoice has one customer, one currency, and one set of terms. */
static int
check_agrees(struct ar_billrun *r, const struct ar_row *row,
    const struct ar_ship_line *line)
{
	const struct ar_gathered *first = ar_gather_first(&r->gather, line);
	const struct ar_goods *g = &line->goods, *f;
	char here[AR_DAY_TEXT], there[AR_DAY_TEXT];

	if (first == NULL)
		return AR_OK;
	f = &first->line.goods;
	if (!ar_slice_eq(g->customer_id, f->customer_id))
		return refuse_other(r, row, "customer_id", g->customer_id,
		    f->customer_id, first);
	if (strcmp(g->ccy.code, f->ccy.code) != 0)
		return refuse_other(r, row, "currency",
		    ar_slice_of(g->ccy.code), ar_slice_of(f->ccy.code), first);
	if (r->options->unbilled)
		return AR_OK;
	if (!ar_slice_eq(line->terms->text, first->line.terms->text))
		return refuse_other(r, row, "terms", line->terms->text,
		    first->line.terms->text, first);
	return !line->terms->rog || g->receipt_date == f->receipt_date ?
	    AR_OK : refuse_other(r, row, "receipt_date",
	    day_text(here, g->receipt_date), day_text(there,
	    f->receipt_date), first);
}

static void
leave_out(struct ar_billrun *r, const struct ar_ship_line *line,
    uint64_t *count)
{
	const struct ar_open nothing = {.why = AR_VOID};

	ar_tie_add(&r->tie, &line->goods.ccy, line->net, &nothing);
	(*count)++;
}

/* A good line: left out, or AR_ITEM if it was gathered. */
static int
take_line(struct ar_billrun *r, const struct ar_row *row,
    const struct ar_ship_line *line)
{
	int result = check_size(r, row, &line->goods);

	if (result == AR_OK)
		result = check_seen(r, row, &line->goods);
	if (result == AR_OK)
		result = check_billed(r, row, line);
	if (result == AR_EDATA)
		return AR_EDATA;
	if (result == AR_ITEM) {
		leave_out(r, line, &r->before);
		return AR_OK;
	}
	if (line->goods.ship_date > r->cli->common.as_of) {
		leave_out(r, line, &r->later);
		return AR_OK;
	}
	if (check_agrees(r, row, line) != AR_OK)
		return AR_EDATA;
	ar_gather_add(&r->gather, &r->lines[r->turn], row, line);
	return AR_ITEM;
}

/* The lines before are done with: their memory is used again. */
static int
move_on(struct ar_billrun *r, struct ar_row *row, struct ar_ship_line *line)
{
	size_t other = 1 - r->turn;

	*row = ar_row_copy(&r->lines[other], row);
	if (ar_shipin_row(&r->in, row, line, r->cli->diag) != AR_OK)
		return AR_ESTOP;
	ar_arena_clear(&r->lines[r->turn]);
	r->turn = other;
	r->bytes = 0;
	return AR_OK;
}

/* A line of another shipment closes the one before. */
static int
turn(struct ar_billrun *r, struct ar_slice subject)
{
	struct ar_gather_group closed;

	return subject.n > 0 && ar_gather_turn(&r->gather, subject,
	    &closed) ? ar_billrun_close(r, closed) : AR_OK;
}

/* The line was refused just now, and takes its invoice along. */
static void
refuse_line(struct ar_billrun *r, const struct ar_row *row,
    const struct ar_ship_line *line)
{
	struct ar_slice subject = ar_gather_subject(&r->gather,
	    &line->goods);

	if (subject.n == 0) {
		ar_billrun_lose(r, row);
		return;
	}
	ar_billrun_drop(r, row, line);
	ar_gather_break(&r->gather, subject);
}

/* As take_line(), for a row that may have been refused on reading. */
static int
take_read(struct ar_billrun *r, struct ar_row *row,
    struct ar_ship_line *line, int result)
{
	const struct ar_say why = *ar_diag_last(r->cli->diag);

	if (turn(r, ar_gather_subject(&r->gather, &line->goods)) != AR_OK)
		return AR_ESTOP;
	ar_diag_recall(r->cli->diag, &why);
	if (result == AR_OK && r->gather.one && r->bytes >= ROOM &&
	    r->gather.open.first == NULL && move_on(r, row, line) != AR_OK)
		return AR_ESTOP;
	if (result == AR_OK)
		result = take_line(r, row, line);
	if (result == AR_EDATA)
		refuse_line(r, row, line);
	return result;
}

int
ar_billrun_take(struct ar_billrun *r, const struct ar_row *view)
{
	size_t before = r->turn;
	struct ar_arena_mark mark = ar_arena_mark(&r->lines[before]);
	struct ar_row row = ar_row_copy(&r->lines[before], view);
	struct ar_ship_line line;
	int result = take_read(r, &row, &line,
	    ar_shipin_row(&r->in, &row, &line, r->cli->diag));

	if (result == AR_ITEM)
		r->bytes += 2 * row.raw.n + sizeof(struct ar_gathered);
	else if (r->turn == before)
		ar_arena_rewind(&r->lines[before], mark);
	return result == AR_ESTOP ? AR_ESTOP : AR_OK;
}
