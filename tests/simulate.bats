#!/usr/bin/env bats
# tests/simulate.bats: some weeks of firms whose tools are killed and find no
# room; make simulate goes on for years.
#
# SEED=N is another run than the one of each check.

@test "each cent is where it belongs, whatever happens to a run" {
	command -v python3 >/dev/null || skip "python3 is missing"
	local days=${AR_TEST_DAYS:-45}
	[[ $B != *san* ]] || days=$((days / 4))
	AR_FAULT_LIBRARY=$PWD/$B/tests/simulate/fault.so run python3 \
		"$BATS_TEST_DIRNAME"/simulate/simulate.py --years 2 \
		--days "$days" --seed "${SEED:-1}"
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *" kills, "*" 0 differences" ]]
}
