/*
 * libar/policy.h
 * Purpose: dunning policies: the steps of a ladder, and thanks.
 */
#ifndef AR_POLICY_H
#define AR_POLICY_H

#include "libar/dun.h"
#include "libar/mem.h"

enum { AR_STEP_DAYS = 3650 };

/* A step with every default filled in. */
struct ar_policy_step {
	uint32_t file;                  /* where it stands, for messages; */
	uint64_t line;                  /* 0: nowhere */
	uint16_t number;
	struct ar_slice name, template;
	enum ar_anchor anchor;
	int32_t offset;                 /* days from the anchor */
	bool has_until;
	int32_t until;                  /* last age, days past due */
	int32_t gap;                    /* days */
	enum ar_channel channel;
	enum ar_audience audience;
	struct ar_decimal min_open;     /* of whatever currency */
	ar_rate min_pct;
	bool fee_is_law;
	struct ar_decimal fee;          /* 0 where the law gives it */
	struct ar_slice interest;       /* none, customer, or a rule */
	bool credit_hold, approval;
	enum ar_roll roll;
	int32_t repeat;                 /* days, 0: never */
	uint16_t repeat_max;            /* 0: no limit */
};

/* Steps by rising number: first the ladder's, then those of thanks. */
struct ar_policy {
	struct ar_slice name;
	struct ar_policy_step *step;
	size_t nladder, nsteps;
};

/* In the order in which they came; {0} is empty. */
struct ar_policies {
	struct ar_policy *policy;
	size_t n;
	struct ar_arena arena;
};

/* What is wrong with a step, or with all of them. */
enum ar_policy_fault {
	AR_POLICY_FINE,
	AR_POLICY_TWICE,        /* the policy has a step of this number */
	AR_POLICY_REPEAT,       /* repeats, and is not the last of its ladder */
	AR_POLICY_NO_LADDER,
	AR_POLICY_EMPTY         /* no policy at all */
};

void ar_policies_release(struct ar_policies *);

/* Add a step to the policy of this name; texts are copied. */
AR_MUST enum ar_policy_fault ar_policies_add(struct ar_policies *,
    struct ar_slice policy, const struct ar_policy_step *);

/*
 * Sort the steps and check the ladders once all steps are there.  *policy,
 * *step: where the fault is (step 0: the whole policy).
 */
AR_MUST enum ar_policy_fault ar_policies_check(struct ar_policies *,
    size_t *policy, uint16_t *step);

/* The policy of this name; NULL if there is none. */
const struct ar_policy *ar_policies_find(const struct ar_policies *,
    struct ar_slice name);

/* std if it is there, else the first. */
const struct ar_policy *ar_policies_default(const struct ar_policies *);

/* The policy's step of this number, of thanks too; NULL if there is none. */
const struct ar_policy_step *ar_policy_step(const struct ar_policy *,
    uint16_t number);

/* Whether the step charges or stops more than a reminder does. */
bool ar_policy_step_is_grave(const struct ar_policy_step *);

#endif
