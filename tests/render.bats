#!/usr/bin/env bats
# tests/render.bats: what hostile cells, faults and other programs make of the
# documents of ar-render.  K and L are the ids of cases.
#
# Subshells are bats', and $stderr is what run sets.
# shellcheck disable=SC2030,SC2031,SC2154

bats_require_minimum_version 1.5.0

setup()
{
	root=$BATS_TEST_DIRNAME/..
	templates=$root/examples/templates
	cd "$BATS_TEST_TMPDIR" || return
	export ASAN_OPTIONS=detect_leaks=0
}

need()
{
	command -v "$1" >/dev/null || skip "$1 is missing"
}

# Names that people might have, or might choose.
names='"Evil"" <bcc@evil.example>, x"
=?UTF-8?Q?Bcc=3A?=
Jörg Müller-Lüdenscheidt von und zu Überlangenstein
株式会社山田製作所東京本社経理部御中
\
x@y.example
"(comment) ; group: a@b;"
"<script>alert(1)</script> "" onx="
=HYPERLINK
.so /etc/passwd
😀 smile
a  b'

@test "mails of any name parse without defects, and say what was meant" {
	need python3
	mkdir out
	{
		echo action_id,contact,to
		awk '{ print "a/" NR "," $0 ",good@a.example" }' <<<"$names"
	} >in.csv
	printf '%s\n' 'From: {{seller}} <s@s.example>' \
		'To: {{contact}} <{{to}}>' 'Subject: For {{contact}}' '' \
		'Dear {{contact}},' 'From here on' . 'good bye' >t.eml
	ar-render -a 2026-06-30 -D 'seller=Timm "& Co.", GmbH' \
		-O 'out/{{action_id}}.eml' t.eml in.csv
	python3 - <<-'END'
	import csv, email, email.policy, glob
	fields = ['From', 'To', 'Subject', 'Message-ID', 'Date', 'MIME-Version',
	    'Content-Type', 'Content-Transfer-Encoding']
	rows = list(csv.DictReader(open('in.csv', newline='')))
	assert len(rows) == len(glob.glob('out/*')) == 12
	for row in rows:
	    name = 'out/' + row['action_id'].replace('/', '%2F') + '.eml'
	    raw = open(name, 'rb').read()
	    mail = email.message_from_bytes(raw, policy=email.policy.default)
	    found = mail.defects + [d for k in mail for d in mail[k].defects]
	    assert not found, (name, found)
	    assert mail.keys() == fields, (name, mail.keys())
	    to, = mail['To'].addresses
	    want = row['contact']
	    # Python sets a blank between encoded words of a name.
	    assert to.display_name.replace(' ', '') == \
	        want.replace(' ', ''), (to.display_name, want)
	    assert to.addr_spec == 'good@a.example'
	    assert mail['Subject'] == 'For ' + want, mail['Subject']
	    assert mail['From'].addresses[0].display_name == 'Timm "& Co.", GmbH'
	    assert mail['Message-ID'] == '<a%%2F%s@s.example>' % \
	        row['action_id'][2:]
	    assert mail.get_content() == 'Dear %s,\nFrom here on\n.\ngood bye\n' \
	        % want
	    assert max(map(len, raw.split(b'\n'))) <= 78
	END
}

@test "K7: an mbox has as many mails as rows" {
	need python3
	{
		echo action_id,to,note
		for n in 1 2 3; do echo "$n,a@b.example,\"From here$(printf '\n.')\""; done
	} >in.csv
	printf '%s\n' 'From: s@s.example' 'To: {{to}}' 'Subject: x' '' \
		'{{note}}' 'From there' . >t.eml
	ar-render -a 2026-06-30 t.eml in.csv >box
	grep -c '^>From here' box | grep -qx 3
	python3 - <<-'END'
	import mailbox
	mails = list(mailbox.mbox('box'))
	assert len(mails) == 3
	for mail in mails:
	    body = mail.get_payload(decode=True).decode()
	    assert body.rstrip('\n') == '>From here\n.\n>From there\n.', body
	END
}

@test "K5: a line break adds no field" {
	printf 'customer_id,contact,to\n%s\n' \
		$'C1,"Acme\r\nBcc: x@evil.example",a@b.example' >in.csv
	printf '%s\n' 'From: s@s.example' 'To: {{contact}} <{{to}}>' \
		'Subject: x' '' hi >t.eml
	run -1 --separate-stderr ar-render -e mail t.eml in.csv
	[ -z "$output" ]
	[[ $stderr == *"in.csv:2:contact: "*"line break"* ]]
	run -1 --separate-stderr ar-render --rejects=r.csv t.eml in.csv
	[ -z "$output" ]
}

# pages FILE...: elements, by Python's parser; fails at script or links.
pages()
{
	python3 - "$@" <<-'END'
	import html.parser, sys
	class Count(html.parser.HTMLParser):
	    def __init__(self):
	        super().__init__()
	        self.tags = []
	    def handle_starttag(self, tag, attrs):
	        self.tags.append(tag)
	        assert tag not in ('script', 'link', 'img', 'iframe', 'a',
	            'object', 'form'), tag
	        for name, value in attrs:
	            assert not name.startswith('on') and name not in ('src',
	                'href', 'style', 'action'), name
	for path in sys.argv[1:]:
	    text = open(path).read()
	    assert 'http' not in text and '@import' not in text
	    assert 'url(' not in text
	    page = Count()
	    page.feed(text)
	    print(len(page.tags), *page.tags)
	END
}

# What each page is made of: KEY FILE OPTIONS...
page_runs()
{
	local e=$root/examples

	cat <<-END
	invoice.html invoice_id $e/billing/expected/lines.csv -C $e/billing/customers.csv
	invoice.de.html invoice_id $e/billing/expected/lines.csv -C $e/billing/customers.csv
	statement.html customer_id items.csv -C $e/dunning/customers.csv
	letter.html action_id $e/dunning/expected/reminders.csv
	letter-final-notice.html action_id $e/dunning/expected/reminders.csv
	call-sheet.html run_date $e/dunning/expected/reminders.csv
	END
}

@test "K9: pages have the same elements whatever a cell holds" {
	need python3
	local template key file options evil

	ar-age -a 2025-05-20 -l -P /dev/stdin \
		"$root/examples/dunning/in/open-items-2025-05-20.csv" \
		<<<'payment_id,payment_date,customer_id,amount' >items.csv
	# Text of customers, in place of every name and address.
	evil='<script>alert(1)</script>"'"'"' onx="1"><img src=x>&'
	while read -r template key file options; do
		mkdir -p plain evil
		# shellcheck disable=SC2086
		ar-render -a 2025-05-20 -k "$key" $options -O "plain/{{$key}}" \
			--with="$templates/seller.csv" "$templates/$template" "$file"
		python3 - "$file" "$evil" <<-'END' >evil.csv
		import csv, sys
		rows = csv.DictReader(open(sys.argv[1], newline=''))
		out = csv.DictWriter(sys.stdout, rows.fieldnames)
		out.writeheader()
		for row in rows:
		    for name in ('customer_name', 'contact', 'po_number', 'item',
		        'description', 'unit', 'order_id', 'collector', 'reason'):
		        if row.get(name):
		            row[name] = sys.argv[2]
		    out.writerow(row)
		END
		# shellcheck disable=SC2086
		ar-render -a 2025-05-20 -k "$key" $options -O "evil/{{$key}}" \
			--with="$templates/seller.csv" "$templates/$template" evil.csv
		pages plain/* >plain.tags
		pages evil/* >evil.tags
		diff plain.tags evil.tags
		! cmp -s <(cat plain/*) <(cat evil/*)
		rm -r plain evil
	done < <(page_runs)
}

@test "K11: each id has a file of its own inside the folder" {
	need python3
	mkdir d
	python3 - >in.csv <<-'END'
	ids = ['../../evil', '/abs/x', '.', '..', '""', 'a/b', '-rf', 'A', 'a',
	    '%41', 'x' * 300, 'x' * 299 + 'y', 'ü']
	print('customer_id', *ids, sep='\n')
	END
	printf '{{customer_id}}' >t.txt
	ar-render -O 'd/{{customer_id}}' t.txt in.csv
	[ "$(find . -newer t.txt -type f | grep -vc '^\./d/[^/]*$')" -eq 0 ]
	python3 - <<-'END'
	import os, urllib.parse
	names = os.listdir('d')
	assert len(names) == 13
	for name in names:
	    text = open(os.path.join('d', name)).read()
	    if '%%' in name:
	        assert len(text) == 300 and text.startswith(name[:name.index('%%')])
	    else:
	        assert text == ('' if name == '%' else urllib.parse.unquote(name))
	END
}

@test "groff takes no request and no escape from a cell" {
	need groff
	printf '%s\n' customer_name '.so /etc/passwd' "\\X'ps: exec x'" \
		"'sy id" '\*[x]' 'T}' "O'Brien" >in.csv
	printf '%s\n' '{{customer_name}}' .br >t.ms
	ar-render t.ms in.csv | groff -Tascii -ww 2>said | sed '/^$/d' >got
	[ ! -s said ]
	tail -n +2 in.csv | diff - got
}

@test "every step of the built-in policy has a template" {
	local channel template

	while IFS=, read -r channel template; do
		case $channel in
		email)	[ -s "$templates/$template.eml" ] ;;
		letter)	[ -s "$templates/letter-$template.html" ] ;;
		call)	[ -s "$templates/call-sheet.html" ] ;;
		task)	[ -s "$templates/task.txt" ] ;;
		*)	false ;;
		esac || { echo "no template: $channel $template"; false; }
	done < <(ar-remind --print-policy | sed 1d | cut -d , -f 8,10)
}

@test "shipped mails, letters, tasks, promises and plans can be made" {
	local e=$root/examples t options

	options=(-a 2025-05-20 --with="$templates/seller.csv" -k action_id
		--only=channel=email)
	for t in courtesy due-today gentle second firm owner thanks; do
		ar-render "${options[@]}" "$templates/$t.eml" \
			"$e/dunning/expected/reminders.csv" >"$t"
		[ "$(grep -c '^Message-ID: ' "$t")" -eq 3 ]
	done
	ar-render -k action_id --only=channel=task "$templates/task.txt" \
		"$e/dunning/expected/reminders.csv" >task
	grep -q 'APPROVAL: final-notice' task
	ar-render -a 2025-05-20 --with="$templates/seller.csv" -D currency=EUR \
		-D contact= -C "$e/dunning/customers.csv" -k invoice_id \
		--only=customer_id=N-11 "$templates/promise.eml" \
		"$e/dunning/promises.csv" >promise || [ $? -eq 1 ]
	printf '%s\n' plan_id,invoice_id,customer_id,made_date,due_date,amount,currency \
		P1,F-1,B-02,2025-05-01,2025-06-01,400,GBP \
		P1,F-1,B-02,2025-05-01,2025-07-01,400.50,GBP >plans.csv
	ar-render -a 2025-05-20 --with="$templates/seller.csv" -D contact= \
		-C "$e/dunning/customers.csv" -k plan_id \
		"$templates/plan.eml" plans.csv >plan
	grep -q '2 payments  *GBP  *800.50$' plan
	ar-render -a 2026-06-30 -k invoice_id -C "$e/billing/customers.csv" \
		--with="$templates/seller.csv" "$templates/invoice.txt" \
		"$e/billing/expected/lines.csv" >invoice
	grep -q 'TOTAL, EUR  *449.58$' invoice
	ar-age -a 2026-06-30 -l "$e/manual/open.csv" | ar-render -a 2026-06-30 \
		-k customer_id -D address= --with="$templates/seller.csv" \
		"$templates/statement.txt" >statement
	grep -q '^Balance  *3,427.00$' statement
}

@test "L3: ten thousand files with sixteen descriptors" {
	[[ $B != *-san* ]] || skip "the sanitizers are slow"
	mkdir d
	{ echo customer_id; seq 3000; } >in.csv
	echo x >t.txt
	(ulimit -n 16; ar-render -O 'd/{{customer_id}}' t.txt in.csv)
	[ "$(find d -type f | wc -l)" -eq 3000 ]
}

@test "a full disk leaves whole files, and says how many" {
	[ "$(id -u)" -eq 0 ] || skip "not root"
	mkdir d
	mount -t tmpfs -o size=64k tmpfs d 2>/dev/null ||
		skip "mount is not allowed here"
	{ echo customer_id; seq 200; } >in.csv
	head -c 3000 /dev/zero | tr '\0' x >t.txt
	run -3 ar-render -O 'd/{{customer_id}}' t.txt in.csv
	sizes=$(find d -type f -printf '%s\n' | sort -u)
	files=$(find d -type f | wc -l)
	umount d
	[ "$sizes" = 3000 ]
	[[ $output == *"No space left on device [cannot-write]"* ]]
	[[ $output == *"ar-render: $files of 200 files are written, the last of them 'd/$files'"* ]]
}

@test "killed at any write or rename, files are whole or absent" {
	need strace
	strace -qq -o /dev/null true || skip "strace is not allowed here"
	printf 'customer_id\n1\n2\n3\n' >in.csv
	echo whole >t.txt
	for call in write fsync rename; do
		for ((n = 1; n < 12; n++)); do
			rm -rf d
			mkdir d
			status=0
			strace -qq -o /dev/null -e trace=$call -e \
				inject=$call:signal=SIGKILL:when=$n \
				ar-render -O 'd/{{customer_id}}' t.txt in.csv || status=$?
			for file in d/*; do
				[ ! -e "$file" ] || [ "$(cat "$file")" = whole ]
			done
			[ $status -ne 0 ] || break
		done
		[ $status -eq 0 ] && [ $n -gt 3 ]
	done
}
