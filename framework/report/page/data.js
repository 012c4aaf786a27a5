// data.js -- the tests as the page's data block has them, and small tools that all parts of the script use.
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const tests = data.tests, words = data.words;
// The columns of a test: html_data.c writes them.
const SUITE = 0, NAME = 1, FILE = 2, LINE = 3, STATE = 4, WORKER = 5, BEGAN = 6, DURATION = 7, CHECKS = 8, TAGS = 9, ATTEMPTS = 10, REASON = 11;
const states = data.states.map(([slug, word, mark, bad]) => ({ slug, word, mark, bad: bad === 1 }));
const stateOf = (test) => states[tests[test][STATE]];
const nameOf = (test) => words[tests[test][SUITE]] + "/" + tests[test][NAME];
const tagsOf = (test) => words[tests[test][TAGS] || 0];
const reasonOf = (test) => words[tests[test][REASON] || 0];
const slowest = tests.reduce((most, row) => Math.max(most, row[DURATION]), 0);

const byId = (id) => document.getElementById(id);

// An element with properties and children. Strings become text, never markup.
function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {}))
        if (name in element) element[name] = value;
        else element.setAttribute(name, value);
    element.append(...children);
    return element;
}

// As duration.c prints it.
function duration(ns) {
    if (ns < 50) return "0 ms";
    if (ns < 5000) return (ns / 1e3).toFixed(1) + " us";
    if (ns < 995000) return (ns / 1e6).toFixed(2) + " ms";
    if (ns < 9950000) return (ns / 1e6).toFixed(1) + " ms";
    if (ns < 999500000) return (ns / 1e6).toFixed(0) + " ms";
    if (ns < 59995000000) return (ns / 1e9).toFixed(2) + " s";
    const seconds = Math.round(ns / 1e9);
    return Math.floor(seconds / 60) + " min " + String(seconds % 60).padStart(2, "0") + " s";
}
