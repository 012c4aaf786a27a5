// lanes.js -- the timeline: a lane per worker, a bar per test, drawn on a canvas. The list is its equal for who cannot see or point.
const canvas = byId("lanes"), tip = byId("tip");
const LABEL = 34, AXIS = 20;
const lanes = [];
const ran = tests.map((_, test) => test).filter((test) => tests[test][STATE] !== 0);
const total = ran.reduce((end, test) => Math.max(end, tests[test][BEGAN] + tests[test][DURATION]), 0);
const whole = { from: ran.reduce((least, test) => Math.min(least, tests[test][BEGAN]), total), to: total };
let range = whole;
let drag = null;

for (const worker of [...new Set(ran.map((test) => tests[test][WORKER]))].sort((a, b) => a - b))
    lanes.push({ worker, bars: [] });
const laneOf = new Map(lanes.map((lane) => [lane.worker, lane]));
for (const test of ran) laneOf.get(tests[test][WORKER]).bars.push(test);
for (const lane of lanes) lane.bars.sort((a, b) => tests[a][BEGAN] - tests[b][BEGAN]);

const pitch = () => Math.max(6, Math.min(22, Math.floor(320 / lanes.length)));
const toX = (ns, width) => LABEL + ((ns - range.from) / (range.to - range.from)) * (width - LABEL);
const toTime = (x, width) => range.from + ((x - LABEL) / (width - LABEL)) * (range.to - range.from);

// The last bar of a lane that begins at or before a time, by halving.
function lastBefore(bars, ns) {
    let low = 0, high = bars.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (tests[bars[middle]][BEGAN] <= ns) low = middle + 1;
        else high = middle;
    }
    return low - 1;
}

// Colours come from the style, through elements of the states' classes, so that both themes hold.
function colours() {
    const probe = make("i", { hidden: true });
    document.body.append(probe);
    const of = (name) => {
        probe.className = name;
        return getComputedStyle(probe).color;
    };
    const all = { state: states.map((state) => of("bar " + state.slug)), text: of("dim"), line: of("line"), ink: of("ink") };
    probe.remove();
    return all;
}

// A step of 1, 2 or 5 times a power of ten that leaves room for its label.
function tickStep(span, width) {
    const least = span / Math.max(1, width / 110), power = 10 ** Math.floor(Math.log10(least));
    return [1, 2, 5, 10].map((n) => n * power).find((step) => step >= least);
}

function drawAxis(pen, width, height, colour) {
    const step = tickStep(range.to - range.from, width - LABEL), [power, unit] = range.to >= 2e9 ? [9, " s"] : [6, " ms"];
    const digits = Math.max(0, Math.ceil(power - Math.log10(step)));
    pen.textBaseline = "alphabetic";
    pen.textAlign = "left";
    for (let ns = Math.ceil(range.from / step) * step; ns <= range.to; ns += step) {
        const x = Math.round(toX(ns, width)) + 0.5, label = (ns / 10 ** power).toFixed(digits) + unit;
        pen.fillStyle = colour.line;
        pen.fillRect(x - 0.5, 0, 1, height - AXIS + 4);
        pen.fillStyle = colour.text;
        if (x + pen.measureText(label).width + 4 < width) pen.fillText(label, x + 3, height - 5);
    }
}

// Where many bars share a pixel the worst of them is seen: bad ones over good ones, fitting ones over those filtered out.
function drawLane(pen, lane, y, size, fits, colour) {
    const width = canvas.clientWidth, first = Math.max(0, lastBefore(lane.bars, range.from));
    let pixel = -1, rank = -1;
    for (let at = first; at < lane.bars.length; at++) {
        const test = lane.bars[at], row = tests[test];
        if (row[BEGAN] > range.to) break;
        const from = Math.max(LABEL, toX(row[BEGAN], width)), to = Math.min(width, toX(row[BEGAN] + row[DURATION], width));
        const mine = (fits[test] ? 4 : 0) + (states[row[STATE]].bad ? 2 : row[STATE] === 1 ? 0 : 1), here = Math.floor(from);
        if (to <= LABEL || (to - from < 1 && here === pixel && mine <= rank)) continue;
        pixel = here;
        rank = mine;
        pen.globalAlpha = fits[test] ? 1 : 0.35;
        pen.fillStyle = colour.state[row[STATE]];
        if (to - from < 3) pen.fillRect(here, y, Math.max(1, to - from), size);
        else pen.fillRect(from, y, to - from - 1, size);
    }
    pen.globalAlpha = 1;
}

function drawSelected(pen, colour) {
    const row = tests[view.test], width = canvas.clientWidth;
    if (!row || row[STATE] === 0) return;
    const y = lanes.indexOf(laneOf.get(row[WORKER])) * pitch();
    const from = toX(row[BEGAN], width), to = toX(row[BEGAN] + row[DURATION], width);
    if (to < LABEL || from > width) return;
    pen.strokeStyle = colour.ink;
    pen.lineWidth = 2;
    pen.strokeRect(Math.max(LABEL, from) - 2, y + 1, Math.max(5, Math.min(width, to) - Math.max(LABEL, from) + 3), pitch() - 2);
}

function drawLanes() {
    if (whole.from >= whole.to) return;
    byId("timeline").hidden = false;
    byId("whole").hidden = range === whole;
    const ratio = window.devicePixelRatio || 1, height = lanes.length * pitch() + AXIS;
    canvas.style.height = height + "px";
    const width = canvas.clientWidth, colour = colours(), pen = canvas.getContext("2d");
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    pen.scale(ratio, ratio);
    pen.font = "11px system-ui, sans-serif";
    drawAxis(pen, width, height, colour);
    const fits = new Uint8Array(tests.length);
    for (const test of shown) fits[test] = 1;
    lanes.forEach((lane, at) => {
        const y = at * pitch(), size = Math.max(4, pitch() - 4);
        pen.fillStyle = colour.text;
        pen.textAlign = "right";
        pen.textBaseline = "middle";
        if (pitch() > 11 || at % 4 === 0) pen.fillText(lane.worker, LABEL - 10, y + pitch() / 2);
        drawLane(pen, lane, y + 2, size, fits, colour);
    });
    drawSelected(pen, colour);
    if (drag) {
        pen.fillStyle = colour.ink;
        pen.globalAlpha = 0.15;
        pen.fillRect(Math.min(drag.from, drag.to), 0, Math.abs(drag.to - drag.from), height - AXIS);
    }
}

// The test below the pointer, or one at most 3 pixels beside it.
function testAt(event) {
    const width = canvas.clientWidth, lane = lanes[Math.floor(event.offsetY / pitch())], near = (range.to - range.from) / (width - LABEL);
    if (!lane || event.offsetX < LABEL) return -1;
    const ns = toTime(event.offsetX, width), before = lastBefore(lane.bars, ns);
    const distance = (at) => {
        const row = tests[lane.bars[at]];
        return row ? Math.max(0, row[BEGAN] - ns, ns - row[BEGAN] - row[DURATION]) : Infinity;
    };
    const best = distance(before) <= distance(before + 1) ? before : before + 1;
    return distance(best) <= 3 * near ? lane.bars[best] : -1;
}

function drawTip(event) {
    const test = drag && drag.moved ? -1 : testAt(event);
    tip.hidden = test < 0;
    canvas.style.cursor = test < 0 ? "crosshair" : "pointer";
    if (test < 0) return;
    const state = stateOf(test);
    tip.replaceChildren(make("b", { className: "mark " + state.slug }, state.mark), " " + nameOf(test) + " ",
        make("span", { className: "dim" }, duration(tests[test][DURATION])));
    const room = canvas.parentElement.clientWidth - tip.offsetWidth;
    tip.style.left = Math.max(0, Math.min(event.offsetX + 12, room)) + "px";
    tip.style.top = canvas.offsetTop + event.offsetY + 16 + "px";
}

canvas.addEventListener("pointerdown", (event) => {
    if (event.button === 0) drag = { from: Math.max(LABEL, event.offsetX), to: event.offsetX, moved: false };
    canvas.setPointerCapture(event.pointerId);
});
canvas.addEventListener("pointermove", (event) => {
    if (drag) {
        drag.to = Math.min(canvas.clientWidth, Math.max(LABEL, event.offsetX));
        drag.moved = drag.moved || Math.abs(drag.to - drag.from) > 4;
        if (drag.moved) drawLanes();
    }
    drawTip(event);
});
canvas.addEventListener("pointerup", (event) => {
    const over = drag, test = testAt(event);
    drag = null;
    if (over && over.moved) {
        const ends = [over.from, over.to].sort((a, b) => a - b).map((x) => toTime(x, canvas.clientWidth));
        if (ends[1] - ends[0] >= 100) range = { from: ends[0], to: ends[1] };
        drawLanes();
    } else if (test >= 0) {
        pick(test);
    }
});
canvas.addEventListener("pointerleave", () => (tip.hidden = true));
byId("whole").addEventListener("click", () => {
    range = whole;
    drawLanes();
});
