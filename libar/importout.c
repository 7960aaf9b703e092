/*
 * libar/importout.c
 * Purpose: documents out in the canonical form.
 */
#include "libar/importout.h"

void
ar_import_out_init(struct ar_import_out *o,
    const struct ar_import_options *options, struct ar_out *out,
    struct ar_tie *tie)
{
	*o = (struct ar_import_out){.options = options, .out = out};
	o->report = ar_report_new(out, tie);
}

void
ar_import_out_release(struct ar_import_out *o)
{
	ar_report_free(o->report);
}

void
ar_import_out_join(struct ar_import_out *o, struct ar_import_out *part)
{
	struct ar_slice rows = ar_out_rows(part->out);

	if (rows.n > 0)
		ar_import_out_begin(o);
	(void)ar_out_pass(o->out, rows);
	ar_out_clear(part->out);
}

void
ar_import_out_end_part(struct ar_import_out *o)
{
	ar_import_out_release(o);
	ar_out_drop(o->out);
}

/* What the file has, and what rules or options give besides. */
static uint64_t
columns_of(const struct ar_import_options *o, const struct ar_import_file *f)
{
	const struct ar_import_stream *s = o->map.stream;
	uint64_t has = f->has | s->required;

	if (s->id >= 0)
		has |= AR_BIT(s->id);
	if (s->due >= 0)
		has |= AR_BIT(s->kind);
	if (o->currency.code[0] != '\0' && s->currency >= 0)
		has |= AR_BIT(s->currency);
	if (o->terms != NULL && s->terms >= 0)
		has |= AR_BIT(s->terms);
	return has;
}

static enum ar_role
role_of(const struct ar_import_stream *s, size_t column)
{
	if ((ptrdiff_t)column == s->currency)
		return AR_ROLE_CURRENCY;
	return (ptrdiff_t)column == s->amount ? AR_ROLE_PART : AR_ROLE_TEXT;
}

static void
add_column(struct ar_import_out *o, uint64_t *left, size_t column)
{
	const struct ar_import_stream *s = o->options->map.stream;

	if ((*left & AR_BIT(column)) == 0)
		return;
	*left &= ~AR_BIT(column);
	o->column[o->n++] = column;
	ar_report_column(o->report,
	    ar_slice_of(s->stream->column[column].name), role_of(s, column));
}

void
ar_import_out_part(struct ar_import_out *o, const struct ar_import_out *whole,
    struct ar_tie *tie)
{
	uint64_t left = UINT64_MAX;

	ar_import_out_init(o, whole->options, ar_out_memory(), tie);
	for (size_t i = 0; i < whole->n; i++)
		add_column(o, &left, whole->column[i]);
	o->begun = true;
}

int
ar_import_out_columns(struct ar_import_out *o,
    const struct ar_import_file *f, struct ar_diag *diag)
{
	const struct ar_import_stream *s = o->options->map.stream;
	uint64_t has = columns_of(o->options, f), left = has;

	if (o->n > 0 && has != o->has) {
		ar_diag_say(diag, &(struct ar_say){AR_M_HEADER_DIFFERS,
		    f->header->at, {0},
		    {"import it alone, or map the same columns"}});
		return AR_ESTOP;
	}
	if (o->n > 0)
		return AR_OK;
	o->has = has;
	for (size_t i = 0; s->first[i] != NULL; i++)
		add_column(o, &left, (size_t)ar_import_column(s,
		    ar_slice_of(s->first[i])));
	for (size_t i = 0; i < s->stream->n; i++)
		add_column(o, &left, i);
	return AR_OK;
}

void
ar_import_out_begin(struct ar_import_out *o)
{
	if (!o->begun)
		ar_report_header(o->report, AR_S(""), 0);
	o->begun = true;
}

static void
write_cell(struct ar_import_out *o, const struct ar_import_record *rec,
    size_t i)
{
	const struct ar_stream *s = o->options->map.stream->stream;
	enum ar_type type = o->options->map.type[i];

	if ((rec->filled & AR_BIT(i)) == 0)
		ar_out_raw(o->out, AR_S(""));
	else if (type == AR_AMOUNT)
		(void)ar_out_amount(o->out, rec->minor[i], &rec->ccy);
	else if (type == AR_DATE)
		ar_out_day(o->out, rec->day[i]);
	else if (type == AR_WORD)
		ar_out_text(o->out,
		    ar_slice_of(s->column[i].words[rec->word[i] - 1]));
	else
		ar_out_text(o->out, rec->text[i]);
}

void
ar_import_out_row(struct ar_import_out *o, const struct ar_import_record *rec)
{
	ar_import_out_begin(o);
	for (size_t i = 0; i < o->n; i++)
		write_cell(o, rec, o->column[i]);
	ar_report_end_row(o->report, true);
}
