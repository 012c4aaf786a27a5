/* path.h -- one name for a file however it is spelt.
 */
#ifndef SEEDBED_SQLITE_PATH_H
#define SEEDBED_SQLITE_PATH_H

/* Absolute, without ., .. and symbolic links. What does not exist is kept as it is spelt: the file, its folder, the target of a
 * dangling link may come later. NULL where the path cannot be followed (a loop of links, no right to look); the caller frees it. */
char *sb__path_resolve(const char *path);

#endif
