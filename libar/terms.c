/*
 * libar/terms.c
 * Purpose: the due date that follows from terms of payment.
 *
 * Steps of discount are skipped; what remains is turned into its shape, in
 * which words are in small letters, numbers are '#', ordinals such as 10th
 * are '@', and blanks are left out except between two words or
 * two numbers.  The table of readings says what a shape means.
 */
#include "libar/terms.h"

enum {
	SHAPE_MAX = 32,         /* with NUL; above the longest of the table */
	NUMBERS = 2,
	NUMBER_DIGITS = 4,
	DAY_OF_MONTH_MAX = 31,
	PERCENT_MAX = 100,
	TEN = 10
};

enum kind { END, NUMBER, ORDINAL, WORD, SIGN, OTHER };

struct token {
	enum kind kind;
	int number;
	struct ar_slice text;
};

struct shape {
	char text[SHAPE_MAX];
	size_t n;
	int number[NUMBERS];
	size_t numbers;
};

static bool
is_sign(char c)
{
	return c == '/' || c == '+' || c == '%' || c == '.' || c == ',';
}

/* Cut the longest front of *rest of which each byte is of the class. */
static struct ar_slice
cut_class(struct ar_slice *rest, bool (*is)(char))
{
	struct ar_slice front = ar_slice(rest->p, 0);

	while (front.n < rest->n && is(rest->p[front.n]))
		front.n++;
	rest->p += front.n;
	rest->n -= front.n;
	return front;
}

static bool
is_ordinal_ending(struct ar_slice word)
{
	return ar_slice_eq_nocase(word, AR_S("st")) ||
	    ar_slice_eq_nocase(word, AR_S("nd")) ||
	    ar_slice_eq_nocase(word, AR_S("rd")) ||
	    ar_slice_eq_nocase(word, AR_S("th"));
}

static struct token
number_token(struct ar_slice *rest)
{
	struct token token = {.kind = NUMBER};
	struct ar_slice ahead;

	token.text = cut_class(rest, ar_is_digit);
	if (token.text.n > NUMBER_DIGITS) {
		token.kind = OTHER;
		return token;
	}
	for (size_t i = 0; i < token.text.n; i++)
		token.number = token.number * TEN + (token.text.p[i] - '0');
	ahead = *rest;
	if (is_ordinal_ending(cut_class(&ahead, ar_is_letter))) {
		token.kind = ORDINAL;
		*rest = ahead;
	}
	return token;
}

static struct token
next_token(struct ar_slice *rest)
{
	struct token token = {.kind = END};

	*rest = ar_slice_trim(*rest);
	token.text = ar_slice(rest->p, 0);
	if (rest->n == 0)
		return token;
	if (ar_is_digit(rest->p[0]))
		return number_token(rest);
	if (ar_is_letter(rest->p[0])) {
		token.kind = WORD;
		token.text = cut_class(rest, ar_is_letter);
		return token;
	}
	token.kind = is_sign(rest->p[0]) ? SIGN : OTHER;
	token.text.n = 1;
	rest->p++;
	rest->n--;
	return token;
}

/* Skip the sign if it comes next. */
static bool
skip_sign(struct ar_slice *rest, char sign)
{
	struct ar_slice ahead = *rest;
	struct token token = next_token(&ahead);

	if (token.kind != SIGN || token.text.p[0] != sign)
		return false;
	*rest = ahead;
	return true;
}

/* Skip one step of discount, "2/10" or "1.5%/10,", if it comes next. */
static bool
skip_step(struct ar_slice *rest)
{
	struct ar_slice ahead = *rest;
	struct token percent = next_token(&ahead);

	if (percent.kind != NUMBER || percent.number > PERCENT_MAX)
		return false;
	if (skip_sign(&ahead, '.') && next_token(&ahead).kind != NUMBER)
		return false;
	(void)skip_sign(&ahead, '%');
	if (!skip_sign(&ahead, '/') || next_token(&ahead).kind != NUMBER)
		return false;
	(void)skip_sign(&ahead, ',');
	*rest = ahead;
	return true;
}

/* False if it is longer than any shape that means something. */
static bool
add_bytes(struct shape *shape, struct ar_slice bytes)
{
	if (bytes.n >= SHAPE_MAX - shape->n)
		return false;
	for (size_t i = 0; i < bytes.n; i++)
		shape->text[shape->n++] = ar_lower(bytes.p[i]);
	shape->text[shape->n] = '\0';
	return true;
}

static bool
add_number(struct shape *shape, struct token token)
{
	if (shape->numbers == NUMBERS)
		return false;
	shape->number[shape->numbers++] = token.number;
	return add_bytes(shape, token.kind == ORDINAL ? AR_S("@") : AR_S("#"));
}

static bool
add_token(struct shape *shape, struct token token, enum kind before)
{
	if (token.kind == OTHER)
		return false;
	if (token.kind == before && token.kind != SIGN &&
	    !add_bytes(shape, AR_S(" ")))
		return false;
	if (token.kind == NUMBER || token.kind == ORDINAL)
		return add_number(shape, token);
	return add_bytes(shape, token.text);
}

static bool
read_shape(struct shape *shape, struct ar_slice text)
{
	enum kind before = END;
	struct token token;

	while ((token = next_token(&text)).kind != END) {
		if (!add_token(shape, token, before))
			return false;
		before = token.kind;
	}
	return true;
}

/* The rules: numbers that a reading does not name are 0. */

static ar_day
days_later(ar_day invoice, const int *number)
{
	return ar_day_add(invoice, number[0]);
}

static ar_day
days_after_month(ar_day invoice, const int *number)
{
	return ar_day_add(ar_month_end(invoice), number[0]);
}

static ar_day
end_of_month(ar_day invoice, int months)
{
	return ar_month_end(ar_day_add_months(invoice, months));
}

static ar_day
day_of_month(ar_day invoice, int day, int months)
{
	ar_day end = end_of_month(invoice, months);
	struct ar_ymd at = ar_day_ymd(end);

	if (day < 1 || day > DAY_OF_MONTH_MAX)
		return AR_NO_DAY;
	if (day > at.day)
		return end;
	at.day = day;
	return ar_day_of(at);
}

static ar_day
day_of_next_month(ar_day invoice, const int *number)
{
	return day_of_month(invoice, number[0], 1);
}

static ar_day
day_of_later_month(ar_day invoice, const int *number)
{
	if (number[1] < 1)
		return AR_NO_DAY;
	return day_of_month(invoice, number[0], number[1]);
}

static ar_day
end_of_next_month(ar_day invoice, const int *number)
{
	(void)number;
	return end_of_month(invoice, 1);
}

static ar_day
end_of_later_month(ar_day invoice, const int *number)
{
	return number[0] < 1 ? AR_NO_DAY : end_of_month(invoice, number[0]);
}

struct reading {
	const char *shape;
	bool after_steps;       /* whether steps of discount may precede it */
	ar_day (*rule)(ar_day invoice, const int *number);
};

static const struct reading readings[] = {
	{"#", false, days_later},
	{"#day", false, days_later},
	{"#days", false, days_later},
	{"net#", true, days_later},
	{"net#days", true, days_later},
	{"n#", true, days_later},
	{"n/#", true, days_later},
	{"due on receipt", false, days_later},
	{"cod", false, days_later},
	{"eom", false, days_after_month},
	{"eom+#", false, days_after_month},
	{"#eom", false, days_after_month},
	{"net#eom", true, days_after_month},
	{"n#eom", true, days_after_month},
	{"n/#eom", true, days_after_month},
	{"#prox", false, day_of_next_month},
	{"@prox", false, day_of_next_month},
	{"#mfi", false, day_of_next_month},
	{"day#+#m", false, day_of_later_month},
	{"net monthly", true, end_of_next_month},
	{"eom+#m", false, end_of_later_month}
};

static const struct reading *
find_reading(const char *shape)
{
	for (size_t i = 0; i < sizeof(readings) / sizeof(readings[0]); i++)
		if (strcmp(readings[i].shape, shape) == 0)
			return &readings[i];
	return NULL;
}

int
ar_terms_due(ar_day *due, struct ar_slice text, ar_day invoice_date)
{
	struct shape shape = {.n = 0};
	const struct reading *reading;
	bool steps = false;
	ar_day found;

	while (skip_step(&text))
		steps = true;
	if (!read_shape(&shape, text))
		return AR_EDATA;
	reading = find_reading(shape.text);
	if (reading == NULL || (steps && !reading->after_steps))
		return AR_EDATA;
	found = reading->rule(invoice_date, shape.number);
	if (found == AR_NO_DAY)
		return AR_EDATA;
	*due = found;
	return AR_OK;
}
