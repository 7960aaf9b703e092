/*
 * libar/importheading.h
 * Purpose: rows that head a part of a file, and totals that name them.
 *
 * Parts stand inside one another, as jobs below their customer, and nothing
 * but the label of a total tells which of them it closes: "Total for Ada" is
 * of all rows since the row "Ada".  A total does not end its part, because
 * one of the parts inside may still follow.  The newest headings are known;
 * of older ones those go first that had their total.
 */
#ifndef AR_IMPORTHEADING_H
#define AR_IMPORTHEADING_H

#include <stdint.h>

#include "libar/mem.h"

enum { AR_HEADINGS = 64 };

struct ar_import_headings {
	struct ar_import_heading {
		struct ar_slice name;
		uint64_t number;        /* of its row, from 1; 0: none */
		bool totalled;
	} heading[AR_HEADINGS];
	uint64_t rows;
	struct ar_arena arena;
};

/* {0}-filled before. */
void ar_import_headings_release(struct ar_import_headings *);

/* The place of a new heading, whose name is copied. */
size_t ar_import_headings_open(struct ar_import_headings *,
    struct ar_slice name);

/*
 * The place of the heading that the label names as whole words among others:
 * the longest such name, the newest of equals; one that is the word of totals
 * itself only where it names no other.  -1: it names none.
 */
ptrdiff_t ar_import_headings_total(struct ar_import_headings *,
    struct ar_slice label);

#endif
