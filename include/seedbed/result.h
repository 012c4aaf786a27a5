/* result.h -- matchers about what functions of the system return: succeed, fail_with(ENOENT), return_error(EBUSY).
 *
 *     should(close(fd), succeed);
 *     should(open(path, O_RDONLY), fail_with(ENOENT));
 *     should(mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0), succeed);
 *     should(pthread_mutex_trylock(&lock), return_error(EBUSY));
 *
 * What they mean, of functions that say why in errno:
 *     succeed            the result is none of these: -1 in a signed integer of any type, or converted to unsigned, unsigned long or
 *                        unsigned long long, also as size_t; a NULL pointer or string, or the pointer (void *)-1, which mmap and shmat
 *                        return; false. C makes an int of what is narrower than one: (unsigned short)-1 is 65535, and a success.
 *     fail_with(error)   it is one of them, and errno is this
 * and of functions that return the error itself, as those of pthread do, posix_spawn and posix_memalign:
 *     return_error(error)    the result is this error; also a negative one, as inside a kernel: return_error(-EBUSY)
 *     return_no_error        the result is 0
 *
 *     open(path, O_RDONLY) should fail with ENOENT
 *       expected: failed with ENOENT (No such file or directory)
 *            got: failed with EACCES (Permission denied)
 *
 * errno is read before the assertion does anything else, so that it is as the operand left it. Only `error` is evaluated beside the
 * operand: it should be a constant, or at least nothing that changes errno.
 *
 * Errors: an operand that is neither an integer nor a pointer, and an `error` that is no integer, do not compile; a floating number fails,
 * asserted or negated.
 */
#ifndef SEEDBED_RESULT_H
#define SEEDBED_RESULT_H

#include <seedbed/should.h>

#define SB_M_succeed &sb_m_succeed, SB__RESULT
#define SB_M_fail_with(error) &sb_m_fail_with, SB__RESULT, error
#define SB_M_return_error(error) &sb_m_return_error, SB__NUMBERS, error
#define SB_M_return_no_error &sb_m_return_no_error, SB__NUMBER

#define SB__RESULT(a, x) ((a >> 4 == 2 && (a < 0x28 || a > 0x2a)) || a >> 4 == 0xe) && (!x || x >> 4 == 2)

extern const sb_matcher_type sb_m_succeed, sb_m_fail_with, sb_m_return_error, sb_m_return_no_error;

#endif
