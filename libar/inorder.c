/*
 * libar/inorder.c
 * Purpose: whether rows that belong together stand together.
 */
#include "libar/inorder.h"

#include <sys/stat.h>
#include <unistd.h>

#include "libar/map.h"
#include "libar/table.h"

struct look {
	struct ar_diag *diag;
	struct ar_slice column;
	struct ar_map seen;
	struct ar_buf last;
	bool any;
};

static bool
is_stdin(const char *path)
{
	return strcmp(path, "-") == 0;
}

bool
ar_operands_are_files(const struct ar_common *c)
{
	struct stat st;

	for (size_t i = 0; i < c->noperands; i++)
		if ((is_stdin(c->operand[i]) ? fstat(STDIN_FILENO, &st) :
		    stat(c->operand[i], &st)) != 0 || !S_ISREG(st.st_mode))
			return false;
	return true;
}

/* Whether the row goes on with the last cell, or has one not seen yet. */
static bool
follows(struct look *l, struct ar_slice cell)
{
	bool fresh;

	if (l->any && ar_slice_eq(ar_buf_slice(&l->last), cell))
		return true;
	l->any = true;
	(void)ar_map_put(&l->seen, cell, &fresh);
	l->last.n = 0;
	ar_buf_add(&l->last, cell);
	return fresh;
}

static bool
look_at_rows(struct look *l, struct ar_table *table)
{
	const struct ar_header *header = ar_table_header(table);
	ptrdiff_t field = ar_header_find(header, l->column, NULL);
	struct ar_row row;
	int result;

	if (field < 0)
		return false;
	while ((result = ar_table_next(table, &row)) == AR_ITEM)
		if (row.n != header->n ||
		    !follows(l, ar_row_get(&row, (uint32_t)field)))
			return false;
	return result == AR_OK;
}

static bool
look_at(struct look *l, const char *path)
{
	off_t from = is_stdin(path) ? lseek(STDIN_FILENO, 0, SEEK_CUR) : 0;
	struct ar_table *table;
	bool ordered = false;

	if (ar_table_open(&table, path, ar_diag_file(l->diag, path),
	    l->diag) == AR_OK) {
		ordered = look_at_rows(l, table);
		ar_table_close(table);
	}
	return is_stdin(path) &&
	    lseek(STDIN_FILENO, from, SEEK_SET) != from ? false : ordered;
}

bool
ar_in_order(const struct ar_common *c, struct ar_slice column)
{
	struct look l = {.diag = ar_diag_new(c->tool), .column = column};
	bool ordered = true;

	ar_diag_hush(l.diag);
	ar_map_init(&l.seen, 0);
	for (size_t i = 0; i < c->noperands && ordered; i++)
		ordered = look_at(&l, c->operand[i]);
	ar_map_release(&l.seen);
	ar_buf_free(&l.last);
	ar_diag_free(l.diag);
	return ordered;
}
