/*
 * libar/importtake.c
 * Purpose: one row of a foreign file, from its cells to the output.
 */
#include "libar/importtake.h"

static struct ar_import_reading
reading(const struct ar_import_run *r, const struct ar_row *row)
{
	return (struct ar_import_reading){r->o, &r->file->dialect, row->at,
	    r->diag, AR_S("")};
}

static struct ar_import_check
checking(const struct ar_import_run *r, const struct ar_row *row)
{
	return (struct ar_import_check){&r->file->in, &r->o->map, row,
	    r->diag};
}

/* The record that was refused just now: kept, tied, the end of the rows. */
void
ar_import_drop(struct ar_import_run *r, const struct ar_row *row,
    const struct ar_import_record *rec)
{
	static const struct ar_ccy unnamed = AR_CCY_UNNAMED;
	ptrdiff_t amount = r->o->map.stream->amount;
	bool known = rec != NULL && amount >= 0 &&
	    (rec->filled & AR_BIT(amount)) != 0;

	ar_rejects_add(r->rejects, row, r->diag);
	ar_tie_refuse(r->tie, rec != NULL ? &rec->ccy : &unnamed,
	    known ? &rec->minor[amount] : NULL);
	r->file->totals.refused = true;
	r->failed = r->failed || r->rejects == NULL ||
	    (rec == NULL && r->file->in.grouped);
	if (r->failed)
		ar_out_fail(r->out.out);
}

/* Every cent of a document lands in the tie-out, and the document goes out. */
static void
put(struct ar_import_run *r, const struct ar_import_record *rec)
{
	const struct ar_import_stream *s = r->o->map.stream;
	struct ar_open open = {.why = AR_OPEN};

	open.minor = s->amount < 0 ? 0 : rec->minor[s->amount];
	ar_tie_add(r->tie, &rec->ccy, open.minor, &open);
	if (!r->failed)
		ar_import_out_row(&r->out, rec);
	ar_arena_free(&r->docs.arena);
}

static int
finish(struct ar_import_run *r, struct ar_import_record *rec)
{
	return ar_import_finish(&r->docs, rec, &r->file->in,
	    &r->file->counts);
}

static int
emit(struct ar_import_run *r, struct ar_import_record *rec)
{
	if (finish(r, rec) != AR_OK)
		return AR_EDATA;
	put(r, rec);
	return AR_OK;
}

static void
leave_out(struct ar_import_run *r, const struct ar_import_record *rec)
{
	const struct ar_open nothing = {.why = AR_VOID};

	ar_import_totals_add(&r->file->totals, rec, UINT64_MAX, false);
	ar_tie_add(r->tie, &rec->ccy, rec->minor[r->o->map.stream->amount],
	    &nothing);
}

/* AR_ITEM: it goes on; AR_OK: it is a draft left out; AR_EDATA: refused. */
static int
read_document(struct ar_import_run *r, const struct ar_row *row,
    const struct ar_import_texts *t, struct ar_import_record *rec)
{
	const struct ar_import_reading how = reading(r, row);
	const struct ar_import_check check = checking(r, row);
	int result;

	if (ar_import_check_rules(&check) != AR_OK) {
		ar_import_record_begin(rec, &how, t);
		return AR_EDATA;
	}
	result = ar_import_record_read(rec, &how, t);
	if (result == AR_OK)
		result = ar_import_begin(&r->docs, rec, &r->file->counts);
	if (result == AR_ITEM)
		result = ar_import_check_filled(&check, t, rec) == AR_OK ?
		    AR_ITEM : AR_EDATA;
	return result;
}

/* Add it to its document; what repeats there counts once for the totals. */
static int
take_line(struct ar_import_run *r, const struct ar_row *row,
    const struct ar_import_texts *t, const struct ar_import_record *rec)
{
	const struct ar_import_reading how = reading(r, row);
	int result = ar_import_groups_add(&r->file->groups, &how, t, rec,
	    row);

	if (result != AR_EDATA)
		ar_import_totals_add(&r->file->totals, rec,
		    result == AR_ITEM ? UINT64_MAX : r->o->map.sum, true);
	return result;
}

/* The file has balances, and says none of this document, which is open. */
static bool
lacks_balance(const struct ar_import_run *r,
    const struct ar_import_record *rec)
{
	ptrdiff_t balance = r->o->map.stream->balance;
	uint8_t status = balance < 0 ? 0 : rec->word[AR_INV_STATUS];

	return balance >= 0 && !r->o->map.blank_balance && status <=
	    AR_STATUS_OPEN && rec->day[AR_INV_PAID_DATE] == AR_NO_DAY &&
	    (r->file->in.has & AR_BIT(balance)) != 0 &&
	    (rec->filled & AR_BIT(balance)) == 0;
}

static int
take_whole(struct ar_import_run *r, struct ar_import_record *rec)
{
	ar_import_totals_add(&r->file->totals, rec, UINT64_MAX, true);
	if (lacks_balance(r, rec))
		ar_import_totals_open(&r->file->totals, rec, r->o->map.stream);
	return emit(r, rec);
}

/* The documents of a row, of which all are good, or the row is refused. */
static void
take_cells(struct ar_import_run *r, const struct ar_row *row,
    const struct ar_import_texts *t, struct ar_arena *scratch)
{
	const struct ar_import_reading how = reading(r, row);
	struct ar_import_work *f = r->file;
	struct ar_import_cells c;
	int result = ar_import_cells_read(&c, &how, &f->in, t, scratch);

	for (size_t i = 0; i < c.n && result != AR_EDATA; i++) {
		result = ar_import_begin(&r->docs, &c.record[i], &f->counts);
		if (result == AR_ITEM)
			result = finish(r, &c.record[i]);
	}
	if (result == AR_EDATA) {
		ar_import_drop(r, row, &c.whole);
		return;
	}
	for (size_t i = 0; i < c.n; i++) {
		ar_import_totals_add(&f->totals, &c.record[i], UINT64_MAX,
		    true);
		ar_import_totals_add(&f->under[c.from[i]], &c.record[i],
		    UINT64_MAX, true);
		put(r, &c.record[i]);
	}
	f->counts.cells += c.n;
}

static void
refuse_strange(struct ar_import_run *r, const struct ar_row *row)
{
	ar_diag_refuse(r->diag, &(struct ar_say){AR_M_NOT_A_DOCUMENT,
	    row->at, {0}, {0}});
	ar_import_drop(r, row, NULL);
}

/* What a refused row moved is not known, and nothing is compared then. */
static int
check_balance(struct ar_import_run *r, const struct ar_row *row,
    const struct ar_import_texts *t, const struct ar_import_record *rec)
{
	const struct ar_import_reading how = reading(r, row);
	struct ar_import_work *f = r->file;

	return r->o->map.stream->amount < 0 || f->totals.refused ? AR_OK :
	    ar_import_balance_line(&f->balance, &how, &f->in, t, rec);
}

static int
take_balance(struct ar_import_run *r, const struct ar_row *row,
    const struct ar_import_texts *t)
{
	const struct ar_import_reading how = reading(r, row);
	struct ar_import_work *f = r->file;
	int result;

	if (f->totals.refused)
		return AR_OK;
	result = ar_import_balance_row(&f->balance, &how, &f->in, t);
	if (result == AR_EDATA)
		refuse_strange(r, row);
	return result == AR_ESTOP ? AR_ESTOP : AR_OK;
}

static int
take_document(struct ar_import_run *r, const struct ar_row *row,
    const struct ar_import_texts *t, struct ar_arena *scratch)
{
	const struct ar_import_check check = checking(r, row);
	struct ar_import_record *rec = &r->file->record;
	int result;

	if (ar_import_check_shape(&check) != AR_OK ||
	    ar_import_check_account(&check, t) != AR_OK ||
	    (r->o->map.ncells > 0 &&
	    ar_import_check_rules(&check) != AR_OK)) {
		ar_import_drop(r, row, NULL);
		return AR_OK;
	}
	if (r->o->map.ncells > 0) {
		take_cells(r, row, t, scratch);
		return AR_OK;
	}
	result = read_document(r, row, t, rec);
	if (result != AR_EDATA && check_balance(r, row, t, rec) != AR_OK)
		return AR_ESTOP;
	if (result == AR_OK)
		leave_out(r, rec);
	else if (result == AR_EDATA && r->file->in.grouped)
		ar_import_groups_break(&r->file->groups, &r->o->map, t);
	else if (result == AR_ITEM)
		result = r->file->in.grouped ? take_line(r, row, t, rec) :
		    take_whole(r, rec);
	if (result == AR_EDATA)
		ar_import_drop(r, row, rec);
	return AR_OK;
}

/* Each column of cells has a total of its own. */
static int
check_cells(struct ar_import_run *r, const struct ar_import_reading *how,
    const struct ar_import_texts *t)
{
	struct ar_import_work *f = r->file;

	for (size_t i = 0; i < r->o->map.ncells; i++) {
		struct ar_import_reading of;
		struct ar_import_texts texts;

		if (f->in.cell[i].field < 0)
			continue;
		of = ar_import_cells_reading(how, &f->in, i);
		f->under[i].refused = f->totals.refused;
		ar_import_cells_texts(&texts, t, &r->o->map, i);
		if (ar_import_totals_check(&f->under[i], &of, AR_S(""),
		    &texts) !=
		    AR_OK)
			return AR_ESTOP;
	}
	return AR_OK;
}

static int
take_total(struct ar_import_run *r, const struct ar_row *row,
    const struct ar_import_texts *t)
{
	const struct ar_import_reading how = reading(r, row);
	bool alone;

	r->file->counts.totals++;
	if (ar_import_totals_check(&r->file->totals, &how,
	    ar_import_label(row, &alone), t) != AR_OK)
		return AR_ESTOP;
	return r->o->no_total_check ? AR_OK : check_cells(r, &how, t);
}

/* What stands alone in a row may head those behind it. */
static void
take_heading(struct ar_import_run *r, const struct ar_row *row)
{
	bool alone;
	struct ar_slice name = ar_import_label(row, &alone);

	if (alone)
		ar_import_totals_head(&r->file->totals, name);
}

void
ar_import_take_texts(struct ar_import_run *r, const struct ar_row *row)
{
	struct ar_import_work *f = r->file;

	ar_arena_free(&f->scratch);
	ar_import_texts_take(&f->texts, &f->in, &r->o->map, row, &f->scratch);
}

int
ar_import_take(struct ar_import_run *r, const struct ar_row *row,
    enum ar_row_class class)
{
	struct ar_import_counts *counts = &r->file->counts;
	const struct ar_import_texts *t = &r->file->texts;

	switch (class) {
	case AR_ROW_DOCUMENT:
		counts->trimmed += t->trimmed;
		counts->broken += t->broken;
		return take_document(r, row, t, &r->file->scratch);
	case AR_ROW_TOTAL:
		return take_total(r, row, t);
	case AR_ROW_BALANCE:
		return take_balance(r, row, t);
	case AR_ROW_STRANGE:
		refuse_strange(r, row);
		return AR_OK;
	case AR_ROW_FOOTER:
	case AR_ROW_SECTION:
		take_heading(r, row);
		return AR_OK;
	case AR_ROW_BLANK:
	case AR_ROW_SKIPPED:
		break;
	}
	return AR_OK;
}

/* All rows of a document that is refused, or of which one was. */
static void
drop_group(struct ar_import_run *r, const struct ar_import_group *group)
{
	struct ar_import_record nothing = *group->record;
	const struct ar_import_record *rec = group->record;
	struct ar_quoted q;

	memset(nothing.minor, 0, sizeof nothing.minor);
	for (const struct ar_import_line *l = group->first; l != NULL;
	    l = l->next) {
		if (group->broken)
			ar_diag_refuse(r->diag, &(struct ar_say){
			    AR_M_INCOMPLETE, l->row.at, AR_S("invoice_id"),
			    {ar_quote(&q, rec->text[AR_INV_INVOICE_ID])}});
		ar_import_drop(r, &l->row, rec);
		rec = &nothing;
	}
}

void
ar_import_take_groups(struct ar_import_run *r)
{
	struct ar_import_groups *g = &r->file->groups;

	for (size_t i = 0; i < g->map.n; i++) {
		struct ar_import_group *group = ar_map_value(&g->map, i);

		if (group->record == NULL)
			continue;
		r->file->counts.grouped +=
		    group->first != NULL && group->first->next != NULL;
		if (group->broken || emit(r, group->record) != AR_OK)
			drop_group(r, group);
	}
}
