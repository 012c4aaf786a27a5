# lib_catalog.sh -- for the scripts that run the example application: a build of their own to work in, and how they fail.

fail() {
    echo "$*" >&2
    exit 1
}

# A folder like BUILD, in which the demo makes its copy of the example without standing in anybody's way: $catalog_build.
# Its name has a space, as folders of people have.
catalog_build="$SCRATCH/a build"
catalog=$catalog_build/demo
mkdir "$catalog_build"
ln -s "$BUILD/libseedbed.a" "$BUILD/seedbed" "$catalog_build"
