/*
 * libar/cut.h
 * Purpose: words, numbers and signs off the front of a text.
 *
 * Each function takes one thing off and says yes, or leaves the text as it
 * was and says no.  Blanks before it are skipped, case does not matter.
 */
#ifndef AR_CUT_H
#define AR_CUT_H

#include "libar/date.h"
#include "libar/mem.h"
#include "libar/money.h"

struct ar_cut {
	struct ar_slice rest;
	struct ar_buf *remedy;  /* what to write instead, where that is known */
};

bool ar_cut_sign(struct ar_cut *, char);

/* A comma or a semicolon. */
bool ar_cut_separator(struct ar_cut *);

/* Small letters, blanks between words: "as of"; it reads "A.S. of" too. */
bool ar_cut_words(struct ar_cut *, const char *words);

/* One of several with '|' between them: "eom|end of month". */
bool ar_cut_any_of(struct ar_cut *, const char *list);

/* The same, behind a separator or not. */
bool ar_cut_clause(struct ar_cut *, const char *words);
bool ar_cut_any_clause(struct ar_cut *, const char *list);

/* 0 to 9999; the other from 1 to most. */
bool ar_cut_number(struct ar_cut *, int *);
bool ar_cut_small_number(struct ar_cut *, int *, int most);

/* Whether a digit comes next; takes nothing off. */
bool ar_cut_is_number(const struct ar_cut *);

/* Above 0 and at most 100, without its sign. */
bool ar_cut_percent(struct ar_cut *, ar_rate *);

/* YYYY-MM-DD */
bool ar_cut_date(struct ar_cut *, ar_day *);

/* Nothing more, but for a full stop. */
bool ar_cut_at_end(struct ar_cut *);

#endif
