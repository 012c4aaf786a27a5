#!/bin/sh
# html.sh -- the HTML report in a real browser: the counts are shown, filters filter when they are clicked and typed, hostile text is text.
set -u
. selftest/integration/lib_browser.sh
golden=$(dirname "$BUILD")/debug/golden
failed=0 checks=0
is() { # what, expected, got
    checks=$((checks + 1))
    [ "$2" = "$3" ] && return
    echo "$1: expected $2, got $3"
    failed=1
}
page() { # program -> its report
    "$golden/$1" --seed=7 --report=html="$SCRATCH/$1.html" >"$SCRATCH/said" 2>&1
}
page hostile
page passes

# What a machine finds without a browser.
grep -q '<h1>10 of 12 tests did not pass</h1>' "$SCRATCH/hostile.html" || is "the verdict in the page's text" "10 of 12" "another"
if command -v xmllint >/dev/null 2>&1; then
    # Its HTML is the one before 5: it does not know the names of elements that are newer.
    xmllint --html --noout "$SCRATCH/hostile.html" 2>&1 | grep -A2 'parser error' | grep -v 'Tag [a-z]* invalid' | grep 'parser error' &&
        is "the page's markup" "well-formed" "not"
fi

browser_open
rows() { browser_script 'return document.querySelectorAll("#rows .row").length;'; }
hash() { browser_script 'return decodeURIComponent(location.hash);'; }

browser_go "file://$SCRATCH/passes.html"
is "the verdict of passes" '"All 6 tests passed"' "$(browser_text h1)"
is "rows of passes" 6 "$(rows)"

page fails
browser_go "file://$SCRATCH/fails.html"
is "the count that is on where there is one kind of failure" '"9 failed"' "$(browser_text '.counts a[aria-current]')"

"$golden/fails" --jobs=1 --fail-fast --report=html="$SCRATCH/fast.html" >"$SCRATCH/said" 2>&1
browser_go "file://$SCRATCH/fast.html#state=unseen"
why=$(browser_text '#rows .row .said')
is "why a test did not run" '"planned, and did not run"' "$why"
browser_type '#grid' '\uE015'
is "why it did not run, beside the list" "$why" "$(browser_text '#detail .said')"
browser_script 'change({ test: -1 });' >/dev/null
browser_type '#q' 'did not run'
is "the tests that did not run, by the reason" '"10 of 11 tests"' "$(browser_text '#shown')"

browser_go "file://$SCRATCH/hostile.html"
is "the verdict" '"10 of 12 tests did not pass"' "$(browser_text h1)"
is "the counts" '"12 tests, 10 did not pass, 8 failed, 1 crashed, 1 exited, 1 passed, 1 skipped"' \
    "$(browser_script 'return [...document.querySelectorAll(".counts li")].map((li) => li.innerText).join(", ");')"
is "rows at first, those that did not pass" 10 "$(rows)"
is "the first of them is open" true "$(browser_script 'return document.querySelector("#detail h3").innerText.endsWith("names/row/<script>window.owned = 1</script>");')"

# Clicks.
browser_click '.counts .crashed a, .counts a.crashed'
is "what is shown of the crashed" '"1 of 12 tests"' "$(browser_text '#shown')"
browser_click '#rows .row'
is "the crashed test" '"CRASH ends/by_abort"' "$(browser_text '#detail h3')"
is "the address of it" '"#state=crashed&test=ends/by_abort"' "$(hash)"
is "its output" '"<b>last words</b>"' "$(browser_text '#detail .output pre')"
is "its command" true "$(browser_script 'return document.querySelector("#detail .again").innerText.endsWith("/hostile --seed=7 ends/by_abort");')"
browser_click '#close'
is "a closed test" true "$(browser_script 'return document.getElementById("detail").hidden;')"
browser_click '.counts a.all'
is "rows of all" 12 "$(rows)"
browser_click '[data-sort=name]'
is "the first by name" '"ends/before_it_begins"' "$(browser_text '#rows .row .name')"
is "the head that says so" '"ascending"' "$(browser_script 'return document.querySelector("[data-sort=name]").parentElement.ariaSort;')"

# Typing. The words of a message, of a tag and of a name fit.
browser_type '#q' 'PAPER'
is "a word of a reason" '"ends/before_it_begins"' "$(browser_text '#rows .row .name')"
is "the address of a query" '"#state=all&q=PAPER&sort=name"' "$(hash)"
browser_click '#clear'
is "the query after clear" '""' "$(browser_script 'return document.getElementById("q").value;')"
browser_type '#q' 'hostile separator'
is "a tag and a word of a message" '"1 of 12 tests"' "$(browser_text '#shown')"
browser_type '#q' ' nothing-says-this'
is "a query that nothing fits" '"No test fits these filters."' "$(browser_text '#none')"

# A link to a view, Back, and the keys alone.
browser_go "file://$SCRATCH/hostile.html#state=failed,exited&suite=ends"
is "a linked view" '"1 of 12 tests"' "$(browser_text '#shown')"
browser_click '.counts a.skipped'
browser_call POST /back '{}' >/dev/null
is "the view that Back goes to" '"#state=failed,exited&suite=ends"' "$(hash)"
is "what it shows" '"ends/by_exit"' "$(browser_text '#rows .row .name')"
browser_go "file://$SCRATCH/hostile.html#state=all&suite=output"
browser_type '#grid' '\uE015\uE015'
is "the test that two arrows go to" '"FAIL output/of_markup"' "$(browser_text '#detail h3')"
is "its message, control characters spelled out" '"see its output: \\x1B[2J\\xfe"' \
    "$(browser_text '#detail .said' | sed 's/\\\\x1b/\\\\x1B/')"
browser_click '#detail .step'
is "the test that a step goes up to" '"FAIL output/with_control_characters"' "$(browser_text '#detail h3')"
browser_type '#grid' '\uE00C'
is "after Esc" true "$(browser_script 'return document.getElementById("detail").hidden;')"
browser_go "file://$SCRATCH/hostile.html#state=all&test=output/with_control_characters"
is "output with bytes that are no text" '"\\x1b[31mred\\x1b[0m \\x1b]0;title\\x07 back\\x08space\\x0d\nnul \\x00 and no UTF-8 \\xff\\xc3("' \
    "$(browser_text '#detail .output pre')"

browser_go "file://$SCRATCH/hostile.html#state=none"
browser_click '#slowest summary'
browser_click '#slowest a'
is "the slowest test, though filters hid it" true "$(browser_script 'return document.querySelector("#detail h3").innerText.endsWith(" " + document.querySelector("#slowest a").innerText);')"
is "filters that gave way" '"12 of 12 tests"' "$(browser_text '#shown')"

# Nothing that a test said ran, and nothing in the page broke.
is "markup that ran" null "$(browser_script 'return window.owned === undefined ? null : window.owned;')"
is "elements from a test's text" 0 "$(browser_script 'return document.images.length;')"
is "the title" '"10 of 12 tests did not pass: hostile"' "$(browser_script 'return document.title;')"
is "errors on the console" '[]' "$(browser_call POST /se/log '{"type":"browser"}' | browser_value)"

# Many: only what is in sight is in the page.
sed 's/"tests":\[/&MANY/' "$SCRATCH/passes.html" | awk '
    /MANY/ { sub(/MANY/, ""); print; for (i = 0; i < 10000; i++) printf "[1,\"made_up_%d\",2,1,1,%d,%d,900,1],\n", i, i % 2, i * 500; next } { print }' \
    >"$SCRATCH/many.html"
browser_go "file://$SCRATCH/many.html"
is "what is shown of many" '"10006 of 10006 tests"' "$(browser_text '#shown')"
is "few of them are in the page" true "$(browser_script 'return document.querySelectorAll("#rows .row").length < 100;')"
browser_drag '#lanes' 0
is "a click on a bar of the timeline selects its test" true "$(browser_script 'return document.querySelector("#detail h3").innerText.startsWith("PASS");')"
browser_drag '#lanes' 200
is "a drag looks closer" false "$(browser_script 'return document.getElementById("whole").hidden;')"
browser_click '#whole'
is "the whole run again" true "$(browser_script 'return document.getElementById("whole").hidden;')"
is "the name below the pointer is shown" true "$(browser_drag '#lanes' 0; browser_script 'const tip = document.getElementById("tip"); return !tip.hidden && tip.innerText.startsWith("PASS");')"
browser_type '#grid' '\uE010'
is "the last is reached by a key" '10007' "$(browser_script 'return Number(document.querySelector("[aria-selected=true]").getAttribute("aria-rowindex"));')"
browser_type '#q' 'made_up_77'
is "a filter among many" '"111 of 10006 tests"' "$(browser_text '#shown')"
is "errors on the console" '[]' "$(browser_call POST /se/log '{"type":"browser"}' | browser_value)"

# Without a script, which a frame may not run, the failures stand in the page.
echo '<iframe sandbox="allow-same-origin" src="hostile.html"></iframe>' >"$SCRATCH/frame.html"
browser_go "file://$SCRATCH/frame.html"
browser_call POST /frame '{"id":0}' >/dev/null
is "articles without a script" 11 "$(browser_call POST /elements '{"using":"css selector","value":"article"}' | grep -o 'element-' | wc -l | tr -d ' ')"
is "an article without a script" '"CRASH ends/by_abort"' "$(browser_text 'article.crashed h3')"

[ $failed = 0 ] && echo "$checks checks"
exit $failed
