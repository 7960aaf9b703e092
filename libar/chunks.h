/*
 * libar/chunks.h
 * Purpose: the rest of a file in chunks of whole records, dealt out to threads.
 *
 * A chunk's first record begins behind the first line end that is in no
 * quotes, which the quotes of all chunks before it decide; so each thread
 * counts the quotes of its chunk, waits for its forerunner's count, and reads
 * on into the next chunk until a record begins there.  All bytes are read by
 * exactly one thread, and each of them starts where the one before it ended
 * with a whole record: hence the records are those of reading in turn.
 *
 * A worker that finds anything out of the ordinary stops all; the records
 * from there on are then to be read in turn.
 */
#ifndef AR_CHUNKS_H
#define AR_CHUNKS_H

#include <pthread.h>

#include "libar/csvin.h"

struct ar_chunks {
	struct ar_csvin_rest rest;
	size_t n;
	pthread_mutex_t lock;
	pthread_cond_t moved;
	/* What the lock guards. */
	size_t taken, counted, ended;   /* chunks */
	bool in_quotes;                 /* behind those that are counted */
	bool failed;
	uint64_t read_to, line;         /* behind those that are ended */
};

struct ar_chunk {
	size_t number;                  /* from 0 */
	uint64_t from;                  /* of the first record, in the file */
	struct ar_slice records;        /* good while it is read */
};

/* As many threads as were asked for; 0: one a processor, at most 4. */
unsigned ar_chunks_threads(unsigned asked);

/* Whether the rest is large enough to be dealt out. */
bool ar_chunks_begin(struct ar_chunks *, const struct ar_csvin_rest *);
void ar_chunks_end(struct ar_chunks *);

/*
 * Deal the chunks out to n workers, elements of this size, each in a thread of
 * its own; the first one in this thread.  read takes the records of a chunk in;
 * where it returns false, nothing more is dealt out.
 */
void ar_chunks_run(struct ar_chunks *,
    bool (*read)(void *worker, const struct ar_chunk *), void *workers,
    size_t size, size_t n);

/* Nothing more is dealt out. */
void ar_chunks_stop(struct ar_chunks *);

/*
 * For results that go in order: wait until all chunks before this one have
 * come to their end; false: all have been stopped.  Then the turn is ended,
 * which says how many lines the chunk had.
 */
bool ar_chunks_turn(struct ar_chunks *, const struct ar_chunk *);
void ar_chunks_end_turn(struct ar_chunks *, const struct ar_chunk *,
    uint64_t lines);

#endif
