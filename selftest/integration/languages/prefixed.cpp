/* prefixed.cpp -- prefixed.c as C++. */
#include "prefixed.c"
