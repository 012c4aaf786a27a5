// page.js -- the controls around the list, the theme, and the first look.
const q = byId("q"), suiteChoice = byId("suite"), tagChoice = byId("tag");

// A choice of names with how many tests each has; hidden where there is nothing to choose.
function fillChoice(choice, all, names) {
    const counts = new Map();
    for (let test = 0; test < tests.length; test++) for (const name of names(test)) counts.set(name, (counts.get(name) || 0) + 1);
    choice.append(make("option", { value: "" }, all));
    for (const name of [...counts.keys()].sort()) choice.append(make("option", { value: name }, name + " (" + counts.get(name) + ")"));
    choice.hidden = counts.size < 1;
}

function drawFilters() {
    const base = fresh();
    if (q.value !== view.q) q.value = view.q;
    suiteChoice.value = view.suite;
    tagChoice.value = view.tag;
    byId("shown").textContent = shown.length + " of " + tests.length + (tests.length === 1 ? " test" : " tests");
    byId("clear").hidden = ["state", "q", "suite", "tag"].every((key) => view[key] === base[key]);
    const names = view.state.split(","), bad = names.includes("bad") && !document.querySelector("[data-state=bad]");
    for (const link of document.querySelectorAll("[data-state]")) {
        const own = states.find((state) => state.slug === link.dataset.state);
        const on = names.includes(link.dataset.state) || (bad && own && own.bad);
        if (on) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
    }
}

// A click on a count shows that state alone; with Shift, Ctrl or Command it adds it, or takes it away.
function chooseState(state, add) {
    const now = view.state.split(",").filter((one) => one !== "all" && one !== state);
    if (!add) change({ state });
    else if (view.state.split(",").includes(state)) change({ state: now.join(",") || "all" });
    else change({ state: [...now, state].join(",") });
}
for (const link of document.querySelectorAll("[data-state]"))
    link.addEventListener("click", (event) => {
        event.preventDefault();
        chooseState(link.dataset.state, event.shiftKey || event.ctrlKey || event.metaKey);
    });
for (const link of document.querySelectorAll("a[data-test]"))
    link.addEventListener("click", (event) => {
        const test = Number(link.dataset.test);
        event.preventDefault();
        pick(test);
    });

q.addEventListener("input", () => change({ q: q.value }, true));
suiteChoice.addEventListener("change", () => change({ suite: suiteChoice.value }));
tagChoice.addEventListener("change", () => change({ tag: tagChoice.value }));
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("clear").addEventListener("click", () => change({ ...fresh(), sort: view.sort, test: view.test }));

document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "/" && !typing) {
        event.preventDefault();
        q.focus();
    } else if (event.key === "Escape" && view.test >= 0 && (!typing || !q.value)) {
        closeDetail();
    } else if (event.key === "ArrowDown" && event.target === q) {
        event.preventDefault();
        grid.focus({ preventScroll: true });
        walk("ArrowDown");
    }
});

// What was chosen is remembered where the browser lets a file remember anything.
const themes = { "": "Theme: system", light: "Theme: light", dark: "Theme: dark" };
function setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    byId("theme").textContent = themes[theme];
    try {
        localStorage.setItem("seedbed-theme", theme);
    } catch (_) { /* it is forgotten then */ }
}
function startTheme() {
    let theme = "";
    try {
        theme = localStorage.getItem("seedbed-theme") || "";
    } catch (_) { /* as the system has it */ }
    setTheme(theme in themes ? theme : "");
    byId("theme").hidden = false;
    byId("theme").addEventListener("click", () => {
        const names = Object.keys(themes);
        setTheme(names[(names.indexOf(document.documentElement.dataset.theme) + 1) % names.length]);
        drawLanes();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawLanes);
}

// What sticks to the top wraps where the window is narrow, and what sticks below it must know.
function measure() {
    const filters = byId("filters"), sticks = getComputedStyle(filters).position === "sticky";
    document.documentElement.style.setProperty("--stuck", (sticks ? filters.offsetHeight : 0) + "px");
}

// An address without a hash on a wide window shows the first test that did not pass at once.
function start() {
    startTheme();
    fillChoice(suiteChoice, "All suites", (test) => [words[tests[test][SUITE]]]);
    fillChoice(tagChoice, "All tags", (test) => tagsOf(test).split(" ").filter(Boolean));
    byId("tests").hidden = tests.length === 0;
    canvas.setAttribute("aria-label", "Timeline of " + ran.length + " tests on " + lanes.length + " workers. The list below holds the same tests.");
    addCopyButtons(document.querySelector("header"));
    measure();
    const first = viewOf(location.hash);
    if (first.test < 0 && !location.hash && anyBad && window.innerWidth >= 1000) first.test = select(first)[0];
    show(first);
    if (location.hash && first.test >= 0) reveal(first.test);
    window.addEventListener("popstate", () => show(viewOf(location.hash)));
    window.addEventListener("hashchange", () => show(viewOf(location.hash)));
    window.addEventListener("scroll", () => requestAnimationFrame(drawRows), { passive: true });
    window.addEventListener("resize", () => {
        measure();
        drawRows();
        drawLanes();
    });
}
start();
