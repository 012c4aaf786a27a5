# lib_browser.sh -- a headless Chromium, driven through chromedriver by WebDriver's own protocol, for scripts that look at a page.
#
# browser_open skips the script (77) where a part is missing. Then: browser_go URL, browser_click CSS, browser_drag CSS PIXELS,
# browser_type CSS TEXT (keys as WebDriver spells them, \uE015 is the arrow down), browser_text CSS, and browser_script 'return ...;', which
# prints what it returns, as JSON.
# $session is the address of the browser, which goes with the script.

browser_find() { # prints the browser's path
    for chromium in chromium chromium-browser google-chrome chrome; do
        command -v $chromium 2>/dev/null && return 0
    done
    return 1
}

browser_open() {
    for tool in chromedriver curl; do
        command -v $tool >/dev/null 2>&1 || { echo "$tool is not here (apt-get install chromium chromium-driver curl)"; exit 77; }
    done
    binary=$(browser_find) || { echo "Chromium is not here (apt-get install chromium chromium-driver)"; exit 77; }
    mkdir "$SCRATCH/profile"
    : >"$SCRATCH/chromedriver.log"
    chromedriver --port=0 >"$SCRATCH/chromedriver.log" 2>&1 &
    driver=$!
    trap browser_close EXIT
    trap 'exit 130' INT TERM
    port= waited=0
    while [ -z "$port" ]; do
        port=$(sed -n 's/.*started successfully on port \([0-9]*\).*/\1/p' "$SCRATCH/chromedriver.log")
        waited=$((waited + 1))
        [ $waited -lt 300 ] || { cat "$SCRATCH/chromedriver.log"; echo "chromedriver does not come up"; exit 77; }
        [ -n "$port" ] || sleep 0.1
    done
    session=http://127.0.0.1:$port/session
    # As root there is no sandbox to be had; a container has little /dev/shm.
    arguments='"--headless","--disable-gpu","--disable-quic","--no-first-run","--disable-background-networking",
        "--disable-component-update","--disable-sync","--disable-dev-shm-usage","--window-size=1400,900"'
    [ "$(id -u)" != 0 ] || arguments="$arguments,\"--no-sandbox\""
    said=$(browser_call POST "" "{\"capabilities\":{\"alwaysMatch\":{\"browserName\":\"chrome\",\"goog:loggingPrefs\":{\"browser\":\"ALL\"},
        \"goog:chromeOptions\":{\"binary\":\"$binary\",\"args\":[$arguments,\"--user-data-dir=$SCRATCH/profile\"]}}}}")
    id=$(echo "$said" | sed -n 's/.*"sessionId":"\([^"]*\)".*/\1/p')
    [ -n "$id" ] || { echo "Chromium does not start: $(echo "$said" | tr -d '\n' | cut -c1-300)"; exit 77; }
    session=$session/$id
}

browser_close() {
    [ -z "${id:-}" ] || browser_call DELETE "" >/dev/null
    kill $driver 2>/dev/null
    wait $driver 2>/dev/null
}

browser_call() { # method, path below the session, body
    if [ $# -gt 2 ]; then
        curl -s -m 60 -X "$1" -H 'Content-Type: application/json' --data-binary "$3" "$session$2"
    else
        curl -s -m 60 -X "$1" "$session$2"
    fi
}

browser_value() { sed -e 's/^{"value"://' -e 's/}$//' -e 's/\\u003C/</g'; }

browser_string() { printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g'; }

browser_go() { browser_call POST /url "{\"url\":\"$(browser_string "$1")\"}" >/dev/null; }

browser_script() { browser_call POST /execute/sync "{\"script\":\"$(browser_string "$1")\",\"args\":[]}" | browser_value; }

browser_element() {
    browser_call POST /element "{\"using\":\"css selector\",\"value\":\"$(browser_string "$1")\"}" |
        sed -n 's/.*"element-[^"]*":"\([^"]*\)".*/\1/p'
}

browser_click() { browser_call POST "/element/$(browser_element "$1")/click" '{}' >/dev/null; }

browser_type() { browser_call POST "/element/$(browser_element "$1")/value" "{\"text\":\"$2\"}" >/dev/null; }

# Press the button in the middle of an element, move so many pixels to the right, release.
browser_drag() {
    browser_call POST /actions "{\"actions\":[{\"type\":\"pointer\",\"id\":\"mouse\",\"actions\":[
        {\"type\":\"pointerMove\",\"origin\":{\"element-6066-11e4-a52e-4f735466cecf\":\"$(browser_element "$1")\"},\"x\":0,\"y\":0},
        {\"type\":\"pointerDown\",\"button\":0},{\"type\":\"pointerMove\",\"origin\":\"pointer\",\"x\":$2,\"y\":0},
        {\"type\":\"pointerUp\",\"button\":0}]}]}" >/dev/null
}

browser_text() { browser_call GET "/element/$(browser_element "$1")/text" | browser_value; }
