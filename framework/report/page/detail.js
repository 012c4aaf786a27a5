// detail.js -- the selected test beside the list: its article, or what its row knows.
const detail = byId("detail");

const shellWord = (word) => (/^[\w./=:,@%+-]+$/.test(word) ? word : "'" + word.replaceAll("'", "'\\''") + "'");

// A test that only passed has no article.
function makeArticle(test) {
    const row = tests[test], state = stateOf(test);
    const about = make("p", { className: "about" });
    if (row[STATE] !== 0)
        about.append(duration(row[DURATION]) + ", " + row[CHECKS] + (row[CHECKS] === 1 ? " check" : " checks") + ", worker " + row[WORKER]);
    for (const tag of tagsOf(test).split(" ").filter(Boolean)) about.append(" ", make("span", { className: "tag" }, tag));
    return make("article", { className: state.slug },
        make("h3", null, make("b", { className: "mark" }, state.mark), " ",
            make("span", { className: "suite" }, words[row[SUITE]] + "/"), row[NAME]),
        about, make("p", { className: "place" }, words[row[FILE]] + ":" + row[LINE]),
        ...(reasonOf(test) ? [make("pre", { className: "said" }, reasonOf(test))] : []),
        make("p", { className: "rerun" }, make("code", { className: "again" }, data.again + " " + shellWord(nameOf(test)))));
}

function drawDetail() {
    const test = view.test;
    document.body.classList.toggle("open", test >= 0);
    detail.hidden = test < 0;
    if (test < 0 || drawDetail.drawn === test) {
        drawDetail.drawn = test;
        return;
    }
    drawDetail.drawn = test;
    const bar = make("div", { className: "close" });
    bar.append(make("button", { type: "button", className: "step", title: "The test above", "aria-label": "The test above" }, "\u2191"),
        make("button", { type: "button", className: "step", title: "The test below", "aria-label": "The test below" }, "\u2193"),
        make("button", { type: "button", id: "close", title: "Close (Esc)" }, "Close"));
    if (articleAt.has(test)) {
        const template = document.createElement("template");
        template.innerHTML = articleOf(test);
        detail.replaceChildren(bar, template.content);
    } else {
        detail.replaceChildren(bar, makeArticle(test));
    }
    addCopyButtons(detail);
    detail.scrollTop = 0;
}

// file:// has a clipboard in most browsers; where it has not, the command is selected for the person to copy.
function copy(code, button) {
    const done = () => {
        button.textContent = "Copied";
        setTimeout(() => (button.textContent = "Copy"), 1500);
    };
    const select = () => getSelection().selectAllChildren(code);
    if (navigator.clipboard) navigator.clipboard.writeText(code.textContent).then(done, select);
    else select();
}

function addCopyButtons(root) {
    for (const code of root.querySelectorAll("code.again")) {
        const button = make("button", { type: "button", className: "copy" }, "Copy");
        button.addEventListener("click", () => copy(code, button));
        code.after(button);
    }
}

// Select from outside the list: filters that hide the test give way, and the place where one looks stays in sight as far as can be.
function pick(test) {
    change({ test, ...(shown.includes(test) ? null : { state: "all", q: "", suite: "", tag: "" }) });
    const below = detail.getBoundingClientRect().top - window.innerHeight + 260;
    if (below > 0) window.scrollBy(0, below);
}

function closeDetail() {
    change({ test: -1 });
    grid.focus({ preventScroll: true });
}
// The steps are made anew with each test, so the focus moves to their successor.
detail.addEventListener("click", (event) => {
    const step = [...detail.querySelectorAll(".step")].indexOf(event.target);
    if (event.target.closest("#close")) closeDetail();
    else if (step >= 0 && walk(step ? "ArrowDown" : "ArrowUp")) detail.querySelectorAll(".step")[step].focus();
});
