/*
 * libar/cells.c
 * Purpose: the cells of one column in many rows, read at once.
 *
 * A loop for each type of column: what most cells are is read in few steps,
 * and all others as any cell is.
 */
#include "libar/cells.h"

static inline struct ar_slice
text_of(const struct ar_cells *c, size_t i)
{
	return ar_row_get(&c->row[i], c->field);
}

static inline void *
value_of(const struct ar_cells *c, size_t i)
{
	return c->record + c->value + i * c->size;
}

static inline const struct ar_ccy *
ccy_of(const struct ar_cells *c, size_t i)
{
	return (const void *)(c->record + c->ccy + i * c->size);
}

static int
look_closely(const struct ar_cells *c, size_t i, struct ar_diag *diag)
{
	return ar_cell_read(&(struct ar_cell){.column = c->column,
	    .text = text_of(c, i), .value = value_of(c, i),
	    .ccy = ccy_of(c, i), .at = c->row[i].at, .diag = diag});
}

void
ar_cells_refuse(const struct ar_cells *c, struct ar_diag *diag)
{
	(void)!look_closely(c, 0, diag);
}

/* Whether cell i, which is not empty, could be read in few steps. */
typedef bool (*reader)(const struct ar_cells *, size_t i, struct ar_slice);

__attribute__((always_inline)) static inline size_t
read_by(reader read, const struct ar_cells *c, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct ar_slice text = text_of(c, i);

		if (text.n == 0 ? !c->column->filled : read(c, i, text))
			continue;
		if (look_closely(c, i, NULL) != AR_OK)
			return i;
	}
	return n;
}

static inline bool
read_text(const struct ar_cells *c, size_t i, struct ar_slice text)
{
	*(struct ar_slice *)value_of(c, i) = text;
	return true;
}

static inline bool
read_id(const struct ar_cells *c, size_t i, struct ar_slice text)
{
	return (unsigned char)text.p[0] > ' ' &&
	    (unsigned char)text.p[text.n - 1] > ' ' && read_text(c, i, text);
}

static inline bool
read_date(const struct ar_cells *c, size_t i, struct ar_slice text)
{
	return ar_day_parse(value_of(c, i), text) == AR_DAY_OK;
}

static inline bool
read_amount(const struct ar_cells *c, size_t i, struct ar_slice text)
{
	struct ar_amount *amount = value_of(c, i);
	const struct ar_row *row = &c->row[i];
	const char *end = row->base + row->cut[row->n];
	unsigned digits = ccy_of(c, i)->digits;

	amount->filled = ar_money_parse_wide(&amount->minor, text, digits,
	    (size_t)(end - text.p)) || ar_money_parse(&amount->minor, text,
	    digits) == AR_MONEY_OK;
	return amount->filled;
}

/* Most often that of the row before. */
static inline bool
read_currency(const struct ar_cells *c, size_t i, struct ar_slice text)
{
	struct ar_ccy *ccy = value_of(c, i);
	const struct ar_ccy *before = i == 0 ? ccy : value_of(c, i - 1);

	if (text.n + 1 != sizeof before->code ||
	    memcmp(before->code, text.p, sizeof before->code - 1) != 0)
		return ar_ccy_parse(ccy, text) == AR_OK;
	*ccy = *before;
	return true;
}

static inline bool
read_word(const struct ar_cells *c, size_t i, struct ar_slice text)
{
	uint8_t *word = value_of(c, i);

	*word = ar_word_find(c->column->words, text);
	return *word != 0;
}

static inline bool
read_other(const struct ar_cells *c, size_t i, struct ar_slice text)
{
	(void)c;
	(void)i;
	(void)text;
	return false;
}

size_t
ar_cells_read(const struct ar_cells *c, size_t n)
{
	switch (c->column->type) {
	case AR_TEXT:
		return read_by(read_text, c, n);
	case AR_ID:
		return read_by(read_id, c, n);
	case AR_DATE:
		return read_by(read_date, c, n);
	case AR_AMOUNT:
		return read_by(read_amount, c, n);
	case AR_CURRENCY:
		return read_by(read_currency, c, n);
	case AR_WORD:
		return read_by(read_word, c, n);
	case AR_DECIMAL:
	case AR_COUNT:
	case AR_WHOLE:
	case AR_NUMBER:
	case AR_PERCENT:
	case AR_PASSED:
		break;
	}
	return read_by(read_other, c, n);
}
