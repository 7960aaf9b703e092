/*
 * tests/unit/celltexts.h
 * Purpose: for tests: the texts of a row that has one cell and a currency.
 */
#ifndef AR_TEST_CELLTEXTS_H
#define AR_TEST_CELLTEXTS_H

#include "libar/importtexts.h"

static inline struct ar_import_texts
texts_of(size_t column, const char *text, const char *currency)
{
	struct ar_import_texts t;

	ar_import_texts_init(&t);
	ar_import_texts_set(&t, AR_INV_CURRENCY, ar_slice_of(currency));
	ar_import_texts_set(&t, column, ar_slice_of(text));
	return t;
}

#endif
