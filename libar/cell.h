/*
 * libar/cell.h
 * Purpose: one cell read by the rule of its column, or refused.
 */
#ifndef AR_CELL_H
#define AR_CELL_H

#include "libar/decimal.h"
#include "libar/doc.h"
#include "libar/row.h"

enum ar_type {
	AR_CURRENCY,    /* struct ar_ccy; before all amounts of its table */
	AR_AMOUNT,      /* struct ar_amount */
	AR_ID,          /* struct ar_slice, no blanks at its ends */
	AR_TEXT,        /* struct ar_slice */
	AR_DECIMAL,     /* struct ar_slice of the form of an amount */
	AR_DATE,        /* ar_day */
	AR_WORD,        /* uint8_t: 1 + place in words, 0 for empty */
	AR_COUNT,       /* uint16_t: 1 to 999, 0 for empty */
	AR_WHOLE,       /* int64_t: above 0, 0 for empty */
	AR_NUMBER,      /* struct ar_decimal */
	AR_PERCENT,     /* ar_rate, 0 to 100 */
	AR_PASSED       /* a known name that no record holds */
};

struct ar_column {
	const char *name;
	enum ar_type type;
	bool filled;                    /* an empty cell is refused */
	size_t offset;                  /* of the value in the record */
	const char *const *words;       /* AR_WORD: NULL-terminated */
};

/* A cell on its way into the record. */
struct ar_cell {
	const struct ar_column *column;
	struct ar_slice text;
	void *value;
	const struct ar_ccy *ccy;       /* of the record; for an amount */
	struct ar_where at;
	struct ar_diag *diag;           /* NULL: say nothing */
};

/* An empty cell leaves its value as it is.  AR_EDATA: it was refused. */
AR_MUST int ar_cell_read(const struct ar_cell *);

/* The number of the word, from 1; 0 if it is none. */
uint8_t ar_word_find(const char *const *words, struct ar_slice);

/* The message about a text that could not be read as an amount. */
enum ar_msg ar_money_msg(enum ar_money_err);

/* Refuse a text that is no amount of the currency, and say why. */
void ar_amount_refuse(struct ar_diag *, const struct ar_say *place,
    struct ar_slice text, const struct ar_ccy *, enum ar_money_err);

#endif
