/*
 * libar/style.c
 * Purpose: how a letter writes numbers and dates.
 */
#include "libar/style.h"

#include "libar/shown.h"

enum { THOUSAND = 3 };

static struct ar_slice
after(struct ar_slice s, size_t n)
{
	return ar_slice(s.p + n, s.n - n);
}

/* Blanks of any width, and the marks of thousands; n 0 for none. */
static bool
is_group(struct ar_slice s)
{
	static const char *const marks[] = {
		"", ",", ".", " ", "'", "\xc2\xa0", "\xe2\x80\xaf",
		"\xe2\x80\x89", "\xe2\x80\x99"
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (ar_slice_eq(s, ar_slice_of(marks[i])))
			return true;
	return false;
}

int
ar_style_numbers(struct ar_style *style, struct ar_slice example)
{
	enum { LEAST = 7, TAIL = 6 };           /* 1234.50, 234.50 */
	struct ar_slice tail, group;

	if (example.n < LEAST || example.p[0] != '1')
		return AR_EDATA;
	tail = after(example, example.n - TAIL);
	group = ar_slice(example.p + 1, example.n - TAIL - 1);
	if (memcmp(tail.p, "234", THOUSAND) != 0 ||
	    memcmp(tail.p + THOUSAND + 1, "50", 2) != 0 ||
	    (tail.p[THOUSAND] != '.' && tail.p[THOUSAND] != ',') ||
	    !is_group(group) || (group.n == 1 && group.p[0] ==
	    tail.p[THOUSAND]))
		return AR_EDATA;
	style->point = tail.p[THOUSAND];
	style->group = group;
	return AR_OK;
}

void
ar_style_number(struct ar_buf *to, const struct ar_style *style,
    struct ar_slice number)
{
	struct ar_slice rest = number, whole = ar_slice_cut(&rest, '.');

	if (style->point == '\0') {
		ar_buf_add(to, number);
		return;
	}
	if (whole.n > 0 && whole.p[0] == '-') {
		ar_buf_add(to, AR_S("-"));
		whole = after(whole, 1);
	}
	ar_shown_digits(to, whole, style->group);
	if (rest.n > 0) {
		ar_buf_add(to, ar_slice(&style->point, 1));
		ar_buf_add(to, rest);
	}
}

/* Letters at the front. */
static struct ar_slice
word_of(struct ar_slice s)
{
	size_t n = 0;

	while (n < s.n && ar_is_letter(s.p[n]))
		n++;
	return ar_slice(s.p, n);
}

static struct ar_slice
form_of(struct ar_slice form)
{
	static const char *const known[][2] = {
		{"iso", "y-m-d"}, {"dmy", "d.m.y"}, {"mdy", "m/d/y"},
		{"ymd", "y/m/d"}
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (ar_slice_eq(form, ar_slice_of(known[i][0])))
			return ar_slice_of(known[i][1]);
	return form;
}

int
ar_style_dates(struct ar_style *style, struct ar_slice form)
{
	static const char marks[] = ". /-,";
	unsigned days = 0, months = 0, years = 0;
	struct ar_slice rest = form_of(form), word;

	style->dates = rest;
	while (rest.n > 0) {
		word = word_of(rest);
		if (ar_slice_eq(word, AR_S("d")))
			days++;
		else if (ar_slice_eq(word, AR_S("y")))
			years++;
		else if (ar_slice_eq(word, AR_S("m")) ||
		    ar_slice_eq(word, AR_S("mon")) ||
		    ar_slice_eq(word, AR_S("month")))
			months++;
		else if (word.n > 0 || memchr(marks, rest.p[0],
		    sizeof marks - 1) == NULL)
			return AR_EDATA;
		rest = after(rest, word.n > 0 ? word.n : 1);
	}
	return days == 1 && months == 1 && years == 1 ? AR_OK : AR_EDATA;
}

static void
put_month(struct ar_buf *to, int month, size_t letters)
{
	static const char *const names[] = {
		"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November",
		"December"
	};
	struct ar_slice name = ar_slice_of(names[month - 1]);

	ar_buf_add(to, letters < name.n ? ar_slice(name.p, letters) : name);
}

void
ar_style_day(struct ar_buf *to, const struct ar_style *style, ar_day day)
{
	enum { SHORT = 3, LONG = 9 };
	const struct ar_ymd d = ar_day_ymd(day);
	struct ar_slice rest = style->dates.n > 0 ? style->dates :
	    AR_S("y-m-d"), word;
	/* Beside a month's name a day has no zero in front. */
	bool named = memchr(rest.p, 'o', rest.n) != NULL;

	for (; rest.n > 0; rest = after(rest, word.n > 0 ? word.n : 1)) {
		word = word_of(rest);
		if (word.n == 0)
			ar_buf_add(to, ar_slice(rest.p, 1));
		else if (word.p[0] == 'd')
			ar_buf_addf(to, named ? "%d" : "%02d", d.day);
		else if (word.p[0] == 'y')
			ar_buf_addf(to, "%04d", d.year);
		else if (word.n == 1)
			ar_buf_addf(to, "%02d", d.month);
		else
			put_month(to, d.month, word.n == 3 ? SHORT : LONG);
	}
}
