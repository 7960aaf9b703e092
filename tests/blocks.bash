# tests/blocks.bash: the examples of the manuals, for bats files that run them.
#
# Who loads this sets tmp, a folder of its own.
#
# shellcheck shell=bash disable=SC2154

# Split a text into $tmp/blocks/N, one for each example.
man_blocks()
{
	awk -v to="$tmp/blocks/" '
	/^\.Sh / { inside = $2 == "EXAMPLES" }
	/^\.Ed/ { block = 0 }
	block { print >(to n) }
	inside && /^\.Bd -literal/ { block = 1; n++ }' "$1"
}

# run_block FILE: run its commands, in order, and show what the file shows.
run_block()
{
	local line

	while IFS= read -r line <&7; do
		[[ $line == '$ '* ]] || continue
		printf '%s\n' "$line"
		bash -c "${line#'$ '}" </dev/null 2>>"$tmp/said" || true
	done 7<"$1"
}
