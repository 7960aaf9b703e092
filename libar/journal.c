/*
 * libar/journal.c
 * Purpose: the journal of what was billed, a row a line, never changed.
 */
#include "libar/journal.h"

#include "libar/holdback.h"
#include "libar/invoicerows.h"
#include "libar/table.h"

/* A journal while it is read. */
struct reading {
	struct ar_journal *j;
	const struct ar_journal_reader *reader;
	struct ar_table *table;
	struct ar_bind bind;
	struct ar_arena arena;          /* of the present invoice */
	struct ar_invoice invoice;      /* as far as its rows were read */
	struct ar_journal_row first;    /* its first row */
	uint64_t bytes, begins;         /* read; and before that invoice */
	uint64_t next_line;             /* physical */
	uint64_t batch;                 /* of the present row */
	bool after_empty;               /* an empty line is before the row */
};

static int
refuse(const struct reading *r, const struct ar_row *row, const char *why)
{
	ar_diag_refuse(r->j->diag, &(struct ar_say){AR_M_JOURNAL_ROW, row->at,
	    {0}, {why}});
	return AR_EDATA;
}

/* What each row of an invoice repeats; what is not read is the same. */
static bool
repeats(const struct ar_journal_row *a, const struct ar_journal_row *b)
{
	return a->number == b->number && a->lines == b->lines &&
	    a->kind == b->kind && a->invoice_date == b->invoice_date &&
	    a->net.minor == b->net.minor && a->tax.minor == b->tax.minor &&
	    a->amount.minor == b->amount.minor &&
	    a->discount_base == b->discount_base &&
	    ar_slice_eq(a->invoice_id, b->invoice_id) &&
	    ar_slice_eq(a->credits_invoice_id, b->credits_invoice_id) &&
	    ar_slice_eq(a->goods.customer_id, b->goods.customer_id) &&
	    ar_slice_eq(a->goods.terms, b->goods.terms) &&
	    strcmp(a->goods.ccy.code, b->goods.ccy.code) == 0;
}

static int
check_first(const struct reading *r, const struct ar_row *row,
    const struct ar_journal_row *rec)
{
	int64_t highest = r->j->highest;

	if (rec->line != 1)
		return refuse(r, row, "the lines before it are missing");
	if (rec->number > AR_NUMBER_MAX ||
	    (highest > 0 && rec->number != highest + 1))
		return refuse(r, row, "its number does not follow");
	return rec->kind == AR_KIND_INVOICE ||
	    rec->kind == AR_KIND_CREDIT_NOTE ? AR_OK :
	    refuse(r, row, "its kind is neither invoice nor credit_note");
}

/* The invoice whose row this is goes on, or a new one begins. */
static int
check_order(const struct reading *r, const struct ar_row *row,
    const struct ar_journal_row *rec)
{
	int64_t before = (int64_t)r->invoice.nlines;

	if (before == 0)
		return check_first(r, row, rec);
	if (r->after_empty || rec->number != r->first.number ||
	    rec->line != before + 1)
		return refuse(r, row,
		    "lines of the invoice before it are missing");
	return repeats(rec, &r->first) ? AR_OK :
	    refuse(r, row, "it is not as the first line of its invoice");
}

static void
begin_invoice(struct reading *r, const struct ar_journal_row *rec)
{
	struct ar_invoice *inv = &r->invoice;

	inv->number = rec->number;
	inv->id = rec->invoice_id;
	inv->credits_id = rec->credits_invoice_id;
	inv->kind = rec->kind;
	inv->date = rec->invoice_date;
	inv->base_is_net = rec->discount_base == AR_BASE_NET;
	if (rec->goods.terms.n > 0 && !r->reader->keys)
		inv->terms = ar_termsbook_get(r->reader->terms,
		    rec->goods.terms);
	r->first = *rec;
}

static int
check_net(struct reading *r, const struct ar_row *row)
{
	ar_sum net = 0;

	for (size_t i = 0; i < r->invoice.nlines; i++)
		net += r->invoice.line[i].net;
	return net == r->first.net.minor ? AR_OK :
	    refuse(r, row, "its lines do not add up to its net");
}

static int
check_tax(struct reading *r, const struct ar_row *row)
{
	struct ar_invoice *inv = &r->invoice;
	const struct ar_journal_row *rec = &r->first;

	if ((ar_sum)rec->net.minor + rec->tax.minor != rec->amount.minor)
		return refuse(r, row, "its amount is not its net and tax");
	if (inv->terms != NULL && inv->terms->terms == NULL)
		return refuse(r, row, "its terms cannot be read");
	return ar_invoice_total(inv) == AR_OK &&
	    (inv->kind == AR_KIND_CREDIT_NOTE ||
	    inv->bill.tax == rec->tax.minor) ? AR_OK :
	    refuse(r, row, "its lines do not give its tax");
}

/* All lines are there. */
static int
end_invoice(struct reading *r, const struct ar_row *row)
{
	const struct ar_journal_item item = {&r->invoice, r->batch};
	struct ar_journal *j = r->j;
	int result = check_net(r, row);

	if (result == AR_OK && !r->reader->keys)
		result = check_tax(r, row);
	if (result == AR_OK)
		result = r->reader->each(r->reader->to, &item) == AR_OK ?
		    AR_OK : refuse(r, row, "it bills a line twice, or credits "
		    "more than is left");
	j->highest = r->invoice.number;
	if (r->invoice.date > j->latest)
		j->latest = r->invoice.date;
	j->batches = r->batch;
	ar_arena_clear(&r->arena);
	ar_invoice_clear(&r->invoice);
	return result;
}

static void
set_none(struct ar_journal_row *rec)
{
	*rec = (struct ar_journal_row){.invoice_id = AR_S(""),
	    .credits_invoice_id = AR_S(""), .goods = ar_goods_none};
}

static int
take_row(struct reading *r, const struct ar_row *view)
{
	struct ar_row row = ar_row_copy(&r->arena, view);
	struct ar_journal_row rec;
	struct ar_invoice_line *line;

	set_none(&rec);
	if (ar_bind_row(&r->bind, &row, &rec, r->j->diag) != AR_OK ||
	    check_order(r, &row, &rec) != AR_OK)
		return AR_EDATA;
	if (r->invoice.nlines == 0)
		begin_invoice(r, &rec);
	line = ar_invoice_add(&r->invoice, &rec.goods, rec.line_net.minor);
	line->credits_line = rec.credits_line;
	return rec.line == rec.lines ? end_invoice(r, &row) : AR_OK;
}

/* Where the row lies in the file; an empty line before it ends a batch. */
static void
place(struct reading *r, const struct ar_row *row)
{
	uint64_t empty = row->at.line - r->next_line;

	r->after_empty = empty > 0;
	if (r->after_empty || r->batch == 0)
		r->batch++;
	r->bytes += empty;
	if (r->invoice.nlines == 0)
		r->begins = r->bytes;
	r->bytes += row->raw.n + 1;
	r->next_line = row->at.line + 1;
}

static int
read_rows(struct reading *r)
{
	uint64_t refused = ar_diag_refused(r->j->diag), rows = 0;
	struct ar_row row;
	int result;

	while ((result = ar_table_next(r->table, &row)) != AR_OK &&
	    result != AR_ESTOP) {
		rows++;
		if (result == AR_EDATA)
			break;
		place(r, &row);
		result = take_row(r, &row);
		if (result != AR_OK)
			break;
	}
	if (ar_diag_refused(r->j->diag) == refused)
		return result;
	if (result == AR_EDATA)
		ar_diag_verdict(r->j->diag, rows, "");
	return AR_ESTOP;
}

static int
say_bad(const struct ar_journal *j)
{
	ar_diag_say(j->diag, &(struct ar_say){AR_M_BAD_JOURNAL,
	    {ar_statefile_file(j->file), 1}, {0}, {0}});
	return AR_ESTOP;
}

/* The end: what is torn there, and whether the last batch ends. */
static int
look_at_end(struct reading *r, enum ar_statefile_mode mode)
{
	struct ar_journal *j = r->j;
	bool blank, torn = r->invoice.nlines > 0;

	if (ar_statefile_ends_blank(j->file, &blank) != AR_OK)
		return AR_ESTOP;
	if (ar_statefile_size(j->file) != r->bytes + (blank ? 1 : 0) ||
	    (torn && blank)) {
		ar_diag_say(j->diag, &(struct ar_say){AR_M_JOURNAL_ROW,
		    {ar_statefile_file(j->file), 0}, {0}, {
		    "there are empty lines, or other line ends"}});
		return AR_ESTOP;
	}
	j->unfinished = r->batch > 0 && j->batches == r->batch &&
	    (torn || !blank);
	return torn && mode != AR_STATEFILE_READ ?
	    ar_statefile_cut(j->file, r->begins) : AR_OK;
}

static int
read_table(struct reading *r, enum ar_statefile_mode mode)
{
	const struct ar_header *header = ar_table_header(r->table);
	uint64_t want = r->reader->keys ? AR_BIT(AR_JOURNAL_KEYS) - 1 :
	    ar_journal_stream.required;

	if (!ar_slice_eq(header->raw, ar_journal_header()))
		return say_bad(r->j);
	if (ar_bind_make(&r->bind, &ar_journal_stream, want, want, header,
	    r->j->diag) != AR_OK)
		return AR_ESTOP;
	r->bytes = r->begins = header->raw.n + 1;
	r->next_line = 2;
	return read_rows(r) != AR_OK ? AR_ESTOP : look_at_end(r, mode);
}

static int
read_all(struct ar_journal *j, enum ar_statefile_mode mode,
    const struct ar_journal_reader *reader)
{
	struct reading r = {.j = j, .reader = reader};
	struct ar_csvin *csv;
	int result;

	ar_invoice_clear(&r.invoice);
	if (ar_statefile_csv(j->file, &csv, ar_statefile_size(j->file)) !=
	    AR_OK || ar_table_start(&r.table, csv,
	    ar_statefile_file(j->file), j->diag) != AR_OK)
		return AR_ESTOP;
	result = read_table(&r, mode);
	ar_table_close(r.table);
	ar_invoice_free(&r.invoice);
	ar_arena_free(&r.arena);
	return result;
}

int
ar_journal_open(struct ar_journal *j, const char *path,
    enum ar_statefile_mode mode, const struct ar_journal_reader *reader,
    struct ar_diag *diag)
{
	const struct ar_statefile_wish wish = {.mode = mode, .bits = 0666,
	    .missing = mode == AR_STATEFILE_WRITE ? "--create makes it" :
	    NULL};
	bool begins;

	j->diag = diag;
	if (ar_statefile_open(&j->file, path, &wish, diag) != AR_OK)
		return AR_ESTOP;
	j->rows = ar_out_memory();
	j->spool = ar_spool_new(diag);
	j->empty = ar_statefile_size(j->file) == 0;
	if (!j->empty)
		return read_all(j, mode, reader);
	if (ar_statefile_tears(j->file, ar_journal_header(), &begins) != AR_OK)
		return AR_ESTOP;
	return begins ? AR_OK : say_bad(j);
}

bool
ar_journal_waits(const struct ar_journal *j)
{
	return ar_spool_size(j->spool) > 0 || ar_out_rows(j->rows).n > 0;
}

int
ar_journal_add(struct ar_journal *j, const struct ar_invoice *inv)
{
	if (j->empty) {
		ar_out_raw(j->rows, ar_journal_header());
		(void)ar_out_end_row(j->rows);
		j->empty = false;
	}
	ar_invoice_journal_rows(j->rows, inv);
	return ar_rows_spool(j->rows, j->spool, AR_ROWS_MANY);
}

int
ar_journal_commit(struct ar_journal *j, bool ends)
{
	bool any = ar_journal_waits(j);

	if (!any && !(ends && j->unfinished))
		return AR_OK;
	if (ar_rows_spool(j->rows, j->spool, 0) != AR_OK ||
	    (ends && ar_spool_add(j->spool, AR_S("\n")) != AR_OK) ||
	    ar_statefile_append(j->file, j->spool) != AR_OK)
		return AR_ESTOP;
	j->unfinished = !ends;
	return ar_spool_clear(j->spool);
}

bool
ar_journal_is_doubtful(const struct ar_journal *j)
{
	return ar_statefile_is_torn(j->file);
}

void
ar_journal_close(struct ar_journal *j)
{
	ar_out_drop(j->rows);
	ar_spool_free(j->spool);
	ar_statefile_close(j->file);
}
