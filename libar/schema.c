/*
 * libar/schema.c
 * Purpose: header name -> column -> typed cell of a record.
 */
#include "libar/schema.h"

#include <stdio.h>

#include "libar/cells.h"
#include "libar/utf8.h"

static bool
is_known(const struct ar_bind *b, uint32_t field)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->field[i] == (ptrdiff_t)field)
			return true;
	return false;
}

/* None in a column of the stream; elsewhere none that swallows records. */
static int
check_line_breaks(const struct ar_bind *b, const struct ar_row *row,
    struct ar_diag *diag)
{
	for (uint32_t i = 0; i < row->n; i++) {
		struct ar_slice text = ar_row_get(row, i);
		struct ar_quoted q;

		if (!ar_slice_has_break(text) || !(is_known(b, i) ||
		    ar_row_swallows(row, i, ',')))
			continue;
		ar_diag_refuse(diag, &(struct ar_say){AR_M_LINE_BREAK,
		    row->at, b->header->name[i], {ar_quote(&q, text)}});
		return AR_EDATA;
	}
	return AR_OK;
}

/* A byte above 7 bits: the whole must be looked at. */
static bool
is_ascii(struct ar_slice s)
{
	unsigned char any = 0;

	for (size_t i = 0; i < s.n; i++)
		any |= (unsigned char)s.p[i];
	return any < 0x80;
}

static void
refuse_setting(struct ar_diag *diag, struct ar_where at, const char *column,
    struct ar_slice value, const char *want)
{
	struct ar_quoted q;

	ar_diag_refuse(diag, &(struct ar_say){AR_M_BAD_SETTING, at,
	    ar_slice_of(column), {ar_quote(&q, value), want}});
}

void
ar_number_refuse(struct ar_diag *diag, struct ar_where at,
    const char *column, struct ar_decimal number, const char *want)
{
	char text[AR_MONEY_MAX];
	size_t n = ar_decimal_format(text, number);

	refuse_setting(diag, at, column, ar_slice(text, n), want);
}

int
ar_cell_refuse(struct ar_diag *diag, const struct ar_header *header,
    const struct ar_row *row, const char *column, const char *want)
{
	ptrdiff_t field = ar_header_find(header, ar_slice_of(column), NULL);

	refuse_setting(diag, row->at, column,
	    ar_row_get(row, (uint32_t)field), want);
	return AR_EDATA;
}

int
ar_row_check_text(const struct ar_header *header, const struct ar_row *row,
    struct ar_diag *diag)
{
	if (row->is_text)
		return AR_OK;
	if (memchr(row->raw.p, '\0', row->raw.n) == NULL &&
	    (is_ascii(row->raw) || ar_utf8_valid(row->raw)))
		return AR_OK;
	for (uint32_t i = 0; i < row->n; i++) {
		struct ar_slice text = ar_row_get(row, i);
		bool nul = memchr(text.p, '\0', text.n) != NULL;
		struct ar_quoted q;

		if (!nul && ar_utf8_valid(text))
			continue;
		ar_diag_refuse(diag, &(struct ar_say){
		    nul ? AR_M_NUL_BYTE : AR_M_NOT_UTF8, row->at,
		    i < header->n ? header->name[i] : AR_S(""),
		    {ar_quote(&q, text)}});
		return AR_EDATA;
	}
	return AR_OK;
}

void
ar_row_refuse_count(const struct ar_row *row, size_t want,
    struct ar_diag *diag)
{
	char got[16], expected[24];

	(void)snprintf(got, sizeof got, "%u", row->n);
	(void)snprintf(expected, sizeof expected, "%zu", want);
	ar_diag_refuse(diag, &(struct ar_say){
	    AR_M_FIELD_COUNT, row->at, {0}, {got, expected}});
}

static int
check_field_count(const struct ar_bind *b, const struct ar_row *row,
    struct ar_diag *diag)
{
	if (row->n == b->header->n)
		return AR_OK;
	ar_row_refuse_count(row, b->header->n, diag);
	return AR_EDATA;
}

/* The wanted column's cells in rows, which go to records of this size. */
static struct ar_cells
cells_of(const struct ar_bind *b, size_t wanted, const struct ar_row *row,
    void *record, size_t size)
{
	const struct ar_bind_cell *cell = &b->cell[wanted];

	return (struct ar_cells){.column = cell->column, .row = row,
	    .field = cell->field, .record = record, .value = cell->offset,
	    .ccy = b->ccy < 0 ? 0 : b->column[b->ccy].offset, .size = size};
}

/*
 * Read all cells, so that as much as can be is known of a refused row; only
 * the first fault is said.  Without its currency no amount can be read.
 */
static int
read_cells(const struct ar_bind *b, const struct ar_row *row, void *record,
    struct ar_diag *diag)
{
	bool has_ccy = true;
	int result = AR_OK;

	for (size_t i = 0; i < b->ncells; i++) {
		struct ar_cells cells = cells_of(b, i, row, record, 0);
		enum ar_type type = cells.column->type;

		if ((!has_ccy && type == AR_AMOUNT) ||
		    ar_cells_read(&cells, 1) == 1)
			continue;
		if (result == AR_OK)
			ar_cells_refuse(&cells, diag);
		result = AR_EDATA;
		has_ccy = has_ccy && type != AR_CURRENCY;
	}
	return result;
}

void
ar_record_clear(const struct ar_stream *stream, void *record, size_t size)
{
	memset(record, 0, size);
	for (size_t i = 0; i < stream->n; i++) {
		const struct ar_column *column = &stream->column[i];
		struct ar_slice *text = (void *)((char *)record +
		    column->offset);

		if (column->type == AR_ID || column->type == AR_TEXT ||
		    column->type == AR_DECIMAL)
			*text = AR_S("");
	}
}

/* Where no currency is named the record has the unnamed one. */
static void
clear_ccy(const struct ar_bind *b, void *record)
{
	static const struct ar_ccy unnamed = AR_CCY_UNNAMED;

	if (b->ccy >= 0)
		*(struct ar_ccy *)((char *)record +
		    b->column[b->ccy].offset) = unnamed;
}

static int
check_row(const struct ar_bind *b, const struct ar_row *row,
    struct ar_diag *diag)
{
	if (check_field_count(b, row, diag) != AR_OK ||
	    ar_row_check_text(b->header, row, diag) != AR_OK)
		return AR_EDATA;
	return row->many_lines ? check_line_breaks(b, row, diag) : AR_OK;
}

int
ar_bind_row(const struct ar_bind *b, const struct ar_row *row, void *record,
    struct ar_diag *diag)
{
	clear_ccy(b, record);
	return check_row(b, row, diag) == AR_OK ?
	    read_cells(b, row, record, diag) : AR_EDATA;
}

size_t
ar_bind_rows(const struct ar_bind *b, const struct ar_row *row, size_t n,
    void *records, size_t size)
{
	size_t good = 0;

	for (; good < n; good++) {
		const struct ar_row *r = &row[good];

		if (r->n != b->header->n || r->many_lines || !r->is_text)
			break;
		clear_ccy(b, (char *)records + good * size);
	}
	for (size_t i = 0; i < b->ncells && good > 0; i++) {
		struct ar_cells cells = cells_of(b, i, row, records, size);

		good = ar_cells_read(&cells, good);
	}
	return good;
}

bool
ar_bind_has(const struct ar_bind *b, size_t number)
{
	return b->field[number] >= 0;
}

int
ar_column_find(ptrdiff_t *field, const struct ar_header *header,
    struct ar_slice name, struct ar_diag *diag)
{
	bool twice;

	*field = ar_header_find(header, name, &twice);
	if (!twice)
		return AR_OK;
	ar_diag_say(diag, &(struct ar_say){AR_M_REPEATED_COLUMN, header->at,
	    name, {0}});
	return AR_ESTOP;
}

/* Lines of documents repeat the amount, which would count once a line. */
static int
refuse_lines(const struct ar_stream *stream, const struct ar_header *header,
    struct ar_diag *diag)
{
	for (size_t i = 0; i < 2; i++) {
		const char *const *pair = stream->of_lines[i];

		if (pair[0] == NULL || ar_header_find(header,
		    ar_slice_of(pair[0]), NULL) < 0 || ar_header_find(header,
		    ar_slice_of(pair[1]), NULL) < 0)
			continue;
		ar_diag_say(diag, &(struct ar_say){AR_M_NOT_DOCUMENTS,
		    header->at, {0}, {0}});
		return AR_ESTOP;
	}
	return AR_OK;
}

/* An amount is nothing where the stream has no currency. */
static void
want_cell(struct ar_bind *b, size_t number)
{
	if ((b->want & AR_BIT(number)) != 0 &&
	    (b->ccy >= 0 || b->column[number].type != AR_AMOUNT))
		b->cell[b->ncells++] = (struct ar_bind_cell){
		    &b->column[number], (uint32_t)b->field[number],
		    (uint32_t)b->column[number].offset};
}

int
ar_bind_make(struct ar_bind *b, const struct ar_stream *stream,
    uint64_t want, uint64_t need, const struct ar_header *header,
    struct ar_diag *diag)
{
	const struct ar_column *column = stream->column;
	bool missing = false;

	*b = (struct ar_bind){.column = column, .n = stream->n,
	    .header = header, .ccy = -1, .want = want | need};
	if (refuse_lines(stream, header, diag) != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < b->n; i++) {
		struct ar_slice name = ar_slice_of(column[i].name);

		b->field[i] = ar_header_find(header, name, NULL);
		if (column[i].type == AR_CURRENCY)
			b->ccy = (ptrdiff_t)i;
		if ((b->want & AR_BIT(i)) != 0 && ar_column_find(
		    &b->field[i], header, name, diag) != AR_OK)
			return AR_ESTOP;
		if (b->field[i] >= 0) {
			want_cell(b, i);
			continue;
		}
		b->want &= ~AR_BIT(i);
		if ((need & AR_BIT(i)) != 0) {
			ar_column_missing(header, name, stream, diag);
			missing = true;
			if (header->n == 1)
				break;
		}
	}
	return missing ? AR_ESTOP : AR_OK;
}
