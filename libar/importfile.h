/*
 * libar/importfile.h
 * Purpose: one foreign file, open at the record behind its header.
 *
 * Encoding and delimiter are found where they are not given, the header is
 * searched, and the columns of the stream are bound to its fields.
 */
#ifndef AR_IMPORTFILE_H
#define AR_IMPORTFILE_H

#include "libar/importaccount.h"
#include "libar/importmap.h"
#include "libar/table.h"

/* A file of which no more is known yet than its encoding. */
struct ar_import_begun {
	struct ar_csvin *csv;           /* NULL: none */
	const char *encoding;           /* NULL: UTF-8 as it is */
	uint32_t file;
};

struct ar_import_options {
	struct ar_import_map map;
	struct ar_import_begun *first;  /* of the first operand; taken over */
	char delimiter;                 /* 0: to be found */
	const char *encoding;           /* NULL: to be found */
	struct ar_ccy currency;         /* where there is none; code "": none */
	const char *terms;              /* where there are none, or NULL */
	bool no_total_check;
};

/* A field whose cells are documents. */
struct ar_import_cell {
	ptrdiff_t field;        /* -1: the file has none */
	ar_day day;             /* on which they fell due */
};

struct ar_import_file {
	struct ar_table *table;
	const struct ar_header *header; /* owned by the table */
	char delimiter;
	const char *encoding;           /* NULL: UTF-8 as it is */
	uint64_t texts;                 /* lines before the header */
	ptrdiff_t field[AR_COLUMNS_KNOWN];
	size_t bound[AR_COLUMNS_KNOWN], nbound; /* columns with any cell */
	ptrdiff_t part[AR_MAP_PARTS], rule[AR_MAP_RULES];
	struct ar_import_cell cell[AR_MAP_CELLS];
	ar_day day;                     /* of the report, where it matters */
	struct ar_import_above above;
	const struct ar_map_range *accounts;    /* of customers, or NULL */
	struct ar_arena arena;          /* of what is above the header */
	struct ar_slice section;        /* the lone cell that holds now */
	uint64_t has;                   /* bits of the columns that it has */
	bool grouped;                   /* its rows are lines of documents */
};

/*
 * Open the file and find its encoding, which is given or NULL.  AR_ESTOP after
 * a message.
 */
AR_MUST int ar_import_begin_file(struct ar_import_begun *, const char *path,
    const char *encoding, struct ar_diag *);

/*
 * Where the header is by a map; the file stays as it is.  encoding: as above.
 * Names are copied into the arena.  AR_ESTOP after a message.
 */
AR_MUST int ar_import_look(const struct ar_import_begun *,
    const char *encoding, char delimiter, const struct ar_import_map *,
    struct ar_import_head *, struct ar_arena *);

/* AR_ESTOP after a message; else the caller closes. */
AR_MUST int ar_import_file_open(struct ar_import_file *, const char *path,
    const struct ar_import_options *, struct ar_diag *);
void ar_import_file_close(struct ar_import_file *);

#endif
