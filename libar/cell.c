/*
 * libar/cell.c
 * Purpose: one cell read by the rule of its column, or refused.
 */
#include "libar/cell.h"

#include <stdio.h>

static int
refuse_with(const struct ar_cell *c, enum ar_msg msg, const char *second,
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
refuse(const struct ar_cell *c, enum ar_msg msg)
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
read_amount(const struct ar_cell *c)
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
read_date(const struct ar_cell *c)
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

uint8_t
ar_word_find(const char *const *words, struct ar_slice text)
{
	for (uint8_t i = 0; words[i] != NULL; i++)
		if (words[i][0] == text.p[0] &&
		    strncmp(words[i], text.p, text.n) == 0 &&
		    words[i][text.n] == '\0')
			return (uint8_t)(i + 1);
	return 0;
}

static int
read_word(const struct ar_cell *c)
{
	const char *const *words = c->column->words;
	struct ar_buf all = {0};

	*(uint8_t *)c->value = ar_word_find(words, c->text);
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
read_count(const struct ar_cell *c)
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
read_whole(const struct ar_cell *c)
{
	return c->text.p[0] != '0' && c->text.p[0] != '-' &&
	    ar_money_parse(c->value, c->text, 0) == AR_MONEY_OK ? AR_OK :
	    refuse(c, AR_M_BAD_NUMBER);
}

static int
read_number(const struct ar_cell *c)
{
	enum ar_money_err err = ar_decimal_parse(c->value, c->text);

	return err == AR_MONEY_OK ? AR_OK : refuse_with(c, ar_money_msg(err), "9",
	    "a quantity or price");
}

static int
read_percent(const struct ar_cell *c)
{
	return ar_rate_parse(c->value, c->text) == AR_OK ? AR_OK :
	    refuse(c, AR_M_BAD_PERCENT);
}

static int
read_currency(const struct ar_cell *c)
{
	return ar_ccy_parse(c->value, c->text) == AR_OK ? AR_OK :
	    refuse(c, AR_M_BAD_CURRENCY);
}

static int
read_slice(const struct ar_cell *c)
{
	*(struct ar_slice *)c->value = c->text;
	return AR_OK;
}

static int
read_decimal(const struct ar_cell *c)
{
	int64_t ignored;

	if (ar_decimal_is(c->text))
		return read_slice(c);
	return refuse(c, ar_money_parse(&ignored, c->text,
	    AR_RATIO_DIGITS) == AR_MONEY_COMMA ? AR_M_DECIMAL_COMMA :
	    AR_M_BAD_AMOUNT);
}

static int
read_filled(const struct ar_cell *c)
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

int
ar_cell_read(const struct ar_cell *c)
{
	if (c->text.n == 0)
		return c->column->filled ? refuse(c, AR_M_EMPTY) : AR_OK;
	if (c->column->type != AR_TEXT && is_padded(c->text))
		return refuse(c, AR_M_PADDED);
	return read_filled(c);
}
