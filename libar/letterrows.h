/*
 * libar/letterrows.h
 * Purpose: rows that become documents, with all that may be said in them.
 *
 * All rows are read before the first document is made, and kept: a letter
 * over half of an input would be wrong.  Rows with the same key are one
 * document wherever they stand; documents come in the order of their first
 * rows.  Memory grows with the input.
 */
#ifndef AR_LETTERROWS_H
#define AR_LETTERROWS_H

#include "libar/cellkind.h"
#include "libar/common.h"
#include "libar/map.h"
#include "libar/rejects.h"
#include "libar/renderoptions.h"

/* The header of one operand, and what its columns hold. */
struct ar_letter_header {
	struct ar_header header;
	enum ar_cell_kind *kind;
	ptrdiff_t key, customer, currency;      /* fields; -1: none */
	ptrdiff_t *field;               /* by number of the name, see below */
	size_t nfields;
	struct ar_letter_header *next;
};

/* What a name is that was asked for; looked up once. */
struct ar_letter_column {
	enum ar_cell_kind kind;
	ptrdiff_t customer, constant;   /* columns of those; -1: none */
};

struct ar_letter_row {
	struct ar_row row;
	struct ar_letter_header *in;
	ptrdiff_t customer;             /* number of the customer, or -1 */
	struct ar_letter_row *next;     /* of the same document */
};

struct ar_letter_doc {
	struct ar_letter_row *first, *last;
	size_t rows;
	bool refused;
};

struct ar_letters {
	const struct ar_render_options *o;
	const struct ar_common *common;
	struct ar_customers *customers;         /* NULL: none */
	struct ar_header constants;
	struct ar_slice *constant;              /* their texts */
	struct ar_map docs;             /* key -> struct ar_letter_doc */
	struct ar_map names;            /* name -> struct ar_letter_column */
	struct ar_letter_header *headers;
	struct ar_rejects *rejects;             /* NULL: none */
	struct ar_arena arena;
	struct ar_diag *diag;
	uint64_t read, filtered, refused;
	bool mails;             /* rows of another channel are left out */
	struct ar_where unplaced;       /* a row of no known document, or 0 */
};

/* {0}-filled before; frees with ar_letters_release(). */
void ar_letters_init(struct ar_letters *, const struct ar_render_options *,
    const struct ar_common *, struct ar_diag *);
void ar_letters_release(struct ar_letters *);

/* Customers and constants.  AR_ESTOP after a message. */
AR_MUST int ar_letters_load(struct ar_letters *);

/* All operands.  AR_ESTOP after a message: the run is over. */
AR_MUST int ar_letters_read(struct ar_letters *);

/*
 * The document is refused, after a message about one of its rows; at NULL:
 * about one that could not be kept.
 */
void ar_letters_refuse(struct ar_letters *, struct ar_letter_doc *,
    const struct ar_letter_row *);

/* Whether a name is known at a row; a constant and a column are two. */
enum ar_letter_name {
	AR_LETTER_UNKNOWN, AR_LETTER_ONE, AR_LETTER_TWO
};

enum ar_letter_name ar_letters_knows(const struct ar_letters *,
    const struct ar_header *, struct ar_slice name);

/*
 * The cell of a row: its own, else of its customer.  false: it has none of
 * that name.  A constant is looked for apart.
 */
bool ar_letters_cell(struct ar_letters *, const struct ar_letter_row *,
    struct ar_slice name, struct ar_slice *cell);
bool ar_letters_constant(struct ar_letters *, struct ar_slice name,
    struct ar_slice *text);

/* What cells of this name hold. */
enum ar_cell_kind ar_letters_kind(struct ar_letters *, struct ar_slice name);

#endif
