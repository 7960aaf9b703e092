/*
 * libar/importstream.h
 * Purpose: the streams as import sees them.
 */
#ifndef AR_IMPORTSTREAM_H
#define AR_IMPORTSTREAM_H

#include "libar/columns.h"

/* The columns of a stream that rules of import speak of; -1: it has none. */
struct ar_import_stream {
	const struct ar_stream *stream;
	const char *const *first;       /* columns that lead in the output */
	ptrdiff_t id, customer, date, amount, currency, due, kind, status,
	    terms, balance, instalment;
	uint64_t required;              /* columns that a header must have */
};

/* invoices, payments or customers; NULL for another name. */
const struct ar_import_stream *ar_import_stream_of(struct ar_slice name);

/* Number of the stream's column of this name, -1 if it has none. */
ptrdiff_t ar_import_column(const struct ar_import_stream *, struct ar_slice);

/* The column's name that is most like this one; n == 0 if none is near. */
struct ar_slice ar_import_near(const struct ar_import_stream *,
    struct ar_slice name);

#endif
