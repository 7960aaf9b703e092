/*
 * libar/scanteam.c
 * Purpose: the rows of a large file, read by several threads at once.
 *
 * A chunk's first record begins behind the first line end that is in no
 * quotes, which the quotes of all chunks before it decide; so each thread
 * counts the quotes of its chunk, waits for its forerunner's count, and reads
 * on into the next chunk until a record begins there.  All bytes are read by
 * exactly one thread, and each of them starts where the one before it ended
 * with a whole record: hence the records are those of reading in turn.
 */
#include "libar/scanteam.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#include "libar/chunk.h"

enum {
	CHUNK = 512 * 1024, CHUNKS_LEAST = 16,
	TAIL = 16 * 1024,       /* of the next chunk, for the last record */
	THREADS_DEFAULT = 4,
	LINE_BITS = 40          /* below them a line counts from its chunk */
};

struct team {
	struct ar_scan_rows *rows;      /* whom it reads for */
	const struct ar_table *table;
	struct ar_csvin_rest rest;
	size_t nchunks;
	uint64_t *lines;                /* of each chunk */
	pthread_mutex_t lock;
	pthread_cond_t moved;
	/* What the lock guards. */
	size_t taken, counted;          /* chunks */
	bool in_quotes;                 /* behind those that are counted */
	bool failed;
};

struct worker {
	struct team *team;
	pthread_t thread;
	bool runs;
	struct ar_scan_rows rows;
	struct ar_tie tie;
	struct ar_table *table;
	char *text;
};

static unsigned
count_processors(void)
{
	cpu_set_t set;
	int n = sched_getaffinity(0, sizeof set, &set) == 0 ?
	    CPU_COUNT(&set) : 1;

	return n > THREADS_DEFAULT ? THREADS_DEFAULT : (unsigned)n;
}

/* States that merge, rows whose order is not asked for, a file to be cut. */
static bool
is_for_many(const struct ar_scan_rows *r, const struct ar_table *table,
    struct ar_csvin_rest *rest)
{
	return r->scan->fresh != NULL && r->scan->rows == NULL &&
	    r->payments == NULL && r->unique == NULL &&
	    ar_table_rest(table, rest) &&
	    (rest->to - rest->from) / CHUNK >= CHUNKS_LEAST;
}

static void
fail(struct team *team)
{
	(void)pthread_mutex_lock(&team->lock);
	team->failed = true;
	(void)pthread_cond_broadcast(&team->moved);
	(void)pthread_mutex_unlock(&team->lock);
}

/* The number of a chunk that nobody has; nchunks: there is none left. */
static size_t
take_chunk(struct team *team)
{
	size_t k;

	(void)pthread_mutex_lock(&team->lock);
	k = team->failed || team->taken == team->nchunks ? team->nchunks :
	    team->taken++;
	(void)pthread_mutex_unlock(&team->lock);
	return k;
}

/* Say whether chunk k turns the quotes; *in_quotes: its first byte is. */
static bool
tell_quotes(struct team *team, size_t k, bool odd, bool *in_quotes)
{
	bool good;

	(void)pthread_mutex_lock(&team->lock);
	while (team->counted < k && !team->failed)
		(void)pthread_cond_wait(&team->moved, &team->lock);
	good = !team->failed;
	*in_quotes = team->in_quotes;
	team->in_quotes ^= odd;
	team->counted++;
	(void)pthread_cond_broadcast(&team->moved);
	(void)pthread_mutex_unlock(&team->lock);
	return good;
}

static bool
read_at(int fd, char *to, size_t n, uint64_t at)
{
	while (n > 0) {
		ssize_t got = pread(fd, to, n, (off_t)at);

		if (got <= 0)
			return false;
		to += got;
		n -= (size_t)got;
		at += (uint64_t)got;
	}
	return true;
}

static size_t
least(uint64_t a, uint64_t b)
{
	return (size_t)(a < b ? a : b);
}

/* Whole records of chunk k; false: it cannot be read here. */
static bool
cut_chunk(struct worker *w, size_t k, struct ar_slice *records)
{
	struct team *team = w->team;
	uint64_t from = team->rest.from + (uint64_t)k * CHUNK;
	size_t n = least(CHUNK, team->rest.to - from);
	size_t tail = least(TAIL, team->rest.to - from - n);
	size_t begin = 0, end = 0;
	bool odd, in_quotes;

	if (!read_at(team->rest.fd, w->text, n + tail, from))
		return false;
	odd = ar_chunk_quotes_odd(ar_slice(w->text, n));
	if (!tell_quotes(team, k, odd, &in_quotes))
		return false;
	if (k > 0)
		begin = ar_chunk_begin(ar_slice(w->text, n), in_quotes);
	if (tail > 0)
		end = ar_chunk_begin(ar_slice(w->text + n, tail),
		    in_quotes ^ odd);
	if (begin == SIZE_MAX || end == SIZE_MAX)
		return false;
	*records = ar_slice(w->text + begin, n + end - begin);
	return true;
}

static bool
read_chunk(struct worker *w, size_t k)
{
	uint64_t line = (uint64_t)k << LINE_BITS;
	struct ar_slice records;

	if (!cut_chunk(w, k, &records))
		return false;
	ar_table_feed(w->table, records, line);
	if (ar_scan_read(&w->rows, w->table) != AR_OK ||
	    ar_diag_status(w->rows.diag) != AR_EXIT_OK)
		return false;
	w->team->lines[k] = ar_table_line(w->table) - line;
	return true;
}

static void *
work(void *worker)
{
	struct worker *w = worker;
	size_t k;

	while ((k = take_chunk(w->team)) < w->team->nchunks)
		if (!read_chunk(w, k))
			fail(w->team);
	return NULL;
}

static void
begin(struct worker *w, struct team *team)
{
	const struct ar_scan_rows *r = team->rows;

	*w = (struct worker){.team = team, .text = ar_alloc(CHUNK + TAIL)};
	ar_tie_init(&w->tie);
	w->rows = (struct ar_scan_rows){.scan = r->scan, .tie = &w->tie,
	    .state = r->scan->fresh(r->state), .diag = ar_diag_new(""),
	    .customers = r->customers};
	ar_diag_hush(w->rows.diag);
	ar_scan_rows_init(&w->rows);
	w->table = ar_table_part(team->table, w->rows.diag);
	if (ar_scan_rows_bind(&w->rows, &r->operand->header) != AR_OK)
		fail(team);
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
	free(w->text);
}

/* The line in the file of a line in its chunk. */
static uint64_t
line_of(const struct team *team, uint64_t line)
{
	size_t chunk = (size_t)(line >> LINE_BITS);
	uint64_t sum = team->rest.line + (line & ((UINT64_C(1) <<
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
	for (size_t i = 1; i < n; i++)  /* fewer of them do as well */
		w[i].runs = pthread_create(&w[i].thread, NULL, work,
		    &w[i]) == 0;
	(void)work(&w[0]);
	for (size_t i = 1; i < n; i++)
		if (w[i].runs)
			(void)pthread_join(w[i].thread, NULL);
	if (!team->failed)
		merge(team, w, n);
	for (size_t i = 0; i < n; i++)
		end(&w[i]);
	free(w);
	return !team->failed;
}

int
ar_scan_team(struct ar_scan_rows *r, struct ar_table *table)
{
	unsigned threads = r->scan->common->threads;
	struct team team = {.rows = r, .table = table,
	    .lock = PTHREAD_MUTEX_INITIALIZER,
	    .moved = PTHREAD_COND_INITIALIZER};
	bool done;

	if (threads == 0)
		threads = count_processors();
	if (threads < 2)
		return AR_OK;
	if (!is_for_many(r, table, &team.rest)) {
		ar_table_ahead(table);
		return AR_OK;
	}
	team.nchunks = (size_t)((team.rest.to - team.rest.from + CHUNK - 1) /
	    CHUNK);
	team.lines = ar_alloc(team.nchunks * sizeof *team.lines);
	done = run(&team, least(threads, team.nchunks));
	free(team.lines);
	if (done)
		ar_table_skip_rest(table, &team.rest);
	return done ? AR_ITEM : AR_OK;
}
