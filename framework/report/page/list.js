// list.js -- the list of tests: of any number of rows only those in sight are in the page.
const ROW = 30, SPARE = 12;
const grid = byId("grid"), rows = byId("rows");

function durationCell(row) {
    const cell = make("span", { className: "time", role: "gridcell" });
    if (row[STATE] === 0) return cell;
    const bar = make("span", { className: "bar" });
    bar.style.width = (slowest ? Math.max(1, (row[DURATION] * 44) / slowest) : 0) + "px";
    cell.append(bar, duration(row[DURATION]));
    return cell;
}

function makeRow(at) {
    const test = shown[at], row = tests[test], state = stateOf(test), said = firstLine(test);
    const name = make("span", { className: "name", role: "gridcell", title: nameOf(test) },
        make("span", { className: "suite" }, words[row[SUITE]] + "/"), row[NAME]);
    for (const tag of tagsOf(test).split(" ").filter(Boolean)) name.append(" ", make("span", { className: "tag" }, tag));
    if (row[ATTEMPTS] > 1) name.append(" ", make("span", { className: "dim" }, "\u00d7" + row[ATTEMPTS]));
    const element = make("div", { className: "row " + state.slug, role: "row", id: "row" + test, "aria-rowindex": at + 2,
        "aria-selected": String(test === view.test) },
        make("span", { className: "mark", role: "gridcell" }, state.mark), name,
        make("span", { className: "said", role: "gridcell", title: said }, said), durationCell(row));
    element.style.top = at * ROW + "px";
    element.dataset.test = test;
    return element;
}

// Rows are made anew; there are never more of them than a window is high.
function drawRows() {
    const top = -rows.getBoundingClientRect().top, high = window.innerHeight;
    const from = Math.max(0, Math.floor(top / ROW) - SPARE), to = Math.min(shown.length, Math.ceil((top + high) / ROW) + SPARE);
    const made = [];
    for (let at = from; at < to; at++) made.push(makeRow(at));
    rows.replaceChildren(...made);
    const selected = shown.indexOf(view.test);
    if (selected >= from && selected < to) grid.setAttribute("aria-activedescendant", "row" + view.test);
    else grid.removeAttribute("aria-activedescendant");
}

function drawList() {
    rows.style.height = shown.length * ROW + "px";
    grid.setAttribute("aria-rowcount", shown.length + 1);
    byId("none").hidden = shown.length > 0;
    for (const button of grid.querySelectorAll("[data-sort]")) {
        const by = view.sort.replace(/^-/, "") === button.dataset.sort, back = view.sort.startsWith("-");
        const falls = button.dataset.sort === "duration" ? !back : back;
        button.parentElement.setAttribute("aria-sort", by ? (falls ? "descending" : "ascending") : "none");
    }
    drawRows();
}

// Bring a row into sight, below what sticks to the top.
function reveal(test) {
    const at = shown.indexOf(test);
    if (at < 0) return;
    const stuck = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--stuck"));
    const covered = stuck + rows.previousElementSibling.offsetHeight;
    const top = rows.getBoundingClientRect().top + at * ROW;
    if (top < covered) window.scrollBy(0, top - covered);
    else if (top + ROW > window.innerHeight) window.scrollBy(0, top + ROW - window.innerHeight + 4);
}

// Ways to walk: from the selected row, or to the first where none is.
function walk(key) {
    const at = shown.indexOf(view.test), page = Math.max(1, Math.floor(window.innerHeight / ROW / 2)), last = shown.length - 1;
    const steps = { ArrowDown: at + 1, ArrowUp: at < 0 ? 0 : at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: last };
    if (!(key in steps) || last < 0) return false;
    change({ test: shown[Math.min(last, Math.max(0, steps[key]))] }, true);
    reveal(view.test);
    return true;
}

// The first click on a head sorts by it, the second turns it round, the third goes back to the plan.
function sortBy(column) {
    change({ sort: view.sort === column ? "-" + column : view.sort === "-" + column ? "plan" : column });
}

grid.addEventListener("click", (event) => {
    const head = event.target.closest("[data-sort]"), row = event.target.closest("[data-test]");
    if (head) sortBy(head.dataset.sort);
    else if (row && !String(getSelection())) change({ test: Number(row.dataset.test) });
});
grid.addEventListener("keydown", (event) => {
    if (event.target !== grid || event.ctrlKey || event.metaKey || event.altKey) return;
    if (walk(event.key)) event.preventDefault();
    else if (event.key === "Enter" && view.test >= 0) byId("detail").focus();
});
