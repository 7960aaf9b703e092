/*
 * tests/unit/test_bytes.c
 * Purpose: plain and packed bytes; every way in which gzip can be broken.
 */
#include "libar/bytes.h"

#include <signal.h>
#include <zlib.h>

#include "tests/unit/scratch.h"

static const struct ar_slice text = {
	"invoice_id,amount\n1,10.00\n2,20.00\n3,30.00\n4,40.00\n", 50
};

/* Append the text as one gzip member. */
static void
add_member(struct ar_buf *to, struct ar_slice from)
{
	unsigned char packed[4096];
	z_stream z = {0};
	char *copy = ar_alloc(from.n);

	memcpy(copy, from.p, from.n);
	assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8,
	    Z_DEFAULT_STRATEGY), Z_OK);
	z.next_in = (Bytef *)copy;
	z.avail_in = (uInt)from.n;
	z.next_out = packed;
	z.avail_out = sizeof packed;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	ar_buf_add(to, ar_slice((char *)packed, z.total_out));
	(void)deflateEnd(&z);
	free(copy);
}

struct outcome {
	struct ar_buf bytes;
	bool clean, sure;
	char code[64];          /* of the message, "" without one */
};

/* Read it all with a buffer of this size. */
static struct outcome
read_all(const char *path, size_t size)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct outcome o = {0};
	struct ar_bytes *b;
	char *buf = ar_alloc(size);
	ssize_t n = -1;

	scratch_listen();
	if (ar_bytes_open(&b, path, ar_diag_file(diag, path), diag) == AR_OK) {
		while ((n = ar_bytes_read(b, buf, size)) > 0)
			ar_buf_add(&o.bytes, ar_slice(buf, (size_t)n));
		if (n == 0)     /* and the end stays the end */
			assert_int_equal(ar_bytes_read(b, buf, size), 0);
		o.sure = ar_bytes_end_is_sure(b);
		ar_bytes_close(b);
	}
	o.clean = n == 0;
	(void)snprintf(o.code, sizeof o.code, "%s", scratch_code());
	assert_int_equal(ar_diag_status(diag), o.clean ? AR_EXIT_OK :
	    AR_EXIT_IO);
	(void)scratch_stop(NULL);
	ar_diag_free(diag);
	free(buf);
	return o;
}

/* As a file and through a pipe, in pieces of several sizes. */
static void
expect(const char *name, struct ar_slice in, struct ar_slice want,
    const char *code)
{
	static const size_t piece[] = {1, 2, 7, 100000};
	const char *path = scratch_write("in", in);

	for (size_t i = 0; i < 2 * ROWS(piece); i++) {
		char pipe_path[32];
		int fd = -1;
		struct outcome o;

		if (i >= ROWS(piece)) {
			fd = scratch_pipe(in, piece[i - ROWS(piece)]);
			(void)snprintf(pipe_path, sizeof pipe_path,
			    "/dev/fd/%d", fd);
		}
		o = read_all(fd < 0 ? path : pipe_path,
		    piece[i % ROWS(piece)]);
		if (fd >= 0) {
			(void)close(fd);
			(void)wait(NULL);
		}
		if (strcmp(o.code, code) != 0 || o.clean != (code[0] == 0))
			fail_msg("%s: code '%s', not '%s'", name, o.code,
			    code);
		if (o.clean && !ar_slice_eq(ar_buf_slice(&o.bytes), want))
			fail_msg("%s: other bytes", name);
		ar_buf_free(&o.bytes);
	}
}

static void
test_plain(void **state)
{
	(void)state;
	expect("text", text, text, "");
	expect("empty", AR_S(""), AR_S(""), "");
	expect("one byte", AR_S("x"), AR_S("x"), "");
	expect("half the magic", AR_S("\x1f"), AR_S("\x1f"), "");
	expect("half the magic, text", AR_S("\x1fx"), AR_S("\x1fx"), "");
	expect("zlib stream", AR_S("\x78\x9c\x03"), AR_S("\x78\x9c\x03"), "");
}

static void
test_whole_gzip(void **state)
{
	struct ar_buf gz = {0}, twice = {0};
	char zeros[600] = {0};

	(void)state;
	ar_buf_add(&twice, text);
	ar_buf_add(&twice, text);
	add_member(&gz, text);
	expect("one member", ar_buf_slice(&gz), text, "");
	add_member(&gz, AR_S(""));
	expect("an empty member", ar_buf_slice(&gz), text, "");
	add_member(&gz, text);
	expect("three members", ar_buf_slice(&gz), ar_buf_slice(&twice), "");
	ar_buf_add(&gz, ar_slice(zeros, 1));
	expect("a zero behind", ar_buf_slice(&gz), ar_buf_slice(&twice), "");
	ar_buf_add(&gz, ar_slice(zeros, sizeof zeros));
	expect("zeros behind", ar_buf_slice(&gz), ar_buf_slice(&twice), "");
	gz.n = 0;
	add_member(&gz, AR_S(""));
	expect("nothing packed", ar_buf_slice(&gz), AR_S(""), "");
	ar_buf_free(&gz);
	ar_buf_free(&twice);
}

static void
test_cut_everywhere(void **state)
{
	struct ar_buf gz = {0};
	size_t first;
	char name[32];

	(void)state;
	add_member(&gz, text);
	first = gz.n;
	add_member(&gz, text);
	for (size_t n = 2; n < gz.n; n++) {
		const char *code = n == first + 1 ? "gzip-garbage" :
		    "gzip-cut";

		if (n == first)
			continue;
		(void)snprintf(name, sizeof name, "cut at %zu", n);
		expect(name, ar_slice(gz.p, n), AR_S(""), code);
	}
	ar_buf_free(&gz);
}

static void
test_damaged(void **state)
{
	struct ar_buf gz = {0};
	static const struct {
		const char *name;
		size_t at, from_end;
		unsigned char flip;
	} damage[] = {
		{"method", 2, 0, 0x01}, {"reserved flag", 3, 0, 0x80},
		{"first block", 10, 0, 0x06}, {"CRC, a low bit", 0, 8, 0x01},
		{"CRC, a high bit", 0, 5, 0x80}, {"length", 0, 4, 0x01},
		{"length, last byte", 0, 1, 0x40},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(damage); i++) {
		size_t at = damage[i].at;

		gz.n = 0;
		add_member(&gz, text);
		if (damage[i].from_end != 0)
			at = gz.n - damage[i].from_end;
		gz.p[at] = (char)(gz.p[at] ^ damage[i].flip);
		expect(damage[i].name, ar_buf_slice(&gz), AR_S(""),
		    "gzip-damaged");
	}
	ar_buf_free(&gz);
}

static void
test_garbage_behind(void **state)
{
	static const struct ar_slice garbage[] = {
		{"x", 1}, {"5,50.00\n", 8}, {"\x1f", 1}, {"\x1fx", 2},
		{"\0x", 2}, {"\0\0\0\x1f\x8b", 5},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(garbage); i++) {
		struct ar_buf gz = {0};

		add_member(&gz, text);
		ar_buf_add(&gz, garbage[i]);
		expect("garbage", ar_buf_slice(&gz), AR_S(""),
		    "gzip-garbage");
		ar_buf_free(&gz);
	}
}

static void
test_large(void **state)
{
	size_t size = 3000000;
	char *zeros = ar_alloc(size);
	struct ar_buf gz = {0};
	struct outcome o;

	(void)state;
	add_member(&gz, ar_slice(zeros, size));
	o = read_all(scratch_write("in", ar_buf_slice(&gz)), 65536);
	assert_true(o.clean);
	assert_slice(ar_buf_slice(&o.bytes), ar_slice(zeros, size));
	ar_buf_free(&o.bytes);
	ar_buf_free(&gz);
	free(zeros);
}

static void
test_end_is_sure(void **state)
{
	struct ar_buf gz = {0};
	struct outcome o = read_all(scratch_write("in", text), 100);
	char path[32];

	(void)state;
	assert_true(o.sure);
	ar_buf_free(&o.bytes);
	add_member(&gz, text);
	for (int packed = 0; packed < 2; packed++) {
		int fd = scratch_pipe(packed ? ar_buf_slice(&gz) : text, 9);

		(void)snprintf(path, sizeof path, "/dev/fd/%d", fd);
		o = read_all(path, 100);
		assert_int_equal(o.sure, packed);
		ar_buf_free(&o.bytes);
		(void)close(fd);
		(void)wait(NULL);
	}
	ar_buf_free(&gz);
}

static void
test_no_file(void **state)
{
	(void)state;
	assert_string_equal(read_all(scratch_path("none"), 9).code,
	    "cannot-open");
	assert_string_equal(read_all(scratch_folder, 9).code, "cannot-read");
}

/* What a slow writer has sent is handed on before it sends more. */
static void
test_no_waiting(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_bytes *b;
	char path[32], buf[1000];
	int fd[2];

	(void)state;
	assert_int_equal(pipe(fd), 0);
	(void)snprintf(path, sizeof path, "/dev/fd/%d", fd[0]);
	assert_int_equal(ar_bytes_open(&b, path, 0, diag), AR_OK);
	for (int i = 0; i < 3; i++) {
		scratch_put(fd[1], text);
		assert_int_equal(ar_bytes_read(b, buf, sizeof buf), text.n);
		assert_memory_equal(buf, text.p, text.n);
	}
	(void)close(fd[1]);
	assert_int_equal(ar_bytes_read(b, buf, sizeof buf), 0);
	ar_bytes_close(b);
	(void)close(fd[0]);
	ar_diag_free(diag);
}

static void
test_limit(void **state)
{
	static const uint64_t limits[] = {1, 2, 18, 49, 50, 51, 100};
	struct ar_diag *diag = ar_diag_new("t");
	const char *path = scratch_write("in", text);

	(void)state;
	for (size_t i = 0; i < 2 * ROWS(limits); i++) {
		uint64_t limit = limits[i / 2], want = limit < text.n ?
		    limit : text.n;
		struct ar_bytes *b;
		struct ar_buf got = {0};
		char buf[100];
		ssize_t n;

		assert_int_equal(ar_bytes_open(&b, path, 0, diag), AR_OK);
		ar_bytes_limit(b, limit);
		while ((n = ar_bytes_read(b, buf, i % 2 == 0 ? 7 : 100)) > 0)
			ar_buf_add(&got, ar_slice(buf, (size_t)n));
		assert_int_equal(n, 0);
		assert_slice(ar_buf_slice(&got), ar_slice(text.p, want));
		ar_buf_free(&got);
		ar_bytes_close(b);
	}
	ar_diag_free(diag);
}

/* More than one read of the file's own, and the limit behind the first. */
static void
test_limit_of_a_large_file(void **state)
{
	enum { SIZE = 300000, LIMIT = 200001 };
	struct ar_diag *diag = ar_diag_new("t");
	char *bytes = ar_alloc(SIZE);
	struct ar_bytes *b;
	uint64_t total = 0;
	ssize_t n;

	(void)state;
	memset(bytes, 'x', SIZE);
	assert_int_equal(ar_bytes_open(&b, scratch_write("in",
	    ar_slice(bytes, SIZE)), 0, diag), AR_OK);
	ar_bytes_limit(b, LIMIT);
	while ((n = ar_bytes_read(b, bytes, SIZE)) > 0)
		total += (uint64_t)n;
	assert_int_equal(total, LIMIT);
	ar_bytes_close(b);
	ar_diag_free(diag);
	free(bytes);
}

static void
test_ready(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_bytes *b;
	char path[32], buf[1000];
	int fd[2];

	(void)state;
	assert_int_equal(pipe(fd), 0);
	(void)snprintf(path, sizeof path, "/dev/fd/%d", fd[0]);
	assert_int_equal(ar_bytes_open(&b, path, 0, diag), AR_OK);
	assert_false(ar_bytes_ready(b, 0));
	scratch_put(fd[1], text);
	assert_true(ar_bytes_ready(b, 0));
	assert_int_equal(ar_bytes_read(b, buf, 7), 7);
	assert_true(ar_bytes_ready(b, 0));      /* read, not handed on */
	assert_int_equal(ar_bytes_read(b, buf, sizeof buf), text.n - 7);
	assert_false(ar_bytes_ready(b, 1));
	(void)close(fd[1]);
	assert_true(ar_bytes_ready(b, 0));
	assert_int_equal(ar_bytes_read(b, buf, sizeof buf), 0);
	assert_true(ar_bytes_ready(b, 0));
	ar_bytes_close(b);
	(void)close(fd[0]);
	assert_int_equal(ar_bytes_open(&b, scratch_write("in", AR_S("")), 0,
	    diag), AR_OK);
	assert_true(ar_bytes_ready(b, 0));
	ar_bytes_close(b);
	ar_diag_free(diag);
}

/* All that is ready of a packed start, in reads of so many bytes. */
static size_t
count_ready(struct ar_slice packed, size_t size)
{
	struct ar_diag *diag = ar_diag_new("t");
	char *buf = ar_alloc(size), path[32];
	struct ar_bytes *b;
	size_t total = 0;
	int fd[2];

	assert_int_equal(pipe(fd), 0);
	(void)snprintf(path, sizeof path, "/dev/fd/%d", fd[0]);
	assert_int_equal(ar_bytes_open(&b, path, 0, diag), AR_OK);
	scratch_put(fd[1], packed);
	while (ar_bytes_ready(b, 0)) {
		ssize_t n = ar_bytes_read(b, buf, size);

		assert_in_range(n, 1, size);
		total += (size_t)n;
	}
	(void)close(fd[1]);
	(void)close(fd[0]);
	ar_bytes_close(b);
	ar_diag_free(diag);
	free(buf);
	return total;
}

/* What a member holds is ready until it has been handed out. */
static void
test_packed_is_ready(void **state)
{
	enum { SIZE = 9000, TRAILER = 8, LAST = 6 };
	char *zeros = ar_alloc(SIZE);
	struct ar_buf gz = {0};

	(void)state;
	add_member(&gz, ar_slice(zeros, SIZE));
	assert_int_equal(count_ready(ar_slice(gz.p, gz.n - TRAILER), 70),
	    SIZE);
	for (size_t cut = 1; cut < LAST; cut++) {
		struct ar_slice start = ar_slice(gz.p,
		    gz.n - TRAILER - cut);

		assert_int_equal(count_ready(start, 70),
		    count_ready(start, 2 * SIZE));
	}
	ar_buf_free(&gz);
	free(zeros);
}

/* A writer that comes late is waited for, and no longer than that. */
static void
test_ready_in_a_while(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_bytes *b;
	char path[32];
	int fd[2];

	(void)state;
	assert_int_equal(pipe(fd), 0);
	(void)snprintf(path, sizeof path, "/dev/fd/%d", fd[0]);
	assert_int_equal(ar_bytes_open(&b, path, 0, diag), AR_OK);
	if (fork() == 0) {
		(void)usleep(50000);
		scratch_put(fd[1], AR_S("x"));
		_exit(0);
	}
	assert_true(ar_bytes_ready(b, 60000));
	(void)wait(NULL);
	ar_bytes_close(b);
	(void)close(fd[0]);
	(void)close(fd[1]);
	ar_diag_free(diag);
}

static void
on_alarm(int number)
{
	(void)number;
}

static void
test_signal_ends_the_waiting(void **state)
{
	struct sigaction wake = {.sa_handler = on_alarm};
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_bytes *b;
	char path[32];
	int fd[2];

	(void)state;
	assert_int_equal(pipe(fd), 0);
	(void)snprintf(path, sizeof path, "/dev/fd/%d", fd[0]);
	assert_int_equal(ar_bytes_open(&b, path, 0, diag), AR_OK);
	assert_int_equal(sigaction(SIGALRM, &wake, NULL), 0);
	(void)ualarm(50000, 50000);
	assert_false(ar_bytes_ready(b, 60000));
	(void)ualarm(0, 0);
	ar_bytes_close(b);
	(void)close(fd[0]);
	(void)close(fd[1]);
	ar_diag_free(diag);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_plain, scratch_stop),
		cmocka_unit_test_teardown(test_whole_gzip, scratch_stop),
		cmocka_unit_test_teardown(test_cut_everywhere, scratch_stop),
		cmocka_unit_test_teardown(test_damaged, scratch_stop),
		cmocka_unit_test_teardown(test_garbage_behind, scratch_stop),
		cmocka_unit_test_teardown(test_large, scratch_stop),
		cmocka_unit_test_teardown(test_end_is_sure, scratch_stop),
		cmocka_unit_test_teardown(test_no_file, scratch_stop),
		cmocka_unit_test(test_no_waiting),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_limit_of_a_large_file),
		cmocka_unit_test(test_ready),
		cmocka_unit_test(test_packed_is_ready),
		cmocka_unit_test(test_ready_in_a_while),
		cmocka_unit_test(test_signal_ends_the_waiting),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
