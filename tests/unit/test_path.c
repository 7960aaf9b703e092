/*
 * tests/unit/test_path.c
 * Purpose: the folder of a path, and where a link points.
 */
#include "libar/path.h"

#include "tests/unit/scratch.h"

static const struct {
	const char *path, *folder;
} folder_rows[] = {
	{"a", "."}, {"", "."}, {"d/a", "d/"}, {"/a", "/"},
	{"d/e/a", "d/e/"}, {"d/", "d/"}, {"./a", "./"},
};

static void
test_folder(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(folder_rows); i++) {
		const char *want = folder_rows[i].folder;
		char *name = ar_path_folder_name(folder_rows[i].path);

		assert_string_equal(name, want);
		assert_int_equal(ar_path_folder(folder_rows[i].path),
		    strcmp(want, ".") == 0 ? 0 : strlen(want));
		free(name);
	}
}

/* Links to nothing, too; from another folder, they count from their own. */
static void
test_follow(void **state)
{
	const char *file = scratch_write("file", AR_S("")), *link;
	char *target;

	(void)state;
	assert_null(ar_path_follow(file));
	assert_null(ar_path_follow(scratch_path("none")));
	link = scratch_path("link");
	assert_int_equal(symlink("gone", link), 0);
	target = ar_path_follow(link);
	assert_string_equal(target, scratch_path("gone"));
	free(target);
	assert_int_equal(unlink(link), 0);
	assert_int_equal(symlink("/else/where", link), 0);
	target = ar_path_follow(link);
	assert_string_equal(target, "/else/where");
	free(target);
}

static void
test_sync(void **state)
{
	(void)state;
	assert_int_equal(ar_path_sync_folder(scratch_path("any")), 0);
	assert_int_equal(ar_path_sync_folder("any"), 0);
	assert_int_equal(ar_path_sync_folder("/no/such/folder"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_folder), cmocka_unit_test(test_follow),
		cmocka_unit_test(test_sync),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
