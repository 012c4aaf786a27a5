// told.js -- the articles of tests that had something to say. They stand in a noscript element, which is text where there is a script;
// the runner has escaped all that a test said, so that an article is as safe as markup as it is on a page without script.
const told = byId("articles").textContent;
const articleAt = new Map();
for (const match of told.matchAll(/<article id="t(\d+)"/g)) articleAt.set(Number(match[1]), match.index);

// In two parts, because parsers of old end a script at any end tag in it.
const articleEnd = "<" + "/article>";
function articleOf(test) {
    const at = articleAt.get(test);
    return at === undefined ? "" : told.slice(at, told.indexOf(articleEnd, at) + articleEnd.length);
}

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const plain = (markup) => markup.replace(/<[^>]*>/g, "").replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => entities[name]);

// The first line of what a test said, for the list.
function firstLine(test) {
    const at = articleAt.get(test);
    if (at === undefined) return reasonOf(test).split("\n")[0];
    const end = told.indexOf(articleEnd, at), said = told.indexOf('<pre class="said">\n', at);
    if (said < 0 || said > end) return "";
    return plain(told.slice(said + 19, told.indexOf("\n", said + 19)));
}

// What the text filter looks in, in lower case; made when it is first asked for.
let heaps = null;
function heapOf(test) {
    if (!heaps) heaps = new Array(tests.length);
    if (heaps[test] === undefined) {
        const row = tests[test];
        heaps[test] = (nameOf(test) + "\n" + tagsOf(test) + "\n" + words[row[FILE]] + ":" + row[LINE] + "\n" + (plain(articleOf(test)) || reasonOf(test)))
            .toLowerCase();
    }
    return heaps[test];
}
