# layers.awk -- reads `file:line:#include ...` and refuses an include that points right.
#
# A path's rank is the name of its layer, and in framework the name of its stage: layers and stages are named so that the order of
# the alphabet is the order of dependence. framework/main.c knows every stage. selftest/ may include what it tests.
function rank(path,   part, n) {
    n = split(path, part, "/")
    if (part[1] == "include") return "a/" # before assert, as in the alphabet of layers that the design gives
    if (part[1] != "framework") return part[1] "/"
    return "framework/" (n > 2 ? part[2] : "~") # files of framework itself, main.c and start.c, come after its stages
}
function resolve(folder, name) {
    name = folder "/" name
    while (sub(/[^\/]+\/\.\.\//, "", name)) {}
    return name
}
function refuse(why) { print at ": " why; bad = 1 }
{
    split($0, field, ":")
    at = field[1] ":" field[2]
    file = field[1]
    folder = file; sub(/\/[^\/]*$/, "", folder)
    if (match($0, /"[^"]*"/)) {
        target = resolve(folder, substr($0, RSTART + 1, RLENGTH - 2))
        if (file ~ /^include\//) refuse("a public header includes by <seedbed/...>, not by \"...\"")
        else if (target ~ /^include\//) refuse("include a public header by <seedbed/...>, not by a path")
        else if (target ~ /^\.\.\//) refuse(target " is outside the tree")
        else if (rank(target) > rank(file)) refuse("includes " target ", which is to its right; a file includes only what is to its left")
    } else if ($0 ~ /<[^>]*\.\.[^>]*>/) {
        refuse("include a file of the project by \"...\", not by a path in <...>")
    } else if (match($0, /<seedbed[^>]*>/)) {
        target = "include/" substr($0, RSTART + 1, RLENGTH - 2)
        if ((getline line < target) < 0) refuse(target " does not exist")
        close(target)
    }
}
END { exit bad }
