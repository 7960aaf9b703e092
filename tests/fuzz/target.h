/*
 * tests/fuzz/target.h
 * Purpose: what a target of fuzzing is: a function that any bytes are put to.
 *
 * A target is a file tests/fuzz/NAME.c with the folder of its corpus beside
 * it.  It holds what this header declares, and ends the program where bytes
 * are not treated as they must be.  tests/fuzz/main.c puts the corpus and
 * texts of chance to it; built by clang with libFuzzer, which then takes the
 * place of main.c, it is put what reaches new code.
 */
#ifndef AR_TARGET_H
#define AR_TARGET_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "libar/mem.h"

/* What texts of chance are made of; the last one is NULL. */
extern const char *const fuzz_words[];

/* About the bytes of the longest text of chance. */
extern const size_t fuzz_most;

/* 0, always: the name and the type are those of libFuzzer. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* The name of a descriptor as a file, for readers that want a path. */
enum { FUZZ_PATH = 32 };

/* End where something does not hold; whoever runs the target keeps the text. */
static inline void
need(bool holds, const char *what)
{
	if (holds)
		return;
	(void)fprintf(stderr, "does not hold: %s\n", what);
	abort();
}

/* The bytes as a slice. */
static inline struct ar_slice
fuzz_text(const uint8_t *bytes, size_t n)
{
	return n == 0 ? AR_S("") : ar_slice((const char *)bytes, n);
}

/* A file in memory that holds the text, at its beginning. */
int fuzz_file(struct ar_slice text);

/* Its path, by which it can be opened as well; until it is closed. */
const char *fuzz_path(char path[FUZZ_PATH], int fd);

#endif
