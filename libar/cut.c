/*
 * libar/cut.c
 * Purpose: words, numbers and signs off the front of a text.
 */
#include "libar/cut.h"

enum { NUMBER_DIGITS = 4, TEN = 10, PERCENT_BYTES = 12 };

static struct ar_slice
skip_blanks(struct ar_slice s)
{
	while (s.n > 0 && (s.p[0] == ' ' || s.p[0] == '\t'))
		s = ar_slice(s.p + 1, s.n - 1);
	return s;
}

static size_t
run_of(struct ar_slice s, bool (*is)(char))
{
	size_t n = 0;

	while (n < s.n && is(s.p[n]))
		n++;
	return n;
}

static void
take(struct ar_cut *r, struct ar_slice from, size_t n)
{
	r->rest = ar_slice(from.p + n, from.n - n);
}

bool
ar_cut_sign(struct ar_cut *r, char c)
{
	struct ar_slice s = skip_blanks(r->rest);

	if (s.n == 0 || s.p[0] != c)
		return false;
	take(r, s, 1);
	return true;
}

bool
ar_cut_separator(struct ar_cut *r)
{
	return ar_cut_sign(r, ',') || ar_cut_sign(r, ';');
}

/* One word, with a full stop behind any of its letters or not: C.O.D. */
static bool
take_word(struct ar_cut *r, struct ar_slice word)
{
	struct ar_slice s = skip_blanks(r->rest);
	size_t n = 0;

	for (size_t i = 0; i < word.n; i++) {
		if (n == s.n || ar_lower(s.p[n]) != word.p[i])
			return false;
		n++;
		if (n < s.n && s.p[n] == '.' && i + 1 < word.n)
			n++;
	}
	if (n < s.n && ar_is_letter(s.p[n]))
		return false;
	take(r, s, n);
	if (memchr(s.p, '.', n) != NULL)
		(void)ar_cut_sign(r, '.');
	return true;
}

/* Several words with any blanks between them. */
static bool
take_words(struct ar_cut *r, struct ar_slice want)
{
	struct ar_slice before = r->rest;

	while (want.n > 0)
		if (!take_word(r, ar_slice_cut(&want, ' '))) {
			r->rest = before;
			return false;
		}
	return true;
}

bool
ar_cut_words(struct ar_cut *r, const char *expected)
{
	return take_words(r, ar_slice_of(expected));
}

/* The word that begins a clause, behind a comma or not. */
bool
ar_cut_clause(struct ar_cut *r, const char *word)
{
	struct ar_cut ahead = *r;

	(void)ar_cut_separator(&ahead);
	if (!ar_cut_words(&ahead, word))
		return false;
	*r = ahead;
	return true;
}

/* One of several, separated by '|'. */
bool
ar_cut_any_of(struct ar_cut *r, const char *list)
{
	struct ar_slice rest = ar_slice_of(list);

	while (rest.n > 0)
		if (take_words(r, ar_slice_cut(&rest, '|')))
			return true;
	return false;
}

/* The same behind a comma or not. */
bool
ar_cut_any_clause(struct ar_cut *r, const char *list)
{
	struct ar_cut ahead = *r;

	(void)ar_cut_separator(&ahead);
	if (!ar_cut_any_of(&ahead, list))
		return false;
	*r = ahead;
	return true;
}

bool
ar_cut_number(struct ar_cut *r, int *value)
{
	struct ar_slice s = skip_blanks(r->rest);
	size_t n = run_of(s, ar_is_digit);

	if (n == 0 || n > NUMBER_DIGITS)
		return false;
	*value = 0;
	for (size_t i = 0; i < n; i++)
		*value = *value * TEN + (s.p[i] - '0');
	take(r, s, n);
	return true;
}

bool
ar_cut_is_number(const struct ar_cut *r)
{
	struct ar_slice s = skip_blanks(r->rest);

	return s.n > 0 && ar_is_digit(s.p[0]);
}

/* From 1 to most. */
bool
ar_cut_small_number(struct ar_cut *r, int *value, int most)
{
	struct ar_cut ahead = *r;

	if (!ar_cut_number(&ahead, value) || *value < 1 || *value > most)
		return false;
	*r = ahead;
	return true;
}

static bool
percent_byte(char c)
{
	return ar_is_digit(c) || c == '.';
}

/* Above 0 and at most 100. */
bool
ar_cut_percent(struct ar_cut *r, ar_rate *rate)
{
	struct ar_slice s = skip_blanks(r->rest);
	size_t n = run_of(s, percent_byte);

	if (n == 0 || n > PERCENT_BYTES ||
	    ar_rate_parse(rate, ar_slice(s.p, n)) != AR_OK || *rate == 0)
		return false;
	take(r, s, n);
	return true;
}

bool
ar_cut_date(struct ar_cut *r, ar_day *day)
{
	struct ar_slice s = skip_blanks(r->rest);

	if (s.n < AR_DAY_TEXT || ar_day_parse(day,
	    ar_slice(s.p, AR_DAY_TEXT)) != AR_DAY_OK)
		return false;
	take(r, s, AR_DAY_TEXT);
	return true;
}

bool
ar_cut_at_end(struct ar_cut *r)
{
	(void)ar_cut_sign(r, '.');
	return skip_blanks(r->rest).n == 0;
}
