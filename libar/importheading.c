/*
 * libar/importheading.c
 * Purpose: rows that head a part of a file, and totals that name them.
 */
#include "libar/importheading.h"

void
ar_import_headings_release(struct ar_import_headings *h)
{
	ar_arena_free(&h->arena);
}

/* The one that is missed least: unused, totalled, old. */
static size_t
spare(const struct ar_import_headings *h)
{
	size_t best = 0;

	for (size_t i = 0; i < AR_HEADINGS; i++) {
		const struct ar_import_heading *a = &h->heading[i];
		const struct ar_import_heading *b = &h->heading[best];

		if (a->number == 0)
			return i;
		if (a->totalled != b->totalled ? a->totalled :
		    a->number < b->number)
			best = i;
	}
	return best;
}

size_t
ar_import_headings_open(struct ar_import_headings *h, struct ar_slice name)
{
	size_t place = spare(h);

	h->heading[place] = (struct ar_import_heading){
		ar_arena_copy(&h->arena, name), ++h->rows, false
	};
	return place;
}

static bool
is_of_word(char c)
{
	return ar_is_letter(c) || ar_is_digit(c) || (unsigned char)c >= 0x80;
}

static bool
names(struct ar_slice label, struct ar_slice name)
{
	for (size_t i = 0; name.n < label.n && i + name.n <= label.n; i++) {
		size_t end = i + name.n;

		if (memcmp(label.p + i, name.p, name.n) == 0 &&
		    (i == 0 || !is_of_word(label.p[i - 1])) &&
		    (end == label.n || !is_of_word(label.p[end])))
			return true;
	}
	return false;
}

/* Whether a total names rather a than b. */
static bool
is_rather(const struct ar_import_heading *a, const struct ar_import_heading *b)
{
	bool word = ar_slice_eq_nocase(a->name, AR_S("total"));

	if (word != ar_slice_eq_nocase(b->name, AR_S("total")))
		return !word;
	return a->name.n != b->name.n ? a->name.n > b->name.n :
	    a->number > b->number;
}

ptrdiff_t
ar_import_headings_total(struct ar_import_headings *h, struct ar_slice label)
{
	ptrdiff_t best = -1;

	for (size_t i = 0; i < AR_HEADINGS; i++) {
		const struct ar_import_heading *a = &h->heading[i];

		if (a->number > 0 && names(label, a->name) && (best < 0 ||
		    is_rather(a, &h->heading[best])))
			best = (ptrdiff_t)i;
	}
	if (best >= 0)
		h->heading[best].totalled = true;
	return best;
}
