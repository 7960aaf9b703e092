/*
 * libar/importteam.c
 * Purpose: the rows of a large foreign file, read by several threads at once.
 */
#include "libar/importteam.h"

#include <stdlib.h>

#include "libar/chunks.h"
#include "libar/importrows.h"

struct team {
	struct ar_import_run *run;      /* for which it reads */
	struct ar_chunks chunks;
};

struct worker {
	struct team *team;
	struct ar_import_run run;
	struct ar_import_work work;
	struct ar_tie tie;
};

/* Rows of which each is a document by itself, whatever stands before it. */
static bool
is_row_by_row(const struct ar_import_run *r)
{
	const struct ar_import_map *map = &r->o->map;

	for (size_t i = 0; i < map->nparts; i++)
		if (map->part[i].use == AR_MAP_RUNNING)
			return false;
	return !r->file->in.grouped && map->ncells == 0 && map->section < 0 &&
	    map->balance_row.n == 0 && !map->balance_required;
}

static bool
is_for_many(const struct ar_import_run *r, struct ar_chunks *chunks)
{
	struct ar_csvin_rest rest;

	return is_row_by_row(r) && !r->failed && !r->file->totals.refused &&
	    !ar_dialect_is_open(&r->file->dialect) && r->file->nheld == 0 &&
	    ar_table_rest(r->file->in.table, &rest) &&
	    ar_chunks_begin(chunks, &rest);
}

static bool
is_known(const struct ar_import_work *f, const struct ar_import_work *whole)
{
	return !ar_dialect_is_open(&f->dialect) &&
	    f->dialect.dates.possible == whole->dialect.dates.possible &&
	    f->dialect.marks.possible == whole->dialect.marks.possible;
}

/* Whether nothing was said, and no row was more than a document or nothing. */
static bool
is_plain(const struct worker *w)
{
	const struct ar_import_work *f = &w->work;
	const struct ar_import_counts *c = &f->counts;

	return ar_diag_status(w->run.diag) == AR_EXIT_OK &&
	    !f->after_total && f->nheld == 0 && c->totals == 0 &&
	    c->footers == 0 && c->sections == 0 && c->numbered == 0 &&
	    is_known(f, w->team->run->file);
}

static void
add_counts(struct ar_import_counts *to, const struct ar_import_counts *c)
{
	to->blank += c->blank;
	to->trimmed += c->trimmed;
	to->broken += c->broken;
	to->skipped += c->skipped;
	to->drafts += c->drafts;
	to->due_filled += c->due_filled;
	to->noise += c->noise;
	to->turned += c->turned;
	to->outgoing += c->outgoing;
}

/* Nothing of the chunk before is left. */
static void
forget(struct worker *w)
{
	w->run.records = 0;
	w->work.counts = (struct ar_import_counts){0};
	ar_import_totals_forget(&w->work.totals);
	ar_tie_release(&w->tie);
	ar_tie_init(&w->tie);
}

/* In the chunk's turn; AR_EDATA: it holds a document that was met before. */
static int
take_over(struct worker *w, uint64_t lines_before)
{
	struct ar_import_run *r = w->team->run;

	if (ar_unique_join(r->docs.unique, w->run.docs.unique,
	    lines_before) != AR_OK)
		return AR_EDATA;
	r->records += w->run.records;
	add_counts(&r->file->counts, &w->work.counts);
	ar_import_totals_join(&r->file->totals, &w->work.totals);
	ar_tie_merge(r->tie, &w->tie);
	ar_import_out_join(&r->out, &w->run.out);
	forget(w);
	return AR_OK;
}

static bool
read_chunk(void *worker, const struct ar_chunk *chunk)
{
	struct worker *w = worker;
	struct ar_chunks *chunks = &w->team->chunks;
	struct ar_table *table = w->work.in.table;
	bool plain;

	ar_table_feed(table, chunk->records, 0);
	plain = ar_import_read_rows(&w->run, UINT64_MAX) == AR_OK &&
	    is_plain(w);
	if (!ar_chunks_turn(chunks, chunk) || !plain ||
	    take_over(w, chunks->line) != AR_OK)
		return false;
	ar_chunks_end_turn(chunks, chunk, ar_table_line(table));
	return true;
}

static void
begin(struct worker *w, struct team *team)
{
	const struct ar_import_run *r = team->run;
	const struct ar_import_work *f = r->file;

	*w = (struct worker){.team = team,
	    .run = {.o = r->o, .common = r->common, .tie = &w->tie,
	    .diag = ar_diag_new(""), .file = &w->work},
	    .work = {.in = f->in, .dialect = f->dialect}};
	ar_diag_hush(w->run.diag);
	ar_tie_init(&w->tie);
	w->work.in.table = ar_table_part(f->in.table, w->run.diag);
	w->work.dialect.arena = (struct ar_arena){0};
	ar_import_totals_init(&w->work.totals);
	ar_import_texts_init(&w->work.texts);
	ar_import_docs_part(&w->run.docs, &r->docs, w->run.diag);
	ar_import_out_part(&w->run.out, &r->out, &w->tie);
}

static void
end(struct worker *w)
{
	ar_import_out_end_part(&w->run.out);
	ar_import_docs_release(&w->run.docs);
	ar_import_totals_release(&w->work.totals);
	ar_dialect_release(&w->work.dialect);
	ar_arena_free(&w->work.arena);
	ar_arena_free(&w->work.sections);
	ar_arena_free(&w->work.scratch);
	free(w->work.held);
	ar_table_close(w->work.in.table);
	ar_tie_release(&w->tie);
	ar_diag_free(w->run.diag);
}

static void
run(struct team *team, size_t n)
{
	struct worker *w = ar_alloc(n * sizeof *w);

	for (size_t i = 0; i < n; i++)
		begin(&w[i], team);
	ar_chunks_run(&team->chunks, read_chunk, w, sizeof *w, n);
	for (size_t i = 0; i < n; i++)
		end(&w[i]);
	free(w);
}

void
ar_import_team(struct ar_import_run *r)
{
	unsigned threads = ar_chunks_threads(r->common->threads);
	struct team team = {.run = r};

	if (threads < 2)
		return;
	if (!is_for_many(r, &team.chunks)) {
		ar_table_ahead(r->file->in.table);
		return;
	}
	run(&team, threads < team.chunks.n ? threads : team.chunks.n);
	ar_table_skip_rest(r->file->in.table, team.chunks.read_to,
	    team.chunks.line);
	ar_chunks_end(&team.chunks);
}
