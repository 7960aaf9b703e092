/*
 * libar/scanteam.c
 * Purpose: the rows of a large file, read by several threads at once.
 */
#include "libar/scanteam.h"

#include <stdlib.h>

#include "libar/chunks.h"

enum { LINE_BITS = 40 };        /* below them a line counts from its chunk */

struct team {
	struct ar_scan_rows *rows;      /* whom it reads for */
	const struct ar_table *table;
	struct ar_chunks chunks;
	uint64_t *lines;                /* of each chunk */
};

struct worker {
	struct team *team;
	struct ar_scan_rows rows;
	struct ar_tie tie;
	struct ar_table *table;
};

/* States that merge, rows whose order is not asked for, a file to be cut. */
static bool
is_for_many(const struct ar_scan_rows *r, const struct ar_table *table,
    struct ar_chunks *chunks)
{
	struct ar_csvin_rest rest;

	return r->scan->fresh != NULL && r->scan->rows == NULL &&
	    r->payments == NULL && r->unique == NULL &&
	    ar_table_rest(table, &rest) && ar_chunks_begin(chunks, &rest);
}

static bool
read_chunk(void *worker, const struct ar_chunk *chunk)
{
	struct worker *w = worker;
	uint64_t line = (uint64_t)chunk->number << LINE_BITS;

	ar_table_feed(w->table, chunk->records, line);
	if (ar_scan_read(&w->rows, w->table) != AR_OK ||
	    ar_diag_status(w->rows.diag) != AR_EXIT_OK)
		return false;
	w->team->lines[chunk->number] = ar_table_line(w->table) - line;
	return true;
}

static void
begin(struct worker *w, struct team *team)
{
	const struct ar_scan_rows *r = team->rows;

	*w = (struct worker){.team = team};
	ar_tie_init(&w->tie);
	w->rows = (struct ar_scan_rows){.scan = r->scan, .tie = &w->tie,
	    .state = r->scan->fresh(r->state), .diag = ar_diag_new(""),
	    .customers = r->customers};
	ar_diag_hush(w->rows.diag);
	ar_scan_rows_init(&w->rows);
	w->table = ar_table_part(team->table, w->rows.diag);
	if (ar_scan_rows_bind(&w->rows, &r->operand->header) != AR_OK)
		ar_chunks_stop(&team->chunks);
}

static void
end(struct worker *w)
{
	if (w->rows.state != NULL)
		w->rows.scan->drop(w->rows.state);
	ar_table_close(w->table);
	ar_diag_free(w->rows.diag);
	ar_scan_rows_release(&w->rows);
	ar_tie_release(&w->tie);
}

/* The line in the file of a line in its chunk. */
static uint64_t
line_of(const struct team *team, uint64_t line)
{
	size_t chunk = (size_t)(line >> LINE_BITS);
	uint64_t sum = team->chunks.rest.line + (line & ((UINT64_C(1) <<
	    LINE_BITS) - 1));

	for (size_t k = 0; k < chunk; k++)
		sum += team->lines[k];
	return sum;
}

/* Add what a part has; its state comes to its end. */
static void
add(struct ar_scan_rows *r, struct ar_scan_rows *part)
{
	r->records += part->records;
	r->many_lines += part->many_lines;
	r->currencies = r->currencies || part->currencies;
	ar_tie_merge(r->tie, part->tie);
	ar_watch_merge(&r->watch, &part->watch);
	r->scan->merge(r->state, part->state);
	r->scan->drop(part->state);
	part->state = NULL;
}

/* What the workers have, as if it had been read in turn. */
static void
merge(struct team *team, struct worker *w, size_t n)
{
	struct ar_scan_rows *all = &w[0].rows;

	for (size_t i = 1; i < n; i++)
		add(all, &w[i].rows);
	all->watch.latest_at.line = line_of(team, all->watch.latest_at.line);
	all->watch.undated_at.line = line_of(team,
	    all->watch.undated_at.line);
	add(team->rows, all);
}

static bool
run(struct team *team, size_t n)
{
	struct worker *w = ar_alloc(n * sizeof *w);

	for (size_t i = 0; i < n; i++)
		begin(&w[i], team);
	ar_chunks_run(&team->chunks, read_chunk, w, sizeof *w, n);
	if (!team->chunks.failed)
		merge(team, w, n);
	for (size_t i = 0; i < n; i++)
		end(&w[i]);
	free(w);
	return !team->chunks.failed;
}

int
ar_scan_team(struct ar_scan_rows *r, struct ar_table *table)
{
	unsigned threads = ar_chunks_threads(r->scan->common->threads);
	struct team team = {.rows = r, .table = table};
	bool done;

	if (threads < 2)
		return AR_OK;
	if (!is_for_many(r, table, &team.chunks)) {
		ar_table_ahead(table);
		return AR_OK;
	}
	team.lines = ar_alloc(team.chunks.n * sizeof *team.lines);
	done = run(&team, threads < team.chunks.n ? threads : team.chunks.n);
	free(team.lines);
	if (done)
		ar_table_skip_rest(table, team.chunks.rest.to,
		    team.chunks.rest.line);
	ar_chunks_end(&team.chunks);
	return done ? AR_ITEM : AR_OK;
}
