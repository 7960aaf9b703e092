/*
 * tests/faults/fault.c
 * Purpose: a library to be preloaded, which lets one call go wrong.
 *
 * $AR_FAULT says which: "KIND FIRST LAST WHAT NUMBER", the calls of that kind
 * from the first to the last, counted from 1 (LAST 0: all that follow), and
 * what becomes of them:
 *
 *	error E		they fail with this errno, or result of zlib
 *	odd E		the same, but only every other one of them
 *	most N		they read or write N bytes at most
 *	half 0		they write half of what they are given
 *	kill 0		the program is killed instead
 *	after N		they read as usual up to N bytes in all, then fail
 *			with EIO
 *	tear E		the first writes half, those that follow fail
 *	nothing 0	they are as ever
 *
 * System calls are caught by a filter of the kernel, so that what libc and
 * other libraries do by themselves is seen too, and nothing of the loader;
 * calls of memory, zlib and threads by their names.  $AR_FAULT_TOLD is a file
 * that is told what was counted, and how many calls went wrong.  The clock
 * stands still, lest two runs differ.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>
#include <zlib.h>

/* The order is that of the counts in the file; tests/faults/run.py has it. */
enum kind {
	MALLOC, INFLATE, INFLATE_INIT, DEFLATE_INIT, THREAD,
	READ, WRITE, OPEN, CLOSE, SYNC, RENAME, UNLINK, TRUNCATE, LOCK,
	STAT, SEEK, CHMOD, MAP, CONTROL, MEMFD, POLL, RANDOM, LINK, KINDS
};

static const char *const kind_name[KINDS] = {
	"malloc", "inflate", "inflateinit", "deflateinit", "thread",
	"read", "write", "open", "close", "sync", "rename", "unlink",
	"truncate", "lock", "stat", "seek", "chmod", "map", "control",
	"memfd", "poll", "random", "link",
};

static const struct {
	int number;
	enum kind kind;
} caught[] = {
	{SYS_read, READ}, {SYS_readv, READ}, {SYS_pread64, READ},
	{SYS_write, WRITE}, {SYS_writev, WRITE}, {SYS_pwrite64, WRITE},
	{SYS_openat, OPEN}, {SYS_close, CLOSE}, {SYS_fsync, SYNC},
	{SYS_fdatasync, SYNC}, {SYS_renameat, RENAME},
	{SYS_renameat2, RENAME}, {SYS_unlinkat, UNLINK},
	{SYS_ftruncate, TRUNCATE}, {SYS_flock, LOCK}, {SYS_fstat, STAT},
	{SYS_newfstatat, STAT}, {SYS_statx, STAT}, {SYS_lseek, SEEK},
	{SYS_fchmod, CHMOD}, {SYS_mmap, MAP}, {SYS_fcntl, CONTROL},
	{SYS_memfd_create, MEMFD}, {SYS_ppoll, POLL},
	{SYS_getrandom, RANDOM}, {SYS_readlinkat, LINK},
#ifdef SYS_open         /* processors that are not so young */
	{SYS_open, OPEN}, {SYS_rename, RENAME}, {SYS_unlink, UNLINK},
	{SYS_stat, STAT}, {SYS_lstat, STAT}, {SYS_poll, POLL},
	{SYS_readlink, LINK},
#endif
};

enum { CAUGHT = sizeof caught / sizeof *caught };

enum what { NOTHING, ERROR, ODD, MOST, HALF, KILL, AFTER, TEAR, WHATS };

static const char *const what_name[WHATS] = {
	"nothing", "error", "odd", "most", "half", "kill", "after", "tear",
};

static struct {
	enum kind kind;
	unsigned long first, last;
	enum what what;
	long number;
} fault = {.kind = KINDS};

/* What is told. */
struct told {
	atomic_ulong seen[KINDS];
	atomic_ulong hit, on_stderr;
};

static struct told nobody, *told = &nobody;
static atomic_ulong bytes_read;
static bool armed;

/* Count a call; the number it has if something is to become of it, or 0. */
static unsigned long
meet(enum kind kind)
{
	unsigned long n;

	if (!armed)
		return 0;
	n = atomic_fetch_add(&told->seen[kind], 1) + 1;
	if (kind != fault.kind || fault.what == NOTHING || n < fault.first ||
	    (fault.last != 0 && n > fault.last))
		return 0;
	return n - fault.first + 1;
}

/* Whether a call that can only succeed or fail fails. */
static bool
fails(enum kind kind)
{
	unsigned long n = meet(kind);

	if (n == 0 || (fault.what == ODD && n % 2 == 0))
		return false;
	atomic_fetch_add(&told->hit, 1);
	return true;
}

/* The calls by name. */

static void *
next(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

#define REAL(name) \
	static __typeof__(name) *real; \
	if (real == NULL) \
		*(void **)&real = next(#name)

void *
malloc(size_t size)
{
	REAL(malloc);
	if (fails(MALLOC)) {
		errno = ENOMEM;
		return NULL;
	}
	return real(size);
}

void *
calloc(size_t n, size_t size)
{
	REAL(calloc);
	if (fails(MALLOC)) {
		errno = ENOMEM;
		return NULL;
	}
	return real(n, size);
}

void *
realloc(void *p, size_t size)
{
	REAL(realloc);
	if (fails(MALLOC)) {
		errno = ENOMEM;
		return NULL;
	}
	return real(p, size);
}

int
posix_memalign(void **p, size_t alignment, size_t size)
{
	REAL(posix_memalign);
	return fails(MALLOC) ? ENOMEM : real(p, alignment, size);
}

int
inflate(z_streamp z, int flush)
{
	REAL(inflate);
	return fails(INFLATE) ? (int)fault.number : real(z, flush);
}

int
inflateInit2_(z_streamp z, int bits, const char *version, int size)
{
	REAL(inflateInit2_);
	return fails(INFLATE_INIT) ? (int)fault.number :
	    real(z, bits, version, size);
}

int
deflateInit2_(z_streamp z, int level, int method, int bits, int memory,
    int strategy, const char *version, int size)
{
	REAL(deflateInit2_);
	return fails(DEFLATE_INIT) ? (int)fault.number : real(z, level,
	    method, bits, memory, strategy, version, size);
}

int
pthread_create(pthread_t *thread, const pthread_attr_t *attr,
    void *(*work)(void *), void *with)
{
	REAL(pthread_create);
	return fails(THREAD) ? (int)fault.number :
	    real(thread, attr, work, with);
}

time_t
time(time_t *now)
{
	const time_t noon = 1795348800; /* of 2026-11-22 */

	if (now != NULL)
		*now = noon;
	return noon;
}

/* The system calls. */

extern char fault_passed[];     /* behind the one that the filter lets pass */

/* There is to be one of it, as a label stands in it; others may replace it. */
long fault_pass(long number, const long a[6]) __attribute__((noinline));

#ifdef __x86_64__
long
fault_pass(long number, const long a[6])
{
	register long d __asm__("r10") = a[3];
	register long e __asm__("r8") = a[4];
	register long f __asm__("r9") = a[5];
	long result;

	__asm__ volatile("syscall\n.globl fault_passed\nfault_passed:"
	    : "=a"(result) : "0"(number), "D"(a[0]), "S"(a[1]), "d"(a[2]),
	    "r"(d), "r"(e), "r"(f) : "rcx", "r11", "memory");
	return result;
}

static void
get_arguments(long a[6], const ucontext_t *at)
{
	static const int where[] = {
		REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8, REG_R9,
	};

	for (int i = 0; i < 6; i++)
		a[i] = at->uc_mcontext.gregs[where[i]];
}

static void
set_result(ucontext_t *at, long result)
{
	at->uc_mcontext.gregs[REG_RAX] = result;
}
#elif defined __aarch64__
long
fault_pass(long number, const long a[6])
{
	register long n __asm__("x8") = number;
	register long x0 __asm__("x0") = a[0];
	register long x1 __asm__("x1") = a[1];
	register long x2 __asm__("x2") = a[2];
	register long x3 __asm__("x3") = a[3];
	register long x4 __asm__("x4") = a[4];
	register long x5 __asm__("x5") = a[5];

	__asm__ volatile("svc 0\n.globl fault_passed\nfault_passed:"
	    : "+r"(x0) : "r"(n), "r"(x1), "r"(x2), "r"(x3), "r"(x4),
	    "r"(x5) : "memory");
	return x0;
}

static void
get_arguments(long a[6], const ucontext_t *at)
{
	for (int i = 0; i < 6; i++)
		a[i] = (long)at->uc_mcontext.regs[i];
}

static void
set_result(ucontext_t *at, long result)
{
	at->uc_mcontext.regs[0] = (unsigned long long)result;
}
#else
#error "the registers of this processor are not known here"
#endif

static long
at_most(long number, const long a[6], unsigned long most)
{
	long less[6];

	memcpy(less, a, sizeof less);
	if ((unsigned long)less[2] > most)
		less[2] = (long)most;
	return fault_pass(number, less);
}

static long
read_on(long number, const long a[6])
{
	unsigned long left = (unsigned long)fault.number -
	    atomic_load(&bytes_read);
	long n = left == 0 ? -EIO : at_most(number, a, left);

	if (n > 0)
		atomic_fetch_add(&bytes_read, (unsigned long)n);
	return n;
}

/* What becomes of the n-th call of those that were chosen. */
static long
go_wrong(unsigned long n, long number, const long a[6])
{
	unsigned long size = (unsigned long)a[2];

	switch (fault.what) {
	case ERROR:
		return -fault.number;
	case ODD:
		return n % 2 == 1 ? -fault.number : fault_pass(number, a);
	case MOST:
		return at_most(number, a, (unsigned long)fault.number);
	case HALF:
		return at_most(number, a, size > 1 ? size / 2 : size);
	case TEAR:
		return n == 1 && size > 1 ? at_most(number, a, size / 2) :
		    -fault.number;
	case AFTER:
		return read_on(number, a);
	case KILL:
		(void)kill(getpid(), SIGKILL);
		break;
	case NOTHING:
	case WHATS:
		break;
	}
	return fault_pass(number, a);
}

static enum kind
kind_of(int number)
{
	size_t i = 0;

	while (i < CAUGHT - 1 && caught[i].number != number)
		i++;
	return caught[i].kind;
}

static void
on_call(int signal, siginfo_t *info, void *context)
{
	int number = info->si_syscall;
	enum kind kind = kind_of(number);
	unsigned long n;
	long a[6];

	(void)signal;
	get_arguments(a, context);
	n = meet(kind);
	if (n > 0) {
		atomic_fetch_add(&told->hit, 1);
		if (kind == WRITE && a[0] == STDERR_FILENO)
			atomic_fetch_add(&told->on_stderr, 1);
	}
	set_result(context, n > 0 ? go_wrong(n, number, a) :
	    fault_pass(number, a));
}

/* All of these calls become signals, but for the one in fault_pass(). */
static bool
catch_calls(void)
{
	const uint64_t own = (uint64_t)(uintptr_t)fault_passed;
	enum { AT = offsetof(struct seccomp_data, instruction_pointer) };
	struct sock_filter filter[CAUGHT + 7] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, AT),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)own, 0, 2),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, AT + 4),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(own >> 32),
		    CAUGHT + 1, 0),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, nr)),
		[CAUGHT + 5] = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
	};
	struct sock_fprog program = {CAUGHT + 7, filter};
	struct sigaction action = {.sa_sigaction = on_call,
	    .sa_flags = SA_SIGINFO};

	for (unsigned i = 0; i < CAUGHT; i++)
		filter[5 + i] = (struct sock_filter)BPF_JUMP(
		    BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)caught[i].number,
		    (uint8_t)(CAUGHT - i), 0);
	return sigaction(SIGSYS, &action, NULL) == 0 &&
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static unsigned
place_of(const char *name, const char *const *names, unsigned n)
{
	unsigned i = 0;

	while (i < n && strcmp(names[i], name) != 0)
		i++;
	return i;
}

static bool
read_fault(void)
{
	const char *text = getenv("AR_FAULT");
	char kind[16], what[16];

	if (text == NULL)
		return true;
	if (sscanf(text, "%15s %lu %lu %15s %ld", kind, &fault.first,
	    &fault.last, what, &fault.number) != 5)
		return false;
	fault.kind = place_of(kind, kind_name, KINDS);
	fault.what = place_of(what, what_name, WHATS);
	return fault.kind < KINDS && fault.what < WHATS;
}

static bool
open_told(void)
{
	const char *path = getenv("AR_FAULT_TOLD");
	int fd = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
	void *page;

	if (fd < 0)
		return path == NULL;
	page = mmap(NULL, sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED,
	    fd, 0);
	(void)close(fd);
	if (page == MAP_FAILED)
		return false;
	told = page;
	return true;
}

__attribute__((constructor)) static void
arm(void)
{
	/* What is called by name needs no filter. */
	if (!read_fault() || !open_told() ||
	    (fault.kind >= READ && !catch_calls())) {
		(void)fprintf(stderr, "fault: this cannot be done here\n");
		_exit(99);
	}
	armed = true;
}
