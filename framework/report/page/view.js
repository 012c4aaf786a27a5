// view.js -- which tests are shown and in which order; kept in the address behind #, so that a view can be linked.
const anyBad = tests.some((row) => states[row[STATE]].bad);
const fresh = () => ({ state: anyBad ? "bad" : "all", q: "", suite: "", tag: "", sort: "plan", test: -1 });
let view = fresh();
let shown = [];

const testsByName = new Map();
tests.forEach((_, test) => testsByName.set(nameOf(test), testsByName.has(nameOf(test)) ? -1 : test));

// A test goes by its name, or by its number where two have the same.
const linkOf = (test) => (testsByName.get(nameOf(test)) === test ? nameOf(test) : "#" + test);
function testOf(link) {
    const test = /^#\d+$/.test(link) ? Number(link.slice(1)) : testsByName.get(link);
    return test !== undefined && test < tests.length ? test : -1;
}

function hashOf(of) {
    const base = fresh(), hash = new URLSearchParams();
    for (const key of ["state", "q", "suite", "tag", "sort"]) if (of[key] !== base[key]) hash.set(key, of[key]);
    if (of.test >= 0) hash.set("test", linkOf(of.test));
    return hash.toString();
}

function viewOf(hash) {
    const given = new URLSearchParams(hash.replace(/^#/, "")), of = fresh();
    for (const key of ["state", "q", "suite", "tag", "sort"]) if (given.has(key)) of[key] = given.get(key);
    if (given.has("test")) of.test = testOf(given.get("test"));
    return of;
}

// Whether a state fits, by number: "all", "bad", or names of states with a comma between.
function statesOf(asked) {
    const names = asked.split(",");
    return states.map((state) => names.includes("all") || (names.includes("bad") && state.bad) || names.includes(state.slug));
}

// Every word of the query must be somewhere in what is known of a test.
function select(of) {
    const wanted = statesOf(of.state), query = of.q.toLowerCase().split(/\s+/).filter(Boolean), chosen = [];
    const suite = of.suite ? words.indexOf(of.suite) : -1;
    const tagged = of.tag ? words.map((tags) => tags.split(" ").includes(of.tag)) : null;
    for (let test = 0; test < tests.length; test++) {
        const row = tests[test];
        if (!wanted[row[STATE]] || (of.suite && row[SUITE] !== suite) || (tagged && !tagged[row[TAGS] || 0])) continue;
        if (query.length) {
            const heap = heapOf(test);
            if (!query.every((word) => heap.includes(word))) continue;
        }
        chosen.push(test);
    }
    return chosen;
}

// What comes first by itself; "-duration" turns it round. Of equals the plan decides, because sort is stable.
const badFirst = (test) => (stateOf(test).bad ? 0 : stateOf(test).slug === "passed" ? 20 : 10) + tests[test][STATE] / 100;
const orders = {
    duration: (a, b) => tests[b][DURATION] - tests[a][DURATION],
    name: (a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0),
    state: (a, b) => badFirst(a) - badFirst(b),
};
function sorted(chosen, by) {
    const order = orders[by.replace(/^-/, "")];
    if (order) chosen.sort(by.startsWith("-") ? (a, b) => order(b, a) : order);
    return chosen;
}

// Change the view: the parts that are given, the rest stays. `quietly`: no step that the browser's Back would go to.
function change(parts, quietly) {
    const next = { ...view, ...parts }, hash = hashOf(next);
    const address = location.pathname + location.search + (hash ? "#" + hash : "");
    if (quietly) history.replaceState(null, "", address);
    else if (hash !== hashOf(view)) history.pushState(null, "", address);
    show(next);
}

function show(next) {
    const filters = (of) => [of.state, of.q, of.suite, of.tag, of.sort].join("\0");
    if (!show.done || filters(next) !== filters(view)) shown = sorted(select(next), next.sort);
    show.done = true;
    view = next;
    drawFilters();
    drawList();
    drawLanes();
    drawDetail();
}
