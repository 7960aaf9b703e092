/*
 * libar/importfile.h
 * Purpose: one foreign file, open at the record behind its header.
 *
 * Encoding and delimiter are found where they are not given, the header is
 * searched, and the columns of the stream are bound to its fields.
 */
#ifndef AR_IMPORTFILE_H
#define AR_IMPORTFILE_H

#include "libar/importmap.h"
#include "libar/table.h"

struct ar_import_options {
	struct ar_import_map map;
	char delimiter;                 /* 0: to be found */
	const char *encoding;           /* NULL: to be found */
	struct ar_ccy currency;         /* where there is none; code "": none */
	const char *terms;              /* where there are none, or NULL */
	bool no_total_check;
};

struct ar_import_file {
	struct ar_table *table;
	const struct ar_header *header; /* owned by the table */
	char delimiter;
	const char *encoding;           /* NULL: UTF-8 as it is */
	uint64_t texts;                 /* lines before the header */
	ptrdiff_t field[AR_COLUMNS_KNOWN];
	uint64_t has;                   /* bits of the columns that it has */
};

/* AR_ESTOP after a message; else the caller closes. */
AR_MUST int ar_import_file_open(struct ar_import_file *, const char *path,
    const struct ar_import_options *, struct ar_diag *);
void ar_import_file_close(struct ar_import_file *);

#endif
