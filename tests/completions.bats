#!/usr/bin/env bats
#
# What bash, zsh and fish offer behind the name of a tool.  They are started
# here; bash and zsh complete in a terminal of their own, see typed.py.
#
# shellcheck disable=SC2154

bats_require_minimum_version 1.5.0
load try

setup()
{
	local build=$BATS_TEST_DIRNAME/../${B:-build}
	[[ ${B:-} != /* ]] || build=$B
	made=$(cd "$build/completions" && pwd)
	typed=$BATS_TEST_DIRNAME/typed.py
	TOOLS=$(cd "$BATS_TEST_DIRNAME/../cmd" && echo ar-*.c)
	TOOLS=${TOOLS//.c/}
	cd "$BATS_TEST_TMPDIR" || return
	mkdir folder
	touch 'cust omers.csv' policy.csv today.csv
}

# forms LETTER NAME: as they are typed.
forms()
{
	[ "$1" = - ] || printf '%s\n' "-$1"
	printf '%s\n' "--$2"
}

# Each option of the tool as --help has it.
all_forms()
{
	local letter name

	options_of_help "$1" | while read -r letter name; do
		forms "$letter" "$name"
	done | sort
}

# bash_offers WORD...: what the function of a tool answers for the last word.
bash_offers()
{
	bash --norc --noprofile -c '
		. "$0/bash/$1"
		complete -p "$1" >/dev/null || exit
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		"_${1//-/_}" 2>/dev/null
		printf "%s\n" "${COMPREPLY[@]}"' "$made" "$@"
}

# fish_offers LINE
fish_offers()
{
	fish --no-config -c "source $made/fish/${1%% *}.fish; complete -C '$1'" |
		sed 's/\t.*//'
}

@test "bash offers each option of each tool, and no others" {
	local tool

	for tool in $TOOLS; do
		all_forms "$tool" >want
		bash_offers "$tool" - | sed 's/=$//' | sort >got
		diff -u --label "$tool" want got
	done
}

@test "fish offers each option of each tool, and no others" {
	local tool

	need fish
	for tool in $TOOLS; do
		all_forms "$tool" >want
		fish_offers "$tool -" | sort >got
		diff -u --label "$tool" want got
	done
}

@test "zsh is told of each option of each tool, and no others" {
	local tool

	for tool in $TOOLS; do
		all_forms "$tool" >want
		sed -nE "s/^\t('[^']*')?(\{[^}]*\}|-[^']*)'\[.*/\2/p" \
			"$made/zsh/_$tool" | tr -d '{}+=' | tr , '\n' |
			sed 's/\(.\)-$/\1/' | sort >got
		diff -u --label "$tool" want got
	done
}

@test "the shells read their files without a complaint" {
	local shell file

	for shell in bash zsh fish; do
		command -v $shell >/dev/null || continue
		for file in "$made/$shell"/*; do
			run -0 $shell -n "$file"
			[ -z "$output" ]
		done
	done
}

# A line, and below it the last word that a tab makes of it; "." is none.
lines()
{
	cat <<-'END'
	ar-age --skip
	--skip-unknown
	ar-age -B inv
	invoice
	ar-age --basis=d
	--basis=due
	ar-age --as-of=tod
	--as-of=today
	ar-age -e qu
	quarter
	ar-view -f mark
	markdown
	ar-dso --method=roll
	--method=rolling3
	ar-invoice -d sh
	ship
	ar-import --date-format=dm
	--date-format=dmy
	ar-import --from=invoicel
	--from=invoicely
	ar-import -s pa
	payments
	ar-log --channel=sm
	--channel=sms
	ar-age pol
	policy.csv
	ar-age -C cu
	cust omers.csv
	ar-age --customers=cu
	--customers=cust omers.csv
	ar-render -O fol
	folder
	ar-log -l pol
	policy.csv
	ar-remind --items=pol
	--items=policy.csv
	ar-age -n pol
	.
	ar-age --max-errors=pol
	.
	ar-log --amount pro
	.
	ar-terms pol
	.
	END
}

# complete_lines COMMAND...: with a line as its last argument, prints words.
complete_lines()
{
	local line want got

	while read -r line && read -r want; do
		[ "$want" != . ] || want=${other:-${line##* }}
		got=$("$@" "$line" </dev/null | tail -n 1)
		[ "${got%/}" = "$want" ] ||
			{ echo "$line: '$got', not '$want'"; false; }
	done < <(lines)
}

type_bash()
{
	"$typed" ". $made/bash/${1%% *}" "$1" bash --norc --noprofile -i
}

@test "bash completes words, maps and files, and offers no file for a number" {
	complete_lines type_bash
}

type_zsh()
{
	"$typed" "fpath=($made/zsh \$fpath); autoload -Uz compinit; compinit -D -u
		bindkey -e" "$1" zsh -f -i
}

@test "zsh completes words, maps and files, and offers no file for a number" {
	need zsh
	complete_lines type_zsh
}

fish_offers_or_blank()
{
	local offers

	offers=$(fish_offers "$1")
	echo "${offers:- }"
}

@test "fish completes words, maps and files, and offers no file for a number" {
	local other=' '

	need fish
	complete_lines fish_offers_or_blank
}
