/*
 * libar/schema.c
 * Purpose: header name -> column -> typed cell of a record.
 */
#include "libar/schema.h"

#include <stdio.h>

#include "libar/utf8.h"

/* A cell on its way into the record. */
struct cell {
	const struct ar_column *column;
	struct ar_slice text;
	void *value;
	const struct ar_ccy *ccy;
	struct ar_where at;
	struct ar_diag *diag;           /* NULL: say nothing */
};

static int
refuse_with(const struct cell *c, enum ar_msg msg, const char *second,
    const char *third)
{
	struct ar_quoted q;

	if (c->diag != NULL)
		ar_diag_refuse(c->diag, &(struct ar_say){msg, c->at,
		    ar_slice_of(c->column->name),
		    {ar_quote(&q, c->text), second, third}});
	return AR_EDATA;
}

static int
refuse(const struct cell *c, enum ar_msg msg)
{
	return refuse_with(c, msg, "", "");
}

enum ar_msg
ar_money_msg(enum ar_money_err err)
{
	static const enum ar_msg msg[] = {
		[AR_MONEY_OK] = AR_M_BAD_AMOUNT,
		[AR_MONEY_EMPTY] = AR_M_BAD_AMOUNT,
		[AR_MONEY_FORM] = AR_M_BAD_AMOUNT,
		[AR_MONEY_COMMA] = AR_M_DECIMAL_COMMA,
		[AR_MONEY_DECIMALS] = AR_M_DECIMALS,
		[AR_MONEY_RANGE] = AR_M_OUT_OF_RANGE,
	};

	return msg[err];
}

void
ar_amount_refuse(struct ar_diag *diag, const struct ar_say *place,
    struct ar_slice text, const struct ar_ccy *ccy, enum ar_money_err err)
{
	struct ar_quoted q;
	char digits[4];

	(void)snprintf(digits, sizeof digits, "%u", ccy->digits);
	ar_diag_refuse(diag, &(struct ar_say){ar_money_msg(err), place->at,
	    place->column, {ar_quote(&q, text), digits,
	    ccy->code[0] == '\0' ? "an unnamed currency" : ccy->code}});
}

static int
read_amount(const struct cell *c)
{
	struct ar_amount *amount = c->value;
	enum ar_money_err err = ar_money_parse(&amount->minor, c->text,
	    c->ccy->digits);

	amount->filled = err == AR_MONEY_OK;
	if (amount->filled)
		return AR_OK;
	if (c->diag != NULL)
		ar_amount_refuse(c->diag, &(struct ar_say){.at = c->at,
		    .column = ar_slice_of(c->column->name)}, c->text, c->ccy,
		    err);
	return AR_EDATA;
}

static int
read_date(const struct cell *c)
{
	switch (ar_day_parse(c->value, c->text)) {
	case AR_DAY_OK:
		return AR_OK;
	case AR_DAY_NONE:
		return refuse(c, AR_M_NO_SUCH_DAY);
	case AR_DAY_EMPTY:
	case AR_DAY_FORM:
		break;
	}
	return refuse(c, AR_M_BAD_DATE);
}

/* The number of the word, from 1; 0 if it is none. */
static uint8_t
find_word(const char *const *words, struct ar_slice text)
{
	for (uint8_t i = 0; words[i] != NULL; i++)
		if (words[i][0] == text.p[0] &&
		    strncmp(words[i], text.p, text.n) == 0 &&
		    words[i][text.n] == '\0')
			return (uint8_t)(i + 1);
	return 0;
}

static int
read_word(const struct cell *c)
{
	const char *const *words = c->column->words;
	struct ar_buf all = {0};

	*(uint8_t *)c->value = find_word(words, c->text);
	if (*(uint8_t *)c->value != 0)
		return AR_OK;
	for (size_t i = 0; words[i] != NULL; i++)
		ar_buf_addf(&all, "%s%s", i == 0 ? "" : ", ", words[i]);
	ar_buf_add(&all, AR_S("\0"));
	(void)refuse_with(c, AR_M_BAD_WORD, all.p, "");
	ar_buf_free(&all);
	return AR_EDATA;
}

static int
read_count(const struct cell *c)
{
	enum { DIGITS = 3 };
	uint16_t n = 0;

	if (c->text.n > DIGITS || c->text.p[0] == '0')
		return refuse(c, AR_M_BAD_COUNT);
	for (size_t i = 0; i < c->text.n; i++) {
		if (c->text.p[i] < '0' || c->text.p[i] > '9')
			return refuse(c, AR_M_BAD_COUNT);
		n = (uint16_t)(n * 10 + (c->text.p[i] - '0'));
	}
	*(uint16_t *)c->value = n;
	return AR_OK;
}

static int
read_whole(const struct cell *c)
{
	return c->text.p[0] != '0' && c->text.p[0] != '-' &&
	    ar_money_parse(c->value, c->text, 0) == AR_MONEY_OK ? AR_OK :
	    refuse(c, AR_M_BAD_NUMBER);
}

static int
read_number(const struct cell *c)
{
	enum ar_money_err err = ar_decimal_parse(c->value, c->text);

	return err == AR_MONEY_OK ? AR_OK : refuse_with(c, ar_money_msg(err), "9",
	    "a quantity or price");
}

static int
read_percent(const struct cell *c)
{
	return ar_rate_parse(c->value, c->text) == AR_OK ? AR_OK :
	    refuse(c, AR_M_BAD_PERCENT);
}

static int
read_currency(const struct cell *c)
{
	return ar_ccy_parse(c->value, c->text) == AR_OK ? AR_OK :
	    refuse(c, AR_M_BAD_CURRENCY);
}

static int
read_slice(const struct cell *c)
{
	*(struct ar_slice *)c->value = c->text;
	return AR_OK;
}

static int
read_decimal(const struct cell *c)
{
	int64_t ignored;

	if (ar_decimal_is(c->text))
		return read_slice(c);
	return refuse(c, ar_money_parse(&ignored, c->text,
	    AR_RATIO_DIGITS) == AR_MONEY_COMMA ? AR_M_DECIMAL_COMMA :
	    AR_M_BAD_AMOUNT);
}

static int
read_filled(const struct cell *c)
{
	switch (c->column->type) {
	case AR_CURRENCY:
		return read_currency(c);
	case AR_AMOUNT:
		return read_amount(c);
	case AR_ID:
	case AR_TEXT:
		return read_slice(c);
	case AR_DECIMAL:
		return read_decimal(c);
	case AR_DATE:
		return read_date(c);
	case AR_WORD:
		return read_word(c);
	case AR_COUNT:
		return read_count(c);
	case AR_WHOLE:
		return read_whole(c);
	case AR_NUMBER:
		return read_number(c);
	case AR_PERCENT:
		return read_percent(c);
	case AR_PASSED:
		break;
	}
	return AR_OK;
}

static bool
is_padded(struct ar_slice s)
{
	return s.n > 0 && ar_slice_trim(s).n != s.n;
}

static int
read_cell(const struct cell *c)
{
	if (c->text.n == 0)
		return c->column->filled ? refuse(c, AR_M_EMPTY) : AR_OK;
	if (c->column->type != AR_TEXT && is_padded(c->text))
		return refuse(c, AR_M_PADDED);
	return read_filled(c);
}

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

/*
 * What most cells are, read in few steps.  false: nothing was read, and the
 * cell is looked at closely.
 */
static bool
read_at_once(const struct ar_bind_cell *cell, struct ar_slice text,
    void *value, const struct ar_ccy *ccy)
{
	struct ar_amount *amount = value;

	if (text.n == 0)
		return !cell->column->filled;
	switch ((unsigned)cell->column->type) {
	case AR_ID:
		if ((unsigned char)text.p[0] <= ' ' ||
		    (unsigned char)text.p[text.n - 1] <= ' ')
			return false;
		*(struct ar_slice *)value = text;
		return true;
	case AR_TEXT:
		*(struct ar_slice *)value = text;
		return true;
	case AR_DATE:
		return ar_day_parse(value, text) == AR_DAY_OK;
	case AR_AMOUNT:
		amount->filled = ar_money_parse(&amount->minor, text,
		    ccy->digits) == AR_MONEY_OK;
		return amount->filled;
	case AR_CURRENCY:
		return ar_ccy_parse(value, text) == AR_OK;
	case AR_WORD:
		*(uint8_t *)value = find_word(cell->column->words, text);
		return *(uint8_t *)value != 0;
	default:
		return false;
	}
}

/*
 * Read all cells, so that as much as can be is known of a refused row; only
 * the first fault is said.  Without its currency no amount can be read.
 */
static int
read_cells(const struct ar_bind *b, const struct ar_row *row, void *record,
    struct ar_diag *diag)
{
	const struct ar_ccy *ccy = b->ccy < 0 ? NULL :
	    (void *)((char *)record + b->column[b->ccy].offset);
	int result = AR_OK;

	for (size_t i = 0; i < b->ncells; i++) {
		const struct ar_bind_cell *cell = &b->cell[i];
		struct ar_slice text = ar_row_get(row, cell->field);
		void *value = (char *)record + cell->offset;
		struct cell c;

		if (ccy == NULL && cell->column->type == AR_AMOUNT)
			continue;
		if (read_at_once(cell, text, value, ccy))
			continue;
		c = (struct cell){.column = cell->column, .ccy = ccy,
		    .at = row->at, .text = text, .value = value,
		    .diag = result == AR_OK ? diag : NULL};
		if (read_cell(&c) == AR_OK)
			continue;
		result = AR_EDATA;
		if (cell->column->type == AR_CURRENCY)
			ccy = NULL;
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

int
ar_bind_row(const struct ar_bind *b, const struct ar_row *row, void *record,
    struct ar_diag *diag)
{
	struct ar_ccy none = {0}, *ccy = b->ccy < 0 ? &none :
	    (void *)((char *)record + b->column[b->ccy].offset);

	if (ar_ccy_parse(ccy, AR_S("")) != AR_OK)
		return AR_EDATA;
	if (check_field_count(b, row, diag) != AR_OK ||
	    ar_row_check_text(b->header, row, diag) != AR_OK)
		return AR_EDATA;
	if (row->many_lines && check_line_breaks(b, row, diag) != AR_OK)
		return AR_EDATA;
	return read_cells(b, row, record, diag);
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

static void
want_cell(struct ar_bind *b, size_t number)
{
	if ((b->want & AR_BIT(number)) != 0)
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
