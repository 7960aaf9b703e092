/*
 * libar/chunks.c
 * Purpose: the rest of a file in chunks of whole records, dealt out to threads.
 */
#include "libar/chunks.h"

#include <sched.h>
#include <stdlib.h>

#include "libar/chunk.h"
#include "libar/fd.h"

enum {
	CHUNK = 128 * 1024, CHUNKS_LEAST = 64,
	TAIL = 16 * 1024,       /* of the next chunk, for the last record */
	THREADS_DEFAULT = 4
};

/* What a thread has. */
struct hand {
	struct ar_chunks *chunks;
	bool (*read)(void *, const struct ar_chunk *);
	void *worker;
	pthread_t thread;
};

unsigned
ar_chunks_threads(unsigned asked)
{
	cpu_set_t set;
	int n = sched_getaffinity(0, sizeof set, &set) == 0 ?
	    CPU_COUNT(&set) : 1;

	if (asked > 0)
		return asked;
	return n > THREADS_DEFAULT ? THREADS_DEFAULT : (unsigned)n;
}

bool
ar_chunks_begin(struct ar_chunks *c, const struct ar_csvin_rest *rest)
{
	uint64_t bytes = rest->to - rest->from;

	*c = (struct ar_chunks){.rest = *rest,
	    .n = (size_t)((bytes + CHUNK - 1) / CHUNK),
	    .lock = PTHREAD_MUTEX_INITIALIZER,
	    .moved = PTHREAD_COND_INITIALIZER,
	    .read_to = rest->from, .line = rest->line};
	return bytes / CHUNK >= CHUNKS_LEAST;
}

void
ar_chunks_end(struct ar_chunks *c)
{
	(void)pthread_cond_destroy(&c->moved);
	(void)pthread_mutex_destroy(&c->lock);
}

void
ar_chunks_stop(struct ar_chunks *c)
{
	(void)pthread_mutex_lock(&c->lock);
	c->failed = true;
	(void)pthread_cond_broadcast(&c->moved);
	(void)pthread_mutex_unlock(&c->lock);
}

static bool
take_number(struct ar_chunks *c, size_t *number)
{
	bool taken;

	(void)pthread_mutex_lock(&c->lock);
	taken = !c->failed && c->taken < c->n;
	*number = c->taken;
	c->taken += taken;
	(void)pthread_mutex_unlock(&c->lock);
	return taken;
}

/* Say whether chunk k turns the quotes; *in_quotes: its first byte is. */
static bool
tell_quotes(struct ar_chunks *c, size_t k, bool odd, bool *in_quotes)
{
	bool good;

	(void)pthread_mutex_lock(&c->lock);
	while (c->counted < k && !c->failed)
		(void)pthread_cond_wait(&c->moved, &c->lock);
	good = !c->failed;
	*in_quotes = c->in_quotes;
	c->in_quotes ^= odd;
	c->counted++;
	(void)pthread_cond_broadcast(&c->moved);
	(void)pthread_mutex_unlock(&c->lock);
	return good;
}

static size_t
least(uint64_t a, uint64_t b)
{
	return (size_t)(a < b ? a : b);
}

/* Its whole records; false: it cannot be read here. */
static bool
cut(struct ar_chunks *c, char *text, struct ar_chunk *chunk)
{
	size_t k = chunk->number;
	uint64_t from = c->rest.from + (uint64_t)k * CHUNK;
	size_t n = least(CHUNK, c->rest.to - from);
	size_t tail = least(TAIL, c->rest.to - from - n);
	size_t begin = 0, end = 0;
	bool odd, in_quotes;

	if (ar_fd_read_at(c->rest.fd, text, n + tail, (off_t)from) != AR_OK)
		return false;
	odd = ar_chunk_quotes_odd(ar_slice(text, n));
	if (!tell_quotes(c, k, odd, &in_quotes))
		return false;
	if (k > 0)
		begin = ar_chunk_begin(ar_slice(text, n), in_quotes);
	if (tail > 0)
		end = ar_chunk_begin(ar_slice(text + n, tail),
		    in_quotes ^ odd);
	if (begin == SIZE_MAX || end == SIZE_MAX)
		return false;
	chunk->from = from + begin;
	chunk->records = ar_slice(text + begin, n + end - begin);
	return true;
}

static void *
work(void *with)
{
	const struct hand *h = with;
	char *text = ar_alloc(CHUNK + TAIL);
	struct ar_chunk chunk;

	while (take_number(h->chunks, &chunk.number))
		if (!cut(h->chunks, text, &chunk) ||
		    !h->read(h->worker, &chunk))
			ar_chunks_stop(h->chunks);
	free(text);
	return NULL;
}

/* Fewer threads do as well. */
void
ar_chunks_run(struct ar_chunks *c,
    bool (*read)(void *worker, const struct ar_chunk *), void *workers,
    size_t size, size_t n)
{
	struct hand *hand = ar_alloc(n * sizeof *hand);
	size_t begun = 1;

	for (size_t i = 0; i < n; i++)
		hand[i] = (struct hand){.chunks = c, .read = read,
		    .worker = (char *)workers + i * size};
	while (begun < n && pthread_create(&hand[begun].thread, NULL, work,
	    &hand[begun]) == 0)
		begun++;
	(void)work(&hand[0]);
	for (size_t i = 1; i < begun; i++)
		(void)pthread_join(hand[i].thread, NULL);
	free(hand);
}

bool
ar_chunks_turn(struct ar_chunks *c, const struct ar_chunk *chunk)
{
	bool good;

	(void)pthread_mutex_lock(&c->lock);
	while (c->ended < chunk->number && !c->failed)
		(void)pthread_cond_wait(&c->moved, &c->lock);
	good = !c->failed;
	(void)pthread_mutex_unlock(&c->lock);
	return good;
}

void
ar_chunks_end_turn(struct ar_chunks *c, const struct ar_chunk *chunk,
    uint64_t lines)
{
	(void)pthread_mutex_lock(&c->lock);
	c->ended++;
	c->read_to = chunk->from + chunk->records.n;
	c->line += lines;
	(void)pthread_cond_broadcast(&c->moved);
	(void)pthread_mutex_unlock(&c->lock);
}
