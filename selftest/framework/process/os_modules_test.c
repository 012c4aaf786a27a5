/* os_modules_test.c -- what the program's own table says of its functions. */
#include "../../../framework/process/os_modules.h"
#include <seedbed.h>
#include <stdlib.h>

/* Built for other processors, or linked by others, a program may have none: then there is nothing to find, and the loader is asked. */
#if defined __x86_64__ && defined __linux__

FIXTURE(os_modules, (sb_program program; uintptr_t begin));

SETUP(os_modules) { sb_program_find(&self->program); }

TEST(os_modules, an_address_in_a_function_has_its_entry)
{
    uintptr_t function = (uintptr_t)sb_program_find;
    should_not(sb_program_entry(&self->program, function + 1, &self->begin), be_null);
    should(self->begin, equal_to(function));
}

TEST(os_modules, one_of_a_library_has_none) { should(sb_program_entry(&self->program, (uintptr_t)abort, &self->begin), be_null); }

TEST(os_modules, nor_has_one_behind_all_functions)
{
    uintptr_t end = self->program.part[self->program.parts - 1].end;
    should(sb_program_entry(&self->program, end, &self->begin), be_null);
}

TEST_EACH(os_modules, only_a_table_of_the_known_form_is_read, (const char *what; int32_t form; bool read),
    { "known", 0x3b031b01, true }, { "of another version", 0x3b031b02, false },
    { "with rows of another form", 0x1b031b01, false })
{
    /* One row: a function 36 bytes from here, whose entry stands behind the row. */
    int32_t table[] = { each->form, 0, 1, 36, 20, 16, 0, 8, 4, 0 };
    self->program.unwinding = (const unsigned char *)table;
    should(sb_program_entry(&self->program, (uintptr_t)table + 37, &self->begin) != NULL, equal_to(each->read));
    should(sb_program_entry(&self->program, (uintptr_t)table + 40, &self->begin), be_null);
}
#endif
