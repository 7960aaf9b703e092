/*
 * libar/schema.h
 * Purpose: header name -> column -> typed cell of a record.
 *
 * A stream is a table of columns.  Binding it to a header finds, once per
 * file, the fields of the columns that a tool asked for; binding a row then
 * reads just those cells into a record.  A cell that breaks a rule is
 * refused with file, line and column.
 */
#ifndef AR_SCHEMA_H
#define AR_SCHEMA_H

#include "libar/cell.h"
#include "libar/doc.h"

/* A stream's name and its table; record is a struct of libar/doc.h. */
struct ar_stream {
	const char *name;
	const struct ar_column *column;
	size_t n;
	uint64_t required;      /* columns without which it cannot be read */
	bool imported;          /* ar-import makes it */
	/* A header with both of a pair only repeats it; NULL: none does. */
	const char *of_lines[2][2];
};

enum { AR_COLUMNS_KNOWN = 64 };

/* A stream's table bound to one header.  Views both. */
struct ar_bind {
	const struct ar_column *column;
	size_t n;
	const struct ar_header *header;
	ptrdiff_t ccy;                          /* the AR_CURRENCY column */
	ptrdiff_t field[AR_COLUMNS_KNOWN];      /* -1: absent */
	uint64_t want;
	size_t ncells;                          /* wanted, and there */
	struct ar_bind_cell {
		const struct ar_column *column;
		uint32_t field, offset; /* offset: the column's */
	} cell[AR_COLUMNS_KNOWN];
};

/* Bit of a column's number, for `want` and `need`. */
#define AR_BIT(number) (UINT64_C(1) << (number))

/* Take the lowest bit away, and return its number; bits are not 0. */
static inline size_t
ar_bit_take(uint64_t *bits)
{
	size_t number = (size_t)__builtin_ctzll(*bits);

	*bits &= *bits - 1;
	return number;
}

/*
 * want: columns to read where they exist; need: those that must exist.
 * AR_ESTOP after a message that names the columns found and near ones.
 */
AR_MUST int ar_bind_make(struct ar_bind *, const struct ar_stream *,
    uint64_t want, uint64_t need, const struct ar_header *,
    struct ar_diag *);

/*
 * Say of columns that are not read which absent one they are near to.  also:
 * a stream whose columns are known beside the bound ones, or NULL.
 */
void ar_bind_hint(const struct ar_bind *, const struct ar_stream *also,
    struct ar_diag *);

/* Whether the header has the column. */
bool ar_bind_has(const struct ar_bind *, size_t number);

/* A record of the stream in which no cell is filled. */
void ar_record_clear(const struct ar_stream *, void *record, size_t size);

/*
 * Read the row's cells into the record, which the caller has cleared; what
 * could be read stands in it, also after a fault.  AR_EDATA: the row was
 * refused.  Checks the number of fields, text, and the line breaks that no
 * known column may hold.
 */
AR_MUST int ar_bind_row(const struct ar_bind *, const struct ar_row *,
    void *record, struct ar_diag *);

/*
 * The same for rows at once, into records of this size, which the caller has
 * cleared: how many at the front were read.  The row behind them is one to
 * look at by itself, and may be refused or not.
 */
size_t ar_bind_rows(const struct ar_bind *, const struct ar_row *, size_t n,
    void *records, size_t size);

/* Refuse a number that is not what a column holds, and say what it does. */
void ar_number_refuse(struct ar_diag *, struct ar_where, const char *column,
    struct ar_decimal, const char *want);

/* Refuse the row's cell of a column that the header has; AR_EDATA. */
int ar_cell_refuse(struct ar_diag *, const struct ar_header *,
    const struct ar_row *, const char *column, const char *want);

/* That the row is UTF-8 without NUL; else AR_EDATA, refused. */
AR_MUST int ar_row_check_text(const struct ar_header *,
    const struct ar_row *, struct ar_diag *);

/*
 * Field of a column that is no part of the table, -1 if it is absent.
 * AR_ESTOP after a message if the header has it twice.
 */
AR_MUST int ar_column_find(ptrdiff_t *field, const struct ar_header *,
    struct ar_slice name, struct ar_diag *);

/*
 * Say that a column is missing, what was found, and what is near.  stream:
 * that has the column; NULL for one that the user named.
 */
void ar_column_missing(const struct ar_header *, struct ar_slice name,
    const struct ar_stream *, struct ar_diag *);

/* Append the header's names for a message, with a NUL. */
void ar_names_add(struct ar_buf *, const struct ar_header *);

/* Refuse a row that has not as many fields as are wanted. */
void ar_row_refuse_count(const struct ar_row *, size_t want,
    struct ar_diag *);

#endif
