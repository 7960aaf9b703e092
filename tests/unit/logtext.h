/*
 * tests/unit/logtext.h
 * Purpose: for tests: a log as text, and what a tool makes of it.
 */
#ifndef AR_LOGTEXT_H
#define AR_LOGTEXT_H

#include "libar/cli.h"
#include "tests/unit/scratch.h"

#define HEAD_TEXT "ts,run_date,action_id,event,customer_id,invoice_id,instalment," \
	"currency,phase,policy,step,channel,audience,to,amount,fee,interest," \
	"ref_date,by,text"
#define HEAD HEAD_TEXT "\n"

/*
 * Run it as a tool named t, and hand out what it printed, NUL-terminated,
 * which the caller frees; *status is its exit status.
 */
static inline struct ar_buf
log_run(void (*run)(struct ar_cli *, const char *log, const void *how),
    const char *log, const void *how, int *status)
{
	static const struct ar_tool tool = {.name = "t"};
	int before = dup(STDOUT_FILENO);
	int fd = open(scratch_path("out"), O_WRONLY | O_CREAT | O_TRUNC, 0666);
	struct ar_cli cli;
	struct ar_buf got;

	assert_true(fd >= 0);
	ar_cli_begin(&cli, &tool);
	cli.common.verbose = true;
	(void)fflush(stdout);
	(void)dup2(fd, STDOUT_FILENO);
	run(&cli, log, how);
	*status = ar_cli_end(&cli);
	(void)dup2(before, STDOUT_FILENO);
	(void)close(before);
	(void)close(fd);
	got = scratch_read(scratch_path("out"));
	ar_buf_add(&got, AR_S("\0"));
	return got;
}

#endif
