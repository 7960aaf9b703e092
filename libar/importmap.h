/*
 * libar/importmap.h
 * Purpose: what stands where in a foreign file, and what its words mean.
 *
 * A map is filled from a map file, see ar-import(5), and from options, which
 * win.  It never looks at data.
 */
#ifndef AR_IMPORTMAP_H
#define AR_IMPORTMAP_H

#include "libar/bareday.h"
#include "libar/dateformat.h"
#include "libar/importstream.h"
#include "libar/pattern.h"

/* A foreign word for a word of a column. */
struct ar_map_word {
	size_t column;
	uint8_t word;           /* as enum ar_kind and its like; 0: nothing */
	struct ar_slice text;
};

/* A header beside a column's own, and what its cell does to the column's. */
struct ar_map_part {
	enum ar_map_use {
		AR_MAP_PLUS, AR_MAP_MINUS,      /* amounts */
		AR_MAP_TIMES,           /* the quantity of a price */
		AR_MAP_RUNNING,         /* balance after the line */
		AR_MAP_ELSE,                    /* where the column is empty */
		AR_MAP_CONTRA,          /* the other account of an entry */
		AR_MAP_USES
	} use;
	size_t column;
	struct ar_alternatives header;
	bool may_lack;          /* the header need not have it */
	size_t above;           /* the field above the header, 0: none */
};

/* What maps call them. */
extern const char *const ar_map_uses[AR_MAP_USES];

/* What the cell under a header says of its row, if it fits a pattern. */
struct ar_map_rule {
	enum ar_map_test {
		AR_MAP_ONLY,            /* a row without is left out */
		AR_MAP_SKIP,            /* a row with it is left out */
		AR_MAP_NEGATIVE,        /* the amounts of the row are turned */
		AR_MAP_MUST             /* a row without is refused */
	} test;
	struct ar_alternatives header, pattern;
	bool may_lack;          /* without the header it says nothing */
};

/* Numbers of customers' accounts, where a field above the header is so. */
struct ar_map_range {
	struct ar_slice low, high;      /* of as many digits */
	size_t field;                   /* 0: in any file */
	struct ar_slice value;
};

/* A header whose cells are documents, and for how long they are due. */
struct ar_map_cell {
	struct ar_alternatives header;
	bool may_lack;          /* its amounts are then in the next one */
	int days, months;       /* the least by which they are past due */
};

enum {
	AR_MAP_PARTS = 16, AR_MAP_RULES = 16, AR_MAP_KNOWN = 8,
	AR_MAP_CELLS = 16, AR_MAP_RANGES = 8
};

enum ar_map_from { AR_MAP_NONE, AR_MAP_FILE, AR_MAP_OPTION };

struct ar_import_map {
	const struct ar_import_stream *stream;
	enum ar_type type[AR_COLUMNS_KNOWN];    /* of its columns */
	struct ar_alternatives header[AR_COLUMNS_KNOWN];
	enum ar_map_from from[AR_COLUMNS_KNOWN];        /* of header */
	struct ar_map_word *word;
	size_t nwords;
	struct ar_alternatives total, footer, skip, no_date, balance_row;
	struct ar_map_part part[AR_MAP_PARTS];
	struct ar_map_rule rule[AR_MAP_RULES];
	struct ar_map_cell cell[AR_MAP_CELLS];
	struct ar_map_range range[AR_MAP_RANGES];
	size_t nparts, nrules, ncells, nranges;
	/* Headers that a file of the system has, one of each. */
	struct ar_alternatives known[AR_MAP_KNOWN];
	size_t nknown;
	struct ar_alternatives strange; /* headers that it has not */
	ptrdiff_t section;      /* column that a lone cell fills, -1: none */
	struct ar_alternatives currency_after, date_after;
	uint64_t sum, strip, bare, round;       /* bits of columns */
	uint64_t sum_part[AR_MAP_RUNNING];      /* by use: bits of such ones */
	uint64_t filled, filled_part[AR_MAP_RUNNING];   /* never empty */
	uint64_t whole, unnumbered;     /* bits of kinds: no lines, no id */
	uint64_t unsaid;        /* bits of columns with words for nothing */
	uint64_t may_lack;              /* the header need not have them */
	bool total_required, total_unlabelled, group, blank_balance, by_kind;
	bool balance_required;
	bool outgoing;          /* what is negative is left out */
	bool settled_balance;   /* what is settled has a balance of 0 */
	bool guarded;           /* an apostrophe may stand before = + - @ */
	bool continued;         /* rows of which no column takes a cell */
	bool headless;          /* columns are #1, #2, ... */
	struct ar_date_format dates;
	size_t period[2];       /* fields above the header, 0: none */
	char decimal;                   /* '.' or ',', 0: not said */
	struct ar_arena arena;
};

/* {0}-filled before.  Frees with ar_import_map_release(). */
void ar_import_map_init(struct ar_import_map *,
    const struct ar_import_stream *);
void ar_import_map_release(struct ar_import_map *);

/* Whether a header has one of each list of those that a system is known by. */
bool ar_import_map_knows(const struct ar_import_map *,
    const struct ar_header *);

/* Field of the first of these headers, -1 if there is none. */
ptrdiff_t ar_alternatives_field(const struct ar_alternatives *,
    const struct ar_header *);

/* Whether a part is added to the column's amount, or taken off it. */
bool ar_map_part_is_of(const struct ar_map_part *, size_t column);

/* The same, or whether the amount is a product with it. */
bool ar_map_part_makes(const struct ar_map_part *, size_t column);

/* "NAME=HEADER" of --map; text is borrowed.  AR_ESTOP after a message. */
AR_MUST int ar_import_map_option(struct ar_import_map *, const char *text,
    struct ar_diag *);

/* "as-is" or "by-kind", "." or ",": AR_EDATA for anything else. */
AR_MUST int ar_import_sign_parse(bool *by_kind, struct ar_slice);
AR_MUST int ar_import_decimal_parse(char *decimal, struct ar_slice);

/*
 * Field of a column in a header: the first of its alternatives that is
 * there, else, without --map, the column's own name.  -1: none.
 */
ptrdiff_t ar_import_field(const struct ar_import_map *, size_t column,
    const struct ar_header *);

/*
 * Number of the word that the text is in a column of words, canonical or by
 * the map, without regard to case; 0 if it is none.
 */
uint8_t ar_import_word(const struct ar_import_map *, size_t column,
    struct ar_slice text);

#endif
