/*
 * tests/bench/inflate.c
 * Purpose: what zlib alone takes to unpack a file.
 *
 *	inflate FILE
 */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
#include <zlib.h>

enum { PACKED = 64 * 1024, BLOCK = 128 * 1024, WINDOW_GZIP = 15 + 16 };

int
main(int argc, char **argv)
{
	static unsigned char packed[PACKED], block[BLOCK];
	int fd = argc > 1 ? open(argv[1], O_RDONLY) : 0, result = Z_OK;
	z_stream z = {0};
	ssize_t n;

	if (inflateInit2(&z, WINDOW_GZIP) != Z_OK)
		return 1;
	while (result == Z_OK && (n = read(fd, packed, sizeof packed)) > 0) {
		z.next_in = packed;
		z.avail_in = (uInt)n;
		do {
			z.next_out = block;
			z.avail_out = sizeof block;
			result = inflate(&z, Z_NO_FLUSH);
		} while (result == Z_OK && z.avail_out == 0);
		if (result == Z_BUF_ERROR)
			result = Z_OK;
	}
	printf("%lu bytes\n", z.total_out);
	(void)inflateEnd(&z);
	return result == Z_STREAM_END ? 0 : 1;
}
