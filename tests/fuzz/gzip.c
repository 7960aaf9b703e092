/*
 * tests/fuzz/gzip.c
 * Purpose: packed bytes come out as zlib alone unpacks them, or not at all.
 *
 * The text is read as it is.  It is also packed, in members as its first
 * bytes say, and damaged: cut, a byte changed, something put behind it.  Each
 * is read from a file and from a pipe, in pieces of all sizes, with and
 * without a thread that reads ahead.
 */
#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include "libar/ahead.h"
#include "libar/bytes.h"
#include "tests/fuzz/target.h"

enum {
	GZIP = 15 + 16, MOST = 1024 * 1024, AHEAD = 1024 * 1024, PIPE = 60000,
	CONTROLS = 6
};

const char *const fuzz_words[] = {
	"\x1f\x8b", "\x1f\x8b\x08", "a", "\x01", "\x02", "\x03", "\x08", "\xff",
	"I1,C1,2026-05-01,2026-05-31,100.00,USD\n", "\x10", "\x40", "\x7f", NULL
};

const size_t fuzz_most = 4096;

/* How it ended. */
enum end { END, CUT, DAMAGED, GARBAGE };

struct unpacked {
	struct ar_buf bytes;
	enum end end;
};

/* One member in one go; how many bytes it took, 0: it did not end. */
static size_t
member(struct unpacked *u, struct ar_slice packed)
{
	z_stream z = {.avail_in = (uInt)packed.n};
	size_t used;
	int result;

	ar_buf_room(&u->bytes, MOST);
	z.next_in = (Bytef *)(uintptr_t)packed.p;
	z.next_out = (Bytef *)u->bytes.p + u->bytes.n;
	z.avail_out = MOST;
	need(inflateInit2(&z, GZIP) == Z_OK, "zlib begins");
	result = inflate(&z, Z_FINISH);
	used = packed.n - z.avail_in;
	u->bytes.n += MOST - z.avail_out;
	(void)inflateEnd(&z);
	u->end = result == Z_STREAM_END ? END : result == Z_BUF_ERROR ? CUT :
	    DAMAGED;
	return u->end == END ? used : 0;
}

static bool
has_magic(struct ar_slice s)
{
	return s.n >= 2 && memcmp(s.p, "\x1f\x8b", 2) == 0;
}

/* What is to come out. */
static void
unpack(struct unpacked *u, struct ar_slice packed)
{
	if (!has_magic(packed)) {
		ar_buf_add(&u->bytes, packed);
		return;
	}
	while (has_magic(packed)) {
		size_t used = member(u, packed);

		if (u->end != END)
			return;
		packed = ar_slice(packed.p + used, packed.n - used);
	}
	for (size_t i = 0; i < packed.n; i++)
		if (packed.p[i] != '\0')
			u->end = GARBAGE;
}

static ssize_t
read_bytes(void *bytes, char *buf, size_t size)
{
	return ar_bytes_read(bytes, buf, size);
}

/* A way to read: the most bytes at once, and who reads ahead. */
struct way {
	size_t size;
	bool by_thread;         /* of this program */
	bool own;               /* its own, if the file is large */
};

/* Read a descriptor to its end, and close it. */
static ssize_t
read_all(struct ar_buf *got, int fd, const struct way *way)
{
	static char piece[64 * 1024];
	struct ar_diag *diag = ar_diag_new("gzip");
	struct ar_bytes *bytes;
	struct ar_ahead *ahead;
	ssize_t n = 1;

	ar_diag_hush(diag);
	bytes = ar_bytes_over(fd, ar_diag_file(diag, "in"), diag);
	ahead = way->by_thread ? ar_ahead_new(read_bytes, bytes) : NULL;
	while (n > 0) {
		n = ahead != NULL ? ar_ahead_read(ahead, piece, way->size) :
		    ar_bytes_read(bytes, piece, way->size);
		if (n > 0)
			ar_buf_add(got, ar_slice(piece, (size_t)n));
		if (way->own)
			ar_bytes_ahead(bytes);
	}
	ar_ahead_free(ahead);
	need((n == 0) == (ar_diag_status(diag) == AR_EXIT_OK) &&
	    (n == 0 || ar_diag_status(diag) == AR_EXIT_IO),
	    "what fails is said");
	ar_bytes_close(bytes);
	ar_diag_free(diag);
	return n;
}

static void
compare(const struct unpacked *want, int fd, const struct way *way)
{
	struct ar_buf got = {0};
	ssize_t end = read_all(&got, fd, way);

	need((end == 0) == (want->end == END), "an end is an end");
	need(got.n <= want->bytes.n && (got.n == want->bytes.n ||
	    want->end != END) && (got.n == 0 || memcmp(got.p, want->bytes.p,
	    got.n) == 0), "the bytes are those of zlib");
	need(want->end == DAMAGED || got.n == want->bytes.n,
	    "all that was there comes out");
	ar_buf_free(&got);
}

static int
piped(struct ar_slice text)
{
	int fd[2];

	need(pipe2(fd, O_CLOEXEC) == 0 && write(fd[1], text.p, text.n) ==
	    (ssize_t)text.n && close(fd[1]) == 0, "there is a pipe");
	return fd[0];
}

/* In all ways. */
static void
check(struct ar_slice packed)
{
	static const struct way ways[] = {
		{1, false, false}, {7, false, false}, {4096, true, false},
		{65536, false, true}
	};
	struct unpacked want = {.end = END};

	unpack(&want, packed);
	if (want.bytes.n < MOST)
		for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
			compare(&want, fuzz_file(packed), &ways[i]);
			if (packed.n < PIPE)
				compare(&want, piped(packed), &ways[i]);
		}
	ar_buf_free(&want.bytes);
}

static void
pack(struct ar_buf *to, struct ar_slice text, int level)
{
	z_stream z = {.avail_in = (uInt)text.n};

	need(deflateInit2(&z, level, Z_DEFLATED, GZIP, 8,
	    Z_DEFAULT_STRATEGY) == Z_OK, "zlib packs");
	ar_buf_room(to, deflateBound(&z, text.n));
	z.next_in = (Bytef *)(uintptr_t)text.p;
	z.next_out = (Bytef *)to->p + to->n;
	z.avail_out = (uInt)(to->room - to->n);
	need(deflate(&z, Z_FINISH) == Z_STREAM_END, "zlib packs all");
	to->n = (size_t)((char *)z.next_out - to->p);
	(void)deflateEnd(&z);
}

/* Pack it in members, and damage it, as the controls say. */
static void
make(struct ar_buf *to, const uint8_t *control, struct ar_slice text)
{
	static const char zeros[512];
	size_t members = control[0] % 4, at;

	for (; members > 0 && text.n > 0; members--) {
		size_t n = text.n * control[1] / 256;

		pack(to, ar_slice(text.p, n), control[2] % 10);
		text = ar_slice(text.p + n, text.n - n);
	}
	pack(to, text, control[2] % 10);
	at = to->n * control[4] / 256;
	if (control[3] % 8 == 1)
		to->n = at;
	else if (control[3] % 8 == 2)
		to->p[at] = (char)(to->p[at] ^ (1 + control[5] % 255));
	else if (control[3] % 8 == 3)
		ar_buf_add(to, ar_slice(zeros, control[4]));
	else if (control[3] % 8 == 4)
		ar_buf_add(to, ar_slice((const char *)control, 5));
	else if (control[3] % 64 == 5)
		while (to->n < AHEAD)
			ar_buf_add(to, ar_slice(zeros, sizeof zeros));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ar_slice text = fuzz_text(bytes, n);
	struct ar_buf packed = {0};

	check(text);
	if (n >= CONTROLS) {
		make(&packed, bytes, ar_slice(text.p + CONTROLS,
		    n - CONTROLS));
		check(ar_buf_slice(&packed));
		ar_buf_free(&packed);
	}
	return 0;
}
